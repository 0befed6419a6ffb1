"""Pages over 500 reports and 50,000 events answer in time."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.desk.big_record import write_big_record
from benchmarks.desk.measure import addresses, measure

P95_MS = 100


@pytest.mark.slow
def test_pages_of_a_big_record_answer_in_time(tmp_path: Path) -> None:
    path = tmp_path / "big.db"
    write_big_record(path)
    slow = {name: took.processor[1] for name, took in measure(path, addresses(path)).items()}
    assert {name: p95 for name, p95 in slow.items() if p95 > P95_MS} == {}
