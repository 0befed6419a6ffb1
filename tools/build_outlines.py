"""Outlines of countries for maps: from world-atlas (Natural Earth 1:50m, public domain) to one small file.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/build_outlines.py package/countries-50m.json src/dateline/exports/page/data/outlines.json.gz

The result is a list of [name, rings]; a ring is its first point and then steps, in hundredths of a degree (x east, y
north), flat. Natural Earth 4.1 is of 2018 and draws borders as they are held, not as anybody claims them.
"""

from __future__ import annotations

import gzip
import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any


def rings_of(atlas: dict[str, Any]) -> list[tuple[str, list[list[int]]]]:
    """Country names and their rings, flat and as steps, from a TopoJSON atlas."""
    scale, translate = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs: list[list[tuple[int, int]]] = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((round((x * scale[0] + translate[0]) * 100), round((y * scale[1] + translate[1]) * 100)))
        arcs.append(points)
    found = []
    for geometry in atlas["objects"]["countries"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings = []
        for ring in (ring for polygon in polygons for ring in polygon):
            points = [point for index in ring for point in (arcs[index] if index >= 0 else arcs[~index][::-1])]
            steps: list[int] = list(points[0])
            for before, after in pairwise(points):
                east = (after[0] - before[0] + 18000) % 36000 - 18000  # over the date line, not around the world
                if after != before:
                    steps += [east, after[1] - before[1]]
            if len(steps) >= 8:
                rings.append(steps)
        if rings:
            found.append((geometry["properties"]["name"], rings))
    return sorted(found)


def main() -> None:
    """Build the file named by the second argument from the one named by the first."""
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    packed = json.dumps(rings_of(json.loads(source.read_text("utf-8"))), ensure_ascii=False, separators=(",", ":"))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(packed.encode(), 9, mtime=0))
    print(f"{target}: {target.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
