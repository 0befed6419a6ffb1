"""Dates, months, years, decades, seasons, quarters, weekdays and feasts as they are written.

Pieces made here: `time`, with how fine it is (`day`, `month`, `year` …) and either `fixed` (it means the same in every
report) or `recurring` (it comes back every week or year, and the tense says which is meant).
"""

from __future__ import annotations

from typing import Any

from dateline.model.reading import Reading
from dateline.times.days import day_of
from dateline.times.expressions import PENDING, Expression
from dateline.times.patterns import Match, Rule
from dateline.times.reasons import MONTHS

_SEASON_WORDS = frozenset("last next this past early late previous following coming".split())
_LEAP = 2000
_OLDEST, _NEWEST = 1800, 2099
_OPENERS = frozenset(
    "in since of by until till from circa around during before after late early mid to through year and".split()
)
_COUNTERS = frozenset("some nearly almost over than least approximately roughly $ € £ no. # estimated only top".split())


def _counts(m: Match, at: int) -> bool:
    """Whether a number counts the noun after it ("in 2000 homes", "In May 12 soldiers were …")."""
    reading = m.reading
    if at > 0 and reading.words[at - 1].lower() in _COUNTERS:
        return True
    head = reading.heads[at]
    if reading.labels[at] != "nummod" or head <= at or reading.upos[head] not in ("NOUN", "PROPN"):
        return False
    plural = reading.feature(head, "Number") == "Plur"
    defined = any(
        reading.upos[child] == "DET" or reading.labels[child] == "nmod:poss" for child in reading.children[head]
    )
    return plural and not defined


def _written(m: Match) -> Expression:
    """“2018-06-05”."""
    year, month, day = m["isodate"]
    return _date(year, month, day, m["weekdayname"])


def _date(year: int, month: int, day: int, weekday: int | None) -> Expression:
    """A full date; one that the calendar does not have is said to be impossible."""
    if day_of(year, month, day) is None:
        return ("impossible", f"{day} {MONTHS[month - 1]} {year}" if 1 <= month <= 12 else f"month {month}")
    return ("date", year, month, day, -1 if weekday is None else weekday)


def _yearly(month: int, day: int, weekday: int | None) -> Expression:
    if day_of(_LEAP, month, day) is None:
        return ("impossible", f"{day} {MONTHS[month - 1]}")
    return ("day", month, day, PENDING, -1 if weekday is None else weekday)


def _dated(m: Match) -> Expression | None:
    if _counts(m, m.piece("yearnum").first):
        return None
    return _date(m["yearnum"], m["monthname"], m["anyday"], m["weekdayname"])


def _undated(m: Match) -> Expression | None:
    if m.piece("anyday") is m.run[-1] and _counts(m, m.last):
        return None
    return _yearly(m["monthname"], m["anyday"], m["weekdayname"])


def _days(m: Match) -> Expression | None:
    """“3 to 5 May 2018”."""
    year, month = m["yearnum"], m["monthname"]
    if m["a"] >= m["b"]:
        return None
    if year:
        return ("range", _date(year, month, m["a"], None), _date(year, month, m["b"], None))
    return ("range", _yearly(month, m["a"], None), _yearly(month, m["b"], None))


def _days_of_months(m: Match) -> Expression | None:
    """“May 3 to June 5, 2018”: the year counts for both."""
    first, last = _date(m["yearnum"], m["m"], m["a"], None), _date(m["yearnum"], m["n"], m["b"], None)
    return ("range", first, last) if (m["m"], m["a"]) < (m["n"], m["b"]) else None


def _slashed(m: Match) -> Expression | None:
    left, right, year = m["slashed"]
    if not year and m.reading.words[m.first - 1].lower() not in ("on", "dated", "since", "until", "by", ","):
        return None  # a fraction, or a score
    if left > 12 and right > 12:
        return ("impossible", m.reading.words[m.first]) if year else None
    if left == right or max(left, right) > 12:
        month, day = (left, right) if left <= 12 else (right, left)
        return _date(year, month, day, None) if year else _yearly(month, day, None)
    return ("slashed", left, right, year, PENDING)


def _year_first(m: Match) -> Expression | None:
    """“2018/06/05”."""
    month, day, year = m["slashed"]
    return None if year else _date(m["yearnum"], month, day, None)


