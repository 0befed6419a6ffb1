"""Circles as a record file keeps them: which report is in which, who holds which mark, who tells of which thing."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from dateline.record.circles import Marked
from dateline.record.tables import Row
from dateline.record.united import FIRST, Counts

UNDATED = -1
_BEFORE = "SELECT field, value, count FROM tallies WHERE item = ? AND field < ?"
_AFTER = "SELECT field, value, count FROM tallies WHERE item = ? AND field > ?"


class Holder(NamedTuple):
    """A report that has a mark."""

    number: int
    day: int | None


class Place(NamedTuple):
    """Where a report stands: its circle, and as circles see it."""

    number: int
    circle: int
    marked: Marked


class Placed:
    """The tables of circles."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def circle_of(self, report: str) -> int | None:
        """The circle of a report by its id; None where it has none yet."""
        row = self._db.execute(
            "SELECT circle FROM reports JOIN circles ON report = number WHERE id = ?", (report,)
        ).fetchone()
        return row[0] if row else None

    def circle_at(self, number: int) -> int | None:
        """The circle of a report by its number."""
        row = self._db.execute("SELECT circle FROM circles WHERE report = ?", (number,)).fetchone()
        return row[0] if row else None

    def place_of(self, report: str) -> Place | None:
        """Where a report stands, by its id; None where it stands nowhere yet."""
        row = self._db.execute(
            "SELECT number, circle, day, marks FROM reports JOIN circles ON report = number WHERE id = ?", (report,)
        ).fetchone()
        return _place(report, *row) if row else None

    def members(self, circle: int) -> list[Place]:
        """The reports of a circle."""
        rows = self._db.execute(
            "SELECT id, number, circle, day, marks FROM circles JOIN reports ON number = report WHERE circle = ?",
            (circle,),
        )
        return [_place(*row) for row in rows]

    def holders(self, mark: int, most: int) -> list[Holder]:
        """Reports that have a mark, at most so many."""
        rows = self._db.execute("SELECT report, day FROM marks WHERE mark = ? LIMIT ?", (mark, most))
        return [Holder(number, None if day == UNDATED else day) for number, day in rows]

    def owned(self, circles: Iterable[int]) -> list[str]:
        """Ids of the items that are these circles' alone."""
        query = "SELECT item FROM owned WHERE circle = ?"
        return [item for circle in circles for (item,) in self._db.execute(query, (circle,))]

    def shares(self, circles: Iterable[int]) -> list[tuple[str, str, Counts]]:
        """What circles tell of things that others may tell of, too: id, kind, counts."""
        query = "SELECT item, kind, counts FROM shares WHERE circle = ?"
        return [
            (item, kind, msgspec.json.decode(counts, type=Counts))
            for circle in circles
            for item, kind, counts in self._db.execute(query, (circle,))
        ]

    def told_outside(self, item: str, circles: set[int]) -> bool:
        """Whether a circle that is none of these tells of a thing."""
        rows = self._db.execute("SELECT circle FROM shares WHERE item = ?", (item,))
        return any(circle not in circles for (circle,) in rows)

    def counts(self, item: str) -> Counts:
        """What all circles together tell of a thing, without what only its least value counts of."""
        found: Counts = {}
        for query in (_BEFORE, _AFTER):
            for field, value, count in self._db.execute(query, (item, FIRST)):
                found.setdefault(field, {})[value] = count
        return found

    def firsts(self, item: str, most: int) -> dict[str, int]:
        """The least values of that field, at most so many."""
        rows = self._db.execute(
            "SELECT value, count FROM tallies WHERE item = ? AND field = ? ORDER BY value LIMIT ?", (item, FIRST, most)
        )
        return dict(rows.fetchall())


def _place(report: str, number: int, circle: int, day: int, marks: bytes) -> Place:
    return Place(number, circle, Marked(report, None if day == UNDATED else day, frozenset(array("q", marks))))


def circle_row(number: int, circle: int, marked: Marked) -> Row:
    """The row of a report in the table of circles."""
    day = UNDATED if marked.day is None else marked.day
    return (number, circle, day, array("q", sorted(marked.marks)).tobytes())


def mark_rows(number: int, marked: Marked) -> list[Row]:
    """The rows of a report in the table of marks."""
    return [(mark, number, UNDATED if marked.day is None else marked.day) for mark in sorted(marked.marks)]


def share_row(circle: int, item: str, kind: str, counts: Counts) -> Row:
    """The row of a share."""
    return (circle, item, kind, msgspec.json.encode(counts, order="sorted").decode())
