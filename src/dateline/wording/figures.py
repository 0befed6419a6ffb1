"""Figures as a person writes them, with their bound and unit."""

from __future__ import annotations

from dateline.model.record import RecordFigure

_BOUNDS = {"exact": "", "about": "about ", "at least": "at least ", "at most": "at most ", "range": ""}


def amount(figure: RecordFigure) -> str:
    """A figure with its bound and unit: "at least 12 killed", "40 to 60 injured"."""
    if figure.value is not None:
        number = f"{_BOUNDS[figure.bound]}{figure.value:,g}"
    elif figure.low is not None and figure.high is not None:
        number = f"{figure.low:,g} to {figure.high:,g}"
    elif figure.low is not None:
        number = f"{figure.low:,g} or more"
    elif figure.high is not None:
        number = f"up to {figure.high:,g}"
    else:
        number = f"“{figure.source.span.text}”"
    return f"{number} {figure.unit}"
