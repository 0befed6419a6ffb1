"""A record file open for browsing: many threads at once, each look at one moment of the record.

Invariants: a window never writes; within one look no answer changes, whatever another command writes meanwhile; what a
look remembers (`Look.kept`) is forgotten as soon as what it rests on has changed.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from dateline.record.faults import explained
from dateline.record.opening import open_file
from dateline.record.schema import APPLICATION, FORMAT
from dateline.record.store import WAIT_S, Store

T = TypeVar("T")
Generation = tuple[str, ...]
"""What a remembered answer rests on: it is forgotten when this changes."""
_MOST_KEPT = 256


def ready(path: Path) -> None:
    """Make sure that `path` is a record of today’s format, raising an older one to it; else raises RecordError."""
    if path.is_file() and os.access(path, os.W_OK) and _is_older(path):
        from dateline.record.renewal import renew

        with Store.open(path, write=True) as store:
            renew(store)
    Store.open(path).close()


def _is_older(path: Path) -> bool:
    try:
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error:
        return False  # opening it in earnest says what is wrong
    try:
        (application,) = db.execute("PRAGMA application_id").fetchone()
        (version,) = db.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error:
        return False
    finally:
        db.close()
    return bool(application == APPLICATION and 0 < version < FORMAT)


class Window:
    """An open record; each thread that looks through it has a connection of its own."""

    def __init__(self, path: str | Path, *, wait_s: float = WAIT_S) -> None:
        self.path = Path(path)
        self._wait_s = wait_s
        self._own = threading.local()
        self._kept: OrderedDict[tuple[Generation, str], Any] = OrderedDict()
        self._lock = threading.Lock()

    @contextmanager
    def look(self) -> Iterator[Look]:
        """The record as it is at one moment. Raises RecordError where the file can't be read any more."""
        db = self._connection()
        with explained(self.path):
            db.execute("BEGIN")
            try:
                yield Look(self, db)
            finally:
                if db.in_transaction:
                    db.execute("COMMIT")

    def _connection(self) -> sqlite3.Connection:
        """This thread's connection; a new one where another file has come in place of the one that it had open."""
        try:
            state = self.path.stat()
            file = (state.st_dev, state.st_ino)
        except OSError:
            file = None
        known: tuple[sqlite3.Connection, Any] | None = getattr(self._own, "open", None)
        if known is not None:
            if known[1] == file:
                return known[0]
            known[0].close()
            self._own.open = None
        db = open_file(self.path, write=False, wait_s=self._wait_s)
        self._own.open = (db, file)
        return db

    def kept(self, key: tuple[Generation, str], make: Callable[[], T]) -> T:
        """What is remembered under `key`, made where it isn't."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key]
                return found
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return made


class Look:
    """One look at the record: all its answers are of one moment. Given by `Window.look`; of use in that block only."""

    def __init__(self, window: Window, db: sqlite3.Connection) -> None:
        self._window = window
        self._db = db
        state = dict(
            db.execute("SELECT name, value FROM state WHERE name IN ('changes', 'built', 'versions', 'judged')")
        )
        self._changes = state.get("changes", "0")
        self._built: Generation = (state.get("built", "0"), state.get("versions", ""))
        self._judged = state.get("judged")

    @property
    def connection(self) -> sqlite3.Connection:
        """The database, for the room's other statements."""
        return self._db

    @property
    def stale(self) -> bool:
        """Whether reports or judgements have come in since the record was made."""
        return bool(self._changes != self._built[0])

    @property
    def changes(self) -> int:
        """How often reports or judgements have come in."""
        return int(self._changes)

    @property
    def judged(self) -> int:
        """Number of the last judgement that the record was made with."""
        if self._judged is not None:
            return int(self._judged)
        if self.stale:  # made before this was kept: any of them may be missing in it
            return 0
        ((last,),) = self.rows("SELECT coalesce(max(number), 0) FROM judgements")
        return int(last)

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of an answer."""
        return self._db.execute(query, values).fetchall()

    def row(self, query: str, *values: object) -> tuple[Any, ...] | None:
        """The first row of an answer, None where there is none."""
        found: tuple[Any, ...] | None = self._db.execute(query, values).fetchone()
        return found

    def named(self, query: str, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """All rows of an answer to a query whose values have names (`:story`)."""
        return self._db.execute(query, dict(values)).fetchall()

    def among(self, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        """Rows of a `query` in which `{}` stands for the marks of a list ("… WHERE id IN ({})")."""
        found: list[tuple[Any, ...]] = []
        for first in range(0, len(values), 500):
            some = values[first : first + 500]
            found += self._db.execute(query.replace("{}", ", ".join("?" * len(some))), tuple(some)).fetchall()
        return found

    def kept(self, name: str, make: Callable[[], T], *, judged: bool = False) -> T:
        """What `make` gives, remembered under `name` until the record is made anew: for counts over everything.

        With `judged` it is forgotten with every judgement and report that comes in.
        """
        generation = (*self._built, self._changes) if judged else self._built
        return self._window.kept((generation, name), make)
