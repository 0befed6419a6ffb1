"""What SQLite says when something is wrong, as one clear message that names the file and says what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.errors import RecordError


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns any error of SQLite inside the block into a RecordError about `path`."""
    try:
        yield
    except sqlite3.Error as error:
        raise RecordError(explain(path, error)) from error


def explain(path: Path, error: sqlite3.Error) -> str:
    """The message for one error."""
    code = getattr(error, "sqlite_errorcode", None)
    kind = code & 0xFF if code is not None else None
    if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return f"{path} is being written by another command; try again when that one has finished"
    if kind == sqlite3.SQLITE_FULL:
        return f"{path}: the disk is full; what was there before is safe; make room and repeat the command"
    if kind == sqlite3.SQLITE_READONLY:
        return f"{path} cannot be written: the file or its folder is read-only; copy it or change its permissions"
    if kind == sqlite3.SQLITE_CANTOPEN:
        return f"{path} cannot be opened: the folder is missing, or it or the file may not be read or written"
    if kind == sqlite3.SQLITE_NOTADB:
        return f"{path} is not a Dateline record (not an SQLite file)"
    if kind == sqlite3.SQLITE_CORRUPT:
        return f"{path} is damaged ({error}); restore it from a copy, or read the reports into a new record"
    if kind in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return f"{path}: the disk cannot be read or written ({error})"
    if "no such module: fts5" in str(error):
        return "this Python's SQLite has no FTS5, which a record needs; use a Python from python.org"
    return f"{path}: {error}"
