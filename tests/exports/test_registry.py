"""The registry of formats: every name leads to a format that is what it says."""

from __future__ import annotations

import sys

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
    if one.extra:
        pytest.importorskip({"parquet": "pyarrow"}[one.extra])
    assert one.write(record()) == one.write(record()) != b""
    for option in one.options:
        assert option.help.endswith(".")
        for value in option.values:
            assert one.write(record(), **{option.name: value})


def test_options_that_are_none_are_named_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"no option “colour”.*fatalities"):
        format_named("acled-csv").write(record(), colour="red")
    with pytest.raises(UsageError, match=r"fatalities=most.*lowest"):
        format_named("acled-csv").write(record(), fatalities="most")
    with pytest.raises(UsageError, match=r"it has none"):
        format_named("json").write(record(), status="all")


def test_an_extra_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"dateline\[parquet\]"):
        format_named("parquet").write(record())


def test_names_are_those_of_the_formats() -> None:
    assert tuple(one.name for one in formats()) == NAMES
    folder = next(iter(dateline.exports.__path__))
    from pathlib import Path

    modules = {path.stem.removesuffix("_format").replace("_", "-") for path in Path(folder).glob("*_format.py")}
    assert modules == set(NAMES)


def test_an_unknown_format_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"“xml”.*json"):
        format_named("xml")
