"""A hit: words that name somebody."""

from __future__ import annotations

from typing import NamedTuple

HYPHENS = frozenset("-‐‑–—/")


class Hit(NamedTuple):
    """Words `first` to `last` name somebody; `start` and `end` are code points (a hit may be a part of a word)."""

    first: int
    last: int
    start: int
    end: int
    entry: str | None
    """Id of the known actor, also of a state's organ ("iq.military"); None for a name that only the reader saw."""
    parts: frozenset[str]
    """Which parts of a known name the words may be ("name", "adjective" …)."""
    type: str
    """The reader's type (PER, ORG …), "" where it saw none."""

    @property
    def is_state(self) -> bool:
        """Whether the words stand for a state."""
        return self.entry is not None and len(self.entry) == 2

    @property
    def whole_words(self) -> bool:
        """Whether the hit is no part of a word like "anti-IS"."""
        return self.type != "inside"
