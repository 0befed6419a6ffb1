"""Every resolved place and every dated event of a record answers `dateline show --why` with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli import dateline
from dateline.model.record import Record
from dateline.pipeline import read_paths

TEXT = """Gunmen kill three at a market in Kaduna

KADUNA, Nigeria, June 5, 2018 (Harbour Wire) - Gunmen killed three people at a market in Kaduna on Sunday, police said.
Two days later soldiers arrested a man in the village of Dashisha, 10 km south of the city. In March rebels had attacked
a convoy near Maiduguri. A court will hear the case next week.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Record]:
    folder = tmp_path_factory.mktemp("why")
    (folder / "report.txt").write_text(TEXT, "utf-8")
    record = folder / "record.db"
    return record, read_paths([folder / "report.txt"], record, workers=1).record


def why(record: Path, identity: str) -> str:
    result = CliRunner().invoke(dateline, ["show", str(record), "--why", identity])
    assert result.exit_code == 0
    return result.output.partition("\nWhy\n")[2]


def test_places(made: tuple[Path, Record]) -> None:
    path, record = made
    assert {place.name for place in record.places} >= {"Kaduna", "near Maiduguri", "Nigeria"}
    for place in record.places:
        reasons = why(path, place.id)
        if place.lat is not None:
            assert "” → " in reasons, place.name
        else:
            assert "is not in the gazetteer" in reasons, place.name


def test_times(made: tuple[Path, Record]) -> None:
    path, record = made
    dated = [event for event in record.events if event.when.words]
    assert {event.when.words for event in dated} >= {"Sunday", "Two days later"}
    for event in dated:
        assert f"“{event.when.words}” → " in why(path, event.id), event.when.words
    (report,) = record.reports
    assert "June 5, 2018" in why(path, report.id) or "dateline" in why(path, report.id)
