"""The fitted decision, and clusters grown by average link around what must stay apart."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dateline.record.clusters import Clusters
from dateline.record.linkage import link
from dateline.record.resemblance import FEATURES
from dateline.record.trees import Ensemble, Trees, same_telling

ITEMS = 7
SCORES = st.dictionaries(st.sampled_from(list(combinations(range(ITEMS), 2))), st.integers(-5, 5).map(float))


def test_trees_answer_as_written() -> None:
    # the first feature above 1 gives 2; else the second above 3 gives 1, else -1; a tree of one leaf adds a half
    ensemble = Ensemble(Trees(
        features=["one", "other"], base=10.0, threshold=0.0,
        feature=[[0, 1, 0, 0, 0], [0]], split=[[1.0, 3.0, 0.0, 0.0, 0.0], [0.0]],
        left=[[1, 3, 2, 3, 4], [0]], right=[[2, 4, 2, 3, 4], [0]],
        value=[[0.0, 0.0, 2.0, -1.0, 1.0], [0.5]],
    ))  # fmt: skip
    rows = np.array([[2, 0], [1, 4], [0, 3]], np.float32)
    assert ensemble.log_odds(rows).tolist() == [12.5, 11.5, 9.5]


def test_the_shipped_decision_was_fitted_on_these_features() -> None:
    assert same_telling().features == FEATURES


def groups(scores: dict[tuple[int, int], float], apart: list[tuple[int, int]], threshold: float) -> list[list[int]]:
    clusters = Clusters(ITEMS)
    for one, other in apart:
        clusters.forbid(one, other)
    link(clusters, [(*pair, score) for pair, score in scores.items()], threshold, -4.0, lambda *_: "made up")
    return clusters.groups()


@given(SCORES, st.lists(st.sampled_from(list(combinations(range(ITEMS), 2))), max_size=4), st.integers(-3, 3))
def test_what_must_stay_apart_does_and_every_cluster_is_near(
    scores: dict[tuple[int, int], float], apart: list[tuple[int, int]], threshold: int
) -> None:
    found = groups(scores, apart, threshold)
    of = {item: number for number, group in enumerate(found) for item in group}
    assert all(of[one] != of[other] for one, other in apart)
    for group in found:
        if len(group) == 2:
            assert scores[group[0], group[1]] >= threshold
    shuffled = dict(sorted(scores.items(), reverse=True))
    assert groups(shuffled, apart[::-1], threshold) == found


def test_the_mean_of_all_pairs_counts_and_those_never_compared_against_it() -> None:
    assert groups({(0, 1): 3.0, (1, 2): 1.0, (0, 2): 0.0}, [], 0.4) == [[0, 1, 2], [3], [4], [5], [6]]
    assert groups({(0, 1): 3.0, (1, 2): 1.0}, [], 0.4) == [[0, 1], [2], [3], [4], [5], [6]]
