"""The map's ground: outlines from a TopoJSON or GeoJSON file as GeoJSON for the browser, what lies in a box only.

Comes with Natural Earth's countries in two resolutions; a file of one's own takes the place of both. The browser needs
no decoder for it, and never more than it shows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from dateline.desk import fetching
from dateline.desk.refusals import Missing

Point = tuple[float, float]
Ring = list[Point]
Box = tuple[float, float, float, float]
"""West, south, east, north."""
WORLD: Box = (-180.0, -90.0, 180.0, 90.0)
_NAMES = ("name", "NAME", "name_en", "NAME_EN", "admin", "ADMIN", "shapeName")


class Piece(NamedTuple):
    """One polygon (outer ring first), or one line, with its box."""

    box: Box
    rings: list[Ring]
    line: bool


class Outline(NamedTuple):
    """A country, or whatever the file draws."""

    name: str
    pieces: list[Piece]


class Basemap:
    """The outlines of one file."""

    def __init__(self, outlines: list[Outline]) -> None:
        self.outlines = outlines

    @classmethod
    def read(cls, file: Path) -> Basemap:
        """From a file; raises Missing where it can't be read as a map."""
        try:
            return cls(list(_outlines(json.loads(file.read_bytes()))))
        except (OSError, ValueError, TypeError, KeyError, IndexError) as error:
            raise Missing(
                f"{file} is no map that the desk can read ({type(error).__name__}: {error}).",
                todo="It takes GeoJSON or TopoJSON with polygons or lines in degrees.",
            ) from error

    def features(self, box: Box = WORLD, places: int = 2) -> list[dict[str, Any]]:
        """GeoJSON features of what lies in the box, coordinates to that many decimals; ids are places in the file."""
        found = []
        for turn, outline in enumerate(self.outlines):
            shown = [piece for piece in outline.pieces if _meet(piece.box, box)]
            lines = [piece.line for piece in shown]
            if not shown:
                continue
            coordinates: Any = [
                [[[round(x, places), round(y, places)] for x, y in ring] for ring in piece.rings] for piece in shown
            ]
            kind = "MultiPolygon"
            if all(lines):
                kind, coordinates = "MultiLineString", [rings[0] for rings in coordinates]
            found.append(
                {"type": "Feature", "id": turn, "properties": {"name": outline.name},
                 "geometry": {"type": kind, "coordinates": coordinates}}
            )  # fmt: skip
        return found

    def labels(self) -> list[dict[str, Any]]:
        """Where the names stand: the middle of each outline's largest piece, the largest outline first."""
        found = []
        for outline in self.outlines:
            areas = [(abs(_area(piece.rings[0])), piece) for piece in outline.pieces if not piece.line]
            if outline.name and areas:
                size, piece = max(areas, key=lambda pair: pair[0])
                found.append((size, outline.name, _middle(piece.rings[0])))
        found.sort(key=lambda one: (-one[0], one[1]))
        return [
            {"type": "Feature", "properties": {"name": name, "size": round(size, 2)},
             "geometry": {"type": "Point", "coordinates": [round(x, 2), round(y, 2)]}}
            for size, name, (x, y) in found
        ]  # fmt: skip

    def at(self, lon: float, lat: float) -> int | None:
        """The place in the file of the outline that holds a point."""
        for turn, outline in enumerate(self.outlines):
            for piece in outline.pieces:
                west, south, east, north = piece.box
                if piece.line or not (west <= lon <= east and south <= lat <= north):
                    continue
                if sum(_holds(ring, lon, lat) for ring in piece.rings) % 2:
                    return turn
        return None


class Ground:
    """The map of a desk: the user's own file, or Natural Earth's countries, coarse and fine."""

    def __init__(self, own: Path | None = None) -> None:
        self.own = own
        self._read: dict[Path, tuple[int, Basemap]] = {}

    def coarse(self) -> Basemap:
        """For the whole world."""
        return self._of(self.own or fetching.TARGET / "atlas" / "countries-110m.json")

    def fine(self) -> Basemap:
        """For a closer look."""
        return self._of(self.own or fetching.TARGET / "atlas" / "countries-50m.json")

    def _of(self, file: Path) -> Basemap:
        stamp = file.stat().st_mtime_ns if file.is_file() else 0
        known = self._read.get(file)
        if known is None or known[0] != stamp:
            known = self._read[file] = (stamp, Basemap.read(file))
        return known[1]


