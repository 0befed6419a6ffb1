"""Which words may be arguments of a predicate, and categories of the two: what tree and lemmas say beside the vectors.

Used alike by the reader and by the training of the scorer. A candidate is two steps from the predicate in the tree at
most (of the arguments of EWT's dev part 98 in 100 are), no punctuation, and stands to it in one of the ways in which
arguments do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dateline.reader.labels import UPOS

_STEPS = np.array([2, 3, 4, 6, 9, 14])
_AWAY = len(_STEPS) + 1
PREPOSITIONS = (
    "of in to for on with at from by about as into against over after through before under between around without "
    "during among off until upon since like because within than that if towards toward behind across near"
).split()
_PREPOSITION = {word: number for number, word in enumerate(PREPOSITIONS, start=1)}
_LEMMAS = 1 << 20
"""Numbers of lemmas, before they are hashed to the rows of a table."""
_HASHED = (
    ("way",), ("word",), ("predicate",), ("predicate", "way"), ("predicate", "preposition"), ("way", "preposition"),
)  # fmt: skip
"""What the last categories are made of."""
_ROWS = (4096, 4096, 4096, 8192, 4096, 4096)
"""Rows of the table of each."""
_BITS = 6
"""A label's number takes so many bits at most."""
_FRAME = (
    ("nsubj", "csubj"), ("nsubj:pass", "csubj:pass"), ("obj",), ("iobj",), ("ccomp",), ("xcomp",), ("obl", "obl:agent"),
    ("compound:prt",), ("expl",),
)  # fmt: skip
"""Dependents that a predicate may have beside the word in question."""
_CHILD, _HEAD, _SIBLING, _GRANDCHILD, _GRANDHEAD, _UNCLE = range(6)
_KINDS = 6


@lru_cache(maxsize=100_000)
def lemma_number(lemma: str) -> int:
    """The number of a lemma."""
    return crc32(lemma.lower().encode()) % _LEMMAS


@dataclass(frozen=True, slots=True)
class Tree:
    """Trees of one sentence or several, one behind the other, as arrays over their words."""

    heads: NDArray[np.int64]
    """Index of each word's head, -1 at a root."""
    labels: NDArray[np.int64]
    upos: NDArray[np.int64]
    feats: NDArray[np.int64]
    names: NDArray[np.int64]
    """The best tag of each word by itself."""
    lemmas: list[str]

    @classmethod
    def joined(cls, trees: Sequence[Tree]) -> Tree:
        """Several trees as one."""
        heads, before = [], 0
        for tree in trees:
            heads.append(np.where(tree.heads >= 0, tree.heads + before, -1))
            before += len(tree.heads)
        return cls(
            np.concatenate(heads),
            np.concatenate([tree.labels for tree in trees]),
            np.concatenate([tree.upos for tree in trees]),
            np.concatenate([tree.feats for tree in trees]),
            np.concatenate([tree.names for tree in trees]),
            [lemma for tree in trees for lemma in tree.lemmas],
        )


