"""What roles the dependents of a sense had in the training texts: log odds beside the scores of the network.

The network knows senses as vectors, which say little of the rarer ones; here stands, for a sense and the way a word
hangs on it (path, voice, preposition), how much more often the word had each role than with other senses.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.errors import ReaderError

TABLE = "usage.npz"
STEPS = 16
"""The table counts in steps of one over this."""
_WAY = (0, 4, 5)
"""Rows of the categories of a pair (see paths.py) that say how the word hangs on the predicate."""


@dataclass(frozen=True)
class Usage:
    """`keys` in order; `odds` (keys, roles)."""

    keys: NDArray[np.int64]
    odds: NDArray[np.int8]

    @classmethod
    def in_folder(cls, folder: Path) -> Usage:
        """The table that training wrote (`training/usage.py`)."""
        try:
            with np.load(folder / TABLE) as table:
                return cls(table["keys"], table["odds"])
        except FileNotFoundError as error:
            raise ReaderError(f"{folder}: the reader's {TABLE} is not there; install the package again") from error

    def add_to(self, scores: NDArray[np.float32], keys: NDArray[np.int64]) -> None:
        """Add to the scores (pairs, roles) of pairs what is known of their keys."""
        at = np.searchsorted(self.keys, keys)
        at[at == len(self.keys)] = 0
        known = np.flatnonzero(self.keys[at] == keys)
        scores[known] += self.odds[at[known]].astype(np.float32) / STEPS


def keys_of(senses: NDArray[np.int64], categories: NDArray[np.int64], sizes: tuple[int, ...]) -> NDArray[np.int64]:
    """One number for the sense (-1 for none) of each pair and the way that the word hangs on it."""
    keys = senses + 1
    for row in _WAY:
        keys = keys * sizes[row] + categories[row]
    return keys
