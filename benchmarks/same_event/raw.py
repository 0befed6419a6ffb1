"""Mentions of a system's own: which words of a Reading tell events, and their place among the gold mentions.

A word's stem decides, and whether it is a verb and a predicate: whether such words are more often than not events in
the train parts (`Tables.tells_event`).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from benchmarks.same_event.reading import Read
from dateline.record.same_event import Tables
from dateline.record.words import stem

TAGS = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})
"""Parts of speech of words that can tell an event."""


def words_that_count(read: Read) -> Iterator[int]:
    """Words of `TAGS` inside the runs of the document that count."""
    runs = read.document.scored
    run = 0
    for word, (start, end) in enumerate(read.spans):
        while run < len(runs) and runs[run][1] <= start:
            run += 1
        if run < len(runs) and end > runs[run][0] and read.reading.upos[word] in TAGS:
            yield word


def event_words(read: Read, tables: Tables) -> list[int]:
    """Words taken for events, inside the runs of the document that count."""
    reading = read.reading
    predicates = {frame.word for frame in reading.frames}
    return [
        word
        for word in words_that_count(read)
        if tables.tells_event(stem(reading.lemmas[word]), reading.upos[word] == "VERB", word in predicates)
    ]


def keys_of(read: Read, words: Sequence[int]) -> list[Hashable]:
    """For each word the gold mention that it stands in, each gold mention once, else a key of its own."""
    keys: list[Hashable] = []
    taken: set[Hashable] = set()
    owner: dict[int, Hashable] = {}
    for mention, inside in zip(read.document.events, read.events, strict=True):
        for word in inside:
            owner.setdefault(word, mention.spans)
    for word in words:
        key: Hashable = (read.document.id, owner[word]) if word in owner else (read.document.id, word, "found")
        if key in taken:
            key = (read.document.id, word, "found")
        taken.add(key)
        keys.append(key)
    return keys


def gold_keys(read: Read) -> list[Hashable]:
    """Keys of the gold mentions."""
    return [(read.document.id, mention.spans) for mention in read.document.events]
