"""Opening a record file: a new one, one of this version, an older one; and one clear message for anything else."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from dateline.errors import RecordError
from dateline.record.faults import explained
from dateline.record.schema import APPLICATION, FORMAT, is_empty, migrate

_HEAD = b"SQLite format 3\0"
_OLDEST_SQLITE = (3, 37)
_CACHE_KIB = 32 * 1024
"""Memory for pages of a file that is written: the upper levels of a large record's indexes stay there."""


def open_file(path: Path, *, write: bool, wait_s: float) -> sqlite3.Connection:
    """A connection to the record at `path`, made there if need be (`write`); raises RecordError for anything else."""
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise RecordError(f"this Python has SQLite {sqlite3.sqlite_version}; a record needs 3.37 or newer")
    _look_at(path, write=write)
    with explained(path):
        db = _connect(path, write=write, wait_s=wait_s)
        try:
            _prepare(path, db, write=write)
        except BaseException:
            db.close()
            raise
    return db


def _look_at(path: Path, *, write: bool) -> None:
    """Raise RecordError for a path that can't be a record, before SQLite touches it."""
    if path.is_dir():
        raise RecordError(f"{path} is a folder, not a record")
    if not path.exists():
        if not write:
            raise RecordError(f"{path} is not there; `dateline read … --into {path}` makes a record")
        if not path.absolute().parent.is_dir():
            raise RecordError(f"{path} cannot be made: there is no folder {path.absolute().parent}")
        return
    try:
        with path.open("rb") as file:
            head = file.read(len(_HEAD))
    except OSError as error:
        raise RecordError(f"{path} cannot be read: {error.strerror}") from error
    if write and not os.access(path, os.W_OK):
        raise RecordError(f"{path} cannot be written: the file is read-only; copy it or change its permissions")
    if head not in (b"", _HEAD):
        raise RecordError(f"{path} is not a Dateline record (not an SQLite file)")
    if not head and not write:
        raise RecordError(f"{path} is empty: no report has been read into it")


def _connect(path: Path, *, write: bool, wait_s: float) -> sqlite3.Connection:
    where = path.absolute().as_uri()
    db = sqlite3.connect(f"{where}?mode={'rwc' if write else 'rw'}", uri=True, timeout=wait_s, isolation_level=None)
    if write:
        return db
    try:
        db.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        # A write-ahead log can't be opened in a folder that can't be written; without one the file is all there is.
        db.close()
        log = Path(f"{path}-wal")
        if log.exists() and log.stat().st_size:
            raise
        db = sqlite3.connect(f"{where}?mode=ro&immutable=1", uri=True, timeout=wait_s, isolation_level=None)
    db.execute("PRAGMA query_only = ON")
    return db


def _prepare(path: Path, db: sqlite3.Connection, *, write: bool) -> None:
    """Check that this is a record of a version that we know, and bring it up to date where we write."""
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION and not (application == 0 and is_empty(db)):
        raise RecordError(f"{path} is an SQLite file of another program, not a Dateline record")
    if version > FORMAT:
        raise RecordError(
            f"{path} was made by a newer Dateline (format {version}, this one knows {FORMAT}); use that one"
        )
    if not write:
        if application == 0:
            raise RecordError(f"{path} is empty: no report has been read into it")
        if version < FORMAT:
            older = f"format {version} of {FORMAT}"
            raise RecordError(
                f"{path} was made by an older Dateline ({older}); `dateline rebuild` brings it up to date"
            )
        return
    if db.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    db.execute("PRAGMA foreign_keys = ON")
    if version < FORMAT or application == 0:
        migrate(db)
