"""All events as columns of numbers: what timeline, map and network count.

Read once for each state of the record and kept (some 40 bytes an event): every choice and every count after that is a
few numpy operations. Days are `date.toordinal()`.

Invariants: an event counts on one day, the first on which it may have been (where that is open, the last), so that
counts over days add up; an event with neither is undated and in no bin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dateline.record.browse.window import Look

Told = Literal["happened", "planned", "denied", "history"]
"""How an event is told, as pages set them apart: history is what is told as background, whatever its status."""
TOLD: tuple[Told, ...] = get_args(Told)
OPEN = 0
"""The day of an open end."""

Whole = NDArray[np.int32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Columns:
    """Event by event in the record's order; names stand in lists, columns hold places in them (-1: none)."""

    ids: list[str]
    first: Whole
    last: Whole
    day: Whole
    """The day on which it counts; OPEN for undated ones."""
    certain: Mask
    """Whether the day is known."""
    told: Whole
    origins: Whole
    type: Whole
    types: list[str]
    story: Whole
    stories: list[str]
    place: Whole
    places: list[str]
    actors: list[str]
    party_event: Whole
    """Who takes part: event, actor and whether it is done to them, row by row."""
    party_actor: Whole
    party_receives: Mask

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def dated(self) -> Mask:
        """Events that count on a day."""
        found: Mask = self.day != OPEN
        return found

    def span(self) -> tuple[int, int] | None:
        """The first and the last day on which an event counts."""
        days = self.day[self.dated]
        return (int(days.min()), int(days.max())) if len(days) else None


class Choice(Struct, frozen=True, kw_only=True):
    """Which events are wanted; None wants all."""

    story: str | None = None
    type: str | None = None
    told: Told | None = None
    actor: str | None = None
    other: str | None = None
    """Beside `actor`: who is on the other side."""
    place: str | None = None


def columns(look: Look) -> Columns:
    """The events of the record as it was last made."""
    return look.kept("columns", lambda: _read(look))


def _read(look: Look) -> Columns:
    rows = look.rows(
        "SELECT id, story, type, status, background, earliest, latest, place, origins FROM events ORDER BY ordinal"
    )
    ids, story, kind, status, background, earliest, latest, place, origins = (
        zip(*rows, strict=True) if rows else ((),) * 9
    )
    first, last = _days(earliest), _days(latest)
    day = np.where(first != OPEN, first, last)
    types, of_type = _coded(kind)
    stories, of_story = _coded(story)
    places, of_place = _coded(place)
    number = {own: turn for turn, own in enumerate(ids)}
    parties = [row for row in look.rows("SELECT event, actor, role FROM participants") if row[0] in number]
    actors, of_actor = _coded([row[1] for row in parties])
    return Columns(
        ids=list(ids), first=first, last=last, day=day, certain=(first == last) & (first != OPEN),
        told=_whole(_told(one, history) for one, history in zip(status, background, strict=True)),
        origins=_whole(origins), type=of_type, types=types, story=of_story, stories=stories, place=of_place,
        places=places, actors=actors, party_event=_whole(number[row[0]] for row in parties), party_actor=of_actor,
        party_receives=np.array([row[2] == "recipient" for row in parties], bool),
    )  # fmt: skip


def chosen(table: Columns, choice: Choice) -> Mask:
    """Which events fit a choice."""
    fits = np.ones(len(table), bool)
    for wanted, names, column in (
        (choice.story, table.stories, table.story),
        (choice.type, table.types, table.type),
        (choice.told, TOLD, table.told),
        (choice.place, table.places, table.place),
    ):
        if wanted is not None:
            fits &= column == (names.index(wanted) if wanted in names else -2)
    if choice.actor is not None and choice.other is not None:
        fits &= _between(table, choice.actor, choice.other)
    elif choice.actor is not None:
        fits &= _with(table, choice.actor)
    return fits


def _with(table: Columns, actor: str, *, receives: bool | None = None) -> Mask:
    fits = np.zeros(len(table), bool)
    if actor in table.actors:
        rows = table.party_actor == table.actors.index(actor)
        if receives is not None:
            rows &= table.party_receives == receives
        fits[table.party_event[rows]] = True
    return fits


def _between(table: Columns, one: str, other: str) -> Mask:
    """Events that one of two does to the other."""
    there = _with(table, one, receives=False) & _with(table, other, receives=True)
    return there | (_with(table, other, receives=False) & _with(table, one, receives=True))


def overlapping(table: Columns, begin: int, end: int) -> Mask:
    """Events that may have been on a day from `begin` to `end`; one with an open end, on the day that is known."""
    first = np.where(table.first != OPEN, table.first, table.last)
    last = np.where(table.last != OPEN, table.last, table.first)
    return table.dated & (first <= end) & (last >= begin)


def counting(table: Columns, begin: int, end: int) -> Mask:
    """Events that count on a day from `begin` to `end`."""
    return table.dated & (table.day >= begin) & (table.day <= end)


def _told(status: str, background: int) -> int:
    if background:
        return TOLD.index("history")
    if status in ("happened", "ongoing"):
        return TOLD.index("happened")
    return TOLD.index("denied" if status == "denied" else "planned")


def _days(given: Sequence[str | None]) -> Whole:
    known = {day: date.fromisoformat(day).toordinal() for day in set(given) if day}
    return _whole(known[day] if day else OPEN for day in given)


def _coded(given: Sequence[str | None]) -> tuple[list[str], Whole]:
    names = list(dict.fromkeys(name for name in given if name))
    at = {name: turn for turn, name in enumerate(names)}
    return names, _whole(at[name] if name else -1 for name in given)


def _whole(values: Any) -> Whole:
    return np.fromiter(values, np.int32)
