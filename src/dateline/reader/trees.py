"""Trees: from arc scores to one legal head for every word, within its sentence.

The best head of each word is taken as it is, for many sentences at once; only where the result is no tree (a cycle, or
not exactly one root) is the best tree sought, by Chu-Liu/Edmonds over that sentence alone.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_VERY_LOW = -1e9


def trees_of(arcs: list[NDArray[np.float32]], starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Heads of the words of several windows, counted over all of them; -1 at the roots.

    `arcs`: of each window (words, 1 + words), the root in column 0; `starts`: the first word of each sentence.
    """
    sizes = [len(window) for window in arcs]
    count = sum(sizes)
    sentence = np.zeros(count, dtype=np.int64)
    sentence[starts[1:]] = 1
    sentence = np.cumsum(sentence)
    heads = np.empty(count, dtype=np.int64)
    low = 0
    for window, size in zip(arcs, sizes, strict=True):
        here = sentence[low : low + size]
        barred = here[:, None] != here[None]
        np.fill_diagonal(barred, val=True)
        inner = np.where(barred, np.float32(_VERY_LOW), window[:, 1:])
        best = inner.argmax(1)
        heads[low : low + size] = np.where(window[:, 0] >= inner[np.arange(size), best], -1, best + low)
        low += size
    lows = np.repeat(np.cumsum(sizes) - sizes, sizes)
    window_of = np.repeat(np.arange(len(arcs)), sizes)
    ends = [*starts[1:].tolist(), count]
    for number in np.flatnonzero(~_are_trees(heads, starts)).tolist():
        first, end = int(starts[number]), ends[number]
        within, low = arcs[window_of[first]], int(lows[first])
        rows = within[first - low : end - low]
        found = heads_of(np.concatenate([rows[:, :1], rows[:, first - low + 1 : end - low + 1]], axis=1))
        heads[first:end] = [head + first if head >= 0 else -1 for head in found]
    return heads


def _are_trees(heads: NDArray[np.int64], starts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether each sentence has one root, which every word of it comes to."""
    roots = heads < 0
    up = np.where(roots, np.arange(len(heads)), heads)
    for _ in range(len(heads).bit_length()):  # each step doubles how far up every word has come
        further = up[up]
        if (further == up).all():
            break
        up = further
    single: NDArray[np.bool_] = np.add.reduceat(roots, starts, dtype=np.int64) == 1
    return single & np.logical_and.reduceat(roots[up], starts)


def heads_of(arcs: NDArray[np.float32]) -> list[int]:
    """Heads of one sentence's words: index of the head, or -1 for the root.

    `arcs` (words, 1 + words): score of every head for every word, the root in column 0.
    """
    count = len(arcs)
    if count == 1:
        return [-1]
    scores = arcs.astype(np.float64, copy=True)
    scores[np.arange(count), np.arange(count) + 1] = _VERY_LOW
    best = scores.argmax(1)
    roots = np.flatnonzero(best == 0)
    # exactly one root: the word that loses least by being it
    root = int(roots[0]) if len(roots) == 1 else int((scores[:, 0] - scores[:, 1:].max(1)).argmax())
    if len(roots) != 1:
        best = scores[:, 1:].argmax(1) + 1
        best[root] = 0
    heads = [int(head) - 1 for head in best]
    if not _cycle(heads):
        return heads
    weights = np.full((count + 1, count + 1), _VERY_LOW)
    weights[1:, 1:] = scores[:, 1:]
    weights[root + 1] = _VERY_LOW
    weights[root + 1, 0] = 0.0
    return [head - 1 for head in _edmonds(weights)[1:]]


def _cycle(heads: list[int]) -> list[int]:
    """The words of one cycle, or an empty list."""
    state = [0] * len(heads)
    for start in range(len(heads)):
        path = []
        word = start
        while word >= 0 and state[word] == 0:
            state[word] = 1
            path.append(word)
            word = heads[word]
        if word >= 0 and state[word] == 1:
            return path[path.index(word) :]
        for word in path:
            state[word] = 2
    return []


def _edmonds(weights: NDArray[np.float64]) -> list[int]:
    """The spanning tree of the highest weight, by contracting one cycle at a time.

    `weights` (nodes, nodes): of the arc to each node from each head; node 0 is the root, and has head -1 in the result.
    """
    count = len(weights)
    heads = [-1, *(int(head) for head in weights[1:].argmax(1))]
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = set(cycle)
    outside = [node for node in range(count) if node not in inside]
    merged = len(outside)
    within = np.array(cycle)
    kept = weights[within, [heads[node] for node in cycle]]
    smaller = np.full((merged + 1, merged + 1), _VERY_LOW)
    smaller[:merged, :merged] = weights[np.ix_(outside, outside)]
    entering = weights[np.ix_(cycle, outside)] - kept[:, None]
    leaving = weights[np.ix_(outside, cycle)]
    smaller[merged, :merged] = entering.max(0)
    smaller[:merged, merged] = leaving.max(1)
    tree = _edmonds(smaller)
    for place, head in enumerate(tree[:merged]):
        if head == merged:
            heads[outside[place]] = cycle[int(leaving[place].argmax())]
        elif head >= 0:
            heads[outside[place]] = outside[head]
    broken = cycle[int(entering[:, tree[merged]].argmax())]
    heads[broken] = outside[tree[merged]]
    return heads
