"""Dates written in numbers: 2018-06-05, 13/06/2018, 5.6.2018, 3-7-07, 2015/11 - and years that are none."""

from __future__ import annotations

from dateline.times.days import day_of
from dateline.times.expressions import PENDING, Expression
from dateline.times.patterns import Match, Rule
from dateline.times.reasons import MONTHS
from dateline.times.rules.counting import counts, counts_plural, glued

_LEAP, _PIVOT, _CENTURY = 2000, 50, 100
_DAY_OPENERS = frozenset("on dated since until till by from to between through , and".split())


def on_date(year: int, month: int, day: int, weekday: int | None) -> Expression:
    """A full date; one that the calendar does not have is said to be impossible."""
    if day_of(year, month, day) is None:
        return ("impossible", f"{day} {MONTHS[month - 1]} {year}" if 1 <= month <= 12 else f"month {month}")
    return ("date", year, month, day, -1 if weekday is None else weekday)


def every_year(month: int, day: int, weekday: int | None) -> Expression:
    """A day of every year; one that the calendar does not have is said to be impossible."""
    if day_of(_LEAP, month, day) is None:
        return ("impossible", f"{day} {MONTHS[month - 1]}")
    return ("day", month, day, PENDING, -1 if weekday is None else weekday)


def _written(m: Match) -> Expression:
    """“2018-06-05”."""
    year, month, day = m["isodate"]
    return on_date(year, month, day, m["weekdayname"])


def _written_with_time(m: Match) -> Expression | None:
    """“2018-06-05T12:23:59”, which the reader takes apart; its clock holds minutes and seconds."""
    (day, hour), clock = m["isohour"], m["clock"]
    if day_of(m["yearnum"], m["daynum"], day) is None or hour > 23:
        return None
    minute, second = (m["minutenum"], -1) if clock is None else (clock.hour, clock.minute)
    return ("clock", hour, minute, second, "", ("date", m["yearnum"], m["daynum"], day, -1))


def _is_a_day(m: Match, left: int, right: int) -> bool:
    """Whether two numbers and a stroke are a day, and no fraction, share or score."""
    reading = m.reading
    if (left, right) == (24, 7) or counts(reading, m.first):
        return False
    following = m.following(1)
    if following is not None and reading.words[following.first].lower() == "of":
        return False
    opened = m.first > 0 and reading.words[m.first - 1].lower() in _DAY_OPENERS
    return opened or (max(left, right) > 12 and min(left, right) <= 12)


def _either(left: int, right: int, year: int) -> Expression:
    """A day written in numbers, of which one may be the month and the other the day."""
    if left == right or max(left, right) > 12:
        month, day = (left, right) if left <= 12 else (right, left)
        return on_date(year, month, day, None) if year else every_year(month, day, None)
    return ("slashed", left, right, year, PENDING)


def _slashed(m: Match) -> Expression | None:
    left, right, year = m["slashed"]
    if m["yearnum"] is not None:
        if year:
            return None
        year = m["yearnum"]
    if not year and not _is_a_day(m, left, right):
        return None
    if left > 12 and right > 12:
        return ("impossible", m.reading.words[m.first]) if year else None
    return _either(left, right, year)


def _dashed(m: Match) -> Expression | None:
    """“12-04-2019”, "3-7-07", which the reader takes apart."""
    left, right = m["a"], m["b"]
    if not glued(m) or (left > 12 and right > 12):
        return None
    year = m["yearnum"]
    if year is None:
        year = 1900 + m["shortyear"] if m["shortyear"] >= _PIVOT else 2000 + m["shortyear"]
    return _either(left, right, year)


def _year_first(m: Match) -> Expression | None:
    """“2018/06/05”."""
    month, day, year = m["slashed"]
    return None if year else on_date(m["yearnum"], month, day, None)


def _month_and_year(m: Match) -> Expression | None:
    """“06/2018”."""
    return ("year month", m["yearnum"], m["daynum"]) if m["daynum"] <= 12 else None


def _numbered_month(m: Match) -> Expression | None:
    """“2015-3”, "2015/11" (but "2011-12" is two years)."""
    two_years = len(m.reading.words[m.last]) == 2 and m["daynum"] > m["yearnum"] % _CENTURY
    return None if two_years else _month_first(m)


def _month_first(m: Match) -> Expression | None:
    """“12-2015”."""
    return ("year month", m["yearnum"], m["daynum"]) if m["daynum"] <= 12 and glued(m) else None


def _day_of_year_first(m: Match) -> Expression | None:
    """“2019-aug-1”."""
    return on_date(m["yearnum"], m["monthname"], m["anyday"], None) if glued(m) else None


def _numbers_of_date(m: Match) -> Expression | None:
    """“2018-7-6”, which the reader takes apart; said to be impossible where the calendar has no such day."""
    return on_date(m["yearnum"], m["m"], m["d"], None) if glued(m) and max(m["m"], m["d"]) < _CENTURY else None


def _weekday_slashed(m: Match) -> Expression | None:
    """“Friday 5/12”."""
    left, right, year = m["slashed"]
    if min(left, right) > 12 or max(left, right) > 31:
        return None
    return _either(left, right, year)


def _undated_with_dash(m: Match) -> Expression | None:
    """“Jan-1”."""
    return every_year(m["monthname"], m["anyday"], None) if glued(m) else None


def _no_year(m: Match) -> Expression | None:
    """A date whose year has three digits, or five and more: said to be impossible, not read as some other date."""
    number, at = m["number"], m.piece("number").first
    if not 100 <= number <= 999 and number <= 9999:
        return None
    if "," in m.reading.words[at] or counts_plural(m.reading, at):
        return None
    return ("impossible", f"year of four digits in “{number}”")


RULES: tuple[Rule, ...] = (
    Rule("time clock_time", "yearnum hyphen daynum hyphen isohour ':' (clock|minutenum)", _written_with_time),
    Rule("time day fixed", "(weekdayname ','?)? isodate", _written),
    Rule("time day fixed", "yearnum '/' slashed", _year_first),
    Rule("time month fixed", "daynum '/' yearnum", _month_and_year),
    Rule("time day", "a:anyday hyphen b:anyday hyphen (yearnum|shortyear)", _dashed),
    Rule("time day", "slashed ','? yearnum", _slashed),
    Rule("time day recurring", "slashed", _slashed, not_before="number"),
    Rule("time day fixed", "yearnum (hyphen|'/') monthname (hyphen|'/') anyday", _day_of_year_first),
    Rule("time day fixed", "anyday '/' monthname '/' yearnum", _day_of_year_first),
    Rule("time day fixed", "yearnum hyphen m:number hyphen d:number", _numbers_of_date),
    Rule("time month fixed", "daynum hyphen yearnum", _month_first, not_before="hyphen"),
    Rule("time day recurring", "weekdayname ','? slashed", _weekday_slashed),
    Rule("impossible time", "monthname 'the'? anyday ','? number", _no_year),
    Rule("impossible time", "'the'? anyday 'of'? monthname ','? number", _no_year),
    Rule("time day recurring", "monthname (hyphen|'/') anyday", _undated_with_dash),
    Rule("time month fixed", "yearnum (hyphen|'/') daynum", _numbered_month, not_after="hyphen|'/'|number"),
)
