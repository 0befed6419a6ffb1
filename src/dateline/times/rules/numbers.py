"""Spelled numbers become numbers; numbers that count something else (money, people, ages) are put out of the way."""

from __future__ import annotations

from dateline.times.patterns import Match, Rule
from dateline.times.rules.counting import counts

_FIRST_CENTURY, _LAST_CENTURY, _TEN = 16, 20, 10


def _spoken_year(m: Match) -> int | None:
    """“Nineteen ninety-six”."""
    if _FIRST_CENTURY <= m["century"] <= _LAST_CENTURY and _TEN <= m["rest"] < _TEN * _TEN:
        return int(m["century"] * 100 + m["rest"])
    return None


def _early_in_century(m: Match) -> int | None:
    """“Nineteen zero one”, "twenty oh eight"."""
    if _FIRST_CENTURY <= m["century"] <= _LAST_CENTURY and not m["zero"] and 0 < m["rest"] < _TEN:
        return int(m["century"] * 100 + m["rest"])
    return None


def _year_in_words(m: Match) -> int | None:
    """“Two thousand and twenty”, unless it counts something."""
    at, year = m.last, m["num"]
    if not _FIRST_CENTURY * 100 <= year < (_LAST_CENTURY + 1) * 100 or counts(m.reading, at):
        return None
    return int(year)


def _other(m: Match) -> str | None:
    """Something else than a time, unless the number is a year for the parser ("In 2014 militants seized …")."""
    piece = m.run[0]
    if "yearnum" in piece.values and m.reading.labels[piece.first].startswith(("obl", "nmod", "root")):
        return None
    return "other"


RULES: tuple[Rule, ...] = (
    Rule("ordinal anyday", "tens hyphen? ordinal", lambda m: m["tens"] + m["ordinal"]),
    Rule("num anyday", "tens hyphen? numeral", lambda m: found if (found := m["tens"] + m["numeral"]) <= 31 else None),
    Rule("num", "tens hyphen? numeral", lambda m: m["tens"] + m["numeral"]),
    Rule("num", "tens", lambda m: m["tens"]),
    Rule("num anyday", "numeral", lambda m: m["numeral"] if m["numeral"] >= _TEN else None),
    Rule("num", "numeral", lambda m: m["numeral"]),
    Rule("num", "'half' 'a' 'dozen'", lambda _: 6),
    Rule("num", "('a'|num) 'dozen'", lambda m: 12 * (m["num"] or 1)),
    Rule("num", "('a'|n:num) 'hundred' ('and'? rest:num)?", lambda m: 100 * (m["n"] or 1) + (m["rest"] or 0)),
    Rule("num", "('a'|n:num) 'thousand' ('and'? rest:num)?", lambda m: 1000 * (m["n"] or 1) + (m["rest"] or 0)),
    Rule("yearnum", "century:num (zero:num|'oh') rest:num", _early_in_century),
    Rule("yearnum", "century:num rest:num", _spoken_year),
    Rule("yearnum", "num", _year_in_words, before="'in'|'of'|'since'|','|monthname|ordinal|anyday"),
    Rule("yearnum", "'the' 'year' num", lambda m: m["num"] if m["num"] >= 1000 else None),
    Rule("none", "('aged'|'age'|'ages') (number|num) ((hyphen|'to'|'and') (number|num))?", lambda _: "age"),
    Rule("none", "'age' 'of' (number|num)", lambda _: "age"),
    Rule("none", "currency (number|decimal|yearnum|num)", lambda _: "money"),
    Rule("none", "(number|decimal|num) hyphen? counted", _other),
)
