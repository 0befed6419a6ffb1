"""Counting attributions found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.attribution.files import Said
from benchmarks.counts import Counts, Share
from benchmarks.task import Score

ENOUGH = 0.5


def jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    """Share of all words of two sets that are in both."""
    both = one | other
    return len(one & other) / len(both) if both else 0.0


def paired(gold: Sequence[frozenset[int]], found: Sequence[frozenset[int]], least: float) -> list[tuple[int, int]]:
    """Numbers of gold and found sets that share at least `least`, and more than nothing, one to one, best first."""
    by_word: dict[int, list[int]] = {}
    for index, words in enumerate(found):
        for word in words:
            by_word.setdefault(word, []).append(index)
    options = []
    for number, words in enumerate(gold):
        for index in {index for word in words for index in by_word.get(word, ())}:
            shared = jaccard(words, found[index])
            if shared >= least:
                options.append((-shared, number, index))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, number, index in sorted(options):
        if number not in pairs and index not in used:
            pairs[number] = index
            used.add(index)
    return sorted(pairs.items())


@dataclass
class Attributed:
    """Sums over texts."""

    content: Counts = field(default_factory=Counts)
    exact: Counts = field(default_factory=Counts)
    cue: Counts = field(default_factory=Counts)
    source: Counts = field(default_factory=Counts)
    speaker: Share = field(default_factory=Share)
    direct: Share = field(default_factory=Share)
    indirect: Share = field(default_factory=Share)

    def add(self, gold: Sequence[Said], found: Sequence[Said]) -> None:
        """Count one text."""
        contents = paired([one.content for one in gold], [one.content for one in found], ENOUGH)
        self._count(self.content, len(contents), len(gold), len(found))
        same = sum(gold[number].content == found[index].content for number, index in contents)
        self._count(self.exact, same, len(gold), len(found))
        for counts, part in ((self.cue, "cue"), (self.source, "source")):
            wanted = [words for one in gold if (words := getattr(one, part))]
            given = [words for one in found if (words := getattr(one, part))]
            self._count(counts, len(paired(wanted, given, 0.0)), len(wanted), len(given))
        for number, index in contents:
            if gold[number].source:
                self.speaker.add(bool(gold[number].source & found[index].source))
        matched = {number for number, _ in contents}
        for number, one in enumerate(gold):
            (self.direct if one.direct else self.indirect).add(number in matched)

    @staticmethod
    def _count(counts: Counts, right: int, gold: int, found: int) -> None:
        counts.right += right
        counts.gold += gold
        counts.found += found

    def scores(self) -> dict[str, Score]:
        """The keys."""
        return {
            "source_f1": self.source.f1,
            "cue_f1": self.cue.f1,
            "content_f1": self.content.f1,
            "content_exact_f1": self.exact.f1,
            "speaker_accuracy": self.speaker.value,
        }

    def rows(self) -> dict[str, Score]:
        """Further figures for the table."""
        return {
            "content, precision": self.content.precision,
            "content, recall": self.content.recall,
            f"content, recall of direct ({self.direct.of:,})": self.direct.value,
            f"content, recall of indirect ({self.indirect.of:,})": self.indirect.value,
        }
