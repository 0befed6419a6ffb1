"""Events from tellings: which tellings, within and across reports, are of one event, and why.

Two tellings are one event where type, day, place and actors agree and nothing speaks against it. Where reports carry no
dates the times stay open: then only strong evidence joins them across reports (the same actors and recipients, the
same named place, a trigger that is no commonplace; or the same sentence word for word).

Pairs come from blocking keys, never from all pairs; tellings that look the same in all that is compared count as one
when pairs are made, and under one key a telling meets at most `_WINDOW` neighbours. Joins are made from the strongest
to the weakest, each only where the whole clusters allow it (`tellings.Told`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.record.actors import ActorsFound
from dateline.record.clusters import Clusters
from dateline.record.corpus import Corpus
from dateline.record.judgements import Rulings
from dateline.record.ledger import Where
from dateline.record.likeness import Likeness
from dateline.record.places import PlacesFound
from dateline.record.retold import join_retold
from dateline.record.tellings import Telling, Told, days, make_tellings
from dateline.record.thin import join_thin

_WINDOW = 50
_WEEK = 7


@dataclass(slots=True)
class EventsFound:
    """Tellings and their clusters, each a list of numbers of `tellings`, in the order of their first telling."""

    tellings: list[Telling]
    clusters: list[list[int]]
    reasons: list[list[str]]
    of: list[int]
    """For each telling the number of its cluster, -1 for one that a person has rejected."""
    joined: Clusters
    """The clusters as they were joined, with what must not be."""

    @classmethod
    def made(cls, tellings: list[Telling], clusters: Clusters, live: Sequence[int]) -> EventsFound:
        """The events as the clusters of the tellings `live` now are."""
        groups = clusters.groups(live)
        of = [-1] * len(tellings)
        for number, group in enumerate(groups):
            for member in group:
                of[member] = number
        return cls(tellings, groups, [clusters.reasons(group[0]) for group in groups], of, clusters)


def merge_events(
    corpus: Corpus, actors: ActorsFound, places: PlacesFound, text: Sequence[int], rulings: Rulings
) -> EventsFound:
    """All tellings of all accounts, joined where they are of one event, in an order made from content.

    `text` gives for each report a number that it has in common with those that share text with it.
    """
    tellings = make_tellings(corpus, actors, places)
    where = Where(corpus.keys("event"))
    rejected = rulings.rejected("event", where) if rulings else set()
    clusters = Clusters(len(tellings), [Told.of(telling, places) for telling in tellings])
    for together, one, other, reason in rulings.links("event", where) if rulings else ():
        if together:
            clusters.join(one, other, reason, by_hand=True)
        else:
            clusters.forbid(one, other)
    likeness = Likeness(actors, places, text)
    live = [telling for telling in tellings if telling.number not in rejected]
    for one_telling, other_telling in _one_after_other(live, likeness):
        clusters.forbid(one_telling.number, other_telling.number)
    pairs = {*_pairs_within(live, likeness), *_pairs_across(live, likeness, places, text)}
    for _, one, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if clusters.find(one) != clusters.find(other) and clusters.may_join(one, other):
            clusters.join(one, other, likeness.why(tellings[one], tellings[other]))
    join_thin(tellings, clusters, [telling.number for telling in live], places)
    return EventsFound.made(tellings, clusters, [telling.number for telling in live])


def merge_retold(events: EventsFound, places: PlacesFound, story_of: Sequence[int]) -> EventsFound:
    """The events, those that reports of one story tell again joined; `story_of` gives the story of each report."""
    live = [number for number, cluster in enumerate(events.of) if cluster >= 0]
    join_retold(events.tellings, events.joined, live, places, story_of)
    return EventsFound.made(events.tellings, events.joined, live)


def _one_after_other(tellings: list[Telling], likeness: Likeness) -> Iterator[tuple[Telling, Telling]]:
    """Neighbours in one sentence that it tells as one after the other: two acts, never one event."""
    for one, other in pairwise(tellings):
        if one.event.type == other.event.type and likeness.one_after_other(one, other):
            yield one, other


def _pairs_within(tellings: list[Telling], likeness: Likeness) -> Iterator[tuple[int, int, int]]:
    groups: dict[tuple[int, str, str], list[Telling]] = {}
    for telling in tellings:
        groups.setdefault((telling.report, telling.event.type, telling.status_class), []).append(telling)
    for group in groups.values():
        found: list[tuple[int, Telling, Telling]] = []
        for place, one in enumerate(group):
            for other in group[place + 1 : place + 1 + _WINDOW]:
                score = likeness.within(one, other)
                if score:
                    found.append((score, one, other))
        torn = _torn(found)
        for score, one, other in found:
            if one.number not in torn and other.number not in torn:
                yield score, one.number, other.number


def _torn(pairs: list[tuple[int, Telling, Telling]]) -> set[int]:
    """Tellings that fit equally well to two that are apart in time: which one they tell of can't be told."""
    best: dict[int, tuple[int, list[Telling]]] = {}
    for score, one, other in pairs:
        for mine, theirs in ((one, other), (other, one)):
            top, partners = best.setdefault(mine.number, (score, []))
            if score > top:
                best[mine.number] = (score, [theirs])
            elif score == top:
                partners.append(theirs)
    return {
        number
        for number, (_, partners) in best.items()
        if any(days(partners[0], other) == "apart" for other in partners[1:])
    }


