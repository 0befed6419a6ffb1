"""Macro-F1 over classes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Classes:
    """Gold and given classes of items, one of each an item; None where nothing is given."""

    gold: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def add(self, gold: str | None, given: str | None) -> None:
        """Count one item."""
        if gold is None:
            return
        self.gold[gold] += 1
        if given is not None:
            self.given[given] += 1
            self.right[gold] += given == gold

    def f1(self) -> dict[str, float]:
        """F1 of each class that the gold has."""
        return {name: 2 * self.right[name] / (self.gold[name] + self.given[name]) for name in sorted(self.gold)}

    @property
    def macro_f1(self) -> float | None:
        """The mean of them; None without items."""
        each = self.f1()
        return sum(each.values()) / len(each) if each else None

    @property
    def accuracy(self) -> float | None:
        """The share of items that are right."""
        return sum(self.right.values()) / sum(self.gold.values()) if self.gold else None
