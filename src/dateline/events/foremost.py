"""Which of a report's events comes first: what the headline tells, then the lead, main clauses before what they hold.

Within a paragraph: news before background, the clause nearest to the root of its sentence, then the order of the text.
"""

from __future__ import annotations

from bisect import bisect_right

from dateline.model.account import Event
from dateline.model.reading import Reading


def foremost(reading: Reading, events: tuple[Event, ...]) -> tuple[int, ...]:
    """Indices of the events, the first one first."""

    def key(index: int) -> tuple[int, bool, int, int]:
        event = events[index]
        word = bisect_right(reading.starts, event.trigger.start) - 1
        depth = min(_depth(reading, inner) for inner in _words(reading, event, word))
        return reading.paragraph_of[reading.sentence_of[word]], event.background, depth, event.trigger.start

    return tuple(sorted(range(len(events)), key=key))


def _words(reading: Reading, event: Event, first: int) -> range:
    last = first
    while last + 1 < len(reading) and reading.starts[last + 1] < event.trigger.end:
        last += 1
    return range(first, last + 1)


def _depth(reading: Reading, word: int) -> int:
    """Steps from the word up to the root of its sentence."""
    steps = 0
    while reading.heads[word] >= 0:
        word = reading.heads[word]
        steps += 1
    return steps
