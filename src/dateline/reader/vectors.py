"""Vectors of events and names: near each other where two reports tell of one event, by their cosine alone.

A vector has two halves. The first is what the model makes of the word and of the words around it. The second is the
stem of the word and the stems of the whole report, the weightier the fewer documents have them. A stem stands for 64
signs that follow from its letters, so that two stems hardly ever lie near each other, and one that no training text had
is as good as any. The model's half counts for little: it was trained on stories, and knows those too well to be trusted
more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.errors import ReaderError
from dateline.model.reading import MODEL_VECTOR, VECTOR
from dateline.model.stems import stem

TABLE = "stems.npy"
BUCKETS = 8192
"""Rows of the table of weights; a stem has two of them, and its weight is the larger."""
STEPS = 16
"""The table counts in steps of one over this."""
_SIGNS = VECTOR - MODEL_VECTOR
_MODEL, _STEM, _REPORT = 0.1, 0.5, 0.4
"""Shares of the three parts in the cosine."""
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})


@lru_cache(maxsize=65536)
def signs(word: str) -> NDArray[np.float32]:
    """The 64 signs of a stem, at length 1."""
    bits = np.unpackbits(np.frombuffer(blake2b(word.encode(), digest_size=_SIGNS // 8).digest(), np.uint8))
    found: NDArray[np.float32] = (bits.astype(np.float32) * 2 - 1) * np.float32(_SIGNS**-0.5)
    return found


def buckets(word: str) -> tuple[int, int]:
    """The two rows of a stem in the table of weights."""
    digest = int.from_bytes(blake2b(word.encode(), digest_size=4, person=b"weight").digest(), "big")
    return digest % BUCKETS, (digest >> 16) % BUCKETS


def stems_of(lemmas: Sequence[str], upos: Sequence[str]) -> list[str]:
    """The stem of each word that carries meaning, "" of the others."""
    return [
        found if tag in _CONTENT and (found := stem(lemma)) and found[0].isalnum() else ""
        for lemma, tag in zip(lemmas, upos, strict=True)
    ]


class Vectors:
    """Gives vectors; holds the weights of stems."""

    def __init__(self, weights: NDArray[np.float32]) -> None:
        self._weights = weights
        self._weight = lru_cache(maxsize=65536)(self._weight_of)

    @classmethod
    def in_folder(cls, folder: Path) -> Vectors:
        """With the table that training wrote (`training/vectors.py`)."""
        try:
            return cls(np.load(folder / TABLE).astype(np.float32) / STEPS)
        except FileNotFoundError as error:
            raise ReaderError(f"{folder}: the reader's {TABLE} is not there; install the package again") from error

    def _weight_of(self, word: str) -> float:
        one, other = buckets(word)
        return float(max(self._weights[one], self._weights[other]))

    def of(
        self, lemmas: Sequence[str], upos: Sequence[str], model: Mapping[int, NDArray[np.float32]]
    ) -> dict[int, bytes]:
        """Vectors of the words of `model`, which holds what the model makes of each; the rest is as in a Reading."""
        if not model:
            return {}
        wanted = sorted(model)
        counts = Counter(stems_of(lemmas, upos))
        del counts[""]
        stems = np.stack([signs(stem(lemmas[word])) for word in wanted]) * np.float32(_STEM**0.5)
        if counts:
            weights = np.log(list(counts.values())) + 1
            weights *= [self._weight(word) for word in counts]
            report = (np.stack([signs(word) for word in counts]) * weights.astype(np.float32)[:, None]).sum(0)
            stems += _unit(report[None]) * np.float32(_REPORT**0.5)
        halves = [
            _unit(np.stack([model[word] for word in wanted])) * np.float32(_MODEL**0.5),
            _unit(stems) * np.float32((1 - _MODEL) ** 0.5),
        ]
        packed = np.rint(np.concatenate(halves, axis=1) * 127).astype(np.int8)
        return {word: row.tobytes() for word, row in zip(wanted, packed, strict=True)}


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """The same rows at length 1; a row of zeros stays one."""
    found: NDArray[np.float32] = rows / np.maximum(np.sqrt((rows * rows).sum(1, keepdims=True)), np.float32(1e-9))
    return found
