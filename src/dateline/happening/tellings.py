"""Which tellings of a report are of its main happening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.happening.words import STEM, words
from dateline.model.account import Actor, Event
from dateline.model.reading import Reading
from dateline.model.spans import Span

TOLD = frozenset(("happened", "ongoing"))
_TYPES = ("ASSAULT", "PROTEST", "MOBILIZE", "COERCE", "RETREAT")
"""Types of what happens at one place on one day; violence comes before all else."""
OPENING = 8
"""Sentences that the headline and the lead may take."""


@dataclass(frozen=True, slots=True)
class Happening:
    """The tellings of one event in one report: indices of its events, the first one first."""

    seed: int
    tellings: tuple[int, ...]


def find_happening(reading: Reading, events: Sequence[Event], actors: Sequence[Actor]) -> Happening | None:
    """The main happening of a report; None where it tells of nothing that happens at one place on one day."""
    seed = _seed(reading, events)
    if seed is None:
        return None
    first = events[seed]
    tellings = [
        index
        for index, event in enumerate(events)
        if event.type == first.type and event.status in TOLD and may_be_one(first, event, actors)
    ]
    return Happening(seed, tuple(tellings))


def _seed(reading: Reading, events: Sequence[Event]) -> int | None:
    """The first event of a type that comes first; one told in the opening before one told later."""
    end = reading.ends[reading.sentence_bounds(min(OPENING, len(reading.sentences)) - 1)[1] - 1] if len(reading) else 0
    options = [
        (event.trigger.start > end, event.type != "ASSAULT", is_outcome(event.trigger), event.trigger.start, index)
        for index, event in enumerate(events)
        if event.type in _TYPES and event.status in TOLD
    ]
    violent = [option for option in options if not option[1]]
    return min(violent or options)[-1] if options else None


def is_outcome(trigger: Span) -> bool:
    """Whether a trigger tells only of what came of an event, perhaps days later ("died", "the death of")."""
    return all(word[:STEM] in words().outcome_stems for word in trigger.text.lower().split())


def may_be_one(one: Event, other: Event, actors: Sequence[Actor]) -> bool:
    """Whether nothing in the words of two tellings of one type sets them apart."""
    if one.mode and other.mode and one.mode != other.mode:
        return False
    if not (_stems(one) & _stems(other) or _is_harm(one) or _is_harm(other) or one.mode):
        return False
    pairs = ((one.actors, other.actors), (one.recipients, other.recipients))
    for mine, theirs in pairs:
        named, also = _named(mine, actors), _named(theirs, actors)
        if named and also and not named & also:
            return False
    return True


def _named(members: Sequence[int], actors: Sequence[Actor]) -> set[int]:
    """Those that are no persons (of several victims each is named once) and no unnamed people."""
    return {member for member in members if actors[member].kind not in ("unidentified", "person", "group")}


def _stems(event: Event) -> set[str]:
    return {word[:STEM] for word in event.trigger.text.lower().split()}


def _is_harm(event: Event) -> bool:
    told, harm = event.trigger.text.lower().split(), words().harm
    return any(word in harm or word.rstrip("s") in harm for word in told) or bool(_stems(event) & words().harm_stems)
