"""`dateline desk`: one clear message for what can't be opened."""

from __future__ import annotations

import shutil
import socket
import sqlite3
from pathlib import Path

import pytest

from dateline.cli import main
from dateline.record.browse import ready
from dateline.record.schema import FORMAT


def _message(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = main(["desk", *arguments, "--no-browser"])
    return status, capsys.readouterr().err


def test_a_missing_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = _message(capsys, str(tmp_path / "none.db"))
    assert (status, "is not there" in said, said.count("\n")) == (1, True, 1)
    assert not (tmp_path / "none.db").exists()


def test_a_newer_record(small_record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    newer = shutil.copy(small_record, tmp_path / "newer.db")
    db = sqlite3.connect(newer)
    db.execute(f"PRAGMA user_version = {FORMAT + 1}")
    db.close()
    status, said = _message(capsys, str(newer))
    assert (status, "was made by a newer Dateline" in said, said.count("\n")) == (1, True, 1)


def test_an_older_record_is_brought_up_to_date(small_record: Path, tmp_path: Path) -> None:
    older = Path(shutil.copy(small_record, tmp_path / "older.db"))
    db = sqlite3.connect(older)
    for (name,) in db.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND name NOT IN "
        "('mentions_of_report', 'ledger_ids')"
    ).fetchall():
        db.execute(f"DROP INDEX {name}")
    db.execute("DELETE FROM migrations WHERE name = 'browsing'")
    db.commit()
    db.execute(f"PRAGMA user_version = {FORMAT - 1}")
    db.close()
    ready(older)
    db = sqlite3.connect(older)
    assert db.execute("PRAGMA user_version").fetchone() == (FORMAT,)
    assert db.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'events_by_weight'").fetchone() == (1,)
    db.close()


def test_a_taken_port(small_record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        status, said = _message(capsys, str(small_record), "--port", str(taken.getsockname()[1]))
    assert (status, "is taken" in said, said.count("\n")) == (2, True, 1)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "example.org"])  # noqa: S104 - it must be refused
def test_another_host_without_accounts(small_record: Path, host: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = _message(capsys, str(small_record), "--host", host)
    assert (status, "has no accounts" in said, said.count("\n")) == (2, True, 1)
