"""Bins of days that people know: days, weeks, months, quarters, years, decades, centuries."""

from __future__ import annotations

from datetime import MAXYEAR, date
from typing import Literal, get_args

Unit = Literal["day", "week", "month", "quarter", "year", "decade", "century"]
UNITS: tuple[Unit, ...] = get_args(Unit)
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def bins(first: int, last: int, most: int) -> tuple[Unit, list[int]]:
    """The finest unit with at most `most` bins from one day to another, and the days on which bins begin, and the end.

    The first bin begins on or before `first`, the last entry is a day after `last`; days are `date.toordinal()`.
    """
    edges: list[int] = []
    unit: Unit = UNITS[-1]
    for unit in UNITS:
        if (last - first) // _shortest(unit) <= most:
            edges = _edges(unit, first, last)
            if len(edges) - 1 <= most:
                break
    return unit, edges or _edges(unit, first, last)


def _shortest(unit: Unit) -> int:
    return {"day": 1, "week": 7}.get(unit) or 28 * _MONTHS[unit]


def _edges(unit: Unit, first: int, last: int) -> list[int]:
    if unit in ("day", "week"):
        step = 1 if unit == "day" else 7
        begin = first if unit == "day" else first - (first - 1) % 7  # ordinal 1 is a Monday
        return [*range(max(1, begin), last + 1, step), max(1, begin) + -(-(last + 1 - max(1, begin)) // step) * step]
    day, step = date.fromordinal(first), _MONTHS[unit]
    month = (day.year * 12 + day.month - 1) // step * step
    found = [max(1, _month(month))]
    while found[-1] <= last:
        month += step
        found.append(_month(month))
    return found


def _month(month: int) -> int:
    """The day on which a month begins, counted from year 0; beyond the calendar, the day after it or before it."""
    year = month // 12
    if year < 1:
        return 1
    if year > MAXYEAR:
        return date.max.toordinal() + 1
    return date(year, month % 12 + 1, 1).toordinal()
