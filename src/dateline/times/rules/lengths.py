"""Lengths of time: "three days", "more than two years", "several months", "a three-day …".

A piece `length` has the value (number as said, at least, at most, unit), each number "X" where the words leave it open.
"More than three years" is read as three to four, "more than twenty" as twenty to thirty, "about ten" as eight to
twelve.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from dateline.times.expressions import THEN, THEN_QUARTER, Expression
from dateline.times.intervals import Count
from dateline.times.patterns import Match, Rule
from dateline.times.timex import length as timex_length

Length: TypeAlias = tuple[Count, Count, Count, str]
Amount: TypeAlias = tuple[Any, Any, Any]

_FINER = {
    "century": ("year", 100), "decade": ("year", 10), "year": ("month", 12), "half": ("month", 6),
    "quarter": ("month", 3), "week": ("day", 7), "day": ("hour", 24), "hour": ("minute", 60), "minute": ("second", 60),
}  # fmt: skip
"""The unit in which a fraction of another is told, and how many make one."""
_COARSENESS = "second minute hour day weekend week month season quarter half year decade century".split()
_SAID_OF = {"fortnight": (2, "week"), "millennium": (1000, "year")}
_SMALL, _ROUND, _EIGHTHS = 12, 100, 8
_COUNTED = frozenset({"NOUN", "NUM", "SYM"})
_RATES = frozenset({"nmod:unmarked", "nmod:desc", "nmod", "obl:unmarked", "nummod"})
_AFTER_LENGTHS = frozenset("ago later earlier after before or and".split())
_VAGUE_UNITS = frozenset({"second", "minute", "quarter"})
"""Units that "a" does not make a length of: "a second attack", "a quarter of them"."""


def length(amount: Amount, unit: str) -> Length | None:
    """An amount of a unit; a fraction is told in a finer unit ("1.5 years" are 18 months)."""
    said, low, high = amount
    if unit in _SAID_OF:
        times, unit = _SAID_OF[unit]
        said, low, high = (count if count == "X" else count * times for count in (said, low, high))
    if isinstance(said, float) and said != int(said):
        if unit not in _FINER:
            return None
        finer, times = _FINER[unit]
        counts = [round(said * times)] * 3
        return counts[0], counts[1], counts[2], finer
    return *(count if count == "X" else int(count) for count in (said, low, high)), unit  # type: ignore[return-value]


def more(value: Length) -> Length | None:
    """More than a length: up to the next round number."""
    said, _, _, unit = value
    if said == "X" or not isinstance(said, int):
        return None
    high: Count = said + 1 if said <= _SMALL else said + 10 if said % 10 == 0 and said < _ROUND else "X"
    return said, said, high, unit


def less(value: Length) -> Length | None:
    """Nearly a length: more than the number before it."""
    said, _, _, unit = value
    return (said, max(said - 1, 0), said, unit) if isinstance(said, int) else None


def about(value: Length) -> Length | None:
    """About a length: a quarter more or less."""
    said, _, _, unit = value
    if not isinstance(said, int):
        return None
    slack = max(1, said // 4)
    return said, max(said - slack, 0), said + slack, unit


def _at_least(m: Match) -> Length | None:
    said, low, _, unit = m["length"]
    return None if said == "X" else (said, low, "X", unit)


def _at_most(m: Match) -> Length | None:
    said, _, high, unit = m["length"]
    return None if said == "X" else (said, 0, high, unit)


def _with_fraction(m: Match) -> Amount | None:
    """“5 1/2 hours”."""
    whole, (part, of, year) = m["a"][0], m["slashed"]
    return (whole + part / of,) * 3 if whole != "X" and not year and 0 < part < of <= _EIGHTHS else None


def _split_decimal(m: Match) -> Amount | None:
    """“3.5years”, which the reader takes apart."""
    reading = m.reading
    if reading.ends[m.first] != reading.starts[m.first + 1] or reading.ends[m.first + 1] != reading.starts[m.last]:
        return None
    return (float(f"{m['w']}.{m['t']}"),) * 3


def _between(m: Match) -> Amount | None:
    low, high = m["a"][0], m["b"][0]
    return (low, low, high) if low != "X" and high != "X" and low < high else None


def _single(m: Match) -> Length | None:
    """“A week” - but not in "12 dollars a week" or "a second attack"."""
    unit = m["unit"]
    if unit in _VAGUE_UNITS or _is_rate(m):
        return None
    return length((1, 1, 1), unit)


def _is_rate(m: Match) -> bool:
    """Whether "a day" says how often, after what is counted: "700 seats a day" (but "five soldiers a day later")."""
    reading, following = m.reading, m.following(1)
    if m.first == 0 or reading.upos[m.first - 1] not in _COUNTED or reading.words[m.first].lower() not in ("a", "an"):
        return False
    return not (following is not None and reading.words[following.first].lower() in _AFTER_LENGTHS) and (
        reading.labels[m.last] in _RATES and reading.heads[m.last] < m.first
    )


def _counted(m: Match) -> Length | None:
    unit = m["units"]
    following = m.following(1)
    if unit == "quarter" and following is not None and m.reading.words[following.first].lower() == "of":
        return None  # a fraction
    return length(m["amount"], unit)


def _hyphened(m: Match) -> Length | None:
    """“A three-day visit”; one without its hyphen ("a two day visit") only before a noun."""
    if m["units"] == "quarter":
        return None  # "three-quarters" are a fraction
    if m["unit"] == "weekend" and len(m.run) == 2:
        return None  # "eight weekend shootings"
    return length(m["amount"], m["unit"] or m["units"])


def _and_a_half(m: Match) -> Length | None:
    said = m["amount"][0]
    return None if said == "X" else length((said + 0.5,) * 3, m["units"] or m["unit"])


def _sum(m: Match) -> Length | None:
    """“Two years and three months”: one length where the finer unit divides the other evenly."""
    (left, _, _, unit), (right, _, _, finer) = m["a"], m["b"]
    if left == "X" or right == "X" or unit not in _FINER or _FINER[unit][0] != finer:
        return None
    total = left * _FINER[unit][1] + right
    return total, total, total, finer


def _long_sum(m: Match) -> tuple[Length, ...] | None:
    """“2 years 1 month 21 days”: each with a unit of its own."""
    found = m["lengths"] or (m["a"],)
    added = (*found, m["b"])
    units = {length[3] for length in added}
    return added if len(units) == len(added) and all(isinstance(length[0], int) for length in added) else None


def _whole_sum(m: Match) -> Expression:
    """The lengths as one duration."""
    first, *others = (("duration", *length) for length in m["lengths"])
    for other in others:
        first = ("sum", first, other)
    return first


def _moved_by_all(rule: str, then: Expression | None) -> Callable[[Match], Expression]:
    """“1 month 21 days ago”, "1 day 2 hours later": one after the other."""

    def meaning(m: Match) -> Expression:
        (*_, longest), base = sorted(m["lengths"], key=lambda length: _COARSENESS.index(length[3])), then
        others = [length for length in m["lengths"] if length is not longest]
        moved: Expression = (rule, *longest) if base is None else (rule, *longest, base)
        for other in others:
            moved = ("earlier" if rule in ("ago", "earlier") else "later", *other, moved)
        return moved

    return meaning


def _one_or_two(m: Match) -> Length | None:
    return (1, 1, 2, m["unit"]) if m["amount"][0] == 2 else None


def _rate(m: Match) -> Expression | None:
    """“Three times a week”."""
    counted = length((1, 1, 1), m["unit"])
    return ("set", timex_length(counted[0], counted[3])) if counted else None


def _year_ago(m: Match) -> Expression | None:
    """“The year-earlier period”: of the quarter that was told, if one was."""
    if m["unit"] == "year":
        return ("years on", -1, THEN_QUARTER)
    return ("ago", 1, 1, 1, m["unit"]) if m["unit"] in ("week", "month") else None


def _quarter_year_ago(m: Match) -> Expression | None:
    """“The year-ago third quarter”."""
    return ("years on", -1, m["recurring"]) if m["unit"] == "year" and m["recurring"][0] == "quarter" else None


_MORE = (
    "('additional'|'more'|'full'|'long'|'straight'|'consecutive'|'trading'|'business'|'working'|'successive'|'whole')*"
)

RULES: tuple[Rule, ...] = (
    Rule("amount", "w:number '.' t:number", _split_decimal),
    Rule("amount", "number", lambda m: (m["number"],) * 3),
    Rule("amount", "num", lambda m: (m["num"],) * 3),
    Rule("amount", "decimal", lambda m: (m["decimal"],) * 3),
    Rule("amount", "a:amount slashed", _with_fraction),
    Rule("amount", "'a' ('couple'|'pair') 'of'?", lambda _: (2, 2, 3)),
    Rule("amount", "'couple' 'of'?", lambda _: (2, 2, 3)),
    Rule("amount", "('a'|'very')* many 'of'?", lambda m: ("X", m["many"], "X")),
    Rule("amount", "'a' ('number'|'handful'|'matter') 'of'", lambda _: ("X", 2, "X")),
    Rule("amount", "dozens 'of'", lambda m: ("X", m["dozens"], "X")),
    Rule("amount", "'between'? a:amount ('to'|'or'|hyphen|'and') b:amount", _between),
    Rule("time ago", "'the'? 'comparable'? unit hyphen ('ago'|'earlier') recurring", _quarter_year_ago),
    Rule("time ago", "'the'? 'comparable'? unit hyphen ('ago'|'earlier') (other:unit|'period')", _year_ago),
    Rule("time ago", "unit hyphen ('ago'|'earlier')", _year_ago),
    Rule("length", "'a' unit 'or' amount", _one_or_two),
    Rule("length", "amount 'and' 'a' 'half' (unit|units)", _and_a_half),
    Rule("length", "amount (unit|units) 'and' 'a' 'half'", _and_a_half),
    Rule("length", "('a'|'an') unit 'and' 'a' 'half'", lambda m: length((1.5,) * 3, m["unit"])),
    Rule("length", "'half' ('a'|'an'|hyphen)? unit", lambda m: length((0.5,) * 3, m["unit"])),
    Rule("length", "'a' 'half' hyphen? unit", lambda m: length((0.5,) * 3, m["unit"])),
    Rule("time set", "(amount 'times'|'once'|'twice') ('a'|'an'|'per'|'each'|'every') unit", _rate),
    Rule(
        "none",
        "amount ('a'|'an'|'per'|'each') unit",
        lambda _: "rate",
        not_after="'ago'|'later'|'earlier'|'after'|'before'",
    ),
    Rule("length", f"amount {_MORE} units", _counted),
    Rule("length", f"amount hyphen {_MORE} (unit|units)", _hyphened),
    Rule("length", "amount unit", _hyphened),
    Rule(
        "length",
        "('a'|'an') ('full'|'whole'|'further'|'additional'|'entire')? unit",
        _single,
        not_before="'such'|'per'",
    ),
    Rule(
        "length", "units", lambda m: length(("X", 2, "X"), m["units"]), after="'ago'|'later'|'earlier'|'after'|'before'"
    ),
    Rule("length", "units", lambda m: length(("X", 2, "X"), m["units"]), before="'for'|'in'|'within'|'over'|'after'"),
    Rule("length", "('all'|'full') hyphen? unit", _single),
    Rule("length", "'another' unit", _single),
    Rule("length", "'another' length", lambda m: m["length"]),
    Rule("length", "'an' 'additional' length", lambda m: m["length"]),
    Rule("length", "a:length ','? 'and'? b:length", _sum),
    Rule("lengths", "a:length ','? 'and'? b:length", _long_sum),
    Rule("lengths", "lengths ','? 'and'? b:length", _long_sum),
    Rule("lengths", "lengths ','? 'and'? b:length", _long_sum),
    Rule("time ago", "lengths ('ago'|'back')", _moved_by_all("ago", None)),
    Rule("time ahead", "lengths ('from' 'now'|'hence')", _moved_by_all("ahead", None)),
    Rule("time shift", "lengths 'later'", _moved_by_all("later", THEN)),
    Rule("time shift", "lengths 'earlier'", _moved_by_all("earlier", THEN)),
    Rule("time duration", "('next'|'coming')? lengths", _whole_sum),
    Rule("none", "length hyphen? ('old'|'olds')", lambda _: "age"),
    Rule("none", "length 'of' 'age'", lambda _: "age"),
    Rule("length", "length 'or' ('more'|'longer')", _at_least),
    Rule("length", "length 'or' 'so'", lambda m: about(m["length"])),
    Rule("length", "('no'|'not') ('more'|'longer') 'than' length", _at_most),
    Rule("length", "('more'|'longer') 'than' length", lambda m: more(m["length"])),
    Rule("length", "('well' 'over'|more|'just' 'over'|'upwards' 'of') length", lambda m: more(m["length"])),
    Rule("length", "('less'|'fewer') 'than' length", lambda m: less(m["length"])),
    Rule("length", "('just' 'under'|less) length", lambda m: less(m["length"])),
    Rule("length", "about length", lambda m: about(m["length"])),
    Rule("length", "'at' 'least' length", _at_least),
    Rule("length", "('up' 'to'|'at' 'most'|'at' 'the' 'most') length", _at_most),
    Rule("length", "('as' 'long' 'as'|'as' 'many' 'as') length", _at_most),
)
