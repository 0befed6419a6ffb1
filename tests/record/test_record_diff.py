"""What changed from one making of a record to another: matched by id and words, told in sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.changes import changes, is_new
from dateline.model.record import Record
from dateline.record import LedgerEntry, Store, build_record, rebuild
from dateline.record.diff import difference
from dateline.record.parted import outlived
from dateline.record.subset import as_of, known_by, made_with
from tests.record.made import MATCHING, Paper
from tests.record.test_record_judgements import raid


def made(*papers: Paper, ledger: list[LedgerEntry] | None = None) -> Record:
    record, additions = build_record(
        [paper.account for paper in papers], [paper.report for paper in papers], (), ledger or (), matching=MATCHING
    )
    if ledger is not None:
        ledger += additions
    return record


def told(before: Record, after: Record, topic: str | None = None) -> list[str]:
    return [change.text for change in changes(difference(before, after)) if topic in (None, change.topic)]


def toll(outlet: str, day: str, number: str, value: float) -> Paper:
    paper = Paper(
        f"{outlet}: the Northern Guard raided the Amber Front in Brova on 1 June.\nThe mayor said {number} were killed.\n",
        outlet=outlet, published=day,
    )  # fmt: skip
    event = paper.event(
        "raided", actors=[paper.actor("Northern Guard")], recipients=[paper.actor("Amber Front")],
        place=paper.place("Brova", "g1", 10.0, 20.0), when=paper.when("on 1 June", "2031-06-01"),
    )  # fmt: skip
    claim = paper.claim("said", f"{number} were killed", paper.actor("mayor", kind="person"))
    paper.figure(number, value, event=event, claim=claim)
    return paper


def test_nothing_changed() -> None:
    record = made(raid("Coast Wire"), raid("Valley Post"))
    assert told(record, record) == []


def test_a_new_report_of_an_old_event() -> None:
    ledger: list[LedgerEntry] = []
    before = made(raid("Coast Wire"), ledger=ledger)
    after = made(raid("Coast Wire"), raid("Valley Post", verb="struck"), ledger=ledger)
    assert told(before, after, "report") == ["New report: Valley Post, 9 June 2031."]
    (line,) = told(before, after, "event")
    assert line == "Attack in Brova, 1 June 2031 is told by Valley Post too: two independent origins, one before."


def test_a_copy_is_no_origin_of_its_own() -> None:
    ledger: list[LedgerEntry] = []
    before = made(raid("Coast Wire"), ledger=ledger)
    lines = told(before, made(raid("Coast Wire"), raid("Valley Post"), ledger=ledger))
    assert any(line.startswith("No origin of its own: Valley Post; ") for line in lines)
    assert any(line.endswith("too: one independent origin, as before.") for line in lines)


def test_records_of_two_histories_are_matched_by_their_words() -> None:
    before = made(raid("Coast Wire"))
    after = made(raid("Valley Post"), raid("Coast Wire"))  # its own ledger: other ids
    assert difference(before, after).events.new == ()
    assert difference(before, after).events.gone == ()


def test_events_that_a_report_joins_and_one_that_is_gone() -> None:
    one, two = raid("Coast Wire", day="2031-06-01"), raid("Valley Post", day="2031-06-04")
    joined = made(one, raid("Valley Post"))
    apart = made(one, two)
    assert len(joined.events) == 1
    assert len(apart.events) == 2
    # the same text with another day has other evidence: what was one event is now told by one report only
    assert [len(event.sources) for event, _ in difference(joined, apart).events.kept] == [2]
    gone = told(apart, made(one), "event")
    assert gone == ["No longer in the record: attack by Northern Guard on Amber Front in Brova, 4 June 2031."]
    assert told(apart, made(one), "report") == ["No longer there: Valley Post, 9 June 2031."]


def test_merged_and_split_are_told() -> None:
    papers = [raid("Coast Wire"), raid("Valley Post")]
    joined = made(*papers)
    (event,) = joined.events
    halves = [
        event.__class__(**{field: getattr(event, field) for field in event.__struct_fields__} | {"id": own, "sources": (source,)})
        for own, source in zip(("evt_aaaaaaaaaa", "evt_bbbbbbbbbb"), event.sources, strict=True)
    ]  # fmt: skip
    apart = joined.__class__(
        **{field: getattr(joined, field) for field in joined.__struct_fields__} | {"events": tuple(halves)}
    )
    assert "are one event now" in told(apart, joined, "event")[0]
    assert "is now told apart" in told(joined, apart, "event")[0]
    assert set(outlived(apart, joined)) == {"evt_aaaaaaaaaa", "evt_bbbbbbbbbb"}
    assert set(outlived(apart, joined).values()) == {event.id}


def test_a_later_number_replaces_an_earlier_one() -> None:
    first, later = toll("Coast Wire", "2031-06-02", "12", 12), toll("Valley Post", "2031-06-04", "15", 15)
    before, after = made(first), made(first, later)
    assert told(before, after, "figure") == [
        "New number for attack in Brova, 1 June 2031: 15 killed, given by the mayor."
    ]
    (line,) = told(before, after, "disagreement")
    assert line.startswith("Replaced, ")
    assert "12 killed" in line
    assert line.endswith("(Valley Post).")


def test_changes_of_status_and_day() -> None:
    ledger: list[LedgerEntry] = []
    plan = Paper("Coast Wire: the Northern Guard will raid the Amber Front in Brova.\n", "Coast Wire", "2031-05-30")
    plan.event("raid", status="planned", actors=[plan.actor("Northern Guard")], recipients=[plan.actor("Amber Front")],
               place=plan.place("Brova", "g1", 10.0, 20.0))  # fmt: skip
    before = made(plan, ledger=ledger)
    (event,) = before.events
    told_as = event.__class__(
        **{field: getattr(event, field) for field in event.__struct_fields__} | {"status": "happened"}
    )
    after = before.__class__(
        **{field: getattr(before, field) for field in before.__struct_fields__} | {"events": (told_as,)}
    )
    assert told(before, after) == ["Attack in Brova: came about: it was planned, now it is told as happened."]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "r.db"
    with Store.open(path, write=True) as store:
        for paper in (
            toll("Coast Wire", "2031-06-02", "12", 12), toll("Valley Post", "2031-06-04", "15", 15),
            Paper("Nobody knows when: the mayor raided the mill.\n", outlet="Far Post"),
        ):  # fmt: skip
            store.add(paper.report, None, paper.account)
        rebuild(store, matching=MATCHING)
    return path


def test_the_record_by_a_day(file: Path) -> None:
    with Store.open(file) as store:
        whole = store.load_record()
        by_then = as_of(store, "2031-06-03", matching=MATCHING)
        assert [report.outlet.value for report in by_then.record.reports if report.outlet] == ["Coast Wire"]
        assert [report.source for report in by_then.later] == ["valley-post.txt"]
        assert [report.source for report in by_then.unknown] == ["far-post.txt"]
        assert by_then.record.disagreements == ()
        assert [figure.value for figure in by_then.record.figures] == [12]
        assert {event.id for event in by_then.record.events} <= {event.id for event in whole.events}
        assert made_with(store, lambda _report: True, matching=MATCHING) == whole
        assert made_with(store, lambda _report: False, matching=MATCHING).events == ()
        assert store.load_record() == whole  # nothing was written


def test_which_reports_are_known_by_a_day_and_which_are_new(file: Path) -> None:
    with Store.open(file) as store:
        reports = {report.source: report for report in store.load_record().reports}
    wire, far = reports["coast-wire.txt"], reports["far-post.txt"]
    assert [known_by(wire, day) for day in ("2031-06-01", "2031-06-02", "2031-06-03")] == [False, True, True]
    assert [is_new(wire, day) for day in ("2031-06-02", "2031-06-03")] == [True, False]
    if far.published is None:
        assert known_by(far, "2031-06-30") is None
    assert not is_new(far, "2031-06-30")
