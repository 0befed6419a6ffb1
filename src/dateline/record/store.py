"""A record file: reports, readings, accounts, ledger, judgements and the record made from them, in one database.

Invariants:

- a report goes in whole (report, reading, account) in one transaction or not at all; so does a record with the ids it
  minted. A process killed at any moment leaves a file that opens and holds whole reports only;
- the ledger, the judgements and the tombstones are only added to (triggers see to it);
- `stale` says when the record lags behind what it is made from, and why.

One writer and many readers at once (write-ahead log); a second writer waits a few seconds, then gives up with one clear
message. Every error of SQLite leaves here as a `RecordError` that names the file.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import msgspec

from dateline.errors import RecordError, UsageError
from dateline.model.account import Account
from dateline.model.reading import Reading
from dateline.model.record import Record
from dateline.model.report import Report
from dateline.record.faults import explained
from dateline.record.judgements import Judgement
from dateline.record.kept import Basis, Kept, Tombstone
from dateline.record.ledger import Key, LedgerEntry
from dateline.record.opening import open_file
from dateline.record.reach import named_in, reach
from dateline.record.report_keys import write_key
from dateline.record.tables import (
    COUNTED,
    FIELDS,
    Change,
    all_rows,
    changes,
    forget_words,
    item_rows,
    remove_report,
    renew_index,
    sizes,
    write_changes,
    write_report,
)
from dateline.record.version import GIVEN

WAIT_S = 5.0
"""How long a command waits for another that writes."""


class Saving(NamedTuple):
    """A record on its way into the file: what changes in the tables, and what it was made from."""

    changes: dict[str, Change]
    additions: tuple[LedgerEntry, ...]
    versions: dict[str, str]
    basis: Basis
    circled: bool
    """Whether the tables of circles fit it, so that what comes in touches its circle alone."""
    tallies: tuple[tuple[str, str, str, int], ...] = ()
    """What is added to counts: item, field, value, how many."""
    judged: tuple[tuple[str, int], ...] = ()
    """What judgements are about, where it has to be noted."""


class Outdated(Exception):  # noqa: N818 - it is news, not a fault
    """Somebody else has judged the same thing meanwhile; nothing was kept."""


class Store(Kept):
    """An open record file. Made by `Store.open`; use it in a `with` block, or close it."""

    def __init__(self, path: Path, db: sqlite3.Connection, *, write: bool) -> None:
        super().__init__(path, db)
        self.writes = write

    @classmethod
    def open(cls, path: str | Path, *, write: bool = False, wait_s: float = WAIT_S) -> Store:
        """The record at `path`; with `write` a new one where there is none. Raises RecordError for anything else."""
        path = Path(path)
        return cls(path, open_file(path, write=write, wait_s=wait_s), write=write)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the file."""
        self.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: kept whole, or not at all."""
        if not self.writes:
            raise RecordError(f"{self.path} was opened for reading only")
        with explained(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    # What a record is made from

    def add(self, report: Report, reading: Reading | None, account: Account, *, replace: bool = False) -> bool:
        """Put a report in, whole; True where that changed anything.

        A report that is there already is left alone unless the versions of what made its account, or of what made its
        text, are others, or `replace` is set. `reading` is None where no reader knows the language. Raises ValueError
        where the three do not belong together.
        """
        if account.report != report.id or (reading is not None and reading.text != report.text):
            raise ValueError(f"report {report.id[:12]}: its account or reading is of another report")
        packed = zlib.compress(msgspec.msgpack.encode(account), 6)
        versions = msgspec.json.encode(account.versions, order="sorted").decode()
        with self._writing() as db:
            old = db.execute(
                "SELECT number, text_sha256, extractor, title, text, versions FROM reports "
                "LEFT JOIN accounts ON accounts.report = reports.number WHERE id = ?", (report.id,)
            ).fetchone()  # fmt: skip
            if old is not None:
                number, digest, extractor, title, text, known = old
                if not replace and (digest, extractor, known) == (report.text_sha256, report.extractor, versions):
                    return False
                forget_words(db, number, title, text)
                _count_versions(db, known, -1)
            else:
                (number,) = db.execute("SELECT coalesce(max(number), 0) + 1 FROM reports").fetchone()
            write_report(db, number, report)
            write_key(db, number, report)
            if reading is not None:
                db.execute("INSERT INTO readings VALUES (?, ?, ?)", (number, reading.version, reading.to_bytes()))
            db.execute("INSERT INTO accounts VALUES (?, ?, ?)", (number, versions, packed))
            _count_versions(db, versions, 1)
            _changed(db)
            db.execute(
                "INSERT OR REPLACE INTO pending SELECT ?, CAST(value AS INTEGER) FROM state WHERE name = 'changes'",
                (report.id,),
            )
        return True

    def keep_codebook(self, book: tuple[str, str] | None) -> None:
        """Keep name and text of the codebook with which accounts are made from now on; None: the package's own."""
        with self._writing() as db:
            _set(db, "codebook", msgspec.json.encode(book).decode() if book is not None else "")
            _changed(db)

    def add_judgement(self, judgement: Judgement) -> Judgement:
        """Keep a judgement, and give it back with its number. The record follows with the next rebuild."""
        return self.add_judgements([judgement])[0]

    def add_judgements(
        self, judgements: Sequence[Judgement], *, unless: Sequence[str] = (), since: int = 0
    ) -> list[Judgement]:
        """Keep several judgements or none, on disk before this returns (a loss of power loses none).

        Raises Outdated where, with a number past `since`, somebody else has judged one of the items `unless`.
        """
        with explained(self.path):
            self._db.execute("PRAGMA synchronous = FULL")
        kept = []
        with self._writing() as db:
            who = judgements[0].who if judgements else ""
            for item in unless:
                if db.execute(
                    "SELECT 1 FROM judgements WHERE item = ? AND number > ? AND who <> ? AND action <> 'note' LIMIT 1",
                    (item, since, who),
                ).fetchone():
                    raise Outdated
            (last,) = db.execute("SELECT coalesce(max(number), 0) FROM judgements").fetchone()
            for number, judgement in enumerate(judgements, start=last + 1):
                _write_judgement(db, number, judgement)
                db.executemany("INSERT OR IGNORE INTO judged VALUES (?, ?)", judged_rows(number, judgement))
                kept.append(msgspec.structs.replace(judgement, number=number))
                _changed(db)
        return kept

    # The record

    def save_record(self, record: Record, additions: Iterable[LedgerEntry] = (), basis: Basis | None = None) -> None:
        """Put `record` in place of the one that is there, with the ids that it minted.

        `basis` is what it was made from (now, where not given); raises RecordError when another command has made a
        record of its own meanwhile.
        """
        with self.snapshot():
            items = {field: [(f"{place:09}", item) for place, item in enumerate(getattr(record, field))]
                     for field in FIELDS}  # fmt: skip
            basis = basis or self.basis()
            rows = item_rows(items, self.numbers())
            rows["tallies"] = [(*COUNTED, name, count) for name, count in sizes(rows).items()]
            with explained(self.path):
                found = changes(all_rows(self._db), rows, whole=True)
        self.save(Saving(found, tuple(additions), record.versions, basis, circled=False))

    def save(self, saving: Saving) -> None:
        """Change the record that is there; raises RecordError when another command has made one meanwhile."""
        with self._writing() as db:
            self._put(db, saving)

    def withdraw(self, tombstone: Tombstone, saving: Saving) -> None:
        """Take a report out and change the record to one made without it: both or neither.

        What is freed is overwritten; `compact` then makes the file smaller. Raises as `save` does, and UsageError where
        the report isn't there.
        """
        with explained(self.path):
            self._db.execute("PRAGMA secure_delete = ON")
        with self._writing() as db:
            found = db.execute(
                "SELECT number, versions FROM reports LEFT JOIN accounts ON report = number WHERE id = ?",
                (tombstone.report,),
            ).fetchone()
            if found is None:
                raise UsageError(f"no report {tombstone.report} in {self.path}")
            remove_report(db, found[0])
            _count_versions(db, found[1], -1)
            db.execute("DELETE FROM pending WHERE report = ?", (tombstone.report,))
            db.execute("INSERT OR IGNORE INTO tombstones VALUES (?, ?, ?, ?)", tombstone)
            _changed(db)
            self._put(db, saving)
            # made without this report, so nothing but what came in besides makes it lag behind
            _set(db, "built", str(saving.basis.changes + 1))
            renew_index(db)

    def compact(self) -> None:
        """Write the file anew without what is not used in it; raises RecordError while another command reads it."""
        with explained(self.path):
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._db.execute("VACUUM")
            (busy, *_) = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise RecordError(f"{self.path} is being read by another command, so what was removed is still in its log")

    def _put(self, db: sqlite3.Connection, saving: Saving) -> None:
        """Change the record, within the caller's transaction."""
        basis, now = saving.basis, self.basis()
        if basis.ledger != now.ledger or basis.saved not in (None, now.saved):
            raise RecordError(f"{self.path}: another command has made the record anew meanwhile; repeat the command")
        db.executemany(
            "INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(now.ledger + turn, entry.id, entry.report, entry.start, entry.end, entry.mark, entry.redirect)
             for turn, entry in enumerate(saving.additions, start=1)],
        )  # fmt: skip
        write_changes(db, saving.changes)
        db.executemany(
            "INSERT INTO tallies VALUES (?, ?, ?, ?) "
            "ON CONFLICT (item, field, value) DO UPDATE SET count = count + excluded.count",
            saving.tallies,
        )
        db.executemany(
            "DELETE FROM tallies WHERE item = ? AND field = ? AND value = ? AND count = 0",
            [tally[:3] for tally in saving.tallies if tally[3] < 0],
        )
        db.executemany("INSERT OR IGNORE INTO judged VALUES (?, ?)", saving.judged)
        db.execute("DELETE FROM pending WHERE change <= ?", (basis.changes,))
        for name, value in (
            ("saved", str((now.saved or 0) + 1)), ("built", str(basis.changes)), ("judged", str(basis.judged)),
            ("versions", msgspec.json.encode(saving.versions, order="sorted").decode()),
            ("circled", str(int(saving.circled))),
        ):  # fmt: skip
            _set(db, name, value)


