"""Which reports may be versions of one: they have one address, or one outlet and headline."""

from __future__ import annotations

import sqlite3

import msgspec

from dateline.model.report import Report


def write_key(db: sqlite3.Connection, number: int, report: Report) -> None:
    """Note what a report has in common with its versions, if anything does."""
    from dateline.reports.versions import (
        key_of,  # the room of reports is wide; who only reads a record needs none of it
    )

    key = key_of(report)
    if key is not None:
        row = (number, msgspec.json.encode(key).decode())
        db.execute("INSERT OR REPLACE INTO report_keys VALUES (?, ?)", row)


def reports_alike(db: sqlite3.Connection, report: str) -> list[str]:
    """Ids of the reports that may be versions of one with this one, itself among them; none where it is alone."""
    rows = db.execute(
        "SELECT reports.id FROM reports AS own JOIN report_keys AS mine ON mine.report = own.number "
        "JOIN report_keys AS theirs ON theirs.key = mine.key JOIN reports ON reports.number = theirs.report "
        "WHERE own.id = ? ORDER BY reports.id",
        (report,),
    ).fetchall()
    return [own for (own,) in rows] if len(rows) > 1 else []
