"""Which tellings are of one event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dateline.model.record import Record, RecordEvent
from tests.record.made import Paper

Build = Callable[..., Record]

GUARD, FRONT = "Northern Guard", "Amber Front"


def paper(
    sentence: str,
    trigger: str,
    day: str | None = None,
    town: str | None = "Brova",
    actor: str | None = GUARD,
    recipient: str | None = FRONT,
    published: str | None = None,
    outlet: str | None = None,
    weekday: int | None = None,
    latest: str | None = "same",
    gazetteer: str | None = "g1",
    **fields: Any,
) -> Paper:
    """A report of one sentence that tells one event; who, where and when are found in it where they are given."""
    made = Paper(f"{sentence}\n", outlet=outlet, published=published)
    actors = [made.actor(actor)] if actor else []
    recipients = [made.actor(recipient)] if recipient else []
    lat = {"g1": 10.0, "g2": 14.0}.get(gazetteer or "")
    place = made.place(town, gazetteer, lat, 20.0 if lat else None) if town else None
    when = None
    if day is not None or weekday is not None:
        when = made.when("on Sunday", day, latest if day else None, weekday=weekday)
    made.event(trigger, actors=actors, recipients=recipients, place=place, when=when, **fields)
    return made


def told(record: Record) -> list[list[str]]:
    """The triggers of each event."""
    return sorted(sorted(source.span.text for source in event.sources) for event in record.events)


def only(record: Record) -> RecordEvent:
    (event,) = record.events
    return event


def test_same_day_place_actors_and_trigger_are_one_event_and_it_says_why(build: Build) -> None:
    record = build(
        paper("The Northern Guard attacked the Amber Front in Brova on Sunday", "attacked", "2031-06-01"),
        paper("An attack by the Northern Guard on the Amber Front hit Brova on Sunday", "attack", "2031-06-01"),
    )
    event = only(record)
    assert len(event.sources) == 2
    assert (event.when.earliest, event.when.latest) == ("2031-06-01", "2031-06-01")
    (why,) = [line for line in event.why if line.startswith("merged")]
    said = ("merged: same day (2031-06-01), same place (Brova), same actors (Northern Guard), "
            "same recipients (Amber Front), trigger “attack”; ")  # fmt: skip
    assert why.startswith(said)
    assert 50 < int(why.removeprefix(said).removesuffix(" % sure")) < 100


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"day": "2031-06-02"}, "another day"),
        ({"town": "Calder", "gazetteer": "g2"}, "another place"),
        ({"actor": "Salt Army"}, "another actor"),
        ({"recipient": "Salt Army"}, "another recipient"),
        ({"status": "planned"}, "planned, not happened"),
        ({"status": "denied"}, "denied"),
    ],
)
def test_what_keeps_two_tellings_apart(build: Build, change: dict[str, Any], reason: str) -> None:
    sentence = "The Northern Guard and the Salt Army attacked the Amber Front in Brova or Calder on Sunday"
    base: dict[str, Any] = {"day": "2031-06-01", "mode": "shelling"}
    one = paper(sentence, "attacked", **base)
    other = paper(f"On the coast {sentence[0].lower()}{sentence[1:]}", "attacked", **{**base, **change})
    assert len(build(one, other).events) == 2, reason


@pytest.mark.parametrize(
    ("first", "second", "merged"),
    [
        ({"day": "2031-06-01", "latest": "2031-06-05"}, {"day": "2031-06-03"}, True),
        ({"day": "2031-06-01", "latest": "2031-06-05"}, {"day": "2031-06-06"}, False),
        ({"day": "2031-06-01", "latest": "2031-06-30"}, {"day": "2031-06-03"}, True),
        ({}, {"day": "2031-06-03"}, True),
    ],
)
def test_intervals(build: Build, first: dict[str, Any], second: dict[str, Any], merged: bool) -> None:
    one = paper("The Northern Guard attacked the Amber Front in Brova on Sunday", "attacked", **first)
    other = paper("An attack by the Northern Guard on the Amber Front hit Brova on Sunday", "attack", **second)
    record = build(one, other)
    assert (len(record.events) == 1) is merged
    if merged:
        assert (record.events[0].when.earliest, record.events[0].when.latest) == ("2031-06-03", "2031-06-03")


def test_undated_reports_need_more_in_common(build: Build) -> None:
    def two(day: str | None) -> list[Paper]:
        return [
            paper("The Northern Guard fought the Amber Front in Brova on Sunday", "fought", day),
            paper("The Northern Guard clashed again with the Amber Front in Brova on Sunday", "clashed", day),
        ]

    assert told(build(*two("2031-06-01"))) == [["clashed", "fought"]]
    assert told(build(*two(None))) == [["clashed"], ["fought"]]


def test_undated_reports_that_share_the_sentence_tell_one_event(build: Build) -> None:
    sentence = "The Northern Guard attacked the Amber Front in Brova with all its guns"
    papers = [paper(sentence, "attacked", outlet=outlet) for outlet in ("Coast Wire", "Valley Post")]
    event = only(build(*papers))
    assert len(event.sources) == 2
    assert any("word for word" in line for line in event.why)


def test_the_same_sentence_dated_differently_is_two_events_and_a_disagreement(build: Build) -> None:
    sentence = "The Northern Guard attacked the Amber Front in Brova with all its guns on Sunday"
    record = build(
        paper(sentence, "attacked", "2031-06-01", outlet="Coast Wire", published="2031-06-02"),
        paper(sentence, "attacked", "2031-06-08", outlet="Valley Post", published="2031-06-09"),
    )
    assert len(record.events) == 2
    near = build(
        paper(sentence, "attacked", "2031-06-01", outlet="Coast Wire", published="2031-06-02"),
        paper(sentence, "attacked", "2031-06-02", outlet="Valley Post", published="2031-06-03"),
    )
    (found,) = [one for one in near.disagreements if one.kind == "date"]
    assert [side.says for side in found.sides] == ["2031-06-01", "2031-06-02"] or [
        side.says for side in found.sides
    ] == [
        "2031-06-02",
        "2031-06-01",
    ]


def test_within_a_report_the_sentences_tell(build: Build) -> None:
    made = Paper(
        "The Northern Guard launched an offensive against the Amber Front.\n"
        "The launch by the Northern Guard came early, the Amber Front said.\n"
        "Last year the Northern Guard shelled the Amber Front.\n"
        "The Salt Army launched an offensive too.\n"
    )
    guard, front, army = made.actor(GUARD), made.actor(FRONT), made.actor("Salt Army")
    today = made.when("early", "2031-06-01")
    made.event("launched", actors=[guard], recipients=[front], when=today)
    made.event("launch ", actors=[guard], recipients=[front])
    year = made.when("Last year", "2030-01-01", "2030-12-31")
    made.event("shelled", actors=[guard], recipients=[front], background=True, when=year)
    made.event("launched", actors=[army], recipients=[front], nth=1)
    assert told(build(made)) == [["launch ", "launched"], ["launched"], ["shelled"]]


def test_named_weekdays_keep_tellings_of_an_undated_report_apart(build: Build) -> None:
    made = Paper(
        "The Northern Guard shelled the Amber Front on Monday.\nThe Northern Guard shelled the Amber Front on Friday.\n"
    )
    guard, front = made.actor(GUARD), made.actor(FRONT)
    monday, friday = made.when("on Monday", None, weekday=0), made.when("on Friday", None, weekday=4)
    made.event("shelled", actors=[guard], recipients=[front], when=monday)
    made.event("shelled", actors=[guard], recipients=[front], when=friday, nth=1)
    assert len(build(made).events) == 2


def test_a_telling_that_fits_two_days_equally_joins_neither(build: Build) -> None:
    made = Paper(
        "The Northern Guard shelled the Amber Front on Monday.\nThe Northern Guard shelled the Amber Front on Friday.\n"
        "Why the Northern Guard shelled the Amber Front is not known.\n"
    )
    guard, front = made.actor(GUARD), made.actor(FRONT)
    monday, friday = made.when("on Monday", "2031-06-02"), made.when("on Friday", "2031-06-06")
    made.event("shelled", actors=[guard], recipients=[front], when=monday)
    made.event("shelled", actors=[guard], recipients=[front], when=friday, nth=1)
    made.event("shelled", actors=[guard], recipients=[front], nth=2)
    assert len(build(made).events) == 3


def test_two_events_on_one_trigger_stay_two(build: Build) -> None:
    made = Paper("Separate offensives by the Northern Guard and the Salt Army went on.\n")
    made.event("offensives", actors=[made.actor(GUARD)])
    made.event("offensives", actors=[made.actor("Salt Army")])
    record = build(made)
    assert len(record.events) == 2
    assert len({event.id for event in record.events}) == 2


def test_what_happened_did_so_before_the_report_came_out(build: Build) -> None:
    event = only(
        build(paper("The Northern Guard attacked the Amber Front in Brova", "attacked", published="2031-06-05"))
    )
    assert (event.when.earliest, event.when.latest) == (None, "2031-06-05")
    assert "published by 2031-06-05" in event.when.why
    planned = only(
        build(
            paper(
                "The Northern Guard plans to attack the Amber Front in Brova",
                "attack",
                published="2031-06-05",
                status="planned",
            )
        )
    )
    assert (planned.when.earliest, planned.when.latest) == ("2031-06-05", None)


def test_the_narrowest_place_stands(build: Build) -> None:
    wide = Paper("The Northern Guard attacked the Amber Front in Arland on Sunday.\n")
    narrow = Paper("The Northern Guard attacked the Amber Front in Brova on Sunday.\n")
    for made, name, kind in ((wide, "Arland", "country"), (narrow, "Brova", "city")):
        place = made.place(name, name, 10.0, 20.0, kind=kind)  # type: ignore[arg-type]
        made.event(
            "attacked",
            actors=[made.actor(GUARD)],
            recipients=[made.actor(FRONT)],
            place=place,
            when=made.when("on Sunday", "2031-06-01"),
        )
    record = build(wide, narrow)
    names = {place.id: place.name for place in record.places}
    assert names[only(record).place or ""] == "Brova"


def test_actors_named_by_few_tellings_are_left_out_and_said(build: Build) -> None:
    papers = []
    for number, extra in enumerate((False, False, True)):
        day = ("before dawn", "at noon", "with guns")[number]
        made = Paper(f"The Northern Guard and the Salt Army, {day}, attacked the Amber Front in Brova on Sunday.\n")
        actors = [made.actor(GUARD), made.actor("Salt Army")][: 1 + extra]
        made.event(
            "attacked",
            actors=actors,
            recipients=[made.actor(FRONT)],
            place=made.place("Brova", "g1", 10.0, 20.0),
            when=made.when("on Sunday", "2031-06-01"),
        )
        papers.append(made)
    record = build(*papers)
    event = only(record)
    names = {actor.id: actor.name for actor in record.actors}
    assert [names[own] for own in event.actors] == [GUARD]
    assert any("left out: Salt Army" in line for line in event.why)


def naming_nobody(text: str, trigger: str, day: str | None = None, town: str | None = None, **fields: Any) -> Paper:
    """A report of one sentence that tells one event and names nobody."""
    made = Paper(f"{text}\n", **fields)
    place = made.place(town, "g1", 10.0, 20.0) if town else None
    made.event(trigger, place=place, when=made.when("on Sunday", day) if day else None)
    return made


def test_a_telling_that_names_nobody_means_the_event_of_its_day_and_place(build: Build) -> None:
    whole = paper("The Northern Guard attacked the Amber Front in Brova on Sunday", "attacked", "2031-06-01")
    bare = naming_nobody(
        "Doctors treated many people after the attack in Brova on Sunday", "attack", "2031-06-01", "Brova"
    )
    assert len(only(build(whole, bare)).sources) == 2


def test_boilerplate_that_two_sites_share_is_no_event_of_both(build: Build) -> None:
    line = "Visit our pages and sign in to change what you receive from us every morning."
    papers = []
    for outlet, own in (("Coast Wire", "The old lamp on the harbour wall was lit again last night by two volunteers."),
                        ("Valley Post", "A school in the upper valley has opened after repairs that took eleven weeks.")):  # fmt: skip
        made = Paper(f"{own}\n{line}\n", outlet=outlet)
        made.event("Visit", "CONSULT")
        papers.append(made)
    assert len(build(*papers).events) == 2
