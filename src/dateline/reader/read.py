"""The reader: text in, Reading out, in one pass of the model over each window."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.model.reading import Name, Reading
from dateline.reader.labels import legal_labels
from dateline.reader.lemmas import Lemmatiser
from dateline.reader.names import names_of, settle_types
from dateline.reader.network import Network
from dateline.reader.sentences import settle_starts, sides_of
from dateline.reader.tokens import words_of
from dateline.reader.trees import heads_of
from dateline.reader.windows import arrays, cut
from dateline.reader.wordpiece import WordPiece

CODE_VERSION = "1"
"""Raised whenever this code changes what it gives for the same model and text."""


class Reader:
    """Reads English. One instance per process; not shared between threads."""

    languages = frozenset({"en"})

    def __init__(self, network: Network, pieces: WordPiece, lemmatiser: Lemmatiser) -> None:
        self._network = network
        self._pieces = pieces
        self._lemmatiser = lemmatiser
        card = network.card
        self._upos: list[str] = card["upos"]
        self._feats: list[str] = card["feats"]
        self._deprel: list[str] = card["deprel"]
        self.version = f"minilm-{network.digest[:12]}/{CODE_VERSION}"

    @classmethod
    def shipped(cls, threads: int = 1) -> Reader:
        """The reader inside the package."""
        return cls(Network.shipped(threads), WordPiece.shipped(), Lemmatiser.shipped())

    @classmethod
    def of_model(cls, path: Path, threads: int = 1) -> Reader:
        """Another model file beside the shipped labels (to measure the float model)."""
        network = Network(Network.shipped().folder, threads, model=str(path.resolve()))
        return cls(network, WordPiece.shipped(), Lemmatiser.shipped())

    def read(self, text: str, skip: Iterable[tuple[int, int]] = (), language: str = "en") -> Reading:
        """The Reading of `text`; runs in `skip` (code points, in order) are not read."""
        starts: list[int] = []
        ends: list[int] = []
        gaps: list[bool] = []
        position, gap = 0, False
        for begin, stop in [*skip, (len(text), len(text))]:
            for start, end in words_of(text[position:begin]):
                starts.append(position + start)
                ends.append(position + end)
                gaps.append(gap)
                gap = False
            position, gap = stop, True
        words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        breaks = [False] + ["\n" in text[end:start] for end, start in zip(ends, starts[1:], strict=False)]
        for index, broken in enumerate(gaps):
            breaks[index] = broken or index == 0 or breaks[index]
        return self._reading(text, language, starts, ends, words, breaks, gaps, None)

    def read_words(self, sentences: list[list[str]], language: str = "en") -> Reading:
        """The Reading of words and sentences that are given; its text is the words joined with spaces."""
        text = "\n".join(" ".join(words) for words in sentences)
        starts: list[int] = []
        ends: list[int] = []
        firsts: list[int] = []
        position = 0
        for sentence in sentences:
            firsts.append(len(starts))
            for word in sentence:
                starts.append(position)
                ends.append(position + len(word))
                position += len(word) + 1
        words = [word for sentence in sentences for word in sentence]
        fixed = [False] * len(words)
        for first in firsts:
            fixed[first] = True
        return self._reading(text, language, starts, ends, words, fixed, [False] * len(words), fixed)

    def _reading(
        self,
        text: str,
        language: str,
        starts: list[int],
        ends: list[int],
        words: list[str],
        breaks: list[bool],
        gaps: list[bool],
        fixed: list[bool] | None,
    ) -> Reading:
        """A Reading of cut words.

        `breaks`: a line break stands before the word; `gaps`: skipped text does; `fixed`: sentence starts, where given.
        """
        count = len(words)
        begins = list(breaks) if fixed is None else list(fixed)
        upos = np.zeros(count, dtype=np.intp)
        feats = np.zeros(count, dtype=np.intp)
        heads = [-1] * count
        labels = [""] * count
        names: list[Name] = []
        sizes = [len(self._pieces.pieces(word)[0]) for word in words]
        sides = sides_of(words, starts, ends)
        windows = cut(words, sizes, breaks, gaps, sides)
        for batch in arrays(windows, words, self._pieces):
            scores = self._network.run(batch)
            parsed: list[tuple[int, list[int]]] = []  # first word and heads of each sentence
            pairs: list[tuple[NDArray[np.float32], NDArray[np.float32]]] = []
            for row, window in enumerate(batch.windows):
                size = window.last - window.first + 1
                here = slice(window.first, window.last + 1)
                upos[here] = scores["upos"][row, :size].argmax(1)
                feats[here] = scores["feats"][row, :size].argmax(1)
                if fixed is None:
                    begins[window.first] = True
                    for word in np.flatnonzero(scores["start"][row, :size, 0] > 0).tolist():
                        begins[window.first + word] = True
                    settle_starts(begins, breaks, sides, window.first, window.last)
                bounds = [word for word in range(window.first, window.last + 1) if begins[word] or word == window.first]
                for first, end in pairwise([*bounds, window.last + 1]):
                    low, high = first - window.first, end - window.first
                    arcs = scores["arcs"][row, low:high]
                    local = heads_of(np.concatenate([arcs[:, :1], arcs[:, low + 1 : high + 1]], axis=1))
                    columns = [head + low + 1 if head >= 0 else 0 for head in local]
                    parsed.append((first, local))
                    pairs.append((scores["label_dependent"][row, low:high], scores["label_head"][row][columns]))
                    names.extend(names_of(scores["names"][row, low:high], first))
            label_scores = self._network.labels(*(np.concatenate(halves) for halves in zip(*pairs, strict=True)))
            done = 0
            for first, local in parsed:
                here = slice(first, first + len(local))
                tags = [self._upos[tag] for tag in upos[here]]
                labels[here] = legal_labels(label_scores[done : done + len(local)], local, tags, self._deprel)
                heads[here] = [head + first if head >= 0 else -1 for head in local]
                done += len(local)
        names.sort(key=lambda name: name.first)
        names = settle_types(names, words)
        tags = [self._upos[tag] for tag in upos]
        bundles = [self._feats[bundle] for bundle in feats]
        lemma = self._lemmatiser.lemma
        sentences = [word for word in range(count) if begins[word]]
        return Reading(
            text=text,
            version=self.version,
            language=language,
            starts=starts,
            ends=ends,
            sentences=sentences,
            paragraphs=[number for number, word in enumerate(sentences) if breaks[word]],
            upos=tags,
            feats=bundles,
            lemmas=[lemma(word, tag, bundle) for word, tag, bundle in zip(words, tags, bundles, strict=True)],
            heads=heads,
            labels=labels,
            names=names,
        )
