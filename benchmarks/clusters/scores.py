"""The measures, each as precision and recall; see the package's docstring for what is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

from benchmarks.clusters.matching import best_total
from benchmarks.counts import harmonic

Clusters = Sequence[Collection[Hashable]]
"""Each cluster is a collection of mentions, without repetition."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Precision and recall of one measure."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return harmonic(self.precision, self.recall)


@dataclass(frozen=True, slots=True)
class Agreement:
    """All measures of one comparison, and how well the mentions themselves were found."""

    muc: Measure
    b3: Measure
    ceaf_e: Measure
    lea: Measure
    mentions: Measure

    @property
    def conll(self) -> float:
        """The mean F1 of MUC, B-cubed and CEAF."""
        return (self.muc.f1 + self.b3.f1 + self.ceaf_e.f1) / 3

    def rows(self, prefix: str = "") -> dict[str, float]:
        """Every F1 by a name for the table."""
        parts = {"muc": self.muc, "b3": self.b3, "ceaf_e": self.ceaf_e, "lea": self.lea, "mentions": self.mentions}
        return {f"{prefix}{name} f1": measure.f1 for name, measure in parts.items()}


def agreement(gold: Clusters, found: Clusters) -> Agreement:
    """Every measure of `found` against `gold`; empty clusters are left out. Raises ValueError for repeated mentions."""
    key, response = [set(one) for one in gold if one], [set(one) for one in found if one]
    in_key, in_response = _owners(key), _owners(response)
    shared = len(in_key.keys() & in_response.keys())
    return Agreement(
        muc=Measure(_muc(response, in_key), _muc(key, in_response)),
        b3=Measure(_b_cubed(response, in_key), _b_cubed(key, in_response)),
        ceaf_e=_ceaf_e(key, response, in_response),
        lea=Measure(_lea(response, key, in_key), _lea(key, response, in_response)),
        mentions=Measure(_share(shared, len(in_response)), _share(shared, len(in_key))),
    )


def conll_f1(gold: Clusters, found: Clusters) -> float:
    """The mean F1 of MUC, B-cubed and CEAF."""
    return agreement(gold, found).conll


def without_singletons(clusters: Clusters) -> list[Collection[Hashable]]:
    """Clusters of two mentions or more."""
    return [cluster for cluster in clusters if len(cluster) > 1]


def _owners(clusters: Sequence[set[Hashable]]) -> dict[Hashable, int]:
    owners = {mention: number for number, cluster in enumerate(clusters) for mention in cluster}
    if len(owners) != sum(map(len, clusters)):
        raise ValueError("a mention stands in two clusters")
    return owners


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _overlaps(cluster: set[Hashable], other: dict[Hashable, int]) -> Counter[int]:
    """How many of a cluster's mentions stand in each cluster of the other side."""
    return Counter(other[mention] for mention in cluster if mention in other)


def _muc(clusters: Sequence[set[Hashable]], other: dict[Hashable, int]) -> float:
    """Share of the links needed to hold `clusters` together that the other side has (Vilain and others 1995)."""
    kept = needed = 0
    for cluster in clusters:
        overlaps = _overlaps(cluster, other)
        parts = len(overlaps) + len(cluster) - overlaps.total()
        kept += len(cluster) - parts
        needed += len(cluster) - 1
    return _share(kept, needed)


def _b_cubed(clusters: Sequence[set[Hashable]], other: dict[Hashable, int]) -> float:
    """Mean over the mentions of the share of a mention's cluster that stands with it on the other side, too."""
    total = sum(count * count / len(cluster) for cluster in clusters for count in _overlaps(cluster, other).values())
    return _share(total, sum(map(len, clusters)))


def _ceaf_e(key: Sequence[set[Hashable]], response: Sequence[set[Hashable]], owners: dict[Hashable, int]) -> Measure:
    """Clusters matched one to one for the greatest total of 2|K∩R| / (|K|+|R|) (Luo 2005, phi 4)."""
    likeness = {
        (number, other): 2 * count / (len(cluster) + len(response[other]))
        for number, cluster in enumerate(key)
        for other, count in _overlaps(cluster, owners).items()
    }
    total = best_total(likeness)
    return Measure(_share(total, len(response)), _share(total, len(key)))


def _lea(clusters: Sequence[set[Hashable]], others: Sequence[set[Hashable]], owners: dict[Hashable, int]) -> float:
    """Share of links kept, clusters weighted by size (Moosavi and Strube 2016); a single mention links itself."""
    total = 0.0
    for cluster in clusters:
        size = len(cluster)
        overlaps = _overlaps(cluster, owners)
        if size == 1:
            total += sum(len(others[other]) == 1 for other in overlaps)
        else:
            kept = sum(count * (count - 1) / 2 for count in overlaps.values())
            total += size * kept / (size * (size - 1) / 2)
    return _share(total, sum(map(len, clusters)))
