"""What became of the items of one making of a record in another: kept, new, gone, merged, split.

Two makings may be one file at two times, one file with and without some reports, or two files that share reports: items
are matched by id and by the words that they rest on (`parted`), so that none of these needs to be told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from dateline.model.record import (
    Disagreement,
    Record,
    RecordActor,
    RecordEvent,
    RecordFigure,
    RecordRelation,
    RecordReport,
)
from dateline.record.parted import successors

T = TypeVar("T", RecordEvent, RecordActor, RecordFigure, RecordRelation, Disagreement)


class Fates(Struct, Generic[T], frozen=True, kw_only=True):
    """What became of the items of one list."""

    kept: tuple[tuple[T, T], ...]
    """Items as they were and as they are."""
    new: tuple[T, ...]
    gone: tuple[T, ...]
    merged: tuple[tuple[tuple[T, ...], T], ...]
    """Items that were apart, and what they are now together."""
    split: tuple[tuple[T, tuple[T, ...]], ...]
    """An item that was one, and what it is now."""


class Difference(Struct, frozen=True, kw_only=True):
    """What one record has that another has not."""

    before: Record
    after: Record
    reports: tuple[RecordReport, ...]
    """New reports."""
    withdrawn: tuple[RecordReport, ...]
    """Reports that are no longer there."""
    events: Fates[RecordEvent]
    actors: Fates[RecordActor]
    figures: Fates[RecordFigure]
    relations: Fates[RecordRelation]
    disagreements: Fates[Disagreement]


def difference(before: Record, after: Record) -> Difference:
    """What changed from `before` to `after`."""
    old, new = {report.id for report in before.reports}, {report.id for report in after.reports}
    return Difference(
        before=before,
        after=after,
        reports=tuple(report for report in after.reports if report.id not in old),
        withdrawn=tuple(report for report in before.reports if report.id not in new),
        events=fates(before.events, after.events),
        actors=fates(before.actors, after.actors),
        figures=fates(before.figures, after.figures),
        relations=fates(before.relations, after.relations),
        disagreements=fates(before.disagreements, after.disagreements),
    )


def fates(before: Sequence[T], after: Sequence[T]) -> Fates[T]:
    """What became of each item of a list, in the order of the list."""
    was: dict[str, T] = {item.id: item for item in before}
    now: dict[str, T] = {item.id: item for item in after}
    into = successors(before, after)
    # an item goes on in the one that has its id, else in the one that has most of its words
    heads = {own: holders[0] for own, holders in into.items() if holders}
    heir: dict[str, list[str]] = {}
    for own, head in heads.items():
        heir.setdefault(head, []).append(own)
    pieces = _pieces(into, heir, was)
    split_off = {other for several in pieces.values() for other in several[1:]}
    return Fates(
        kept=tuple((was[_first(owns, head)], now[head]) for head, owns in heir.items()),
        new=tuple(item for item in after if item.id not in heir and item.id not in split_off),
        gone=tuple(item for item in before if item.id not in heads),
        merged=tuple((tuple(was[own] for own in owns), now[head]) for head, owns in heir.items() if len(owns) > 1),
        split=tuple((was[own], tuple(now[other] for other in several)) for own, several in pieces.items()),
    )


def _pieces(
    into: Mapping[str, list[str]], heir: Mapping[str, object], was: Mapping[str, object]
) -> dict[str, list[str]]:
    """For each item that is several now, their ids.

    That its words are told in another thing too makes it no less the same: only what has no other past is split off.
    """
    found: dict[str, list[str]] = {}
    for own, holders in into.items():
        fresh = [other for other in holders[1:] if other not in heir and other not in was]
        if fresh:
            found[own] = [holders[0], *fresh]
    return found


def _first(owns: Sequence[str], head: str) -> str:
    """Of several items that are now one, the one whose id it has, else the first."""
    return head if head in owns else owns[0]
