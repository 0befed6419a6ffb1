"""Judgements of people: replayed on every rebuild, stronger than the machine, flagged when the ground has changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from dateline.model.account import Account
from dateline.model.record import Record, RecordEvent
from dateline.record import LOOK_AGAIN, Judgement, LedgerEntry, build_record, content, judge, standing, withdrawal
from dateline.record.judgements import Action
from tests.record.made import MATCHING, Paper

WHO: dict[str, Any] = {"who": "Edda", "when": "2031-07-01T10:00:00+00:00"}


class Desk:
    """Papers, judgements and a ledger that lasts from one build to the next."""

    def __init__(self, *papers: Paper) -> None:
        self.papers = list(papers)
        self.judgements: list[Judgement] = []
        self.ledger: list[LedgerEntry] = []
        self.record = self.build()

    def build(self) -> Record:
        accounts, reports = [paper.account for paper in self.papers], [paper.report for paper in self.papers]
        self.record, additions = build_record(accounts, reports, self.judgements, self.ledger, matching=MATCHING)
        self.ledger += additions
        again, none = build_record(accounts, reports, self.judgements, self.ledger, matching=MATCHING)
        assert again == self.record
        assert not none
        return self.record

    def account(self, report: str) -> Account:
        return next(paper.account for paper in self.papers if paper.id == report)

    def judge(self, item: Any, action: Action, **fields: Any) -> Record:
        made = judge(item, self.account, action, **WHO, **fields)
        self.judgements.append(msgspec.structs.replace(made, number=len(self.judgements) + 1))
        return self.build()


def raid(outlet: str, day: str = "2031-06-01", verb: str = "raided") -> Paper:
    made = Paper(
        f"{outlet}: the Northern Guard {verb} the Amber Front in Brova on 1 June.\n",
        outlet=outlet,
        published="2031-06-09",
    )
    made.event(verb, actors=[made.actor("Northern Guard")], recipients=[made.actor("Amber Front")],
               place=made.place("Brova", "g1", 10.0, 20.0), when=made.when("on 1 June", day))  # fmt: skip
    return made


def only(events: Sequence[RecordEvent]) -> RecordEvent:
    (event,) = events
    return event


def test_a_correction_stands_says_who_and_survives_new_reports() -> None:
    desk = Desk(raid("Coast Wire"))
    event = only(desk.record.events)
    corrected = only(desk.judge(event, "correct", field="status", to="ongoing", why="still shooting").events)
    assert corrected.status == "ongoing"
    assert "status corrected from “happened” to “ongoing” by Edda on 2031-07-01: still shooting" in corrected.why
    desk.papers.append(raid("Valley Post"))
    later = only(desk.build().events)
    assert (later.id, later.status, len(later.sources)) == (event.id, "ongoing", 2)


@pytest.mark.parametrize(
    ("field", "to", "value"),
    [
        ("when", "2031-06-02", ("2031-06-02", "2031-06-02")),
        ("when", "2031-06-02/2031-06-04", ("2031-06-02", "2031-06-04")),
        ("when", "2031-06-02/", ("2031-06-02", None)),
        ("place", "null", None),
        ("contexts", '["military"]', ("military",)),
    ],
)
def test_fields_take_plain_values_and_json(field: str, to: str, value: Any) -> None:
    desk = Desk(raid("Coast Wire"))
    event = only(desk.judge(only(desk.record.events), "correct", field=field, to=to).events)
    found = getattr(event, field)
    assert ((found.earliest, found.latest) if field == "when" else found) == value


@pytest.mark.parametrize(
    ("field", "to"), [("id", "evt_x"), ("sources", "[]"), ("status", "finished"), ("background", "perhaps")]
)
def test_what_does_not_fit_is_refused(field: str, to: str) -> None:
    desk = Desk(raid("Coast Wire"))
    with pytest.raises(ValueError, match=field):
        desk.judge(only(desk.record.events), "correct", field=field, to=to)


def test_a_correction_is_flagged_when_the_machine_says_something_else_now() -> None:
    desk = Desk(raid("Coast Wire"))
    desk.judge(only(desk.record.events), "correct", field="status", to="ongoing")
    changed = raid("Coast Wire")
    changed._events[0] = msgspec.structs.replace(changed._events[0], status="planned")
    desk.papers = [changed]
    event = only(desk.build().events)
    assert event.status == "ongoing"
    assert any(line.startswith(LOOK_AGAIN) for line in event.why)


def test_the_last_word_counts() -> None:
    desk = Desk(raid("Coast Wire"))
    event = only(desk.record.events)
    assert not desk.judge(event, "reject", why="never happened").events
    assert only(desk.judge(event, "accept").events).id == event.id


def test_a_rejected_event_stays_away_and_a_new_telling_is_looked_at_anew() -> None:
    desk = Desk(raid("Coast Wire"))
    event = only(desk.record.events)
    desk.judge(event, "reject")
    desk.papers.append(raid("Valley Post"))
    (again,) = desk.build().events
    assert [source.report for source in again.sources] == [desk.papers[1].id]


def test_an_acceptance_is_flagged_when_what_was_accepted_changes() -> None:
    desk = Desk(raid("Coast Wire"))
    accepted = only(desk.judge(only(desk.record.events), "accept").events)
    assert "accepted by Edda on 2031-07-01" in accepted.why
    assert not any(line.startswith(LOOK_AGAIN) for line in accepted.why)
    desk.judge(accepted, "correct", field="type", to="COERCE")
    changed = only(desk.record.events)
    assert changed.type == "COERCE"


def test_a_merge_by_hand_beats_the_days_and_shows_the_disagreement() -> None:
    desk = Desk(raid("Coast Wire"), raid("Valley Post", day="2031-06-04"))
    one, other = desk.record.events
    record = desk.judge(one, "merge", other=other, why="the Post slipped")
    event = only(record.events)
    assert (event.when.earliest, event.when.latest) == ("2031-06-01", "2031-06-04")
    assert any("merged by Edda" in line for line in event.why)
    (torn,) = record.disagreements
    assert [side.says for side in torn.sides] == ["2031-06-01", "2031-06-04"]
    assert {entry.redirect for entry in desk.ledger if entry.id in (one.id, other.id)} == {None, event.id}


def test_a_merge_by_hand_takes_all_tellings_along() -> None:
    desk = Desk(raid("Coast Wire"), raid("Valley Post"), raid("Harbour Times", day="2031-06-04"))
    one, other = sorted(desk.record.events, key=lambda event: -len(event.sources))
    assert (len(one.sources), len(other.sources)) == (2, 1)
    (merged,) = desk.judge(one, "merge", other=other).events
    off = desk.judge(merged, "split", reports=[desk.papers[1].id])
    assert sorted(len(event.sources) for event in off.events) == [1, 2]


def test_a_judgement_that_was_taken_back_says_nothing_and_stays() -> None:
    desk = Desk(raid("Coast Wire"), raid("Valley Post"))
    event, before = only(desk.record.events), desk.record
    for action, fields in (
        ("reject", {}), ("correct", {"field": "status", "to": "denied"}),
        ("split", {"reports": [desk.papers[1].id]}), ("note", {"why": "look"}),
    ):  # fmt: skip
        desk.judge(event, action, **fields)  # type: ignore[arg-type]
        desk.judgements.append(
            msgspec.structs.replace(withdrawal(desk.judgements[-1], **WHO), number=len(desk.judgements) + 1)
        )
        desk.build()
        assert content(desk.record) == content(before)
    assert len(desk.judgements) == 8
    assert standing(desk.judgements) == []
    with pytest.raises(ValueError, match="judge again"):
        withdrawal(desk.judgements[-1], **WHO)


def test_single_tellings_of_one_report_can_be_split_off() -> None:
    made = raid("Coast Wire")
    both = Paper(
        made.report.text + "The Northern Guard raided the Amber Front.\n", outlet="Coast Wire", published="2031-06-09"
    )
    for nth in (0, 1):
        both.event("raided", actors=[both.actor("Northern Guard")] if nth == 0 else [0], recipients=[], nth=nth)
    desk = Desk(both)
    event = max(desk.record.events, key=lambda one: len(one.sources))
    if len(event.sources) < 2:
        event = only(desk.judge(desk.record.events[0], "merge", other=desk.record.events[1]).events)
    record = desk.judge(event, "split", tellings=[event.sources[1]])
    assert sorted(len(one.sources) for one in record.events) == [1, 1]


def test_a_split_beats_the_machine() -> None:
    desk = Desk(raid("Coast Wire"), raid("Valley Post"))
    event = only(desk.record.events)
    record = desk.judge(event, "split", reports=[desk.papers[1].id])
    assert len(record.events) == 2
    assert event.id in {one.id for one in record.events}


def test_actors_places_and_disagreements_can_be_judged() -> None:
    one, other = Paper("The Salt Army moved.\n", outlet="A"), Paper("The Army of Salt moved on.\n", outlet="B")
    one.actor("Salt Army")
    other.actor("Army of Salt")
    desk = Desk(one, other)
    first, second = desk.record.actors
    (actor,) = desk.judge(first, "merge", other=second).actors
    assert {alias.form for alias in actor.aliases} == {"Salt Army", "Army of Salt"}
    (named,) = desk.judge(actor, "correct", field="name", to="The Salt Army").actors
    assert named.name == "The Salt Army"


def test_a_rejected_disagreement_is_gone_and_the_figures_stay() -> None:
    papers = []
    for outlet, number in (("Coast Wire", 9), ("Valley Post", 12)):
        made = Paper(
            f"{outlet}: the Northern Guard raided the Amber Front in Brova on 1 June, killing {number}.\n",
            outlet=outlet,
        )
        event = made.event("raided", actors=[made.actor("Northern Guard")], recipients=[made.actor("Amber Front")],
                           place=made.place("Brova", "g1", 10.0, 20.0), when=made.when("on 1 June", "2031-06-01"))  # fmt: skip
        made.figure(str(number), number, event=event)
        papers.append(made)
    desk = Desk(*papers)
    (found,) = desk.record.disagreements
    record = desk.judge(found, "reject", why="two counts of two days")
    assert not record.disagreements
    assert len(record.figures) == 2


def test_a_judgement_that_lost_its_ground_is_told_with_the_report() -> None:
    desk = Desk(raid("Coast Wire"))
    desk.judge(only(desk.record.events), "correct", field="status", to="ongoing")
    empty = Paper(desk.papers[0].text, outlet="Coast Wire", published="2031-06-09")
    assert empty.id == desk.papers[0].id
    desk.papers = [empty]
    (report,) = desk.build().reports
    assert any(line.startswith(LOOK_AGAIN) for line in report.issues)


def test_evidence_that_moved_a_little_is_still_found() -> None:
    desk = Desk(raid("Coast Wire"))
    event = only(desk.record.events)
    desk.judge(event, "correct", field="status", to="ongoing")
    wider = Paper(desk.papers[0].text, outlet="Coast Wire", published="2031-06-09")
    wider.event("raided the Amber", actors=[wider.actor("Northern Guard")], recipients=[wider.actor("Amber Front")])
    desk.papers = [wider]
    moved = only(desk.build().events)
    assert (moved.id, moved.status) == (event.id, "ongoing")
