"""Circles: reports that may have to do with one another, so that what one says can bear on what comes of another.

Two reports hang together where they have a mark in common that is no commonplace, and nothing says that they were
published more than `WINDOW` days apart. A circle is what hangs together, directly or through others. Everything that a
record says of happenings is made within one circle, so that one report more costs what its circle costs.

A mark is so particular (two names, a name and a rare word of the headline, two sentences in a row) that reports of
different happenings seldom share one; one that more than `COMMON` reports have says nothing. What follows from this
is a function of the set of reports alone, and only reports that hold a mark in common with a new one can be touched by
it. Records of up to `SMALL` reports are one circle: mostly they were gathered about one story.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from dateline.model.account import Account
from dateline.model.report import Report
from dateline.record.corpus import day_of
from dateline.record.same_event import tables
from dateline.record.words import fold, stems_of, words_of

WINDOW = 30
"""Days of publication further apart than this part what shares a mark (but two full names of persons)."""
COMMON = 60
"""A mark that more reports have is a commonplace."""
SMALL = 1000
"""A record of no more reports than this is one circle: it is made whole, and misses nothing that marks would miss."""
_NAMES = 16
"""Names of a report that make marks: those that are named most and first."""
_FIRST = 400
"""Characters that a name may stand later for each time more that it is named."""
_WORDS = 10
_RARE, _RARER = 2.0, 4.0
"""Weights (logarithms of how rare it is in the news) from which on a word of the headline makes marks with names, and
with another word."""
_SHORTEST = 4
_HEADLINE = 120
_SENTENCE = 8
"""Words of a sentence that, with the one after it, stands in another report by no chance."""
_LASTING = 1
"""The last bit of a mark that holds however many days apart two reports are."""
_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n+")


class Marked(NamedTuple):
    """A report as circles see it; `day` is that of its publication (an ordinal), None where it is not known exactly."""

    report: str
    day: int | None
    marks: frozenset[int]

    @classmethod
    def of(cls, report: Report, account: Account) -> Marked:
        """The marks of a report: digests of 62 bits."""
        return cls(report.id, day_of(report), frozenset(_marks(report, account)))


def near(mark: int, one: int | None, other: int | None) -> bool:
    """Whether two reports of these days that have a mark in common hang together by it."""
    return one is None or other is None or bool(mark & _LASTING) or abs(one - other) <= WINDOW


def components(reports: Sequence[Marked], common: Iterable[int], ties: Iterable[Sequence[str]]) -> list[list[str]]:
    """Reports that hang together, each group in order, by their first; `common` are the marks that say nothing.

    `ties` are reports that people's judgements hold together; those that are not among `reports` are left out.
    """
    parent = {one.report: one.report for one in reports}

    def find(report: str) -> str:
        while parent[report] != report:
            parent[report] = parent[parent[report]]
            report = parent[report]
        return report

    nothing = frozenset(common)
    holders: dict[int, list[Marked]] = {}
    for one in reports:
        for mark in one.marks - nothing:
            holders.setdefault(mark, []).append(one)
    for mark, having in holders.items():
        # the dated ones in order, the undated beside all of them: who is near to anybody is near to a neighbour
        having.sort(key=lambda one: (one.day is not None, one.day or 0, one.report))
        anytime = having[0] if having[0].day is None else None
        for one, other in pairwise(having):
            if anytime or near(mark, one.day, other.day):
                parent[find(other.report)] = find((anytime or one).report)
    for tied in ties:
        present = [report for report in tied if report in parent]
        for one_report, other_report in pairwise(present):
            parent[find(other_report)] = find(one_report)
    groups: dict[str, list[str]] = {}
    for report in sorted(parent):
        groups.setdefault(find(report), []).append(report)
    return list(groups.values())


def commonplaces(reports: Iterable[Marked]) -> set[int]:
    """The marks that more than `COMMON` of all reports have."""
    counted: dict[int, int] = {}
    for one in reports:
        for mark in one.marks:
            counted[mark] = counted.get(mark, 0) + 1
    return {mark for mark, count in counted.items() if count > COMMON}


def _marks(report: Report, account: Account) -> Iterator[int]:
    names = _names(account)
    top = sorted(names, key=lambda name: (names[name], name))[:_NAMES]
    for one, other in combinations(sorted(top), 2):
        lasting = all(kind == "person" and " " in name for kind, name in (one, other))
        yield _digest(one, other, lasting=lasting)
    words = _rare_words(report)
    for name in top:
        for word, _ in words:
            if word not in name[1]:
                yield _digest(name, ("word", word))
    for first, second in combinations(sorted(word for word, weight in words if weight >= _RARER), 2):
        yield _digest(("word", first), ("word", second))
    lines = map(words_of, _END.split(report.text))
    sentences = [" ".join(line) for line in lines if len(line) >= _SENTENCE]
    for before, after in pairwise(sentences):
        yield _digest(("text", before), ("text", after))


def _digest(one: tuple[str, str], other: tuple[str, str], *, lasting: bool = False) -> int:
    whole = hashlib.blake2b("\n".join((*one, *other)).encode(), digest_size=8).digest()
    return int.from_bytes(whole, "big") >> 2 << 1 | lasting


def _names(account: Account) -> dict[tuple[str, str], int]:
    """Particular names of a report that no table knows, with how far behind they stand; the least is the foremost."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for actor in account.actors:
        if actor.known is not None or actor.kind in ("unidentified", "group", "state", "place-as-actor"):
            continue
        words = fold(actor.name).split()
        person = actor.kind == "person"
        if any(map(str.isupper, actor.name)) and (len(words) > 1 or (person and len(words[0]) >= _SHORTEST)):
            # "Ana B. Corvin" is "Ana Corvin"
            name = ("person", " ".join((*words[:1], *words[1:][-1:]))) if person else ("body", " ".join(words))
            _put(found, name, actor.mentions[0].start, len(actor.mentions))
    for place in account.places:
        if place.kind not in ("country", "region", "province") and any(map(str.isupper, place.name)):
            own = place.gazetteer.partition("/")[0] if place.gazetteer is not None else fold(place.name)
            _put(found, ("place", own), place.mentions[0].start, len(place.mentions))
    return {name: first - _FIRST * count for name, (first, count) in found.items()}


def _put(found: dict[tuple[str, str], tuple[int, int]], name: tuple[str, str], first: int, count: int) -> None:
    known = found.get(name)
    found[name] = (min(first, known[0]), count + known[1]) if known else (first, count)


def _rare_words(report: Report) -> list[tuple[str, float]]:
    """Rare words of the headline (of the first line, where there is none) with their weights, the rarest first."""
    line = report.title.value if report.title is not None else report.text.partition("\n")[0][:_HEADLINE]
    idf, unseen = tables().idf, tables().unseen
    weighed = [(word, idf.get(word, unseen)) for word in stems_of(line) if len(word) >= _SHORTEST]
    return sorted((one for one in weighed if one[1] >= _RARE), key=lambda one: (-one[1], one[0]))[:_WORDS]
