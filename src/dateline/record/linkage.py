"""Average link without all pairs: clusters from the scores of the pairs that were compared at all.

Invariant: two items end in one cluster only through joins in which the mean score of all pairs across, those that were
never compared counted as `missing`, was at least the threshold. The outcome depends on the scores alone, not on their
order. Work grows with the number of scores given (times its logarithm), not with the square of the items.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable


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
