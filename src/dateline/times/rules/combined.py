"""Times made of times: October of last year, early March, Sunday night, 8 p.m. on Tuesday, the first week of May."""

from __future__ import annotations

from dateline.times.expressions import THEN, Expression, turned
from dateline.times.patterns import Match, Rule
from dateline.times.timex import granularity

_FINENESS = ("hour", "part of day", "day", "weekend", "week", "month", "season", "quarter", "year", "decade", "century")


def _finer(inner: Expression, outer: Expression) -> bool:
    """Whether one expression is finer than another, so that it can lie inside it."""
    fine, coarse = granularity(inner), granularity(outer)
    return fine in _FINENESS and coarse in _FINENESS and _FINENESS.index(fine) < _FINENESS.index(coarse)


def _inside(m: Match) -> Expression | None:
    """“October of last year”, "Friday next week", "the summer of 2014"."""
    inner, outer = m["recurring"], m["outer"]
    return ("in", turned(inner, 1), outer) if _finer(inner, outer) else None


def _day_inside(m: Match) -> Expression | None:
    """“The 20th of next month”."""
    return ("in", ("day of month", m["dayth"], 1), m["outer"]) if granularity(m["outer"]) == "month" else None


def _part(m: Match) -> Expression | None:
    """“Early March”, "late on Thursday", "mid-2014"."""
    time = m["time"]
    return ("part", m["part"], time) if granularity(time) in _FINENESS[1:] else None


def _edge(m: Match) -> Expression | None:
    """“The end of last month”, "the beginning of 2014"."""
    time = m["time"] or m["whole"]
    return ("part", m["edge"], time) if granularity(time) in _FINENESS[2:] else None


def _half(m: Match) -> Expression | None:
    if m["ordinal"] not in (1, 2):
        return None
    return ("part", "first half" if m["ordinal"] == 1 else "second half", m["time"] or m["whole"])


def _last_half(m: Match) -> Expression:
    return ("part", "second half", m["time"] or m["whole"])


def _of_day(m: Match) -> Expression | None:
    """“Sunday night”, "the morning of 5 June"."""
    return ("of day", m["daypart"], m["day"]) if granularity(m["day"]) == "day" else None


def _part_before(m: Match) -> Expression | None:
    """“In the morning”, "at dawn", "by midday": of the day told before."""
    return ("of day", m["daypart"], THEN)


def _clocked(m: Match) -> Expression | None:
    hour, minute, zone = m["clock"]
    day = m["time"]
    if day is not None and granularity(day) == "part of day":
        day = day[2] if day[0] == "of day" else day
    if day is not None and granularity(day) not in ("day", "part of day"):
        return None
    return ("clock", hour, minute, zone, day or THEN)


def _clock_range(m: Match) -> Expression | None:
    first, last = m["clockrange"]
    day = m["time"] or THEN
    if granularity(day) not in ("day", "unknown"):
        return None
    return ("range", ("clock", first, 0, "", day), ("clock", last, 0, "", day))


def _nth(m: Match) -> Expression | None:
    """“The second week of May”, "the last day of the year"."""
    outer, unit = m["time"] or m["whole"], m["unit"]
    if unit not in ("day", "week", "weekend", "month") or granularity(outer) not in _FINENESS[4:]:
        return None
    return ("nth", m["ordinal"] or -1, unit, outer)


def _nth_weekday(m: Match) -> Expression | None:
    """“The first Sunday of May”."""
    outer = m["time"] or m["whole"]
    weekday = m["recurring"]
    if weekday[0] != "weekday" or granularity(outer) not in _FINENESS[5:]:
        return None
    number = m["ordinal"]
    first = ("said", ("nth", 1, "day", outer), turned(weekday, 1)) if number else None
    if first is None:
        return ("said", ("nth", -1, "day", outer), turned(weekday, -1))
    return first if number == 1 else ("later", *(number - 1,) * 3, "week", first)


def _first_lengths(m: Match) -> Expression | None:
    """“The first nine months of 1998”, "the last two weeks of May"."""
    rule = "final" if m["ordinal"] is None else "first"
    if m["ordinal"] not in (None, 1):
        return None
    return (rule, *m["length"], m["time"] or m["whole"])


