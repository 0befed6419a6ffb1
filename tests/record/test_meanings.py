"""Words near each other in what they mean, by groups and by vectors."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.record.meanings import Meanings, groups, meanings
from dateline.record.words import stem

TOGETHER = [("sacked", "dismissal"), ("earthquake", "tremor"), ("truce", "ceasefire"), ("abducted", "kidnapping")]
APART = [("sacked", "tremor"), ("earthquake", "ceasefire"), ("election", "drowning"), ("abducted", "announcement")]


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_words_of_one_group(one: str, other: str) -> None:
    assert groups()[stem(one)] & groups()[stem(other)]


@pytest.mark.parametrize(("one", "other"), APART)
def test_words_of_no_common_group(one: str, other: str) -> None:
    assert not groups()[stem(one)] & groups()[stem(other)]


def test_words_of_one_meaning_lie_nearer() -> None:
    def near(one: str, other: str) -> float:
        return float(meanings().mean({stem(one): 1.0}) @ meanings().mean({stem(other): 1.0}))

    assert min(near(*pair) for pair in (("killed", "murder"), ("election", "vote"))) > max(
        near(*pair) for pair in (("killed", "election"), ("murder", "vote"))
    )


def test_vectors_from_two_bits_a_number() -> None:
    # steps 0 1 2 3 stand for -1.5 -0.5 0.5 1.5 times the scale
    codes = np.array([[0b11_10_01_00], [0b10_10_10_10]], np.uint8)
    known = Meanings(["one", "other"], codes, np.array([1, 1, 1, 1], np.float32))
    assert known.mean({"one": 2.0}) == pytest.approx(np.array([-1.5, -0.5, 0.5, 1.5]) / 5**0.5)
    assert known.mean({"other": 1.0, "missing": 9.0}) == pytest.approx([0.5] * 4)
    assert known.mean({"missing": 1.0}).tolist() == [0, 0, 0, 0]
    both = known.mean({"one": 1.0, "other": 3.0})
    assert float(np.linalg.norm(both)) == pytest.approx(1)
    assert float(both @ known.mean({"other": 1.0})) > float(both @ known.mean({"one": 1.0}))
