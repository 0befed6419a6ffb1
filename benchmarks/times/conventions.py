"""Dateline's times written as the Recognizers project writes them: its spans, its values, its reading of a few words.

The grammar and what it understood are the room's; what is changed here is form and convention, and nothing else:

- Spans. A run takes its "from", "between" or "within" along, a part of the day its "in the" or "at"; "the" is left off
  before "end of 2000", "same month" and "tenth of September".
- What the room leaves open for want of more text is counted from the reference: "next day" with nothing told before it.
- "Next Sunday" is the Sunday of next week, "last Friday" that of last week; "the weekend" is that of this week.
- 08/12 is 12 August (American order); "the 15th century" runs from 1400; a season without a year is `SU` alone.
- "Two weeks ago" is the day fourteen days back (the room answers with the days around it).
- "The next three months" start tomorrow, "the past two decades" are calendar decades, "a few" are three, and what is
  shorter than a day is counted from the reference's own minute, which the room does not know.
- The morning is 8 to 12, the afternoon 12 to 16, the evening 16 to 20, the night 20 to 24.
- A run up to a month or a year ends where that begins.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from benchmarks.times.recognizers import Found
from dateline.model.account import When
from dateline.times.days import MAX_DAY, iso, shifted
from dateline.times.expressions import Expression, folded, parts
from dateline.times.intervals import days_on
from dateline.times.timex import granularity, timex

_TODAY: Expression = ("unit", "day", 0)
_SHORT = {"second": 1, "minute": 60, "hour": 3600}
_FEW = 3
_HOURS = {"MO": (8, 12), "AF": (12, 16), "EV": (16, 20), "NI": (20, 24)}
_MIDNIGHT = 24
_COARSE = frozenset({"week", "month", "quarter", "season", "year"})
_LENGTHS = frozenset({"past", "coming"})
_OF_DAY = frozenset({"clock", "of day"})
_RUN_OPENERS = re.compile(r"\b(?:from|between)\s+$", re.IGNORECASE)
_WITHIN = re.compile(r"\bwithin\s+$", re.IGNORECASE)
_PART_OPENERS = re.compile(r"\b(?:in|at)\s+(?:the\s+)?$", re.IGNORECASE)
_ON = re.compile(r"\bon\s+$", re.IGNORECASE)
_FOR = re.compile(r"\bfor\s+$", re.IGNORECASE)
_DAY_PART = re.compile(r"(?:the\s+)?\w*-?(?:morning|afternoon|evening|night|lunch)", re.IGNORECASE)
_THE = re.compile(r"the\s+", re.IGNORECASE)


def converted(text: str, when: When, reference: str | None) -> Found:
    """One time in the project's form; `reference` is the day or the minute from which it counts."""
    expression = folded(when.rule, when.arguments)
    moment = datetime.fromisoformat(reference[:19]) if reference else None
    start = _start(text, when, expression)
    within = bool(_WITHIN.search(text[:start])) and expression[0] in ("duration", "sum", "coming")
    if within:
        start = _back(_WITHIN, text, start)
        if expression[0] == "sum" or expression[0] == "duration":
            lengths = _lengths(expression)
            return _found(start, when.span.end, _stretch(lengths, moment, 1, tomorrow=False))
    if moment is None:
        return Found(start, when.span.end, when.timex)
    return _found(start, when.span.end, _value(_read(expression), moment, when.span.text.lower(), within=within))


def _found(start: int, end: int, value: tuple[str, str | None, str | None]) -> Found:
    return Found(start, end, *value)


def _back(opener: re.Pattern[str], text: str, start: int) -> int:
    match = opener.search(text[:start])
    return match.start() if match else start


def _start(text: str, when: When, expression: Expression) -> int:
    start, rule = when.span.start, expression[0]
    words = when.span.text
    if rule == "range" and not _DAY_PART.match(words):
        return _back(_RUN_OPENERS, text, start)
    if rule == "first":
        return start if re.search("start|begin", words) else _back(_FOR, text, start)
    if rule == "of day" or (rule in ("clock", "range") and _DAY_PART.match(words)):
        return _back(_PART_OPENERS, text, start)
    if rule == "in" and expression[1][0] == "weekday" and not re.match("this|next|last|the", words, re.IGNORECASE):
        return _back(_ON, text, start)
    if rule == "set" and re.match(r"(?:morning|afternoon|evening|night)s", words):
        return _back(_ON, text, start)
    whole = rule == "part" and not re.search(r"day|today|tomorrow", words)
    if (whole or rule in ("same", "date", "day")) and (match := _THE.match(words)):
        return start + match.end()
    return start


