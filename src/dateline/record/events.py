"""Events from tellings: which tellings, within and across reports, are of one event, and why.

What two tellings share (`resemblance`) gives the odds that they are of one event: a decision fitted on stories, and on
ECB+ and GVC, by `training/tellings.py`. Clusters grow by average link, the surest join first, and respect what must
stay apart: days that differ, places apart, other recipients, what has happened and what is denied, two acts that a
sentence tells one after the other, and what people have judged.

Pairs come from blocking keys, never from all pairs: across the record only those that share a day, a week or a telling
word with a party or a place, and only the surest join (which reports are of one story follows from them); within a
story, each report is compared with its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, pairwise
from math import exp

import numpy as np

from dateline.record.actors import ActorsFound
from dateline.record.clusters import Clusters
from dateline.record.corpus import Corpus
from dateline.record.judgements import Rulings
from dateline.record.ledger import Where
from dateline.record.likeness import Likeness
from dateline.record.linkage import link
from dateline.record.places import PlacesFound
from dateline.record.resemblance import Resemblance, log_odds
from dateline.record.tellings import Telling, Told, make_tellings
from dateline.record.trees import same_telling

_SURE = 0.8
"""Log odds from which on two tellings tie their reports to one story."""
_COPIED = 6.0
"""Log odds of one sentence that stands in two reports word for word."""
UNLIKE = -4.0
"""Log odds of a pair that was not worth comparing."""
_EQUAL = 0.5
"""Log odds by which two fit a third about equally well."""
_WINDOW = 50
"""Neighbours that a telling meets under one key."""
_IN_SENTENCE = 12
"""Tellings of one sentence that are held against each other."""
_NEIGHBOURS = 12
"""Reports after it, in the order of the story, that a report is compared with."""
_WEEK = 7

Pair = tuple[int, int]


@dataclass(slots=True)
class EventsFound:
    """Tellings and their clusters, each a list of numbers of `tellings`, in the order of their first telling."""

    tellings: list[Telling]
    clusters: list[list[int]]
    reasons: list[list[str]]
    of: list[int]
    """For each telling the number of its cluster, -1 for one that a person has rejected."""


class Merging:
    """Decides which tellings of one record are of one event."""

    def __init__(
        self, corpus: Corpus, actors: ActorsFound, places: PlacesFound, text: Sequence[int], rulings: Rulings
    ) -> None:
        """`text` gives for each report a number that it has in common with those that share text with it."""
        self.tellings = make_tellings(corpus, actors, places)
        self._places = places
        self._text = text
        self._likeness = Likeness(actors, places, text)
        self._resemblance = Resemblance(corpus, places, self.tellings)
        where = Where(corpus.keys("event"))
        rejected = rulings.rejected("event", where) if rulings else set()
        self._judged = rulings.links("event", where) if rulings else []
        self._live = [telling for telling in self.tellings if telling.number not in rejected]
        self._odds: dict[Pair, float] = {}

    def tying(self) -> EventsFound:
        """The events as only the surest joins across reports make them: they say which reports are of one story."""
        return self._linked(self._scores(self._across()), _SURE)

    def in_stories(self, story_of: Sequence[int]) -> EventsFound:
        """The events, tellings of one story compared; `story_of` gives the story of each report.

        Across stories (what two of them tell of the past) the surest joins stand.
        """
        scores = dict(self._scores(set(_pairs_in_stories(self._live, story_of))))
        scores |= {pair: odds for pair, odds in self._scores(self._across()).items() if odds >= _SURE}
        return self._linked(self._without_torn(scores), same_telling().threshold)

    def _across(self) -> set[Pair]:
        return {*_pairs_by_key(self._live, self._places), *_pairs_copied(self._live, self._text)}

    def _linked(self, odds: Mapping[Pair, float], threshold: float) -> EventsFound:
        clusters = Clusters(len(self.tellings), [self._told(number) for number in range(len(self.tellings))])
        for together, one, other, reason in self._judged:
            if together:
                clusters.join(one, other, reason, by_hand=True)
            else:
                clusters.forbid(one, other)
        for _, sentence in groupby(self._live, key=lambda telling: (telling.report, telling.event.sentence.start)):
            for mine, theirs in combinations(list(sentence)[:_IN_SENTENCE], 2):
                if self._likeness.two_acts(mine, theirs):
                    clusters.forbid(mine.number, theirs.number)
        link(clusters, [(*pair, odds[pair]) for pair in sorted(odds)], threshold, UNLIKE, self._why)
        groups = clusters.groups([telling.number for telling in self._live])
        of = [-1] * len(self.tellings)
        for number, group in enumerate(groups):
            for member in group:
                of[member] = number
        return EventsFound(self.tellings, groups, [clusters.reasons(group[0]) for group in groups], of)

    def _scores(self, pairs: set[Pair]) -> dict[Pair, float]:
        """The log odds of the pairs that are worth comparing."""
        new = sorted(pair for pair in pairs if pair not in self._odds and self._resemblance.may_be_one(*pair))
        if new:
            rows = np.array([self._resemblance.of(*pair) for pair in new], dtype=np.float32)
            self._odds.update(zip(new, log_odds(rows).round(6).tolist(), strict=True))
            for one, other in new:
                if self._likeness.copied(self.tellings[one], self.tellings[other]):
                    self._odds[one, other] = _COPIED
        return {pair: self._odds[pair] for pair in pairs if pair in self._odds}

    def _without_torn(self, odds: dict[Pair, float]) -> dict[Pair, float]:
        """The scores without those of a telling that fits two of its own report equally well which must stay apart.

        Which of the two it tells of can't be told.
        """
        partners: dict[int, list[tuple[float, int]]] = {}
        for (one, other), score in odds.items():
            if self.tellings[one].report == self.tellings[other].report:
                partners.setdefault(one, []).append((score, other))
                partners.setdefault(other, []).append((score, one))
        torn: set[Pair] = set()
        for one, found in partners.items():
            best = max(found)[0]
            near = [other for score, other in found if score > best - _EQUAL]
            if len(near) > 1 and any(self._told(a).clashes(self._told(b)) for a, b in combinations(near, 2)):
                torn.update((min(one, other), max(one, other)) for other in near)
        return {pair: score for pair, score in odds.items() if pair not in torn}

    def _told(self, number: int) -> Told:
        return Told.of(self.tellings[number], self._places)

    def _why(self, one: int, other: int, odds: float) -> str:
        """Why a join was made: by the pair of the two clusters that is the surest."""
        return self._likeness.why(self.tellings[one], self.tellings[other], 1 / (1 + exp(-odds)))


def _pairs_copied(tellings: Sequence[Telling], text: Sequence[int]) -> Iterator[Pair]:
    """Pairs of reports that share text which may be one sentence."""
    copies: dict[tuple[int, str, str], list[Telling]] = {}
    for telling in tellings:
        copies.setdefault((text[telling.report], telling.sentence[telling.offset :], telling.event.type), []).append(
            telling
        )
    for group in copies.values():
        for one, other in pairwise(group):
            if one.report != other.report:
                yield one.number, other.number


def _pairs_by_key(tellings: Sequence[Telling], places: PlacesFound) -> Iterator[Pair]:
    """Pairs across reports that share a key, each telling with its next `_WINDOW` under it."""
    buckets: dict[tuple[object, ...], list[Telling]] = {}
    for telling in tellings:
        for key in _keys(telling, places):
            buckets.setdefault((telling.status_class, *key), []).append(telling)
    for bucket in buckets.values():
        for place, one in enumerate(bucket):
            for other in bucket[place + 1 : place + 1 + _WINDOW]:
                if one.report != other.report:
                    yield one.number, other.number


def _keys(telling: Telling, places: PlacesFound) -> Iterator[tuple[object, ...]]:
    sides = sorted(telling.actors.wide | telling.recipients.wide)
    spot = telling.place if telling.place >= 0 and not places.everywhere[telling.place].wide else None
    if telling.exact:
        yield from ((telling.event.type, telling.low, side) for side in sides)
        if spot is not None:
            yield (telling.event.type, telling.low, spot)
    elif telling.bounded:
        for week in range(telling.low // _WEEK, telling.high // _WEEK + 1):
            yield from ((telling.event.type, "week", week, side) for side in sides)
    for word in sorted(telling.rare):
        yield from ((word, side) for side in sides)
        if spot is not None:
            yield (word, spot)


def _pairs_in_stories(tellings: Sequence[Telling], story_of: Sequence[int]) -> Iterator[Pair]:
    """Pairs within each report, and of each report with the `_NEIGHBOURS` after it in its story."""
    by_report: dict[int, list[int]] = {}
    for telling in tellings:
        by_report.setdefault(telling.report, []).append(telling.number)
    stories: dict[int, list[int]] = {}
    for report in sorted(by_report):
        stories.setdefault(story_of[report], []).append(report)
    for reports in stories.values():
        for place, report in enumerate(reports):
            yield from combinations(by_report[report], 2)
            for other in reports[place + 1 : place + 1 + _NEIGHBOURS]:
                yield from ((mine, theirs) for mine in by_report[report] for theirs in by_report[other])
