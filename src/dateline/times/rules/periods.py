"""Seasons, quarters, years, budget years, numbered weeks, decades and centuries as they are written."""

from __future__ import annotations

from typing import Any

from dateline.model.reading import Reading
from dateline.times.expressions import PENDING, Expression
from dateline.times.patterns import Match, Rule
from dateline.times.rules.counting import counts_plural

_SEASON_WORDS = frozenset("last next this past early late previous following coming".split())
_OLDEST, _NEWEST, _SPORT = 1800, 2099, 23
_OPENERS = frozenset(
    "in since of by until till from circa around during before after late early mid to through year and".split()
)


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
    before = reading.words[at - 1].lower() if at else ""
    if (
        reading.words[at].lower() == "fall"
        and before not in _SEASON_WORDS
        and any(_of_a_fall(reading, child, at) for child in reading.children[at])
    ):
        return None  # "the slow fall of the city"
    return ("season", m["seasonname"], PENDING) if m.reading.labels[at] != "compound" or m.first < at else None


def _quarter(number: int, year: Any = None) -> Expression | None:
    if not 1 <= number <= 4:
        return None
    return ("quarter of year", number, year) if year else ("quarter", number, PENDING)


def _half(m: Match) -> Expression:
    """“H2 2016”."""
    return ("part", "first half" if m["halfname"] == 1 else "second half", ("year", m["yearnum"]))


def _year(m: Match) -> Expression | None:
    """A year, unless the number counts something; years long ago only where a word says that a year follows."""
    at, year = m.piece("yearnum").first, m["yearnum"]
    before = m.reading.words[at - 1].lower() if at else ""
    if not _OLDEST <= year <= _NEWEST and before not in _OPENERS:
        return None
    return None if counts_plural(m.reading, at) else ("year", year)


def _years(m: Match) -> Expression | None:
    """“2011-2014”, "2014-15"."""
    first, last = m["a"], m["b"]
    if last < 100:
        if last <= first % 100:  # "2016-11" is a month
            return ("year month", first, last) if 1 <= last <= 12 else None
        last += first // 100 * 100
    return ("range", ("year", first), ("year", last)) if _OLDEST <= first < last <= _NEWEST else None


def _fiscal(m: Match) -> Expression:
    """“Fiscal 2018”."""
    return ("fiscal", ("year", m["yearnum"]))


def _numbered_week(m: Match) -> Expression | None:
    """“Week 31”, "week 7 of 2018" - by a capital below 23 it is a season's week of sport."""
    number, year = m["daynum"] if m["daynum"] is not None else m["number"], m["yearnum"]
    if not 1 <= number <= (52 if year is None else 53):
        return None
    if year is None and number < _SPORT and m.reading.words[m.first][0] == "W":
        return None
    return ("numbered week", number, ("unit", "year", 0) if year is None else ("year", year))


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


def _decade_of_short_year(m: Match) -> Expression | None:
    """“The 70's”."""
    if m["shortyear"] % 10:
        return None
    decade = ("decade of the century", m["shortyear"])
    return ("part", m["part"], decade) if m["part"] else decade


RULES: tuple[Rule, ...] = (
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
    Rule("time part_time fixed", "yearnum hyphen? halfname", _half),
    Rule("time quarter fixed", "yearnum hyphen? quartername", lambda m: _quarter(m["quartername"], m["yearnum"])),
    Rule("time quarter recurring", "'the'? 'fiscal'? ordinal hyphen? 'quarter'", lambda m: _quarter(m["ordinal"])),
    Rule("time quarter recurring", "quartername", lambda m: _quarter(m["quartername"])),
    Rule("time year", "a:yearnum (hyphen|'/') b:yearnum", _years),
    Rule(
        "time week fixed",
        "('calendar'|'the')? 'week' ('number'|'no.'|'#')? (daynum|number) (('of'|',') yearnum)?",
        _numbered_week,
    ),
    Rule("time year", "a:yearnum (hyphen|'/') b:shortyear", _years),
    Rule("time decade fixed", "'the' part? yearnum possessive", _decade_of_year),
    Rule("time year fixed", "'the'? ('fiscal'|'financial') 'year'? yearnum", _fiscal),
    Rule("time year fixed", "'fy' hyphen? yearnum", _fiscal),
    Rule("time year fixed", "'the' 'year' yearnum", _year),
    Rule("time year fixed", "yearnum", _year),
    Rule("time decade fixed", "'the'? part? decadenum", _decade),
    Rule("time decade fixed", "'the'? part? apostrophe decadetens", _decade),
    Rule("time decade fixed", "'the' part? decadetens", _decade),
    Rule("time decade fixed", "'the' part? decadename", _decade),
    Rule("time decade fixed", "part? decadename", _decade, before="'in'"),
    Rule("time decade fixed", "'the' part? shortyear possessive", _decade_of_short_year),
    Rule("time decade fixed", "shortyear possessive", _decade_of_short_year, before="'in'|'since'|'from'"),
    Rule("time century fixed", "'the'? ordinal hyphen? 'century'", lambda m: ("century", m["ordinal"])),
)
