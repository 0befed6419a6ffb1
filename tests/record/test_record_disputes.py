"""Readings of one happening that can't all be right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dateline.model.record import Disagreement, Record
from tests.record.made import Paper

Build = Callable[..., Record]


def raid(verb: str = "raided", trigger: str = "raided", outlet: str = "Coast Wire", published: str | None = "2031-06-02", day: str | None = "2031-06-01",
         town: str = "Brova", lat: float = 10.0, actor: str = "Northern Guard", toll: float | None = None, **fields: Any) -> Paper:  # fmt: skip
    """A report of one raid on the Amber Front; the Salt Army and the Hill Brigade are named so that it is of the story."""
    made = Paper(
        f"{outlet}: the {actor} {verb} the Amber Front in {town} on 1 June, and 17 people died.\nThe Salt Army and the Hill Brigade watched.\n",
        outlet=outlet,
        published=published,
    )
    for name in ("Salt Army", "Hill Brigade"):
        if name != actor:
            made.actor(name)
    event = made.event(trigger, actors=[made.actor(actor)], recipients=[made.actor("Amber Front")], place=made.place(town, town, lat, 20.0),
                       when=made.when("on 1 June", day) if day else None, **fields)  # fmt: skip
    if toll is not None:
        made.figure("17", toll, event=event)
    return made


def kinds(record: Record) -> list[tuple[str, bool]]:
    return [(one.kind, one.update) for one in record.disagreements]


def only(record: Record) -> Disagreement:
    (one,) = record.disagreements
    return one


def test_denied_against_happened(build: Build) -> None:
    one = only(build(raid(), raid("denied that it raided", outlet="Valley Post", status="denied")))
    assert (one.kind, one.update) == ("status", False)
    assert sorted(side.says for side in one.sides) == ["denied", "happened"]
    assert all(side.sources for side in one.sides)
    assert one.why.startswith("denied by one, happened by the other")


def test_a_denial_without_day_or_place_finds_the_one_event_it_denies(build: Build) -> None:
    denial = Paper(
        "The Northern Guard denied having raided the Amber Front.\nThe Salt Army and the Hill Brigade watched.\n",
        outlet="Valley Post",
    )
    for name in ("Salt Army", "Hill Brigade"):
        denial.actor(name)
    denial.event(
        "raided", actors=[denial.actor("Northern Guard")], recipients=[denial.actor("Amber Front")], status="denied"
    )
    assert kinds(build(raid(), denial)) == [("status", False)]
    second = raid(town="Calder", lat=14.0, outlet="The Meridian")
    assert kinds(build(raid(), second, denial)) == []


def test_a_denial_of_another_day_denies_something_else(build: Build) -> None:
    assert (
        kinds(build(raid(), raid("denied that it raided", outlet="Valley Post", status="denied", day="2031-06-09")))
        == []
    )


def test_planned_then_happened_is_an_update(build: Build) -> None:
    plan = raid("will have raided", outlet="Valley Post", published="2031-05-30", status="planned", day=None)
    one = only(build(raid(), plan))
    assert (one.kind, one.update) == ("status", True)
    assert [side.says for side in one.sides] == ["planned", "happened"]


def test_planned_after_it_happened_is_another_event(build: Build) -> None:
    plan = raid("will have raided", outlet="Valley Post", published="2031-06-09", status="planned", day=None)
    assert kinds(build(raid(), plan)) == []


@pytest.mark.parametrize(
    ("change", "kind"),
    [({"day": "2031-06-02"}, "date"), ({"town": "Calder", "lat": 14.0}, "place"), ({"actor": "River League"}, "actor")],
)
def test_one_thing_different_and_the_same_toll(build: Build, change: dict[str, Any], kind: str) -> None:
    one = only(build(raid(toll=17), raid(outlet="Valley Post", toll=17, **change)))
    assert (one.kind, one.update) == (kind, False)
    assert len({side.says for side in one.sides}) == 2
    assert all(side.says for side in one.sides)


@pytest.mark.parametrize("change", [{"day": "2031-06-02"}, {"town": "Calder", "lat": 14.0}, {"actor": "River League"}])
def test_without_a_tie_two_events_are_two_events(build: Build, change: dict[str, Any]) -> None:
    assert kinds(build(raid(), raid(outlet="Valley Post", **change))) == []


def test_the_same_toll_weeks_apart_is_chance(build: Build) -> None:
    assert (
        kinds(build(raid(toll=17), raid(outlet="Valley Post", toll=17, day="2031-06-20", published="2031-06-21"))) == []
    )


def test_an_accusation_and_its_denial_in_other_words(build: Build) -> None:
    accused = Paper(
        "Arland accused Borland of arming the Amber Front, the Salt Army and the Hill Brigade.\n", outlet="Coast Wire"
    )
    denied = Paper(
        "Borland denied that it had supplied the Amber Front, the Salt Army and the Hill Brigade.\n",
        outlet="Valley Post",
    )
    for made, trigger, status in ((accused, "arming", "possible"), (denied, "supplied", "denied")):
        for name in ("Salt Army", "Hill Brigade"):
            made.actor(name)
        speaker = made.actor(
            "Arland" if made is accused else "Borland", kind="state", country="XA" if made is accused else "XB"
        )
        doer = made.actor("Borland", kind="state", country="XB") if made is accused else speaker
        claim = made.claim("accused" if made is accused else "denied", made.text.strip(), speaker)
        made.event(trigger, "AID", actors=[doer], recipients=[made.actor("Amber Front")], status=status, claim=claim)  # type: ignore[arg-type]
    one = only(build(accused, denied))
    assert one.kind == "status"
    assert sorted(side.says for side in one.sides) == ["denied", "possible"]


def test_what_one_voice_says_of_two_times_is_no_disagreement(build: Build) -> None:
    made = Paper(
        "The Northern Guard raided the Amber Front.\nIt did not say why the Northern Guard had not raided the Amber Front before.\n"
    )
    guard, front = made.actor("Northern Guard"), made.actor("Amber Front")
    made.event("raided", actors=[guard], recipients=[front])
    made.event("raided", actors=[guard], recipients=[front], status="denied", nth=1)
    assert kinds(build(made)) == []


def test_a_denial_of_responsibility_answers_the_accusation(build: Build) -> None:
    made = Paper(
        "Ana Reyes accused the Northern Guard of the raid.\nThe Northern Guard denied responsibility.\n",
        outlet="Coast Wire",
    )
    guard, ana = made.actor("Northern Guard"), made.actor("Ana Reyes", kind="person")
    made.event("accused", type="ACCUSE", actors=[ana], recipients=[guard])
    made.claim("denied", "responsibility", guard, certainty="denied")
    one = only(build(made))
    assert (one.kind, one.update) == ("status", False)
    assert sorted(side.says for side in one.sides) == ["denied", "happened"]


def test_a_denial_of_something_else_answers_nothing(build: Build) -> None:
    made = Paper(
        "Ana Reyes accused the Northern Guard of the raid.\nThe Northern Guard denied entry.\n", outlet="Coast Wire"
    )
    guard, ana = made.actor("Northern Guard"), made.actor("Ana Reyes", kind="person")
    made.event("accused", type="ACCUSE", actors=[ana], recipients=[guard])
    made.claim("denied", "entry", guard, certainty="denied")
    assert kinds(build(made)) == []


def test_the_accused_names_another(build: Build) -> None:
    made = Paper(
        "Ana Reyes blamed the Northern Guard.\nThe Northern Guard accused the Salt Army.\n", outlet="Coast Wire"
    )
    guard, ana, salt = made.actor("Northern Guard"), made.actor("Ana Reyes", kind="person"), made.actor("Salt Army")
    made.event("blamed", type="ACCUSE", actors=[ana], recipients=[guard])
    made.event("accused", type="ACCUSE", actors=[guard], recipients=[salt])
    one = only(build(made))
    assert (one.kind, sorted(side.says for side in one.sides)) == ("actor", ["Northern Guard", "Salt Army"])


def arrest(day: str, outlet: str, town: str | None = None, lat: float = 10.0) -> Paper:
    made = Paper(
        f"{outlet}: the Northern Guard arrested Ana Reyes on {day} in Brova.\nThe Salt Army watched.\n",
        outlet=outlet,
        published="2031-06-09",
    )
    guard, ana = made.actor("Northern Guard"), made.actor("Ana Reyes", kind="person")
    made.actor("Salt Army")
    where = made.place("Brova", town, lat, 20.0) if town is not None else None
    made.event(
        "arrested",
        type="COERCE",
        mode="arrest",
        actors=[guard],
        recipients=[ana],
        when=made.when(day, day),
        place=where,
    )
    return made


def test_one_person_is_arrested_on_two_days(build: Build) -> None:
    one = only(build(arrest("2031-06-07", "Coast Wire"), arrest("2031-06-08", "Valley Post")))
    assert (one.kind, [side.says for side in one.sides]) == ("date", ["2031-06-07", "2031-06-08"])


def test_one_person_is_arrested_in_two_places_on_one_day(build: Build) -> None:
    first, second = (
        arrest("2031-06-07", outlet, town, lat) for outlet, town, lat in (("Coast Wire", "t1", 10.0), ("Valley Post", "t2", 14.0))
    )  # fmt: skip
    one = only(build(first, second))
    assert (one.kind, one.update) == ("place", False)
    assert kinds(build(first, arrest("2031-06-07", "Valley Post", "t1", 10.0))) == []


def test_who_killed_somebody_is_disputed(build: Build) -> None:
    papers = []
    for outlet, who in (("Coast Wire", "Northern Guard"), ("Valley Post", "Amber Front")):
        made = Paper(f"{outlet}: the {who} killed Ana Reyes in Brova.\nThe Salt Army watched.\n", outlet=outlet)
        made.actor("Salt Army")
        made.event("killed", actors=[made.actor(who)], recipients=[made.actor("Ana Reyes", kind="person")])
        papers.append(made)
    one = only(build(*papers))
    assert (one.kind, sorted(side.says for side in one.sides)) == ("actor", ["Amber Front", "Northern Guard"])


def test_several_denials_of_one_event_are_one_disagreement(build: Build) -> None:
    denials = [raid("denied that it raided", outlet=outlet, status="denied", day=day)
               for outlet, day in (("Valley Post", None), ("The Meridian", "2031-06-01"))]  # fmt: skip
    one = only(build(raid(), *denials))
    (denied,) = [side for side in one.sides if side.says == "denied"]
    assert len(denied.sources) == 2


def test_a_denial_of_other_victims_is_of_something_else(build: Build) -> None:
    made = Paper("The Northern Guard killed four soldiers.\nThe Northern Guard denied that it killed the driver.\n")
    guard = made.actor("Northern Guard")
    made.event("killed", actors=[guard], recipients=[made.actor("soldiers", kind="group")])
    claim = made.claim("denied", "it killed the driver", guard, certainty="denied")
    driver = made.actor("driver", kind="unidentified")
    made.event("killed", actors=[guard], recipients=[driver], status="denied", nth=1, claim=claim)
    assert kinds(build(made)) == []