def _pairs_across(
    tellings: list[Telling], likeness: Likeness, places: PlacesFound, text: Sequence[int]
) -> Iterator[tuple[int, int, int]]:
    looks: dict[tuple[object, ...], list[Telling]] = {}
    copies: dict[tuple[int, str, str, str], list[Telling]] = {}
    for telling in tellings:
        event = telling.event
        who, whom = telling.actors, telling.recipients
        look = (event.type, telling.mode, telling.status_class, telling.low, telling.high, telling.place, telling.stems,
                who.named, who.heads, whom.named, whom.heads)  # fmt: skip
        looks.setdefault(look, []).append(telling)
        copied = (text[telling.report], telling.sentence[telling.offset :], event.type, telling.status_class)
        copies.setdefault(copied, []).append(telling)
    for group in copies.values():
        for one, other in pairwise(group):
            score = likeness.across(one, other) if one.report != other.report else 0
            if score:
                yield score, one.number, other.number
    tight: dict[tuple[object, ...], list[list[Telling]]] = {}
    loose: dict[tuple[object, ...], list[list[Telling]]] = {}
    for group in looks.values():
        yield from _alike(group, likeness)
        first = group[0]
        for key in _tight_keys(first, places):
            tight.setdefault(key, []).append(group)
        for key in _loose_keys(first):
            loose.setdefault(key, []).append(group)
    seen: set[tuple[int, int]] = set()
    for buckets, both in ((tight, True), (loose, False)):
        for bucket in buckets.values():
            for place, one_group in enumerate(bucket):
                for other_group in bucket[place + 1 : place + 1 + _WINDOW]:
                    if not both and one_group[0].exact and other_group[0].exact:
                        continue
                    pair = (one_group[0].number, other_group[0].number)
                    if pair in seen:
                        continue
                    seen.add(pair)
                    met = _meet(one_group, other_group)
                    score = likeness.across(*met) if met else 0
                    if met and score:
                        yield score, min(met[0].number, met[1].number), max(met[0].number, met[1].number)


def _alike(group: list[Telling], likeness: Likeness) -> Iterator[tuple[int, int, int]]:
    """Pairs that tie together tellings which look the same: each with the first of another report."""
    first = group[0]
    second = next((telling for telling in group if telling.report != first.report), None)
    if second is None:
        return
    score = likeness.across(first, second)
    for telling in group[1:] if score else ():
        partner = first if telling.report != first.report else second
        yield score, min(partner.number, telling.number), max(partner.number, telling.number)


def _meet(group: list[Telling], other: list[Telling]) -> tuple[Telling, Telling] | None:
    """A telling of each group, from two reports."""
    for one in (group[0], group[-1]):
        for two in (other[0], other[-1]):
            if one.report != two.report:
                return one, two
    return None


def _tight_keys(telling: Telling, places: PlacesFound) -> Iterator[tuple[object, ...]]:
    of = (telling.event.type, telling.status_class)
    if telling.exact:
        for side in sorted(telling.actors.wide | telling.recipients.wide):
            yield (*of, telling.low, side)
        if telling.place >= 0 and not places.everywhere[telling.place].wide:
            yield (*of, telling.low, telling.place)
    if telling.actors and telling.recipients and telling.place >= 0:
        for word in sorted(telling.rare):
            yield (*of, word, telling.actors.named, telling.recipients.named, telling.place)


def _loose_keys(telling: Telling) -> Iterator[tuple[object, ...]]:
    if telling.bounded:
        for week in range(telling.low // _WEEK, telling.high // _WEEK + 1):
            for side in sorted(telling.actors.wide):
                yield (telling.event.type, telling.status_class, week, side)
