"""Places of one's own: GeoNames dumps and tables that a user adds to the gazetteer of the package.

They lie in one SQLite file in the user's data folder. A file is read row by row (`own_rows`), so that a dump of twelve
million rows needs no more memory than one of ten; what was read is kept every `BATCH` rows, and a file whose reading
was broken off goes on where it stopped. Where two files give one place, the later one wins.

Names first go, as they come, into a file beside it (`…adding`), and into the tables that are asked for names only when
the whole file has been read, in their order: put in one by one, each of millions of names would touch a page of its
own. So places are found by their names once their file is through.

Invariants: a place has one row, under its reference ("geonames:170794", "own:NAME/COUNTRY/DIVISION"); numbers of places
that are no GeoNames ids lie at or below `FIRST`, far from those of the package's areas.
"""

from __future__ import annotations

import hashlib
import sqlite3
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dateline.errors import UsageError
from dateline.places.folding import fold, skeleton, without_articles
from dateline.places.own_rows import Row, Rows
from dateline.settings import data_folder

FORMAT = 2
FIRST = -1_000_000_000
BATCH = 20_000
"""Rows after which what was read is kept."""
_SHOWN = 20
"""Rows with a fault that are named one by one."""
_MOST_NAMES = 60
_LEAST_BONES = 3
_CACHE_KB = 65_536
_META = "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS source (
    id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, path TEXT NOT NULL, line INTEGER NOT NULL,
    found INTEGER NOT NULL, done INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS place (
    id INTEGER PRIMARY KEY, ref TEXT NOT NULL, names TEXT NOT NULL, kind TEXT NOT NULL, lat REAL NOT NULL,
    lon REAL NOT NULL, country TEXT NOT NULL, admin1 TEXT NOT NULL, population INTEGER NOT NULL, radius REAL NOT NULL,
    source INTEGER NOT NULL, line INTEGER NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS own_ref ON place (ref) WHERE ref <> '';
CREATE TABLE IF NOT EXISTS name (
    key TEXT NOT NULL, place INTEGER NOT NULL, main INTEGER NOT NULL, PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS near (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""
"""`ref` is "" for a place whose number is its GeoNames id; `found`: the line up to which its names can be found."""
_COLUMNS = "id, ref, names, kind, lat, lon, country, admin1, population, radius"
_WAITING = """
CREATE TABLE IF NOT EXISTS waiting.name (
    key TEXT NOT NULL, bones TEXT NOT NULL, place INTEGER NOT NULL, main INTEGER NOT NULL, source INTEGER NOT NULL,
    line INTEGER NOT NULL
);
"""
_STILL = (
    "FROM waiting.name AS new CROSS JOIN place ON place.id = new.place "
    "WHERE place.source = new.source AND place.line = new.line"
)
"""Names that wait of places that no later row has given otherwise."""


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
            _check_format(path, self._connection)
            found = self._connection.execute("SELECT digest, found FROM source WHERE found > 0 ORDER BY id").fetchall()
        except sqlite3.DatabaseError as error:
            raise UsageError(f"{path}: these are no places that dateline has kept ({error})") from error
        self.version = hashlib.sha256(" ".join(f"{digest}:{line}" for digest, line in found).encode()).hexdigest()[:12]

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
        for row in self._connection.execute(f"SELECT {_COLUMNS} FROM place WHERE id IN ({marks})", numbers):  # noqa: S608
            yield row[0], Row(row[1] or f"geonames:{row[0]}", row[0], tuple(row[2].split("\n")), *row[3:])


def add(path: Path, target: Path, progress: Callable[[int], None] = lambda _rows: None) -> Added:
    """Read a GeoNames dump (`SY.zip`, `SY.txt`, `allCountries.zip`) or a CSV of one's own into `target`.

    `progress` is told the number of rows read. Raises UsageError for a file that is neither, or cannot be read.
    """
    digest = _digest(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.adding")
    connection = sqlite3.connect(target)
    try:
        connection.executescript(f"PRAGMA cache_size = -{_CACHE_KB}; {_META}")
        connection.execute("INSERT OR IGNORE INTO meta VALUES ('format', ?)", (str(FORMAT),))
        connection.commit()
        _check_format(target, connection)
        connection.executescript(_SCHEMA)
        there = beside.is_file()
        connection.execute("ATTACH DATABASE ? AS waiting", (str(beside),))
        connection.executescript(_WAITING)
        try:
            return _Adding(connection, path, digest, progress, resume=there).run()
        finally:  # what waits stays for the next run, if this one was broken off
            connection.rollback()
            idle = connection.execute("SELECT 1 FROM source WHERE line > found").fetchone() is None
            connection.execute("DETACH DATABASE waiting")
            if idle:
                beside.unlink()
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


def _check_format(path: Path, connection: sqlite3.Connection) -> None:
    row = connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
    if row is None or row[0] != str(FORMAT):
        raise UsageError(f"{path}: has format {row[0] if row else None}, not {FORMAT}; remove it and add again")


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


def _keys(names: list[str]) -> dict[str, bool]:
    """The keys of a place's names, and whether each is of its chief name."""
    keys: dict[str, bool] = {}
    for position, name in enumerate(names[:_MOST_NAMES]):
        folded = fold(name)
        for key in (folded, without_articles(folded)):
            if key:
                keys.setdefault(key, position == 0)
    return keys


def _bones(key: str) -> str:
    """The skeleton of a key; "" where it is too short to find a place by."""
    bones = skeleton(key)
    return bones if len(bones) >= _LEAST_BONES else ""


class _Adding:
    """The reading of one file; `resume`: the names that an earlier run had read still wait."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        digest: str,
        progress: Callable[[int], None],
        *,
        resume: bool,
    ) -> None:
        self.connection, self.path, self.progress = connection, path, progress
        self.added = Added()
        self.digest = digest
        if not resume:
            with connection:
                connection.execute("UPDATE source SET line = found")
        row = connection.execute("SELECT id, line FROM source WHERE digest = ?", (digest,)).fetchone()
        last = connection.execute("SELECT COALESCE(MAX(id), 0) FROM source").fetchone()[0]
        self.source: int
        self.line: int
        self.source, self.line = row or (last + 1, 0)
        self.added.rows = self.added.resumed = self.line
        self.done = {row[0] for row in connection.execute("SELECT id FROM source WHERE done")}
        lowest = connection.execute("SELECT MIN(id) FROM place").fetchone()[0]
        self.next = min(lowest or 0, FIRST) - 1
        self.waiting: list[tuple[str, str, int, bool, int, int]] = []

    def run(self) -> Added:
        rows = Rows(self.path, lambda line, what: self.added.fault(self.path, line, what))
        line = kept = self.line
        read: list[tuple[int, Row]] = []
        for line, row in rows.after(self.line):
            self.added.rows = line
            if row is not None:
                read.append((line, row))
            if line - kept >= BATCH:
                self._keep(read, line)
                read, kept = [], line
                self.progress(line)
        self._keep(read, line)
        self.added.skipped = rows.skipped
        self._let_find()
        return self.added

    def _keep(self, rows: list[tuple[int, Row]], line: int) -> None:
        with self.connection:
            for number, row in rows:
                self._put(row, number)
            self.connection.executemany("INSERT INTO waiting.name VALUES (?, ?, ?, ?, ?, ?)", self.waiting)
            self.connection.execute(
                "INSERT INTO source VALUES (?, ?, ?, ?, 0, 0) "
                "ON CONFLICT (id) DO UPDATE SET line = excluded.line, path = excluded.path",
                (self.source, self.digest, str(self.path), line),
            )
        self.waiting.clear()

    def _let_find(self) -> None:
        """Puts the names that wait where they are looked for."""
        with self.connection:
            self.connection.execute(
                f"INSERT OR IGNORE INTO name SELECT new.key, new.place, new.main {_STILL} ORDER BY 1, 2"
            )
            self.connection.execute(
                f"INSERT OR IGNORE INTO near SELECT new.bones, new.place {_STILL} AND new.bones <> '' ORDER BY 1, 2"
            )
            self.connection.execute("UPDATE source SET found = line, done = done OR id = ?", (self.source,))

    def _put(self, row: Row, line: int) -> None:
        ref = "" if row.number is not None else row.ref or f"own:{fold(row.names[0])}/{row.country}/{fold(row.admin1)}"
        where, asked = ("ref = ? AND ref <> ''", ref) if ref else ("id = ?", str(row.number))
        before = self.connection.execute(
            f"SELECT id, names, kind, lat, lon, country, admin1, population, source FROM place WHERE {where}",  # noqa: S608
            (asked,),
        ).fetchone()
        names = [name.replace("\n", " ") for name in row.names]
        given = ("\n".join(names), row.kind, row.lat, row.lon, row.country, row.admin1, row.population)
        if before is not None:
            if before[8] in self.done and before[1:8] == given:
                return
            number = before[0]
            self.added.replaced += before[8] != self.source
            old = [(key, number) for key in _keys(before[1].split("\n"))]
            self.connection.executemany("DELETE FROM name WHERE key = ? AND place = ?", old)
            self.connection.executemany(
                "DELETE FROM near WHERE key = ? AND place = ?", [(_bones(k), n) for k, n in old]
            )
        else:
            number = row.number if row.number is not None else self.next
            self.next -= row.number is None
        self.added.places += 1
        self.connection.execute(
            "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, ref, *given, row.radius, self.source, line),
        )
        self.waiting.extend((key, _bones(key), number, chief, self.source, line) for key, chief in _keys(names).items())
