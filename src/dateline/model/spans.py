"""A span: a run of one text, by code points, together with the words that stand there.

Invariant, for every span of every table: `text[span.start:span.end] == span.text`.
"""

from __future__ import annotations

from msgspec import Struct


class Span(Struct, frozen=True, order=True, array_like=True):
    """Half-open run of code points of one report's text; `text` is exactly what stands there."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` from `start` to `end`; raises ValueError for an empty run or one outside the text."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no span from {start} to {end} in a text of {len(text)} characters")
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character (of the same text)."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies inside this span (of the same text)."""
        return self.start <= other.start and other.end <= self.end
