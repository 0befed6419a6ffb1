"""Lines of a report: its headline, which is told otherwise than what stands below it; and the nouns that say when."""

from __future__ import annotations

from dateline.model.reading import Reading

TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today week month year night morning evening "
    "afternoon weekend january february march april may june july august september october november december".split()
)
"""Nouns that say when, wherever they stand."""


def in_title(reading: Reading, word: int) -> bool:
    """Whether the word stands in the first line of the text, and that line is a headline."""
    number = reading.sentence_of[word]
    if reading.paragraph_of[number] != 0:
        return False
    return reading.words[reading.sentence_bounds(number)[1] - 1][-1] not in '.!”"'