def _read(expression: Expression) -> Expression:
    """The expression as the project reads it."""
    rule, *arguments = expression
    match rule, arguments:
        case "event", _:
            return _TODAY
        case "weekday", [weekday, 2 | -2 as way]:
            return ("in", ("weekday", weekday, 1), ("unit", "week", way // 2))
        case "weekend", [way]:
            return ("unit", "weekend", {2: 1, -2: -1}.get(way, 0))
        case "slashed", [month, day, year, way] if month <= 12:
            return ("date", year, month, day, -1) if year else ("day", month, day, way, -1)
        case "nth", [number, "week", outer] if outer[0] == "year" or outer[:2] == ("unit", "year"):
            return ("numbered week", number, outer)
        case "then", [("event", _)]:
            return _TODAY
        case _:
            return tuple(
                item if item and isinstance(item, tuple) and item[0] == "event" and rule in _OF_DAY
                else _read(item) if isinstance(item, tuple) else item
                for item in expression
            )  # fmt: skip


def _value(expression: Expression, moment: datetime, words: str, *, within: bool) -> tuple[str, str | None, str | None]:
    """Value, first and last day."""
    rule, day = expression[0], moment.toordinal()
    if rule in _LENGTHS:
        return _stretch([expression[1:]], moment, -1 if rule == "past" else 1, tomorrow=not within)
    if rule in ("ago", "ahead", "later", "earlier") and (point := _point(expression, moment)) is not None:
        return point.isoformat() if _is_short(expression) else point.date().isoformat(), None, None
    if rule == "season":
        return expression[1], None, None
    if rule == "century":
        first_year = 100 * expression[1] - 100
        return "", f"{first_year:04}-01-01", f"{first_year + 99:04}-12-31"
    if rule == "part" and expression[1] == "end":
        first, last = days_on(expression[2], day)
        if first is not None and first == last:
            return f"{iso(first)}T23:59:59", None, None
    if rule == "first":
        return _from(expression, day)
    if rule == "rest" and expression[1] == "day":
        return f"{moment.isoformat()}/{moment.date().isoformat()}T23:59:59", None, None
    first, last = days_on(expression, day)
    if rule == "of day" and first is not None and first == last and expression[1] in _HOURS:
        return _part_of_day(words, iso(first), expression[1]), None, None
    if rule == "range" and first is not None and granularity(expression[2]) in _COARSE:
        last = days_on(expression, day)[1] and days_on(expression[2], first)[0]
    return timex(expression, day), None if first is None else iso(first), None if last is None else iso(last)


def _part_of_day(words: str, day: str, part: str) -> str:
    """The hours of a part of a day; "early" is their first half, "late" their second."""
    start, end = _HOURS[part]
    middle = (start + end) // 2
    if "early" in words:
        end = middle
    elif "late" in words:
        start = middle
    return f"{day}T{start:02}/{day}T{end:02}" if end < _MIDNIGHT else f"{day}T{start:02}/{day}T23:59:59"


def _is_short(expression: Expression) -> bool:
    return expression[4] in _SHORT or any(_is_short(part) for part in parts(expression) if len(part) > 4)


def _from(expression: Expression, day: int) -> tuple[str, str | None, str | None]:
    """“3 days from today”: the last day is the day after, as the project counts."""
    said, unit, base = expression[1], expression[4], expression[5]
    if base[0] == "clock":
        hour, minute = base[1], max(base[2], 0)
        start = datetime.fromordinal(days_on(base, day)[0] or 1).replace(hour=hour, minute=minute)
        return f"{start.isoformat()}/{(start + timedelta(seconds=said * _SHORT[unit])).isoformat()}", None, None
    first, _ = days_on(base, day)
    end = None if first is None or said == "X" else shifted(first, said, unit)
    return timex(expression, day), None if first is None else iso(first), None if end is None else iso(end)


def _point(expression: Expression, moment: datetime) -> datetime | None:
    """The point of time that lies a length from the reference, or from another point."""
    rule, said, unit = expression[0], expression[1], expression[4]
    base: datetime | None = moment
    if rule in ("later", "earlier"):
        inner = expression[5]
        if inner[0] in ("ago", "ahead", "later", "earlier"):
            base = _point(inner, moment)
        elif inner != _TODAY:
            first, last = days_on(inner, moment.toordinal())
            base = datetime.fromordinal(first) if first is not None and first == last else None
    if base is None or said == "X":
        return None
    return _added([(said, said, said, unit)], base, -1 if rule in ("ago", "earlier") else 1)


def _added(lengths: list[Expression], moment: datetime, sign: int) -> datetime | None:
    for said, _, _, unit in lengths:
        if unit in _SHORT:
            moment += timedelta(seconds=sign * said * _SHORT[unit])
            continue
        day = shifted(moment.toordinal(), sign * said, unit)
        if day is None or day >= MAX_DAY:
            return None
        moment = datetime.combine(date.fromordinal(day), moment.time())
    return moment


def _lengths(expression: Expression) -> list[Expression]:
    """The lengths of a duration, or of a sum of durations."""
    if expression[0] == "duration":
        return [expression[1:]]
    return [length for part in parts(expression) for length in _lengths(part)]


def _stretch(
    lengths: list[Expression], moment: datetime | None, sign: int, *, tomorrow: bool
) -> tuple[str, str | None, str | None]:
    """A length of time up to the reference, or from it on."""
    lengths = [(_FEW if said == "X" else said, low, high, unit) for said, low, high, unit in lengths]
    if moment is None:
        return "", None, None
    unit = lengths[0][3]
    if unit == "decade":
        first = moment.year // 10 * 10 + (10 if sign > 0 else -10 * lengths[0][0])
        return "", f"{first}-01-01", f"{first + 10 * lengths[0][0] - 1}-12-31"
    if len(lengths) == 1 and lengths[0][0] == 1 and unit not in _SHORT and tomorrow:
        run = days_on(("unit", unit, sign), moment.toordinal())
        return timex(("unit", unit, sign), moment.toordinal()), iso(run[0] or 1), iso(run[1] or 1)
    short = any(unit in _SHORT for *_, unit in lengths)
    if tomorrow and sign > 0 and not short:
        moment += timedelta(days=1)
    other = _added(lengths, moment, sign)
    if other is None:
        return "", None, None
    start, end = sorted((moment, other))
    if short:
        return f"{start.isoformat()}/{end.isoformat()}", None, None
    return "", start.date().isoformat(), end.date().isoformat()
