"""What is counted from the day of publication, or from the time told before: yesterday, last month, that year."""

from __future__ import annotations

from collections.abc import Callable

from dateline.times.expressions import PENDING, THEN, Expression, turned
from dateline.times.patterns import Match, Rule

_LONG = frozenset({"week", "weekend", "month", "quarter", "season", "half", "year", "decade", "century"})
_DAYS = frozenset({"day", "week", "month", "year"})
_PARTS = frozenset({"MO", "AF", "EV", "NI"})
_MANY = {"fortnight": ("week", 2), "millennium": ("century", 10)}
_OUTER = {"weekday": "week", "day": "year", "month": "year", "season": "year", "quarter": "year", "feast": "year"}
"""In which unit "this" looks for what comes back: this Friday is the week's, this June the year's."""


def _unit(step: int) -> Callable[[Match], Expression | None]:
    """A calendar unit, so many from that of publication ("this day" and "last minute" are idioms)."""
    return lambda m: ("unit", m["unit"], step) if m["unit"] in _LONG else None


def _stretch(rule: str) -> Callable[[Match], Expression | None]:
    """One unit up to publication, or from it on: "the past year", "the coming week"."""

    def meaning(m: Match) -> Expression | None:
        unit, many = _MANY.get(m["unit"], (m["unit"], 1))
        return None if unit in ("second", "minute") else (rule, many, many, many, unit)

    return meaning


def _some(rule: str) -> Callable[[Match], Expression | None]:
    """“Recent weeks”, "the coming days"."""
    return lambda m: (rule, "X", 2, "X", _MANY.get(m["units"], (m["units"], 1))[0])


def _next_to(step: int) -> Callable[[Match], Expression | None]:
    """The unit before or after that of the time told before: "the following week"."""

    def meaning(m: Match) -> Expression | None:
        return ("next to", m["unit"], step, THEN) if m["unit"] in _LONG or m["unit"] == "day" else None

    return meaning


def _next_part(step: int) -> Callable[[Match], Expression | None]:
    return lambda m: ("of day", m["daypart"], ("next to", "day", step, THEN))


def _same(m: Match) -> Expression | None:
    unit = m["unit"]
    return ("same", unit, THEN) if unit in _LONG or unit == "day" else None


def _same_part(m: Match) -> Expression | None:
    """“That morning” (but “the same sunset” is a view)."""
    return ("of day", m["daypart"], THEN) if m["daypart"] in _PARTS else None


def _part_of(step: int) -> Callable[[Match], Expression | None]:
    return lambda m: ("of day", m["daypart"], ("unit", "day", step))


def _towards(direction: int) -> Callable[[Match], Expression | None]:
    """“Last Friday”, "next summer"."""
    return lambda m: turned(m["recurring"], direction)


def _this(m: Match) -> Expression | None:
    """“This Friday”, "this June"."""
    recurring = m["recurring"]
    outer = _OUTER.get(recurring[0])
    return ("in", turned(recurring, 1), ("unit", outer, 0)) if outer else None


def _within_unit(rule: str) -> Callable[[Match], Expression | None]:
    """“Earlier this year”, "later in the month"."""

    def meaning(m: Match) -> Expression | None:
        unit = m["unit"]
        if unit == "day":
            return ("same", "day", THEN)
        return (rule, unit) if unit in _LONG else None

    return meaning


def _whole_unit(m: Match) -> Expression | None:
    """The unit in "by the end of the year": that of publication."""
    unit = m["unit"]
    if unit == "day":
        return ("same", "day", THEN)
    return ("unit", unit, 0) if unit in _LONG else None


def _vague(value: str) -> Callable[[Match], Expression | None]:
    return lambda _: ("vague", value)


def _now(m: Match) -> Expression | None:
    """Words like "now" and "recently", where they are adverbs."""
    return ("vague", m["vague"]) if m.reading.upos[m.first] == "ADV" else None


def _ahead(m: Match) -> Expression:
    return ("ahead", *m["length"])


