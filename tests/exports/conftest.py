"""The record of examples/, read once for the exports that need a whole story."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.model.record import Record
from dateline.pipeline import read_paths


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return read_paths(
        [Path(__file__).parents[2] / "examples"], tmp_path_factory.mktemp("record") / "r.db", workers=1
    ).record
