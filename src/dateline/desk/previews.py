"""The beginning of an export, as much as one looks at: rows of a table, lines of a text, names of files."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from dateline.exports import Format

_LINES, _ROWS, _COLUMNS, _WIDTH = 80, 25, 60, 400
_TEXT = frozenset((".csv", ".json", ".geojson", ".jsonld", ".md", ".ics", ".graphml", ".xml", ".txt", ".jsonl", ".ftm"))


class Preview(Struct, frozen=True, kw_only=True):
    """One file of an export; of `rows` the first is the head."""

    name: str
    size: int
    rows: tuple[tuple[str, ...], ...] = ()
    lines: tuple[str, ...] = ()
    more: bool = False


def previews(form: Format, files: Mapping[str, bytes]) -> tuple[Preview, ...]:
    """A preview of every file of an export, by name."""
    return tuple(_preview(name or f"record{form.suffix}", data) for name, data in files.items())


def _preview(name: str, data: bytes) -> Preview:
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in _TEXT:
        return Preview(name=name, size=len(data))
    text = data.decode("utf-8-sig", "replace")
    if suffix == ".csv":
        rows = []
        for row in csv.reader(io.StringIO(text)):
            rows.append(tuple(cell[:_WIDTH] for cell in row[:_COLUMNS]))
            if len(rows) > _ROWS + 1:
                break
        return Preview(name=name, size=len(data), rows=tuple(rows[: _ROWS + 1]), more=len(rows) > _ROWS + 1)
    lines = text.split("\n", _LINES)
    return Preview(
        name=name, size=len(data), lines=tuple(line[:_WIDTH] for line in lines[:_LINES]), more=len(lines) > _LINES
    )
