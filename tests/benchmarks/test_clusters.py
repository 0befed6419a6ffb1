"""The measures of clusters on cases worked out by hand."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from benchmarks.clusters import Agreement, agreement, conll_f1, without_singletons
from benchmarks.clusters.matching import best_total

GOLD = [set("abc"), set("defg")]


def values(found: Agreement, name: str) -> tuple[float, float]:
    measure = getattr(found, name)
    return measure.precision, measure.recall


def test_the_same_clusters_score_1() -> None:
    found = agreement(GOLD, GOLD)
    assert found.conll == 1
    assert set(found.rows().values()) == {1}


def test_nothing_found_scores_0() -> None:
    assert agreement(GOLD, []).conll == 0
    assert set(agreement(GOLD, [set("xy")]).rows().values()) == {0}


# (measure, precision, recall) for found {a,b} {c,d} {f,g,h,i}:
# MUC: of five gold links two stand (a to b, f to g), of five found ones the same two
# B3: abc is cut into two and one, defg into one and two (e is missing); likewise the other way round
# CEAF: the best pairs are abc with ab (4/5) and defg with fghi (4/8), 1.3 together
# LEA: of abc a third of the links stand, of defg a sixth; of the found ones all, none and a sixth
PARTLY = [
    ("muc", 2 / 5, 2 / 5),
    ("b3", (2 + 1 + 1) / 8, (5 / 3 + 5 / 4) / 7),
    ("ceaf_e", 1.3 / 3, 1.3 / 2),
    ("lea", (2 + 4 / 6) / 8, (1 + 4 / 6) / 7),
    ("mentions", 6 / 8, 6 / 7),
]


@pytest.mark.parametrize(("name", "precision", "recall"), PARTLY)
def test_partly_right(name: str, precision: float, recall: float) -> None:
    found = agreement(GOLD, [set("ab"), set("cd"), set("fghi")])
    assert values(found, name) == pytest.approx((precision, recall))


def test_all_in_one_and_each_alone() -> None:
    one = agreement(GOLD, [set("abcdefg")])
    assert values(one, "muc") == pytest.approx((5 / 6, 1))
    assert values(one, "b3") == pytest.approx(((9 + 16) / 7 / 7, 1))
    assert values(one, "ceaf_e") == pytest.approx((8 / 11, 8 / 11 / 2))
    alone = agreement(GOLD, [{mention} for mention in "abcdefg"])
    assert values(alone, "muc") == (0, 0)
    assert values(alone, "b3") == pytest.approx((1, (1 + 1) / 7))
    assert values(alone, "lea") == (0, 0)
    assert alone.conll == pytest.approx((0 + alone.b3.f1 + alone.ceaf_e.f1) / 3)


def test_single_mentions_link_themselves() -> None:
    assert values(agreement([set("a"), set("bc")], [set("a"), set("b"), set("c")]), "lea") == pytest.approx(
        (1 / 3, 1 / 3)
    )
    assert conll_f1(without_singletons([set("a"), set("bc")]), [set("bc")]) == 1


def test_a_mention_in_two_clusters_is_refused() -> None:
    with pytest.raises(ValueError, match="two clusters"):
        agreement(GOLD, [set("ab"), set("bc")])


def test_the_matching_is_the_best_there_is() -> None:
    random = np.random.default_rng(4)
    for _ in range(60):
        rows, columns = sorted(random.integers(1, 6, 2).tolist())
        gain = np.round(random.random((rows, columns)) * (random.random((rows, columns)) < 0.6), 3)
        wanted = max(sum(gain[row, order[row]] for row in range(rows)) for order in permutations(range(columns), rows))
        given = {(row, column): float(gain[row, column]) for row, column in np.argwhere(gain > 0).tolist()}
        assert best_total(given) == pytest.approx(wanted)
        assert best_total({(column, row): value for (row, column), value in given.items()}) == pytest.approx(wanted)
