"""Who may come to the desk of a record, and what they did: a file beside the record.

Beside, and not in it: a record is sent to colleagues and laid into archives, and neither passwords nor who came when
go along. The file is made for its owner's eyes only. It holds hashes, never what they are made from. The log of what
was done is only added to (triggers see to it); who judged what stands in the record itself, for ever.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from dateline.errors import RecordError, UsageError
from dateline.record.faults import explained

APPLICATION = 0x444C5031
"""`application_id` of such a file ("DLP1")."""
_WAIT_S = 10.0

_TABLES = """
CREATE TABLE people (
    name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT, made TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE links (
    digest TEXT PRIMARY KEY, name TEXT NOT NULL REFERENCES people(name) ON DELETE CASCADE, ends REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE sessions (
    digest TEXT PRIMARY KEY, name TEXT NOT NULL REFERENCES people(name) ON DELETE CASCADE, began REAL NOT NULL,
    seen REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE log (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, place TEXT NOT NULL, what TEXT NOT NULL
) STRICT;
CREATE TRIGGER the_log_is_never_changed BEFORE UPDATE ON log BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER the_log_is_never_cut BEFORE DELETE ON log BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
"""


class Member(NamedTuple):
    """Somebody with an account: their role, the hash of their password (None: by link only), since when."""

    name: str
    role: str
    password: str | None
    made: str


class LogLine(NamedTuple):
    """One thing that was done."""

    number: int
    at: str
    who: str
    place: str
    """The address that it came from; empty for the command line."""
    what: str


def people_file(record: Path) -> Path:
    """Where the accounts of a record are kept."""
    return record.with_name(f"{record.name}.people")


class People:
    """The accounts of a record. Every call opens the file and closes it: it is of use in any thread."""

    def __init__(self, record: Path) -> None:
        self.path = people_file(record)

    @property
    def exist(self) -> bool:
        """Whether anybody has an account. Raises RecordError for a file that is none of ours."""
        if not self.path.exists():
            return False
        with self._open() as db:
            return db.execute("SELECT 1 FROM people LIMIT 1").fetchone() is not None

    @contextmanager
    def _open(self, *, make: bool = False) -> Iterator[sqlite3.Connection]:
        if not self.path.exists():
            if not make:
                raise RecordError(f"{self.path} is not there: this record has no accounts")
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        with explained(self.path):
            db = sqlite3.connect(self.path, timeout=_WAIT_S, isolation_level=None)
            try:
                (application,) = db.execute("PRAGMA application_id").fetchone()
                if application != APPLICATION:
                    if db.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone():
                        raise RecordError(f"{self.path} is not a file of accounts")
                    db.execute("PRAGMA journal_mode = WAL")
                    db.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA application_id = {APPLICATION}; COMMIT;")
                db.execute("PRAGMA foreign_keys = ON")
                db.execute("PRAGMA synchronous = NORMAL")
                yield db
            finally:
                db.close()

    def add(self, member: Member) -> None:
        """Put somebody in; raises UsageError where the name is taken (case and all)."""
        with self._open(make=True) as db:
            taken = db.execute("SELECT name FROM people WHERE lower(name) = lower(?)", (member.name,)).fetchone()
            if taken:
                raise UsageError(f"{taken[0]} has an account already; `accounts remove` takes it away")
            db.execute("INSERT INTO people VALUES (?, ?, ?, ?)", member)

    def remove(self, name: str) -> None:
        """Take an account away, with its links and sessions; raises UsageError where there is none."""
        with self._open() as db:
            if db.execute("DELETE FROM people WHERE name = ?", (name,)).rowcount == 0:
                raise UsageError(f"nobody is called {name} here")

    def all(self) -> list[Member]:
        """Everybody, by name."""
        if not self.path.exists():
            return []
        with self._open() as db:
            return [Member(*row) for row in db.execute("SELECT name, role, password, made FROM people ORDER BY name")]

    def find(self, name: str) -> Member | None:
        """One of them; None where nobody is so called."""
        with self._open() as db:
            row = db.execute("SELECT name, role, password, made FROM people WHERE name = ?", (name,)).fetchone()
        return Member(*row) if row else None

    def set_password(self, name: str, password: str) -> None:
        """Keep another hash; all sessions of that person end."""
        with self._open() as db:
            db.execute("UPDATE people SET password = ? WHERE name = ?", (password, name))
            db.execute("DELETE FROM sessions WHERE name = ?", (name,))

    def add_link(self, digest: str, name: str, ends: float) -> None:
        """Keep the digest of a one-time link; raises UsageError where nobody is so called."""
        with self._open() as db:
            if db.execute("SELECT 1 FROM people WHERE name = ?", (name,)).fetchone() is None:
                raise UsageError(f"nobody is called {name} here; `accounts add` gives them an account")
            db.execute("INSERT INTO links VALUES (?, ?, ?)", (digest, name, ends))

    def use_link(self, digest: str, now: float) -> str | None:
        """Whose link it is, once: it is gone afterwards. None for one that was used, has ended, or never was."""
        with self._open() as db:
            db.execute("DELETE FROM links WHERE ends < ?", (now,))
            row = db.execute("DELETE FROM links WHERE digest = ? RETURNING name", (digest,)).fetchone()
        return str(row[0]) if row else None

    def begin(self, digest: str, name: str, now: float) -> None:
        """Keep a session."""
        with self._open() as db:
            db.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", (digest, name, now, now))

    def session(self, digest: str, now: float, *, idle_s: float, longest_s: float) -> Member | None:
        """Whose session it is; None for one that ended. That it was seen is noted once a minute."""
        with self._open() as db:
            row = db.execute(
                "SELECT people.name, role, password, made, began, seen FROM sessions JOIN people USING (name) "
                "WHERE digest = ?", (digest,)
            ).fetchone()  # fmt: skip
            if row is None:
                return None
            *member, began, seen = row
            if now - seen > idle_s or now - began > longest_s:
                db.execute("DELETE FROM sessions WHERE digest = ?", (digest,))
                return None
            if now - seen > 60:
                db.execute("UPDATE sessions SET seen = ? WHERE digest = ?", (now, digest))
        return Member(*member)

    def end(self, digest: str) -> None:
        """Forget a session."""
        with self._open() as db:
            db.execute("DELETE FROM sessions WHERE digest = ?", (digest,))

    def note(self, at: str, who: str, place: str, what: str) -> None:
        """Add a line to the log."""
        with self._open() as db:
            db.execute("INSERT INTO log (at, who, place, what) VALUES (?, ?, ?, ?)", (at, who, place, what))

    def log(self, most: int = 200) -> list[LogLine]:
        """The last lines of the log, newest first."""
        with self._open() as db:
            rows = db.execute("SELECT number, at, who, place, what FROM log ORDER BY number DESC LIMIT ?", (most,))
            return [LogLine(*row) for row in rows]
