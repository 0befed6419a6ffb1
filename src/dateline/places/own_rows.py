"""Files of places as rows: a GeoNames dump, or a CSV of one's own, read one row at a time.

A row that cannot be read is a fault that names its line; the rows after it are read all the same.
"""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeVar

from dateline.errors import UsageError
from dateline.places.layout import KINDS

_GEONAMES_COLUMNS = 19
_MOST = 2**31 - 1
"""The largest number that a place may have in the gazetteer."""
_FEATURES = {"P": "town", "H": "river", "S": "facility", "T": "other", "L": "other", "V": "other"}
_AREAS = {"ADM1": "division", "ADM2": "district", "ADM3": "district", "ADM4": "district", "RGN": "region"}
_COLUMNS = ("name", "other_names", "lat", "lon", "kind", "country", "division")
"""Columns of a table of one's own; the first and `lat`, `lon` must be there, the others may."""
_HEADS = {"latitude": "lat", "longitude": "lon", "lng": "lon", "other names": "other_names", "admin1": "division",
    "alternatenames": "other_names", "country_code": "country"}  # fmt: skip
_ENCODING = "is not in UTF-8"


_Cells = TypeVar("_Cells", list[str], dict[str, str])


class _RowError(ValueError):
    """What is wrong with a row."""


class Row(NamedTuple):
    """One place as a file gives it; `ref` "" where the file has no number for it."""

    ref: str
    number: int | None
    names: tuple[str, ...]
    kind: str
    lat: float
    lon: float
    country: str
    admin1: str
    population: int
    radius: float


