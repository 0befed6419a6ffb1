"""Passages that reports share: sentences that are the same or nearly the same, found by MinHash and then compared.

A passage is a sentence of at least `MIN_WORDS` words, cut by its stops alone, so that a copy shows whatever happened to
its paragraphs, and a rewrite that keeps three paragraphs shows by their sentences. A shorter sentence, down to
`SHORTEST` words, counts where it is the same word for word. MinHash over shingles of five words
only proposes pairs; each is confirmed by comparing the shingles themselves. Passages that stand wholly in quotation
marks are quotations: sharing one is no copying, it is listening to the same speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

from dateline.model.report import Report
from dateline.record.clusters import Clusters
from dateline.record.words import quoted_runs, words_of

MIN_WORDS = 9
SHORTEST = 6
_SHINGLE = 5
_HASHES = 48
_SEED = 1123
_ALIKE = 0.5
"""Share of shingles in common, of all that either has, from which two sentences are taken for one passage."""
_INSIDE = 0.8
"""Or share of the shorter one's shingles that the longer one has."""
_WINDOW = 30
_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n+")
_SKIPPED = frozenset({"boilerplate", "teaser", "byline", "caption", "title", "dateline", "credit"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a report: where it stands, how many words it has, whether it is quoted."""

    report: int
    start: int
    end: int
    words: int
    quoted: bool


@dataclass(slots=True)
class Shared:
    """Passages of all reports and their groups: `of` gives for each passage the group of the like ones, -1 for none."""

    passages: list[Passage]
    of: list[int]
    groups: list[list[int]]
    total: list[int]
    """Words of each report, quoted passages left out."""


def find_shared(reports: Sequence[Report]) -> Shared:
    """The passages of all reports, grouped where they stand in more than one report."""
    passages: list[Passage] = []
    shingles: list[frozenset[int]] = []
    total = [0] * len(reports)
    for number, report in enumerate(reports):
        total[number] = len(words_of(report.text))
        for passage, words in _cut(number, report):
            passages.append(passage)
            shingles.append(
                frozenset(
                    crc32(" ".join(words[at : at + _SHINGLE]).encode()) for at in range(len(words) - _SHINGLE + 1)
                )
            )
            total[number] -= passage.words if passage.quoted else 0
    clusters = _join(passages, shingles)
    groups = [group for group in clusters.groups() if len({passages[member].report for member in group}) > 1]
    of = [-1] * len(passages)
    for number, group in enumerate(groups):
        for member in group:
            of[member] = number
    return Shared(passages, of, groups, total)


def _cut(number: int, report: Report) -> Iterator[tuple[Passage, list[str]]]:
    text = report.text
    marked = sorted((mark.span.start, mark.span.end) for mark in report.marks if mark.kind in _SKIPPED)
    quotes = quoted_runs(text)
    position, quote, mark = 0, 0, 0
    ends = [(match.start(), match.end()) for match in _END.finditer(text)]
    for end, following in [*ends, (len(text), len(text))]:
        start, stop = position, end
        position = following
        while mark < len(marked) and marked[mark][1] <= start:
            mark += 1
        if mark < len(marked) and marked[mark][0] < stop and start < marked[mark][1]:
            continue
        words = words_of(text[start:stop])
        if len(words) < SHORTEST:
            continue
        while quote < len(quotes) and quotes[quote][1] <= start:
            quote += 1
        covered = 0
        at = quote
        while at < len(quotes) and quotes[at][0] < stop:
            covered += min(stop, quotes[at][1]) - max(start, quotes[at][0])
            at += 1
        yield Passage(number, start, stop, len(words), covered > 0.7 * (stop - start)), words


def _join(passages: list[Passage], shingles: list[frozenset[int]]) -> Clusters:
    """Like passages in one cluster: equal ones at once, nearly equal ones where MinHash proposes them."""
    clusters = Clusters(len(passages))
    equal: dict[frozenset[int], int] = {}
    for number, mine in enumerate(shingles):
        first = equal.setdefault(mine, number)
        if first != number:
            clusters.join(first, number)
    different = sorted(number for number in equal.values() if passages[number].words >= MIN_WORDS)
    if len(different) < 2:
        return clusters
    earliest: dict[tuple[int, int, int], int] = {}
    more: dict[tuple[int, int, int], list[int]] = {}
    for number, digest in zip(different, _digests([shingles[number] for number in different]), strict=True):
        for band in range(0, _HASHES, 2):
            key = (band, digest[band], digest[band + 1])
            before = earliest.setdefault(key, number)
            if before == number:
                continue
            others = more.setdefault(key, [before])
            for other in others[-_WINDOW:]:
                if clusters.find(other) != clusters.find(number) and _close(shingles[other], shingles[number]):
                    clusters.join(other, number)
            others.append(number)
    return clusters


def _close(one: frozenset[int], other: frozenset[int]) -> bool:
    common = len(one & other)
    return common >= _ALIKE * (len(one) + len(other) - common) or common >= _INSIDE * min(len(one), len(other))


def _digests(sets: list[frozenset[int]]) -> Iterator[list[int]]:
    from rensa import RMinHash

    for one in sets:
        sketch = RMinHash(num_perm=_HASHES, seed=_SEED)
        sketch.update([str(shingle) for shingle in sorted(one)])
        yield sketch.digest()