def _set(db: sqlite3.Connection, name: str, value: str) -> None:
    """Put a value into the table of the state."""
    db.execute("INSERT INTO state VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value))


def _changed(db: sqlite3.Connection) -> None:
    """Note that the record lags behind now."""
    db.execute(
        "INSERT INTO state VALUES ('changes', '1') ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )


def _count_versions(db: sqlite3.Connection, versions: str | None, more: int) -> None:
    """Count the versions (JSON) of an account in or out."""
    for part, version in msgspec.json.decode(versions or "{}", type=dict[str, str]).items():
        if part != GIVEN:
            db.execute(
                "INSERT INTO account_versions VALUES (?, ?, ?) "
                "ON CONFLICT (part, version) DO UPDATE SET count = count + excluded.count", (part, version, more),
            )  # fmt: skip
    db.execute("DELETE FROM account_versions WHERE count = 0")


def judged_rows(number: int, judgement: Judgement) -> list[tuple[str, int]]:
    """What a judgement is about: the reports that it rests on, the things that it names."""
    return [(about, number) for about in sorted({*reach(judgement), *named_in(judgement.after)})]


def _write_judgement(db: sqlite3.Connection, number: int, judgement: Judgement) -> None:
    db.execute(
        "INSERT INTO judgements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            *(judgement.who, judgement.when, judgement.on, judgement.action, judgement.field),
            *(judgement.before, judgement.after, judgement.why),
            *(_keys(judgement.evidence), _keys(judgement.other), judgement.settles),
        ),
    )


def _keys(keys: Iterable[Key]) -> str:
    return msgspec.json.encode(list(keys)).decode()
