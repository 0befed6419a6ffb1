"""What copies, updates and denials do to a record: happenings told without day or place, short copies, other days."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dateline.model.record import Record
from tests.record.made import Paper

Build = Callable[..., Record]


def rally(words: str, value: float, outlet: str, says: str | None = None, day: str | None = None, weekday: str = "Saturday",
          published: str = "2031-06-09", before: str = "", **fields: Any) -> Paper:  # fmt: skip
    """A report of one rally with how many came; the day only where given."""
    told = f"People rallied in Brova on {weekday}, {before}{words} people took part"
    made = Paper(f"{told}{f', {says} said' if says else ''}.\n", outlet=outlet, published=published,
                 title="Bread rally in Brova")  # fmt: skip
    made.actor("Brova", kind="organisation")
    place = made.place("Brova", "g1", 10.0, 20.0)
    made.event(
        "rallied", type="PROTEST", mode="demo", place=place, when=made.when(f"on {weekday}", day) if day else None
    )
    speaker = made.actor(says, kind="organisation") if says else None
    claim = made.claim("said", told, speaker) if says else None
    made.figure(words, value, unit="people", claim=claim, **fields)
    return made


def test_crowds_of_two_parties_disagree_without_a_common_event(build: Build) -> None:
    record = build(
        rally("8,000", 8000, "Coast Wire", "Brova Police"), rally("50,000", 50000, "Valley Post", "Bread Union")
    )
    (one,) = [one for one in record.disagreements if one.kind == "figure"]
    assert not one.update
    assert [side.says for side in one.sides] == ["8000 people (Brova Police)", "50000 people (Bread Union)"]


def test_numbers_of_another_size_are_not_of_one_crowd(build: Build) -> None:
    record = build(
        rally("800", 800, "Coast Wire", "Brova Police"), rally("50,000", 50000, "Valley Post", "Bread Union")
    )
    assert [one for one in record.disagreements if one.kind == "figure"] == []


def test_up_from_is_the_earlier_figure(build: Build) -> None:
    made = rally("9,000", 9000, "Coast Wire", "Brova Police", before="up from 7,000 given before, ")
    made.figure("7,000", 7000, unit="people")
    (one,) = [one for one in build(made).disagreements if one.kind == "figure"]
    assert one.update
    assert [side.says for side in one.sides] == ["7000 people (Brova Police)", "9000 people (Brova Police)"]


@pytest.mark.parametrize(
    ("published", "kinds"), [("2031-06-09", ["date"]), ("2031-06-07", [])], ids=["knew", "too early"]
)
def test_one_rally_on_two_days_is_a_disagreement_of_dates(build: Build, published: str, kinds: list[str]) -> None:
    record = build(
        rally("8,000", 8000, "Coast Wire", day="2031-06-07", published=published),
        rally("8,000", 8000, "Valley Post", day="2031-06-08", weekday="Sunday"),
    )
    assert [one.kind for one in record.disagreements] == kinds


def test_short_sentences_count_towards_a_copy_where_they_are_the_same(build: Build) -> None:
    kept = (
        "Police put the crowd at 8,000 people.\nThe organisers said 50,000 people came.\n"
        "Guards threw stones at the marchers near the old mill, and 12 of them were hurt, the clinic said.\n"
        "Police arrested 34 of the marchers there.\n"
    )
    first = Paper(f"Thousands marched for bread in the town of Brova.\n{kept}", outlet="Coast Wire")
    second = Paper(f"Bread is dear.\n{kept}Queues are long.\n", outlet="Valley Post")
    third = Paper("Bread is dear in the hills as well, and the queues are long there.\n", outlet="Hill Times")
    record = build(first, second, third)
    origin = {report.outlet.value if report.outlet else "": report.origin for report in record.reports}
    assert origin["Coast Wire"] == origin["Valley Post"] != origin["Hill Times"]
