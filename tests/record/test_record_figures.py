"""Figures that can't both hold, and what is no disagreement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from dateline.model.record import Disagreement, Record
from tests.record.made import Paper

Build = Callable[..., Record]


def toll(words: str, value: float | None, outlet: str, published: str = "2031-06-02", says: str | None = None, extra: str = "",
         as_of: str | None = None, claim_of: str = "", **fields: Any) -> Paper:  # fmt: skip
    """A report of one ambush with its toll, said by `says` or by the outlet itself."""
    told = f"{outlet}: the Northern Guard ambushed the Amber Front in Brova on 1 June, with {words} people killed"
    made = Paper(f"{told}{f', {says} said' if says else ''}{extra}.\n", outlet=outlet, published=published)
    speaker = made.actor(says, kind="organisation") if says else None
    claim = made.claim("said", told, speaker, certainty=claim_of or "stated") if says else None
    event = made.event("ambushed", actors=[made.actor("Northern Guard")], recipients=[made.actor("Amber Front")],
                       place=made.place("Brova", "g1", 10.0, 20.0), when=made.when("on 1 June", "2031-06-01"), claim=claim)  # fmt: skip
    made.figure(words, value, event=event, claim=claim, **fields)
    return made


def found(record: Record) -> list[Disagreement]:
    return [one for one in record.disagreements if one.kind == "figure"]


def test_two_outlets_with_two_exact_tolls_disagree(build: Build) -> None:
    (one,) = found(build(toll("9", 9, "Coast Wire"), toll("12", 12, "Valley Post")))
    assert not one.update
    assert [side.says for side in one.sides] == ["9 killed (Coast Wire)", "12 killed (Valley Post)"]
    assert all(len(side.sources) == 1 and side.sources[0].span.text in ("9", "12") for side in one.sides)
    assert one.about == "how many were killed (ASSAULT, Brova, 2031-06-01)"
    assert "counted for one event" in one.why


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"words": "at least 9", "value": 9, "bound": "at least"}, {"words": "12", "value": 12}),
        ({"words": "up to 20", "value": 20, "bound": "at most"}, {"words": "12", "value": 12}),
        ({"words": "10 to 15", "value": None, "low": 10, "high": 15, "bound": "range"}, {"words": "12", "value": 12}),
        ({"words": "about 100", "value": 100, "bound": "about"}, {"words": "102", "value": 102}),
        ({"words": "about 90", "value": 90, "bound": "about"}, {"words": "93", "value": 93}),
        ({"words": "12", "value": 12}, {"words": "5", "value": 5, "what": "soldiers"}),
        ({"words": "12", "value": 12}, {"words": "3", "value": 3, "what": "others"}),
        ({"words": "12", "value": 12}, {"words": "12", "value": 12}),
        ({"words": "12", "value": 12}, {"words": "30", "value": 30, "unit": "injured"}),
    ],
    ids=[
        "at least",
        "at most",
        "range",
        "rounding",
        "rounded",
        "part of another scope",
        "more on top",
        "the same",
        "another unit",
    ],
)
def test_what_is_no_disagreement(build: Build, first: dict[str, Any], second: dict[str, Any]) -> None:
    assert not found(build(toll(outlet="Coast Wire", **first), toll(outlet="Valley Post", **second)))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"words": "at least 20", "value": 20, "bound": "at least"}, {"words": "12", "value": 12}),
        ({"words": "up to 10", "value": 10, "bound": "at most"}, {"words": "12", "value": 12}),
        ({"words": "10 to 15", "value": None, "low": 10, "high": 15, "bound": "range"}, {"words": "16", "value": 16}),
        ({"words": "about 100", "value": 100, "bound": "about"}, {"words": "120", "value": 120}),
        ({"words": "no", "value": 0}, {"words": "12", "value": 12}),
    ],
)
def test_what_is_one(build: Build, first: dict[str, Any], second: dict[str, Any]) -> None:
    assert len(found(build(toll(outlet="Coast Wire", **first), toll(outlet="Valley Post", **second)))) == 1


def test_a_later_figure_of_the_same_side_is_an_update(build: Build) -> None:
    (one,) = found(build(
        toll("9", 9, "Coast Wire", says="River Hospital"),
        toll("12", 12, "Valley Post", published="2031-06-03", says="River Hospital"),
    ))  # fmt: skip
    assert one.update
    assert [side.says for side in one.sides] == ["9 killed (River Hospital)", "12 killed (River Hospital)"]
    assert "2031-06-02" in one.why
    assert "2031-06-03" in one.why


def test_a_later_figure_of_the_same_outlet_is_an_update(build: Build) -> None:
    (one,) = found(build(toll("9", 9, "Coast Wire"), toll("12", 12, "Coast Wire", published="2031-06-03")))
    assert one.update


def test_only_the_latest_of_a_side_is_held_against_others(build: Build) -> None:
    record = build(
        toll("9", 9, "Coast Wire", says="River Hospital"),
        toll("12", 12, "Coast Wire", published="2031-06-03", says="River Hospital"),
        toll("12", 12, "Valley Post", published="2031-06-03", says="Town Council"),
        toll("no", 0, "The Meridian", published="2031-06-03", says="Northern Command"),
    )
    updates = [one for one in found(record) if one.update]
    (conflict,) = [one for one in found(record) if not one.update]
    assert len(updates) == 1
    no, twelve = conflict.sides
    assert no.says == "0 killed (Northern Command)"
    assert twelve.says in (
        "12 killed (Town Council; River Hospital, before that 9)",
        "12 killed (River Hospital, before that 9; Town Council)",
    )


def test_a_revision_told_in_one_report_is_an_update(build: Build) -> None:
    made = Paper(
        "The council said 12 people were killed in Brova, up from an earlier count of 9 people killed there.\n",
        outlet="Coast Wire",
    )
    council = made.actor("The council", kind="organisation")
    claim = made.claim(
        "said", "12 people were killed in Brova, up from an earlier count of 9 people killed there", council
    )
    event = made.event("killed", actors=[], recipients=[], claim=claim)
    made.figure("12", 12, event=event, claim=claim)
    made.figure("9", 9, event=event, claim=claim)
    (one,) = found(build(made))
    assert one.update


def test_a_denied_figure_and_a_part_are_not_compared(build: Build) -> None:
    denied = toll("12", 12, "Valley Post", says="Northern Command", claim_of="denied")
    assert not found(build(toll("9", 9, "Coast Wire"), denied))
    part = toll("3", 3, "Valley Post")
    part.figure("1 June", 1, part_of=0, event=0)
    assert not found(build(toll("3", 3, "Coast Wire"), part))


def test_shares_of_one_subject_in_one_story_disagree_without_an_event(build: Build) -> None:
    papers = []
    for outlet, words, value in (("Coast Wire", "60 percent", 60), ("Valley Post", "85 percent", 85)):
        made = Paper(
            f"{outlet}: the Amber Front, the Salt Army and the Hill Brigade say {words} of the valley is theirs.\n",
            outlet=outlet,
        )
        for name in ("Amber Front", "Salt Army", "Hill Brigade"):
            made.actor(name)
        made.figure(words, value, unit="%", what="of the valley")
        papers.append(made)
    (one,) = found(build(*papers))
    assert "one story" in one.why


def test_copies_of_one_figure_are_one_side(build: Build) -> None:
    record = build(
        toll("9", 9, "Coast Wire"), toll("9", 9, "Coast Wire", published="2031-06-03"), toll("12", 12, "Valley Post")
    )
    (one,) = found(record)
    assert [len(side.items) for side in one.sides] == [2, 1]


def test_a_part_larger_than_the_whole_is_a_disagreement(build: Build) -> None:
    whole, part = toll("14", 14, "Coast Wire"), toll("31", 31, "Valley Post", what="soldiers")
    assert len(found(build(whole, part))) == 1
    assert not found(build(toll("31", 31, "Coast Wire"), toll("14", 14, "Valley Post", what="soldiers")))


def test_a_toll_that_rises_is_an_update_even_within_its_bound(build: Build) -> None:
    first = toll("at least 9", 9, "Coast Wire", bound="at least")
    (one,) = found(build(first, toll("12", 12, "Coast Wire", published="2031-06-03")))
    assert one.update
    assert not found(build(first, toll("12", 12, "Valley Post", published="2031-06-03")))


def test_what_a_report_sums_up_is_put_to_whoever_it_gives_for_it(build: Build) -> None:
    made = Paper(
        "Nine killed in Brova.\nThe Town Council said 9 people were killed by gunfire.\n",
        outlet="Coast Wire",
        published="2031-06-02",
    )
    council = made.actor("Town Council", kind="organisation")
    claim = made.claim("said", "9 people were killed by gunfire", council)
    event = made.event("killed", place=made.place("Brova", "g1", 10.0, 20.0))
    made.figure("Nine", 9, event=event)
    made.figure("9", 9, event=event, claim=claim)
    later = Paper(
        "The Town Council now says 12 people were killed by gunfire in Brova.\n",
        outlet="Valley Post",
        published="2031-06-04",
    )
    speaker = later.actor("Town Council", kind="organisation")
    said = later.claim("says", "12 people were killed by gunfire in Brova", speaker)
    later.figure(
        "12", 12, event=later.event("killed", place=later.place("Brova", "g1", 10.0, 20.0), claim=said), claim=said
    )
    for paper in (made, later):
        paper._times.clear()
    day = made.when("Nine killed", "2031-06-01"), later.when("now", "2031-06-01")
    made._events[0] = msgspec.structs.replace(made._events[0], when=day[0])
    later._events[0] = msgspec.structs.replace(later._events[0], when=day[1])
    (one,) = found(build(made, later))
    assert one.update
    assert [len(side.items) for side in one.sides] == [2, 1]


def test_a_reports_own_part_of_what_it_gives_as_anothers_is_no_side(build: Build) -> None:
    made = Paper("Police said 7 people were hurt in Brova; 1 person was hurt by glass.\n", outlet="Coast Wire")
    police = made.actor("Police", kind="organisation")
    claim = made.claim("said", "7 people were hurt in Brova", police)
    event = made.event("hurt", place=made.place("Brova", "g1", 10.0, 20.0))
    made.figure("7", 7, unit="injured", event=event, claim=claim)
    made.figure("1", 1, unit="injured", event=event)
    assert not found(build(made))


def test_what_a_side_replaced_stands_beside_its_number(build: Build) -> None:
    record = build(
        toll("9", 9, "Coast Wire", says="River Hospital"),
        toll("12", 12, "Valley Post", published="2031-06-03", says="River Hospital"),
        toll("20", 20, "The Meridian", published="2031-06-03", says="Amber Front"),
    )
    (conflict,) = [one for one in found(record) if not one.update]
    assert [side.says for side in conflict.sides] == [
        "12 killed (River Hospital, before that 9)",
        "20 killed (Amber Front)",
    ]
    assert [source.span.text for source in conflict.sides[0].sources] == ["12"]


def test_numbers_of_different_people_are_different_disagreements(build: Build) -> None:
    record = build(
        toll("7", 7, "Coast Wire", says="Northern Command", what="soldiers"),
        toll("9", 9, "Valley Post", says="River Hospital", what="soldiers"),
        toll("4", 4, "Coast Wire", says="Northern Command", what="drivers", published="2031-06-03"),
        toll("6", 6, "Valley Post", says="River Hospital", what="drivers", published="2031-06-03"),
    )
    assert sorted(one.about.partition(" (")[0] for one in found(record)) == [
        "how many drivers were killed",
        "how many soldiers were killed",
    ]


def test_a_toll_that_a_report_gave_for_itself_is_overtaken_by_a_later_one(build: Build) -> None:
    (one,) = found(build(
        toll("9", 9, "Coast Wire"), toll("12", 12, "Valley Post", published="2031-06-03", says="River Hospital")
    ))  # fmt: skip
    assert one.update
    assert "told by Coast Wire itself" in one.why


def test_a_disagreement_that_one_side_has_given_up_is_kept(build: Build) -> None:
    record = build(
        toll("6", 6, "Coast Wire", says="Northern Command"),
        toll("at least 8", 8, "Valley Post", says="Town Council", bound="at least"),
        toll("9", 9, "The Meridian", published="2031-06-04", says="Northern Command"),
    )
    (conflict,) = [one for one in found(record) if not one.update]
    assert [side.says for side in conflict.sides] == ["6 killed (Northern Command)", "at least 8 killed (Town Council)"]
    assert "until Northern Command made it 9 killed" in conflict.why


def test_each_two_numbers_that_stood_at_one_time_are_a_disagreement(build: Build) -> None:
    record = build(
        toll("11", 11, "Coast Wire", says="Northern Command"),
        toll("17", 17, "Valley Post", says="River Hospital"),
        toll("17", 17, "The Meridian", published="2031-06-05", says="River Hospital"),
        toll("19", 19, "Coast Wire", published="2031-06-05", says="Northern Command"),
    )
    assert [one.sides[0].says.partition(" ")[0] for one in found(record) if one.update] == ["11"]
    pairs = {tuple(side.says.partition(" ")[0] for side in one.sides) for one in found(record) if not one.update}
    assert pairs == {("11", "17"), ("17", "19")}


def test_numbers_that_never_stood_beside_each_other_are_none(build: Build) -> None:
    record = build(
        toll("11", 11, "Coast Wire", says="Northern Command"),
        toll("17", 17, "Valley Post", says="River Hospital"),
        toll("19", 19, "Coast Wire", published="2031-06-08", says="Northern Command"),
    )
    (conflict,) = [one for one in found(record) if not one.update]
    assert [side.says.partition(" ")[0] for side in conflict.sides] == ["11", "17"]


def test_who_repeats_what_the_other_side_said_before_is_no_adversary(build: Build) -> None:
    record = build(
        toll("4", 4, "Coast Wire", says="River Hospital"),
        toll("4", 4, "Valley Post", published="2031-06-04", says="Town Council"),
        toll("7", 7, "The Meridian", published="2031-06-04", says="River Hospital"),
    )
    assert all(one.update for one in found(record))


def test_each_step_of_a_toll_is_an_update_of_its_own(build: Build) -> None:
    record = build(*(
        toll(str(value), value, "Coast Wire", says="River Hospital", published=f"2031-06-0{value}") for value in (3, 5, 8)
    ))  # fmt: skip
    assert [[side.says.partition(" ")[0] for side in one.sides] for one in found(record)] == [["3", "5"], ["5", "8"]]


@pytest.mark.parametrize("words", ["9 killed by noon", "9 so far"])
def test_what_had_been_counted_so_far_is_the_least(build: Build, words: str) -> None:
    made = Paper(f"Coast Wire: the clinic counts {words}, Ana Reyes said.\n", outlet="Coast Wire")
    ana = made.actor("Ana Reyes", kind="person")
    claim = made.claim("said", f"the clinic counts {words}", ana)
    event = made.event(
        "killed" if "killed" in words else "counts", place=made.place("Coast", "g1", 10.0, 20.0), claim=claim
    )
    made.figure("9", 9, event=event, claim=claim)
    assert not [
        one for one in found(build(made, toll("12", 12, "Valley Post", says="River Hospital"))) if not one.update
    ]
