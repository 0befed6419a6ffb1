"""Clusters of items that are one thing: union-find with facts that forbid a join.

Invariants: a forbidden pair never stands in one cluster; a join that its summaries refuse is not made; the outcome
depends only on the order of the calls, so callers offer their pairs in an order made from content.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Summary(Protocol):
    """What a cluster must know of its members to tell whether it may take in others."""

    def clashes(self, other: Summary) -> bool:
        """Whether the two must not be one."""
        ...

    def absorb(self, other: Summary) -> None:
        """Take in what the other knows."""
        ...


S = TypeVar("S", bound=Summary)


class Clusters:
    """Items 0 … n-1, each a cluster of its own at first."""

    def __init__(self, count: int, summaries: list[S] | None = None) -> None:
        self._parent = list(range(count))
        self._members: dict[int, list[int]] = {}
        self._reasons: dict[int, list[str]] = {}
        self._forbidden: dict[int, set[int]] = {}
        self._summaries = summaries

    def find(self, item: int) -> int:
        """The item that stands for the cluster of `item`."""
        parent = self._parent
        root = item
        while parent[root] != root:
            root = parent[root]
        while parent[item] != root:
            parent[item], item = root, parent[item]
        return root

    def forbid(self, one: int, other: int) -> None:
        """From now on the clusters of the two must stay apart (unless they are one already)."""
        one, other = self.find(one), self.find(other)
        if one != other:
            self._forbidden.setdefault(one, set()).add(other)
            self._forbidden.setdefault(other, set()).add(one)

    def may_join(self, one: int, other: int) -> bool:
        """Whether nothing forbids that the two be in one cluster."""
        one, other = self.find(one), self.find(other)
        if one == other:
            return True
        if other in self._forbidden.get(one, ()):
            return False
        return self._summaries is None or not self._summaries[one].clashes(self._summaries[other])

    def join(self, one: int, other: int, reason: str = "", *, by_hand: bool = False) -> bool:
        """Make one cluster of two; False where they are one already or must not be. `by_hand` overrules summaries."""
        one, other = self.find(one), self.find(other)
        if one == other:
            return False
        if other in self._forbidden.get(one, ()):
            return False
        if not by_hand and self._summaries is not None and self._summaries[one].clashes(self._summaries[other]):
            return False
        if len(self._members.get(one, ())) < len(self._members.get(other, ())):
            one, other = other, one
        self._parent[other] = one
        self._members.setdefault(one, [one]).extend(self._members.pop(other, [other]))
        gone = self._reasons.pop(other, [])
        if gone or reason:
            kept = self._reasons.setdefault(one, [])
            kept.extend(gone)
            if reason:
                kept.append(reason)
        if self._summaries is not None:
            self._summaries[one].absorb(self._summaries[other])
        enemies = self._forbidden.pop(other, set())
        for enemy in enemies:
            self._forbidden[enemy].discard(other)
            self._forbidden[enemy].add(one)
        if enemies:
            self._forbidden.setdefault(one, set()).update(enemies)
        return True

    def size(self, item: int) -> int:
        """How many are in the cluster of `item`."""
        return len(self._members.get(self.find(item), (item,)))

    def members(self, item: int) -> list[int]:
        """Everything in the cluster of `item`, in order."""
        root = self.find(item)
        return sorted(self._members.get(root, [root]))

    def reasons(self, item: int) -> list[str]:
        """Why the members of the cluster of `item` were joined: each reason once, in order."""
        return sorted(set(self._reasons.get(self.find(item), [])))

    def groups(self, items: Iterable[int] | None = None) -> list[list[int]]:
        """All clusters (of `items`, where given), each in order, by their first member."""
        chosen = range(len(self._parent)) if items is None else items
        found: dict[int, list[int]] = {}
        for item in chosen:
            found.setdefault(self.find(item), []).append(item)
        return sorted(sorted(group) for group in found.values())
