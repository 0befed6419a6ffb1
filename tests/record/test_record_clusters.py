"""Union-find with facts that forbid a join."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.record.clusters import Clusters

_PAIRS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=40)


@given(_PAIRS, _PAIRS)
def test_forbidden_pairs_stay_apart_whatever_is_joined(
    joins: list[tuple[int, int]], forbidden: list[tuple[int, int]]
) -> None:
    clusters = Clusters(12)
    for one, other in forbidden:
        clusters.forbid(one, other)
    for one, other in joins:
        clusters.join(one, other)
    for one, other in forbidden:
        assert one == other or clusters.find(one) != clusters.find(other)


@given(_PAIRS)
def test_groups_part_all_items(joins: list[tuple[int, int]]) -> None:
    clusters = Clusters(12)
    for one, other in joins:
        clusters.join(one, other, f"{one} and {other}")
    groups = clusters.groups()
    assert sorted(item for group in groups for item in group) == list(range(12))
    for group in groups:
        assert all(clusters.members(item) == group for item in group)
        assert bool(clusters.reasons(group[0])) == (len(group) > 1)


def test_a_join_refused_leaves_both_as_they_were() -> None:
    clusters = Clusters(4)
    clusters.join(0, 1)
    clusters.forbid(1, 2)
    clusters.join(2, 3)
    assert not clusters.join(0, 3)
    assert clusters.groups() == [[0, 1], [2, 3]]
    assert not clusters.may_join(1, 3)
