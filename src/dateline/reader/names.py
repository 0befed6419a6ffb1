"""Names: spans from the scores of BIO tags, each the best legal run rather than a patch of single words.

A span ends where its phrase does: a dash cuts it, and a name of the phrase's first words is given its last ones too
("Independent Review" before "Panel"). What a whole report says of its names is in forms.py.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.model.reading import NAME_TYPES, Name

TAGS = ("O", *(f"{mark}-{kind}" for kind in NAME_TYPES for mark in "BI"))
_ILLEGAL = -1e9
_SURE = 0.55  # names that the model is less sure of than this are more often none; chosen on the dev parts
_DASHES = frozenset(("—", "–", "--", "―"))
_GROWING = frozenset(("ORG", "LOC"))


def _transitions() -> NDArray[np.float32]:
    """0 for a legal step from tag (row) to tag (column), very low for I after anything but its own type."""
    steps = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for row, before in enumerate(TAGS):
        for column, after in enumerate(TAGS):
            if after[0] == "I" and before not in (f"B-{after[2:]}", after):
                steps[row, column] = _ILLEGAL
    return steps


_STEPS = _transitions()
_INITIAL = np.array([_ILLEGAL if tag[0] == "I" else 0.0 for tag in TAGS], dtype=np.float32)


def names_of(scores: NDArray[np.float32], starts: Sequence[int] = (0,), offset: int = 0) -> list[Name]:
    """The names of one or several sentences.

    `scores` (words, tags) are logits; `starts`: the first word of each sentence; word indices in the result count from
    `offset`.
    """
    shifted = scores - scores.max(1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(1, keepdims=True))
    best = logs.argmax(1)
    before = np.concatenate([[0], best[:-1]])
    before[list(starts)] = 0
    ends = [*starts[1:], len(best)]
    for number in {bisect_right(starts, word) - 1 for word in np.flatnonzero(_STEPS[before, best] < 0).tolist()}:
        here = slice(starts[number], ends[number])
        best[here] = _viterbi(logs[here])
    spans = _spans(best)
    if not spans:
        return []
    # the mean over each span, all at once: what stands between two spans is summed too, and left out
    chances = np.append(logs[np.arange(len(best)), best], np.float32(0))
    bounds = np.array([(first, last + 1) for first, last in spans])
    means = np.exp(np.add.reduceat(chances, bounds.reshape(-1))[::2] / (bounds[:, 1] - bounds[:, 0]).astype(np.float32))
    return [
        Name(offset + first, offset + last, TAGS[best[first]][2:], round(chance, 3))
        for (first, last), chance in zip(spans, means.tolist(), strict=True)
        if chance >= _SURE
    ]


def _spans(best: NDArray[np.intp]) -> list[tuple[int, int]]:
    """First and last word of each name in a legal run of tags."""
    found: list[tuple[int, int]] = []
    for word in np.flatnonzero(best).tolist():
        if TAGS[best[word]][0] == "B":
            found.append((word, word))
        else:
            found[-1] = (found[-1][0], word)
    return found


def _viterbi(logs: NDArray[np.float32]) -> NDArray[np.intp]:
    total = logs[0] + _INITIAL
    back = np.zeros(logs.shape, dtype=np.intp)
    for word in range(1, len(logs)):
        paths = total[:, None] + _STEPS
        back[word] = paths.argmax(0)
        total = paths.max(0) + logs[word]
    best = np.zeros(len(logs), dtype=np.intp)
    best[-1] = total.argmax()
    for word in range(len(logs) - 1, 0, -1):
        best[word - 1] = back[word, best[word]]
    return best


def whole_names(
    names: list[Name], words: Sequence[str], upos: Sequence[str], heads: NDArray[np.int64], first: int
) -> list[Name]:
    """The names with the ends of their phrases: cut at dashes, and up to the head that some word of theirs hangs on.

    `upos` and `heads` (words of the text, -1 at a root) are those of the words from `first` on.
    """
    found: list[Name] = []
    taken = {name.first for name in names}
    for name in names:
        cuts = [word for word in range(name.first, name.last + 1) if words[word] in _DASHES]
        for low, high in zip([name.first, *(word + 1 for word in cuts)], [*cuts, name.last + 1], strict=True):
            if low == high:
                continue
            last = high - 1
            while (
                name.type in _GROWING
                and last + 1 - first < len(upos)
                and last + 1 not in taken
                and upos[last + 1 - first] == "PROPN"
                and words[last + 1][0].isupper()
                and (heads[low - first : last + 1 - first] == last + 1).any()
            ):
                last += 1
            found.append(Name(low, last, name.type, name.score))
    return found