def _outlines(value: Any) -> Iterator[Outline]:
    if value["type"] == "Topology":
        arcs = list(_arcs(value))
        objects = value["objects"]
        geometries = _flat(objects["countries"] if "countries" in objects else objects[max(objects)])
        for geometry in geometries:
            yield _outline(geometry, _topological(geometry, arcs))
    elif value["type"] == "FeatureCollection":
        for feature in value["features"]:
            yield _outline(feature, _geometrical(feature.get("geometry") or {}))
    else:
        raise ValueError(f"a {value['type']} is neither a Topology nor a FeatureCollection")


def _outline(thing: Any, parts: Iterator[tuple[list[Ring], bool]]) -> Outline:
    properties = thing.get("properties") or {}
    name = next((str(properties[key]) for key in _NAMES if properties.get(key)), "")
    pieces = ((list(map(_whole, rings)), line) for rings, line in parts if rings and rings[0])
    return Outline(name, [Piece(_box(rings[0]), rings, line) for rings, line in pieces])


def _whole(ring: Ring) -> Ring:
    """A ring that crosses the date line without a jump from one side of the map to the other."""
    found = ring[:1]
    turns = 0
    for (before, _), (x, y) in pairwise(ring):
        # along the pole a jump is no crossing
        if abs(x - before) > 180 and abs(y) < 89:
            turns += 1 if x < before else -1
        found.append((x + 360 * turns, y))
    return found


def _flat(thing: Any) -> Iterator[Any]:
    if thing["type"] == "GeometryCollection":
        for geometry in thing["geometries"]:
            yield from _flat(geometry)
    else:
        yield thing


def _arcs(topology: Any) -> Iterator[Ring]:
    """Arcs in degrees; those of a quantised topology hold differences of whole numbers."""
    transform = topology.get("transform")
    for arc in topology["arcs"]:
        if transform is None:
            yield [(float(point[0]), float(point[1])) for point in arc]
            continue
        (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
        x = y = 0
        ring = []
        for point in arc:
            x, y = x + point[0], y + point[1]
            ring.append((x * scale_x + move_x, y * scale_y + move_y))
        yield ring


def _topological(geometry: Any, arcs: Sequence[Ring]) -> Iterator[tuple[list[Ring], bool]]:
    def ring(numbers: Sequence[int]) -> Ring:
        points: Ring = []
        for number in numbers:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += arc[1:] if points else arc
        return points

    kind, given = geometry["type"], geometry.get("arcs", ())
    if kind in ("Polygon", "MultiPolygon"):
        for polygon in [given] if kind == "Polygon" else given:
            yield [ring(one) for one in polygon], False
    elif kind in ("LineString", "MultiLineString"):
        for line in [given] if kind == "LineString" else given:
            yield [ring(line)], True


def _geometrical(geometry: Any) -> Iterator[tuple[list[Ring], bool]]:
    kind, given = geometry.get("type"), geometry.get("coordinates", ())
    if kind in ("Polygon", "MultiPolygon"):
        for polygon in [given] if kind == "Polygon" else given:
            yield [[(float(point[0]), float(point[1])) for point in ring] for ring in polygon], False
    elif kind in ("LineString", "MultiLineString"):
        for line in [given] if kind == "LineString" else given:
            yield [[(float(point[0]), float(point[1])) for point in line]], True


def _box(ring: Ring) -> Box:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


def _meet(one: Box, other: Box) -> bool:
    across = any(one[0] + turn <= other[2] and one[2] + turn >= other[0] for turn in (0, 360, -360))
    return across and one[1] <= other[3] and one[3] >= other[1]


def _area(ring: Ring) -> float:
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def _middle(ring: Ring) -> Point:
    """The centre of gravity; of a ring without an area, the middle of its box."""
    area = _area(ring)
    if abs(area) < 1e-9:
        west, south, east, north = _box(ring)
        return (west + east) / 2, (south + north) / 2
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    x = sum((a + c) * (a * d - c * b) for (a, b), (c, d) in pairs) / (6 * area)
    y = sum((b + d) * (a * d - c * b) for (a, b), (c, d) in pairs) / (6 * area)
    return x, y


def _holds(ring: Ring, lon: float, lat: float) -> bool:
    inside = False
    for (x, y), (u, v) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y > lat) != (v > lat) and lon < (u - x) * (lat - y) / (v - y) + x:
            inside = not inside
    return inside
