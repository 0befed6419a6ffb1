"""`dateline brief`: the form by its name or by the file's, to the terminal or into a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_it_is_markdown_unless_said_otherwise(run: Run, story_file: Path, tmp_path: Path) -> None:
    out = run("brief", story_file).out
    assert out.startswith("# Shelling of Old Bridge\n")
    assert run("brief", story_file, "-o", tmp_path / "brief.md").status == 0
    assert (tmp_path / "brief.md").read_text("utf-8") == out


@pytest.mark.parametrize(
    ("name", "begins"), [("brief.html", b"<!doctype html>"), ("brief.docx", b"PK"), ("BRIEF.HTM", b"<!doctype")]
)
def test_the_ending_of_the_file_says_the_form(
    run: Run, story_file: Path, tmp_path: Path, name: str, begins: bytes
) -> None:
    assert run("brief", story_file, "-o", tmp_path / name).status == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--since", "yesterday"), "yesterday"),
        (("--story", "sto_none"), "sto_bridge"),
        (("-o", "brief.xyz"), "--format"),
    ],
)
def test_what_does_not_fit_is_said(run: Run, story_file: Path, arguments: tuple[str, ...], says: str) -> None:
    outcome = run("brief", story_file, *arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert says in outcome.err


def test_since_and_story(run: Run, story_file: Path) -> None:
    out = run("brief", story_file, "--since", "2031-04-08", "--story", "sto_br").out
    assert "### What changed since 8 April 2031" in out
