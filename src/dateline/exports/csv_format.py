"""One CSV file for each table of the record, and a data dictionary that says what every column means."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.exports.formats import Format, Made, Option
from dateline.exports.spreadsheet import sheet
from dateline.exports.tables import Table, dictionary, tables_of
from dateline.model.record import Record


def write(record: Record, options: Mapping[str, str]) -> Made:
    """`events.csv` and the others, with `dictionary.csv`."""
    tables = tables_of(record)
    guard = options["formulas"] == "guard"
    return Made({f"{table.name}.csv": _written(table, guard=guard) for table in (*tables, dictionary(tables))})


def _written(table: Table, *, guard: bool) -> bytes:
    names = [column.name for column in table.columns]
    return sheet(names, (dict(zip(names, row, strict=True)) for row in table.rows), guard=guard)


FORMAT = Format(
    name="csv",
    title="One CSV file for each table, with a data dictionary",
    suffix=".zip",
    media_type="application/zip",
    loses=(
        "The texts of the reports; the words that carry each line are in evidence.csv.",
        "With formulas=guard, words that begin with = + - or @ get an apostrophe in front.",
    ),
    make=write,
    options=(
        Option("formulas", ("guard", "exact"), "Whether cells of words that look like formulas are made harmless."),
    ),
    several=True,
)
