"""The table of vectors: how few documents have a stem.

From the train parts of ECB+ and the Gun Violence Corpus as the reader reads them, and from the treebanks. What counts
in a vector (see `dateline.reader.vectors`) was chosen on the train parts; nothing else is fitted, because whatever was,
learnt the training stories by heart and did worse on others. A minute or two on one core.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.same_event.files import read_ecb, read_gvc
from benchmarks.same_event.reading import read_given
from dateline.model.stems import stem
from dateline.reader.read import Reader
from dateline.reader.vectors import BUCKETS, STEPS, TABLE, Vectors, buckets, stems_of
from training.corpora import tree_documents


class _Listening(Vectors):
    """Keeps the stems of each document."""

    def __init__(self) -> None:
        super().__init__(np.zeros(BUCKETS, np.float32))
        self.stems: list[set[str]] = []

    def of(
        self, lemmas: Sequence[str], upos: Sequence[str], model: Mapping[int, NDArray[np.float32]]
    ) -> dict[int, bytes]:
        self.stems.append(set(stems_of(lemmas, upos)) - {""})
        return dict.fromkeys(model, b"")


def train_vectors(folder: Path, data: Path) -> None:
    """Write the table for the model in `folder` into it."""
    listening = _Listening()
    reader = Reader.in_folder(folder, vectors=listening)
    for document in [*read_ecb(data / "ecbplus", "train", None), *read_gvc(data / "gvc", "train", None)[0]]:
        read_given(reader, document)
    documents = listening.stems
    for tree in tree_documents([data / "ud-ewt/train.conllu", *sorted((data / "gum-open/train/dep").glob("*.conllu"))]):
        documents.append({stem(lemma) for sentence in tree.sentences for lemma in sentence.lemmas or []})
    having = np.zeros(BUCKETS)
    for word, count in Counter(word for found in documents for word in found).items():
        for bucket in buckets(word):
            having[bucket] += count
    weights = np.log(len(documents) / np.maximum(having, 1.5)) * STEPS
    np.save(folder / TABLE, np.rint(weights).clip(0, 255).astype(np.uint8))
    print(f"vectors: stems of {len(documents)} documents", flush=True)
