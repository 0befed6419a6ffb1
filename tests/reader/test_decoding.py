"""Trees are trees, names are legal runs, sentence starts respect the marks, windows hold every word once."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reader.labels import legal_labels
from dateline.reader.lemmas import Lemmatiser
from dateline.reader.names import TAGS, names_of
from dateline.reader.sentences import settle_starts, sides_of
from dateline.reader.tokens import words_of
from dateline.reader.trees import heads_of, trees_of
from dateline.reader.windows import LIMIT, PADDED, Pieces, Window, arrays, cut
from dateline.reader.wordpiece import CASES, MAX_PIECES, WordPiece, case_of


def _is_tree(heads: tuple[int, ...] | list[int]) -> bool:
    if list(heads).count(-1) != 1:
        return False
    for word in range(len(heads)):
        seen = set()
        while word >= 0:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word]
    return True


@given(st.integers(2, 5), st.integers(0, 2**32 - 1))
def test_heads_are_the_best_tree(size: int, seed: int) -> None:
    """Against every possible tree, over which words may be the root."""
    arcs = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    heads = heads_of(arcs)
    assert _is_tree(heads)
    root = heads.index(-1)

    def score(tree: tuple[int, ...]) -> float:
        return float(sum(arcs[word, head + 1] for word, head in enumerate(tree) if head >= 0))

    options = [[-1] if word == root else [h for h in range(size) if h != word] for word in range(size)]
    best = max(score(tree) for tree in itertools.product(*options) if _is_tree(tree))
    assert score(tuple(heads)) == pytest.approx(best, abs=1e-4)


@settings(max_examples=30)
@given(st.integers(1, 80), st.integers(0, 2**32 - 1))
def test_long_sentences_get_trees(size: int, seed: int) -> None:
    assert _is_tree(heads_of(np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)))


@given(st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_names_are_legal_and_apart(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, len(TAGS)), scale=3).astype(np.float32)
    end = -1
    for name in names_of(scores):
        assert end < name.first <= name.last < size
        assert 0 < name.score <= 1
        end = name.last


def test_a_stray_inside_tag_becomes_the_best_legal_run() -> None:
    scores = np.full((2, len(TAGS)), -5, dtype=np.float32)
    scores[0, TAGS.index("I-ORG")] = 3
    scores[0, TAGS.index("B-ORG")] = 2.8
    scores[1, TAGS.index("I-ORG")] = 3
    assert [(name.first, name.last, name.type) for name in names_of(scores, offset=10)] == [(10, 11, "ORG")]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.integers(0, 2**32 - 1))
def test_names_of_many_sentences_are_those_of_each(sizes: list[int], seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(sum(sizes), len(TAGS)), scale=3).astype(np.float32)
    starts = [sum(sizes[:number]) for number in range(len(sizes))]
    each = [names_of(scores[start : start + size], offset=start) for start, size in zip(starts, sizes, strict=True)]
    assert names_of(scores, starts) == [name for names in each for name in names]


@given(st.lists(st.lists(st.integers(1, 6), min_size=1, max_size=4), min_size=1, max_size=3), st.integers(0, 2**32 - 1))
def test_trees_of_many_windows_are_those_of_each_sentence(windows: list[list[int]], seed: int) -> None:
    """`windows`: the sizes of the sentences of each."""
    random = np.random.default_rng(seed)
    arcs = [random.normal(size=(sum(sizes), 1 + sum(sizes))).astype(np.float32) for sizes in windows]
    starts, expected, first = [], [], 0
    for window, sizes in zip(arcs, windows, strict=True):
        low = 0
        for size in sizes:
            own = np.concatenate([window[low : low + size, :1], window[low : low + size, low + 1 : low + size + 1]], 1)
            expected += [head + first if head >= 0 else -1 for head in heads_of(own)]
            starts.append(first)
            low, first = low + size, first + size
    assert trees_of(arcs, np.array(starts)).tolist() == expected


def test_no_word_has_two_objects() -> None:
    """Of two sentences at once; the second "obj" of the first is the less sure one."""
    deprel = ["nsubj", "obj", "obl", "punct", "root"]
    one = [[0, 9, 5, 0, 0], [0, 0, 0, 0, 9], [0, 8, 1, 0, 0], [0, 1, 0, 9, 0]]
    heads = np.array([1, -1, 1, 1, 5, -1, 5, 5])
    marks = np.array([False] * 3 + [True] + [False] * 3 + [True])
    labels = legal_labels(np.array(one * 2, dtype=np.float32), heads, marks, deprel)
    assert [deprel[label] for label in labels] == ["obl", "root", "obj", "punct"] * 2


def test_only_marks_are_punctuation() -> None:
    scores = np.array([[0, 5, 1], [9, 0, 0], [0, 5, 1]], dtype=np.float32)
    labels = legal_labels(scores, np.array([1, -1, 1]), np.array([False, False, True]), ["root", "punct", "det"])
    assert labels.tolist() == [2, 0, 1]


SENTENCES = {
    'He said so." "And then': 'He said so ." | " And then',
    "It ended.” Then he left": "It ended . ” | Then he left",
    "She rose. (They sat.) He": "She rose . | ( They sat . ) | He",
    "It ended. [6] Then he left": "It ended . [ 6 ] | Then he left",
    "It ended. [6][7] Then he": "It ended . [ 6 ] [ 7 ] | Then he",
}


@pytest.mark.parametrize("text", SENTENCES)
def test_marks_stay_with_their_sentence(text: str) -> None:
    offsets = words_of(text)
    starts, ends = [start for start, _ in offsets], [end for _, end in offsets]
    words = [text[start:end] for start, end in offsets]
    sides = sides_of(words, starts, ends)
    begins = [index == 0 or words[index - 1] == "." for index in range(len(words))]
    settle_starts(begins, [False] * len(words), sides, 0, len(words) - 1)
    shown = " ".join(
        ("| " if begin and index else "") + word for index, (word, begin) in enumerate(zip(words, begins, strict=True))
    )
    assert shown.replace(" ", "") == SENTENCES[text].replace(" ", "")


@given(
    st.lists(
        st.tuples(st.integers(1, 12), st.booleans(), st.booleans(), st.sampled_from([".", "a", "B"])), max_size=400
    )
)
def test_windows_hold_every_word_once(words: list[tuple[int, bool, bool, str]]) -> None:
    sizes = [size for size, *_ in words]
    gaps = [gap for _, _, gap, _ in words]
    windows = cut([word for *_, word in words], sizes, [brk for _, brk, _, _ in words], gaps, [0] * len(words))
    covered = [word for window in windows for word in range(window.first, window.last + 1)]
    assert covered == list(range(len(words)))
    for window in windows:
        assert window.size == sum(sizes[window.first : window.last + 1]) <= LIMIT
        assert not any(gaps[window.first + 1 : window.last + 1])


@given(st.lists(st.lists(st.integers(1, 12), min_size=1, max_size=30), min_size=1, max_size=8), st.booleans())
def test_batches_hold_every_piece_of_every_word(windows: list[list[int]], alone: bool) -> None:
    """`windows`: the number of pieces of each word; the pieces are numbered through."""
    sizes = [size for words in windows for size in words]
    ends = np.cumsum([0, *sizes])
    numbers = np.arange(1, ends[-1] + 1)
    found, first = [], 0
    for words in windows:
        found.append(Window(first, first + len(words) - 1, sum(words)))
        first += len(words)
    seen = []
    for batch in arrays(found, Pieces(numbers, numbers, ends), alone=alone):
        assert not alone or len(batch.windows) == 1
        assert len(batch.windows) == 1 or batch.ids.size <= PADDED
        for row, window in enumerate(batch.windows):
            seen.append(window)
            for place, word in enumerate(range(window.first, window.last + 1)):
                pieces = slice(batch.first[row, place], batch.last[row, place] + 1)
                assert batch.ids[row, pieces].tolist() == numbers[ends[word] : ends[word + 1]].tolist()
                assert batch.cases[row, pieces].tolist() == batch.ids[row, pieces].tolist()
    assert sorted(seen, key=lambda window: window.first) == found


def test_case_classes() -> None:
    forms = {
        "ISIS": "upper",
        "is": "lower",
        "Is": "title",
        "iPhone": "mixed",
        "2018": "digit",
        "...": "none",
        "A": "title",
    }
    assert {form: CASES[case_of(form)] for form in forms} == forms


@given(st.text(min_size=1, max_size=300))
def test_every_word_has_pieces(word: str) -> None:
    ids, cases = WordPiece.shipped().pieces(word)
    assert 1 <= len(ids) == len(cases) <= MAX_PIECES


LEMMAS = [
    ("seized", "VERB", "seize"), ("coordinating", "VERB", "coordinate"), ("were", "AUX", "be"), ("began", "VERB", "begin"),
    ("strikes", "NOUN", "strike"), ("killing", "VERB", "kill"), ("planned", "VERB", "plan"), ("militias", "NOUN", "militia"),
    ("carried", "VERB", "carry"), ("shelled", "VERB", "shell"), ("bombed", "VERB", "bomb"), ("women", "NOUN", "woman"),
    ("detained", "VERB", "detain"), ("arrested", "VERB", "arrest"), ("Kurds", "PROPN", "Kurd"),
    ("invaded", "VERB", "invade"), ("fled", "VERB", "flee"), ("attacks", "VERB", "attack"), ("armies", "NOUN", "army"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "tag", "lemma"), LEMMAS)
def test_lemmas(form: str, tag: str, lemma: str) -> None:
    feats = "Number=Plur" if tag == "PROPN" else "_"
    assert Lemmatiser.shipped().lemma(form, tag, feats) == lemma
