"""How words hang together with a predicate in the tree: categories that the scorer of roles knows beside the vectors.

Used alike by the reader and by the training of the scorer.
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
LEMMAS = 2048
"""Classes that lemmas are hashed to."""
_FRAME = (
    ("nsubj", "csubj"), ("nsubj:pass", "csubj:pass"), ("obj",), ("iobj",), ("ccomp",), ("xcomp",), ("obl", "obl:agent"),
    ("compound:prt",), ("expl",),
)  # fmt: skip
"""Dependents that a predicate may have beside the word in question."""


@lru_cache(maxsize=100_000)
def lemma_class(lemma: str) -> int:
    """The class of a lemma."""
    return crc32(lemma.lower().encode()) % LEMMAS


@dataclass(frozen=True, slots=True)
class Tree:
    """Trees of one sentence or several, one behind the other, as arrays over their words."""

    heads: NDArray[np.int64]
    """Index of each word's head, -1 at a root."""
    labels: NDArray[np.int64]
    upos: NDArray[np.int64]
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
            [lemma for tree in trees for lemma in tree.lemmas],
        )


class Paths:
    """Categories of (predicate, word) pairs, for a list of labels."""

    def __init__(self, deprel: list[str]) -> None:
        self._count = len(deprel)
        self._case = deprel.index("case")
        self._mark = deprel.index("mark")
        self._bit = np.zeros(len(deprel), dtype=np.int64)
        for bit, labels in enumerate(_FRAME):
            self._bit[[deprel.index(label) for label in labels if label in deprel]] = 1 << bit
        self._passive = np.array([number for number, label in enumerate(deprel) if label.endswith(":pass")])

    @property
    def far(self) -> int:
        """The path between two words that are further apart than the tree is looked at."""
        return 6 * self._count + 1

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """Number of values of each category."""
        count = self._count
        return (
            6 * count + 2, count + 1, 2 * _AWAY + 1, len(UPOS) ** 2, 2 * count + 1, len(_PREPOSITION) + 1,
            LEMMAS, LEMMAS, 1 << len(_FRAME), 1 << len(_FRAME),
        )  # fmt: skip

    def of(self, tree: Tree, predicates: NDArray[np.int64], words: NDArray[np.int64]) -> NDArray[np.int64]:
        """Categories (10, pairs) of pairs of a predicate and a word of its sentence.

        They are: the path between the two (parent, child, sibling, two steps up or down) with the word's label; the
        predicate's own label where the path leads over its head; how far the word stands before or after; both tags;
        the word's label by whether the predicate is passive; the word's preposition; the lemmas of both, hashed; which
        dependents the predicate has, and which its head has.
        """
        count = self._count
        heads, labels = tree.heads, tree.labels
        above = np.where(heads >= 0, heads[heads], -2)
        head, over, twice = heads[words], heads[predicates], above[predicates]
        theirs, mine = labels[words], labels[predicates]
        path = np.full(len(words), self.far)
        own = np.zeros(len(words), dtype=np.int64)
        for which, mask in (
            (5, (head == twice) & (twice >= 0)),
            (4, words == twice),
            (3, above[words] == predicates),
            (2, (head == over) & (over >= 0)),
            (1, words == over),
            (0, head == predicates),
        ):
            at = np.flatnonzero(mask)
            path[at] = which * count + (mine if which in (1, 4) else theirs)[at]
            own[at] = mine[at] + 1 if which not in (0, 3) else 0
        path[words == predicates] = 6 * count
        away = words - predicates
        distance = np.searchsorted(_STEPS, np.abs(away), side="right") + 1 + _AWAY * (away > 0)
        distance[away == 0] = 0
        passive = np.zeros(len(heads), dtype=np.int64)
        passive[heads[np.isin(labels, self._passive)]] = 1
        voiced = np.where(head == predicates, passive[predicates] * count + theirs + 1, 0)
        marked = np.zeros(len(heads), dtype=np.int64)
        for word in np.flatnonzero((labels == self._case) | (labels == self._mark))[::-1].tolist():
            marked[heads[word]] = _PREPOSITION.get(tree.lemmas[word].lower(), 0)  # the first of several counts
        tags = tree.upos[words] * len(UPOS) + tree.upos[predicates]
        lemmas = np.array([lemma_class(lemma) for lemma in tree.lemmas])
        having = np.zeros(len(heads), dtype=np.int64)
        below = np.flatnonzero((heads >= 0) & (self._bit[labels] > 0))
        np.bitwise_or.at(having, heads[below], self._bit[labels[below]])
        beside = np.where(over >= 0, having[over], 0)
        return np.stack(
            [
                path, own, distance, tags, voiced, marked[words], lemmas[words], lemmas[predicates], having[predicates],
                beside,
            ]
        )  # fmt: skip


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
