"""A telling: a claim in the making, in words of the reading, before its speaker is known by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from dateline.claims.cues import Certainty
from dateline.claims.phrases import Range


class Found(NamedTuple):
    """A content that was found by a cue, and how."""

    content: list[Range]
    how: str
    quoted: bool = False
    clausal: bool = False
    """A clause or a quotation, no mere noun phrase or infinitive."""
    hearsay: bool = False
    """Told of somebody by nobody who is named ("is said to have left")."""


@dataclass
class Telling:
    """Cue, content and speaker as ranges of words, and how each was found."""

    cue: Range
    content: list[Range]
    speaker: int | None
    """Head of the noun phrase of the speaker."""
    certainty: Certainty
    kind: str
    how: str
    """A sentence: how the content was found."""
    quoted: bool = False
    """A quotation belongs to it; later quotations without a cue may follow."""
    clausal: bool = True
    """The content is a clause or a quotation, no mere noun phrase or infinitive."""
    speaker_words: Range | None = None
    """The words of the speaker where they are no noun phrase of the tree (the head of a heading)."""
    through: list[int] = field(default_factory=list)
    """Heads of the noun phrases it came through, from the outside in ("told Reuters")."""
    previous: Telling | None = None
    """The telling whose speaker goes on here."""

    def covers(self, word: int) -> bool:
        """Whether a word lies in the content."""
        return any(first <= word <= last for first, last in self.content)

    @property
    def start(self) -> int:
        """First word of cue and content."""
        return min(self.cue[0], *(first for first, _ in self.content))
