"""Search over everything: actors and places by their names, reports by their words, events by words and filters."""

from __future__ import annotations

import re

import msgspec
from msgspec import Struct

from dateline.record.browse.event_lines import COLUMNS, EventLine, lines
from dateline.record.browse.main_events import After
from dateline.record.browse.names import ReportName, actor_names, place_names, reports_by_number
from dateline.record.browse.tellings import CUT, Words, words_of
from dateline.record.browse.window import Look
from dateline.record.ledger import KIND_OF

_START: After = (1 << 60, 0, "")
_NAMES, _REPORTS, _READ, _CANDIDATES = 12, 10, 40, 5000
_WORD = re.compile(r"\w+")


class Filters(Struct, frozen=True, kw_only=True):
    """What events are asked for; None and empty say nothing."""

    words: str = ""
    first: str | None = None
    last: str | None = None
    type: str | None = None
    status: str | None = None
    actor: str | None = None
    place: str | None = None
    outlet: str | None = None
    story: str | None = None
    checked: bool | None = None


class NameHit(Struct, frozen=True):
    """An actor or a place, and the form of its name that was found."""

    kind: str
    id: str
    name: str
    form: str


class ReportHit(Struct, frozen=True):
    """A report, and the words around what was found in it; the found words stand between two marks."""

    report: ReportName
    pieces: tuple[tuple[bool, str], ...]
    """(whether it was looked for, text)."""


class EventHit(Struct, frozen=True):
    """An event with the sentence that tells it first."""

    line: EventLine
    report: ReportName
    start: int
    words: Words


class EventHits(Struct, frozen=True):
    """A page of events, and where it ended (None for the last)."""

    events: tuple[EventHit, ...]
    after: After | None


def types(look: Look) -> tuple[str, ...]:
    """The types that the record's events have."""
    return tuple(str(kind) for (kind,) in look.rows("SELECT DISTINCT type FROM events ORDER BY type"))


def names_found(look: Look, words: str) -> tuple[NameHit, ...]:
    """Actors and places whose names have all the words, or words that begin so."""
    query = _query(words, prefix=True)
    if not query:
        return ()
    rows = look.rows("SELECT form, item FROM names WHERE names MATCH ? ORDER BY rank, form, item LIMIT 60", query)
    first: dict[str, str] = {}
    for form, item in rows:
        first.setdefault(item, form)
    known = actor_names(look, first) | place_names(look, first)
    found = [
        NameHit(KIND_OF[item.partition("_")[0]], item, known[item], form)
        for item, form in first.items()
        if item in known
    ]
    return tuple(found[:_NAMES])


def reports_found(look: Look, words: str) -> tuple[ReportHit, ...]:
    """Reports whose title or text has all the words, the best first."""
    query = _query(words)
    if not query:
        return ()
    rows = look.rows(
        "SELECT rowid, snippet(report_words, -1, '\x02', '\x03', ' … ', 24) FROM report_words "
        "WHERE report_words MATCH ? ORDER BY rank, rowid LIMIT ?",
        *(query, _REPORTS),
    )
    named = reports_by_number(look, (number for number, _ in rows))
    return tuple(ReportHit(named[number], _pieces(str(text))) for number, text in rows)


