"""A small made-up record, and the desk over it."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from benchmarks.desk.big_record import write_big_record
from dateline.desk.app import make_app
from dateline.record import Store
from dateline.record.browse import Window

ADDRESS = "http://127.0.0.1:8765"


@pytest.fixture(scope="session")
def small_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """20 reports and 300 events; tests that write take a copy."""
    path = tmp_path_factory.mktemp("desk") / "valley.db"
    write_big_record(path, reports=20, events=300)
    return path


@pytest.fixture
def window(small_record: Path) -> Window:
    return Window(small_record)


@pytest.fixture
def client(small_record: Path) -> TestClient:
    return TestClient(make_app(small_record), base_url=ADDRESS, raise_server_exceptions=False)


@pytest.fixture(scope="session")
def heaviest(small_record: Path) -> str:
    """Id of the event that most reports tell."""
    with Store.open(small_record) as store:
        return max(store.load_record().events, key=lambda event: len(event.sources)).id
