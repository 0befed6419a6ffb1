"""`dateline codebook check`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.cli import main

BOOK = """extends = "plover"
name = "floods"

[FLOOD]
definition = "Water covers land."
quad = 2
score = 0
things = true
nouns = ["flood"]
verbs = ["swamp {people}"]
examples = ["The river swamped forty families.", "The mayor opened a road."]
"""


def test_a_good_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "floods.toml"
    path.write_text(BOOK, "utf-8")
    assert main(["codebook", "check", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "nothing is wrong" in shown
    assert "The mayor opened a road." in shown
    assert "forty families" not in shown


def test_a_wrong_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "floods.toml"
    path.write_text(BOOK.replace("{people}", "{peopl}"), "utf-8")
    assert main(["codebook", "check", str(path)]) == 1
    assert f"{path}:10: " in capsys.readouterr().out
    assert main(["codebook", "check", str(tmp_path / "none.toml")]) == 2


def test_what_it_would_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "a.txt"
    report.write_text(
        "MOUNDOU, June 3 (Own) - The flood reached the market on Sunday.\n\nChad shelled a village.\n", "utf-8"
    )
    record, path = tmp_path / "r.db", tmp_path / "floods.toml"
    path.write_text(BOOK, "utf-8")
    assert main(["read", str(report), "--into", str(record), "-q"]) == 0
    capsys.readouterr()
    assert main(["codebook", "check", str(path), "--record", str(record), "--json"]) == 0
    changes = json.loads(capsys.readouterr().out)["changes"]
    assert [(one["before"], one["after"], one["trigger"]) for one in changes] == [(None, "FLOOD", "flood")]
    assert main(["codebook", "check", str(path), "--record", str(record)]) == 0
    assert "new events 1" in capsys.readouterr().out
