"""The map as a picture: outlines of countries, and what is placed on them, each with its precision."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from math import cos, radians

from dateline.exports.page.markup import Markup, element
from dateline.model.record import RecordPlace

_WIDTH, _HEIGHT = 960, 460
_LEAST = 7.0  # degrees of latitude that the map shows at least
_KM_PER_DEGREE = 111.2


_Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@cache
def outlines() -> list[tuple[str, list[list[int]]]]:
    """Names of countries with their rings (see tools/build_outlines.py)."""
    packed = resources.files(__package__).joinpath("data/outlines.json.gz").read_bytes()
    found: list[tuple[str, list[list[int]]]] = json.loads(gzip.decompress(packed))
    return found


def draw_map(places: Sequence[RecordPlace], weights: Mapping[str, int]) -> Markup | None:
    """An SVG of the places that have coordinates, or None where none has; `weights` counts the events of each."""
    placed = [place for place in places if place.lat is not None and place.lon is not None]
    if not placed:
        return None
    view = _View(placed)
    shapes = [element("rect", width=str(_WIDTH), height=str(_HEIGHT), class_="sea")]
    names: list[Markup] = []
    for country, rings in outlines():
        drawn = [path for ring in rings if (path := view.path(ring))]
        if drawn:
            shapes.append(
                element("path", element("title", country), d="".join(path for path, _ in drawn), class_="land")
            )
            where = _middle(max((box for _, box in drawn), key=lambda box: (box[2] - box[0]) * (box[3] - box[1])))
            if where is not None:
                names.append(element("text", country, x=f"{where[0]:.0f}", y=f"{where[1]:.0f}", class_="country"))
    taken: list[tuple[float, float]] = []
    for place in sorted(placed, key=lambda one: (-weights.get(one.id, 0), one.name)):
        x, y = view.across(place.lon or 0.0), view.down(place.lat or 0.0)
        count = weights.get(place.id, 0)
        if place.precision not in ("exact", None) and place.radius_km:
            radius = min(place.radius_km / _KM_PER_DEGREE * view.scale, _HEIGHT / 2)
            shapes.append(element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{radius:.1f}", class_="area"))
        label = f"{place.name}: {count} event{'' if count == 1 else 's'}, {place.precision or 'place'}"
        dot = element(
            "circle", element("title", label), cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{4 + min(count, 16) ** 0.5 * 2:.1f}",
            class_="place" if place.precision == "exact" else "place vague",
        )  # fmt: skip
        shapes.append(element("a", dot, href=f"#{place.id}", aria_label=label))
        if all(abs(x - other_x) > 110 or abs(y - other_y) > 15 for other_x, other_y in taken):
            taken.append((x, y))
            late = x > _WIDTH - 120
            names.append(
                element("text", place.name, x=f"{x - 11 if late else x + 11:.1f}", y=f"{y + 4:.1f}", class_="name",
                        text_anchor="end" if late else None)
            )  # fmt: skip
    return element(
        "svg", *shapes, *names, viewBox=f"0 0 {_WIDTH} {_HEIGHT}", role="img", class_="map",
        aria_label="Where the events are told to have happened",
    )  # fmt: skip


def _middle(box: _Box) -> tuple[float, float] | None:
    """The middle of what shows of a box, or None where too little does for a name."""
    left, top, right, bottom = max(box[0], 0), max(box[1], 0), min(box[2], _WIDTH), min(box[3], _HEIGHT)
    return ((left + right) / 2, (top + bottom) / 2) if right - left > 130 and bottom - top > 40 else None


class _View:
    """An equirectangular window around the places, true to scale at its middle latitude."""

    def __init__(self, places: Sequence[RecordPlace]) -> None:
        lats = [place.lat for place in places if place.lat is not None]
        lons = [place.lon for place in places if place.lon is not None]
        middle = (min(lats) + max(lats)) / 2
        self._squeeze = max(cos(radians(middle)), 0.2)
        tall = max((max(lats) - min(lats)) * 1.6, _LEAST)
        wide = max((max(lons) - min(lons)) * 1.6 * self._squeeze, _LEAST * _WIDTH / _HEIGHT)
        self.scale = min(_HEIGHT / tall, _WIDTH / wide)
        self._west = (min(lons) + max(lons)) / 2 - _WIDTH / 2 / self.scale / self._squeeze
        self._north = middle + _HEIGHT / 2 / self.scale

    def across(self, lon: float) -> float:
        return (lon - self._west) * self._squeeze * self.scale

    def down(self, lat: float) -> float:
        return (self._north - lat) * self.scale

    def path(self, ring: list[int]) -> tuple[str, _Box] | None:
        """One ring as a path and its box, points no closer than half a pixel; None where it lies outside the window."""
        x, y = ring[0], ring[1]
        points = [(self.across(x / 100), self.down(y / 100))]
        for step in range(2, len(ring), 2):
            x, y = x + ring[step], y + ring[step + 1]
            points.append((self.across(x / 100), self.down(y / 100)))
        if (
            max(point[0] for point in points) < 0
            or min(point[0] for point in points) > _WIDTH
            or max(point[1] for point in points) < 0
            or min(point[1] for point in points) > _HEIGHT
        ):
            return None
        kept = _clipped(points)
        if len(kept) < 3:
            return None
        thin = [kept[0]]
        for point in kept[1:]:
            if abs(point[0] - thin[-1][0]) + abs(point[1] - thin[-1][1]) >= 0.7 or point is kept[-1]:
                thin.append(point)
        box = (min(x for x, _ in kept), min(y for _, y in kept), max(x for x, _ in kept), max(y for _, y in kept))
        return "M" + "L".join(f"{px:.1f} {py:.1f}" for px, py in thin) + "Z", box


def _clipped(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A ring cut to the window and a margin (Sutherland and Hodgman), so that a large country stays small on file."""
    margin = 40.0
    edges = (
        (0, -margin, 1.0), (0, _WIDTH + margin, -1.0), (1, -margin, 1.0), (1, _HEIGHT + margin, -1.0),
    )  # fmt: skip
    for axis, bound, sign in edges:
        cut: list[tuple[float, float]] = []
        for before, point in zip([points[-1], *points[:-1]], points, strict=True):
            inside, was_inside = sign * (point[axis] - bound) >= 0, sign * (before[axis] - bound) >= 0
            if inside != was_inside:
                share = (bound - before[axis]) / (point[axis] - before[axis])
                cut.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
            if inside:
                cut.append(point)
        points = cut
        if not points:
            return []
    return points
