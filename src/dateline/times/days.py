"""Arithmetic on days: occurrences before and after a day, and calendar units.

Days are ordinals of the proleptic Gregorian calendar (`date.toordinal`); weekdays count from Monday = 0. Every function
that looks for an occurrence from a day on is monotone in that day: a later day never gives an earlier occurrence.
What lies outside the years 1 to 9999 is None.

A direction is -1 (the last on or before the day), -2 (the last before it), 1 (the first on or after it) or 2 (the
first after it). Expressions know three more: NEAREST; EITHER, where the answer covers the last and the next; and
LEAN_FUTURE, the next one unless the last has only just ended ("will report third-quarter profit", told in October).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

NEAREST, EITHER, LEAN_FUTURE = 3, 0, 4
MAX_DAY = date.max.toordinal()
UNIT_DAYS = {"day": 1, "week": 7, "weekend": 7}
UNIT_MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season of the northern half of the world, as meteorologists count."""


def iso(day: int) -> str:
    """The day as an ISO 8601 date."""
    return date.fromordinal(day).isoformat()


def ordinal(text: str) -> int:
    """The day that an ISO 8601 date names; raises ValueError for anything else."""
    return date.fromisoformat(text[:10]).toordinal()


def day_of(year: int, month: int, day: int) -> int | None:
    """The day with this date, or None where the calendar has none ("31 June")."""
    if not 1 <= year <= 9999 or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day).toordinal()


def run_of_months(year: int, month: int, months: int = 1) -> tuple[int, int] | None:
    """First and last day of a run of months that starts in one month of a year."""
    first = day_of(year, month, 1)
    if first is None:
        return None
    year, month = later_month(year, month, months)
    return first, day_before(year, month)


def day_before(year: int, month: int) -> int:
    """The last day before a month."""
    return MAX_DAY if year > 9999 else date(year, month, 1).toordinal() - 1


def later_month(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month that lie so many months later."""
    count = year * 12 + month - 1 + months
    return count // 12, count % 12 + 1


def shifted(day: int, count: int, unit: str) -> int | None:
    """The day that lies `count` units later (31 January and a month is the last of February)."""
    if unit in UNIT_DAYS:
        moved = day + count * UNIT_DAYS[unit]
        return moved if 1 <= moved <= MAX_DAY else None
    start = date.fromordinal(day)
    year, month = later_month(start.year, start.month, count * UNIT_MONTHS[unit])
    if not 1 <= year <= 9999:
        return None
    return date(year, month, min(start.day, monthrange(year, month)[1])).toordinal()


def weekday_near(day: int, weekday: int, direction: int) -> int:
    """The nearest such weekday in a direction."""
    if direction < 0:
        day += 1 + direction
        return day - (day - 1 - weekday) % 7
    day += direction - 1
    return day + (weekday - (day - 1)) % 7


def unit_days(day: int, unit: str, step: int) -> tuple[int, int] | None:
    """First and last day of the calendar unit that lies `step` units from the one that `day` is in."""
    if unit == "day":
        return (day + step, day + step) if 1 <= day + step <= MAX_DAY else None
    if unit in UNIT_DAYS:
        monday = day - (day - 1) % 7 + 7 * step
        if not 1 <= monday <= MAX_DAY - 7:
            return None
        return (monday, monday + 6) if unit == "week" else (monday + 5, monday + 6)
    at, months = date.fromordinal(day), UNIT_MONTHS[unit]
    late = 1 if unit == "season" else 0  # seasons start in March, June, September, December
    first = ((at.year * 12 + at.month - 1 + late) // months + step) * months - late
    return run_of_months(first // 12, first % 12 + 1, months)


def weekend_near(day: int, direction: int) -> tuple[int, int]:
    """The nearest weekend: -1 the last begun on or before the day, -2 over before it, 1 not yet over, 2 after it."""
    first = weekday_near(day, 5, direction) if direction in (-1, 2) else weekday_near(day, 6, direction) - 1
    return first, first + 1


def dated_near(day: int, month: int, number: int, direction: int, weekday: int = -1) -> int | None:
    """The nearest day with this month and number (5 June) in a direction, on a weekday if one is given.

    None if there is never one; within 40 years a day of the year falls on every weekday.
    """
    limit, step = _limit(day, direction)
    year = date.fromordinal(limit).year
    for candidate in range(year - step, year + 41 * step, step):
        found = day_of(candidate, month, number)
        if found is not None and (found - limit) * step >= 0 and weekday in (-1, (found - 1) % 7):
            return found
    return None


def numbered_near(day: int, number: int, direction: int) -> int | None:
    """The nearest day with this number in its month ("the 5th") in a direction."""
    limit, step = _limit(day, direction)
    at = date.fromordinal(limit)
    for months in range(4):
        found = day_of(*later_month(at.year, at.month, months * step), number)
        if found is not None and (found - limit) * step >= 0:
            return found
    return None


def _limit(day: int, direction: int) -> tuple[int, int]:
    """The first day that counts in a direction, and the step from it."""
    step = -1 if direction < 0 else 1
    return min(max(day + direction - step, 1), MAX_DAY), step


def run_near(runs: list[tuple[int, int]], day: int, direction: int) -> tuple[int, int] | None:
    """The run of days, of some in their order, that is nearest in a direction.

    -1: the last begun on or before `day`; -2: the last over before it; 1: the first not over before it; 2: the first
    begun after it.
    """
    if direction < 0:
        past = [run for run in runs if (run[0] <= day if direction == -1 else run[1] < day)]
        return past[-1] if past else None
    coming = [run for run in runs if (run[1] >= day if direction == 1 else run[0] > day)]
    return coming[0] if coming else None


def months_near(day: int, month: int, months: int, direction: int) -> tuple[int, int] | None:
    """The nearest run of months that comes every year (October; winter) in a direction, as `run_near` takes it."""
    year = date.fromordinal(day).year
    runs = [run for candidate in range(year - 2, year + 3) if (run := run_of_months(candidate, month, months))]
    return run_near(runs, day, direction)
