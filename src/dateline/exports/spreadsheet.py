"""CSV that spreadsheets open without harm: UTF-8, quoted where needed, no cell of words that begins like a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?([eE][-+]?\d+)?")


def sheet(columns: Sequence[str], rows: Iterable[Mapping[str, object]], *, guard: bool = True) -> bytes:
    """Rows under their columns; with `guard`, words that begin like a formula get an apostrophe in front."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column), guard=guard) for column in columns])
    return held.getvalue().encode()


def _cell(value: object, *, guard: bool) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if guard and isinstance(value, str) and value.startswith(_FORMULA) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value
