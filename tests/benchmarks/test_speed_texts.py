"""The texts of task `speed`, its reference loop and its sampler."""

from __future__ import annotations

import time

import pytest

from benchmarks.speed.reference import units_per_second
from benchmarks.speed.sampler import Sampler
from benchmarks.speed.task import processor
from benchmarks.speed.texts import LEAST, MOST, PER_STORY, report_text


@pytest.mark.parametrize("number", [0, 1, 7, 99, 12_345])
def test_reports_have_500_to_600_words_and_are_always_the_same(number: int) -> None:
    text = report_text(number)
    assert LEAST <= len(text.split()) <= MOST
    assert text == report_text(number)
    assert "{" not in text


def test_reports_differ_and_stories_share_their_town() -> None:
    texts = [report_text(number) for number in range(4 * PER_STORY)]
    assert len(set(texts)) == len(texts)
    for first in range(0, len(texts), PER_STORY):
        assert len({text.partition(":")[0] for text in texts[first : first + PER_STORY]}) == 1


def test_the_reference_loop_runs() -> None:
    assert units_per_second(0.01) > 0


def test_the_sampler_tells_rooms_apart() -> None:
    with Sampler(package="tests") as sampler:
        end = time.perf_counter() + 0.2
        while time.perf_counter() < end:
            sum(range(1000))
    assert sum(sampler.shares().values()) == pytest.approx(1)
    assert max(sampler.shares(), key=sampler.shares().__getitem__) == "benchmarks"


def test_the_processor_is_named() -> None:
    assert "cores" in processor()
