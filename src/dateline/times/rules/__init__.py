"""The rules of the grammar, in the order in which they are tried; each module has one kind of them."""

from __future__ import annotations

from dateline.times.patterns import Rule
from dateline.times.rules import (
    calendar_dates,
    clock,
    combined,
    festivals,
    lengths,
    moments,
    numbers,
    numeric_dates,
    periods,
    relative,
    sets,
    stretches,
)

RULES: tuple[Rule, ...] = (
    *numbers.RULES,
    *clock.RULES,
    *numeric_dates.RULES,
    *festivals.RULES,
    *calendar_dates.RULES,
    *periods.RULES,
    *lengths.RULES,
    *relative.RULES,
    *sets.RULES,
    *combined.RULES,
    *moments.RULES,
    *stretches.RULES,
)
