"""A record file open for reading: reports, readings, accounts, ledger, judgements and the record made from them.

Every error of SQLite leaves here as a `RecordError` that names the file.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from dateline.errors import RecordError, UsageError
from dateline.model.account import Account
from dateline.model.reading import Reading
from dateline.model.record import Record
from dateline.model.report import Report
from dateline.record.faults import explained
from dateline.record.judgements import Judgement
from dateline.record.ledger import KINDS, Key, LedgerEntry, kind_of
from dateline.record.report_keys import reports_alike
from dateline.record.tables import COUNTED, read_record
from dateline.record.version import VERSION

_REPORT = msgspec.json.Decoder(Report)
_ACCOUNT = msgspec.msgpack.Decoder(Account)
_JUDGEMENT = "number, who, made, item, action, field, before, after, why, evidence, other, settles"


class Basis(NamedTuple):
    """What a record was made from: how often reports or judgements had changed, length of ledger, last judgement."""

    changes: int
    ledger: int
    judged: int = 0
    saved: int | None = None
    """Which record the file had then, by the count of those that were saved; None where it doesn't matter."""


class Tombstone(NamedTuple):
    """What stays of a report that was taken out: the hash of its bytes, when, by whom and why."""

    report: str
    when: str
    who: str
    why: str

    def told(self) -> str:
        """That it was taken out, as the end of a sentence about its file."""
        return f"was taken out of the record on {self.when[:10]} by {self.who} ({self.why}) and is not read again"


