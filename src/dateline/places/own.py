"""Places of one's own: GeoNames dumps and tables that a user adds to the gazetteer of the package.

They lie in one SQLite file in the user's data folder. A file is read row by row, so that a dump of twelve million rows
needs no more memory than one of ten; what was read is kept every `BATCH` rows, and a file whose reading was broken off
goes on where it stopped. Where two files give one place, the later one wins.

Invariants: a place has one row, under its reference ("geonames:170794", "own:NAME/COUNTRY/DIVISION"); numbers of places
that are no GeoNames ids lie at or below `FIRST`, far from those of the package's areas.
"""

from __future__ import annotations

import csv
import hashlib
import io
import sqlite3
import weakref
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from dateline.errors import UsageError
from dateline.places.folding import fold, skeleton, without_articles
from dateline.places.layout import KINDS
from dateline.settings import data_folder

FORMAT = 1
FIRST = -1_000_000_000
BATCH = 20_000
"""Rows after which what was read is kept."""
_SHOWN = 20
"""Rows with a fault that are named one by one."""
_MOST_NAMES = 60
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS source (
    id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, path TEXT NOT NULL, line INTEGER NOT NULL,
    done INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS place (
    id INTEGER PRIMARY KEY, ref TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL, lat REAL NOT NULL,
    lon REAL NOT NULL, country TEXT NOT NULL, admin1 TEXT NOT NULL, population INTEGER NOT NULL, radius REAL NOT NULL,
    source INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS name (
    key TEXT NOT NULL, place INTEGER NOT NULL, main INTEGER NOT NULL, PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS near (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS name_of ON name (place);
CREATE INDEX IF NOT EXISTS near_of ON near (place);
"""
_FEATURES = {"P": "town", "H": "river", "S": "facility"}
_AREAS = {"ADM1": "division", "ADM2": "district", "ADM3": "district", "ADM4": "district", "RGN": "region"}
_COLUMNS = ("name", "other_names", "lat", "lon", "kind", "country", "division")
"""Columns of a table of one's own; the first and `lat`, `lon` must be there, the others may."""
_HEADS = {"latitude": "lat", "longitude": "lon", "lng": "lon", "other names": "other_names", "admin1": "division",
    "alternatenames": "other_names", "country_code": "country"}  # fmt: skip


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


@dataclass(slots=True)
class Added:
    """What came of a file."""

    rows: int = 0
    """Rows read, those of an earlier run included."""
    places: int = 0
    """Places that are new, or given otherwise than before."""
    replaced: int = 0
    """Of these, places that an earlier file had given otherwise."""
    skipped: int = 0
    """Rows of kinds that no report names as a place (streets, undersea features)."""
    faults: int = 0
    """Rows that could not be read."""
    messages: list[str] = field(default_factory=list)
    """The first faults, each with its line."""
    resumed: int = 0
    """The line after which an earlier run had stopped."""

    def fault(self, path: Path, line: int, what: str) -> None:
        """Count a row that could not be read."""
        self.faults += 1
        if len(self.messages) < _SHOWN:
            self.messages.append(f"{path}, line {line}: {what}; the row is left out")


def own_path() -> Path:
    """Where the user's places lie: in the user's data folder."""
    return data_folder() / "places.db"


class OwnPlaces:
    """The user's places, read. `version` changes with every file that is added."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        self._close = weakref.finalize(self, self._connection.close)
        try:
            meta = dict(self._connection.execute("SELECT key, value FROM meta"))
            digests = [row[0] for row in self._connection.execute("SELECT digest FROM source ORDER BY id")]
        except sqlite3.DatabaseError as error:
            raise UsageError(f"{path}: these are no places that dateline has kept ({error})") from error
        if meta.get("format") != str(FORMAT):
            raise UsageError(f"{path}: has format {meta.get('format')}, not {FORMAT}; remove it and add again")
        self.version = hashlib.sha256(" ".join(digests).encode()).hexdigest()[:12]

    def close(self) -> None:
        """Lets go of the file."""
        self._close()

    def numbers(self, table: str, keys: list[str]) -> Iterator[tuple[str, int, bool]]:
        """(key, number of a place, whether it is a chief name) for folded names (`name`) or skeletons (`near`)."""
        marks = ",".join("?" * len(keys))
        main = "main" if table == "name" else "1"
        query = f"SELECT key, place, {main} FROM {table} WHERE key IN ({marks})"  # noqa: S608 - our own table names
        for key, place, chief in self._connection.execute(query, keys):
            yield key, place, bool(chief)

    def places(self, numbers: list[int]) -> Iterator[tuple[int, Row]]:
        """The places of these numbers that are here."""
        marks = ",".join("?" * len(numbers))
        query = (
            "SELECT id, ref, name, kind, lat, lon, country, admin1, population, radius "  # noqa: S608
            f"FROM place WHERE id IN ({marks})"
        )
        for row in self._connection.execute(query, numbers):
            yield row[0], Row(row[1], row[0], (row[2],), *row[3:])


def add(path: Path, target: Path, progress: Callable[[int], None] = lambda _rows: None) -> Added:
    """Read a GeoNames dump (`SY.zip`, `SY.txt`, `allCountries.zip`) or a CSV of one's own into `target`.

    `progress` is told the number of rows read. Raises UsageError for a file that is neither, or cannot be read.
    """
    digest = _digest(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(target)
    try:
        connection.executescript(_SCHEMA)
        connection.execute("INSERT OR IGNORE INTO meta VALUES ('format', ?)", (str(FORMAT),))
        return _Adding(connection, path, digest, progress).run()
    except sqlite3.DatabaseError as error:
        raise UsageError(f"{target}: places cannot be kept there ({error})") from error
    finally:
        connection.close()


def forget(path: Path, target: Path) -> int:
    """Take out what a file had added last; gives the number of places, 0 where it had added none."""
    if not target.is_file():
        return 0
    connection = sqlite3.connect(target)
    try:
        with connection:
            found = [row[0] for row in connection.execute("SELECT id FROM source WHERE path = ?", (str(path),))]
            count = 0
            for source in found:
                for table in ("name", "near"):
                    connection.execute(
                        f"DELETE FROM {table} WHERE place IN (SELECT id FROM place WHERE source = ?)",  # noqa: S608
                        (source,),
                    )
                count += connection.execute("DELETE FROM place WHERE source = ?", (source,)).rowcount
                connection.execute("DELETE FROM source WHERE id = ?", (source,))
        return count
    finally:
        connection.close()


def _digest(path: Path) -> str:
    """What tells one file from another without reading all of it: its size and its first and last MB."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            digest = hashlib.sha256(str(size).encode() + file.read(1 << 20))
            file.seek(max(size - (1 << 20), 0))
            digest.update(file.read())
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from error
    return digest.hexdigest()[:24]


class _Adding:
    def __init__(
        self, connection: sqlite3.Connection, path: Path, digest: str, progress: Callable[[int], None]
    ) -> None:
        self.connection, self.path, self.progress = connection, path, progress
        self.added = Added()
        row = connection.execute("SELECT id, line, done FROM source WHERE digest = ?", (digest,)).fetchone()
        if row is None:
            cursor = connection.execute(
                "INSERT INTO source (digest, path, line, done) VALUES (?, ?, 0, 0)", (digest, str(path))
            )
            self.source, self.line = int(cursor.lastrowid or 0), 0
            connection.commit()
        else:
            self.source, self.line = row[0], row[1]
            self.added.resumed = row[1]
        lowest = connection.execute("SELECT MIN(id) FROM place").fetchone()[0]
        self.next = min(lowest or 0, FIRST) - 1

    def run(self) -> Added:
        waiting: list[Row] = []
        line = self.line
        for line, found in self._rows():
            self.added.rows = line
            if found is not None:
                waiting.append(found)
            if line % BATCH == 0:
                self._keep(waiting, line, done=False)
                waiting = []
                self.progress(line)
        self._keep(waiting, line, done=True)
        return self.added

    def _keep(self, rows: list[Row], line: int, *, done: bool) -> None:
        with self.connection:
            for row in rows:
                self._put(row)
            self.connection.execute(
                "UPDATE source SET line = ?, done = ?, path = ? WHERE id = ?", (line, done, str(self.path), self.source)
            )

    def _put(self, row: Row) -> None:
        ref = row.ref or f"own:{fold(row.names[0])}/{row.country}/{fold(row.admin1)}"
        before = self.connection.execute(
            "SELECT id, name, kind, lat, lon, country, admin1, population, source FROM place WHERE ref = ?", (ref,)
        ).fetchone()
        given = (row.names[0], row.kind, row.lat, row.lon, row.country, row.admin1, row.population)
        if before is not None and before[1:8] == given:
            return
        if before is not None:
            number = before[0]
            self.added.replaced += 1
            for table in ("name", "near"):
                self.connection.execute(f"DELETE FROM {table} WHERE place = ?", (number,))  # noqa: S608
        else:
            number = row.number if row.number is not None else self.next
            self.next -= row.number is None
        self.added.places += 1
        self.connection.execute(
            "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                ref,
                *given[:2],
                row.lat,
                row.lon,
                row.country,
                row.admin1,
                row.population,
                row.radius,
                self.source,
            ),
        )
        keys: dict[str, bool] = {}
        for position, name in enumerate(row.names[:_MOST_NAMES]):
            for key in (fold(name), without_articles(fold(name))):
                if key:
                    keys.setdefault(key, position == 0)
        self.connection.executemany(
            "INSERT OR IGNORE INTO name VALUES (?, ?, ?)", [(key, number, chief) for key, chief in keys.items()]
        )
        bones = {bone for key in keys if len(bone := skeleton(key)) > 2}
        self.connection.executemany("INSERT OR IGNORE INTO near VALUES (?, ?)", [(bone, number) for bone in bones])

    def _rows(self) -> Iterator[tuple[int, Row | None]]:
        """(line, row) of the file from where an earlier run stopped; None for a row that gives no place."""
        with _opened(self.path) as lines:
            first = next(lines, None)
            if first is None:
                raise UsageError(f"{self.path}: is empty")
            if len(first.split("\t")) == 19:
                yield from self._geonames(_chained(first, lines))
            elif "," in first or ";" in first or "\t" in first:
                yield from self._table(first, lines)
            else:
                raise UsageError(
                    f"{self.path}: is neither a GeoNames dump (19 columns parted by tabs) nor a CSV with the columns "
                    f"{', '.join(_COLUMNS)}"
                )

    def _geonames(self, lines: Iterable[str]) -> Iterator[tuple[int, Row | None]]:
        for line, text in enumerate(lines, start=1):
            if line <= self.line:
                continue
            cells = text.rstrip("\n").split("\t")
            if len(cells) != 19 or not cells[0].isdigit():
                self.added.fault(self.path, line, f"{len(cells)} columns, not 19, or no number at their head")
                yield line, None
                continue
            kind = _AREAS.get(cells[7]) or _FEATURES.get(cells[6], "other" if cells[6] in "TLV" and cells[6] else "")
            if not kind:
                self.added.skipped += 1
                yield line, None
                continue
            point = _point(cells[4], cells[5])
            if point is None:
                self.added.fault(self.path, line, f"“{cells[4]}, {cells[5]}” is no point on earth")
                yield line, None
                continue
            names = tuple(dict.fromkeys(filter(None, (cells[1], cells[2], *cells[3].split(",")))))
            people = int(cells[14]) if cells[14].isdigit() else 0
            number = int(cells[0])
            if number > 2**31 - 1:
                number = None  # type: ignore[assignment]
            yield line, Row(f"geonames:{cells[0]}", number, names, kind, *point, cells[8], cells[10], people, 0.0)

    def _table(self, first: str, lines: Iterator[str]) -> Iterator[tuple[int, Row | None]]:
        marks = max(",;\t", key=first.count)
        heads = [cell.strip().lower() for cell in next(csv.reader([first.lstrip("\ufeff")], delimiter=marks))]
        columns = [_HEADS.get(head, head.replace(" ", "_")) for head in heads]
        missing = [name for name in ("name", "lat", "lon") if name not in columns]
        if missing:
            raise UsageError(f"{self.path}: the column {missing[0]} is missing; there may be {', '.join(_COLUMNS)}")
        reader = csv.reader(lines, delimiter=marks)
        for cells in reader:
            line = reader.line_num + 1
            if line <= self.line or not any(cells):
                continue
            found = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
            point = _point(found.get("lat", ""), found.get("lon", ""))
            kind = found.get("kind", "").lower() or "town"
            country = found.get("country", "").upper()
            if not found.get("name") or point is None:
                self.added.fault(self.path, line, "no name, or no point on earth")
                yield line, None
            elif kind not in KINDS and kind != "village":
                self.added.fault(self.path, line, f"“{kind}” is no kind of place; there are {', '.join(KINDS)}")
                yield line, None
            elif country and not (len(country) == 2 and country.isalpha()):
                self.added.fault(self.path, line, f"“{country}” is no country code of two letters")
                yield line, None
            else:
                others = found.get("other_names", "").replace("|", ";").split(";")
                names = tuple(dict.fromkeys(filter(None, (found["name"], *(name.strip() for name in others)))))
                kind = "town" if kind == "village" else kind
                yield line, Row("", None, names, kind, *point, country, found.get("division", ""), 0, 0.0)


def _chained(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def _point(lat: str, lon: str) -> tuple[float, float] | None:
    try:
        found = float(lat), float(lon)
    except ValueError:
        return None
    return found if -90 <= found[0] <= 90 and -180 <= found[1] <= 180 else None


@contextmanager
def _opened(path: Path) -> Iterator[Iterator[str]]:
    """The lines of a file, or of the one table inside a zip (not its readme), in UTF-8."""
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
                    yield iter(io.TextIOWrapper(raw, encoding="utf-8", newline="\n"))
        else:
            with path.open(encoding="utf-8", newline="") as file:
                yield iter(file)
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is not in UTF-8 ({error.reason} at byte {error.start})") from error
    except (OSError, zipfile.BadZipFile) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from error
