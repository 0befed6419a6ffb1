"""Parties that a telling leaves out, and those that it must not be given."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.record import Record
from tests.record.made import Paper

Build = Callable[..., Record]


def parties(record: Record, trigger: str) -> tuple[list[str], list[str]]:
    """Names of the actors and recipients of the event with this trigger."""
    names = {actor.id: actor.name for actor in record.actors}
    event = next(event for event in record.events if any(source.span.text == trigger for source in event.sources))
    return [names[own] for own in event.actors], [names[own] for own in event.recipients]


def test_the_crowd_marches_and_is_fired_at(build: Build) -> None:
    made = Paper("Protesters filled the quay. The march ended when police fired.\n")
    made.actor("Protesters", kind="group", sector="CVL")
    police = made.actor("police", kind="organisation", sector="COP")
    made.event("march", "PROTEST")
    made.event("fired", "ASSAULT", actors=[police])
    record = build(made)
    assert parties(record, "march") == (["Protesters"], [])
    assert parties(record, "fired") == (["police"], ["Protesters"])


def test_a_strike_is_not_the_crowds_and_who_is_named_stays(build: Build) -> None:
    made = Paper("Protesters filled the quay. The strike goes on. The police shot a baker.\n")
    made.actor("Protesters", kind="group", sector="CVL")
    police, baker = made.actor("police", kind="organisation", sector="COP"), made.actor("baker", kind="person")
    made.event("strike", "PROTEST")
    made.event("shot", "ASSAULT", actors=[police], recipients=[baker])
    record = build(made)
    assert parties(record, "strike") == ([], [])
    assert parties(record, "shot") == (["police"], ["baker"])


@pytest.mark.parametrize(
    ("asked_of", "expected"), [(1, ["Amber Front"]), (2, [])], ids=["asked of it", "asked of another"]
)
def test_who_rejects_answers_who_asked(build: Build, asked_of: int, expected: list[str]) -> None:
    made = Paper("The Amber Front asked the Salt Union and the Reed Party for the keys. The Salt Union rejected it.\n")
    front, union = made.actor("Amber Front"), made.actor("Salt Union", kind="organisation")
    party = made.actor("Reed Party", kind="organisation")
    made.event("asked", "REQUEST", actors=[front], recipients=[(front, union, party)[asked_of]])
    made.event("rejected", "REJECT", actors=[union])
    assert parties(build(made), "rejected") == (["Salt Union"], expected)
