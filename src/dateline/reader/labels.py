"""Labels of dependencies, kept legal: what no sentence of English can have is never given out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

UPOS = tuple("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
"""Universal parts of speech, in alphabetical order, which is the order of the model's classes."""
_VERY_LOW = np.float32(-1e9)
_ONCE = ("nsubj", "nsubj:pass", "obj", "iobj", "csubj", "cop", "obl:agent")
"""Relations that a word has at most once."""
_BEHIND = ("conj", "flat", "fixed", "goeswith", "appos", "list")
"""Relations to a word that stands before."""


def legal_labels(
    scores: NDArray[np.float32],
    heads: NDArray[np.int64],
    marks: NDArray[np.bool_],
    deprel: list[str],
    by: NDArray[np.int64] | None = None,
) -> NDArray[np.int64]:
    """Numbers of the best legal label of every word of one or several sentences.

    `scores` (words, labels); `heads`: index of each word's head, -1 at a root; `marks`: whether a word is punctuation;
    `by`: the words "by". "root" stands at roots and nowhere else, "punct" at punctuation and nowhere else, an agent has
    a "by", what is coordinated or explained stands behind; of two subjects or objects of one word the less sure one
    takes its next best label.
    """
    root = deprel.index("root")
    scores = scores.copy()
    scores[:, root] = _VERY_LOW
    scores[~marks, deprel.index("punct")] = _VERY_LOW
    scores[np.ix_(heads > np.arange(len(heads)), np.array([label.startswith(_BEHIND) for label in deprel]))] = _VERY_LOW
    if by is not None and "obl:agent" in deprel:
        led = np.zeros(len(heads) + 1, dtype=np.bool_)
        led[heads[by]] = True  # a root's -1 is the place behind all words
        scores[~led[:-1], deprel.index("obl:agent")] = _VERY_LOW
    best: NDArray[np.int64] = scores.argmax(1)
    limited = np.array([label in _ONCE for label in deprel])
    taken: dict[tuple[int, int], int] = {}
    waiting = np.flatnonzero(limited[best] & (heads >= 0)).tolist()
    while waiting:
        word = waiting.pop()
        label = int(best[word])
        if not limited[label]:
            continue  # the next best label of a loser
        place = (int(heads[word]), label)
        rival = taken.get(place)
        if rival is None:
            taken[place] = word
            continue
        loser = min((word, rival), key=lambda one: (_margin(scores[one], label), one))
        taken[place] = word if loser == rival else rival
        scores[loser, label] = _VERY_LOW
        best[loser] = scores[loser].argmax()
        waiting.append(loser)
    best[heads < 0] = root
    return best


def _margin(scores: NDArray[np.float32], label: int) -> float:
    """How much better `label` is than the next best one."""
    others = np.delete(scores, label)
    return float(scores[label] - others.max())
