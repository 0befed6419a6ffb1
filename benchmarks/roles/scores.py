"""Counting what a Reading's frames have right; the package's docstring says what counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.counts import Counts, Share
from benchmarks.roles.files import AUXILIARY, GoldFrame, Sentence
from benchmarks.task import BenchmarkError, Score
from dateline.model.reading import Frame, Reading


@dataclass
class Arguments:
    """Arguments by head and by span, and by span without their roles."""

    heads: Counts = field(default_factory=Counts)
    spans: Counts = field(default_factory=Counts)
    unlabelled: Counts = field(default_factory=Counts)

    def add(self, gold: Sequence[tuple[str, int, int, int]], found: Sequence[tuple[str, int, int, int]]) -> None:
        """Count the arguments of one predicate, each as role, head, first and last word."""
        self.heads.add([one[:2] for one in gold], [one[:2] for one in found])
        self.spans.add([(one[0], *one[2:]) for one in gold], [(one[0], *one[2:]) for one in found])
        self.unlabelled.add([one[2:] for one in gold], [one[2:] for one in found])


@dataclass
class Frames:
    """Everything counted over predicates of one kind."""

    predicates: Counts = field(default_factory=Counts)
    senses: Share = field(default_factory=Share)
    everywhere: Arguments = field(default_factory=Arguments)
    shared: Arguments = field(default_factory=Arguments)
    """Over predicates that both have."""

    @property
    def sense_accuracy(self) -> float | None:
        """Share of the gold predicates found whose sense is right; 0 where none is found, None where there are none."""
        return self.senses.value or 0.0 if self.predicates.gold else None

    def add(self, gold: GoldFrame | None, found: Frame | None, first: int, heads: Sequence[int]) -> None:
        """Count one word that either takes for a predicate; `first` is the first word of its sentence."""
        self.predicates.right += gold is not None and found is not None
        self.predicates.gold += gold is not None
        self.predicates.found += found is not None
        wanted = [(role, head_of(low, high, heads), low, high) for role, low, high in gold.arguments] if gold else []
        given = (
            [(one.role, one.head - first, one.first - first, one.last - first) for one in found.arguments]
            if found
            else []
        )
        self.everywhere.add(wanted, given)
        if gold and found:
            self.senses.add(gold.sense == found.sense)
            self.shared.add(wanted, given)


def head_of(first: int, last: int, heads: Sequence[int]) -> int:
    """The first word of a span whose head lies outside it (counted from 0, -1 for none)."""
    return next((word for word in range(first, last + 1) if not first <= heads[word] <= last), first)


@dataclass
class Roles:
    """The scores of one system."""

    plain: Frames = field(default_factory=Frames)
    auxiliary: Frames = field(default_factory=Frames)

    def add(self, sentences: Sequence[Sentence], found: Reading, heads: Sequence[Sequence[int] | None]) -> None:
        """Count one text read on its gold words; `heads` has the gold tree of each sentence, None for the reader's.

        Raises BenchmarkError where the words are not the gold's.
        """
        if len(found) != sum(len(sentence.words) for sentence in sentences):
            raise BenchmarkError(f"the reader gave {len(found)} words for given ones: not as many")
        by_word = {frame.word: frame for frame in found.frames}
        first = 0
        for sentence, tree in zip(sentences, heads, strict=True):
            end = first + len(sentence.words)
            if tree is None:
                tree = [head - first if head >= 0 else -1 for head in found.heads[first:end]]
            wanted = {frame.word: frame for frame in sentence.frames}
            given = {word - first: by_word[word] for word in range(first, end) if word in by_word}
            for word in sorted(wanted.keys() | given.keys()):
                sense = wanted[word].sense if word in wanted else given[word].sense
                kind = self.auxiliary if sense in AUXILIARY else self.plain
                kind.add(wanted.get(word), given.get(word), first, tree)
            first = end

    def scores(self) -> dict[str, Score]:
        """The keys."""
        plain = self.plain
        return {
            "predicate_f1": plain.predicates.f1,
            "sense_accuracy": plain.sense_accuracy,
            "argument_head_f1": plain.everywhere.heads.f1,
            "argument_span_f1": plain.everywhere.spans.f1,
        }

    def rows(self) -> dict[str, Score]:
        """Further figures."""
        plain, auxiliary = self.plain, self.auxiliary
        return {
            "predicate precision": plain.predicates.precision,
            "predicate recall": plain.predicates.recall,
            "argument_head_f1 on gold predicates": plain.shared.heads.f1,
            "argument_span_f1 on gold predicates": plain.shared.spans.f1,
            "argument spans on gold predicates, roles aside": plain.shared.unlabelled.f1,
            "predicate_f1 of auxiliaries": auxiliary.predicates.f1,
            "sense_accuracy of auxiliaries": auxiliary.sense_accuracy,
            "argument_head_f1 of auxiliaries": auxiliary.everywhere.heads.f1,
        }
