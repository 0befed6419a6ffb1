"""Where punctuation hangs: Universal Dependencies says it by the rest of the tree, and so it is done here.

A mark hangs as high as it can without an arc that crosses others: on the unit that begins behind it where that hangs on
what stands before, else on the unit that ends before it. Both of a pair hang on the head of what stands between them; a
full stop, on what it ends. The model scores each arc by itself; of the units before and behind it may choose, but a
mark that it hangs anywhere else is put right.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

_CLOSING = {"(": ")", "[": "]", "{": "}", "“": "”", "‘": "’", "«": "»"}
_EITHER = frozenset(('"', "''", "'"))
_STOPS = frozenset(".!?…")


def hang_marks(
    heads: NDArray[np.int64], marks: NDArray[np.bool_], words: Sequence[str], starts: Sequence[int]
) -> NDArray[np.int64]:
    """Heads of the words of several trees with those of their marks put right.

    `heads`: -1 at a root; `marks`: whether a word is punctuation; `starts`: the first word of each sentence.
    """
    found, mark = heads.tolist(), marks.tolist()
    for first, end in pairwise([*starts, len(found)]):
        here = [word for word in range(first, end) if mark[word] and found[word] >= 0]
        if here and not all(mark[first:end]):
            _hang(found, mark, words, here, first, end)
    return np.array(found, dtype=np.int64)


def _hang(heads: list[int], mark: list[bool], words: Sequence[str], here: list[int], first: int, end: int) -> None:
    """Put right the heads of the marks `here` of one sentence, in place."""
    if any(mark[heads[word]] for word in range(first, end) if heads[word] >= 0 and not mark[word]):
        return  # a word hangs on a mark: the rules say nothing of such a tree
    within: dict[int, tuple[int, int]] = {}  # of a mark, the innermost pair around it
    for opening, closing in _pairs(words, here):
        tops = [word for word in range(opening + 1, closing) if not mark[word] and not opening < heads[word] < closing]
        if tops:
            heads[opening], heads[closing] = tops[0], tops[-1]
            within[opening] = within[closing] = (opening, opening)  # done
        for word in range(opening + 1, closing):
            within.setdefault(word, (opening, closing))
    for word in here:
        low, high = within.get(word, (first - 1, end))
        if low == high:
            continue
        left, right = word - 1, word + 1
        while left > low and mark[left]:
            left -= 1
        while right < high and mark[right]:
            right += 1
        before = _climbed(heads, left, low, word) if left > low else []
        behind = _climbed(heads, right, word, high) if right < high else []
        if heads[word] in (*before[-1:], *behind[-1:]):
            continue
        if before and (not behind or words[word] in _STOPS):
            heads[word] = before[-1]
        elif behind:
            depends = heads[behind[-1]] in before
            heads[word] = before[-1] if before and not depends and heads[before[-1]] > word else behind[-1]


def _climbed(heads: list[int], word: int, low: int, high: int) -> list[int]:
    """The word and what it hangs on, from below, as far as that stands between `low` and `high`."""
    found = [word]
    while low < heads[word] < high and heads[word] >= 0:
        word = heads[word]
        found.append(word)
    return found


def _pairs(words: Sequence[str], here: list[int]) -> list[tuple[int, int]]:
    """Pairs of opening and closing marks, the inner ones first."""
    found: list[tuple[int, int]] = []
    waiting: list[tuple[int, str]] = []
    for word in here:
        form = words[word]
        match = next((place for place in range(len(waiting) - 1, -1, -1) if waiting[place][1] == form), None)
        if match is not None:
            found.append((waiting[match][0], word))
            del waiting[match:]
        elif form in _CLOSING:
            waiting.append((word, _CLOSING[form]))
        elif form in _EITHER:
            waiting.append((word, form))
    return found
