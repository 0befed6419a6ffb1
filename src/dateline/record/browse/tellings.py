"""Every telling of an event: the sentence in its report, and what that report alone says of who, what, where and when.

Accounts are read through types that name only what a telling needs: the rest of an account is skipped, not decoded.
"""

from __future__ import annotations

import zlib

import msgspec
from msgspec import Struct

from dateline.errors import RecordError
from dateline.record.browse.names import ReportName, reports_by_number
from dateline.record.browse.window import Look

MOST = 60
"""Tellings read of one event; the rest are counted."""


class _Named(Struct):
    name: str


class _Time(Struct):
    earliest: str | None
    latest: str | None
    why: str = ""


class _Told(Struct):
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    place: int | None = None
    when: int | None = None
    status: str = "happened"
    background: bool = False
    why: tuple[str, ...] = ()


class _Account(Struct):
    actors: tuple[_Named, ...] = ()
    places: tuple[_Named, ...] = ()
    times: tuple[_Time, ...] = ()
    events: tuple[msgspec.Raw, ...] = ()


_ACCOUNT = msgspec.msgpack.Decoder(_Account)
_TOLD = msgspec.msgpack.Decoder(_Told)


class Words(Struct, frozen=True):
    """A sentence with the words in question marked."""

    before: str
    marked: str
    after: str


class Telling(Struct, frozen=True, kw_only=True):
    """One telling of an event."""

    report: ReportName
    position: int
    """Its index in the report's account."""
    origin: str
    origin_name: str
    words: Words
    start: int
    """Where the words stand in the report's text."""
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[str, ...]
    """Names as the report has them."""
    recipients: tuple[str, ...]
    place: str | None
    earliest: str | None
    latest: str | None
    status: str
    background: bool
    why: tuple[str, ...]
    when_why: str


def words_of(text: str, start: int, sentence: tuple[int, int] | None, end: int) -> Words:
    """Words cut out of a piece of text that begins at the sentence (or at the span, where there is none)."""
    first = sentence[0] if sentence else start
    return Words(_line(text[: start - first]), _line(text[start - first : end - first]), _line(text[end - first :]))


def _line(text: str) -> str:
    """Line breaks as spaces; spaces at the ends stay."""
    return text.translate({ord(mark): " " for mark in "\n\r\t\v\f\x85\u2028\u2029"})


CUT = (
    "substr(text, coalesce(sentence_start, span_start) + 1, "
    "coalesce(sentence_end, span_end) - coalesce(sentence_start, span_start))"
)
"""The text of a mention's sentence."""


def tellings(look: Look, event: str, *, most: int = MOST) -> tuple[tuple[Telling, ...], int]:
    """Tellings by origin and day of the report, and how many more there are."""
    rows = look.rows(
        f"SELECT report, position, span_start, span_end, sentence_start, sentence_end, {CUT} "  # noqa: S608
        "FROM mentions JOIN reports ON reports.number = report WHERE item = ? ORDER BY turn LIMIT ?",
        *(event, most),
    )
    ((count,),) = look.rows("SELECT count(*) FROM mentions WHERE item = ?", event)
    numbers = list(dict.fromkeys(row[0] for row in rows))
    reports = reports_by_number(look, numbers)
    origins = {number: (own, name) for number, own, name in look.among(
        "SELECT reports.number, origins.id, origins.name FROM reports JOIN record_reports USING (id) "
        "JOIN origins ON origins.id = record_reports.origin WHERE reports.number IN ({})", numbers)}  # fmt: skip
    accounts = {
        number: _read(packed)
        for number, packed in look.among("SELECT report, packed FROM accounts WHERE report IN ({})", numbers)
    }
    found = []
    for number, position, start, end, first, last, text in rows:
        account = accounts[number]
        told = _TOLD.decode(account.events[position])
        when = account.times[told.when] if told.when is not None else _Time(None, None)
        origin, name = origins.get(number, ("", ""))
        found.append(
            Telling(
                report=reports[number], position=position, origin=origin, origin_name=name, start=start,
                words=words_of(text, start, (first, last) if first is not None else None, end),
                type=told.type, mode=told.mode, contexts=told.contexts,
                actors=tuple(account.actors[one].name for one in told.actors),
                recipients=tuple(account.actors[one].name for one in told.recipients),
                place=account.places[told.place].name if told.place is not None else None,
                earliest=when.earliest, latest=when.latest, status=told.status, background=told.background,
                why=told.why, when_why=when.why,
            )
        )  # fmt: skip
    earliest: dict[str, str] = {}
    for telling in found:
        day = telling.report.latest or "9999"
        earliest[telling.origin] = min(day, earliest.get(telling.origin, day))
    found.sort(
        key=lambda one: (earliest[one.origin], one.origin, one.report.latest or "9999", one.report.number, one.start)
    )
    return tuple(found), count - len(rows)


def _read(packed: bytes) -> _Account:
    try:
        return _ACCOUNT.decode(zlib.decompress(packed))
    except (zlib.error, msgspec.DecodeError) as error:
        raise RecordError(f"the record is damaged: an account cannot be read ({error})") from error
