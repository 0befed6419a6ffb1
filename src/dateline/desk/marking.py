"""A text with what stands in it: cut into paragraphs, each cut where something begins or ends.

Spans nest and cross ("the [army's [attack]] on Kano"), so that a piece knows everything that it is part of.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from dateline.model.report import UNREAD, Mark
from dateline.record.browse.report import Place

LAYERS = ("event", "actor", "place", "figure", "claim", "content")
"""From the one that is drawn on top to what lies under all."""


class Piece(Struct, frozen=True, kw_only=True):
    """A run of text in which nothing begins or ends."""

    text: str
    start: int
    layers: tuple[str, ...]
    item: str | None
    """The item on top, if any."""
    kind: str | None
    name: str
    first: bool
    """Whether the item on top begins here."""


class Paragraph(Struct, frozen=True, kw_only=True):
    """A line of the text: its pieces, the items that begin in it, and what it is where it is not the report."""

    start: int
    pieces: tuple[Piece, ...]
    events: tuple[str, ...]
    kind: str | None
    why: str


def paragraphs(text: str, places: Sequence[Place], marks: Sequence[Mark]) -> tuple[Paragraph, ...]:
    """The paragraphs of a text that are not empty."""
    found = []
    starts = [place.start for place in places]
    position = 0
    longest = max((place.end - place.start for place in places), default=0)
    for line in text.splitlines(keepends=True):
        start, end = position, position + len(line.rstrip())
        position += len(line)
        if end <= start:
            continue
        near = places[bisect_left(starts, start - longest) : bisect_right(starts, end)]
        inside = [place for place in near if place.start < end and place.end > start]
        mark = next((mark for mark in marks if mark.span.start <= start and end <= mark.span.end), None)
        found.append(
            Paragraph(
                start=start,
                pieces=_pieces(text, start, end, inside),
                events=tuple(
                    dict.fromkeys(place.item for place in inside if place.kind == "event" and place.start >= start)
                ),
                kind=mark.kind if mark is not None else None,
                why=mark.why if mark is not None else "",
            )
        )
    return tuple(found)


def is_report(paragraph: Paragraph) -> bool:
    """Whether the reader reads it."""
    return paragraph.kind not in UNREAD


def _pieces(text: str, start: int, end: int, places: Sequence[Place]) -> tuple[Piece, ...]:
    cuts = {start, end}
    for place in places:
        cuts.update((max(start, place.start), min(end, place.end)))
    ordered = sorted(cuts)
    found = []
    for low, high in pairwise(ordered):
        over = [place for place in places if place.start <= low and place.end >= high]
        over.sort(key=lambda place: (LAYERS.index(place.kind), place.end - place.start))
        top = over[0] if over else None
        found.append(
            Piece(
                text=text[low:high],
                start=low,
                layers=tuple(dict.fromkeys(place.kind for place in over)),
                item=top.item if top else None,
                kind=top.kind if top else None,
                name=top.name if top else "",
                first=top is not None and top.start == low,
            )
        )
    return tuple(found)
