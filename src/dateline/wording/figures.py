"""Figures as a person writes them, with their bound and unit."""

from __future__ import annotations

from dateline.model.record import RecordFigure

_BOUNDS = {"exact": "", "about": "about ", "at least": "at least ", "at most": "at most ", "range": ""}


def amount(figure: RecordFigure) -> str:
    """A figure with its bound and unit: "at least 12 killed", "40 to 60 injured"; money in the report's words."""
    if figure.unit == "money":
        return " ".join(figure.source.span.text.split())
    if figure.value is not None:
        number = f"{_BOUNDS[figure.bound]}{written(figure.value)}"
    elif figure.low is not None and figure.high is not None:
        number = f"{written(figure.low)} to {written(figure.high)}"
    elif figure.low is not None:
        number = f"{written(figure.low)} or more"
    elif figure.high is not None:
        number = f"up to {written(figure.high)}"
    else:
        number = f"“{figure.source.span.text}”"
    unit = figure.what if figure.unit == "count" and figure.what else figure.unit
    return f"{number} {unit}"


def written(number: float) -> str:
    """A number with commas and no more digits than it has: "90,000,000", "5.5"."""
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.12g}"
