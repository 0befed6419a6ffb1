"""`dateline export`: the bytes of a format, to the terminal or into a file, whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.exports import json_format
from dateline.model.record import Record
from tests.cli.conftest import Run


def test_the_whole_record_comes_out(run: Run, story_file: Path, record: Record, tmp_path: Path) -> None:
    out = run("export", story_file, "--format", "json").out
    assert json_format.read(out.encode()) == record
    outcome = run("export", story_file, "-o", tmp_path / "story.json")
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "")
    assert (tmp_path / "story.json").read_text("utf-8") == out
    assert [path.name for path in tmp_path.iterdir()] == ["story.json"]


def test_a_file_is_replaced_whole(run: Run, story_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "story.json"
    target.write_text("x" * 1_000_000)
    run("export", story_file, "-o", target)
    json.loads(target.read_text("utf-8"))


@pytest.mark.parametrize(("target", "says"), [("none/story.json", "cannot be written"), (".", "is a folder")])
def test_what_cannot_be_written_is_named(run: Run, story_file: Path, tmp_path: Path, target: str, says: str) -> None:
    outcome = run("export", story_file, "-o", tmp_path / target)
    assert (outcome.status, outcome.out) == (1, "")
    assert says in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_formats_are_listed_with_what_they_lose(run: Run) -> None:
    assert "json  The whole record" in run("export", "--list").out
    (listed,) = json.loads(run("export", "--list", "--json").out)
    assert listed["name"] == "json"
    assert listed["loses"]


def test_an_unknown_format_is_said(run: Run, story_file: Path) -> None:
    outcome = run("export", story_file, "--format", "xml")
    assert outcome.status == 2
    assert "“xml”" in outcome.err
