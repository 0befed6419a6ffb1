"""Texts with their gold time expressions from TimeML files."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from benchmarks.task import BenchmarkError


@dataclass(frozen=True)
class Expression:
    """A time expression: its characters (first, one past the last) and its TIMEX3 value."""

    start: int
    end: int
    value: str


@dataclass(frozen=True)
class Document:
    """One text, the day it was made (ISO date, None where unknown), and its expressions in order."""

    text: str
    created: str | None
    expressions: tuple[Expression, ...]


def read_timeml(path: Path) -> Document:
    """One file; expressions without words (implied ones) are left out, and so is the creation time itself."""
    try:
        root = ET.parse(path).getroot()  # noqa: S314 (a file that the user names, not one from the network)
    except ET.ParseError as error:
        raise BenchmarkError(f"{path}: not XML: {error}") from error
    body = root.find("TEXT")
    if body is None:
        raise BenchmarkError(f"{path}: no TEXT in it")
    made = root.find("DCT/TIMEX3")
    pieces: list[str] = []
    found: list[Expression] = []
    _walk(body, pieces, found)
    value = made.get("value", "")[:10] if made is not None else ""
    created = value if len(value) == len("2000-01-01") else None
    return Document("".join(pieces), created, tuple(sorted(found, key=lambda one: (one.start, one.end))))


def _walk(element: ET.Element, pieces: list[str], found: list[Expression]) -> None:
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _walk(child, pieces, found)
        pieces.append(child.tail or "")
    end = sum(map(len, pieces))
    if element.tag == "TIMEX3" and end > start:
        found.append(Expression(start, end, element.get("value", "")))