def events_found(look: Look, filters: Filters, *, after: After | None = None, most: int = 20) -> EventHits:
    """Events that fit all filters, by independent origins, then by reports."""
    wanted, values = ["(origins, reports, id) < (?, ?, ?)"], list[object](after or _START)
    for column in ("type", "status", "place", "story"):
        value = getattr(filters, column)
        if value is not None:
            wanted.append(f"{column} = ?")
            values.append(value)
    if filters.first is not None or filters.last is not None:
        wanted.append("(earliest IS NOT NULL OR latest IS NOT NULL)")
    if filters.first is not None:
        wanted.append("coalesce(latest, '9999') >= ?")
        values.append(filters.first)
    if filters.last is not None:
        wanted.append("coalesce(earliest, '') <= ?")
        values.append(f"{filters.last}\uffff")  # "2024-03" is all of March
    if filters.actor is not None:
        wanted.append("id IN (SELECT event FROM participants WHERE actor = ?)")
        values.append(filters.actor)
    if filters.outlet is not None:
        wanted.append(
            "id IN (SELECT item FROM mentions JOIN reports ON reports.number = report "
            "WHERE outlet = ? AND item >= 'evt_' AND item < 'evu')"
        )
        values.append(filters.outlet)
    if filters.checked is not None:
        judged = "IN (SELECT item FROM judgements WHERE action <> 'reject')"
        wanted.append(f"id {judged}" if filters.checked else f"id NOT {judged}")
    if filters.words.strip():
        wanted.append("id IN (SELECT value FROM json_each(?))")
        values.append(msgspec.json.encode(_told_with(look, filters.words)).decode())
    rows = look.rows(
        f"SELECT {COLUMNS} FROM events WHERE {' AND '.join(wanted)} "  # noqa: S608 - our own columns
        "ORDER BY origins DESC, reports DESC, id DESC LIMIT ?",
        *(*values, most + 1),
    )
    found = lines(look, rows[:most])
    last = found[-1] if found and len(rows) > most else None
    return EventHits(_with_words(look, found), (last.origins, last.reports, last.id) if last else None)


def _told_with(look: Look, words: str) -> list[str]:
    """Events of an actor or a place of that name, and events told in a sentence that has all the words."""
    found: dict[str, None] = {}
    for hit in names_found(look, words):
        if hit.kind == "actor":
            rows = look.rows("SELECT event FROM participants WHERE actor = ? LIMIT ?", hit.id, _CANDIDATES)
        else:
            rows = look.rows("SELECT id FROM events WHERE place = ? LIMIT ?", hit.id, _CANDIDATES)
        found |= dict.fromkeys(str(event) for (event,) in rows)
    query, wanted = _query(words), [word.casefold() for word in _WORD.findall(words)]
    if query:
        rows = look.rows(
            "SELECT rowid FROM report_words WHERE report_words MATCH ? ORDER BY rank LIMIT ?", query, _READ
        )
        best = [number for (number,) in rows]
        for event, sentence in look.among(
            f"SELECT item, {CUT} FROM mentions JOIN reports ON reports.number = report "  # noqa: S608
            "WHERE report IN ({}) AND item >= 'evt_' AND item < 'evu'", best):  # fmt: skip
            folded = sentence.casefold()
            if all(word in folded for word in wanted):
                found[str(event)] = None
    return list(found)[:_CANDIDATES]


def _with_words(look: Look, found: tuple[EventLine, ...]) -> tuple[EventHit, ...]:
    rows = {
        row[0]: row[1:]
        for row in look.among(
            f"SELECT item, report, span_start, span_end, sentence_start, sentence_end, {CUT} FROM mentions "  # noqa: S608
            "JOIN reports ON reports.number = report WHERE turn = 0 AND item IN ({})",
            [line.id for line in found],
        )
    }
    named = reports_by_number(look, (row[0] for row in rows.values()))
    hits = []
    for line in found:
        number, start, end, first, last, text = rows[line.id]
        sentence = (first, last) if first is not None else None
        hits.append(EventHit(line, named[number], start, words_of(text, start, sentence, end)))
    return tuple(hits)


def _query(words: str, *, prefix: bool = False) -> str:
    """Words as FTS5 takes them: each in quotation marks, all wanted."""
    return " ".join(f'"{word}"{"*" if prefix else ""}' for word in _WORD.findall(words)[:12])


def _pieces(text: str) -> tuple[tuple[bool, str], ...]:
    parts = re.split("[\x02\x03]", " ".join(re.split(r"[^\S\x02\x03]+", text)))
    return tuple((bool(number % 2), part) for number, part in enumerate(parts) if part)