RULES: tuple[Rule, ...] = (
    Rule("time ahead", "length 'from' ('now'|'today')", _ahead),
    Rule("time ahead", "length 'hence'", _ahead),
    Rule("time day", "'the' 'day' 'before' 'yesterday'", lambda _: ("unit", "day", -2)),
    Rule("time day", "'the' 'day' 'after' 'tomorrow'", lambda _: ("unit", "day", 2)),
    Rule("time unit_time fixed", "'the' unit 'after' 'the'? 'next'", _unit(2)),
    Rule("time unit_time fixed", "'the' unit 'before' 'last'", _unit(-2)),
    Rule("time day fixed", "today", lambda m: ("unit", "day", m["today"])),
    Rule("time daypart_time", "'tonight'", lambda _: ("of day", "NI", ("unit", "day", 0))),
    Rule("time daypart_time", "'last' 'night'", lambda _: ("of day", "NI", ("unit", "day", -1)), not_before="'the'"),
    Rule("time daypart_time", "'this' daypart", _part_of(0)),
    Rule("time daypart_time", "('that'|'that' 'same'|'the' 'same') daypart", _same_part),
    Rule("time daypart_time", "'the' ('next'|'following') daypart", _next_part(1)),
    Rule("time daypart_time", "'the' ('previous'|'preceding') daypart", _next_part(-1)),
    Rule("time weekend", "'this' 'weekend'", lambda _: ("weekend", PENDING)),
    Rule("time weekend", "('last'|'the' 'past'|'this' 'past') 'weekend'", lambda _: ("weekend", -2)),
    Rule("time weekend", "('next'|'this' 'coming'|'the' 'coming') 'weekend'", lambda _: ("weekend", 2)),
    Rule("time stretch", "('so' 'far'|'to' 'date') ('this'|'in' 'the') unit", _within_unit("so far")),
    Rule("time stretch", "'this' unit 'so' 'far'", _within_unit("so far")),
    Rule("time stretch", "'earlier' ('this'|'in' 'the'|'on' 'in' 'the'|'the' 'same') unit", _within_unit("so far")),
    Rule("time stretch", "'later' ('this'|'in' 'the'|'on' 'in' 'the') unit", _within_unit("rest")),
    Rule("time stretch", "'the'? ('rest'|'remainder') 'of' ('the'|'this') unit", _within_unit("rest")),
    Rule("time stretch", "('this'|'the')? 'past' unit", _stretch("past"), not_before="'in'"),
    Rule("time stretch", "('this'|'the') 'past' unit", _stretch("past")),
    Rule("time stretch", "'the' 'last' unit", _stretch("past")),
    Rule("time stretch", "('this'|'the') ('coming'|'upcoming') unit", _stretch("coming")),
    Rule("time unit_time fixed", "('this'|'current'|'the' 'current'|'this' 'very'|'the' 'present') unit", _unit(0)),
    Rule("time unit_time fixed", "'last' unit", _unit(-1), not_before="'the'|'his'|'her'|'its'|'their'"),
    Rule("time unit_time fixed", "'next' unit", _unit(1), not_before="'the'"),
    Rule("time unit_time", "'the' ('next'|'following'|'subsequent') unit", _next_to(1)),
    Rule("time unit_time", "'the' ('previous'|'preceding'|'prior') unit", _next_to(-1)),
    Rule(
        "time shift",
        "'the'? unit 'before' time",
        lambda m: ("earlier", 1, 1, 1, m["unit"], m["time"]) if m["unit"] in _DAYS else None,
    ),
    Rule(
        "time shift",
        "'the'? unit 'after' time",
        lambda m: ("later", 1, 1, 1, m["unit"], m["time"]) if m["unit"] in _DAYS else None,
    ),
    Rule("time unit_time", "'the' unit 'before'", _next_to(-1)),
    Rule("time unit_time", "'the' unit 'after'", _next_to(1)),
    Rule("time stretch", "('earlier'|'later'|'late'|'early') 'that' unit", _same),
    Rule("time unit_time fixed", "('that'|'the' 'same'|'that' 'same'|'that' 'very') unit", _same),
    Rule("time stretch", "'the'? ('recent'|'past'|'last') units", _some("past")),
    Rule("time stretch", "'the'? ('coming'|'next'|'upcoming') units", _some("coming")),
    Rule("time weekend recurring", "'the' 'weekend'", lambda _: ("weekend", PENDING)),
    Rule("time recent", "'these' 'days'", _vague("PRESENT_REF")),
    Rule("time recent", "'at' ('the' 'moment'|'present')", _vague("PRESENT_REF")),
    Rule("time recent", "'the' 'past'", _vague("PAST_REF"), before="'in'|'of'", not_after="units|unit|amount|length"),
    Rule("time recent", "'the' 'near'? 'future'", _vague("FUTURE_REF"), before="'in'|'of'"),
    Rule("time recent", "vague", _now, not_after="'after'|'before'|'from'"),
    Rule("time day recurring_this", "'this' 'past' recurring", _towards(-2)),
    Rule("time day recurring_this", "'this'? ('coming'|'upcoming') recurring", _towards(2)),
    Rule("time day recurring_this fixed", "('last'|'past') recurring", _towards(-2)),
    Rule("time day recurring_this fixed", "'next' recurring", _towards(2)),
    Rule("time day recurring_this fixed", "'this' recurring", _this),
    Rule(
        "time day recurring_this",
        "'the' ('previous'|'preceding') recurring",
        lambda m: ("said", THEN, turned(m["recurring"], -2)),
    ),
    Rule(
        "time day recurring_this",
        "'the' ('following'|'next') recurring",
        lambda m: ("said", THEN, turned(m["recurring"], 2)),
    ),
    Rule("whole fixed", "'the' unit", _whole_unit, before="'of'"),
    Rule(
        "time whole fixed",
        "'the'? unit possessive 'end'",
        lambda m: ("part", "end", ("unit", m["unit"], 0)) if m["unit"] in _LONG else None,
    ),
    Rule(
        "time whole fixed",
        "('the'? unit hyphen? 'end')",
        lambda m: ("part", "end", ("unit", m["unit"], 0)) if m["unit"] in _LONG else None,
    ),
    Rule("time ahead", "'in' length possessive 'time'", _ahead),
    Rule("time ago", "length ('ago'|'back')", lambda m: ("ago", *m["length"])),
)
