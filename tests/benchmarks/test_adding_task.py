"""The task `adding`: what one report more costs does not grow with the record, and a way that grows shows."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest

from benchmarks.adding import task
from benchmarks.adding.made import MadeStory, stories
from dateline.record import Store, check, rebuild
from tests.record.made import MATCHING
from tests.record.test_record_increment import limits


def test_made_accounts_are_sound(tmp_path: Path) -> None:
    with limits(60, 60), Store.open(tmp_path / "r.db", write=True) as store:
        assert task.grow(store, list(stories(130)), 60) > 120
        assert check(store) == []
        assert len(store.load_record().stories) > 3


def test_stories_are_of_all_sizes() -> None:
    made = list(stories(2000))
    sizes = {story.size for story in task.chosen(made, 20)}
    assert min(sizes) == 5
    assert max(sizes) > 27
    assert MadeStory(4).report(1) == MadeStory(4).report(1)


def test_one_report_more_costs_the_same_in_a_larger_record() -> None:
    with limits(100, 60):
        small, large = (task.measure(reports, 16)[1] for reports in (200, 1400))
    assert median(large.written) <= 1.3 * median(small.written)
    assert median(large.steps) <= 1.3 * median(small.steps)


def test_making_all_anew_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    def whole(store: Store) -> None:
        if store.stale:
            rebuild(store, matching=MATCHING)

    monkeypatch.setattr(task, "renew", whole)
    small, large = (task.measure(reports, 4)[1] for reports in (150, 450))
    assert median(large.seconds) > 1.8 * median(small.seconds)
