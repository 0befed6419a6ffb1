"""One place whole: where it lies and why, and the place as a judgement takes it."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from dateline.model.record import RecordPlace, Source
from dateline.model.spans import Span
from dateline.record.browse.atlas import put_by_hand
from dateline.record.browse.names import ReportName, reports_by_number
from dateline.record.browse.tellings import Words, words_of
from dateline.record.browse.window import Look

_READ = msgspec.json.Decoder(RecordPlace)
_MOST_NAMED = 12
_AROUND = 90
"""Characters shown on either side of a name."""


class Named(Struct, frozen=True):
    """Where a thing is named."""

    words: Words
    start: int
    report: ReportName


def place(look: Look, own: str) -> RecordPlace | None:
    """The place of that id with every mention of it; None where the record has none."""
    row = look.row("SELECT json_set(detail, '$.sources', json('[]')) FROM places WHERE id = ?", own)
    if row is None:
        return None
    rows = look.rows(
        "SELECT reports.id, position, span_start, span_end, substr(text, span_start + 1, span_end - span_start) "
        "FROM mentions JOIN reports ON reports.number = mentions.report WHERE item = ? ORDER BY reports.id, turn",
        own,
    )
    sources = tuple(Source(report, index, Span(start, end, text)) for report, index, start, end, text in rows)
    found = msgspec.structs.replace(_READ.decode(row[0]), sources=sources)
    changed = put_by_hand(look).get(own, {})
    return msgspec.structs.replace(found, **changed) if changed else found


def named(look: Look, item: str, most: int = _MOST_NAMED) -> tuple[Named, ...]:
    """Where a thing is named, once for each report, with some of the words around it."""
    rows = look.named(
        "SELECT report, span_start, span_end, substr(text, max(0, span_start - :wide) + 1, "
        "span_end - max(0, span_start - :wide) + :wide), min(turn) FROM mentions "
        "JOIN reports ON reports.number = mentions.report WHERE item = :item GROUP BY report ORDER BY 5 LIMIT :most",
        {"item": item, "most": most, "wide": _AROUND},
    )
    reports = reports_by_number(look, (row[0] for row in rows))
    found = []
    for number, start, end, text, _ in rows:
        first = max(0, start - _AROUND)
        words = words_of(text, start, (first, end + _AROUND), end)
        before = f"… {words.before.partition(' ')[2]}" if first else words.before
        after = words.after if len(text) < end - first + _AROUND else f"{words.after.rpartition(' ')[0]} …"
        found.append(Named(Words(before, words.marked, after), start, reports[number]))
    return tuple(found)
