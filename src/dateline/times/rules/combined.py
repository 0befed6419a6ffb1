"""Times made of times: October of last year, early March, Sunday night, 8 p.m. on Tuesday, the first week of May."""

from __future__ import annotations

from dateline.times.expressions import THEN, Expression, turned
from dateline.times.patterns import Match, Rule
from dateline.times.timex import granularity

_LONGEST_MONTH, _WEEKS = 31, 5
_FINENESS = ("hour", "part of day", "day", "weekend", "week", "month", "season", "quarter", "year", "decade", "century")


def _finer(inner: Expression, outer: Expression) -> bool:
    """Whether one expression is finer than another, so that it can lie inside it."""
    fine, coarse = granularity(inner), granularity(outer)
    return fine in _FINENESS and coarse in _FINENESS and _FINENESS.index(fine) < _FINENESS.index(coarse)


def _inside(m: Match) -> Expression | None:
    """“October of last year”, "Friday next week", "the summer of 2014"."""
    inner, outer = m["recurring"], m["outer"]
    return ("in", turned(inner, 1), outer) if _finer(inner, outer) else None


def _run_inside(m: Match) -> Expression | None:
    """“Next week between Wednesday and Friday”."""
    first, last, outer = m["a"], m["b"], m["outer"]
    if not _finer(first, outer) or not _finer(last, outer):
        return None
    return ("range", ("in", turned(first, 1), outer), ("in", turned(last, 1), outer))


def _days_inside(m: Match) -> Expression | None:
    """“4 to 22 this month”."""
    (_, first, last), outer = m["amount"], m["outer"]
    if granularity(outer) != "month" or not (isinstance(last, int) and 0 < first < last <= _LONGEST_MONTH):
        return None
    return ("range", ("in", ("day of month", first, 1), outer), ("in", ("day of month", last, 1), outer))


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


def _night_between(m: Match) -> Expression | None:
    """“The night from Saturday to Sunday”."""
    return ("overnight", m["b"]) if granularity(m["a"]) == granularity(m["b"]) == "day" else None


def _part_before(m: Match) -> Expression | None:
    """“In the morning”, "at dawn", "by midday": of the day told before."""
    return ("of day", m["daypart"], THEN)


def _nth(m: Match) -> Expression | None:
    """“The second week of May”, "the last day of the year"."""
    outer, unit = m["time"] or m["whole"], m["unit"]
    if unit not in ("day", "week", "weekend", "month") or granularity(outer) not in _FINENESS[4:]:
        return None
    return ("nth", m["ordinal"] or -1, unit, outer)


def _last_of(m: Match) -> Expression | None:
    """“The last week of this month”: what was read as the past week belongs to a month."""
    outer, unit = m["time"] or m["whole"], m["last_unit"][-1]
    if unit not in ("day", "week", "weekend", "month") or granularity(outer) not in _FINENESS[4:]:
        return None
    return ("nth", -1, unit, outer)


def _part_inside(m: Match) -> Expression | None:
    """“Wednesday evening next week”."""
    match m["daypart_time"]:
        case ("of day", part, ("weekday" | "day of month", *_) as day) if _finer(day, m["outer"]):
            return ("of day", part, ("in", turned(day, 1), m["outer"]))
        case _:
            return None


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


def _unplaced_weekday(m: Match) -> Expression | None:
    """“First Sunday”, of a month that is not told."""
    weekday, number = m["recurring"], m["ordinal"]
    if weekday[0] != "weekday" or not 1 <= number <= _WEEKS:
        return None
    first: Expression = ("said", ("nth", 1, "day", ("same", "month", ("event", 0))), turned(weekday, 1))
    return first if number == 1 else ("later", *(number - 1,) * 3, "week", first)


def _month_named(m: Match) -> Expression | None:
    """“The month of June”."""
    found: Expression = m["fixed"] or m["recurring"]
    return found if found[0] in ("month", "year month", "feast", "feast of year") else None


def _first_lengths(m: Match) -> Expression | None:
    """“The first nine months of 1998”, "the last two weeks of May"."""
    rule = "final" if m["ordinal"] is None else "first"
    if m["ordinal"] not in (None, 1):
        return None
    return (rule, *m["length"], m["time"] or m["whole"])


