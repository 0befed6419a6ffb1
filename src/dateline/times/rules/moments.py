"""Times of day on their days: 8 p.m. on Tuesday, tomorrow morning at 7, Friday between 1 and 4 p.m.."""

from __future__ import annotations

from dateline.times.days import day_of
from dateline.times.expressions import THEN, Expression
from dateline.times.patterns import Match, Rule
from dateline.times.rules.clock import NOON, Clock, in_part, ordered
from dateline.times.rules.counting import counts
from dateline.times.timex import granularity

_DAYS = frozenset({"day", "part of day"})
_HOURS = 24


def _at(clock: Clock, day: Expression | None) -> Expression | None:
    """A time of day on a day; a part of that day tells which half of it a bare hour lies in."""
    part = ""
    if day is not None:
        if granularity(day) not in _DAYS:
            return None
        if day[0] == "of day":
            _, part, day = day
        elif day[0] == "overnight":
            part, day = "NI", day[1]
    found = in_part(clock, part) if part else clock
    if found is None:
        return None
    return ("clock", found.hour, found.minute, found.second, found.zone, day or THEN)


def _clocked(m: Match) -> Expression | None:
    return _at(m["clock"], m["time"])


def _hour_of_day(m: Match) -> Expression | None:
    """“Tomorrow morning at 7”; a number that counts what follows is no hour."""
    hour, least, most = m["amount"]
    if counts(m.reading, m.last) or least != most or not isinstance(hour, int) or not 1 <= hour <= NOON:
        return None
    return _at(Clock(hour), m["time"])


def _year_last(m: Match) -> Expression | None:
    """“Wed Oct 26 15:50:06 2016”."""
    if m["day"][0] != "day" or m["year"][0] != "year":
        return None
    (_, month, day, _, weekday), (_, year) = m["day"], m["year"]
    return None if day_of(year, month, day) is None else _at(m["clock"], ("date", year, month, day, weekday))


def _run(first: Clock, last: Clock, day: Expression | None) -> Expression | None:
    first, last = ordered(first, last)
    start, end = _at(first, day), _at(last, day)
    return ("range", start, end) if start and end else None


def _clock_range(m: Match) -> Expression | None:
    first, last = m["clockrange"]
    return _run(first, last, m["time"])


def _hours_of_day(m: Match) -> Expression | None:
    """“From 5 to 6 on 1 January”, "Monday 8 to 9"."""
    if m.reading.words[m.first].lower() not in ("from", "between") and m["day"] is not m.run[0].values.get("day"):
        return None
    _, first, last = m["amount"]
    if not isinstance(first, int) or not isinstance(last, int) or counts(m.reading, m.last):
        return None
    if not (1 <= first < last <= _HOURS or last < first <= NOON):
        return None
    return _run(Clock(first), Clock(last), m["day"])


def _lasting(m: Match) -> Expression | None:
    """“From 9:30am for 7 hours”."""
    return ("first", *m["length"], m["clock_time"])


_NO_HOUR = "unit|units|counted|hyphen|num|number|amount|monthname|oclock|meridiem|'times'|length"

RULES: tuple[Rule, ...] = (
    Rule("time clock_time", "day ','? clock year", _year_last),
    Rule("time clock_time", "clock ('on'|','|'of'|hyphen)? time", _clocked),
    Rule("time clock_time", "clockrange ('on'|','|'of')? time", _clock_range),
    Rule("time clock_time", "time (','|'from'|'between'|'at'|'for')? clockrange", _clock_range),
    Rule("time clock_time", "'from'? amount ('on'|'of')? day", _hours_of_day),
    Rule("time clock_time", "day ','? ('from'|'between')? amount", _hours_of_day, not_after=_NO_HOUR),
    Rule(
        "time clock_time",
        "time ('at'|','|'around'|'about'|'for'|'by'|'from'|hyphen)? ('around'|'about')? clock",
        _clocked,
    ),
    Rule(
        "time clock_time", "time ('at'|'around'|'about') ('around'|'about')? amount", _hour_of_day, not_after=_NO_HOUR
    ),
    Rule("time clock_time", "clock", _clocked),
    Rule("time clock_time", "clockrange", _clock_range),
    Rule("time stretch", "'from'? clock_time 'for' length", _lasting),
)
