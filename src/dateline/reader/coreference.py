"""Coreference: which phrases of one text stand for the same person or thing.

Each candidate takes the earlier one that fits it best, or none; what hangs together is a chain. Looks at most `BAND`
candidates back, so that the time is linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.model.reading import Mention
from dateline.reader.mentions import BAND, Candidates, read_categories
from dateline.reader.network import Network

_ROWS = 32  # candidates scored at once: of wider blocks more would be pairs in the wrong order, which are thrown away


def chains_of(
    network: Network,
    words: Sequence[str],
    phrases: list[tuple[int, int, int]],
    sentences: list[int],
    read: list[tuple[str, str, str]],
    phrase: NDArray[np.float32],
    later: NDArray[np.float32],
    earlier: NDArray[np.float32],
) -> list[list[Mention]]:
    """Chains of two mentions or more.

    `phrases`: (head, first, last) of each candidate, in order; `sentences`: the sentence of each; `read`: type of name,
    features and label of each head; `phrase` (candidates), `later` and `earlier` (candidates, entity): what the model
    gave at their heads.
    """
    count = len(phrases)
    if count < 2:
        return []
    candidates = Candidates.of(words, phrases, sentences, read)
    chain = list(range(count))

    def root(one: int) -> int:
        while chain[one] != one:
            chain[one] = chain[chain[one]]
            one = chain[one]
        return one

    for start in range(0, count, _ROWS):
        rows = range(start, min(start + _ROWS, count))
        columns = range(max(start - BAND, 0), rows.stop)
        scores = network.antecedents(
            phrase[rows.start : rows.stop],
            phrase[columns.start : columns.stop],
            later[rows.start : rows.stop],
            earlier[columns.start : columns.stop],
            read_categories(candidates, rows, columns),
        )
        scores[np.arange(columns.start, columns.stop)[None] >= np.arange(rows.start, rows.stop)[:, None]] = -np.inf
        best = scores.argmax(1)
        for row in np.flatnonzero(scores[np.arange(len(rows)), best] > 0).tolist():
            chain[start + row] = root(columns.start + int(best[row]))
    grouped: dict[int, list[Mention]] = {}
    for number, (head, first, last) in enumerate(phrases):
        grouped.setdefault(root(number), []).append(Mention(head, first, last))
    return [mentions for mentions in grouped.values() if len(mentions) > 1]
