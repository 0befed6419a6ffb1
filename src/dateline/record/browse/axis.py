"""The timeline's answers: how much is told of each stretch of a window, lane by lane, or the events themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal

import numpy as np
from msgspec import Struct

from dateline.record.browse.calendar import Unit, bins
from dateline.record.browse.columns import OPEN, TOLD, Choice, Columns, Mask, Told, Whole, chosen, columns, overlapping
from dateline.record.browse.event_lines import COLUMNS, EventLine, lines
from dateline.record.browse.names import actor_names, place_names
from dateline.record.browse.window import Look

Lanes = Literal["actor", "place", "type"]
MOST_EVENTS = 300
"""Events that are given one by one; more are counted."""
MOST_LANES = 12
MOST_BINS = 150


class Lane(Struct, frozen=True, kw_only=True):
    """One lane: its name, how much is in it, and its counts or events."""

    id: str
    """Of the actor or place, or the type; "" for what has none and for the rest."""
    name: str
    told: Told
    count: int
    bins: tuple[tuple[int, int, int], ...] = ()
    """Number of the bin, events in it, and how many of them are of uncertain days."""
    events: tuple[int, ...] = ()
    """Places in the list of events."""


class Axis(Struct, frozen=True, kw_only=True):
    """A window of the timeline. Days are `date.toordinal()`, an open end is None."""

    unit: Unit
    edges: tuple[int, ...]
    lanes: tuple[Lane, ...]
    events: tuple[tuple[EventLine, int | None, int | None], ...]
    """The events of the window with their days, where they are few enough; else the lanes hold bins."""
    single: bool
    count: int
    """Events in the window."""
    left_out: int
    """Events of the window that are neither counted in a bin nor given."""
    undated: int


class Overview(Struct, frozen=True, kw_only=True):
    """The whole of it: bins over all dated events of a choice."""

    unit: Unit | None
    first: int | None
    last: int | None
    edges: tuple[int, ...]
    counts: tuple[int, ...]
    undated: int


def axis(look: Look, choice: Choice, begin: int, end: int, lanes: Lanes = "place") -> Axis:
    """What happened from day `begin` to day `end`, in lanes; what is planned, denied or history has its own."""
    table = columns(look)
    wanted = chosen(table, choice)
    inside = wanted & overlapping(table, begin, end)
    count = int(inside.sum())
    unit, edges = bins(begin, end, MOST_BINS)
    single = count <= MOST_EVENTS or (unit == "day" and len(edges) <= 4)
    if single:
        places = np.flatnonzero(inside)
        if count > MOST_EVENTS:  # one crowded day: those that most stand behind
            places = np.sort(places[np.argsort(-table.origins[places], kind="stable")[:MOST_EVENTS]])
        shown = np.zeros(len(table), bool)
        shown[places] = True
    else:
        shown = wanted & table.dated & (table.day >= edges[0]) & (table.day < edges[-1])
        places = np.empty(0, np.int64)
    number = {int(place): turn for turn, place in enumerate(places)}

    def lane(own: str, name: str, told: Told, fits: Mask) -> Lane:
        if single:
            return Lane(id=own, name=name, told=told, count=int(fits.sum()),
                        events=tuple(number[int(place)] for place in np.flatnonzero(fits)))  # fmt: skip
        return Lane(id=own, name=name, told=told, count=int(fits.sum()), bins=_counted(table, fits, edges))

    found = _lanes(look, table, shown & (table.told == 0), lanes, lane)
    for turn, told in enumerate(TOLD[1:], start=1):
        fits = shown & (table.told == turn)
        if fits.any():
            found.append(lane("", told, told, fits))
    return Axis(
        unit=unit, edges=tuple(edges), lanes=tuple(found), single=single, count=count,
        left_out=count - int(shown.sum()) if single else 0,
        undated=int((wanted & ~table.dated).sum()),
        events=tuple(
            (line, _open(table.first[place]), _open(table.last[place]))
            for line, place in zip(event_lines(look, table, places), places, strict=True)
        ),
    )  # fmt: skip


def overview(look: Look, choice: Choice) -> Overview:
    """All dated events of a choice over the whole of the record's time."""
    table = columns(look)
    wanted = chosen(table, choice)
    undated = int((wanted & ~table.dated).sum())
    span = table.span()
    if span is None:
        return Overview(unit=None, first=None, last=None, edges=(), counts=(), undated=undated)
    unit, edges = bins(*span, MOST_BINS)
    counts = np.zeros(len(edges) - 1, int)
    for place, some, _ in _counted(table, wanted & table.dated, edges):
        counts[place] = some
    return Overview(
        unit=unit, first=span[0], last=span[1], edges=tuple(edges), counts=tuple(map(int, counts)), undated=undated
    )


