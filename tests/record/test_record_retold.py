"""Events that another report of the story tells again in fewer words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dateline.model.record import Record
from tests.record.made import Paper

Build = Callable[..., Record]


def paper(sentence: str, trigger: str, outlet: str, arrests: str | None = None, town: str | None = "Brova") -> Paper:
    """A report of a march in Brova that also tells of arrests of that day, by the words of one sentence."""
    made = Paper(
        f"The Salt Union marched in Brova on Sunday.\n{sentence}\n", outlet=outlet, published="2031-06-02",
        title="Salt Union march in Brova",
    )  # fmt: skip
    day = made.when("on Sunday", "2031-06-01")
    place = made.place("Brova", "g1", 10.0, 20.0)
    made.event("marched", type="PROTEST", actors=[made.actor("Salt Union")], place=place, when=day)
    fields: dict[str, Any] = {"type": "COERCE", "mode": "arrest", "when": day}
    if arrests:
        fields["recipients"] = [made.actor(arrests, kind="person")]
    made.event(trigger, **fields)
    return made


def arrests(record: Record) -> list[int]:
    return sorted(len(event.sources) for event in record.events if event.type == "COERCE")


def test_the_only_arrests_of_two_reports_are_one_event(build: Build) -> None:
    record = build(
        paper("Police detained five people.", "detained", "Coast Wire"),
        paper("People had been detained, the police said.", "detained", "Valley Post"),
    )
    assert arrests(record) == [2]


@pytest.mark.parametrize(
    ("first", "second"), [("Ivo Marek", "Lena Costa"), ("Lena Costa", "Ivo Marek")]
)  # fmt: skip
def test_arrests_of_two_people_stay_two(build: Build, first: str, second: str) -> None:
    record = build(
        paper(f"Police detained {first}.", "detained", "Coast Wire", first),
        paper(f"Police detained {second}.", "detained", "Valley Post", second),
    )
    assert arrests(record) == [1, 1]
