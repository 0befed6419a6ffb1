"""Numbers of the sentences of a reading, by a place in its text."""

from __future__ import annotations

from bisect import bisect_right

from dateline.model.reading import Reading


class Sentences:
    """The sentences of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._starts = [reading.starts[word] for word in reading.sentences]

    def of(self, place: int) -> int:
        """The number of the sentence that holds a place of the text, or of the last one before it."""
        return max(0, bisect_right(self._starts, place) - 1)
