"""The task `files`: the same reports both ways, and a share that a slow way in lowers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.command import main
from benchmarks.files import task


def test_both_ways_give_the_same_reports(tmp_path: Path) -> None:
    folder, lines = task.write_both(tmp_path, 12)
    assert sorted(task.reports_in(folder)) == sorted(task.reports_in(lines))
    assert len(set(task.reports_in(folder))) == 12


def test_a_small_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["files", "--limit", "40"]) == 0
    line = json.loads(capsys.readouterr().out.strip().splitlines()[-1])
    assert (line["task"], line["n"]) == ("files", 40)
    assert 0.2 < line["share_of_speed"] < 3


def test_a_slow_folder_scores_low(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    took = {"files": 2.0, "lines.jsonl": 1.0}
    monkeypatch.setattr(task, "seconds", lambda path, count: took[path.name])
    assert main(["files", "--limit", "3"]) == 0
    assert json.loads(capsys.readouterr().out.strip().splitlines()[-1])["share_of_speed"] == 0.5


def test_reports_that_are_missing_stop_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(path: Path) -> Iterator[str]:
        yield "one"

    monkeypatch.setattr(task, "reports_in", half)
    with pytest.raises(AssertionError, match="1 of 2 reports"):
        task.seconds(tmp_path, 2)
