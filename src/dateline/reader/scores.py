"""What the model gives of a run of windows, word by word in the order of the text.

The model takes batches of padded windows, the longest first. What comes after it takes whole runs of words, some
thousand at a time: a step of numpy costs as much for twenty words as for five hundred.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.reader.network import Network
from dateline.reader.windows import Pieces, Window, arrays

_TOGETHER = 64  # windows of one run: more would cost memory (5 MB for ten) and bring nothing


@dataclass(frozen=True, slots=True)
class Run:
    """The scores of some windows that follow each other. Indices of words count from the first word of the run."""

    first: int
    """The run's first word in the text."""
    windows: NDArray[np.int64]
    """First word of each window."""
    start: NDArray[np.float32]
    """(words,): above 0 where a sentence starts."""
    upos: NDArray[np.int64]
    """(words,): number of the part of speech."""
    feats: NDArray[np.int64]
    """(words,): number of the bundle of features."""
    names: NDArray[np.float32]
    """(words, tags)"""
    arcs: list[NDArray[np.float32]]
    """Of each window (words, 1 + words), the root in column 0."""
    label_dependent: NDArray[np.float32]
    """(words, label)"""
    label_head: NDArray[np.float32]
    """(windows + words, label): for each window its root, then its words."""
    more: dict[str, NDArray[np.float32]]
    """(words, width) of each head above the trees, by its name."""
    words: NDArray[np.float32]
    """(words, encoder): what the encoder made of each word."""

    def head_rows(self, heads: NDArray[np.int64]) -> NDArray[np.int64]:
        """Where the heads of all words stand in `label_head`; -1 is the root."""
        window = np.zeros(len(heads), dtype=np.int64)
        window[self.windows[1:]] = 1
        window = np.cumsum(window)
        return np.where(heads >= 0, heads + window + 1, self.windows[window] + window)


def runs(network: Network, windows: list[Window], pieces: Pieces) -> Iterator[Run]:
    """The scores of all windows of a text, run by run."""
    for start in range(0, len(windows), _TOGETHER):
        yield _run(network, windows[start : start + _TOGETHER], pieces)


def _run(network: Network, windows: list[Window], pieces: Pieces) -> Run:
    first, count = windows[0].first, windows[-1].last + 1 - windows[0].first
    number = {window.first: index for index, window in enumerate(windows)}
    flat: dict[str, NDArray[np.float32]] = {}
    arcs: list[NDArray[np.float32]] = [np.empty(0, dtype=np.float32)] * len(windows)
    upos, feats = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int64)
    for batch in arrays(windows, pieces, alone=network.alone):
        scores = network.run(batch)
        edges = scores.pop("arcs")
        for name, tags in (("upos", upos), ("feats", feats)):
            best = scores.pop(name).argmax(2)
            for row, window in enumerate(batch.windows):
                tags[window.first - first : window.last + 1 - first] = best[row, : window.last + 1 - window.first]
        for name, values in scores.items():
            if name not in flat:
                rows = count + len(windows) if name == "label_head" else count
                flat[name] = np.empty((rows, values.shape[2]), values.dtype)
            into = flat[name]
            for row, window in enumerate(batch.windows):
                low, size = window.first - first, window.last + 1 - window.first
                if name == "label_head":
                    low, size = low + number[window.first], size + 1
                into[low : low + size] = values[row, :size]
        for row, window in enumerate(batch.windows):
            size = window.last + 1 - window.first
            arcs[number[window.first]] = edges[row, :size, : size + 1]
    return Run(
        first=first,
        windows=np.array([window.first - first for window in windows]),
        start=flat["start"][:, 0],
        upos=upos,
        feats=feats,
        names=flat["names"],
        arcs=arcs,
        label_dependent=flat["label_dependent"],
        label_head=flat["label_head"],
        more=network.parts(flat["more"]),
        words=flat["words"],
    )
