"""What one telling says beside another: acts of one sentence, copies with a dateline, deadlines, who takes part."""

from __future__ import annotations

from collections.abc import Callable

from dateline.model.record import Record
from tests.record.made import Paper

Build = Callable[..., Record]

GUARD, FRONT = "Northern Guard", "Amber Front"


def told(record: Record) -> list[list[str]]:
    """The triggers of each event."""
    return sorted(sorted(source.span.text for source in event.sources) for event in record.events)


def test_acts_that_a_sentence_tells_one_after_the_other_stay_two(build: Build) -> None:
    made = Paper("The skirmish began in Brova on Sunday after the Northern Guard opened fire.\n")
    place, when = made.place("Brova", "g1", 10.0, 20.0), made.when("on Sunday", "2031-06-01")
    made.event("skirmish", place=place, when=when, mode="firearms")
    made.event("opened fire", actors=[made.actor(GUARD)], place=place, when=when, mode="firearms")
    assert told(build(made)) == [["opened fire"], ["skirmish"]]


def test_what_was_done_and_the_deaths_of_it_are_one(build: Build) -> None:
    made = Paper("Two men died in Brova on Sunday after the guards attacked the market.\n")
    place, when = made.place("Brova", "g1", 10.0, 20.0), made.when("on Sunday", "2031-06-01")
    made.event("died", place=place, when=when)
    made.event("attacked", place=place, when=when)
    assert told(build(made)) == [["attacked", "died"]]


def test_an_abduction_is_not_drawn_into_an_attack_by_what_names_no_mode(build: Build) -> None:
    made = Paper("The Northern Guard attacked Brova on Sunday, killing six and taking three.\n")
    guard, place = made.actor(GUARD), made.place("Brova", "g1", 10.0, 20.0)
    when = made.when("on Sunday", "2031-06-01")
    for trigger, mode in (("attacked", "firearms"), ("killing", None), ("taking", "abduct")):
        made.event(trigger, actors=[guard], place=place, when=when, mode=mode)
    assert told(build(made)) == [["attacked", "killing"], ["taking"]]


def test_shots_are_no_heavy_weapons_where_none_is_named(build: Build) -> None:
    one, other = (Paper(f"The Northern Guard {words} in Brova on Sunday.\n", outlet=outlet)
                  for words, outlet in (("fired live rounds at a crowd", "Coast Wire"), ("was shooting", "Valley Post")))  # fmt: skip
    for made, trigger, mode in ((one, "fired", "heavy-weapons"), (other, "shooting", "firearms")):
        made.event(trigger, actors=[made.actor(GUARD)], place=made.place("Brova", "g1", 10.0, 20.0),
                   when=made.when("on Sunday", "2031-06-01"), mode=mode)  # fmt: skip
    assert told(build(one, other)) == [["fired", "shooting"]]


LEAD = "masked men from the hills took nine villagers from a bus in Brova on Sunday night, the council said"
MORE = (
    "The bus had left the coast at noon and was to reach the capital before dark, its owner told the council. "
    "Nobody has said who holds them, and the road has been closed to all but the army since then.\n"
)


def test_a_copy_with_a_dateline_tells_the_same_sentence(build: Build) -> None:
    papers = []
    for lead, outlet in ((f"BROVA (Coast Wire) - {LEAD}", "Coast Wire"), (LEAD, "Valley Post")):
        made = Paper(f"{lead}.\n{MORE}", outlet=outlet)
        made.event("took", "COERCE", mode="abduct")
        papers.append(made)
    (event,) = build(*papers).events
    assert any("the same sentence word for word" in line for line in event.why)


def test_a_deadline_says_only_until_when(build: Build) -> None:
    made = Paper("The council had moved 40 families by Tuesday.\n", published="2031-06-03")
    made.event("moved", "AID", when=made.when("Tuesday", "2031-06-03"))
    (event,) = build(made).events
    assert (event.when.earliest, event.when.latest) == (None, "2031-06-03")


def test_what_is_only_alleged_is_not_dated_by_the_report(build: Build) -> None:
    made = Paper("Lawyers asked about the alleged killings.\n", published="2031-06-03")
    made.event("killings", status="possible")
    (event,) = build(made).events
    assert (event.when.earliest, event.when.latest) == (None, None)


def test_one_telling_that_names_a_recipient_does_not_outvote_those_that_describe_them(build: Build) -> None:
    papers = []
    for number, (words, kind) in enumerate(
        (("six villagers", "group"), ("villagers", "group"), (FRONT, "armed group"))
    ):
        opening = ("At dawn", "With mortars", "Without a word")[number]
        made = Paper(f"{opening} the Northern Guard attacked {words} in Brova on Sunday.\n", outlet=f"Paper {number}")
        whom = made.actor("villagers" if kind == "group" else words, kind=kind)  # type: ignore[arg-type]
        made.event("attacked", actors=[made.actor(GUARD)], recipients=[whom],
                   place=made.place("Brova", "g1", 10.0, 20.0), when=made.when("on Sunday", "2031-06-01"))  # fmt: skip
        papers.append(made)
    record = build(*papers)
    (event,) = record.events
    names = {actor.id: actor.name for actor in record.actors}
    assert [names[own] for own in event.recipients] == ["villagers"]
    assert any(f"left out: {FRONT}" in line for line in event.why)


def test_some_of_those_counted_are_no_other_toll(build: Build) -> None:
    papers = []
    for sentence, value, outlet in (
        ("The ambush in Brova on 1 June left 17 injured", 17.0, "Coast Wire"),
        ("After the ambush in Brova on 1 June two of the injured died", 2.0, "Valley Post"),
    ):
        made = Paper(f"{sentence}.\n", outlet=outlet, published="2031-06-02")
        event = made.event(
            "ambush", place=made.place("Brova", "g1", 10.0, 20.0), when=made.when("on 1 June", "2031-06-01")
        )
        made.figure("17" if value > 2 else "two", value, unit="injured", event=event)
        papers.append(made)
    assert [one for one in build(*papers).disagreements if one.kind == "figure"] == []


def test_what_is_only_spoken_of_has_no_day(build: Build) -> None:
    made = Paper("Two men told of orders for an attack.\n", published="2031-06-03")
    made.event("attack", status="hypothetical")
    (event,) = build(made).events
    assert (event.when.earliest, event.when.latest) == (None, None)