def _week_of(m: Match) -> Expression | None:
    return ("week of", m["time"]) if granularity(m["time"]) == "day" else None


_TO = "('to'|'through'|'until'|'till'|'and'|hyphen)"

RULES: tuple[Rule, ...] = (
    Rule("time fixed inside", "recurring ('of'|'in'|'during'|','|'this')? outer:fixed", _inside),
    Rule("time fixed inside", "'the' recurring 'of' outer:fixed", _inside),
    Rule("time fixed inside", "outer:fixed possessive recurring", _inside),
    Rule("time range", f"outer:fixed ('between'|'from') a:recurring {_TO} b:recurring", _run_inside),
    Rule("time range", "amount ('of'|'in')? outer:fixed", _days_inside),
    Rule("time fixed inside", "outer:fixed ('on'|',')? recurring", _inside),
    Rule("time fixed inside", "'the'? dayth 'of'? outer:fixed", _day_inside),
    Rule("time month fixed", "'the'? 'month' 'of' fixed", _month_named),
    Rule("time month recurring", "'the'? 'month' 'of' recurring", _month_named),
    Rule("time nth", "'the' ordinal recurring ('of'|'in') (time|whole)", _nth_weekday),
    Rule("time nth", "'the' ('last'|'final') recurring ('of'|'in') (time|whole)", _nth_weekday),
    Rule("time nth", "'the'? ordinal recurring", _unplaced_weekday, not_after="'of'|'in'|hyphen|possessive"),
    Rule("time week", "'the' 'week' ('of'|('starting'|'beginning'|'commencing'|'from') 'on'?) time", _week_of),
    Rule("time week nth", "last_unit ('of'|'in') (time|whole)", _last_of),
    Rule("time week nth", "'the'? ordinal unit ('of'|'in') (time|whole)", _nth),
    Rule("time week nth", "'the' ordinal unit time:fixed", _nth),
    Rule("time week nth", "'the' ('last'|'final') unit ('of'|'in') (time|whole)", _nth),
    Rule("time stretch", "'the' ordinal length ('of'|'in') (time|whole)", _first_lengths),
    Rule("time stretch", "'the' ('last'|'final') length ('of'|'in') (time|whole)", _first_lengths),
    Rule("time edge", "('the'|'very')* edge ('of'|'to') 'the'? (time|whole)", _edge),
    Rule("time edge", "'the'? ordinal hyphen? 'half' ('of'|'to') (time|whole)", _half),
    Rule("time edge", "'the' ('last'|'latter') 'half' ('of'|'to') (time|whole)", _last_half),
    Rule(
        "time daypart_time",
        "'the'? ('early'|'late'|'small') ('hours'|d:daypart) ('of'|'on') day part:daypart?",
        lambda m: ("of day", m["part"] or m["d"] or "NI", m["day"]) if granularity(m["day"]) == "day" else None,
    ),
    Rule(
        "time daypart_time",
        "'the'? ('night'|'overnight') ('from'|'between'|'of') a:day ('to'|'into'|'and'|hyphen) b:day",
        _night_between,
    ),
    Rule("time daypart_time", "'the'? part hyphen? daypart ('of'|'on'|',')? day", _of_day),
    Rule("time daypart_time", "'the'? daypart ('of'|'on'|',')? day", _of_day),
    Rule("time daypart_time", "day (','? 'in' 'the'|'at'|','|',' 'at')? part? hyphen? daypart", _of_day),
    Rule("time daypart_time", "daypart_time ('of'|',')? outer:fixed", _part_inside),
    Rule("time daypart_time", "day ','? 'overnight'", lambda m: ("overnight", m["day"])),
    Rule("time daypart_time", "'overnight' ('on'|'from'|'into')? day", lambda m: ("overnight", m["day"])),
    Rule("time daypart_time", "'overnight'", lambda _: ("overnight", ("unit", "day", 0))),
    Rule("time daypart_time", "'the'? part hyphen? daypart", _part_before),
    Rule("time part_time fixed", "'the'? part hyphen? ('on'|'in')? 'the'? time", _part),
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
