"""Where the north, the south … of an area lies, and where two countries meet: told from the towns in them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from dateline.places.geometry import Point, distance, middle, reach

_DIRECTIONS = {
    "north": (0, 1), "northeast": (1, 1), "east": (1, 0), "southeast": (1, -1), "south": (0, -1), "southwest": (-1, -1),
    "west": (-1, 0), "northwest": (-1, 1), "centre": (0, 0),
}  # fmt: skip
"""Steps to the east and to the north."""


def parts(towns: list[dict[str, Any]]) -> Iterator[tuple[str, Point, int]]:
    """Direction, middle and radius (km) of each part of an area: its outer third, or a quarter for the corners.

    Settled squares of half a degree (a tenth, in small areas) count, not towns, which crowd in one corner.
    """
    points = sorted({_square(town, 0.5) for town in towns})
    if len(points) < 12:
        points = sorted({_square(town, 0.1) for town in towns})
    if len(points) < 6:
        return
    heart = middle(points)
    x, y = _unit([(lon - heart[1] + 540) % 360 - 180 for _, lon in points]), _unit([lat for lat, _ in points])
    for direction, (east, north) in _DIRECTIONS.items():
        inside = [
            point
            for point, across, up in zip(points, x, y, strict=True)
            if _lies(across, east, north) and _lies(up, north, east)
        ]
        if len(inside) >= 2:
            centre = middle(inside)
            yield direction, centre, max(5, round(reach(centre, inside)))


def _square(town: dict[str, Any], side: float) -> Point:
    """The middle of the square of the map that a town lies in."""
    return _middle_of(town["latitude"], side), _middle_of(town["longitude"], side)


def _middle_of(degrees: float, side: float) -> float:
    return (math.floor(degrees / side) + 0.5) * side


def _unit(values: list[float]) -> list[float]:
    """Values between the 2nd and the 98th of a hundred as 0 to 1."""
    ranked = sorted(values)
    low, high = ranked[len(ranked) // 50], ranked[-1 - len(ranked) // 50]
    return [(value - low) / (high - low) if high > low else 0.5 for value in values]


def _lies(share: float, side: int, other_side: int) -> bool:
    """Whether a place at `share` of the way across lies on `side` (-1, 0, 1), given the side on the other axis."""
    if side == 0:
        return other_side != 0 or 0.33 <= share <= 0.67
    depth = 0.5 if other_side else 0.33
    return share >= 1 - depth if side > 0 else share <= depth


def grid(towns: list[dict[str, Any]]) -> dict[tuple[int, int], list[Point]]:
    """The points of towns by squares of half a degree."""
    cells: dict[tuple[int, int], list[Point]] = defaultdict(list)
    for town in towns:
        lat, lon = town["latitude"], town["longitude"]
        cells[math.floor(lat * 2), math.floor(lon * 2)].append((lat, lon))
    return cells


def halfway(one: dict[tuple[int, int], list[Point]], other: dict[tuple[int, int], list[Point]]) -> list[Point]:
    """Points halfway between towns of two countries (as grids) within 50 km of each other, else 150, else 400.

    Points in one square of a quarter of a degree count once.
    """
    points: list[Point] = []
    for squares in (1, 3, 8):
        points = [
            ((town[0] + near[0]) / 2, (town[1] + near[1]) / 2)
            for (row, column), towns in one.items()
            for town, near in _nearest(towns, _around(other, row, column, squares))
            if distance(town, near) <= 50 * squares
        ]
        points = sorted({(_middle_of(lat, 0.25), _middle_of(lon, 0.25)) for lat, lon in points})
        if len(points) >= 3:
            break
    return points


def _around(cells: dict[tuple[int, int], list[Point]], row: int, column: int, squares: int) -> list[Point]:
    steps = range(-squares, squares + 1)
    return [point for up in steps for across in steps for point in cells.get((row + up, column + across), ())]


def _nearest(towns: list[Point], others: list[Point]) -> Iterator[tuple[Point, Point]]:
    """Each town with the nearest of the others; nothing where there are none."""
    for town in towns if others else ():
        yield town, min((distance(town, point), point) for point in others)[1]
