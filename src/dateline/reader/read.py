"""The reader: text in, Reading out, in one pass of the model over each window."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.model.reading import Frame, Mention, Name, Reading
from dateline.reader.coreference import chains_of
from dateline.reader.crossing import uncrossed
from dateline.reader.forms import settled
from dateline.reader.frames import Clause, Framer
from dateline.reader.labels import legal_labels
from dateline.reader.lemmas import Lemmatiser
from dateline.reader.marks import hang_marks
from dateline.reader.mentions import heads_among, phrase_of
from dateline.reader.names import names_of, whole_names
from dateline.reader.network import Network
from dateline.reader.paths import Tree
from dateline.reader.scores import Run, runs
from dateline.reader.sentences import settle_starts, sides_of, starts_within
from dateline.reader.tokens import words_of
from dateline.reader.trees import trees_of
from dateline.reader.vectors import Vectors
from dateline.reader.windows import Pieces, cut
from dateline.reader.wordpiece import WordPiece

CODE_VERSION = "5"
"""Raised whenever this code changes what it gives for the same model and text."""


_TOLD = frozenset({"VERB", "AUX", "NOUN", "ADJ", "PROPN"})
"""Tags of words that may be predicates."""


class _Found:
    """What has been read so far, by word of the text; every list is in the order of the text."""

    def __init__(self, count: int) -> None:
        self.upos: list[str] = []
        self.feats: list[str] = []
        self.lemmas: list[str] = []
        self.labels: list[str] = []
        self.heads = np.full(count, -1, dtype=np.int64)
        self.factuality: list[float] = []
        self.names: list[Name] = []
        self.frames: list[Frame] = []
        self.vectors: dict[int, NDArray[np.float32]] = {}
        """What the model makes of the words that are given a vector."""
        self.candidates: list[int] = []
        self.said: list[tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]] = []
        """Of the candidates of each run: phrase (candidates,), later and earlier (candidates, entity)."""


class Reader:
    """Reads English. One instance per process; not shared between threads."""

    languages = frozenset({"en"})

    def __init__(
        self, network: Network, pieces: WordPiece, lemmatiser: Lemmatiser, vectors: Vectors | None = None
    ) -> None:
        self._network = network
        self._vectors = vectors or Vectors.in_folder(network.folder)
        self._pieces = pieces
        self._lemmatiser = lemmatiser
        card = network.card
        self._deprel: list[str] = card["deprel"]
        self._upos, self._feats, self._label = (
            np.array(card[layer], dtype=object) for layer in ("upos", "feats", "deprel")
        )
        self._mark = card["upos"].index("PUNCT")
        self._told = np.array([tag in _TOLD for tag in card["upos"]])
        # whether a word of a tag (row) and label (column) heads a phrase
        self._heading = np.array(
            [[bool(heads_among([tag], [label])) for label in self._deprel] for tag in card["upos"]]
        )
        self._framer = Framer(network)
        self.version = f"minilm-{network.digest[:12]}/{CODE_VERSION}"

    @classmethod
    def shipped(cls, threads: int = 1) -> Reader:
        """The reader inside the package."""
        return cls(Network.shipped(threads), WordPiece.shipped(), Lemmatiser.shipped())

    @classmethod
    def in_folder(cls, folder: Path, threads: int = 1, vectors: Vectors | None = None) -> Reader:
        """A reader whose model and everything beside it lie in `folder`; `vectors`: others than those there."""
        return cls(Network(folder, threads), WordPiece.shipped(), Lemmatiser.shipped(), vectors)

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
        breaks = list(gaps)
        breaks[:1] = [True] * bool(words)
        line = text.find("\n")
        while line >= 0:
            behind = bisect_right(starts, line)
            if behind < len(words):
                breaks[behind] = True
            line = text.find("\n", line + 1)
        return self._reading(text, language, starts, ends, words, breaks, gaps, None)

    def read_words(
        self, sentences: list[list[str]], language: str = "en", vectors: Collection[int] = frozenset()
    ) -> Reading:
        """The Reading of words and sentences that are given; its text is the words joined with spaces.

        `vectors`: words that are given a vector besides those that always have one.
        """
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
        return self._reading(text, language, starts, ends, words, fixed, [False] * len(words), fixed, vectors)

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
        vectors: Collection[int] = frozenset(),
    ) -> Reading:
        """A Reading of cut words.

        `breaks`: a line break stands before the word; `gaps`: skipped text does; `fixed`: sentence starts, where given.
        """
        begins = list(breaks) if fixed is None else list(fixed)
        found = _Found(len(words))
        pieces = Pieces.of([self._pieces.pieces(word) for word in words])
        sides = sides_of(words, starts, ends)
        windows = cut(words, np.diff(pieces.ends).tolist(), breaks, gaps, sides)
        done = 0
        for run in runs(self._network, windows, pieces):
            here = windows[done : done + len(run.windows)]
            done += len(here)
            if fixed is None:
                for word in starts_within(run.start, words, breaks, run.first):
                    begins[word] = True
                for window in here:
                    begins[window.first] = True
                    settle_starts(begins, breaks, sides, window.first, window.last)
            firsts = np.array(begins[run.first : here[-1].last + 1])
            firsts[run.windows] = True  # sentences that are given may be longer than a window
            sentences = np.flatnonzero(firsts)
            labels = self._trees(run, sentences, words, found)
            self._above(run, sentences, labels, found, vectors)
        starting = [word for word, begun in enumerate(begins) if begun]
        names = settled(found.names, words, starting)
        return Reading(
            text=text,
            version=self.version,
            language=language,
            starts=starts,
            ends=ends,
            sentences=starting,
            paragraphs=[number for number, word in enumerate(starting) if breaks[word]],
            upos=found.upos,
            feats=found.feats,
            lemmas=found.lemmas,
            heads=found.heads.tolist(),
            labels=found.labels,
            names=names,
            frames=found.frames,
            factuality=found.factuality,
            chains=self._chains(words, names, found),
            vectors=self._vectors.of(found.lemmas, found.upos, found.vectors),
        )

    def _trees(self, run: Run, sentences: NDArray[np.int64], words: list[str], found: _Found) -> NDArray[np.int64]:
        """Tags, lemmas, trees and names of the sentences of one run; gives the numbers of the labels."""
        count = len(run.upos)
        heads = trees_of(run.arcs, sentences)
        here = words[run.first : run.first + count]
        marks, starts = run.upos == self._mark, sentences.tolist()
        heads = hang_marks(uncrossed(heads, run.arcs, marks, starts), marks, here, starts)
        by = np.array([word for word, form in enumerate(here) if form in ("by", "By", "BY")], dtype=np.int64)
        scores = self._network.labels(run.label_dependent, run.label_head[run.head_rows(heads)])
        labels = legal_labels(scores, heads, marks, self._deprel, by)
        upos, feats = self._upos[run.upos].tolist(), self._feats[run.feats].tolist()
        found.upos += upos
        found.feats += feats
        found.lemmas += map(self._lemmatiser.lemma, here, upos, feats)
        found.labels += self._label[labels].tolist()
        found.heads[run.first : run.first + count] = np.where(heads >= 0, heads + run.first, -1)
        names = names_of(run.names, starts, run.first)
        found.names += whole_names(names, words, upos, found.heads[run.first : run.first + count], run.first)
        return labels

    def _above(
        self,
        run: Run,
        sentences: NDArray[np.int64],
        labels: NDArray[np.int64],
        found: _Found,
        vectors: Collection[int],
    ) -> None:
        """Frames, factuality, vectors and candidates of coreference of the sentences of one run."""
        count, more = len(run.upos), run.more
        ends = [*sentences[1:].tolist(), count]
        heads = found.heads[run.first : run.first + count]
        heads = np.where(heads >= 0, heads - run.first - np.repeat(sentences, np.diff([*sentences, count])), -1)
        lemmas, upos, tags = found.lemmas[run.first :], found.upos[run.first :], run.names.argmax(1)
        frames = self._framer.frames(
            [
                Clause(
                    run.first + first,
                    Tree(
                        heads[first:end],
                        labels[first:end],
                        run.upos[first:end],
                        run.feats[first:end],
                        tags[first:end],
                        lemmas[first:end],
                    ),
                    more["predicate"][first:end, 0],
                    more["sense"][first:end],
                    run.words[first:end],
                )
                for first, end in zip(sentences.tolist(), ends, strict=True)
            ]
        )
        found.frames += frames
        told = np.clip(np.rint(more["factual"][:, 0] * 10), -30, 30).astype(np.int64)
        found.factuality += (np.where(self._told[run.upos], told, 0) / 10).tolist()
        candidates = np.flatnonzero(self._heading[run.upos, labels])
        found.candidates += (candidates + run.first).tolist()
        found.said.append((more["phrase"][candidates, 0], more["later"][candidates], more["earlier"][candidates]))
        last = run.first + count
        wanted = {name.last for name in found.names if name.first >= run.first}
        wanted.update(frame.word for frame in frames if upos[frame.word - run.first] != "AUX")
        wanted.update(word for word in vectors if run.first <= word < last)
        if wanted:
            self._said_of(run, np.array(sorted(wanted)) - run.first, found)

    def _said_of(self, run: Run, wanted: NDArray[np.int64], found: _Found) -> None:
        """What the model makes of some words of a run: what each gives, and the mean of what those of its window do."""
        context = run.more["context"]
        bounds = [*run.windows.tolist(), len(context)]
        means = np.stack([context[first:end].mean(0) for first, end in pairwise(bounds)])
        vectors = run.more["vector"][wanted] + means[np.searchsorted(run.windows, wanted, side="right") - 1]
        found.vectors.update(zip((wanted + run.first).tolist(), vectors, strict=True))

    def _chains(self, words: list[str], names: list[Name], found: _Found) -> list[list[Mention]]:
        """Coreference over the whole text."""
        heads = found.candidates
        if not heads:
            return []
        children: list[list[int]] = [[] for _ in words]
        for word, head in enumerate(found.heads.tolist()):
            if head >= 0:
                children[head].append(word)
        sentence_of = np.cumsum(found.heads < 0)  # counts roots: enough to tell how far apart two phrases stand
        type_at = {word: name.type for name in names for word in range(name.first, name.last + 1)}
        phrase, later, earlier = (np.concatenate(parts) for parts in zip(*found.said, strict=True))
        return chains_of(
            self._network,
            words,
            [(head, *phrase_of(head, children, found.labels)) for head in heads],
            sentence_of[heads].tolist(),
            [(type_at.get(head, ""), found.feats[head], found.labels[head]) for head in heads],
            phrase,
            later,
            earlier,
        )
