"""`dateline compare`: a record beside a table or another record."""

from __future__ import annotations

import json
from pathlib import Path

from dateline.exports import format_named
from tests.cli.conftest import Run
from tests.made import record as made_record


def test_beside_its_own_acled_table(run: Run, story_file: Path, tmp_path: Path) -> None:
    (tmp_path / "acled.csv").write_bytes(format_named("acled-csv").write(made_record(), undecided="keep"))
    outcome = run("compare", story_file, tmp_path / "acled.csv")
    assert outcome.status == 0
    assert outcome.out.startswith("1 in both, 0 only in story.db, 0 only in acled.csv")
    assert "evt_shelling22" in outcome.out
    data = json.loads(run("compare", story_file, tmp_path / "acled.csv", "--json").out)
    assert [pair["ours"] for pair in data["pairs"]] == ["evt_shelling22"]
    assert set(data) == {"pairs", "ours_only", "theirs_only", "outside", "refused"}


def test_beside_another_record(run: Run, story_file: Path) -> None:
    outcome = run("compare", story_file, story_file)
    assert outcome.out.startswith("5 in both, 0 only in story.db")  # the same reports: plans and denials, too


def test_what_cannot_be_compared_is_said(run: Run, story_file: Path, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n", "utf-8")
    outcome = run("compare", story_file, tmp_path / "a.csv")
    assert (outcome.status, outcome.out) == (1, "")
    assert "a.csv" in outcome.err
    assert run("compare", story_file, tmp_path / "none.csv").status == 1
