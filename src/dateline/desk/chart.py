"""A small chart of figures over time by claimant, as points for an SVG in a template."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from dateline.record.browse.event_figures import FigureLine
from dateline.wording.figures import written

WIDTH, HEIGHT = 640, 200
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 16, 16, 32
HUES = 6
"""Claimants beyond these share the last hue."""


class Point(Struct, frozen=True):
    """One figure: where it is drawn, and how far its range goes."""

    id: str
    x: float
    y: float
    low: float
    """Where its range begins and ends (equal where it has none)."""
    high: float
    hue: int
    label: str


class Tick(Struct, frozen=True):
    """A mark on an axis."""

    at: float
    label: str


class Chart(Struct, frozen=True, kw_only=True):
    """Figures of one unit."""

    unit: str
    points: tuple[Point, ...]
    days: tuple[Tick, ...]
    values: tuple[Tick, ...]
    claimants: tuple[tuple[str, int], ...]
    width: int = WIDTH
    height: int = HEIGHT


def charts(figures: Sequence[FigureLine]) -> tuple[Chart, ...]:
    """A chart for each unit of which two figures or more are given on different days or by different people."""
    by_unit: dict[str, list[FigureLine]] = {}
    for figure in figures:
        if figure.day and _middle(figure) is not None:
            by_unit.setdefault(figure.unit, []).append(figure)
    return tuple(
        _chart(unit, some)
        for unit, some in by_unit.items()
        if unit != "money" and len({(one.day, one.said_by) for one in some}) > 1
    )


def _chart(unit: str, figures: Sequence[FigureLine]) -> Chart:
    days = [date.fromisoformat(figure.day).toordinal() for figure in figures if figure.day]
    first, last = min(days), max(days)
    most = _round_up(max(max(figure.high or 0, figure.low or 0, figure.value or 0) for figure in figures))
    claimants = {name: min(turn, HUES - 1) for turn, name in enumerate(dict.fromkeys(one.said_by for one in figures))}

    def x_of(day: int) -> float:
        inside = WIDTH - _LEFT - _RIGHT - 40
        return round(_LEFT + 20 + (inside * (day - first) / (last - first) if last > first else inside / 2), 1)

    def y_of(value: float) -> float:
        return round(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * value / most, 1)

    points = []
    for figure, day in zip(figures, days, strict=True):
        middle = _middle(figure) or 0
        amounts = (
            written(middle)
            if figure.value is not None
            else f"{written(figure.low or 0)} to {written(figure.high or 0)}"
        )
        points.append(
            Point(
                figure.id, x_of(day), y_of(middle), y_of(figure.low if figure.low is not None else middle),
                y_of(figure.high if figure.high is not None else middle), claimants[figure.said_by],
                f"{figure.day}: {amounts} {unit}, {figure.said_by}",
            )
        )  # fmt: skip
    shown = sorted({first, last, (first + last) // 2} if last - first > 3 else {first, last})
    return Chart(
        unit=unit,
        points=tuple(points),
        days=tuple(Tick(x_of(day), date.fromordinal(day).isoformat()) for day in shown),
        values=tuple(Tick(y_of(value), written(round(value, 1))) for value in (0, most / 2, most)),
        claimants=tuple(claimants.items()),
    )


def _round_up(value: float) -> float:
    """The next 2, 4, 10, 20, 40, 100 …: a number whose half is as plain."""
    step = 1.0
    while True:
        for times in (2, 4, 10):
            if times * step >= value:
                return times * step
        step *= 10


def _middle(figure: FigureLine) -> float | None:
    if figure.value is not None:
        return figure.value
    if figure.low is not None and figure.high is not None:
        return (figure.low + figure.high) / 2
    return figure.low if figure.low is not None else figure.high
