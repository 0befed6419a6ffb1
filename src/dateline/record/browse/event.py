"""One event whole: what the record says of it, with its reasons, its place, who takes part, its origins."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from dateline.model.record import Interval
from dateline.record.browse.event_lines import COLUMNS, EventLine, lines
from dateline.record.browse.window import Look


class _Detail(Struct):
    contexts: tuple[str, ...]
    when: Interval
    origins: tuple[str, ...]
    why: tuple[str, ...]


_DETAIL = msgspec.json.Decoder(_Detail)


class PlaceLine(Struct, frozen=True):
    """The place of an event; without coordinates where it could not be resolved."""

    id: str
    name: str
    kind: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    precision: str | None
    why: str


class EventWhole(Struct, frozen=True, kw_only=True):
    """One event."""

    line: EventLine
    contexts: tuple[str, ...]
    when: Interval
    origins: tuple[tuple[str, str], ...]
    """Id and name of every independent origin that stands behind it."""
    why: tuple[str, ...]
    place: PlaceLine | None
    story_title: str


def event(look: Look, own: str) -> EventWhole | None:
    """The event of that id; None where the record does not list it (it was rejected, or is no longer found)."""
    row = look.row(f"SELECT {COLUMNS}, detail FROM events WHERE id = ?", own)  # noqa: S608
    if row is None:
        return None
    (line,) = lines(look, [row[:-1]])
    detail = _DETAIL.decode(row[-1])
    place = look.row(
        "SELECT id, name, kind, lat, lon, country, admin1, precision, json_extract(detail, '$.why') FROM places "
        "WHERE id = ?", line.place,
    )  # fmt: skip
    named = dict(look.among("SELECT id, name FROM origins WHERE id IN ({})", detail.origins))
    story = look.row("SELECT title FROM stories WHERE id = ?", line.story)
    return EventWhole(
        line=line,
        contexts=detail.contexts,
        when=detail.when,
        origins=tuple((origin, named.get(origin, origin)) for origin in detail.origins),
        why=detail.why,
        place=PlaceLine(*place) if place else None,
        story_title=story[0] if story else "",
    )