def event_lines(look: Look, table: Columns, places: Sequence[int] | np.ndarray) -> list[EventLine]:
    """Events by their places in the columns, as lines, in that order."""
    ids = [table.ids[int(place)] for place in places]
    rows = {row[0]: row for row in look.among(f"SELECT {COLUMNS} FROM events WHERE id IN ({{}})", ids)}  # noqa: S608
    return list(lines(look, [rows[own] for own in ids]))


def report_days(look: Look, story: str | None = None) -> list[tuple[int, int, str | None, int]]:
    """When reports were published: first and last day, the time where it is known, and the report's number."""
    return look.kept(f"report days {story}", lambda: _report_days(look, story))


def _report_days(look: Look, story: str | None) -> list[tuple[int, int, str | None, int]]:
    of_story = "AND number IN (SELECT report FROM story_reports WHERE story = :story)" if story else ""
    rows = look.named(
        "SELECT published_earliest, published_latest, published_time, number FROM reports "  # noqa: S608
        f"WHERE published_latest IS NOT NULL AND published_earliest IS NOT NULL {of_story} ORDER BY 1, 2, 4",
        {"story": story},
    )
    return [
        (date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal(), time, number)
        for first, last, time, number in rows
    ]


def _lanes(
    look: Look, table: Columns, fits: Mask, by: Lanes, lane: Callable[[str, str, Told, Mask], Lane]
) -> list[Lane]:
    """The lanes with most events in them, then the rest; an event of several actors is in the lane of each."""
    if by == "actor":
        rows = fits[table.party_event]
        # an actor that does something to itself counts once
        pairs = np.unique(table.party_event[rows].astype(np.int64) * len(table.actors) + table.party_actor[rows])
        heads = np.bincount(pairs % max(1, len(table.actors)), minlength=len(table.actors))
        names = table.actors
    else:
        column, names = _column(table, by)
        heads = np.bincount(column[fits & (column >= 0)], minlength=len(names))
    order = [int(turn) for turn in np.argsort(-heads, kind="stable") if heads[turn]]
    top = order if len(order) <= MOST_LANES + 1 else order[:MOST_LANES]
    ids = [names[turn] for turn in top]
    named = actor_names(look, ids) if by == "actor" else place_names(look, ids) if by == "place" else {}
    found = []
    rest = fits.copy()
    for turn, own in zip(top, ids, strict=True):
        mask = _of_actor(table, fits, turn) if by == "actor" else fits & (_column(table, by)[0] == turn)
        rest &= ~mask
        found.append(lane(own, named.get(own, own), "happened", mask))
    if rest.any():
        found.append(lane("", _rest_name(by, len(order) - len(top)), "happened", rest))
    return found


def _column(table: Columns, by: Lanes) -> tuple[Whole, list[str]]:
    return (table.place, table.places) if by == "place" else (table.type, table.types)


def _rest_name(by: Lanes, others: int) -> str:
    nobody = {"actor": "nobody is named", "place": "no place is told", "type": "no type"}[by]
    return f"{others} other {by}s, or {nobody}" if others else nobody.capitalize()


def _of_actor(table: Columns, fits: Mask, turn: int) -> Mask:
    mask = np.zeros(len(table), bool)
    mask[table.party_event[table.party_actor == turn]] = True
    return mask & fits


def _counted(table: Columns, fits: Mask, edges: Sequence[int]) -> tuple[tuple[int, int, int], ...]:
    """Bins that hold events: number, events, uncertain ones."""
    at = np.searchsorted(np.asarray(edges), table.day[fits], side="right") - 1
    inside = (at >= 0) & (at < len(edges) - 1)
    whole = np.bincount(at[inside], minlength=len(edges) - 1)
    unsure = np.bincount(at[inside & ~table.certain[fits]], minlength=len(edges) - 1)
    return tuple((int(turn), int(whole[turn]), int(unsure[turn])) for turn in np.flatnonzero(whole))


def _open(day: np.int32) -> int | None:
    return None if day == OPEN else int(day)


def usual_days(look: Look, choice: Choice) -> tuple[int, int]:
    """The days among which nearly all events of a choice are: where a timeline opens. A week from today for none."""
    table = columns(look)
    days = np.sort(table.day[chosen(table, choice) & table.dated])
    if not len(days):
        today = date.today().toordinal()  # noqa: DTZ011 - a day to begin with, whatever the zone
        return today - 6, today
    first, last = (int(days[int(share * (len(days) - 1))]) for share in (0.03, 0.97))
    margin = max(2, (last - first) // 20)
    return max(1, first - margin), min(date.max.toordinal(), last + margin)
