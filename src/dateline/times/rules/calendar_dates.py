"""Days and months as they are written, and weekdays: 5 June 2018, 3 to 5 May, the 27th, Friday.

Pieces made here: `time`, with how fine it is (`day`, `month`, `year` …) and either `fixed` (it means the same in every
report) or `recurring` (it comes back every week or year, and the tense says which is meant).
"""

from __future__ import annotations

from dateline.times.expressions import PENDING, Expression
from dateline.times.patterns import Match, Rule
from dateline.times.rules.counting import counts, counts_plural, ends_clause
from dateline.times.rules.numeric_dates import every_year, on_date


def _dated(m: Match) -> Expression | None:
    if counts_plural(m.reading, m.piece("yearnum").first):
        return None
    return on_date(m["yearnum"], m["monthname"], m["anyday"], m["weekdayname"])


def _undated(m: Match) -> Expression | None:
    if m.piece("anyday") is m.run[-1] and counts_plural(m.reading, m.last):
        return None
    return every_year(m["monthname"], m["anyday"], m["weekdayname"])


def _days(m: Match) -> Expression | None:
    """“3 to 5 May 2018”."""
    year, month = m["yearnum"], m["monthname"]
    if m["a"] >= m["b"]:
        return None
    if year:
        return ("range", on_date(year, month, m["a"], None), on_date(year, month, m["b"], None))
    return ("range", every_year(month, m["a"], None), every_year(month, m["b"], None))


def _days_of_months(m: Match) -> Expression | None:
    """“May 3 to June 5, 2018”: the year counts for both."""
    first, last = on_date(m["yearnum"], m["m"], m["a"], None), on_date(m["yearnum"], m["n"], m["b"], None)
    return ("range", first, last) if (m["m"], m["a"]) < (m["n"], m["b"]) else None


def _days_of_month(m: Match) -> Expression | None:
    """“November between 19 and 20”."""
    return (
        ("range", every_year(m["monthname"], m["a"], None), every_year(m["monthname"], m["b"], None))
        if m["a"] < m["b"]
        else None
    )


def _numbered_day(m: Match) -> Expression | None:
    """“On the 27”, "on the twenty-second", at the end of a clause."""
    number = m["anyday"] if m["anyday"] is not None else m["num"]
    if not 1 <= number <= 31 or counts(m.reading, m.last) or not ends_clause(m):
        return None
    return ("day of month", number, PENDING)


def _weekday_numbered(m: Match) -> Expression | None:
    """“Friday the fifteenth”, "Thursday the 21"."""
    number = m["anyday"] if m["anyday"] is not None else m["num"]
    if not 1 <= number <= 31 or m.reading.heads[m.last] > m.last:
        return None  # "Friday, the fourth decline"
    return ("day of month", number, PENDING)


def _weekday_and_number(m: Match) -> Expression | None:
    """“Monday 21”, at the end of a clause."""
    return ("day of month", m["daynum"], PENDING) if ends_clause(m) and not counts(m.reading, m.last) else None


def _the_day(m: Match) -> Expression | None:
    """“On the 27th”, where no noun follows that is the 27th of its kind."""
    return ("day of month", m["dayth"], PENDING) if m.reading.labels[m.last].startswith(("obl", "nmod")) else None


def _ordinal_day(m: Match) -> Expression | None:
    """“On twenty-second”, at the end of a clause."""
    return ("day of month", m["ordinal"], PENDING) if 20 < m["ordinal"] <= 31 and ends_clause(m) else None


def _dated_by_clock(m: Match) -> Expression | None:
    """“On the 15 at 8:00”, "8pm on 15"."""
    number = m["dayth"] if m["dayth"] is not None else m["daynum"]
    return None if counts(m.reading, m.last) else ("day of month", number, PENDING)


def _month_of_year(m: Match) -> Expression | None:
    return None if counts_plural(m.reading, m.piece("yearnum").first) else ("year month", m["yearnum"], m["monthname"])


def _shared_year(m: Match) -> Expression | None:
    """The month in "May and June 2016"."""
    following = m.following(2)
    if following is None or following.values["month"][0] != "year month":
        return None
    year, month = following.values["month"][1:]
    return ("year month", year - (1 if m["monthname"] > month else 0), m["monthname"])


def _shared_day(m: Match) -> Expression | None:
    """The day in "3 May and 7 June 2016", where the year is said once."""
    following = m.following(2)
    if following is None or following.values["day"][0] != "date":
        return None
    year, month = following.values["day"][1:3]
    return on_date(year - (1 if m["monthname"] > month else 0), m["monthname"], m["anyday"], None)


_DASH = "(hyphen|'to'|'through'|'until'|'till'|'and'|'/')"

RULES: tuple[Rule, ...] = (
    Rule("time day", f"m:monthname a:anyday {_DASH} n:monthname b:anyday ','? yearnum", _days_of_months),
    Rule("time day", f"a:anyday 'of'? m:monthname {_DASH} b:anyday 'of'? n:monthname ','? yearnum", _days_of_months),
    Rule("time day", f"monthname 'the'? a:anyday {_DASH} 'the'? b:anyday (','? yearnum)?", _days),
    Rule("time day", f"a:anyday {_DASH} 'the'? b:anyday 'of'? monthname ','? yearnum?", _days),
    Rule("time day", f"monthname ('between'|'from') a:anyday {_DASH} b:anyday", _days_of_month),
    Rule("time day fixed", "(weekdayname ','?)? monthname ','? 'the'? anyday ','? yearnum", _dated),
    Rule("time day fixed", "(weekdayname ','?)? 'the'? anyday ('of'|'.')? monthname ('.'|',')? yearnum", _dated),
    Rule("time day fixed", "anyday hyphen monthname hyphen yearnum", _dated),
    Rule("time month fixed", "monthname (','|'of'|hyphen|'/')? yearnum", _month_of_year),
    Rule("time month fixed", "yearnum monthname", _month_of_year, not_after="anyday"),
    Rule("time month fixed", "monthname", _shared_year, after="('and'|'or'|','|hyphen|'to'|'through') month"),
    Rule("time day fixed", "monthname anyday", _shared_day, after="('and'|'or'|','|hyphen|'to'|'through') day"),
    Rule("time day fixed", "anyday monthname", _shared_day, after="('and'|'or'|','|hyphen|'to'|'through') day"),
    Rule("time day recurring", "(weekdayname ','?)? monthname 'the'? anyday", _undated),
    Rule("time day recurring", "(weekdayname ','?)? 'the'? anyday 'of'? monthname", _undated),
    Rule("time day recurring", "weekdayname ','? 'the' (anyday|num)", _weekday_numbered),
    Rule("time day recurring", "weekdayname daynum", _weekday_and_number),
    Rule("time day recurring", "'the' dayth", _the_day, before="'on'|'since'|'until'|'by'|'for'"),
    Rule("time day recurring", "'the' (anyday|num)", _numbered_day, before="'on'|'since'|'until'|'by'|'for'"),
    Rule("time day recurring", "ordinal", _ordinal_day, before="'on'"),
    Rule("time day recurring", "'the'? (dayth|daynum)", _dated_by_clock, before="'on'|'at'", after="'at' clock"),
    Rule("time day recurring", "'the'? (dayth|daynum)", _dated_by_clock, before="clock 'on'"),
    Rule("time month recurring", "monthname", lambda m: ("month", m["monthname"], PENDING)),
    Rule("time day weekday recurring", "weekdayname", lambda m: ("weekday", m["weekdayname"], PENDING)),
)
