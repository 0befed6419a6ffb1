"""Average link without all pairs: clusters from the scores of the pairs that were compared at all.

Invariant: two items end in one cluster only through joins in which the mean score of all pairs across, those that were
never compared counted as `missing`, was at least the threshold. The outcome depends on the scores alone, not on their
order. Work grows with the number of scores given (times its logarithm), not with the square of the items.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dateline.record.clusters import Clusters


def average_link(
    count: int, scores: Iterable[tuple[int, int, float]], threshold: float, missing: float = 0.0
) -> list[list[int]]:
    """Items 0 … count-1 in clusters, each in order, by their first item.

    `scores` has each pair once. The two clusters of the highest mean join first; ties go to the smaller numbers.
    """
    links: list[dict[int, float]] = [{} for _ in range(count)]
    for one, other, score in scores:
        links[one][other] = links[other][one] = score - missing
    members: list[list[int]] = [[item] for item in range(count)]
    heap = [
        (-(missing + score), one, other, 1, 1)
        for one, row in enumerate(links)
        for other, score in row.items()
        if one < other and missing + score >= threshold
    ]
    heapq.heapify(heap)
    while heap:
        _, one, other, size, other_size = heapq.heappop(heap)
        if len(members[one]) != size or len(members[other]) != other_size:
            continue  # one of them has grown or gone since
        members[one] += members[other]
        members[other] = []
        links[one].pop(other)
        for third, total in links[other].items():
            if third != one:
                links[third].pop(other)
                links[one][third] = links[third][one] = links[one].get(third, 0.0) + total
        links[other] = {}
        size = len(members[one])
        for third, total in links[one].items():
            mean = missing + total / (size * len(members[third]))
            if mean >= threshold:
                low, high = min(one, third), max(one, third)
                heapq.heappush(heap, (-mean, low, high, len(members[low]), len(members[high])))
    return sorted(sorted(group) for group in members if group)


@dataclass(slots=True)
class _Bond:
    """What is known of the pairs across two clusters."""

    total: float
    """The sum of their scores, each less what a pair that was never compared counts."""
    best: tuple[float, int, int]
    """The highest score, and its two items."""


def link(
    clusters: Clusters,
    scores: Iterable[tuple[int, int, float]],
    threshold: float,
    missing: float,
    why: Callable[[int, int, float], str],
) -> None:
    """Join the items of `clusters` by average link as far as they allow it, the two of the highest mean first.

    `scores` has each pair once; pairs that were never compared count as `missing`. What already stands together stays
    so. `why` says of the best pair across a join (its items and their score) why they are one.
    """
    bonds: dict[int, dict[int, _Bond]] = {}
    for one, other, score in scores:
        mine, theirs = clusters.find(one), clusters.find(other)
        if mine != theirs:
            _tie(bonds, mine, theirs, _Bond(score - missing, (score, one, other)))
    heap: list[tuple[float, int, int, int, int]] = []

    def offer(one: int, other: int) -> None:
        low, high = min(one, other), max(one, other)
        sizes = clusters.size(low), clusters.size(high)
        mean = missing + bonds[low][high].total / (sizes[0] * sizes[1])
        if mean >= threshold:
            heapq.heappush(heap, (-mean, low, high, *sizes))

    for one, row in bonds.items():
        for other in row:
            if one < other:
                offer(one, other)
    while heap:
        _, one, other, size, other_size = heapq.heappop(heap)
        if other not in bonds.get(one, ()) or (clusters.size(one), clusters.size(other)) != (size, other_size):
            continue  # one of them has grown or gone since
        if not clusters.may_join(one, other):
            continue
        score, first, second = bonds[one][other].best
        clusters.join(one, other, why(first, second, score))
        kept = clusters.find(one)
        gone = other if kept == one else one
        bonds[kept].pop(gone)
        for third, bond in bonds.pop(gone).items():
            if third != kept:
                bonds[third].pop(gone)
                _tie(bonds, kept, third, bond)
        for third in bonds[kept]:
            offer(kept, third)


def _tie(bonds: dict[int, dict[int, _Bond]], one: int, other: int, more: _Bond) -> None:
    """Add what is known of pairs across two clusters to what was known before."""
    before = bonds.get(one, {}).get(other)
    if before is not None:
        more = _Bond(before.total + more.total, max(before.best, more.best))
    bonds.setdefault(one, {})[other] = more
    bonds.setdefault(other, {})[one] = more
