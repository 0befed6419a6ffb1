"""docs/exports.md says of every format what the code does."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.exports import Format, formats
from dateline.exports.tables import tables_of
from tests.made import record

TEXT = (Path(__file__).parents[2] / "docs/exports.md").read_text("utf-8")


@pytest.mark.parametrize("one", formats(), ids=lambda one: one.name)
def test_a_format_is_documented(one: Format) -> None:
    section = TEXT.partition(f"\n## {one.name}\n")[2].partition("\n## ")[0]
    assert one.title in section
    for sentence in one.loses:
        assert f"- {sentence}\n" in section
    for option in one.options:
        (line,) = (line for line in section.splitlines() if line.startswith(f"| `{option.name}` |"))
        assert option.help in line
        assert all(f"`{value}`" in line for value in option.values)


def test_every_column_is_documented() -> None:
    for table in tables_of(record()):
        section = TEXT.partition(f"\n### {table.name}\n")[2].partition("\n### ")[0]
        for column in table.columns:
            assert f"| `{column.name}` | {column.kind} | {column.means} |" in section
