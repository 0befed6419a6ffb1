"""Which mentions, within and across reports, are of one event: blocking, a scored decision, average link.

Pairs come from reports that are alike (each with its `NEIGHBOURS` most alike, found by their weightiest words) and,
within them, from triggers that can be of one event: one stem, a pair of stems that the table knows, words that mean
nearly the same, a name in common, or a pronoun. A small network over what the two have in common (`pairs.FEATURES`),
fitted by `training/same_event.py` on the train parts of ECB+ and GVC, gives each pair the chance that it is one event;
clusters grow by average link.

The score of a pair depends on its two reports and the fixed tables alone, so it never changes when reports are added.
"""

from __future__ import annotations

import gzip
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import cast

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.record.linkage import average_link
from dateline.record.pairs import FEATURES, of_mentions, of_reports, vector_cosine
from dateline.record.told import Mention, Told, cosine

NEIGHBOURS = 25
"""Reports that a report is compared with."""
_COMMON = 400
"""A stem that more reports of the collection have is not used to look for neighbours."""
_NEAR = 0.35
"""How near the meanings of two heads or phrases lie from where on they are compared."""
_NEAR_VECTORS = 0.6
"""Cosine of two vectors from where on their mentions are compared, where vectors are trusted."""
LARGEST = 6.0
"""Standard deviations that a feature counts at most."""

Pair = tuple[int, int]


