"""Precision, recall and F1 from counts. Nothing found scores 0; nothing to find and nothing found scores None."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass


def harmonic(precision: float, recall: float) -> float:
    """F1 of a precision and a recall."""
    total = precision + recall
    return 2 * precision * recall / total if total else 0.0


@dataclass
class Counts:
    """How many items were right, how many were found, how many there are in the gold."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, gold: Iterable[Hashable], found: Iterable[Hashable]) -> None:
        """Count one text's items, which are right where they are equal."""
        wanted, given = set(gold), set(found)
        self.right += len(wanted & given)
        self.found += len(given)
        self.gold += len(wanted)

    @property
    def precision(self) -> float:
        """Share of the found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall."""
        return harmonic(self.precision, self.recall) if self.gold or self.found else None


@dataclass
class Share:
    """How many of the items asked about are right."""

    right: float = 0.0
    of: int = 0

    def add(self, right: float, of: int = 1) -> None:
        """Count `of` items, `right` of them right."""
        self.right += right
        self.of += of

    @property
    def value(self) -> float | None:
        """The share, None where nothing was asked."""
        return self.right / self.of if self.of else None
