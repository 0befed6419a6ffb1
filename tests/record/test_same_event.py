"""Clusters of mentions: average link without all pairs, and what is compared."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model.reading import Argument, Frame, Mention, Name, Reading
from dateline.record.linkage import average_link
from dateline.record.pairs import FEATURES
from dateline.record.same_event import (
    Model,
    Tables,
    compare,
    same_by_vectors,
    same_events,
    tables,
)
from dateline.record.told import Told, told_of

LINKS = [
    # three in a row: the mean of 0.9 and the missing pair is 0.45
    (3, [(0, 1, 0.9), (1, 2, 0.9)], 0.5, [[0, 1], [2]]),
    (3, [(0, 1, 0.9), (1, 2, 0.9)], 0.4, [[0, 1, 2]]),
    (3, [(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.3)], 0.5, [[0, 1, 2]]),
    (3, [(0, 1, 0.8), (1, 2, 0.9), (0, 2, 0.1)], 0.5, [[0], [1, 2]]),  # the surest join first
    (4, [(0, 1, 0.7), (2, 3, 0.7), (0, 2, 0.6)], 0.5, [[0, 1], [2, 3]]),
    (2, [(0, 1, 0.4)], 0.5, [[0], [1]]),
    (0, [], 0.5, []),
]


@pytest.mark.parametrize(("count", "scores", "threshold", "clusters"), LINKS)
def test_average_link(
    count: int, scores: list[tuple[int, int, float]], threshold: float, clusters: list[list[int]]
) -> None:
    assert average_link(count, scores, threshold) == clusters
    assert average_link(count, reversed(scores), threshold) == clusters


def plain_average_link(count: int, scores: dict[tuple[int, int], float], threshold: float) -> list[list[int]]:
    """The same, with all pairs."""
    clusters = [[item] for item in range(count)]
    while len(clusters) > 1:
        means = {
            (a, b): sum(scores.get((min(x, y), max(x, y)), 0.0) for x in clusters[a] for y in clusters[b])
            / (len(clusters[a]) * len(clusters[b]))
            for a, b in combinations(range(len(clusters)), 2)
        }
        (a, b), mean = max(means.items(), key=lambda pair: pair[1])
        if mean < threshold:
            break
        clusters[a] += clusters.pop(b)
    return sorted(sorted(cluster) for cluster in clusters)


@settings(deadline=None)
@given(st.permutations(range(21)), st.integers(2, 7))
def test_it_is_what_all_pairs_give(order: list[int], count: int) -> None:
    # scores that differ by amounts of their own, so that no two means are equal
    values = [round(0.01 + rank / 22 + 0.0001 * rank * rank, 6) for rank in order]
    scores = dict(zip(combinations(range(count), 2), values, strict=False))
    sparse = {pair: score for pair, score in scores.items() if score > 0.3}
    rows = [(one, other, score) for (one, other), score in sparse.items()]
    assert average_link(count, rows, 0.4) == plain_average_link(count, sparse, 0.4)


def reading(text: str, verb: str, **layers: object) -> Reading:
    """A Reading in which everything hangs on `verb`: what stands before it is its subject, the rest its object."""
    words = text.split()
    root = words.index(verb)
    starts = [sum(len(word) + 1 for word in words[:place]) for place in range(len(words))]
    made = Reading(
        text=text, version="made", language="en", starts=starts,
        ends=[start + len(word) for start, word in zip(starts, words, strict=True)], sentences=[0], paragraphs=[0],
        upos=["VERB" if word == verb else "PROPN" if word[0].isupper() else "NOUN" for word in words],
        feats=["_"] * len(words), lemmas=[word.lower() for word in words],
        heads=[-1 if place == root else root for place in range(len(words))],
        labels=["root" if place == root else "nsubj" if place < root else "obj" for place in range(len(words))],
    )  # fmt: skip
    return replace(made, **layers)  # type: ignore[arg-type]


def told(text: str, verb: str, published: str | None = None, **layers: object) -> Told:
    found = reading(text, verb, **layers)
    return told_of(found, [[found.words.index(verb)]], {"guard": 20.0, "seiz": 2.0}, 5.0, published)


def by_lemma_and_sides() -> Model:
    """A decision made by hand: the same stem and a side in common."""
    count = len(FEATURES)
    hidden = [[0.0] for _ in range(count)]
    hidden[FEATURES.index("same stem")] = [1.0]
    hidden[FEATURES.index("sides in common")] = [1.0]
    return Model([0.0] * count, [1.0] * count, hidden, [-1.0], [20.0], -4.0, 0.5, {}, 1.0, -3.0)


def test_what_is_told() -> None:
    layers = {
        "names": [Name(0, 0, "PER", 1.0)], "vectors": {1: bytes([3, 0, 252] + [0] * 61)},
        "frames": [Frame(1, "seize.01", [Argument("ARG1", 2, 2, 2), Argument("ARGM-TMP", 3, 3, 3)])],
    }  # fmt: skip
    found = told("Guard seized mills Monday", "seized", "2031-04-07", **layers)
    (mention,) = found.mentions
    assert (mention.stem, mention.phrase) == ("seiz", {"seiz": 2.0})
    assert mention.sides == {"guard": 20.0, "mil": 5.0, "monday": 5.0}
    assert (set(mention.names), set(mention.days), set(mention.numbers)) == ({"guard"}, {"monday"}, set())
    assert mention.vector is not None
    assert mention.vector[:3].tolist() == pytest.approx([0.6, 0.0, -0.8])
    assert sum(weight * weight for weight in found.terms.values()) == pytest.approx(1)
    assert told("Guard seized mills", "seized", "last week").published is None


def test_a_pronoun_takes_the_words_that_it_stands_for() -> None:
    chain = [Mention(0, 0, 0), Mention(2, 2, 2)]
    found = reading("Guard praised it", "praised", chains=[chain])
    (mention,) = told_of(found, [[1]], {}, 5.0).mentions
    assert set(mention.sides) == {"guard", "it"}
    found = reading("it seized mills Guard", "seized", chains=[[Mention(0, 0, 0), Mention(3, 3, 3)]])
    (mention,) = told_of(found, [[1]], {}, 5.0).mentions
    assert "guard" in mention.sides


def test_one_event_in_two_reports_and_another() -> None:
    reports = [
        told("Guard seized mills", "seized"),
        told("Guard seized Aster", "seized"),
        told("Rebels seized bridges", "seized"),
        told("Guard praised Aster", "praised"),
    ]
    assert same_events(reports, by_lemma_and_sides()) == [[0, 1], [2], [3]]
    assert same_events(reports, by_lemma_and_sides(), ["a", "b", "a", "a"]) == [[0], [1], [2], [3]]
    assert same_events([], by_lemma_and_sides()) == []


def test_the_order_of_the_reports_changes_nothing() -> None:
    reports = [told(f"Guard seized {place}", "seized") for place in ("Aster", "Birch", "Aster", "Cedar")]
    forwards = same_events(reports, tables().events)
    backwards = same_events(reports[::-1], tables().events)
    assert sorted(sorted(3 - number for number in cluster) for cluster in backwards) == forwards


def test_a_pair_has_the_same_features_whatever_else_there_is() -> None:
    reports = [told("Guard seized mills", "seized", "2031-04-07"), told("Guard seized Aster", "seized", "2031-04-09")]
    more = [*reports, *(told(f"Guard seized Town{number}", "seized") for number in range(5))]
    alone, among = (compare(some, by_lemma_and_sides()) for some in (reports, more))
    assert among.features[among.pairs.index((0, 1))].tolist() == alone.features[0].tolist()
    values = dict(zip(FEATURES, alone.features[0].tolist(), strict=True))
    assert (values["same stem"], values["same report"], values["dated"]) == (1, 0, 1)
    assert values["days between"] == pytest.approx(np.log1p(2))


def features_of(*reports: Told) -> dict[str, float]:
    """The features of the first pair of two reports, by name."""
    compared = compare(reports, by_lemma_and_sides())
    return dict(zip(FEATURES, compared.features[compared.pairs.index((0, 1))].tolist(), strict=True))


def test_words_of_one_meaning_are_compared() -> None:
    found = features_of(told("Guard sacked Smith", "sacked"), told("Guard dismissed Smith", "dismissed"))
    assert (found["same stem"], found["one meaning"], found["meanings known"]) == (0, 1, 1)
    apart = [told("Guard sacked Smith", "sacked"), told("Guard visited Smith", "visited")]
    assert compare(apart, by_lemma_and_sides()).pairs == []


def test_arguments_are_compared_by_role() -> None:
    def sacked(who: str, whom: str) -> Told:
        frames = [Frame(1, "sack.01", [Argument("ARG0", 0, 0, 0), Argument("ARG1", 2, 2, 2)])]
        names = [Name(0, 0, "ORG", 1.0), Name(2, 2, "PER", 1.0)]
        return told(f"{who} sacked {whom}", "sacked", frames=frames, names=names)

    found = features_of(sacked("Guard", "Smith"), sacked("Guard", "Jones"))
    assert (found["ARG0 in common"], found["ARG0 differs"], found["ARG1 in common"], found["ARG1 differs"]) == (
        1,
        0,
        0,
        1,
    )
    assert (found["ORG names in common"], found["PER names in common"], found["PER names differ"]) == (1, 0, 1)
    assert (found["PER names of sides differ"], found["same sense"]) == (1, 1)
    swapped = features_of(sacked("Guard", "Smith"), sacked("Smith", "Guard"))
    assert (swapped["ARG0 in common"], swapped["sides in common"]) == (0, 1)


@pytest.mark.parametrize(("dates", "compared"), [(("2031-04-07", "2031-04-09"), 1), (("2031-04-07", None), 0)])
def test_vectors_count_where_reports_are_dated(dates: tuple[str | None, str | None], compared: int) -> None:
    vectors = {1: bytes([9] + [0] * 63)}
    one, other = (told("Guard seized mills", "seized", date, vectors=vectors) for date in dates)
    found = features_of(one, other)
    assert (found["cosine"], found["vectors known"], found["dated"]) == (compared, compared, compared)


def test_vectors_alone() -> None:
    def pointing(*values: int) -> Told:
        return told("Guard seized mills", "seized", vectors={1: bytes(value % 256 for value in [*values, *[0] * 62])})

    reports = [pointing(9, 0), pointing(0, 9), pointing(7, 1), told("Guard seized mills", "seized")]
    assert same_by_vectors(reports, 0.8) == [[0, 2], [1], [3]]
    assert same_by_vectors(reports[3:], 0.8) == [[0]]


def test_which_words_tell_events() -> None:
    known = Tables(
        {},
        5.0,
        by_lemma_and_sides(),
        by_lemma_and_sides(),
        {"noun": -2.0, "verb": 1.0, "raid noun": 1.0, "noun predicate": 0.5},
    )
    assert known.tells_event("raid", verb=False, predicate=False)
    assert not known.tells_event("mill", verb=False, predicate=False)
    assert known.tells_event("siege", verb=False, predicate=True)
    assert known.tells_event("siege", verb=True, predicate=True)


def test_the_shipped_tables_fit_the_features() -> None:
    for model in (tables().events, tables().participants):
        assert len(model.mean) == len(model.scale) == len(model.hidden) == len(FEATURES)
        chances = model.chances(np.zeros((2, len(FEATURES)), dtype=np.float32))
        assert ((chances > 0) & (chances < 1)).all()
