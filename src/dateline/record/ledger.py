"""The id ledger: which id stands for what, kept for ever.

Invariants:

- append-only: an entry is never changed or taken out;
- an id is minted from its evidence (kind, report, span of the founding mention), so one evidence gives one id anywhere;
- a cluster keeps the oldest id whose evidence it holds; the other ids it holds redirect to that one, for ever;
- assigning again with the ledger that came out gives the same ids and adds nothing.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence

from msgspec import Struct

Key = tuple[str, int, int, str]
"""Evidence: report id, start and end of a span, and a mark that parts several items on one span."""

KINDS = {
    "event": "evt", "actor": "act", "place": "plc", "claim": "clm", "figure": "fig", "relation": "rel",
    "disagreement": "dis", "story": "sto", "origin": "org",
}  # fmt: skip
"""Kinds of items and the first letters of their ids."""
KIND_OF = {letters: kind for kind, letters in KINDS.items()}


class LedgerEntry(Struct, frozen=True, order=True):
    """One line of the ledger: an id with its evidence or, where `redirect` is set, that it now stands for another."""

    id: str
    report: str
    start: int
    end: int
    mark: str = ""
    redirect: str | None = None

    @property
    def key(self) -> Key:
        """The evidence that minted the id."""
        return (self.report, self.start, self.end, self.mark)


def kind_of(item: str) -> str | None:
    """The kind of an id ("evt_…" → "event"), None for what is no id."""
    return KIND_OF.get(item.partition("_")[0])


def mint(kind: str, key: Key, turn: int = 0) -> str:
    """The id for a piece of evidence: three letters for the kind and ten of its hash. `turn` counts further tries."""
    source = "\n".join((kind, key[0], str(key[1]), str(key[2]), key[3], *([str(turn)] if turn else [])))
    letters = base64.b32encode(hashlib.sha256(source.encode()).digest()[:7]).decode("ascii").lower()
    return f"{KINDS[kind]}_{letters[:10]}"


class Where:
    """Which of many things holds a piece of evidence: the one with just this key, else one that overlaps it.

    A newer reader cuts a span a little differently ("launched" for "launched an offensive"): the evidence is the same.
    """

    def __init__(self, things: Sequence[Sequence[Key]]) -> None:
        self.exact = {key: number for number, keys in enumerate(things) for key in keys}
        self._by_report: dict[str, list[Key]] = {}

    def find(self, key: Key) -> int | None:
        """The number of the thing that holds `key`, None where none does."""
        number = self.exact.get(key)
        if number is not None or key[1] == key[2]:
            return number
        if not self._by_report:
            for other in sorted(self.exact):
                self._by_report.setdefault(other[0], []).append(other)
        _, start, end, mark = key
        for other in self._by_report.get(key[0], ()):
            if other[3] == mark and other[1] < end and start < other[2]:
                return self.exact[other]
        return None


class Ledger:
    """The ledger while a record is built: old entries, and `additions` made on the way."""

    def __init__(self, entries: Iterable[LedgerEntry] = ()) -> None:
        self.additions: list[LedgerEntry] = []
        self._redirects: dict[str, str] = {}
        self._minted: dict[str, dict[str, Key]] = {kind: {} for kind in KINDS}
        for entry in entries:
            self._take(entry)

    def _take(self, entry: LedgerEntry) -> None:
        if entry.redirect is not None:
            self._redirects[entry.id] = entry.redirect
        else:
            kind = kind_of(entry.id)
            if kind is None:
                raise ValueError(f"no kind of id: {entry.id!r}")
            self._minted[kind][entry.id] = entry.key

    def _add(self, entry: LedgerEntry) -> None:
        self._take(entry)
        self.additions.append(entry)

    def knows(self, item: str) -> bool:
        """Whether the id was ever minted."""
        return item in self._minted.get(kind_of(item) or "", {})

    def evidence(self, item: str) -> Key | None:
        """The evidence that minted an id, None for an id that never was."""
        return self._minted.get(kind_of(item) or "", {}).get(item)

    def resolve(self, item: str) -> str:
        """The id that `item` stands for now; itself where it never was redirected. Raises ValueError for a circle."""
        seen = {item}
        while item in self._redirects:
            item = self._redirects[item]
            if item in seen:
                raise ValueError(f"redirects of {item} run in a circle")
            seen.add(item)
        return item

    def assign(self, kind: str, clusters: Sequence[Sequence[Key]]) -> list[str]:
        """An id for each cluster, given by its evidence; clusters come in an order made from content."""
        where = Where(clusters)
        live = [(item, key) for item, key in self._minted[kind].items() if item not in self._redirects]
        held = [(item, key, where.exact[key]) for item, key in live if key in where.exact]
        moved = [(item, key) for item, key in live if key not in where.exact]
        held += [(item, key, number) for item, key in moved if (number := where.find(key)) is not None]
        chosen: list[str | None] = [None] * len(clusters)
        merged: list[tuple[str, Key, int]] = []
        for item, key, number in held:
            if chosen[number] is None:
                chosen[number] = item
            else:
                merged.append((item, key, number))
        ids = [item or self._mint(kind, min(keys)) for item, keys in zip(chosen, clusters, strict=True)]
        for item, key, number in merged:
            self._add(LedgerEntry(item, *key, redirect=ids[number]))
        return ids

    def _mint(self, kind: str, key: Key) -> str:
        turn = 0
        while (item := mint(kind, key, turn)) in self._minted[kind]:
            turn += 1
        self._add(LedgerEntry(item, *key))
        return item
