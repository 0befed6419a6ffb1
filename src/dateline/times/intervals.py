"""What days an expression stands for, on a day of publication that is known, known within bounds, or not known.

Invariant: each rule is a function of one day of publication, and each end that it gives is monotone in that day. So the
days for a publication between A and B are those from the start on A to the end on B: they cover every case, and a
narrower publication never gives a wider answer. Where publication is not known, what depends on it is an open end.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from dateline.times.days import (
    EITHER,
    LEAN_FUTURE,
    MAX_DAY,
    NEAREST,
    SEASONS,
    UNIT_DAYS,
    UNIT_MONTHS,
    dated_near,
    day_of,
    months_near,
    numbered_near,
    run_of_months,
    shifted,
    unit_days,
    weekday_near,
    weekend_near,
)
from dateline.times.expressions import Expression, direction_of, is_anchored, turned
from dateline.times.feasts import feast_days, feast_near

Days: TypeAlias = tuple[int | None, int | None]
"""First and last day, None for an open end."""
Count: TypeAlias = int | str
"""A number, or "X" where the words leave it open."""
OPEN: Days = (None, None)

_SOON = 62
"""Two months: a day or month that lies farther ahead is told with its year."""
_JUST_OVER = 45
"""A month and a half: a quarter that ended later than that is still the one whose results are awaited."""
PARTS = {
    "early": (0.0, 0.4), "start": (0.0, 0.4), "mid": (0.3, 0.7), "late": (0.6, 1.0), "end": (0.6, 1.0),
    "first half": (0.0, 0.5), "second half": (0.5, 1.0),
}  # fmt: skip
"""Which share of a stretch "early", "mid" … mean: they overlap, because nobody means a sharp border."""
_HALVES, _YEAR = ("first half", "second half"), (365, 366)
"""Halves of a year are counted in months."""


def days_within(expression: Expression, earliest: int | None, latest: int | None) -> Days:
    """The days that cover the expression for every day of publication from `earliest` to `latest` (None: not known)."""
    if not is_anchored(expression):
        return days_on(expression, None)
    return days_on(expression, earliest)[0], days_on(expression, latest)[1]


def days_on(expression: Expression, day: int | None) -> Days:
    """The days of an expression in a report published on `day` (None: not known)."""
    first, last = _RULES[expression[0]](day, *expression[1:])
    if first is not None:
        first = None if first <= 1 else min(first, MAX_DAY)
    if last is not None:
        last = None if last >= MAX_DAY else max(last, first or 1)
    return first, last


def _one(day: int | None) -> Days:
    return day, day


def _run(found: tuple[int, int] | None) -> Days:
    return OPEN if found is None else found


def _near(day: int | None, direction: int, find: Callable[[int, int], Days]) -> Days:
    """What `find` gives in a direction; NEAREST: the next one if it is soon and nearer; EITHER: from last to next."""
    if day is None:
        return OPEN
    if direction not in (EITHER, NEAREST, LEAN_FUTURE):
        return find(day, direction)
    before, after = find(day, -1), find(day, 1)
    if direction == EITHER or before[1] is None or after[0] is None:
        return before[0], after[1]
    if direction == LEAN_FUTURE:
        return before if day - before[1] < _JUST_OVER else after
    return after if after[0] - day < min(day - before[1], _SOON) else before


def _date(_: int | None, year: int, month: int, number: int, _weekday: int) -> Days:
    return _one(day_of(year, month, number))


def _hull(*runs: Days) -> Days:
    """From the first to the last day of several stretches."""
    firsts, lasts = [first for first, _ in runs], [last for _, last in runs]
    return None if None in firsts else min(filter(None, firsts)), None if None in lasts else max(filter(None, lasts))


def _day(day: int | None, month: int, number: int, direction: int, weekday: int) -> Days:
    """A day of every year; with a weekday, years in which it was another weekday only count beside one that fits."""
    first, last = _near(day, direction, lambda at, way: _one(dated_near(at, month, number, way)))
    if weekday < 0 or day is None:
        return first, last
    fits = _near(day, direction, lambda at, way: _one(dated_near(at, month, number, way, weekday)))
    return _hull((first, last), fits)


def _slashed(day: int | None, left: int, right: int, year: int, direction: int) -> Days:
    both = [
        _date(day, year, month, number, -1) if year else _day(day, month, number, direction, -1)
        for month, number in ((left, right), (right, left))
    ]
    return _hull(*both)


def _every(months: int, first_month: Callable[[int | str], int]) -> Callable[[int | None, int | str, int], Days]:
    """The rule for a run of months that comes back every year."""

    def rule(day: int | None, which: int | str, direction: int) -> Days:
        return _near(day, direction, lambda at, way: _run(months_near(at, first_month(which), months, way)))

    return rule


def _decade_of_the_century(day: int | None, number: int) -> Days:
    if day is None:
        return OPEN
    year = date.fromordinal(day).year
    return _run(run_of_months(year - (year - number) % 100, 1, 120))


def _feast_of_year(_: int | None, feast: str, year: int) -> Days:
    runs = feast_days(feast, year)
    return (runs[0][0], runs[-1][1]) if runs else OPEN


def _unit(day: int | None, unit: str, step: int) -> Days:
    return OPEN if day is None else _run(unit_days(day, unit, step))


def _in(day: int | None, inner: Expression, outer: Expression) -> Days:
    """From the first to the last time of the inner one inside the outer one; the outer one where there is none."""
    first, last = days_on(outer, day)
    if first is None or last is None:
        return OPEN
    start, end = days_on(turned(inner, 1), first)[0], days_on(turned(inner, -1), last)[1]
    return (
        first if start is None or start > last else max(first, start),
        last if end is None or end < first else min(last, end),
    )


def _nth(day: int | None, number: int, unit: str, outer: Expression) -> Days:
    first, last = days_on(outer, day)
    if number < 0:
        return (None, None) if last is None else ((shifted(last, -1, unit) or 0) + 1, last)
    if first is None:
        return OPEN
    start = shifted(weekday_near(first, 5, 1) if unit == "weekend" else first, number - 1, unit)
    if start is None or unit == "weekend":
        return start, None if start is None else start + 1
    return start, (shifted(start, 1, unit) or MAX_DAY) - 1


def _fiscal(day: int | None, inner: Expression) -> Days:
    """The budget year named after a year: from the July before it (Australia) to the March after it (India, Japan)."""
    first, last = days_on(inner, day)
    start = None if first is None else shifted(first, -6, "month")
    end = None if last is None else shifted(last + 1, 3, "month")
    return start, None if end is None else end - 1


def _day_of_other_month(day: int | None, number: int, inner: Expression) -> Days:
    """A day of a month whose beginning is known to within two days."""
    first, _ = days_on(inner, day)
    return (None, None) if first is None else (first + number - 1, first + number + 1)


def _weekend_at(day: int | None, inner: Expression) -> Days:
    """From a day to the weekend nearest to it: a Monday with the two days before, a Thursday with the three after."""
    first, last = days_on(inner, day)
    start = None if first is None else min(first, weekday_near(first - 3, 5, 1))
    return start, None if last is None else max(last, weekday_near(last - 3, 5, 1) + 1)


def _numbered_week(day: int | None, number: int, outer: Expression) -> Days:
    """A week by its number in ISO 8601; open where the year has no such week."""
    first, last = days_on(outer, day)
    if first is None or last is None:
        return OPEN
    monday = weekday_near(date(date.fromordinal(first).year, 1, 4).toordinal(), 0, -1) + 7 * (number - 1)
    return (monday, monday + 6) if monday + 3 <= last else OPEN


def _years_on(day: int | None, step: int, inner: Expression) -> Days:
    """The same stretch of the calendar so many years on."""
    first, last = days_on(inner, day)
    start = None if first is None else shifted(first, step, "year")
    end = None if last is None else shifted(last + 1, step, "year")
    return start, None if end is None else max(end - 1, start or 1)


def _ended(day: int | None, unit: str, inner: Expression) -> Days:
    """The quarter, year … up to and with a time."""
    first, last = days_on(inner, day)
    start = None if first is None else shifted(first, -1, unit)
    return None if start is None else start + 1, last


def _part(day: int | None, part: str, whole: Expression) -> Days:
    first, last = days_on(whole, day)
    if first is None or last is None:
        return first, last
    start, end = PARTS[part]
    length = last - first + 1
    if part in _HALVES and _YEAR[0] <= length <= _YEAR[1]:
        middle = shifted(first, 6, "month") or last
        return (first, middle - 1) if part == "first half" else (middle, last)
    return first + math.floor(length * start), max(first, first + math.ceil(length * end) - 1)


def _overnight(day: int | None, inner: Expression) -> Days:
    first, last = days_on(inner, day)
    return None if first is None else first - 1, last


def _moved(days: Days, sign: int, low: Count, high: Count, unit: str) -> Days:
    """Days moved by a length of `low` to `high` units, forward or back.

    "Two weeks later" is seldom fourteen days: a plain length counts as up to half its unit shorter or longer.
    """
    first, last = days
    near, far = (low, high) if sign > 0 else (high, low)
    slack = 0 if low != high else 3 if unit == "week" else UNIT_MONTHS.get(unit, 0) * 15
    return (
        None if first is None or near == "X" else _end(first, sign, int(near), unit, up=False) - slack,
        None if last is None or far == "X" else _end(last, sign, int(far), unit, up=True) + slack,
    )


def _end(day: int, sign: int, count: int, unit: str, *, up: bool) -> int:
    """The day so many units on or back; hours and minutes are rounded to the later (`up`) or earlier day."""
    if unit in ("minute", "hour", "second"):
        days = sign * count / {"hour": 24, "minute": 1440, "second": 86400}[unit]
        return day + (math.ceil(days) if up else math.floor(days))
    moved = shifted(day, sign * count, unit)
    return moved if moved is not None else MAX_DAY if sign > 0 else 1


def _later(day: int | None, _said: Count, low: Count, high: Count, unit: str, base: Expression) -> Days:
    first, last = _moved(days_on(base, day), 1, low, high, unit)
    if base[0] == "event" and day is not None and last is not None:
        last = min(last, day)  # an event with no time of its own, told as past
    return first, last


def _earlier(day: int | None, _said: Count, low: Count, high: Count, unit: str, base: Expression) -> Days:
    if base[0] == "event":  # "a week before the vote": the vote itself may lie ahead
        return None, day if base[1] < 0 else None
    return _moved(days_on(base, day), -1, low, high, unit)


def _past(day: int | None, _said: Count, _low: Count, high: Count, unit: str) -> Days:
    return OPEN if day is None else (None if high == "X" else _end(day, -1, int(high), unit, up=False), day)


def _coming(day: int | None, _said: Count, _low: Count, high: Count, unit: str) -> Days:
    return OPEN if day is None else (day, None if high == "X" else _end(day, 1, int(high), unit, up=True))


def _first(day: int | None, _said: Count, _low: Count, high: Count, unit: str, base: Expression) -> Days:
    first, last = days_on(base, day)
    if first is None or high == "X":
        return first, last
    return first, max(first, _end(first, 1, int(high), unit, up=True) - (unit in UNIT_DAYS or unit in UNIT_MONTHS))


def _final(day: int | None, _said: Count, _low: Count, high: Count, unit: str, base: Expression) -> Days:
    first, last = days_on(base, day)
    if last is None or high == "X":
        return first, last
    return min(last, _end(last + 1, -1, int(high), unit, up=False)), last


def _so_far(day: int | None, unit: str) -> Days:
    return OPEN if day is None else (_run(unit_days(day, unit, 0))[0], day)


def _rest(day: int | None, unit: str) -> Days:
    return OPEN if day is None else (day, _run(unit_days(day, unit, 0))[1])


def _since(day: int | None, inner: Expression) -> Days:
    first, _ = days_on(inner, day)
    return first, day if day is None or first is None else max(first, day)


def _before(day: int | None, inner: Expression) -> Days:
    first, _ = days_on(inner, day)
    return None, None if first is None else first - 1


def _after(day: int | None, direction: int, inner: Expression) -> Days:
    _, last = days_on(inner, day)
    end = None if day is None or direction >= 0 else max(day, (last or 0) + 1)
    return None if last is None else last + 1, end


def _range(day: int | None, left: Expression, right: Expression) -> Days:
    """From the left to the right one; where one of them comes back every week or year, the one next to the other."""
    left_way, right_way = direction_of(left), direction_of(right)
    if left_way is not None and (right_way is None or right_way < 0):
        start, end = days_on(right, day)
        return (None if start is None else days_on(turned(left, -1), start)[0]), end
    first, last = days_on(left, day)
    if right_way is not None:
        return first, (None if last is None else days_on(turned(right, 1), last)[1])
    return first, days_on(right, day)[1]


def _next_to(day: int | None, unit: str, step: int, inner: Expression) -> Days:
    first, last = days_on(inner, day)
    return (
        None if first is None else _run(unit_days(first, unit, step))[0],
        None if last is None else _run(unit_days(last, unit, step))[1],
    )


def _event(day: int | None, direction: int) -> Days:
    return None, day if direction < 0 else None


def _said(day: int | None, spoken: Expression, inner: Expression) -> Days:
    first, last = days_on(spoken, day)
    return days_on(inner, first)[0], days_on(inner, last)[1]


_RULES: dict[str, Callable[..., Days]] = {
    "date": _date,
    "day": _day,
    "day of month": lambda day, number, way: _near(day, way, lambda at, to: _one(numbered_near(at, number, to))),
    "slashed": _slashed,
    "year month": lambda _, year, month: _run(run_of_months(year, month)),
    "month": _every(1, int),
    "year": lambda _, year: _run(run_of_months(year, 1, 12)),
    "decade": lambda _, year: _run(run_of_months(year, 1, 120)),
    "decade of the century": _decade_of_the_century,
    "century": lambda _, number: _run(run_of_months(100 * number - 99, 1, 1200)),
    "season": _every(3, lambda season: SEASONS[str(season)]),
    "season of year": lambda _, season, year: _run(run_of_months(year, SEASONS[season], 3)),
    "quarter": _every(3, lambda number: int(number) * 3 - 2),
    "quarter of year": lambda _, number, year: _run(run_of_months(year, 3 * number - 2, 3)),
    "feast": lambda day, feast, way: _near(day, way, lambda at, to: _run(feast_near(feast, at, to))),
    "feast of year": _feast_of_year,
    "weekday": lambda day, weekday, way: _near(day, way, lambda at, to: _one(weekday_near(at, weekday, to))),
    "weekend": lambda day, way: _near(day, way, weekend_near),
    "unit": _unit,
    "in": _in,
    "nth": _nth,
    "fiscal": _fiscal,
    "day of other month": _day_of_other_month,
    "weekend at": _weekend_at,
    "numbered week": _numbered_week,
    "years on": _years_on,
    "ended": _ended,
    "week of": lambda day, inner: _next_to(day, "week", 0, inner),
    "part": _part,
    "of day": lambda day, _, inner: days_on(inner, day),
    "clock": lambda day, _hour, _minute, _second, _zone, inner: days_on(inner, day),
    "overnight": _overnight,
    "ago": lambda day, _, low, high, unit: _moved(_one(day), -1, low, high, unit),
    "ahead": lambda day, _, low, high, unit: _moved(_one(day), 1, low, high, unit),
    "later": _later,
    "earlier": _earlier,
    "past": _past,
    "coming": _coming,
    "first": _first,
    "final": _final,
    "so far": _so_far,
    "rest": _rest,
    "since": _since,
    "from": lambda day, inner: (days_on(inner, day)[0], None),
    "until": lambda day, inner: (None, days_on(inner, day)[1]),
    "by": lambda day, inner: (None, days_on(inner, day)[1]),
    "before": _before,
    "after": _after,
    "range": _range,
    "same": lambda day, unit, inner: _next_to(day, unit, 0, inner),
    "next to": _next_to,
    "then": lambda day, inner: days_on(inner, day),
    "event": _event,
    "said": _said,
    **dict.fromkeys(("duration", "sum", "set", "vague", "impossible"), lambda *_: OPEN),
}