class Model(msgspec.Struct, frozen=True):
    """A fitted decision: a network of one hidden layer over standardised features, and tables."""

    mean: list[float]
    scale: list[float]
    hidden: list[list[float]]
    hidden_bias: list[float]
    out: list[float]
    out_bias: float
    threshold: float
    together: dict[str, float]
    """Log odds that two stems ("die killed", in order) tell one event where their reports tell one."""
    together_same: float
    """The same for one stem that the table lacks."""
    together_other: float
    cosine_threshold: float | None = None
    """For vectors alone."""
    trusts_vectors: bool = False
    """Whether vectors count in reports without a date, too, and near ones are enough for a pair to be compared."""

    def together_of(self, one: str, other: str) -> float:
        """Log odds of a pair of stems."""
        known = self.together.get(f"{one} {other}" if one <= other else f"{other} {one}")
        return known if known is not None else self.together_same if one == other else self.together_other

    def chances(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """For each row of features the chance that the pair is one."""
        inputs = (features - np.array(self.mean, np.float32)) / np.array(self.scale, np.float32)
        inputs = np.clip(inputs, -LARGEST, LARGEST)
        layer = np.maximum(inputs @ np.array(self.hidden, np.float32) + np.array(self.hidden_bias, np.float32), 0)
        logits = layer @ np.array(self.out, np.float32) + self.out_bias
        return cast("NDArray[np.float32]", 1 / (1 + np.exp(-np.clip(logits, -30, 30))))


class Tables(msgspec.Struct, frozen=True):
    """Everything fitted: weights of stems, the model of events and that of participants."""

    idf: dict[str, float]
    unseen: float
    events: Model
    participants: Model
    telling: dict[str, float] = {}
    """Log odds that a word tells an event, by stem and class ("attack verb", "attack noun") and by class alone."""

    def tells_event(self, stem: str, verb: bool, predicate: bool) -> bool:
        """Whether a word of this stem is more likely than not to tell an event; `predicate`: the reader says so."""
        kind = "verb" if verb else "noun"
        kinds = (f"{kind} predicate", kind) if predicate else (kind,)
        keys = [*(f"{stem} {one}" for one in kinds), *kinds]
        return next((self.telling[key] for key in keys if key in self.telling), 0.0) > 0


@cache
def tables() -> Tables:
    """The shipped tables."""
    packed = (files(__package__) / "data" / "same_event.json.gz").read_bytes()
    return msgspec.json.decode(gzip.decompress(packed), type=Tables)


@dataclass(slots=True)
class Compared:
    """The pairs that were compared, as numbers of mentions over all reports, with their features."""

    pairs: list[Pair]
    features: NDArray[np.float32]
    owner: list[int]
    """Number of the report of each mention."""
    mentions: list[Mention] = field(default_factory=list)


def same_events(told: Sequence[Told], model: Model, apart: Sequence[Hashable] | None = None) -> list[list[int]]:
    """Clusters of the mentions of all reports, numbered through; `apart`: reports of two values are never compared."""
    compared = compare(told, model, apart)
    chances = model.chances(compared.features).tolist()
    scores = ((one, other, chance) for (one, other), chance in zip(compared.pairs, chances, strict=True))
    return average_link(len(compared.mentions), scores, model.threshold)


def same_by_vectors(told: Sequence[Told], threshold: float) -> list[list[int]]:
    """Clusters by the cosine of vectors alone: average link over all pairs of mentions that have one."""
    mentions = [mention for one in told for mention in one.mentions]
    known = [number for number, mention in enumerate(mentions) if mention.whole is not None]
    if not known:
        return [[number] for number in range(len(mentions))]
    matrix = np.stack([cast("NDArray[np.float32]", mentions[number].whole) for number in known])
    near = matrix @ matrix.T
    scores = (
        (known[row], known[column], float(near[row, column]))
        for row in range(len(known))
        for column in range(row + 1, len(known))
    )
    return average_link(len(mentions), scores, threshold)


def compare(told: Sequence[Told], model: Model, apart: Sequence[Hashable] | None = None) -> Compared:
    """The pairs that can be one, with their features (`pairs.FEATURES`, in order)."""
    mentions = [mention for one in told for mention in one.mentions]
    owner = [number for number, one in enumerate(told) for _ in one.mentions]
    firsts = list(np.cumsum([0, *(len(one.mentions) for one in told)]))
    pairs: list[Pair] = []
    rows: list[list[float]] = []
    for one, other, alike in _report_pairs(told, apart):
        if not told[one].mentions or not told[other].mentions:
            continue
        shared = of_reports(told[one], told[other], alike)
        vectors = model.trusts_vectors or None not in (told[one].published, told[other].published)
        near = np.stack([mine @ its.T for mine, its in zip(told[one].meant, told[other].meant, strict=True)], axis=-1)
        close = cast("list[list[bool]]", (near[..., :2] >= _NEAR).any(-1).tolist())
        meant = cast("list[list[list[float]]]", near.tolist())
        for first, second in _mention_pairs(told[one].mentions, told[other].mentions, close, one == other, model):
            a, b = told[one].mentions[first], told[other].mentions[second]
            pairs.append((int(firsts[one]) + first, int(firsts[other]) + second))
            own = of_mentions(a, b, one == other, model.together_of(a.stem, b.stem), vectors)
            rows.append([*shared, *own[:-2], *meant[first][second], *own[-2:]])
    features = np.array(rows, dtype=np.float32).reshape(len(rows), len(FEATURES))
    return Compared(pairs, features, owner, mentions)


def _report_pairs(told: Sequence[Told], apart: Sequence[Hashable] | None) -> Iterator[tuple[int, int, float]]:
    """Each report with itself and with those most like it; their likeness."""
    having: dict[str, list[int]] = {}
    found: dict[Pair, float] = {}
    for number, one in enumerate(told):
        for term in one.terms:
            having.setdefault(term, []).append(number)
    for number, one in enumerate(told):
        yield number, number, 1.0
        likeness: dict[int, float] = {}
        for term, weight in one.terms.items():
            if len(having[term]) <= _COMMON:
                for other in having[term]:
                    likeness[other] = likeness.get(other, 0.0) + weight * told[other].terms[term]
        likeness.pop(number, None)
        best = sorted(likeness, key=lambda other: (-likeness[other], other))
        kept = (other for other in best if apart is None or apart[other] == apart[number])
        for other, _ in zip(kept, range(NEIGHBOURS), strict=False):
            found[min(number, other), max(number, other)] = 0.0
    for one_number, other in sorted(found):
        yield one_number, other, cosine(told[one_number].terms, told[other].terms)


def _mention_pairs(
    one: list[Mention], other: list[Mention], close: list[list[bool]], same: bool, model: Model
) -> Iterator[Pair]:
    for first, a in enumerate(one):
        for second in range(first + 1 if same else 0, len(other)):
            b = other[second]
            if (
                a.stem == b.stem
                or close[first][second]
                or a.groups & b.groups
                or a.names & b.names
                or model.together_of(a.stem, b.stem) > model.together_other
                or (same and "PRON" in (a.tag, b.tag))
                or (model.trusts_vectors and vector_cosine(a, b) >= _NEAR_VECTORS)
            ):
                yield first, second
