"""Texts with their gold place names: the XML of LGL and of GeoVirus."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from benchmarks.task import BenchmarkError

Class = Literal["continent", "country", "division", "county", "city", "other"]
HALF_GLOBE_KM = 20_038.0

_CLASS_OF_CODE: dict[str, Class] = {
    "CONT": "continent", "ADM1": "division", "ADM2": "county", "PPL": "city", "PPLA": "city", "PPLC": "city",
    "PPLX": "city", "PPLA2": "city", "PPLL": "city",
}  # fmt: skip


@dataclass(frozen=True)
class Toponym:
    """A gold place name: its characters, the place's own name, its point (None: not known), what kind of place it is.

    `kind` is None where the file doesn't say (GeoVirus tells continents only).
    """

    start: int
    end: int
    name: str
    point: tuple[float, float] | None
    kind: Class | None
    country: str | None = None


@dataclass(frozen=True)
class Article:
    """One text with its place names."""

    text: str
    toponyms: tuple[Toponym, ...]


def read_articles(path: Path) -> list[Article]:
    """The articles of one XML file; raises BenchmarkError where it is none."""
    try:
        root = ET.parse(path).getroot()  # noqa: S314 (a file that the user names, not one from the network)
    except (ET.ParseError, OSError) as error:
        raise BenchmarkError(f"{path}: not an XML file of articles: {error}") from error
    found = []
    for article in root.iter("article"):
        text = article.findtext("text") or ""
        toponyms = [toponym for toponym in _toponyms(article) if 0 <= toponym.start < toponym.end <= len(text)]
        found.append(Article(text, tuple(sorted(toponyms, key=lambda one: one.start))))
    if not found:
        raise BenchmarkError(f"{path}: no articles in it")
    return found


def _toponyms(article: ET.Element) -> Iterator[Toponym]:
    for element in article.iter("toponym"):
        place = element.find("gaztag")
        if place is None:
            yield Toponym(*_span(element), element.findtext("phrase") or "", None, None)
            continue
        code = place.findtext("fcode") or ""
        kind: Class = "country" if code.startswith("PCL") else _CLASS_OF_CODE.get(code, "other")
        yield Toponym(*_span(element), place.findtext("name") or "", _point(place), kind, place.findtext("country"))
    for element in article.iter("location"):
        if element.findtext("start") is None:
            continue
        page = unquote((element.findtext("page") or "").rpartition("/")[2]).replace("_", " ")
        name = page if page.partition(" (")[0] else element.findtext("name") or ""
        known: Class | None = "continent" if element.find("continent") is not None else None
        yield Toponym(*_span(element), name, _point(element), known)


def _span(element: ET.Element) -> tuple[int, int]:
    return int(element.findtext("start") or -1), int(element.findtext("end") or -1)


def _point(element: ET.Element) -> tuple[float, float] | None:
    lat, lon = element.findtext("lat"), element.findtext("lon")
    return (float(lat), float(lon)) if lat and lon else None


def bare(name: str) -> str:
    """A name without what stands in brackets or after a comma ("Georgia (U.S. state)", "Pandi, Bulacan")."""
    return re.sub(r"\s*\([^)]*\)|,.*$", "", name).strip()
