"""Events of a choice and of some days as a list, in the order of their days; undated ones last."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from dateline.record.browse.axis import event_lines
from dateline.record.browse.columns import OPEN, Choice, chosen, columns, overlapping
from dateline.record.browse.event_lines import EventLine
from dateline.record.browse.window import Look

_LAST = 1 << 30


class ChosenEvents(Struct, frozen=True):
    """A page of events, how many there are in all, and where it ended (day and place in the record; None: the end)."""

    events: tuple[EventLine, ...]
    count: int
    after: tuple[int, int] | None


def chosen_events(
    look: Look,
    choice: Choice,
    *,
    days: tuple[int, int] | None = None,
    undated: bool = False,
    after: tuple[int, int] | None = None,
    most: int = 40,
) -> ChosenEvents:
    """Events of a choice, from one day to another where `days` are given; `undated` keeps those without a day too."""
    table = columns(look)
    fits = chosen(table, choice)
    if days is not None:
        fits &= overlapping(table, *days) | (~table.dated if undated else False)
    places = np.flatnonzero(fits)
    day = np.where(table.day[places] == OPEN, _LAST, table.day[places])
    places = places[np.argsort(day, kind="stable")]
    day = np.sort(day, kind="stable")
    start = 0
    if after is not None:
        start = int(np.searchsorted(day, after[0], side="left"))
        while start < len(places) and day[start] == after[0] and places[start] <= after[1]:
            start += 1
    shown = places[start : start + most]
    end = start + most
    last = (int(day[end - 1]), int(places[end - 1])) if end < len(places) else None
    return ChosenEvents(tuple(event_lines(look, table, shown)), len(places), last)
