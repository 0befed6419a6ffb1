"""Vectors: one event told in two reports lies near itself, whatever its words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from dateline.errors import ReaderError
from dateline.model.reading import MODEL_VECTOR, VECTOR, Reading
from dateline.reader.vectors import BUCKETS, Vectors, buckets, signs, stems_of

FLOOD = "A flood drowned eleven people in Karlo on Monday. It tore a bridge away, the mayor of Karlo said."
AGAIN = "The mayor of Karlo says eleven people have drowned. Monday's flooding also destroyed a bridge."
ELSEWHERE = "Rebels shelled the airport of Tanna at dawn. Two refugees drowned at the border, officials said."


def _cosine(one: Reading, word: str, other: Reading, another: str) -> float:
    rows = [
        np.frombuffer(reading.vectors[reading.words.index(each)], np.int8).astype(float)
        for reading, each in ((one, word), (other, another))
    ]
    return float(rows[0] @ rows[1] / np.linalg.norm(rows[0]) / np.linalg.norm(rows[1]))


def test_one_event_lies_nearer_than_others(read: Callable[[str], Reading]) -> None:
    """The same event of another report, then another event of the same report, then one word of another story."""
    flood, again, elsewhere = read(FLOOD), read(AGAIN), read(ELSEWHERE)
    same = _cosine(flood, "drowned", again, "drowned")
    assert same > 0.6
    assert same > _cosine(flood, "drowned", again, "destroyed")
    assert _cosine(flood, "drowned", elsewhere, "drowned") < same


def test_predicates_and_names_have_vectors_of_full_length(read: Callable[[str], Reading]) -> None:
    """Signed bytes at about length 127."""
    reading = read(FLOOD)
    words = {reading.words[word] for word in reading.vectors}
    assert {"drowned", "Karlo"} <= words
    for packed in reading.vectors.values():
        assert len(packed) == VECTOR
        assert np.linalg.norm(np.frombuffer(packed, np.int8).astype(float)) == pytest.approx(127, abs=3)


def test_a_vector_depends_on_nothing_but_its_report(read: Callable[[str], Reading]) -> None:
    """Reading other texts between changes nothing."""
    first = read(FLOOD).vectors
    read(ELSEWHERE)
    assert read(FLOOD).vectors == first


def test_stems_are_far_from_each_other() -> None:
    """Signs follow from the letters; two stems share about half of them."""
    rows = np.stack([signs(f"word{number}") for number in range(300)])
    near = rows @ rows.T - np.eye(300)
    assert np.allclose((rows * rows).sum(1), 1)
    assert abs(near).max() < 0.7
    assert (signs("word1") == rows[1]).all()


def test_the_rarer_of_two_rows_weighs_a_stem() -> None:
    """A common stem in one of the rows does not make an unseen one common."""
    weights = np.full(BUCKETS, 5.0, np.float32)
    weights[buckets("karlo")[0]] = 0.0
    model = {0: np.ones(MODEL_VECTOR, np.float32)}
    lemmas, upos = ["Karlo", "burn"], ["PROPN", "VERB"]
    assert Vectors(weights).of(lemmas, upos, model) == Vectors(np.full_like(weights, 5.0)).of(lemmas, upos, model)


def test_only_words_that_carry_meaning_have_stems() -> None:
    """Marks and function words have none."""
    lemmas, upos = ["the", "attack", ",", "attacking"], ["DET", "NOUN", "PUNCT", "VERB"]
    assert stems_of(lemmas, upos) == ["", "attack", "", "attack"]


def test_a_folder_without_tables_is_named(tmp_path: Path) -> None:
    """The message says which file is missing."""
    with pytest.raises(ReaderError, match="stems"):
        Vectors.in_folder(tmp_path)
