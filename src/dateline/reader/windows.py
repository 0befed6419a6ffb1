"""Windows: the runs of words that the model reads at once, and the arrays that hold them.

A window never crosses a gap (text that is marked as not the report). It ends at a line break where one is near, else
after something that looks like the end of a sentence; only a run without either is cut anywhere. The windows of one
report form batches by themselves, so that a Reading never depends on what else is being read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, chain

import numpy as np
from numpy.typing import NDArray

from dateline.reader.sentences import CLOSING, OPENING
from dateline.reader.wordpiece import CLS, SEP

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
class Pieces:
    """The pieces of all words of a text, one behind the other."""

    ids: NDArray[np.int64]
    cases: NDArray[np.int64]
    ends: NDArray[np.int64]
    """0, and then for each word the number of pieces up to its last."""

    @classmethod
    def of(cls, found: list[tuple[tuple[int, ...], tuple[int, ...]]]) -> Pieces:
        """From the ids and cases of each word's pieces."""
        return cls(
            np.array(list(chain.from_iterable(ids for ids, _ in found)), dtype=np.int64),
            np.array(list(chain.from_iterable(cases for _, cases in found)), dtype=np.int64),
            np.array(list(accumulate((len(ids) for ids, _ in found), initial=0)), dtype=np.int64),
        )


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
            rank = 3 if end == len(words) or gaps[end] else _rank(words, breaks, sides, end, start)
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


def _rank(words: list[str], breaks: list[bool], sides: list[int], position: int, start: int) -> int:
    """How good it is to end a window before word `position`: 2 at a line break, 1 at a likely sentence end, else 0.

    Looks back no further than `start`, where the window begins: ten thousand brackets are not walked over each time.
    """
    if breaks[position]:
        return 2
    last = position - 1
    if sides[last] == OPENING or (sides[position] == CLOSING and words[position] not in _STOPS):
        return 0
    while last > start and sides[last] == CLOSING and words[last] not in _STOPS:
        last -= 1
    ended = words[last] in _STOPS and (last == 0 or not _TITLES.match(words[last - 1]))
    return 1 if ended and not words[position][0].islower() else 0


def arrays(windows: list[Window], pieces: Pieces, *, alone: bool = False) -> list[Arrays]:
    """The windows as batches, longest first; `alone`: each by itself, for a model that knows no padding."""
    batches: list[list[Window]] = []
    for window in sorted(windows, key=lambda window: (-window.size, window.first)):
        longest = batches[-1][0].size if batches else 0
        if alone or not batches or (longest + 2) * (len(batches[-1]) + 1) > PADDED or window.size < ALIKE * longest:
            batches.append([])
        batches[-1].append(window)
    return [_filled(batch, pieces) for batch in batches]


def _filled(windows: list[Window], pieces: Pieces) -> Arrays:
    width = max(window.size for window in windows) + 2
    height = max(window.last - window.first + 1 for window in windows)
    ids = np.zeros((len(windows), width), dtype=np.int64)
    cases = np.zeros_like(ids)
    first = np.zeros((len(windows), height), dtype=np.int64)
    last = np.zeros_like(first)
    for row, window in enumerate(windows):
        ends = pieces.ends[window.first : window.last + 2]
        low, high = ends[0], ends[-1]
        ids[row, 0], ids[row, 1 : window.size + 1], ids[row, window.size + 1] = CLS, pieces.ids[low:high], SEP
        cases[row, 1 : window.size + 1] = pieces.cases[low:high]
        first[row, : len(ends) - 1] = ends[:-1] - low + 1  # behind the outer mark
        last[row, : len(ends) - 1] = ends[1:] - low
    return Arrays(windows, ids, cases, first, last)
