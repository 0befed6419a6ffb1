"""Expressions in their text: which way to look, which time told before they count from, when a quotation was spoken.

Reports on a quarter's results count from it throughout: "the quarter", "the year-ago period", "a year earlier".
"""

from __future__ import annotations

from dateline.model.reading import Reading
from dateline.times.days import LEAN_FUTURE
from dateline.times.expressions import IN_LENGTH, PENDING, THEN, THEN_QUARTER, Expression, holds, parts, replaced
from dateline.times.owners import owned
from dateline.times.spoken import spoken_times
from dateline.times.tense import FUTURE, PAST, direction
from dateline.times.timex import granularity

_NEAR = 3
"""How many sentences back "three days later" may look for the time that it counts from."""
_NEAR_DAY = 1
"""The same for "at noon", which needs the day: from farther off, it may well be another day."""
_NEAR_QUARTER = 12
"""How many sentences a quarter stays the one that "a year earlier" is compared with."""
_QUARTERS = frozenset({"quarter", "quarter of year"})
_LAST_QUARTER: Expression = ("unit", "quarter", -1)
_YEAR_AGO: tuple[Expression, ...] = (("ago", 1, 1, 1, "year"), ("earlier", 1, 1, 1, "year", THEN))
_DAYS = frozenset({"hour", "part of day", "day"})
_POINTS = _DAYS | {"week", "weekend", "month", "season", "quarter", "year"}
_SHIFTS = frozenset({"later", "earlier"})
_OPEN = frozenset({"since", "until", "before", "after", "by", "from"})


def in_context(reading: Reading, found: list[tuple[int, int, Expression]]) -> list[Expression | None]:
    """The expressions of a text, in its order, with nothing left in them but the day of publication.

    None for one that is no time after all ("in the quarter" where no quarter of a year was told).
    """
    found = [(first, last, _directed(reading, first, last, expression)) for first, last, expression in found]
    spoken = spoken_times(reading, found)
    ready: list[Expression | None] = []
    told: dict[bool, tuple[int, Expression]] = {}
    quarter: tuple[int, Expression] | None = None
    for number, (first, last, expression) in enumerate(found):
        sentence = reading.sentence_of[first]
        known = quarter[1] if quarter is not None and sentence - quarter[0] <= _NEAR_QUARTER else None
        if holds(expression, THEN_QUARTER):
            of_quarter = _of_quarter(expression, known)
            if of_quarter is None:
                ready.append(None)
                continue
            expression = of_quarter
        elif known is not None and expression in _YEAR_AGO:
            expression = ("years on", -1, ("then", known))
        elif holds(expression, None):
            before = told.get(_needs_day(expression))
            ahead = _needs_day(expression) and direction(reading, first, last, weekly=True, daily=True) == FUTURE
            base: Expression = ("event", FUTURE if ahead else PAST)
            if before is not None and sentence - before[0] <= (_NEAR_DAY if _needs_day(expression) else _NEAR):
                base = ("then", before[1])
            expression = replaced(expression, THEN, base)
        elif (
            expression[0] in _SHIFTS
            and expression[-1][0] == "event"
            and (event := _event_time(reading, last, found[number + 1 :]))
        ):
            expression = (*expression[:-1], event)
        elif number in spoken:
            expression = ("said", found[spoken[number]][2], expression)
        ready.append(expression)
        fineness = granularity(expression)
        if expression[0] in _QUARTERS or expression == _LAST_QUARTER:
            quarter = sentence, expression
        elif quarter is not None and fineness == "quarter":
            quarter = sentence, quarter[1]
        if fineness in _POINTS and not holds(expression, "event") and expression[0] not in _OPEN:
            told[False] = sentence, expression
            if fineness in _DAYS:
                told[True] = sentence, expression
    return ready


def _of_quarter(expression: Expression, known: Expression | None) -> Expression | None:
    """“The quarter”, "the year-ago period", "the 1988 quarter" with the quarter told before; None where none was."""
    if known is not None and (expression[0] != "in" or known != _LAST_QUARTER):
        if expression[0] == "in":
            return ("in", ("quarter", known[1], 1), expression[2])
        return replaced(expression, THEN_QUARTER, ("then", known))
    match expression:
        case ("years on", -1, _):
            return _YEAR_AGO[0]
        case ("in", _, tuple() as year):
            return tuple(year)
        case _:
            return None


def _event_time(reading: Reading, last: int, following: list[tuple[int, int, Expression]]) -> Expression | None:
    """The time of the event in "two days after the attack on Friday"."""
    after = last + 1
    event = reading.heads[after]
    if event < after:
        return None
    for first, end, expression in following:
        if reading.sentence_of[first] != reading.sentence_of[after]:
            return None
        if (
            owned(reading, first, end).owner == event
            and granularity(expression) in _POINTS
            and not holds(expression, None)
        ):
            return expression
    return None


def _directed(reading: Reading, first: int, last: int, expression: Expression) -> Expression:
    """The expression with the direction that the tense gives."""
    if expression[0] == IN_LENGTH:
        way = direction(reading, first, last, weekly=True, daily=True)
        return ("ahead" if way == FUTURE else "duration", *expression[1:])
    if not holds(expression, PENDING):
        return expression
    if expression[0] in _SHIFTS:
        way = direction(reading, first, last, weekly=True, daily=True)
        expression = replaced(expression, ("event", PENDING), ("event", way if way in (PAST, FUTURE) else 0))
    return (
        replaced(expression, PENDING, _direction(reading, first, last, expression))
        if holds(expression, PENDING)
        else expression
    )


def _direction(reading: Reading, first: int, last: int, expression: Expression) -> int:
    weekly = holds(expression, "weekday") or holds(expression, "weekend")
    fineness = granularity(expression)
    way = direction(reading, first, last, weekly=weekly, daily=fineness in _DAYS)
    return LEAN_FUTURE if way == FUTURE and fineness == "quarter" else way


def _needs_day(expression: Expression) -> bool:
    """Whether the time told before must be a day for this one to count from it ("at noon", "the same day")."""
    rule = expression[0]
    if expression[-1] == THEN:
        return rule in ("clock", "of day") or "day" in expression
    return any(_needs_day(part) for part in parts(expression))
