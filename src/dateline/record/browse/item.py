"""One event as the record's own type, and what it rests on: what a judgement is made of."""

from __future__ import annotations

import zlib
from typing import cast

import msgspec
from msgspec import Struct

from dateline.errors import RecordError
from dateline.model.account import Account
from dateline.model.record import RecordEvent, Source
from dateline.model.spans import Span
from dateline.record.browse.window import Look


def record_event(look: Look, own: str) -> RecordEvent | None:
    """The event of that id, just as `Store.load_record` gives it; None where the record does not list it."""
    row = look.row("SELECT detail FROM events WHERE id = ?", own)
    if row is None:
        return None
    told = look.rows(
        "SELECT reports.id, position, span_start, span_end, substr(text, span_start + 1, span_end - span_start), "
        "sentence_start, sentence_end, substr(text, sentence_start + 1, sentence_end - sentence_start) "
        "FROM mentions JOIN reports ON reports.number = mentions.report WHERE item = ? ORDER BY turn",
        own,
    )
    sources = tuple(
        Source(report, position, Span(start, end, words),
               Span(first, last, sentence) if first is not None else None)
        for report, position, start, end, words, first, last, sentence in told
    )  # fmt: skip
    return msgspec.convert({**msgspec.json.decode(row[0]), "sources": sources}, RecordEvent)


class _Told(Struct):
    trigger: Span


class _Triggers(Struct):
    report: str
    events: tuple[_Told, ...] = ()


_TRIGGERS = msgspec.msgpack.Decoder(_Triggers)


def triggers(look: Look, report: str) -> Account:
    """The account of a report with the triggers of its events only: all that the evidence of an event takes.

    Raises RecordError where it isn't there or can't be read. The rest of it is skipped, not decoded.
    """
    row = look.row(
        "SELECT packed FROM accounts JOIN reports ON reports.number = accounts.report WHERE id = ?", report
    )  # fmt: skip
    if row is None:
        raise RecordError(f"no account of report {report[:12]}")
    try:
        return cast("Account", _TRIGGERS.decode(zlib.decompress(row[0])))
    except (zlib.error, msgspec.DecodeError) as error:
        raise RecordError(f"the record is damaged: an account cannot be read ({error})") from error
