"""JSON: nothing lost, the same bytes for the same record, and exactly what the schema says."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from dateline.exports import json_format
from dateline.exports.schema import schema
from dateline.model.record import Record
from tests.made import record as made_record

ROOT = Path(__file__).parent.parent.parent
EMPTY = Record(**dict.fromkeys((*Record.__struct_fields__,), ()) | {"versions": {}, "format": "dateline-record/1"})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    read = json.loads((ROOT / "docs/record.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(read)
    return jsonschema.Draft202012Validator(read)


def written() -> Any:
    return json.loads(json_format.write(made_record()))


@pytest.mark.parametrize("record", [made_record(), EMPTY], ids=["made by hand", "empty"])
def test_nothing_is_lost(record: Record) -> None:
    assert json_format.read(json_format.write(record)) == record


def test_the_same_record_gives_the_same_bytes() -> None:
    one = msgspec.structs.replace(made_record(), versions={"b": "1", "a": "2"})
    other = msgspec.structs.replace(made_record(), versions={"a": "2", "b": "1"})
    assert json_format.write(one) == json_format.write(other)


def test_it_is_plain_utf8_with_one_thing_a_line() -> None:
    data = json_format.write(made_record())
    assert "“shelled” signals ASSAULT".encode() in data
    assert data.startswith(b'{\n "format": "dateline-record/1",\n "versions"')
    assert data.endswith(b"}\n")


@pytest.mark.parametrize("record", [made_record(), EMPTY], ids=["made by hand", "empty"])
def test_it_is_what_the_schema_says(validator: jsonschema.Draft202012Validator, record: Record) -> None:
    validator.validate(json.loads(json_format.write(record)))


def _without(data: Any, *path: str | int) -> None:
    for step in path[:-1]:
        data = data[step]
    del data[path[-1]]


def _with(data: Any, value: object, *path: str | int) -> None:
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = value


@pytest.mark.parametrize(
    "break_it",
    [
        lambda data: _without(data, "events"),
        lambda data: _without(data, "events", 0, "why"),
        lambda data: _with(data, 1, "events", 0, "more"),
        lambda data: _with(data, "might have", "events", 0, "status"),
        lambda data: _with(data, None, "events", 0, "when"),
        lambda data: _with(data, [0, 1], "events", 0, "sources", 0, "span"),
        lambda data: _with(data, [0, 1, "a", "b"], "events", 0, "sources", 0, "span"),
        lambda data: _with(data, "12", "figures", 0, "value"),
        lambda data: _with(data, "dateline-record/2", "format"),
    ],
)
def test_the_schema_takes_nothing_else(validator: jsonschema.Draft202012Validator, break_it: Any) -> None:
    data = deepcopy(written())
    break_it(data)
    assert not validator.is_valid(data)


def test_every_part_and_many_fields_are_described() -> None:
    parts = schema()["$defs"]
    assert all(part["description"].strip() for part in parts.values())
    assert parts["RecordEvent"]["properties"]["origins"]["description"].startswith("Independent origins")
