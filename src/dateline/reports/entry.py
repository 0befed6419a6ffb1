"""What a way in hands on: one report's bytes, with what the file around it says of them; and what it passes over.

Invariant: `data` is what the report's id is the hash of; it never depends on where in a file the entry stands.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from dateline.errors import InputError
from dateline.model.report import Published, Stated


@dataclass(frozen=True)
class Said:
    """What the file around an entry states of it (a row of a table, the head of an e-mail, an item of a feed)."""

    title: Stated | None = None
    outlet: Stated | None = None
    byline: Stated | None = None
    credit: Stated | None = None
    url: Stated | None = None
    published: Published | None = None
    language: str | None = None
    issues: tuple[str, ...] = ()

    def digest(self) -> str:
        """A short hash, "" where nothing is said: saying something else makes the entry be read again."""
        return "" if self == Said() else hashlib.sha256(repr(self).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Entry:
    """One report: a file of its own, or a part of one."""

    source: str
    """Its name: the file's as the user gave it, then its own place in there ("export.csv, row 12")."""
    data: bytes
    body: bytes | None = None
    """The bytes that its text is made of, where they are only a part of `data`."""
    said: Said = field(default_factory=Said)
    fetched: str | None = None
    """The day on which it was fetched: it was published on that day at the latest."""


@dataclass(frozen=True)
class Listed:
    """An address without a text: the report is there, not here."""

    source: str
    url: str
    said: Said = field(default_factory=Said)


@dataclass(frozen=True)
class Passed:
    """A file that is not read, because its name is not that of a report: no fault, only said."""

    source: str
    message: str


Found = Entry | Listed | Passed | InputError
"""What comes out of a file, in its order: nothing of it stops the rest."""


@dataclass(frozen=True)
class Limits:
    """How much a file may ask for. What is past a limit is refused with one message that names it."""

    entry_bytes: int = 20_000_000
    """Bytes of one report, unpacked."""
    entries: int = 1_000_000
    """Reports in one file."""
    total_bytes: int = 20_000_000_000
    """Bytes that one file may unpack to, whatever its size."""
    ratio: int = 100
    """Times its own size that an archive may unpack to (from `free_bytes` on)."""
    free_bytes: int = 100_000_000
    """Bytes that any archive may unpack to."""
    depth: int = 3
    """Archives inside archives."""
    archives: int = 200
    """Archives inside one file, at all depths."""
    seconds: float = 60.0
    """Time for one PDF or office document; for an archive, time until its next entry."""
    memory: int = 1_000_000_000
    """Bytes of memory for the process that reads an archive, a PDF or an office document (Linux)."""
    pages: int = 2_000
    """Pages of one PDF."""


def size_words(size: float) -> str:
    """A number of bytes for a message: "20.0 MB"."""
    return f"{size / 1e6:,.1f} MB"