class Rows:
    """The rows of a file, and what went wrong with some of them: `fault` is told line and reason."""

    def __init__(self, path: Path, fault: Callable[[int, str], None]) -> None:
        self.path = path
        self.skipped = 0
        """Rows of kinds that no report names as a place (streets, undersea features)."""
        self._fault = fault

    def after(self, line: int) -> Iterator[tuple[int, Row | None]]:
        """(line, row) of everything after a line; None for a row that gives no place.

        Raises UsageError for a file that is no table of places, cannot be read, or has no row in UTF-8.
        """
        with _opened(self.path) as lines:
            first = next(lines, None)
            if first is None:
                raise UsageError(f"{self.path}: is empty")
            if len(first.split("\t")) == _GEONAMES_COLUMNS:
                yield from self._geonames(chain((first,), lines), line)
            elif "," in first or ";" in first or "\t" in first:
                yield from self._table(first, lines, line)
            else:
                raise UsageError(
                    f"{self.path}: is neither a GeoNames dump (19 columns parted by tabs) nor a CSV with the columns "
                    f"{', '.join(_COLUMNS)}"
                )

    def _row(self, line: int, made: Callable[[_Cells], Row | None], cells: _Cells) -> Row | None:
        try:
            return made(cells)
        except _RowError as fault:
            self._fault(line, str(fault))
            return None

    def _geonames(self, lines: Iterable[str], since: int) -> Iterator[tuple[int, Row | None]]:
        for line, text in enumerate(lines, start=1):
            if line > since:
                yield line, self._row(line, self._dumped, text.rstrip("\r\n").split("\t"))

    def _dumped(self, cells: list[str]) -> Row | None:
        """A row of a dump (https://download.geonames.org/export/dump/readme.txt)."""
        if len(cells) != _GEONAMES_COLUMNS or not (cells[0].isascii() and cells[0].isdigit()):
            raise _RowError(f"{len(cells)} columns, not 19, or no number at their head")
        kind = _AREAS.get(cells[7]) or _FEATURES.get(cells[6], "")
        if not kind:
            self.skipped += 1
            return None
        point = _point(cells[4], cells[5])
        if point is None:
            raise _RowError(f"“{_shown(cells[4])}, {_shown(cells[5])}” is no point on earth")
        names = tuple(dict.fromkeys(filter(None, (cells[1], cells[2], *cells[3].split(",")))))
        if not names:
            raise _RowError("no name")
        if _broken("".join(names)) or _broken(cells[8] + cells[10]):
            raise _RowError(_ENCODING)
        people = int(cells[14]) if cells[14].isascii() and cells[14].isdigit() else 0
        number = int(cells[0])
        return Row(
            f"geonames:{number}", number if number <= _MOST else None, names, kind, *point, cells[8], cells[10],
            min(people, _MOST), 0.0,
        )  # fmt: skip

    def _table(self, first: str, lines: Iterator[str], since: int) -> Iterator[tuple[int, Row | None]]:
        marks = max(",;\t", key=first.count)
        heads = [cell.strip().lower() for cell in next(csv.reader([first.lstrip("\ufeff")], delimiter=marks))]
        columns = [_HEADS.get(head, head.replace(" ", "_")) for head in heads]
        missing = [name for name in ("name", "lat", "lon") if name not in columns]
        if missing:
            raise UsageError(f"{self.path}: the column {missing[0]} is missing; there may be {', '.join(_COLUMNS)}")
        reader = csv.reader(lines, delimiter=marks)
        broken = since == 0  # whether no row so far was in UTF-8: then the whole table is in another encoding
        while True:
            try:
                cells = next(reader, None)
            except csv.Error as error:  # a quotation mark that is never closed, a cell of megabytes
                self._fault(reader.line_num + 1, str(error))
                continue
            if cells is None:
                break
            line = reader.line_num + 1
            if any(cells) and line > since:
                broken = broken and _broken("".join(cells))
                yield (
                    line,
                    self._row(line, self._given, dict(zip(columns, (cell.strip() for cell in cells), strict=False))),
                )
        if broken and reader.line_num:
            raise UsageError(f"{self.path}: {_ENCODING}")

    def _given(self, found: dict[str, str]) -> Row | None:
        """A row of a table of one's own."""
        if _broken("".join(found.values())):
            raise _RowError(_ENCODING)
        point = _point(found.get("lat", ""), found.get("lon", ""))
        kind = found.get("kind", "").lower() or "town"
        country = found.get("country", "").upper()
        if not found.get("name") or point is None:
            raise _RowError("no name, or no point on earth")
        if kind not in KINDS and kind != "village":
            raise _RowError(f"“{kind}” is no kind of place; there are {', '.join(KINDS)}")
        if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
            raise _RowError(f"“{country}” is no country code of two letters")
        others = found.get("other_names", "").replace("|", ";").split(";")
        names = tuple(dict.fromkeys(filter(None, (found["name"], *(name.strip() for name in others)))))
        kind = "town" if kind == "village" else kind
        return Row("", None, names, kind, *point, country, found.get("division", ""), 0, 0.0)


def _point(lat: str, lon: str) -> tuple[float, float] | None:
    try:
        found = float(lat), float(lon)
    except ValueError:
        return None
    return found if -90 <= found[0] <= 90 and -180 <= found[1] <= 180 else None


def _broken(words: str) -> bool:
    """Whether there were bytes in it that are no UTF-8 (read as lone surrogates), or a NUL."""
    if words.isascii():
        return "\0" in words
    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _shown(words: str) -> str:
    """Words from a file for a message: short, and without bytes that no terminal can show."""
    return words[:40].encode("utf-8", "replace").decode("utf-8")


@contextmanager
def _opened(path: Path) -> Iterator[Iterator[str]]:
    """The lines of a file, or of the one table inside a zip (not its readme); bytes that are no UTF-8 as surrogates."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                tables = [
                    name for name in archive.namelist()
                    if name.lower().endswith((".txt", ".csv", ".tsv")) and "readme" not in name.lower()
                ]  # fmt: skip
                if len(tables) != 1:
                    raise UsageError(f"{path}: holds {len(tables)} tables, not one; unpack it and add them one by one")
                with archive.open(tables[0]) as raw:
                    yield iter(io.TextIOWrapper(raw, encoding="utf-8", errors="surrogateescape", newline="\n"))
        else:
            with path.open(encoding="utf-8", errors="surrogateescape", newline="") as file:
                yield iter(file)
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from error