class Kept:
    """What a record file keeps, to be read."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path = path
        self._db = db
        self._reading = False

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

    def reports_like(self, report: str) -> list[str]:
        """Ids of the reports that may be versions of one with this one, itself among them; none where it is alone."""
        with explained(self.path):
            return reports_alike(self._db, report)

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

    def accounts(self) -> Iterator[Account]:
        """All accounts, in the order in which their reports came."""
        with explained(self.path):
            for (packed,) in self._db.execute("SELECT packed FROM accounts ORDER BY report"):
                yield self._unpacked(packed)

    def versions_of(self, report: str) -> dict[str, str] | None:
        """The versions of what made the account of a report; None where it isn't there."""
        rows = self._rows(
            "SELECT versions FROM reports JOIN accounts ON accounts.report = reports.number WHERE id = ?", (report,)
        )
        return msgspec.json.decode(str(rows[0][0]), type=dict[str, str]) if rows else None

    def account_versions(self) -> dict[str, list[str]]:
        """By part the versions that made accounts: of the reader, the rooms, the tables."""
        found: dict[str, list[str]] = {}
        for part, version in self._rows("SELECT part, version FROM account_versions ORDER BY part, version"):
            found.setdefault(str(part), []).append(str(version))
        return found

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

    def judgements(self, since: int = 0) -> list[Judgement]:
        """All judgements with a number past `since`, oldest first."""
        rows = self._rows(f"SELECT {_JUDGEMENT} FROM judgements WHERE number > ? ORDER BY number", (since,))  # noqa: S608
        return [_judgement(row) for row in rows]

    def judgements_about(self, about: Iterable[str]) -> dict[int, Judgement]:
        """The judgements that are about reports or name things with these ids, by their numbers."""
        query = f"SELECT {_JUDGEMENT} FROM judged JOIN judgements ON number = judgement WHERE about = ? ORDER BY number"  # noqa: S608
        return {int(row[0]): _judgement(row) for own in about for row in self._rows(query, (own,))}

    def judgements_numbered(self, numbers: Iterable[int]) -> dict[int, Judgement]:
        """Judgements by their numbers."""
        query = f"SELECT {_JUDGEMENT} FROM judgements WHERE number = ?"  # noqa: S608
        return {number: _judgement(row) for number in numbers for row in self._rows(query, (number,))}

    def basis(self) -> Basis:
        """What a record made now would be made from; read it in one `snapshot` with the rest."""
        ((ledger,),) = self._rows("SELECT coalesce(max(number), 0) FROM ledger")
        ((judged,),) = self._rows("SELECT coalesce(max(number), 0) FROM judgements")
        saved = int(self._state("saved", "0"))
        return Basis(int(self._state("changes", "0")), int(str(ledger)), int(str(judged)), saved)

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

    @property
    def made(self) -> dict[str, str]:
        """The versions of what the record was made with; empty where none was."""
        return msgspec.json.decode(self._state("versions", "{}"), type=dict[str, str])

    @property
    def connection(self) -> sqlite3.Connection:
        """The database, for the room's other statements."""
        return self._db

    def pending(self) -> list[str]:
        """Reports that came in or were replaced since the record was made."""
        return [str(own) for (own,) in self._rows("SELECT report FROM pending ORDER BY report")]

    @property
    def judged(self) -> int:
        """Number of the last judgement that the record was made with."""
        return int(self._state("judged", "0"))

    @property
    def circled(self) -> bool:
        """Whether the tables of circles fit the record, so that what comes in touches its circle alone."""
        return self._state("circled", "0") == "1"

    def holds_more_than(self, reports: int) -> bool:
        """Whether the file has more reports than so many."""
        return bool(self._rows("SELECT 1 FROM reports LIMIT 1 OFFSET ?", (reports,)))

    def told(self, report: str) -> tuple[int, Account, Report] | None:
        """Number, account and report by its full id; None where it isn't there."""
        rows = self._rows(
            "SELECT number, detail, text, packed FROM reports LEFT JOIN accounts ON report = number WHERE id = ?",
            (report,),
        )
        for number, detail, text, packed in rows:
            found = msgspec.structs.replace(_REPORT.decode(str(detail)), text=str(text))
            account = Account(report=report, versions={}) if packed is None else self._unpacked(packed)
            return int(number), account, found
        return None

    def ledger_of(self, report: str) -> list[tuple[int, LedgerEntry]]:
        """The entries of the ledger whose evidence is in a report, each with its place."""
        rows = self._rows(
            "SELECT number, id, report, span_start, span_end, mark, redirect FROM ledger WHERE report = ?", (report,)
        )
        return [(int(row[0]), LedgerEntry(*row[1:])) for row in rows]

    def evidence(self, item: str) -> Key | None:
        """The evidence that minted an id; None for an id that never was."""
        rows = self._rows(
            "SELECT report, span_start, span_end, mark FROM ledger WHERE id = ? AND redirect IS NULL "
            "ORDER BY number LIMIT 1", (item,),
        )  # fmt: skip
        return (str(rows[0][0]), int(rows[0][1]), int(rows[0][2]), str(rows[0][3])) if rows else None

    def redirect(self, item: str) -> str | None:
        """The id that an id leads to; None where it leads nowhere."""
        rows = self._rows(
            "SELECT redirect FROM ledger WHERE id = ? AND redirect IS NOT NULL ORDER BY number DESC LIMIT 1", (item,)
        )
        return str(rows[0][0]) if rows else None

    def numbers(self) -> dict[str, int]:
        """The numbers of all reports in the file, by their ids."""
        return {str(own): int(number) for own, number in self._rows("SELECT id, number FROM reports")}

    def counts(self) -> dict[str, int]:
        """How many parts the record has by kind, without reading it; see `tables.sizes`."""
        rows = self._rows("SELECT value, count FROM tallies WHERE item = ? AND field = ?", COUNTED)
        return {str(name): int(count) for name, count in rows}

    def load_record(self) -> Record:
        """The record as it was last made; see `stale`."""
        with self.snapshot():
            return read_record(self._db, self.made)

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


def _judgement(row: tuple[Any, ...]) -> Judgement:
    names = ("number", "who", "when", "on", "action", "field", "from", "to", "why")
    values = {
        **dict(zip(names, row[:9], strict=True)),
        "evidence": msgspec.json.decode(str(row[9])),
        "other": msgspec.json.decode(str(row[10])),
        "settles": bool(row[11]),
    }
    return msgspec.convert(values, Judgement)