def _month_and_year(m: Match) -> Expression | None:
    """“06/2018”."""
    return ("year month", m["yearnum"], m["daynum"]) if m["daynum"] <= 12 else None


def _the_day(m: Match) -> Expression | None:
    """“On the 27th”, where no noun follows that is the 27th of its kind."""
    return ("day of month", m["dayth"], PENDING) if m.reading.labels[m.last].startswith(("obl", "nmod")) else None


def _year(m: Match) -> Expression | None:
    """A year, unless the number counts something; years long ago only where a word says that a year follows."""
    at, year = m.piece("yearnum").first, m["yearnum"]
    before = m.reading.words[at - 1].lower() if at else ""
    if not _OLDEST <= year <= _NEWEST and before not in _OPENERS:
        return None
    return None if _counts(m, at) else ("year", year)


def _years(m: Match) -> Expression | None:
    """“2011-2014”, "2014-15"."""
    first, last = m["a"], m["b"]
    if last < 100:
        if last <= first % 100:  # "2016-11" is a month
            return ("year month", first, last) if 1 <= last <= 12 else None
        last += first // 100 * 100
    return ("range", ("year", first), ("year", last)) if _OLDEST <= first < last <= _NEWEST else None


def _month_of_year(m: Match) -> Expression | None:
    return None if _counts(m, m.piece("yearnum").first) else ("year month", m["yearnum"], m["monthname"])


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
    return _date(year - (1 if m["monthname"] > month else 0), m["monthname"], m["anyday"], None)


def _of_a_fall(reading: Reading, child: int, at: int) -> bool:
    """Whether a word beside "fall" shows that something fell."""
    if reading.labels[child] == "amod":
        return reading.words[child].lower() not in _SEASON_WORDS
    return child > at and reading.labels[child] == "nmod"


def _season(m: Match) -> Expression | None:
    """A season, unless the word is a verb, or only says what kind of a thing it is ("a summer camp")."""
    at = m.last
    reading = m.reading
    if reading.upos[at] not in ("NOUN", "PROPN"):
        return None
    if reading.words[at].lower() == "fall" and any(_of_a_fall(reading, child, at) for child in reading.children[at]):
        return None  # "the slow fall of the city"
    return ("season", m["seasonname"], PENDING) if m.reading.labels[at] != "compound" or m.first < at else None


def _decade(m: Match) -> Expression:
    if m["decadenum"] is not None:
        decade: Expression = ("decade", m["decadenum"])
    else:
        decade = ("decade of the century", m["decadename"] if m["decadetens"] is None else m["decadetens"])
    return ("part", m["part"], decade) if m["part"] else decade


def _decade_of_year(m: Match) -> Expression | None:
    """“The 1990's”, unless the year owns something ("the 1990's best films" is rare enough)."""
    if m["yearnum"] % 10:
        return None
    decade = ("decade", m["yearnum"])
    return ("part", m["part"], decade) if m["part"] else decade


def _half(m: Match) -> Expression:
    """“H2 2016”."""
    return ("part", "first half" if m["halfname"] == 1 else "second half", ("year", m["yearnum"]))


def _quarter(number: int, year: Any = None) -> Expression | None:
    if not 1 <= number <= 4:
        return None
    return ("quarter of year", number, year) if year else ("quarter", number, PENDING)


def _decade_of_short_year(m: Match) -> Expression | None:
    """“The 70's”."""
    if m["shortyear"] % 10:
        return None
    decade = ("decade of the century", m["shortyear"])
    return ("part", m["part"], decade) if m["part"] else decade


_DASH = "(hyphen|'to'|'through'|'until'|'till'|'and'|'/')"

