"""Figures as a person writes them, with their bound and unit."""

from __future__ import annotations

from dateline.model.account import Bound
from dateline.model.record import RecordFigure

_BOUNDS = {"exact": "", "about": "about ", "at least": "at least ", "at most": "at most ", "range": ""}


def amount(figure: RecordFigure) -> str:
    """A figure with its bound and unit: "at least 12 killed", "40 to 60 injured"; money in the report's words."""
    if figure.unit == "money":
        return " ".join(figure.source.span.text.split())
    number = bounded(figure.value, figure.low, figure.high, figure.bound) or f"“{figure.source.span.text}”"
    unit = figure.what if figure.unit == "count" and figure.what else figure.unit
    return f"{number} {unit}"


def bounded(value: float | None, low: float | None, high: float | None, bound: Bound) -> str:
    """A number with its bound: "at least 12", "40 to 60", "up to 30"; empty where there is none."""
    if value is not None:
        return f"{_BOUNDS[bound]}{written(value)}"
    if low is not None and high is not None:
        return f"{written(low)} to {written(high)}"
    if low is not None:
        return f"{written(low)} or more"
    return f"up to {written(high)}" if high is not None else ""


def written(number: float) -> str:
    """A number with commas and no more digits than it has: "90,000,000", "5.5"."""
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.12g}"
