"""One report: its text with every place that the record rests on, and what is known of the report itself."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from dateline.model.report import Mark, Published, Stated
from dateline.record.browse.event_lines import COLUMNS, EventLine, lines
from dateline.record.browse.names import ReportName, actor_names, place_names, reports_by_number
from dateline.record.browse.window import Look
from dateline.record.ledger import KIND_OF

MOST = 4000
"""Places of one text that are shown; a text with more is a book."""


class Detail(Struct):
    """What a report keeps beside its text."""

    source: str
    media_type: str
    extractor: str
    byline: Stated | None = None
    dateline: Stated | None = None
    credit: Stated | None = None
    url: Stated | None = None
    outlet: Stated | None = None
    published: Published | None = None
    marks: tuple[Mark, ...] = ()
    issues: tuple[str, ...] = ()


class Place(Struct, frozen=True):
    """A run of the text that something of the record rests on."""

    start: int
    end: int
    kind: str
    """Kind of the item: event, actor, place, claim, figure; "content" for what a claim says."""
    item: str
    name: str


class ReportWhole(Struct, frozen=True, kw_only=True):
    """A report as its page shows it."""

    name: ReportName
    text: str
    detail: Detail
    issues: tuple[str, ...]
    origin: str | None
    origin_name: str
    origin_why: tuple[str, ...]
    copies: tuple[ReportName, ...]
    """Other reports of the same origin."""
    stories: tuple[tuple[str, str], ...]
    places: tuple[Place, ...]
    events: tuple[EventLine, ...]
    """Events told in it, in the order of its text."""


class _Why(Struct):
    why: tuple[str, ...] = ()


_DETAIL = msgspec.json.Decoder(Detail)


def report(look: Look, own: str) -> ReportWhole | None:
    """The report of that id; None where the record holds none."""
    found = look.row("SELECT number, text, detail FROM reports WHERE id = ?", own)
    if found is None:
        return None
    number, text, detail = found
    row = look.row("SELECT origin, detail FROM record_reports WHERE id = ?", own)
    origin = str(row[0]) if row else None
    root = look.row("SELECT name, detail FROM origins WHERE id = ?", origin) if origin else None
    issues = msgspec.json.decode(row[1], type=_Issues).issues if row else ()
    copies = look.rows(
        "SELECT reports.number FROM record_reports JOIN reports USING (id) WHERE origin = ? AND reports.number <> ? "
        "ORDER BY published_latest, reports.number LIMIT 60",
        *(origin, number),
    )
    names = reports_by_number(look, [number, *(one for (one,) in copies)])
    places = _places(look, number)
    events = list(dict.fromkeys(place.item for place in places if place.kind == "event"))
    told = {line.id: line for line in lines(look, look.among(
        f"SELECT {COLUMNS} FROM events WHERE id IN ({{}})", events))}  # fmt: skip  # noqa: S608 - our own columns
    return ReportWhole(
        name=names[number],
        text=text,
        detail=_DETAIL.decode(detail),
        issues=issues,
        origin=origin,
        origin_name=str(root[0]) if root else "",
        origin_why=msgspec.json.decode(root[1], type=_Why).why if root else (),
        copies=tuple(names[one] for (one,) in copies),
        stories=tuple(look.rows(
            "SELECT id, title FROM story_reports JOIN stories ON stories.id = story WHERE report = ? ORDER BY ordinal",
            number)),
        places=places,
        events=tuple(told[one] for one in events if one in told),
    )  # fmt: skip


def taken_out(look: Look, own: str) -> tuple[str, str, str] | None:
    """When, by whom and why a report was taken out; None where it was not."""
    row = look.row("SELECT made, who, why FROM tombstones WHERE report = ?", own)
    return (str(row[0]), str(row[1]), str(row[2])) if row else None


class _Issues(Struct):
    issues: tuple[str, ...] = ()


def _places(look: Look, number: int) -> tuple[Place, ...]:
    """Every place of a report's text that an item rests on, in the order of the text."""
    rows = look.rows(
        "SELECT item, span_start, span_end FROM mentions WHERE report = ? ORDER BY span_start, span_end DESC LIMIT ?",
        *(number, MOST),
    )
    rows += [
        (f"content:{claim}", start, end)
        for claim, start, end in look.rows(
            "SELECT claim, span_start, span_end FROM contents WHERE report = ? LIMIT ?", number, MOST
        )
    ]
    kinds = {item: KIND_OF.get(item.partition("_")[0], "content") for item, _, _ in rows}
    actors = actor_names(look, (item for item, kind in kinds.items() if kind == "actor"))
    somewhere = place_names(look, (item for item, kind in kinds.items() if kind == "place"))
    named = actors | somewhere
    found = [
        Place(start, end, kinds[item], item.removeprefix("content:"), named.get(item, ""))
        for item, start, end in rows
        if kinds[item] in ("event", "actor", "place", "claim", "figure", "content")
    ]
    return tuple(sorted(found, key=lambda place: (place.start, -place.end, place.kind)))
