"""Points on the earth (latitude and longitude in degrees), and kilometres between them. The standard library only."""

from __future__ import annotations

import math

Point = tuple[float, float]

BEARINGS = {
    "north": 0, "northeast": 45, "east": 90, "southeast": 135,
    "south": 180, "southwest": 225, "west": 270, "northwest": 315,
}  # fmt: skip
"""Degrees from north, clockwise."""


def distance(one: Point, other: Point) -> float:
    """Kilometres between two points."""
    north, south = math.radians(one[0]), math.radians(other[0])
    step = math.sin((south - north) / 2) ** 2
    step += math.cos(north) * math.cos(south) * math.sin(math.radians(other[1] - one[1]) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, step)))


def middle(points: list[Point]) -> Point:
    """The mean of points, on a map that is cut where none of them lies."""
    first = points[0][1]
    eastward = [(lon - first + 540) % 360 - 180 for _, lon in points]
    lon = first + math.fsum(eastward) / len(points)
    return math.fsum(lat for lat, _ in points) / len(points), (lon + 540) % 360 - 180


def reach(heart: Point, points: list[Point]) -> float:
    """Kilometres from the middle within which five of six points lie."""
    distances = sorted(distance(heart, point) for point in points)
    return distances[(len(distances) * 5) // 6 - (len(distances) % 6 == 0)]


def moved(point: Point, direction: str, kilometres: float) -> Point:
    """The point so many kilometres to the north, the northeast …; the point itself for a direction that is none."""
    if direction not in BEARINGS:
        return point
    bearing = math.radians(BEARINGS[direction])
    lat = point[0] + kilometres * math.cos(bearing) / 111.2
    lon = point[1] + kilometres * math.sin(bearing) / (111.2 * max(0.1, math.cos(math.radians(point[0]))))
    return max(-90.0, min(90.0, lat)), (lon + 540) % 360 - 180
