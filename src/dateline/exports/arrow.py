"""A table of the record in Arrow's form. pyarrow comes with the extra `parquet` and is imported only here."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import Any

from dateline.errors import UsageError
from dateline.exports.tables import Table


def arrow_table(table: Table) -> Any:
    """The table as a pyarrow.Table; the meaning of a column is in its metadata. Raises UsageError without pyarrow."""
    arrow = pyarrow("pyarrow")
    types = {
        "text": arrow.string(),
        "whole": arrow.int64(),
        "number": arrow.float64(),
        "yes/no": arrow.bool_(),
        "day": arrow.date32(),
    }
    fields = [
        arrow.field(column.name, types[column.kind], metadata={"means": column.means}) for column in table.columns
    ]
    columns = [
        arrow.array([_value(row[place], column.kind) for row in table.rows], types[column.kind])
        for place, column in enumerate(table.columns)
    ]
    return arrow.Table.from_arrays(columns, schema=arrow.schema(fields))


def pyarrow(name: str) -> Any:
    """A module of pyarrow; raises UsageError that says what to install."""
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError("this needs pyarrow: pip install 'dateline[parquet]'") from error


def _value(value: Any, kind: str) -> Any:
    return date.fromisoformat(value) if kind == "day" and value is not None else value
