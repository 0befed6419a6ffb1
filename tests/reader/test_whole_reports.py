"""What holds over a phrase, a line, a report: ends and types of names, starts of sentences, where marks hang."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.reading import Name, Reading
from dateline.reader.crossing import uncrossed
from dateline.reader.forms import settled
from dateline.reader.labels import legal_labels
from dateline.reader.marks import hang_marks
from dateline.reader.names import whole_names
from dateline.reader.sentences import starts_within


def _settled(text: str, *names: tuple[int, int, str, float]) -> list[tuple[str, str]]:
    words = text.split()
    starts = [word for word in range(len(words)) if word == 0 or words[word - 1] == "."]
    found = settled([Name(*name) for name in names], words, starts)
    return [(" ".join(words[name.first : name.last + 1]), name.type) for name in found]


def test_a_form_that_is_sure_is_a_name_wherever_it_stands() -> None:
    found = _settled("Corvex sued . A judge fined Corvex .", (0, 0, "ORG", 0.97))
    assert found == [("Corvex", "ORG")] * 2


def test_a_form_that_is_hardly_ever_a_name_is_none_elsewhere() -> None:
    text = "March began . " + "The March rain fell . " * 5
    assert _settled(text, (0, 0, "PER", 0.95)) == [("March", "PER")]


def test_a_short_word_in_capitals_is_no_person_unless_it_is_part_of_one() -> None:
    assert _settled("She told KXQR so .", (2, 2, "PER", 0.8)) == [("KXQR", "ORG")]
    found = _settled("LEE Min spoke . Then LEE left .", (0, 1, "PER", 0.9), (5, 5, "PER", 0.9))
    assert found == [("LEE Min", "PER"), ("LEE", "PER")]


def test_names_begin_with_capitals_where_sentences_do() -> None:
    assert _settled("Fans of jammin came .", (2, 2, "PER", 0.8)) == []
    assert _settled("we like tamara .", (2, 2, "LOC", 0.8)) == [("tamara", "LOC")]


def test_names_end_where_their_phrases_do() -> None:
    words = "The Free Trade Panel met in BELLFORD — Bellford".split()
    upos = ["DET", "PROPN", "PROPN", "PROPN", "VERB", "ADP", "PROPN", "PUNCT", "PROPN"]
    heads = np.array([3, 3, 3, 4, -1, 6, 4, 6, 4])
    names = [Name(1, 2, "ORG", 0.9), Name(6, 8, "LOC", 0.8)]
    found = [(name.first, name.last) for name in whole_names(names, words, upos, heads, 0)]
    assert found == [(1, 3), (6, 6), (8, 8)]


# words of one line, how sure the model is that the last of them starts a sentence, whether it does
STARTS = [
    ("He left . She", 0.5, True),
    ("two others hurt Tuesday", 3.5, False),
    ("Story Highlights Suspect", 2.5, True),
    ("near Harbour View Apartment", 1.0, False),
    ("BELLFORD , Wash . —", 4.0, False),
    ("He came to the house . —", 4.0, True),
]


@pytest.mark.parametrize(("text", "score", "expected"), STARTS)
def test_starts_of_sentences(text: str, score: float, expected: bool) -> None:
    words = text.split()
    scores = np.full(len(words), -5, dtype=np.float32)
    scores[-1] = score
    breaks = [word == 0 for word in range(len(words))]
    assert starts_within(scores, words, breaks, 0) == ([len(words) - 1] if expected else [])


# words, heads of those that are no marks, where all marks hung before, and where some hang then
MARKS = [
    ("Soldiers , who fled , returned .", [5, None, 3, 0, None, -1, None], 2, {1: "fled", 4: "Soldiers", 6: "returned"}),
    ("He ( a clerk ) left .", [5, None, 3, 0, None, -1, None], 2, {1: "clerk", 4: "clerk", 6: "left"}),
    ("Boats , trucks and cars .", [-1, None, 0, 4, 0, None], 3, {1: "trucks", 5: "Boats"}),
]


@pytest.mark.parametrize(("text", "heads", "before", "expected"), MARKS)
def test_marks_hang_as_high_as_they_can(
    text: str, heads: list[int | None], before: int, expected: dict[int, str]
) -> None:
    words = text.split()
    marks = np.array([head is None for head in heads])
    given_heads = np.array([before if head is None else head for head in heads])
    found = hang_marks(given_heads, marks, words, [0])
    assert {word: words[found[word]] for word in expected} == expected
    assert (found[~marks] == given_heads[~marks]).all()


@given(st.integers(3, 12), st.integers(0, 2**32 - 1))
def test_arcs_that_are_moved_keep_a_tree_and_cross_no_more(size: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    heads = np.array([-1, *(int(random.integers(0, word)) for word in range(1, size))])
    order = random.permutation(size)
    place = np.argsort(order)
    heads = np.array([place[heads[word]] if heads[word] >= 0 else -1 for word in order])
    arcs = [random.normal(size=(size, size + 1)).astype(np.float32)]
    found = uncrossed(heads, arcs, np.zeros(size, dtype=np.bool_), [0])
    assert _crossings(found.tolist()) <= _crossings(heads.tolist())
    for word in range(size):
        for _ in range(size):
            word = found[word] if found[word] >= 0 else word
        assert found[word] == -1


def _crossings(heads: list[int]) -> int:
    arcs = [(min(word, head), max(word, head)) for word, head in enumerate(heads) if head >= 0]
    return sum(low < other < high < end for low, high in arcs for other, end in arcs)


def test_an_agent_has_its_by_and_what_is_coordinated_stands_behind() -> None:
    deprel = ["conj", "obl", "obl:agent", "root", "punct"]
    scores = np.array([[9, 1, 0, 0, 0], [0, 0, 0, 9, 0], [0, 1, 9, 0, 0], [0, 1, 0, 0, 0]], dtype=np.float32)
    heads, marks = np.array([1, -1, 1, 2]), np.zeros(4, dtype=np.bool_)
    assert [deprel[label] for label in legal_labels(scores, heads, marks, deprel, np.array([3]))[:3]] == [
        "obl", "root", "obl:agent",
    ]  # fmt: skip
    assert deprel[legal_labels(scores, heads, marks, deprel, np.array([], dtype=np.int64))[2]] == "obl"


NAMES = [
    ("Fighters of the Islamic State in Iraq and Syria (ISIS) withdrew from the town.",
     ["Islamic State in Iraq and Syria", "ISIS"]),
    ("The Institute for the Study of War published a map.", ["Institute for the Study of War"]),
    ("The Syrian Democratic Forces (SDF) seized the town of Hajin.",
     ["Syrian Democratic Forces", "SDF", "Hajin"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names_of_organisations_are_whole(read: Callable[[str], Reading], text: str, expected: list[str]) -> None:
    reading = read(text)
    found = [
        reading.span(name.first, name.last).text.removeprefix("the ").removeprefix("The ") for name in reading.names
    ]
    assert found == expected
