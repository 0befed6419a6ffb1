"""`dateline export`: the bytes of a format, to the terminal or into a file, whole or not at all."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from dateline.exports import NAMES, json_format
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
    out = run("export", "--list").out
    assert "json  The whole record" in out
    assert "--option fatalities=lowest|latest|highest" in out
    listed = {one["name"]: one for one in json.loads(run("export", "--list", "--json").out)}
    assert tuple(listed) == NAMES
    assert all(one["loses"] for one in listed.values())
    assert listed["acled-csv"]["options"][0]["name"] == "fatalities"


def test_what_is_left_out_is_counted_on_standard_error(run: Run, story_file: Path) -> None:
    outcome = run("export", story_file, "--format", "timelinejs")
    assert outcome.status == 0
    assert json.loads(outcome.out)["events"]
    outcome = run("export", story_file, "--format", "timelinejs", "--option", "status=all")
    assert outcome.err == "dateline: 1 event left out: without any day\n"


@pytest.mark.parametrize("option", ["status", "=all", "colour=red", "status=some"])
def test_options_that_do_not_fit_are_said(run: Run, story_file: Path, option: str) -> None:
    outcome = run("export", story_file, "--format", "timelinejs", "--option", option)
    assert (outcome.status, outcome.out) == (2, "")
    assert "timelinejs" in outcome.err or "NAME=VALUE" in outcome.err


def test_several_files_go_into_a_zip_or_a_folder(run: Run, story_file: Path, tmp_path: Path) -> None:
    assert run("export", story_file, "--format", "csv", "-o", tmp_path / "tables.zip").status == 0
    assert run("export", story_file, "--format", "csv", "-o", tmp_path / "tables").status == 0
    archive = zipfile.ZipFile(tmp_path / "tables.zip")
    assert {path.name for path in (tmp_path / "tables").iterdir()} == set(archive.namelist())
    assert (tmp_path / "tables" / "events.csv").read_bytes() == archive.read("events.csv")


def test_an_unknown_format_is_said(run: Run, story_file: Path) -> None:
    outcome = run("export", story_file, "--format", "xml")
    assert outcome.status == 2
    assert "“xml”" in outcome.err
