"""A record made by hand for every verb that reads one, and a way to call the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from dateline.cli import main
from dateline.cli.views.lookup import Lookup
from dateline.model.record import Record
from tests.made import record as made_record
from tests.made import write


@dataclass(frozen=True)
class Outcome:
    status: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Calls the command line as a user does, in an environment without settings of its own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("NO_COLOR", "FORCE_COLOR", "DATELINE_WORKERS", "DATELINE_COLOUR", "DATELINE_BY"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str | Path) -> Outcome:
        capfdbinary.readouterr()
        status = main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Outcome(status, out.decode("utf-8"), err.decode("utf-8"))

    return call


@pytest.fixture
def record() -> Record:
    return made_record()


@pytest.fixture
def lookup(record: Record) -> Lookup:
    return Lookup(record)


@pytest.fixture(scope="session")
def story_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the record made by hand; only to be read."""
    return write(tmp_path_factory.mktemp("made") / "story.db")


@pytest.fixture
def shown(story_file: Path, run: Run) -> Run:
    """`dateline show` of the record made by hand."""
    return lambda *arguments: run("show", story_file, *arguments)
