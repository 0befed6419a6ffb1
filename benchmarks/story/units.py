"""The closed list of units that figures are scored in, and the other words for them that a gold may use.

The list is the model's own (`dateline.model.account.Unit`): killed, injured, missing, displaced, detained, fighters,
troops, people, %, km, km2, money, years, months, weeks, days, hours, count. Anything else that a gold counts
("villages", "strikes") is `count`. A gold figure without a number in its text is left out (see `has_number`).
"""

from __future__ import annotations

from typing import Any, get_args

from dateline.model.account import Unit

UNITS: tuple[str, ...] = get_args(Unit)
SYNONYMS = {
    "percent": "%", "per cent": "%", "percentage": "%",
    "dead": "killed", "deaths": "killed", "fatalities": "killed",
    "wounded": "injured", "hurt": "injured",
    "arrested": "detained", "arrests": "detained", "captured": "detained",
    "soldiers": "troops", "militants": "fighters", "rebels": "fighters",
    "civilians": "people", "persons": "people",
    "kilometers": "km", "kilometres": "km", "square kilometers": "km2", "square kilometres": "km2", "sq km": "km2",
    "dollars": "money", "USD": "money", "EUR": "money",
    "year": "years", "month": "months", "week": "weeks", "day": "days", "hour": "hours",
}  # fmt: skip


def unit_of(stated: str) -> str:
    """The unit of the list that a gold's unit stands for."""
    known = stated.strip()
    return known if known in UNITS else SYNONYMS.get(known, "count")


def has_number(figure: dict[str, Any]) -> bool:
    """Whether a gold figure gives a number: a value, or both ends of a range ("almost all", "thousands" give none)."""
    return figure["value"] is not None or (figure.get("low") is not None and figure.get("high") is not None)


def number_of(value: float | None, low: float | None, high: float | None) -> tuple[float, ...]:
    """The number for comparing: its value, else both ends, else the one end that is given."""
    if value is not None:
        return (float(value),)
    return tuple(float(end) for end in (low, high) if end is not None)
