"""Counting what a Reading has right, on gold words and on raw text."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from benchmarks.counts import Counts, Share
from benchmarks.reader.conllu import Document, Runs
from benchmarks.task import BenchmarkError, Score
from dateline.model.reading import Reading


@dataclass
class Trees:
    """Words right in each layer, of all gold words."""

    upos: Share = field(default_factory=Share)
    uas: Share = field(default_factory=Share)
    las: Share = field(default_factory=Share)
    lemma: Share = field(default_factory=Share)

    def add(self, gold: Document, found: Reading) -> None:
        """Count one document read on its gold words; raises BenchmarkError where the words are not the gold's.

        A gold lemma `_` (the later parts of a word written apart) asks for nothing, as in the CoNLL 2018 evaluation.
        """
        if len(found) != sum(len(tree.words) for tree in gold.trees):
            raise BenchmarkError(f"the reader gave {len(found)} words for given ones: not as many")
        first = 0
        for tree in gold.trees:
            for index, word in enumerate(range(first, first + len(tree.words))):
                head = found.heads[word] - first if found.heads[word] >= 0 else -1
                attached = head == tree.heads[index]
                self.upos.add(found.upos[word] == tree.upos[index])
                self.uas.add(attached)
                self.las.add(attached and found.labels[word] == tree.labels[index])
                if tree.lemmas[index] != "_":
                    self.lemma.add(found.lemmas[word] == tree.lemmas[index])
            first += len(tree.words)

    def scores(self) -> dict[str, Score]:
        """The keys on gold words."""
        return {"upos": self.upos.value, "uas": self.uas.value, "las": self.las.value, "lemma": self.lemma.value}


@dataclass
class Cuts:
    """Words and sentences of raw text, right where their first and last characters are."""

    words: Counts = field(default_factory=Counts)
    sentences: Counts = field(default_factory=Counts)

    def add(self, words: Runs, sentences: Runs, found_words: Runs, found_sentences: Runs) -> None:
        """Count one document."""
        self.words.add(words, found_words)
        self.sentences.add(sentences, found_sentences)

    def scores(self) -> dict[str, Score]:
        """The keys on raw text."""
        return {"sentence_f1": self.sentences.f1, "word_f1": self.words.f1}


def runs_of(reading: Reading) -> tuple[Runs, Runs]:
    """Spans of the words and of the sentences of a Reading."""
    words = list(zip(reading.starts, reading.ends, strict=True))
    bounds = [*reading.sentences, len(reading)]
    sentences = [(reading.starts[first], reading.ends[end - 1]) for first, end in pairwise(bounds)]
    return words, sentences
