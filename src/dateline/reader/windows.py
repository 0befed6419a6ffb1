"""Windows: the runs of words that the model reads at once, and the arrays that hold them.

A window never crosses a gap (text that is marked as not the report). It ends at a line break where one is near, else
after something that looks like the end of a sentence; only a run without either is cut anywhere. The windows of one
report form batches by themselves, so that a Reading never depends on what else is being read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.reader.sentences import CLOSING, OPENING
from dateline.reader.wordpiece import CLS, SEP, WordPiece

LIMIT = 126  # pieces of a window, its two outer marks left out
ALIKE = 0.7  # windows of a batch are at least this long beside its longest, so that little is padding
PADDED = 512  # pieces of a batch, padding counted

_STOPS = frozenset(".!?\u2026")
_TITLES = re.compile(r"^(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Lt|Col|Gen|Maj|Capt|Sgt|Gov|Sen|Rep|Prof|Rev|No|vs)$")


@dataclass(frozen=True, slots=True)
class Window:
    """Words `first` to `last` (inclusive) of the text, with their pieces."""

    first: int
    last: int
    size: int


@dataclass(frozen=True, slots=True)
class Arrays:
    """One batch: what the model takes (see training/network.py), and the windows of its rows."""

    windows: list[Window]
    ids: NDArray[np.int64]
    cases: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]


def cut(words: list[str], sizes: list[int], breaks: list[bool], gaps: list[bool], sides: list[int]) -> list[Window]:
    """Windows over all words.

    `sizes` counts each word's pieces; `breaks[i]` and `gaps[i]` say that a line break, or text that is skipped, stands
    before word `i`; `sides` tells closing from opening marks (see sentences.py).
    """
    found: list[Window] = []
    start = 0
    while start < len(words):
        used, end = 0, start
        best = best_rank = -1
        while end < len(words) and used + sizes[end] <= LIMIT and (end == start or not gaps[end]):
            used += sizes[end]
            end += 1
            rank = 3 if end == len(words) or gaps[end] else _rank(words, breaks, sides, end)
            # a better kind of ending wins while the window is at least half full; later ones of a kind always win
            if rank >= best_rank or (rank > 0 and used > LIMIT * 0.6 and rank >= best_rank - 1):
                best, best_rank = end, rank
        end = max(end, start + 1)
        at_end = end == len(words) or gaps[end]
        if not at_end and best_rank > 0 and best > start:
            end = best
        found.append(Window(start, end - 1, sum(sizes[start:end])))
        start = end
    return found


def _rank(words: list[str], breaks: list[bool], sides: list[int], position: int) -> int:
    """How good it is to end a window before word `position`: 2 at a line break, 1 at a likely sentence end, else 0."""
    if breaks[position]:
        return 2
    last = position - 1
    if sides[last] == OPENING or (sides[position] == CLOSING and words[position] not in _STOPS):
        return 0
    while last > 0 and sides[last] == CLOSING and words[last] not in _STOPS:
        last -= 1
    ended = words[last] in _STOPS and (last == 0 or not _TITLES.match(words[last - 1]))
    return 1 if ended and not words[position][0].islower() else 0


def arrays(windows: list[Window], words: list[str], pieces: WordPiece) -> list[Arrays]:
    """The windows as batches, longest first."""
    batches: list[list[Window]] = []
    for window in sorted(windows, key=lambda window: (-window.size, window.first)):
        longest = batches[-1][0].size if batches else 0
        if (
            (longest + 2) * (len(batches[-1]) + 1 if batches else 1) > PADDED
            or window.size < ALIKE * longest
            or not batches
        ):
            batches.append([])
        batches[-1].append(window)
    return [_filled(batch, words, pieces) for batch in batches]


def _filled(windows: list[Window], words: list[str], pieces: WordPiece) -> Arrays:
    width = max(window.size for window in windows) + 2
    height = max(window.last - window.first + 1 for window in windows)
    ids = np.zeros((len(windows), width), dtype=np.int64)
    cases = np.zeros_like(ids)
    first = np.zeros((len(windows), height), dtype=np.int64)
    last = np.zeros_like(first)
    for row, window in enumerate(windows):
        row_ids, row_cases, row_first, row_last = [CLS], [0], [], []
        for word in words[window.first : window.last + 1]:
            word_ids, word_cases = pieces.pieces(word)
            row_first.append(len(row_ids))
            row_ids.extend(word_ids)
            row_cases.extend(word_cases)
            row_last.append(len(row_ids) - 1)
        row_ids.append(SEP)
        ids[row, : len(row_ids)] = row_ids
        cases[row, : len(row_cases)] = row_cases
        first[row, : len(row_first)] = row_first
        last[row, : len(row_last)] = row_last
    return Arrays(windows, ids, cases, first, last)
