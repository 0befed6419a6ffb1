"""The chains of a Reading on a text's gold tokens, and their agreement with the gold."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.clusters import Agreement, agreement, without_singletons
from benchmarks.coreference.files import Mention, Text
from benchmarks.reader.conllu import Runs
from benchmarks.task import BenchmarkError
from dateline.model.reading import Reading


@dataclass
class Chains:
    """Gold and found clusters over all texts; a mention's key holds the number of its text."""

    gold: list[list[Hashable]] = field(default_factory=list)
    found: list[list[Hashable]] = field(default_factory=list)
    texts: int = 0

    def add(self, gold: Iterable[Iterable[Mention]], found: Iterable[Iterable[Mention]]) -> None:
        """Count one text."""
        self.gold += [[(self.texts, *mention) for mention in chain] for chain in gold]
        self.found += [[(self.texts, *mention) for mention in chain] for chain in found]
        self.texts += 1

    @property
    def singletons(self) -> bool:
        """Whether the gold has mentions that stand alone."""
        return any(len(chain) == 1 for chain in self.gold)

    def agreement(self) -> Agreement:
        """The agreement; found mentions that stand alone count only where the gold has such."""
        return agreement(self.gold, self.found if self.singletons else without_singletons(self.found))

    def agreement_without_singletons(self) -> Agreement:
        """The agreement of the chains of two or more on either side."""
        return agreement(without_singletons(self.gold), without_singletons(self.found))


def found_in_raw(reading: Reading, spans: Runs) -> list[list[Mention]]:
    """Chains of a Reading of the raw text, on the tokens that have these spans.

    A mention is the tokens that its characters touch; one that touches none is left out, one that another chain has
    already stays with that chain.
    """
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    seen: set[Mention] = set()
    chains = []
    for chain in reading.chains:
        kept = []
        for mention in chain:
            first = bisect_right(ends, reading.starts[mention.first])
            last = bisect_left(starts, reading.ends[mention.last]) - 1
            if first <= last and (first, last) not in seen:
                seen.add((first, last))
                kept.append((first, last))
        if kept:
            chains.append(kept)
    return chains


def found_on_gold(reading: Reading, text: Text) -> list[list[Mention]]:
    """The gold mentions in the chains of a Reading of the gold words; see the package's docstring.

    Raises BenchmarkError where the words are not the gold's.
    """
    if len(reading) != len(text.spans):
        raise BenchmarkError(f"{text.name}: the reader gave {len(reading)} words for {len(text.spans)} given ones")
    heads = reading.heads if text.heads is None else text.heads
    by_span: dict[Mention, int] = {}
    by_head: dict[int, int] = {}
    for number, chain in enumerate(reading.chains):
        for mention in chain:
            by_span.setdefault((mention.first, mention.last), number)
            by_head.setdefault(mention.head, number)
    chains: dict[Hashable, list[Mention]] = {}
    for first, last in (mention for chain in text.chains for mention in chain):
        found = by_span.get((first, last), by_head.get(head_of(first, last, heads)))
        chains.setdefault((first, last) if found is None else found, []).append((first, last))
    return list(chains.values())


def head_of(first: int, last: int, heads: Sequence[int]) -> int:
    """The first word of a span whose head lies outside it."""
    return next((word for word in range(first, last + 1) if not first <= heads[word] <= last), first)
