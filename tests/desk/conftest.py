"""A small made-up record, and the desk over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from benchmarks.desk.big_record import write_big_record
from dateline.desk import fetching
from dateline.desk.app import make_app
from dateline.record import Store
from dateline.record.browse import Window

ADDRESS = "http://127.0.0.1:8765"
CHROMIUM = Path("/usr/bin/chromium")
NEEDS_CHROMIUM = pytest.mark.skipif(
    not CHROMIUM.exists(), reason="there is no /usr/bin/chromium (apt install chromium)"
)
NEEDS_PARTS = pytest.mark.skipif(
    not (fetching.TARGET / "manifest.json").is_file(), reason=f"no front-end parts: {fetching.COMMAND}"
)


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


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Debian's Chromium, to be launched."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as running:
        yield running.chromium


@pytest.fixture(scope="module")
def browser(chromium: Any) -> Iterator[Any]:
    """Debian's Chromium, running."""
    started = chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
    yield started
    started.close()
