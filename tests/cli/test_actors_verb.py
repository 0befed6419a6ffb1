"""`dateline actors`: added for every record, and a rebuild codes again what they change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TABLE = "name,other_names,kind,sector,country,wikidata\nHollow Hand,The Hollow,armed group,REB,TD,Q123\n"
REPORT = (
    "MOUNDOU, June 3, 2031 (Own) - The Hollow Hand attacked a convoy near Moundou on Sunday, killing three soldiers.\n"
)


@pytest.fixture(autouse=True)
def _own_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "data"))


def test_a_rebuild_codes_again_with_the_new_actors(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")
    (tmp_path / "own.csv").write_text(TABLE + ",,nobody,,,\n", "utf-8")
    record = tmp_path / "r.db"
    assert run("read", tmp_path / "a.txt", "--into", record, "-q").status == 0
    done = run("actors", "add", tmp_path / "own.csv")
    assert done.status == 0
    assert "1 actor added from 2 rows" in done.out
    assert "own.csv, line 3" in done.err
    again = json.loads(run("rebuild", record, "-q", "--json").out)
    assert len(again["read"]) == 1
    (hand,) = [one for one in json.loads(run("export", record).out)["actors"] if "Hollow" in one["name"]]
    assert (hand["name"], hand["kind"], hand["sector"], hand["country"]) == ("Hollow Hand", "armed group", "REB", "TD")
    assert json.loads(run("rebuild", record, "-q", "--json").out)["read"] == []
    assert run("actors", "forget", tmp_path / "own.csv").status == 0
    assert len(json.loads(run("rebuild", record, "-q", "--json").out)["read"]) == 1


def test_it_says_which_file_holds(run: Run, tmp_path: Path) -> None:
    for name in ("one.csv", "two.csv"):
        (tmp_path / name).write_text(TABLE.replace("Q123", f"Q{len(name) + ord(name[0])}"), "utf-8")
    run("actors", "add", tmp_path / "one.csv")
    assert "one.csv too; what" in run("actors", "add", tmp_path / "two.csv").out
    listed = json.loads(run("actors", "list", "--json").out)["files"]
    assert [Path(file["path"]).name for file in listed] == ["one.csv", "two.csv"]
    assert "Hollow Hand: armed group, REB, TD" in run("actors", "list").out


def test_what_is_not_there_is_said(run: Run, tmp_path: Path) -> None:
    assert run("actors", "add", tmp_path / "none.csv").status == 2
    outcome = run("actors", "forget", tmp_path / "none.csv", "--json")
    assert (outcome.status, json.loads(outcome.out)["actors"]) == (1, 0)
