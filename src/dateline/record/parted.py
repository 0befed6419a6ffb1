"""Items of two makings of one record: which item of the one is which of the other.

An item is the same where its id is; else where it rests on the same words of the same reports. Ids alone don't tell:
without a report, what it had founded is known by another id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dateline.model.record import (
    Disagreement,
    Record,
    RecordActor,
    RecordClaim,
    RecordEvent,
    RecordFigure,
    RecordPlace,
    RecordRelation,
    Story,
)

Item = RecordEvent | RecordActor | RecordPlace | RecordClaim | RecordFigure | RecordRelation | Story | Disagreement
FIELDS = ("stories", "actors", "places", "events", "claims", "figures", "relations", "disagreements")
"""Lists of a record whose items are matched."""
Words = tuple[str, int, int, str]
"""Report, start and end, and a mark that parts items that may share words."""


def words_of(item: Item) -> list[Words]:
    """The words that an item rests on."""
    if isinstance(item, Story):
        return [(report, 0, 0, "") for report in item.reports]
    if isinstance(item, Disagreement):
        return [
            (source.report, source.span.start, source.span.end, item.kind)
            for side in item.sides
            for source in side.sources
        ]
    if isinstance(item, RecordClaim | RecordFigure):
        source = item.source
        return [(source.report, source.span.start, source.span.end, getattr(item, "unit", ""))]
    mark = f"{item.kind}:{item.status}" if isinstance(item, RecordRelation) else ""
    return [(source.report, source.span.start, source.span.end, mark) for source in item.sources]


def items_of(record: Record) -> Iterable[tuple[str, Sequence[Item]]]:
    """The lists of a record, by name."""
    for name in FIELDS:
        yield name, getattr(record, name)


def successors(before: Sequence[Item], after: Sequence[Item]) -> dict[str, list[str]]:
    """For each item of `before` the ids in `after` that its words are now part of, the one with most of them first."""
    ids = {item.id for item in after}
    holder: dict[Words, list[str]] = {}
    for item in after:
        for words in dict.fromkeys(words_of(item)):
            holder.setdefault(words, []).append(item.id)
    found: dict[str, list[str]] = {}
    for item in before:
        votes = Counter(own for words in dict.fromkeys(words_of(item)) for own in holder.get(words, ()))
        ranked = sorted(votes, key=lambda own: (own != item.id, -votes[own], own))
        found[item.id] = ranked or ([item.id] if item.id in ids else [])
    return found


def outlived(before: Record, after: Record) -> Mapping[str, str]:
    """Ids of `before` that `after` has not, though it holds their words, each with the id that holds them now."""
    found: dict[str, str] = {}
    for name, items in items_of(before):
        later = getattr(after, name)
        ids = {item.id for item in later}
        following = successors([item for item in items if item.id not in ids], later)
        found.update({own: into[0] for own, into in following.items() if into})
    return found
