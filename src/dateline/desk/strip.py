"""A small picture of how much there is over time: bars up for one count, bars down for another, for an SVG."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

WIDTH, HALF, GAP = 960, 44, 16


class Bar(Struct, frozen=True):
    """One bar: where it begins, how wide and tall it is, what it says, and the days that it counts."""

    x: float
    y: float
    width: float
    height: float
    below: bool
    label: str
    first: str
    last: str


class Strip(Struct, frozen=True, kw_only=True):
    """The bars and the marks of the axis between them."""

    bars: tuple[Bar, ...]
    marks: tuple[tuple[float, str], ...]
    width: int = WIDTH
    height: int
    axis: int = HALF


def strip(unit: str | None, edges: Sequence[int], above: Sequence[int], below: Sequence[int] = ()) -> Strip | None:
    """Bars for counts between days (`date.toordinal()`); None where there is nothing to draw."""
    if unit is None or len(edges) < 2:
        return None
    most = max([*above, *below, 1])
    span = edges[-1] - edges[0]

    def x_of(day: int) -> float:
        return round(WIDTH * (day - edges[0]) / span, 1)

    bars = []
    for counts, under in ((above, False), (below, True)):
        for turn, count in enumerate(counts):
            if not count:
                continue
            tall = round(max(2.0, HALF * count / most), 1)
            left, right = x_of(edges[turn]), x_of(edges[turn + 1])
            first, last = (date.fromordinal(edges[turn]).isoformat(), date.fromordinal(edges[turn + 1] - 1).isoformat())
            when = first if first == last else f"{unit} from {first}"
            bars.append(
                Bar(left, HALF + GAP if under else HALF - tall, max(2.0, right - left - 1), tall, under,
                    f"{when}: {count}", first, last)
            )  # fmt: skip
    shown = max(1, (len(edges) - 1) // 8)
    marks = tuple((x_of(day), _mark(unit, day)) for day in edges[:-1:shown] if x_of(day) < WIDTH - 60)
    return Strip(bars=tuple(bars), marks=marks, height=(2 * HALF if below else HALF) + GAP)


def _mark(unit: str, day: int) -> str:
    iso = date.fromordinal(day).isoformat()
    return iso if unit in ("day", "week") else iso[:7] if unit in ("month", "quarter") else iso[:4]
