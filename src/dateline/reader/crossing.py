"""Arcs that cross: one in two hundred of English does; what the model scores arc by arc has three times as many.

Of two arcs that cross, the one that loses least takes the best head that brings no such crossing, where that costs
little. Punctuation is left out: it is hung by the rest of the tree (marks.py).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_COST = 3.0
"""Loss of score that having no crossing is worth; chosen on the dev parts of EWT and GUM, 1 to 99 do as well."""
_TRIED = 6
"""Heads of a word that are looked at, the best first."""
_ROUNDS = 6
"""Arcs of one sentence that are changed at most."""

Score = NDArray[np.float32]


def uncrossed(
    heads: NDArray[np.int64], arcs: Sequence[Score], marks: NDArray[np.bool_], starts: Sequence[int]
) -> NDArray[np.int64]:
    """Heads of the words of several windows; the arguments are those of `trees_of` and `hang_marks`."""
    found = heads.copy()
    low = 0
    for window in arcs:
        words = np.flatnonzero(~marks[low : low + len(window)] & (heads[low : low + len(window)] >= 0)) + low
        near, far = np.minimum(words, heads[words]), np.maximum(words, heads[words])
        crossing = (near[:, None] < near) & (near < far[:, None]) & (far[:, None] < far)
        for number in sorted({bisect_right(starts, word) - 1 for word in words[crossing.any(1)].tolist()}):
            first = starts[number]
            end = starts[number + 1] if number + 1 < len(starts) else len(found)
            rows = window[first - low : end - low, first - low + 1 : end - low + 1]
            tree = [head - first if head >= 0 else -1 for head in heads[first:end].tolist()]
            tree = _uncross(tree, rows, np.flatnonzero(~marks[first:end]).tolist())
            found[first:end] = [head + first if head >= 0 else -1 for head in tree]
        low += len(window)
    return found


def _uncross(heads: list[int], scores: Score, words: list[int]) -> list[int]:
    """Heads of one sentence; `scores` (words, heads), `words`: those that are no marks."""
    heads = list(heads)
    for _ in range(_ROUNDS):
        arcs = {word: (min(word, heads[word]), max(word, heads[word])) for word in words if heads[word] >= 0}
        crossed = {word: _crossings(arcs, word, arc) for word, arc in arcs.items()}
        best: tuple[float, int, int] | None = None
        for word, count in crossed.items():
            if not count:
                continue
            order = sorted(words, key=lambda head, of=scores[word]: -of[head])  # type: ignore[misc]
            for head in order[:_TRIED]:
                if head in (word, heads[word]) or _is_below(heads, head, word):
                    continue
                left = _crossings(arcs, word, (min(word, head), max(word, head)))
                if left < count:
                    cost = float(scores[word, heads[word]] - scores[word, head]) / (count - left)
                    best = min(best or (cost, word, head), (cost, word, head))
                    break
        if best is None or best[0] > _COST:
            break
        heads[best[1]] = best[2]
    return heads


def _crossings(arcs: dict[int, tuple[int, int]], word: int, arc: tuple[int, int]) -> int:
    """How many arcs of other words one of this word would cross."""
    low, high = arc
    return sum(
        near < low < far < high or low < near < high < far for other, (near, far) in arcs.items() if other != word
    )


def _is_below(heads: list[int], word: int, other: int) -> bool:
    """Whether a word hangs on the other, by way of others or not."""
    while word >= 0:
        if word == other:
            return True
        word = heads[word]
    return False