def _week_of(m: Match) -> Expression | None:
    return ("week of", m["time"]) if granularity(m["time"]) == "day" else None


RULES: tuple[Rule, ...] = (
    Rule("time fixed inside", "recurring ('of'|'in'|'during'|','|'this')? outer:fixed", _inside),
    Rule("time fixed inside", "'the' recurring 'of' outer:fixed", _inside),
    Rule("time fixed inside", "outer:fixed possessive recurring", _inside),
    Rule("time fixed inside", "outer:fixed 'on' recurring", _inside),
    Rule("time fixed inside", "'the'? dayth 'of' outer:fixed", _day_inside),
    Rule("time nth", "'the' ordinal recurring ('of'|'in') (time|whole)", _nth_weekday),
    Rule("time nth", "'the' ('last'|'final') recurring ('of'|'in') (time|whole)", _nth_weekday),
    Rule("time week", "'the' 'week' ('of'|'starting'|'beginning'|'from') time", _week_of),
    Rule("time week nth", "'the'? ordinal unit ('of'|'in') (time|whole)", _nth),
    Rule("time week nth", "'the' ('last'|'final') unit ('of'|'in') (time|whole)", _nth),
    Rule("time stretch", "'the' ordinal length ('of'|'in') (time|whole)", _first_lengths),
    Rule("time stretch", "'the' ('last'|'final') length ('of'|'in') (time|whole)", _first_lengths),
    Rule("time edge", "('the'|'very')* edge ('of'|'to') (time|whole)", _edge),
    Rule("time edge", "'the'? ordinal hyphen? 'half' ('of'|'to') (time|whole)", _half),
    Rule("time edge", "'the' ('last'|'latter') 'half' ('of'|'to') (time|whole)", _last_half),
    Rule(
        "time daypart_time",
        "'the'? ('early'|'late'|'small') ('hours'|d:daypart) ('of'|'on') day part:daypart?",
        lambda m: ("of day", m["part"] or m["d"] or "NI", m["day"]) if granularity(m["day"]) == "day" else None,
    ),
    Rule("time daypart_time", "'the'? daypart ('of'|'on'|',')? day", _of_day),
    Rule("time daypart_time", "day (','? 'in' 'the'|'at'|','|',' 'at')? part? hyphen? daypart", _of_day),
    Rule("time daypart_time", "day ','? 'overnight'", lambda m: ("overnight", m["day"])),
    Rule("time daypart_time", "'overnight' ('on'|'from'|'into')? day", lambda m: ("overnight", m["day"])),
    Rule("time daypart_time", "'overnight'", lambda _: ("overnight", ("unit", "day", 0))),
    Rule("time daypart_time", "'the'? part hyphen? daypart", _part_before),
    Rule("time part_time fixed", "'the'? part hyphen? ('on'|'in')? 'the'? time", _part),
    Rule("time clock_time", "clock ('on'|','|'of')? time", _clocked),
    Rule("time clock_time", "time ('at'|','|'around'|'about')? ('around'|'about')? clock", _clocked),
    Rule("time clock_time", "clock", _clocked),
    Rule("time clock_time", "clockrange ('on'|',')? time", _clock_range),
    Rule("time clock_time", "time (','|'from'|'between'|'at')? clockrange", _clock_range),
    Rule("time clock_time", "clockrange", _clock_range),
    Rule(
        "time part_time",
        "'earlier' 'on'? day",
        lambda m: ("part", "early", m["day"]) if granularity(m["day"]) == "day" else None,
    ),
    Rule(
        "time part_time",
        "'later' 'on'? day",
        lambda m: ("part", "late", m["day"]) if granularity(m["day"]) == "day" else None,
    ),
    Rule("time daypart_time", "'the' daypart", _part_before, before="'in'|'during'|'by'|'of'|'until'"),
    Rule("time daypart_time", "daypart", _part_before, before="'at'|'by'|'before'|'after'|'until'|'since'"),
)
