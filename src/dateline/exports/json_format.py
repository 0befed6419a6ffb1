"""The whole record as JSON, as docs/record.schema.json describes it."""

from __future__ import annotations

import msgspec

from dateline.exports.formats import Format, one
from dateline.model.record import Record


def write(record: Record) -> bytes:
    """The record in UTF-8, indented by one, fields in the order of their types, keys of objects sorted."""
    return msgspec.json.format(msgspec.json.encode(record, order="deterministic"), indent=1) + b"\n"


def read(data: bytes) -> Record:
    """The record that `write` wrote; raises msgspec.ValidationError where `data` is something else."""
    return msgspec.json.decode(data, type=Record)


FORMAT = Format(
    name="json",
    title="The whole record as JSON",
    suffix=".json",
    media_type="application/json",
    loses=("The texts of the reports; the words that carry each line are in it.",),
    make=lambda record, _options: one(write(record)),
)