RULES: tuple[Rule, ...] = (
    Rule("time day fixed", "(weekdayname ','?)? isodate", _written),
    Rule("time day fixed", "yearnum '/' slashed", _year_first),
    Rule("time month fixed", "daynum '/' yearnum", _month_and_year),
    Rule("time day recurring", "slashed", _slashed),
    # ranges of days first: their last day looks like a date of its own
    Rule("time day", f"m:monthname a:anyday {_DASH} n:monthname b:anyday ','? yearnum", _days_of_months),
    Rule("time day", f"a:anyday 'of'? m:monthname {_DASH} b:anyday 'of'? n:monthname ','? yearnum", _days_of_months),
    Rule("time day", f"monthname a:anyday {_DASH} b:anyday (','? yearnum)?", _days),
    Rule("time day", f"a:anyday {_DASH} 'the'? b:anyday 'of'? monthname ','? yearnum?", _days),
    Rule("time day fixed", "(weekdayname ','?)? monthname 'the'? anyday ','? yearnum", _dated),
    Rule("time day fixed", "(weekdayname ','?)? 'the'? anyday 'of'? monthname ','? yearnum", _dated),
    Rule("time day fixed", "anyday hyphen monthname hyphen yearnum", _dated),
    Rule("time month fixed", "monthname (','|'of'|hyphen)? yearnum", _month_of_year),
    Rule("time month fixed", "monthname", _shared_year, after="('and'|'or'|','|hyphen|'to'|'through') month"),
    Rule("time day fixed", "monthname anyday", _shared_day, after="('and'|'or'|','|hyphen|'to'|'through') day"),
    Rule("time day fixed", "anyday monthname", _shared_day, after="('and'|'or'|','|hyphen|'to'|'through') day"),
    Rule("time day recurring", "(weekdayname ','?)? monthname 'the'? anyday", _undated),
    Rule("time day recurring", "(weekdayname ','?)? 'the'? anyday 'of'? monthname", _undated),
    Rule("time day recurring", "weekdayname ','? 'the' dayth", lambda m: ("day of month", m["dayth"], PENDING)),
    Rule("time day recurring", "'the' dayth", _the_day, before="'on'|'since'|'until'|'by'|'for'"),
    Rule("time month recurring", "monthname", lambda m: ("month", m["monthname"], PENDING)),
    Rule(
        "time season fixed",
        "'the'? seasonname ('of'|',')? yearnum",
        lambda m: ("season of year", m["seasonname"], m["yearnum"]),
    ),
    Rule("time season recurring", "'the'? seasonname", _season, not_before="'arab'|'prague'"),
    Rule(
        "time quarter fixed",
        "'the'? ordinal hyphen? 'quarter' ('of'|'in'|',')? yearnum",
        lambda m: _quarter(m["ordinal"], m["yearnum"]),
    ),
    Rule(
        "time quarter fixed", "'the' yearnum ordinal hyphen? 'quarter'", lambda m: _quarter(m["ordinal"], m["yearnum"])
    ),
    Rule("time quarter fixed", "quartername 'of'? yearnum", lambda m: _quarter(m["quartername"], m["yearnum"])),
    Rule("time part_time fixed", "halfname 'of'? yearnum", _half),
    Rule("time part_time fixed", "yearnum halfname", _half),
    Rule("time quarter recurring", "'the'? 'fiscal'? ordinal hyphen? 'quarter'", lambda m: _quarter(m["ordinal"])),
    Rule("time quarter recurring", "quartername", lambda m: _quarter(m["quartername"])),
    Rule("none", "feastname goods", lambda _: "goods"),
    Rule("time feast fixed", "feastname 'of'? ','? yearnum", lambda m: ("feast of year", m["feastname"], m["yearnum"])),
    Rule("time feast recurring", "feastname", lambda m: ("feast", m["feastname"], PENDING)),
    Rule("time year", "a:yearnum (hyphen|'/') b:yearnum", _years),
    Rule("time year", "a:yearnum (hyphen|'/') b:shortyear", _years),
    Rule("time decade fixed", "'the' part? yearnum possessive", _decade_of_year),
    Rule("time year fixed", "'fiscal' yearnum", _year),
    Rule("time year fixed", "'the' 'year' yearnum", _year),
    Rule("time year fixed", "yearnum", _year),
    Rule("time decade fixed", "'the'? part? decadenum", _decade),
    Rule("time decade fixed", "'the'? part? apostrophe decadetens", _decade),
    Rule("time decade fixed", "'the' part? decadetens", _decade),
    Rule("time decade fixed", "'the' part? decadename", _decade),
    Rule("time decade fixed", "'the' part? shortyear possessive", _decade_of_short_year),
    Rule("time century fixed", "'the'? ordinal hyphen? 'century'", lambda m: ("century", m["ordinal"])),
    Rule("time day weekday recurring", "weekdayname", lambda m: ("weekday", m["weekdayname"], PENDING)),
)
