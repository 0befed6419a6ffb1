"""Expressions in their text: which way to look, which time told before they count from, when a quotation was spoken."""

from __future__ import annotations

from dateline.model.reading import Reading
from dateline.times.expressions import PENDING, THEN, Expression, holds, replaced
from dateline.times.tense import PAST, direction
from dateline.times.timex import granularity

_NEAR = 3
"""How many sentences back "three days later" may look for the time that it counts from."""
_POINTS = frozenset({"part of day", "day", "week", "weekend", "month", "season", "quarter", "year", "hour"})


def in_context(reading: Reading, found: list[tuple[int, int, Expression]]) -> list[Expression]:
    """The expressions of a text, in its order, with nothing left in them but the day of publication."""
    ready: list[Expression] = []
    told: tuple[int, Expression] | None = None
    for first, last, expression in found:
        sentence = reading.sentence_of[first]
        if holds(expression, PENDING):
            expression = replaced(expression, PENDING, direction(reading, first, last))
        if holds(expression, None):
            near = told is not None and sentence - told[0] <= _NEAR
            base: Expression = ("then", told[1]) if near and told else ("event", PAST)
            expression = replaced(expression, THEN, base)
        ready.append(expression)
        if granularity(expression) in _POINTS and not holds(expression, "event") and expression[0] not in ("since", "until", "before", "after"):
            told = (sentence, expression)
    return ready
