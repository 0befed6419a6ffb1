"""The reader: text in, Reading out, in one pass of the model over each window."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.model.reading import Frame, Mention, Name, Reading
from dateline.reader.coreference import chains_of
from dateline.reader.frames import Clause, Framer
from dateline.reader.labels import legal_labels
from dateline.reader.lemmas import Lemmatiser
from dateline.reader.mentions import heads_among, phrase_of
from dateline.reader.names import names_of, settle_types
from dateline.reader.network import Network, Scores
from dateline.reader.paths import Tree
from dateline.reader.sentences import settle_starts, sides_of
from dateline.reader.tokens import words_of
from dateline.reader.trees import heads_of
from dateline.reader.windows import arrays, cut
from dateline.reader.wordpiece import WordPiece

CODE_VERSION = "2"
"""Raised whenever this code changes what it gives for the same model and text."""


_TOLD = frozenset({"VERB", "AUX", "NOUN", "ADJ", "PROPN"})
"""Tags of words that may be predicates."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """Where a sentence stands: its batch row, its first word in the text and in the row, its size."""

    row: int
    first: int
    offset: int
    size: int


class _Found:
    """What has been read so far, by word of the text."""

    def __init__(self, count: int) -> None:
        self.upos = [""] * count
        self.feats = [""] * count
        self.lemmas = [""] * count
        self.heads = [-1] * count
        self.labels = [""] * count
        self.upos_numbers = np.zeros(count, dtype=np.int64)
        self.label_numbers = np.zeros(count, dtype=np.int64)
        self.factuality = [0.0] * count
        self.names: list[Name] = []
        self.frames: list[Frame] = []
        self.vectors: dict[int, bytes] = {}
        self.candidates: dict[int, tuple[float, NDArray[np.float32], NDArray[np.float32]]] = {}


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
        self._label_number = {label: number for number, label in enumerate(self._deprel)}
        self._framer = Framer(network)
        self.version = f"minilm-{network.digest[:12]}/{CODE_VERSION}"

    @classmethod
    def shipped(cls, threads: int = 1) -> Reader:
        """The reader inside the package."""
        return cls(Network.shipped(threads), WordPiece.shipped(), Lemmatiser.shipped())

    @classmethod
    def in_folder(cls, folder: Path, threads: int = 1) -> Reader:
        """A reader whose model and everything beside it lie in `folder`."""
        return cls(Network(folder, threads), WordPiece.shipped(), Lemmatiser.shipped())

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
        count = len(words)
        begins = list(breaks) if fixed is None else list(fixed)
        found = _Found(count)
        sizes = [len(self._pieces.pieces(word)[0]) for word in words]
        sides = sides_of(words, starts, ends)
        windows = cut(words, sizes, breaks, gaps, sides)
        for batch in arrays(windows, words, self._pieces):
            scores = self._network.run(batch)
            sentences: list[_Sentence] = []
            for row, window in enumerate(batch.windows):
                if fixed is None:
                    begins[window.first] = True
                    for word in np.flatnonzero(scores["start"][row, : window.last - window.first + 1, 0] > 0).tolist():
                        begins[window.first + word] = True
                    settle_starts(begins, breaks, sides, window.first, window.last)
                bounds = [word for word in range(window.first, window.last + 1) if begins[word] or word == window.first]
                sentences += [
                    _Sentence(row, first, first - window.first, end - first)
                    for first, end in pairwise([*bounds, window.last + 1])
                ]
            self._trees(scores, sentences, words, found)
            self._above(scores, sentences, found, vectors)
        names = settle_types(sorted(found.names, key=lambda name: name.first), words)
        firsts = [word for word in range(count) if begins[word]]
        return Reading(
            text=text,
            version=self.version,
            language=language,
            starts=starts,
            ends=ends,
            sentences=firsts,
            paragraphs=[number for number, word in enumerate(firsts) if breaks[word]],
            upos=found.upos,
            feats=found.feats,
            lemmas=found.lemmas,
            heads=found.heads,
            labels=found.labels,
            names=names,
            frames=sorted(found.frames, key=lambda frame: frame.word),
            factuality=found.factuality,
            chains=self._chains(words, names, found),
            vectors=dict(sorted(found.vectors.items())),
        )

    def _trees(self, scores: Scores, sentences: list[_Sentence], words: list[str], found: _Found) -> None:
        """Tags, lemmas, trees and names of one batch's sentences."""
        pairs: list[tuple[NDArray[np.float32], NDArray[np.float32]]] = []
        locals_: list[list[int]] = []
        for sentence in sentences:
            row, low, high = sentence.row, sentence.offset, sentence.offset + sentence.size
            arcs = scores["arcs"][row, low:high]
            local = heads_of(np.concatenate([arcs[:, :1], arcs[:, low + 1 : high + 1]], axis=1))
            columns = [head + low + 1 if head >= 0 else 0 for head in local]
            pairs.append((scores["label_dependent"][row, low:high], scores["label_head"][row][columns]))
            locals_.append(local)
            found.names.extend(names_of(scores["names"][row, low:high], sentence.first))
        label_scores = self._network.labels(*(np.concatenate(halves) for halves in zip(*pairs, strict=True)))
        tags = {name: scores[name].argmax(2) for name in ("upos", "feats")}
        done = 0
        for sentence, local in zip(sentences, locals_, strict=True):
            part = slice(sentence.offset, sentence.offset + sentence.size)
            here = slice(sentence.first, sentence.first + sentence.size)
            upos = [self._upos[tag] for tag in tags["upos"][sentence.row, part]]
            feats = [self._feats[bundle] for bundle in tags["feats"][sentence.row, part]]
            found.upos[here], found.feats[here] = upos, feats
            found.lemmas[here] = map(self._lemmatiser.lemma, words[here], upos, feats)
            found.labels[here] = legal_labels(label_scores[done : done + len(local)], local, upos, self._deprel)
            found.upos_numbers[here] = tags["upos"][sentence.row, part]
            found.label_numbers[here] = [self._label_number[label] for label in found.labels[here]]
            found.heads[here] = [head + sentence.first if head >= 0 else -1 for head in local]
            done += len(local)

    def _above(self, scores: Scores, sentences: list[_Sentence], found: _Found, vectors: Collection[int]) -> None:
        """Frames, factuality, vectors and candidates of coreference of one batch's sentences."""
        clauses: list[Clause] = []
        named = {name.last for name in found.names}
        context: dict[int, NDArray[np.float32]] = {}
        for sentence in sentences:
            row, here = sentence.row, slice(sentence.first, sentence.first + sentence.size)
            part = slice(sentence.offset, sentence.offset + sentence.size)
            tree = Tree(
                np.array(found.heads[here]) - sentence.first * (np.array(found.heads[here]) >= 0),
                found.label_numbers[here],
                found.upos_numbers[here],
                found.lemmas[here],
            )
            clauses.append(
                Clause(
                    sentence.first,
                    tree,
                    scores["predicate"][row, part, 0],
                    scores["sense"][row, part],
                    scores["role_predicate"][row, part],
                    scores["role_argument"][row, part],
                )
            )
            told = np.clip(np.rint(scores["factual"][row, part, 0] * 10), -30, 30).astype(int).tolist()
            found.factuality[here] = [
                value / 10 if tag in _TOLD else 0.0 for value, tag in zip(told, found.upos[here], strict=True)
            ]
            for head in heads_among(found.upos[here], found.labels[here]):
                word = sentence.offset + head
                found.candidates[sentence.first + head] = (
                    scores["phrase"][row, word, 0], scores["later"][row, word], scores["earlier"][row, word],
                )  # fmt: skip
        frames = self._framer.frames(clauses)
        found.frames.extend(frames)
        wanted = named.union(vectors, (frame.word for frame in frames if found.upos[frame.word] != "AUX"))
        for sentence in sentences:
            row = sentence.row
            for word in range(sentence.first, sentence.first + sentence.size):
                if word not in wanted:
                    continue
                if row not in context:
                    context[row] = _mean_of_row(scores["context"][row], sentences, row)
                vector = scores["vector"][row, sentence.offset + word - sentence.first] + context[row]
                length = float(np.sqrt((vector * vector).sum())) or 1.0
                found.vectors[word] = np.round(vector * (127 / length)).astype(np.int8).tobytes()

    def _chains(self, words: list[str], names: list[Name], found: _Found) -> list[list[Mention]]:
        """Coreference over the whole text."""
        heads = sorted(found.candidates)
        if not heads:
            return []
        children: list[list[int]] = [[] for _ in words]
        sentence_of, number = [0] * len(words), 0
        for word, head in enumerate(found.heads):
            if head >= 0:
                children[head].append(word)
            else:
                number += 1  # counts roots: enough to tell how far apart two phrases stand
            sentence_of[word] = number
        type_at = {word: name.type for name in names for word in range(name.first, name.last + 1)}
        phrase, later, earlier = zip(*(found.candidates[head] for head in heads), strict=True)
        return chains_of(
            self._network,
            words,
            [(head, *phrase_of(head, children, found.labels)) for head in heads],
            [sentence_of[head] for head in heads],
            [(type_at.get(head, ""), found.feats[head], found.labels[head]) for head in heads],
            np.array(phrase),
            np.array(later),
            np.array(earlier),
        )


def _mean_of_row(context: NDArray[np.float32], sentences: list[_Sentence], row: int) -> NDArray[np.float32]:
    """The mean of what the words of one window bring to each of its vectors."""
    words = sum(sentence.size for sentence in sentences if sentence.row == row)
    mean: NDArray[np.float32] = context[:words].mean(0)
    return mean
