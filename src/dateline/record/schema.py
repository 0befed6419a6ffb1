"""The tables of a record file, and how a file of an older version becomes one of this version.

`MIGRATIONS` is ordered; the names of those applied stand in the table `migrations`. A migration is never changed once
it was released: a change of the tables is a new one at the end. The file's `application_id` says that it is a record,
its `user_version` which `FORMAT` wrote it.

Two kinds of tables. What is kept for good: `reports`, `readings`, `accounts`, `ledger`, `judgements`, `tombstones`,
`state`. What is made from them and can be made again: all others (a step that makes these anew leaves them empty, and
the file stale, until the next rebuild). The tables themselves stand in `data/*.sql`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from importlib.resources import files

import msgspec

from dateline.model.report import Report
from dateline.record.report_keys import write_key

APPLICATION = 0x444C4E31
"""`application_id` of a record file ("DLN1")."""


def lasting(db: sqlite3.Connection) -> None:
    """What is kept for good."""
    _run(db, "lasting.sql")


def derived(db: sqlite3.Connection) -> None:
    """What is made from accounts, judgements and ledger."""
    _run(db, "derived.sql")


def withdrawal(db: sqlite3.Connection) -> None:
    """What stays of reports that were taken out."""
    _run(db, "withdrawal.sql")


def adjudication(db: sqlite3.Connection) -> None:
    """Judgements that settle what people judged differently."""
    _run(db, "adjudication.sql")


def browsing(db: sqlite3.Connection) -> None:
    """Indexes for those who browse."""
    _run(db, "browsing.sql")


def circles(db: sqlite3.Connection) -> None:
    """The record's tables by circles of reports."""
    _run(db, "circles.sql")
    for number, detail in db.execute("SELECT number, detail FROM reports").fetchall():
        write_key(db, number, msgspec.json.decode(detail, type=Report))


def _run(db: sqlite3.Connection, file: str) -> None:
    """Run the statements of a file of ours, one by one: `executescript` would end the transaction."""
    for statement in (files(__package__) / "data" / file).read_text(encoding="utf-8").split("\n\n"):
        db.execute(statement)


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    lasting,
    derived,
    withdrawal,
    adjudication,
    browsing,
    circles,
)
"""All steps from an empty file to today's tables."""
FORMAT = len(MIGRATIONS)


def is_empty(db: sqlite3.Connection) -> bool:
    """Whether the database has no tables at all: a new file, or one whose making was interrupted."""
    return db.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone() is None


def migrate(db: sqlite3.Connection) -> None:
    """Bring the tables to this version; does nothing where they are. The caller has checked what file it is."""
    db.execute("BEGIN IMMEDIATE")
    try:
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        db.execute(
            "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied TEXT NOT NULL) STRICT, WITHOUT ROWID"
        )
        applied = {name for (name,) in db.execute("SELECT name FROM migrations")}
        for step in MIGRATIONS:
            if step.__name__ not in applied:
                step(db)
                db.execute("INSERT INTO migrations VALUES (?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))", (step.__name__,))
        db.execute(f"PRAGMA user_version = {FORMAT}")
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise
