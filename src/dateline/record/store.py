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
from typing import Any, NamedTuple, Self

import msgspec

from dateline.errors import RecordError, UsageError
from dateline.model.account import Account
from dateline.model.reading import Reading
from dateline.model.record import Record
from dateline.model.report import Report
from dateline.record.faults import explained
from dateline.record.judgements import Judgement
from dateline.record.ledger import KINDS, Key, LedgerEntry, kind_of
from dateline.record.opening import open_file
from dateline.record.tables import (
    Change,
    changes,
    forget_words,
    kept_rows,
    read_record,
    record_rows,
    remove_report,
    renew_index,
    write_changes,
    write_report,
)
from dateline.record.version import VERSION

WAIT_S = 5.0
"""How long a command waits for another that writes."""
_REPORT = msgspec.json.Decoder(Report)
_ACCOUNT = msgspec.msgpack.Decoder(Account)


class Basis(NamedTuple):
    """What a record was made from: how often reports or judgements had changed, length of ledger, last judgement."""

    changes: int
    ledger: int
    judged: int = 0


class Prepared(NamedTuple):
    """A record on its way into the file: which one is there, the reports' numbers, and what changes."""

    made: tuple[str, ...]
    numbers: dict[str, int]
    changes: dict[str, Change]


class Outdated(Exception):  # noqa: N818 - it is news, not a fault
    """Somebody else has judged the same thing meanwhile; nothing was kept."""


class Tombstone(NamedTuple):
    """What stays of a report that was taken out: the hash of its bytes, when, by whom and why."""

    report: str
    when: str
    who: str
    why: str

    def told(self) -> str:
        """That it was taken out, as the end of a sentence about its file."""
        return f"was taken out of the record on {self.when[:10]} by {self.who} ({self.why}) and is not read again"


class Store:
    """An open record file. Made by `Store.open`; use it in a `with` block, or close it."""

    def __init__(self, path: Path, db: sqlite3.Connection, *, write: bool) -> None:
        self.path = path
        self.writes = write
        self._db = db
        self._reading = False

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

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Within the block everything is read as it is at one moment, whatever another command writes meanwhile."""
        if self._reading:
            yield
            return
        with explained(self.path):
            self._db.execute("BEGIN")
            self._reading = True
            try:
                yield
            finally:
                self._reading = False
                if self._db.in_transaction:
                    self._db.execute("COMMIT")

    def _rows(self, query: str, values: Iterable[object] = ()) -> list[tuple[Any, ...]]:
        with explained(self.path):
            return self._db.execute(query, tuple(values)).fetchall()

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
            else:
                (number,) = db.execute("SELECT coalesce(max(number), 0) + 1 FROM reports").fetchone()
            write_report(db, number, report)
            if reading is not None:
                db.execute("INSERT INTO readings VALUES (?, ?, ?)", (number, reading.version, reading.to_bytes()))
            db.execute("INSERT INTO accounts VALUES (?, ?, ?)", (number, versions, packed))
            _changed(db)
        return True

    def versions(self) -> dict[str, dict[str, str]]:
        """The versions of what made each account, by report id: what need not be read again."""
        rows = self._rows("SELECT id, versions FROM reports JOIN accounts ON accounts.report = reports.number")
        return {str(report): msgspec.json.decode(str(versions)) for report, versions in rows}

    def reports(self) -> Iterator[Report]:
        """All reports with their texts, in the order in which they came."""
        with explained(self.path):
            for detail, text in self._db.execute("SELECT detail, text FROM reports ORDER BY number"):
                yield msgspec.structs.replace(_REPORT.decode(detail), text=text)

    def report(self, report: str) -> Report:
        """One report by its full id; raises UsageError where it isn't there."""
        rows = self._rows("SELECT detail, text FROM reports WHERE id = ?", (report,))
        if not rows:
            raise UsageError(f"no report {report} in {self.path}")
        detail, text = rows[0]
        return msgspec.structs.replace(_REPORT.decode(str(detail)), text=str(text))

    def find_report(self, prefix: str) -> Report:
        """The report whose id begins with `prefix`, or whose file is so called; raises UsageError for none or many."""
        like = prefix.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        rows = (
            self._rows("SELECT id, source FROM reports WHERE id LIKE ? ESCAPE '\\' ORDER BY id", (f"{like}%",))
            if prefix
            else []
        )
        if not rows:
            rows = [
                (own, source) for own, source in self._rows("SELECT id, source FROM reports ORDER BY id")
                if prefix in (str(source), str(source).replace("\\", "/").rpartition("/")[2])
            ]  # fmt: skip
        if not rows:
            raise UsageError(f"no report “{prefix}” in {self.path}: give the beginning of its id, or its file name")
        if len(rows) > 1:
            shown = ", ".join(f"{str(own)[:12]} ({source})" for own, source in rows[:5])
            raise UsageError(f"“{prefix}” could be any of {len(rows)} reports: {shown}")
        return self.report(str(rows[0][0]))

    def tombstones(self) -> dict[str, Tombstone]:
        """What stays of the reports that were taken out, by their ids."""
        rows = self._rows("SELECT report, made, who, why FROM tombstones ORDER BY made, report")
        return {str(row[0]): Tombstone(*row) for row in rows}

    def codebook(self) -> tuple[str, str] | None:
        """Name and text of the codebook that the accounts are made with; None for the package's own."""
        kept = self._state("codebook", "")
        return msgspec.json.decode(kept, type=tuple[str, str]) if kept else None

    def keep_codebook(self, book: tuple[str, str] | None) -> None:
        """Keep name and text of the codebook with which accounts are made from now on; None: the package's own."""
        with self._writing() as db:
            _set(db, "codebook", msgspec.json.encode(book).decode() if book is not None else "")
            _changed(db)

    def accounts(self) -> Iterator[Account]:
        """All accounts, in the order in which their reports came."""
        with explained(self.path):
            for (packed,) in self._db.execute("SELECT packed FROM accounts ORDER BY report"):
                yield self._unpacked(packed)

    def account(self, report: str) -> Account:
        """The account of one report by its full id; raises UsageError where it isn't there."""
        rows = self._rows(
            "SELECT packed FROM accounts JOIN reports ON reports.number = accounts.report WHERE id = ?", (report,)
        )
        if not rows:
            raise UsageError(f"no account of report {report} in {self.path}")
        return self._unpacked(rows[0][0])

    def _unpacked(self, packed: bytes) -> Account:
        try:
            return _ACCOUNT.decode(zlib.decompress(packed))
        except (zlib.error, msgspec.DecodeError) as error:
            raise RecordError(f"{self.path} is damaged: an account cannot be read ({error})") from error

    def reading(self, report: str) -> Reading | None:
        """What the reader saw in a report, None where none could read it."""
        rows = self._rows(
            "SELECT packed, text FROM readings JOIN reports ON reports.number = readings.report WHERE id = ?", (report,)
        )
        return Reading.from_bytes(rows[0][0], rows[0][1]) if rows else None

    def ledger(self) -> list[LedgerEntry]:
        """The id ledger, oldest first."""
        rows = self._rows("SELECT id, report, span_start, span_end, mark, redirect FROM ledger ORDER BY number")
        return [LedgerEntry(*row) for row in rows]

    def judgements(self) -> list[Judgement]:
        """All judgements, oldest first."""
        rows = self._rows(
            "SELECT number, who, made, item, action, field, before, after, why, evidence, other, settles "
            "FROM judgements ORDER BY number"
        )
        names = ("number", "who", "when", "on", "action", "field", "from", "to", "why")
        return [
            msgspec.convert({**dict(zip(names, row[:9], strict=True)), "evidence": msgspec.json.decode(str(row[9])),
                             "other": msgspec.json.decode(str(row[10])), "settles": bool(row[11])}, Judgement)
            for row in rows
        ]  # fmt: skip

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
                kept.append(msgspec.structs.replace(judgement, number=number))
                _changed(db)
        return kept

    # The record

    def basis(self) -> Basis:
        """What a record made now would be made from; read it in one `snapshot` with the rest."""
        ((ledger,),) = self._rows("SELECT count(*) FROM ledger")
        ((judged,),) = self._rows("SELECT coalesce(max(number), 0) FROM judgements")
        return Basis(int(self._state("changes", "0")), int(str(ledger)), int(str(judged)))

    @property
    def stale(self) -> str | None:
        """Why the record lags behind its reports and judgements, as a sentence; None where it doesn't."""
        changes, built = int(self._state("changes", "0")), int(self._state("built", "0"))
        if changes != built:
            return (
                f"{self.path}: reports or judgements have come in ({changes - built} changes) since the record was made"
            )
        version = msgspec.json.decode(self._state("versions", "{}")).get("record", VERSION)
        if version != VERSION:
            return f"{self.path}: the record was made by version {version} of the rules, this is {VERSION}"
        return None

    def _state(self, name: str, default: str) -> str:
        rows = self._rows("SELECT value FROM state WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else default

    def save_record(self, record: Record, additions: Iterable[LedgerEntry] = (), basis: Basis | None = None) -> None:
        """Put `record` in place of the one that is there, with the ids that it minted.

        `basis` is what it was made from (now, where not given); raises RecordError when another command has made a
        record of its own meanwhile.
        """
        prepared = self._prepared(record)  # before anybody has to wait
        with self._writing() as db:
            self._put(db, record, additions, basis, prepared)

    def withdraw(
        self, tombstone: Tombstone, record: Record, additions: Iterable[LedgerEntry] = (), basis: Basis | None = None
    ) -> None:
        """Take a report out and put `record`, made without it, in place of the one that is there: both or neither.

        What is freed is overwritten; `compact` then makes the file smaller. Raises as `save_record` does, and
        UsageError where the report isn't there.
        """
        with explained(self.path):
            self._db.execute("PRAGMA secure_delete = ON")
        with self._writing() as db:
            found = db.execute("SELECT number FROM reports WHERE id = ?", (tombstone.report,)).fetchone()
            if found is None:
                raise UsageError(f"no report {tombstone.report} in {self.path}")
            remove_report(db, found[0])
            db.execute("INSERT OR IGNORE INTO tombstones VALUES (?, ?, ?, ?)", tombstone)
            _changed(db)
            # made without this report, so nothing but what came in besides makes it lag behind
            self._put(db, record, additions, basis and basis._replace(changes=basis.changes + 1))
            renew_index(db)

    def compact(self) -> None:
        """Write the file anew without what is not used in it; raises RecordError while another command reads it."""
        with explained(self.path):
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._db.execute("VACUUM")
            (busy, *_) = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise RecordError(f"{self.path} is being read by another command, so what was removed is still in its log")

    def _prepared(self, record: Record) -> Prepared:
        """What turns the record that the file has into this one."""
        with self.snapshot():
            numbers = dict(self._db.execute("SELECT id, number FROM reports"))
            with explained(self.path):
                new = record_rows(record, numbers)
                return Prepared(self._made(), numbers, changes(self._db, kept_rows(self._db), new))

    def _made(self) -> tuple[str, ...]:
        """What tells one saved record from another."""
        rows = self._db.execute("SELECT value FROM state WHERE name IN ('saved', 'built', 'versions') ORDER BY name")
        (length,) = self._db.execute("SELECT count(*) FROM ledger").fetchone()
        return (*(value for (value,) in rows), str(length))

    def _put(
        self, db: sqlite3.Connection, record: Record, additions: Iterable[LedgerEntry], basis: Basis | None,
        prepared: Prepared | None = None,
    ) -> None:  # fmt: skip
        """Put a record with its ids in, within the caller's transaction."""
        made = self._made()
        (length,) = db.execute("SELECT count(*) FROM ledger").fetchone()
        changed = int(next(iter(db.execute("SELECT value FROM state WHERE name = 'changes'")), ("0",))[0])
        if basis is not None and basis.ledger != length:
            raise RecordError(f"{self.path}: another command has made the record anew meanwhile; repeat the command")
        db.executemany(
            "INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(length + turn, entry.id, entry.report, entry.start, entry.end, entry.mark, entry.redirect)
             for turn, entry in enumerate(additions, start=1)],
        )  # fmt: skip
        numbers = dict(db.execute("SELECT id, number FROM reports"))
        same = prepared is not None and prepared.made == made and prepared.numbers.items() <= numbers.items()
        found = prepared.changes if prepared and same else changes(db, kept_rows(db), record_rows(record, numbers))
        write_changes(db, found)
        (saved,) = db.execute(
            "SELECT coalesce(max(CAST(value AS INTEGER)), 0) + 1 FROM state WHERE name = 'saved'"
        ).fetchone()
        _set(db, "saved", str(saved))
        _set(db, "built", str(basis.changes if basis is not None else changed))
        (judged,) = db.execute("SELECT coalesce(max(number), 0) FROM judgements").fetchone()
        _set(db, "judged", str(basis.judged if basis is not None else judged))
        _set(db, "versions", msgspec.json.encode(record.versions, order="sorted").decode())

    def load_record(self) -> Record:
        """The record as it was last made; see `stale`."""
        with self.snapshot():
            return read_record(self._db, msgspec.json.decode(self._state("versions", "{}"), type=dict[str, str]))

    def find_item(self, prefix: str) -> str:
        """The id in the record that begins with `prefix` or that it now stands for; raises UsageError otherwise."""
        kind = kind_of(prefix)
        if kind is None:
            raise UsageError(
                f"“{prefix}” is no id; ids begin with {', '.join(f'{letters}_' for letters in KINDS.values())}"
            )
        low, high = prefix, prefix + "\uffff"
        rows = self._rows(
            "SELECT DISTINCT id, redirect FROM ledger WHERE id >= ? AND id < ? ORDER BY redirect IS NULL", (low, high)
        )
        redirects = {str(own): str(into) for own, into in rows if into is not None}
        found = sorted({str(own) for own, _ in rows})
        if len(found) != 1:
            many = f"could be any of {len(found)}: {', '.join(found[:5])}" if found else f"is not in {self.path}"
            raise UsageError(f"“{prefix}” {many}")
        item = found[0]
        while item in redirects:
            item = redirects[item]
            redirects = {str(own): str(into) for own, into in self._rows(
                "SELECT id, redirect FROM ledger WHERE id = ? AND redirect IS NOT NULL", (item,))}  # fmt: skip
        return item

    def search(self, words: str, limit: int = 20) -> list[tuple[str, str]]:
        """Reports whose text or title has all the words, best first: (report id, words around)."""
        query = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
        if not query:
            return []
        rows = self._rows(
            "SELECT reports.id, snippet(report_words, 1, '[', ']', ' … ', 16) FROM report_words "
            "JOIN reports ON reports.number = report_words.rowid WHERE report_words MATCH ? "
            "ORDER BY rank, reports.id LIMIT ?",
            (query, limit),
        )
        return [(str(report), str(words)) for report, words in rows]

    def faults(self) -> list[str]:
        """What SQLite itself finds wrong with the file."""
        try:
            found = [f"damaged: {line}" for (line,) in self._rows("PRAGMA integrity_check(20)") if line != "ok"]
            lost = {str(table) for table, *_ in self._rows("PRAGMA foreign_key_check")}
        except RecordError as error:
            return [str(error)]
        return found + [f"damaged: a row of {table} belongs to a report that is not there" for table in sorted(lost)]


def _set(db: sqlite3.Connection, name: str, value: str) -> None:
    """Put a value into the table of the state."""
    db.execute("INSERT INTO state VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value))


def _changed(db: sqlite3.Connection) -> None:
    """Note that the record lags behind now."""
    db.execute(
        "INSERT INTO state VALUES ('changes', '1') ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )


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
