"""The registry of formats: every name leads to a format that is what it says."""

from __future__ import annotations

import pytest

import dateline.exports
from dateline.errors import UsageError
from dateline.exports import NAMES, Format, format_named, formats
from tests.made import record


@pytest.mark.parametrize("one", formats(), ids=lambda one: one.name)
def test_a_format_is_whole(one: Format) -> None:
    assert one.suffix.startswith(".")
    assert "/" in one.media_type
    assert one.title
    assert all(sentence.endswith(".") for sentence in one.loses)
    assert one.write(record()) == one.write(record()) != b""


def test_names_are_those_of_the_formats() -> None:
    assert tuple(one.name for one in formats()) == NAMES
    folder = next(iter(dateline.exports.__path__))
    from pathlib import Path

    assert {path.stem.removesuffix("_format") for path in Path(folder).glob("*_format.py")} == set(NAMES)


def test_an_unknown_format_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"“xml”.*json"):
        format_named("xml")
