"""Listing: whether a coder who keeps a list of the events of a story would put this telling on it.

A logistic decision over signs (signs.py), fitted by `training/listing.py` on stories with a coder's list; its table
lies in data/listing.json, by names that a person can read. A text of a few sentences is no report to make a list
from, and types that the table was not fitted on are always listed.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from math import exp

import msgspec

_LEAST_SENTENCES = 4
"""Sentences of a text from which on there is something to choose from."""


class Listing(msgspec.Struct, frozen=True):
    """The fitted decision: a weight for each sign, and the chance below which a telling is left out."""

    version: str
    types: tuple[str, ...]
    bias: float
    threshold: float
    weights: dict[str, float]

    @classmethod
    @cache
    def shipped(cls) -> Listing:
        """The one in the package."""
        return msgspec.json.decode(resources.files(__package__).joinpath("data/listing.json").read_bytes(), type=cls)

    def chance(self, signs: dict[str, float]) -> float:
        """The chance that a coder lists a telling with these signs."""
        score = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in crossed(signs).items())
        return 1 / (1 + exp(-score))

    def decides(self, sentences: int, kind: str) -> bool:
        """Whether it has a say on an event of this type in a text of so many sentences."""
        return sentences >= _LEAST_SENTENCES and kind in self.types


def crossed(signs: dict[str, float]) -> dict[str, float]:
    """The signs, and each of them once more for nouns, finite verbs and other forms apart."""
    form = "noun" if "noun" in signs or "carried by a verb" in signs else "verb" if "finite" in signs else "other"
    return signs | {f"{form}: {name}": value for name, value in signs.items()}
