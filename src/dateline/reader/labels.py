"""Labels of dependencies, kept legal: what no sentence of English can have is never given out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

UPOS = tuple("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
"""Universal parts of speech, in alphabetical order, which is the order of the model's classes."""
_VERY_LOW = np.float32(-1e9)
_ONCE = ("nsubj", "nsubj:pass", "obj", "iobj", "csubj", "cop", "obl:agent")
"""Relations that a word has at most once."""


def legal_labels(scores: NDArray[np.float32], heads: list[int], tags: list[str], deprel: list[str]) -> list[str]:
    """The best legal label of every word of a sentence.

    `scores` (words, labels); `heads` as in `heads_of`. "root" stands at the root and nowhere else, "punct" at
    punctuation and nowhere else; of two subjects or objects of one word the less sure one takes its next best label.
    """
    count = len(heads)
    root = deprel.index("root")
    punct = deprel.index("punct")
    scores = scores.copy()
    scores[:, root] = _VERY_LOW
    for word, tag in enumerate(tags):
        if tag != "PUNCT":
            scores[word, punct] = _VERY_LOW
    best = scores.argmax(1)
    limited = {deprel.index(label): label for label in _ONCE if label in deprel}
    taken: dict[tuple[int, int], int] = {}
    waiting = list(range(count))
    while waiting:
        word = waiting.pop()
        label = int(best[word])
        if heads[word] < 0 or label not in limited:
            continue
        rival = taken.get((heads[word], label))
        if rival is None or rival == word:
            taken[heads[word], label] = word
            continue
        loser = min((word, rival), key=lambda one: (_margin(scores[one], label), one))
        taken[heads[word], label] = word if loser == rival else rival
        scores[loser, label] = _VERY_LOW
        best[loser] = scores[loser].argmax()
        waiting.append(loser)
    return ["root" if heads[word] < 0 else deprel[int(best[word])] for word in range(count)]


def _margin(scores: NDArray[np.float32], label: int) -> float:
    """How much better `label` is than the next best one."""
    others = np.delete(scores, label)
    return float(scores[label] - others.max())
