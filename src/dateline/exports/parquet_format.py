"""One Parquet file for each table of the record, with the meaning of every column in its metadata."""

from __future__ import annotations

import io
from collections.abc import Mapping

from dateline.exports.arrow import arrow_table, pyarrow
from dateline.exports.formats import Format, Made
from dateline.exports.tables import dictionary, tables_of
from dateline.model.record import Record


def write(record: Record, _options: Mapping[str, str]) -> Made:
    """`events.parquet` and the others, with `dictionary.parquet`; raises UsageError without the extra."""
    tables = tables_of(record)
    made = {}
    for table in (*tables, dictionary(tables)):
        held = io.BytesIO()
        pyarrow("pyarrow.parquet").write_table(arrow_table(table), held, compression="zstd")
        made[f"{table.name}.parquet"] = held.getvalue()
    return Made(made)


FORMAT = Format(
    name="parquet",
    title="One Parquet file for each table, with a data dictionary",
    suffix=".zip",
    media_type="application/zip",
    loses=("The texts of the reports; the words that carry each line are in evidence.parquet.",),
    make=write,
    several=True,
    extra="parquet",
)
