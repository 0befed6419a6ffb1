"""How near words lie to each other in what they mean: "sack" to "dismiss", "quake" to "tremor".

Two sources: groups of words written by hand (`data/one_event.txt`), and vectors. The vector of a stem is what the
encoder that the reader grew from makes of its words in sentences that say nothing else, before it was trained on any
story (`training/meanings.py`). Stems that the table lacks have none.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from dateline.record.words import stem

Vector = NDArray[np.float32]


class Meanings:
    """The vectors of stems, each of length 1, from two bits for each of their numbers."""

    def __init__(self, stems: list[str], codes: NDArray[np.uint8], scale: Vector) -> None:
        """`codes` (stems, width / 4) hold four numbers in a byte, the first in the lowest bits; `scale` (width)."""
        steps = np.stack([codes >> shift & 3 for shift in (0, 2, 4, 6)], axis=-1).reshape(len(stems), len(scale))
        vectors = (steps.astype(np.float32) - 1.5) * scale
        self._vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True).clip(1e-9)
        self._row = {one: row for row, one in enumerate(stems)}
        self.width = len(scale)
        """How many numbers a vector has."""

    def mean(self, weights: Mapping[str, float]) -> Vector:
        """The mean of the stems' vectors by their weights, at length 1; all 0 where none is known."""
        known = [(row, weight) for one, weight in weights.items() if (row := self._row.get(one)) is not None]
        if not known:
            return np.zeros(self.width, np.float32)
        rows, shares = zip(*known, strict=True)
        total: Vector = np.array(shares, np.float32) @ self._vectors[list(rows)]
        return total / max(float(np.linalg.norm(total)), 1e-9)


@cache
def meanings() -> Meanings:
    """The shipped table."""
    with as_file(files(__package__) / "data" / "meanings.npz") as path, np.load(path) as stored:
        return Meanings(stored["stems"].tobytes().decode().split("\n"), stored["codes"], stored["scale"])


@cache
def groups() -> dict[str, frozenset[int]]:
    """For each stem the groups that it stands in."""
    lines = (files(__package__) / "data" / "one_event.txt").read_text(encoding="utf-8").splitlines()
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        for word in line.split() if not line.startswith("#") else ():
            found.setdefault(stem(word.replace("-", "")), set()).add(number)
    return {one: frozenset(numbers) for one, numbers in found.items()}
