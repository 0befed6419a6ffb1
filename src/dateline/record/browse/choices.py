"""What a person chooses from: actors and places by what was typed, and the events that one may be merged with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Literal

import msgspec
from msgspec import Struct

from dateline.model.record import RecordEvent
from dateline.record.browse.event_lines import COLUMNS, EventLine, lines
from dateline.record.browse.window import Look
from dateline.record.ledger import KINDS

_NEAR = timedelta(days=4)
_MOST = 300
_FEW = 6


class Choice(Struct, frozen=True):
    """An actor or a place."""

    id: str
    name: str
    about: str
    """What tells it from others of its name: kind and country."""


def choices(look: Look, kind: Literal["actor", "place"], words: str, *, most: int = 10) -> tuple[Choice, ...]:
    """Actors or places of which one name has words that begin so, those that are named most first."""
    tokens = re.findall(r"\w+", words)
    if not tokens:
        return ()
    rows = look.rows(
        "SELECT item FROM names WHERE names MATCH ? AND item >= ? AND item < ? LIMIT 400",
        *(" ".join(f'"{token}"*' for token in tokens), f"{KINDS[kind]}_", f"{KINDS[kind]}`"),
    )
    found = described(look, kind, [item for (item,) in rows])
    sought = words.casefold().strip()
    counts = dict(look.among(
        "SELECT item, count(*) FROM mentions WHERE item IN ({}) GROUP BY item", [one.id for one in found]))  # fmt: skip
    return tuple(
        sorted(found, key=lambda one: (one.name.casefold() != sought, -counts.get(one.id, 0), one.name))
    )[:most]  # fmt: skip


def named(look: Look, kind: Literal["actor", "place"], name: str) -> tuple[Choice, ...]:
    """Actors or places that are called just so (capitals and spaces aside)."""
    wanted = " ".join(name.split()).casefold()
    return tuple(one for one in choices(look, kind, name, most=400) if one.name.casefold() == wanted)


def described(look: Look, kind: Literal["actor", "place"], ids: Iterable[str]) -> tuple[Choice, ...]:
    """Actors or places by their ids; those that are not there are left out."""
    table = "actors" if kind == "actor" else "places"
    rows = look.among(
        f"SELECT id, name, kind, country FROM {table} WHERE id IN ({{}})", list(dict.fromkeys(ids))  # noqa: S608
    )  # fmt: skip
    by_id = {
        own: Choice(own, name, ", ".join(part for part in (what, country) if part)) for own, name, what, country in rows
    }
    return tuple(by_id[own] for own in dict.fromkeys(ids) if own in by_id)


def codebook(look: Look) -> tuple[str, str] | None:
    """Name and text of the record's own codebook; None for the package's."""
    row = look.row("SELECT value FROM state WHERE name = 'codebook'")
    return msgspec.json.decode(row[0], type=tuple[str, str]) if row and row[0] else None


def candidates(look: Look, event: RecordEvent, words: str = "", *, most: int = 9) -> tuple[EventLine, ...]:
    """Events of the same story that may be the same: those that share most with it; with `words`, those that fit them.

    Looked at are events of about the same days, at the same place, with the same actors; never the whole story.
    """
    rows: dict[str, tuple[Any, ...]] = {}

    def take(where: str, *values: object) -> None:
        for row in look.rows(
            f"SELECT {COLUMNS} FROM events WHERE story = ? AND id <> ? AND {where} LIMIT ?",  # noqa: S608
            *(event.story, event.id, *values, _MOST // _FEW if words.strip() else _MOST),
        ):
            rows[row[0]] = row

    if words.strip():
        _by_words(look, words, take, lambda: bool(rows))
    else:
        first, last = _days(event)
        if first and last:
            take("earliest >= ? AND earliest <= ?", first, last)
        if event.place:
            take("place = ?", event.place)
        take("type = ? AND earliest IS NULL", event.type)
    among = [*event.actors, *event.recipients]
    shared: dict[str, int] = defaultdict(int)
    with_them = f"SELECT event FROM participants WHERE actor IN ({{}}) LIMIT {_MOST * 4}"  # noqa: S608
    for (other,) in look.among(with_them, among):
        shared[other] += 1
    if not words.strip():
        missing = [other for other in shared if other not in rows and other != event.id][:_MOST]
        for row in look.among(f"SELECT {COLUMNS} FROM events WHERE id IN ({{}})", missing):  # noqa: S608
            if row[2] == event.story:
                rows[row[0]] = row

    def likeness(row: tuple[Any, ...]) -> tuple[float, int]:
        own, ordinal, _, kind, _, _, _, earliest, _, place = row[:10]
        score = 2.0 * (kind == event.type) + 1.5 * shared[own] + 1.5 * (place is not None and place == event.place)
        if earliest and event.when.earliest:
            score += 2 if earliest == event.when.earliest else 0.5 if _gap(earliest, event.when.earliest) < 4 else -1
        return -score, ordinal

    return lines(look, sorted(rows.values(), key=likeness)[:most])


def _by_words(look: Look, words: str, take: Callable[..., None], taken: Callable[[], bool]) -> None:
    """Take the events whose actors, place, type or id the words name; where none do, those whose sentence has them."""
    found = [one.id for one in choices(look, "place", words, most=_FEW)]
    for place in found:
        take("place = ?", place)
    for actor in choices(look, "actor", words, most=_FEW):
        take("id IN (SELECT event FROM participants WHERE actor = ?)", actor.id)
    take("(type = ? OR id = ?)", words.strip().upper(), words.strip())
    if taken():
        return
    for (own,) in look.rows(
        "SELECT item FROM mentions JOIN reports ON reports.number = mentions.report "
        "WHERE report IN (SELECT rowid FROM report_words WHERE report_words MATCH ? LIMIT 5) AND item >= 'evt_' "
        "AND item < 'evu' AND instr(lower(substr(text, sentence_start + 1, sentence_end - sentence_start)), ?) > 0 "
        "LIMIT 40",
        *(" ".join(f'"{token}"' for token in re.findall(r"\w+", words)) or '""', words.strip().lower()),
    ):
        take("id = ?", own)


def _days(event: RecordEvent) -> tuple[str | None, str | None]:
    """The days around an event; None for what can't be counted with."""
    found: list[str | None] = []
    for day, step in ((event.when.earliest, -_NEAR), (event.when.latest or event.when.earliest, _NEAR)):
        try:
            found.append((date.fromisoformat((day or "")[:10]) + step).isoformat())
        except ValueError:
            found.append(None)
    return found[0], found[1]


def _gap(one: str, other: str) -> int:
    try:
        return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)
    except ValueError:
        return 99


def tellings_of(event: RecordEvent, chosen: Sequence[str]) -> tuple[Any, ...]:
    """The sources of an event that are named as `REPORT.INDEX`."""
    wanted = set(chosen)
    return tuple(source for source in event.sources if f"{source.report}.{source.index}" in wanted)
