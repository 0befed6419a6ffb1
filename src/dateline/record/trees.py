"""Boosted regression trees as arrays: what was fitted elsewhere, evaluated here for many rows at once."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np
from numpy.typing import NDArray


class Trees(msgspec.Struct, frozen=True):
    """Trees of one ensemble, each a list of nodes; node 0 is the root, and a leaf is its own child on both sides."""

    features: list[str]
    base: float
    threshold: float
    """The log odds from which on the answer is yes."""
    feature: list[list[int]]
    split: list[list[float]]
    left: list[list[int]]
    right: list[list[int]]
    value: list[list[float]]
    """What a leaf adds to the log odds; 0 elsewhere."""


class Ensemble:
    """Fitted trees, ready to answer."""

    def __init__(self, trees: Trees) -> None:
        self.threshold = trees.threshold
        self.features = tuple(trees.features)
        self._base = trees.base
        size = max(len(nodes) for nodes in trees.value)
        self._feature = _filled(trees.feature, size).astype(np.intp)
        self._split = _filled(trees.split, size)
        self._left = _filled(trees.left, size).astype(np.intp)
        self._right = _filled(trees.right, size).astype(np.intp)
        self._value = _filled(trees.value, size)

    def log_odds(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """For each row of features (rows, features) the log odds of a yes."""
        found = np.empty(len(rows))
        for first in range(0, len(rows), _AT_ONCE):
            found[first : first + _AT_ONCE] = self._some(rows[first : first + _AT_ONCE])
        return found

    def _some(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        tree = np.arange(len(self._value))[None, :]
        row = np.arange(len(rows))[:, None]
        node = np.zeros((len(rows), len(self._value)), np.intp)
        while True:
            goes_left = rows[row, self._feature[tree, node]] <= self._split[tree, node]
            after = np.where(goes_left, self._left[tree, node], self._right[tree, node])
            if (after == node).all():
                return np.asarray(self._base + self._value[tree, node].sum(1))
            node = after


_AT_ONCE = 1024
"""Rows answered at once: bounds the memory."""


def _filled(lists: Sequence[Sequence[float]], size: int) -> NDArray[np.float64]:
    found = np.zeros((len(lists), size))
    for number, one in enumerate(lists):
        found[number, : len(one)] = one
    return found


@cache
def same_telling() -> Ensemble:
    """The ensemble that says whether two tellings are of one event (`training/tellings.py`)."""
    packed = (files(__package__) / "data" / "tellings.json.gz").read_bytes()
    return Ensemble(msgspec.json.decode(gzip.decompress(packed), type=Trees))