class Paths:
    """Candidates and their categories, for a list of labels, a number of bundles of features and of tags of names.

    `ways` (paths, 1 + labels): by the first two categories, whether such a word may be an argument; all may, where it
    is not given.
    """

    def __init__(self, deprel: list[str], feats: int, names: int, ways: NDArray[np.bool_] | None = None) -> None:
        self._ways = ways
        self._count = len(deprel)
        if self._count > 1 << _BITS:
            raise ValueError(f"{self._count} labels: more than {1 << _BITS} are not provided for")
        self._feats, self._names = feats, names
        self._case = deprel.index("case")
        self._mark = deprel.index("mark")
        self._bit = np.zeros(len(deprel), dtype=np.int64)
        for bit, labels in enumerate(_FRAME):
            self._bit[[deprel.index(label) for label in labels if label in deprel]] = 1 << bit
        self._passive = np.array([number for number, label in enumerate(deprel) if label.endswith(":pass")])

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """Number of values of each category: first those of `small`, then those of `hashed`."""
        count = self._count
        return (
            _KINDS * count, count + 1, 2 * _AWAY + 1, len(UPOS) ** 2, 2 * count + 1, len(_PREPOSITION) + 1,
            1 << len(_FRAME), 1 << len(_FRAME), self._feats, self._feats, self._names, count, *_ROWS,
        )  # fmt: skip

    @property
    def hashed(self) -> int:
        """How many of the categories, the last ones, are hashes."""
        return len(_ROWS)

    def of(
        self, tree: Tree, predicates: NDArray[np.int64], words: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Which of the pairs of a predicate and a word of its sentence are candidates; categories (18, candidates).

        These are: the path between the two (parent, child, sibling, two steps up or down) with the word's label; the
        predicate's own label where the path leads over its head; how far the word stands before or after; both tags;
        the word's label by whether the predicate is passive; the word's preposition; which dependents the predicate
        has, and which its head has; both bundles of features; the word's tag among names; the predicate's label; and,
        hashed, the way between the two with all labels on it; both lemmas; predicate and way; predicate and
        preposition; way and preposition.
        """
        heads, labels = tree.heads, tree.labels
        above = np.where(heads >= 0, heads[heads], -2)
        kinds = self._kinds(heads, above, predicates, words)
        kept = np.flatnonzero((kinds >= 0) & (words != predicates) & (tree.upos[words] != UPOS.index("PUNCT")))
        path, own = self._path(kinds[kept], labels[words[kept]], labels[predicates[kept]])
        if self._ways is not None:
            led = self._ways[path, own]
            kept, path, own = kept[led], path[led], own[led]
        kinds, predicates, words = kinds[kept], predicates[kept], words[kept]
        theirs, mine = labels[words], labels[predicates]
        away = words - predicates
        distance = np.searchsorted(_STEPS, np.abs(away), side="right") + 1 + _AWAY * (away > 0)
        passive = np.zeros(len(heads), dtype=np.int64)
        passive[heads[np.isin(labels, self._passive)]] = 1
        voiced = np.where(heads[words] == predicates, passive[predicates] * self._count + theirs + 1, 0)
        marked = np.zeros(len(heads), dtype=np.int64)
        for word in np.flatnonzero((labels == self._case) | (labels == self._mark))[::-1].tolist():
            marked[heads[word]] = _PREPOSITION.get(tree.lemmas[word].lower(), 0)  # the first of several counts
        tags = tree.upos[words] * len(UPOS) + tree.upos[predicates]
        having = np.zeros(len(heads), dtype=np.int64)
        below = np.flatnonzero((heads >= 0) & (self._bit[labels] > 0))
        np.bitwise_or.at(having, heads[below], self._bit[labels[below]])
        over = heads[predicates]
        beside = np.where(over >= 0, having[over], 0)
        between = np.where(kinds == _GRANDCHILD, labels[heads[words]], np.where(kinds > _HEAD, labels[over], 0))
        way = kinds
        for label in (between, np.where(own > 0, mine, 0), theirs):
            way = (way << _BITS) | label
        lemmas = np.array([lemma_number(lemma) for lemma in tree.lemmas])
        known = {"way": way, "word": lemmas[words], "predicate": lemmas[predicates], "preposition": marked[words]}
        hashed = [
            _hashed([known[name] for name in names], rows) for names, rows in zip(_HASHED, _ROWS, strict=True)
        ]  # fmt: skip
        return kept, np.stack(
            [
                path, own, distance, tags, voiced, marked[words], having[predicates], beside, tree.feats[words],
                tree.feats[predicates], tree.names[words], mine, *hashed,
            ]
        )  # fmt: skip

    def _path(
        self, kinds: NDArray[np.int64], theirs: NDArray[np.int64], mine: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The first two categories, from how each word stands to its predicate and the labels of both."""
        path = kinds * self._count + np.where((kinds == _HEAD) | (kinds == _GRANDHEAD), mine, theirs)
        return path, np.where((kinds != _CHILD) & (kinds != _GRANDCHILD), mine + 1, 0)

    def _kinds(
        self,
        heads: NDArray[np.int64],
        above: NDArray[np.int64],
        predicates: NDArray[np.int64],
        words: NDArray[np.int64],
    ) -> NDArray[np.int64]:
        """How each word stands to its predicate, -1 where it is further from it."""
        head, over, twice = heads[words], heads[predicates], above[predicates]
        kinds = np.full(len(words), -1)
        for kind, found in (
            (_UNCLE, (head == twice) & (twice >= 0)),
            (_GRANDHEAD, words == twice),
            (_GRANDCHILD, above[words] == predicates),
            (_SIBLING, (head == over) & (over >= 0)),
            (_HEAD, words == over),
            (_CHILD, head == predicates),
        ):
            kinds[found] = kind
        return kinds


def _hashed(columns: list[NDArray[np.int64]], rows: int) -> NDArray[np.int64]:
    """A row for each combination of numbers below 2 ** 31."""
    mixed = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        mixed = (mixed * 1_000_003 + column + 7) % 2_147_483_647
    row: NDArray[np.int64] = (mixed * 2_654_435_761 >> 7) % rows
    return row


def pairs_of(sizes: Sequence[int], predicates: Sequence[Sequence[int]]) -> NDArray[np.int64]:
    """All pairs of sentences that stand one behind the other: (3, pairs), row of the predicate, its word, a word.

    `sizes`: words of each sentence; `predicates`: the predicates of each, counted within it.
    """
    counts = np.array([size for size, found in zip(sizes, predicates, strict=True) for _ in found], dtype=np.int64)
    starts = np.cumsum([0, *sizes])
    first = np.array([start for start, found in zip(starts, predicates, strict=False) for _ in found], dtype=np.int64)
    word = np.array([start + one for start, found in zip(starts, predicates, strict=False) for one in found])
    rows = np.repeat(np.arange(len(counts)), counts)
    inner = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.stack([rows, word[rows], first[rows] + inner])
