"""The id ledger: which id stands for what, kept for ever.

Invariants:

- append-only: an entry is never changed or taken out;
- an id is minted from its evidence (kind, report, span of the founding mention), so one evidence gives one id anywhere;
  what is one thing whoever names it (a known actor, a place of the gazetteer) is minted from the digest of what it is;
- a cluster keeps the oldest id whose evidence it holds; the other ids it holds redirect to that one, for ever;
- assigning again with the ledger that came out gives the same ids and adds nothing.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec import Struct

Key = tuple[str, int, int, str]
"""Evidence: report id, start and end of a span, and a mark that parts several items on one span."""

NO_REPORT = ""
"""What stands for the report in the evidence of what no single report founds: its mark says what it is."""
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


class Beyond(Protocol):
    """What answers for the entries that a ledger in use does not hold: the file."""

    def evidence(self, item: str) -> Key | None:
        """The evidence that minted an id, None for an id that never was."""

    def redirect(self, item: str) -> str | None:
        """The id that an id leads to, None where it leads nowhere."""


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
    """The ledger while a record is built: old entries, and `additions` made on the way.

    It may hold a part only, the entries of the reports that are built anew; `beyond` then answers for the rest.
    """

    def __init__(self, entries: Iterable[LedgerEntry] = (), beyond: Beyond | None = None, length: int = 0) -> None:
        self.additions: list[LedgerEntry] = []
        self._beyond = beyond
        self._length = length
        self._redirects: dict[str, str] = {}
        self._minted: dict[str, Key] = {}
        self._by_report: dict[tuple[str, str], list[tuple[int, str, Key]]] = {}
        """By kind and report, in the order of minting: place in the ledger, id, evidence."""
        for number, entry in enumerate(entries, start=1):
            self.take(number, entry)

    def take(self, number: int, entry: LedgerEntry) -> None:
        """Take in an old entry that has this place in the ledger."""
        self._length = max(self._length, number)
        if entry.redirect is not None:
            self._redirects[entry.id] = entry.redirect
            return
        kind = kind_of(entry.id)
        if kind is None:
            raise ValueError(f"no kind of id: {entry.id!r}")
        if entry.id not in self._minted:
            self._minted[entry.id] = entry.key
            self._by_report.setdefault((kind, entry.report), []).append((number, entry.id, entry.key))

    def _add(self, entry: LedgerEntry) -> None:
        self.take(self._length + 1, entry)
        self.additions.append(entry)

    def knows(self, item: str) -> bool:
        """Whether the id was ever minted."""
        return self.evidence(item) is not None

    def evidence(self, item: str) -> Key | None:
        """The evidence that minted an id, None for an id that never was."""
        known = self._minted.get(item)
        return self._beyond.evidence(item) if known is None and self._beyond else known

    def is_common(self, item: str) -> bool:
        """Whether an id stands for what is one thing in all circles of reports, and leads to no other."""
        key = self.evidence(item)
        return key is not None and key[0] == NO_REPORT and self._redirect(item) is None

    def lead(self, item: str, into: str) -> None:
        """Let an id lead to another from now on."""
        key = self.evidence(item)
        if key is not None:
            self._add(LedgerEntry(item, *key, redirect=into))

    def resolve(self, item: str) -> str:
        """The id that `item` stands for now; itself where it never was redirected. Raises ValueError for a circle."""
        seen = {item}
        while (into := self._redirect(item)) is not None:
            item = into
            if item in seen:
                raise ValueError(f"redirects of {item} run in a circle")
            seen.add(item)
        return item

    def _redirect(self, item: str) -> str | None:
        into = self._redirects.get(item)
        return self._beyond.redirect(item) if into is None and self._beyond else into

    def assign(self, kind: str, clusters: Sequence[Sequence[Key]], common: Sequence[str] = ()) -> list[str]:
        """An id for each cluster, given by its evidence; clusters come in an order made from content.

        `common` has for each cluster the mark of what is one thing in all circles of reports ("" for the others): its
        id follows from that mark, whatever else the cluster holds.
        """
        where = Where(clusters)
        chosen: list[str | None] = [None] * len(clusters)
        for number, mark in enumerate(common):
            if mark:
                chosen[number] = self._common(kind, mark)
        live = sorted(
            entry
            for report in {key[0] for keys in clusters for key in keys}
            for entry in self._by_report.get((kind, report), ())
            if self._redirect(entry[1]) is None
        )
        held = [(item, key, where.exact[key]) for _, item, key in live if key in where.exact]
        moved = [(item, key) for _, item, key in live if key not in where.exact]
        held += [(item, key, found) for item, key in moved if (found := where.find(key)) is not None]
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

    def _common(self, kind: str, mark: str) -> str:
        """The id of what is one thing in all circles of reports."""
        key = (NO_REPORT, 0, 0, mark)
        turn = 0
        while (item := mint(kind, key, turn)) and (known := self.evidence(item)) is not None:
            if known == key and self._redirect(item) is None:
                return item
            turn += 1
        self._add(LedgerEntry(item, *key))
        return item

    def _mint(self, kind: str, key: Key) -> str:
        turn = 0
        while self.knows(item := mint(kind, key, turn)):
            turn += 1
        self._add(LedgerEntry(item, *key))
        return item
