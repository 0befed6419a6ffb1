"""The rules of the grammar, in the order in which they are tried; each module has one kind of them."""

from __future__ import annotations

from dateline.times.patterns import Rule
from dateline.times.rules import calendar_dates, clock, combined, lengths, numbers, relative, stretches

RULES: tuple[Rule, ...] = (
    *numbers.RULES,
    *clock.RULES,
    *calendar_dates.RULES,
    *lengths.RULES,
    *relative.RULES,
    *combined.RULES,
    *stretches.RULES,
)
