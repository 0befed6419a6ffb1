"""Values in TIMEX3, the notation of TimeML, and the granularity of an expression.

`XXXX-WXX-7` is a Sunday of an unknown week, `2018-W23` a week, `2018-Q2` a quarter, `201` the decade from 2010, `P3Y`
three years, `PXM` some months, `2018-06-05TEV` an evening. Source: TimeML 1.2.1, annotation guidelines for TIMEX3.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal, TypeAlias

from dateline.times.days import EITHER, shifted
from dateline.times.expressions import THEN_QUARTER, Expression, direction_of
from dateline.times.feasts import feasts
from dateline.times.intervals import Count, days_on

Granularity: TypeAlias = Literal[
    "hour", "part of day", "day", "week", "weekend", "month", "season", "quarter", "year", "decade", "century",
    "duration", "set", "unknown",
]  # fmt: skip

_BY_RULE: dict[str, Granularity] = {
    "date": "day", "day": "day", "day of month": "day", "slashed": "day", "weekday": "day", "weekend": "weekend",
    "year month": "month", "month": "month", "year": "year", "decade": "decade", "decade of the century": "decade",
    "century": "century", "season": "season", "season of year": "season", "quarter": "quarter",
    "quarter of year": "quarter", "week of": "week", "numbered week": "week", "weekend at": "weekend",
    "day of other month": "day", "of day": "part of day", "overnight": "part of day", "sum": "duration",
    "clock": "hour", "past": "duration", "coming": "duration", "first": "duration", "final": "duration",
    "duration": "duration", "in length": "duration", "set": "set",
}  # fmt: skip
_BY_UNIT: dict[str, Granularity] = {
    "second": "hour", "minute": "hour", "hour": "hour", "day": "day", "week": "week", "weekend": "weekend",
    "month": "month", "season": "season", "quarter": "quarter", "half": "unknown", "year": "year", "decade": "decade",
    "century": "century",
}  # fmt: skip
_UNIT_AT = {
    "unit": 1, "ended": 1, "so far": 1, "rest": 1, "same": 1, "next to": 1, "nth": 2,
    "ago": 4, "ahead": 4, "later": 4, "earlier": 4,
}  # fmt: skip
"""Where the unit stands in rules that are as fine as it."""
_INNER_AT = {
    "in": 1, "since": 1, "from": 1, "until": 1, "by": 1, "before": 1, "then": 1, "fiscal": 1,
    "part": 2, "after": 2, "range": 2, "said": 2, "years on": 2,
}  # fmt: skip
"""Where the expression stands that a rule is as fine as."""
_UNKNOWN = {
    "day": "XXXX-XX-XX", "part of day": "XXXX-XX-XX", "hour": "XXXX-XX-XX", "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "season": "XXXX-XX", "quarter": "XXXX-QX", "year": "XXXX",
    "decade": "XXX", "century": "XX",
}  # fmt: skip
_SEASON_OF_MONTH = ("WI", "SP", "SU", "FA")
_LETTERS = {
    "second": "TXS", "minute": "TXM", "hour": "TXH", "day": "XD", "week": "XW", "weekend": "XWE", "month": "XM",
    "season": "XSE", "quarter": "XQ", "half": "XH", "year": "XY",
}  # fmt: skip
_LONG = 14


def granularity(expression: Expression) -> Granularity:
    """How fine the expression is."""
    rule = expression[0]
    if rule in _BY_RULE:
        return _BY_RULE[rule]
    if rule in _UNIT_AT:
        return _BY_UNIT[expression[_UNIT_AT[rule]]]
    if rule in _INNER_AT:
        if expression[_INNER_AT[rule]] is None:
            return "unknown"  # the time told before, not yet known
        if expression == THEN_QUARTER:
            return "quarter"
        inner = granularity(expression[_INNER_AT[rule]])
        return "part of day" if rule == "part" and inner == "day" else inner
    if rule in ("feast", "feast of year"):
        days = int(feasts()[expression[1]].get("length", 1))
        return "day" if days == 1 else "week" if days <= _LONG else "month"
    return "unknown"


def timex(expression: Expression, day: int | None) -> str:
    """The value in a report published on `day`, with X for what is not known."""
    rule: Callable[[Expression, int | None], str] = _RULES.get(expression[0], _by_days)
    return rule(expression, day)


def _by_days(expression: Expression, day: int | None) -> str:
    """The calendar unit, as fine as the expression, that its first day lies in."""
    first, last = days_on(expression, day)
    fineness = granularity(expression)
    known = first if first is not None else last
    sharp = direction_of(expression) != EITHER and (fineness != "day" or last in (None, known))
    if known is None or not sharp:
        template = _TEMPLATES.get(expression[0])
        return template(expression) if template else _UNKNOWN.get(fineness, "")
    return _value(known, fineness)


def _value(day: int, fineness: Granularity) -> str:
    at = date.fromordinal(day)
    match fineness:
        case "week" | "weekend":
            year, week, _ = at.isocalendar()
            return f"{year:04}-W{week:02}" + ("-WE" if fineness == "weekend" else "")
        case "month":
            return f"{at.year:04}-{at.month:02}"
        case "season":
            year = at.year - 1 if at.month < 3 else at.year  # winter counts with its December
            return f"{year:04}-{_SEASON_OF_MONTH[at.month // 3 % 4]}"
        case "quarter":
            return f"{at.year:04}-Q{(at.month + 2) // 3}"
        case "year":
            return f"{at.year:04}"
        case "decade":
            return f"{at.year:04}"[:3]
        case "century":
            return f"{at.year:04}"[:2]
        case _:
            return at.isoformat()


def length(count: Count, unit: str) -> str:
    """A length of time ("P3D", "PT2H", "PXY")."""
    if unit in ("decade", "century"):
        years = {"decade": 10, "century": 100}[unit]
        return f"P{count * years}Y" if isinstance(count, int) else {"decade": "PXE", "century": "PXC"}[unit]
    return "P" + _LETTERS[unit].replace("X", str(count))


def _moved(expression: Expression, day: int | None) -> str:
    """What lies a length before or after the anchor or another time, as fine as the unit of the length."""
    rule, said, _, _, unit = expression[:5]
    sign = -1 if rule in ("ago", "earlier") else 1
    if rule in ("later", "earlier") and expression[5][0] == "event":
        return length(said, unit)
    start = day if rule in ("ago", "ahead") else days_on(expression[5], day)[0]
    if said == "X":
        return "PAST_REF" if sign < 0 else "FUTURE_REF"
    if unit in ("second", "minute", "hour"):
        return length(said, unit)
    moved = None if start is None else shifted(start, sign * said, unit)
    return _UNKNOWN[_BY_UNIT[unit]] if moved is None else _value(moved, _BY_UNIT[unit])


def _sum(expression: Expression, day: int | None) -> str:
    """Two lengths as one ("P1Y2M", "PT1H30M"): the longer first, hours after days."""
    dates, clocks = "", ""
    for value in (timex(expression[1], day), timex(expression[2], day)):
        date_part, _, clock_part = value.removeprefix("P").partition("T")
        dates, clocks = dates + date_part, clocks + clock_part
    return f"P{dates}" + (f"T{clocks}" if clocks else "")


def _ended(expression: Expression, day: int | None) -> str:
    """The calendar quarter in whose middle it lies; a year that ends with a month is a length."""
    first, last = days_on(expression, day)
    if expression[1] != "quarter" or first is None or last is None:
        return length(1, expression[1])
    return _value((first + last) // 2, "quarter")


def _inner(position: int) -> Callable[[Expression, int | None], str]:
    return lambda expression, day: timex(expression[position], day)


def _part(expression: Expression, day: int | None) -> str:
    value, half = timex(expression[2], day), {"first half": "-H1", "second half": "-H2"}.get(expression[1], "")
    return value + half if granularity(expression[2]) == "year" else value


def _said(expression: Expression, day: int | None) -> str:
    first, last = days_on(expression[1], day)
    return timex(expression[2], first if first == last else None)


def _clock(expression: Expression, day: int | None) -> str:
    _, hour, minute, second, zone, inner = expression
    date_of, _, _ = timex(inner, day).partition("T")
    value = f"{date_of}T{hour:02}:{max(minute, 0):02}" + (f":{second:02}" if second >= 0 else "")
    return value + "Z" if zone in ("gmt", "utc") else value


def _range(expression: Expression, day: int | None) -> str:
    first, last = days_on(expression, day)
    if first is None or last is None:
        return f"{timex(expression[1], day)}/{timex(expression[2], day)}"
    fine, coarse = granularity(expression[1]), granularity(expression[2])
    if {fine, coarse} & {"hour", "part of day"}:
        return f"{timex(expression[1], day)}/{timex(expression[2], day)}"
    return f"{_value(first, fine)}/{_value(last, coarse)}"


def _slashed(expression: Expression, _: int | None) -> str:
    return f"{expression[3]:04}-XX-XX" if expression[3] else "XXXX-XX-XX"


_RULES: dict[str, Callable[[Expression, int | None], str]] = {
    "ago": _moved, "ahead": _moved, "later": _moved, "earlier": _moved,
    "past": lambda expression, _: length(expression[1], expression[4]),
    "coming": lambda expression, _: length(expression[1], expression[4]),
    "first": lambda expression, _: length(expression[1], expression[4]),
    "final": lambda expression, _: length(expression[1], expression[4]),
    "duration": lambda expression, _: length(expression[1], expression[4]),
    "since": _inner(1), "from": _inner(1), "until": _inner(1), "by": _inner(1), "before": _inner(1),
    "fiscal": _inner(1),
    "after": _inner(2), "part": _part, "then": _inner(1), "said": _said, "range": _range, "slashed": _slashed,
    "of day": lambda expression, day: f"{timex(expression[2], day)}T{expression[1]}",
    "overnight": lambda expression, day: f"{timex(expression[1], day)}TNI",
    "clock": _clock,
    "sum": _sum, "ended": _ended,
    "set": lambda expression, _: str(expression[1]),
    "vague": lambda expression, _: str(expression[1]),
    "event": lambda *_: "", "impossible": lambda *_: "",
}  # fmt: skip
_TEMPLATES: dict[str, Callable[[Expression], str]] = {
    "day": lambda expression: f"XXXX-{expression[1]:02}-{expression[2]:02}",
    "day of month": lambda expression: f"XXXX-XX-{expression[1]:02}",
    "weekday": lambda expression: f"XXXX-WXX-{expression[1] + 1}",
    "month": lambda expression: f"XXXX-{expression[1]:02}",
    "season": lambda expression: f"XXXX-{expression[1]}",
    "quarter": lambda expression: f"XXXX-Q{expression[1]}",
    "decade of the century": lambda expression: f"XX{expression[1] // 10}",
}
