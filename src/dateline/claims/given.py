"""A number that somebody gives for something: "the union puts the turnout at 9,000"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.claims.phrases import extent, is_negated, subject_of, trimmed
from dateline.claims.tellings import Telling
from dateline.model.reading import Reading

_STOPS = frozenset({",", ";", ".", "while", "but", "(", "-", "\u2013", "\u2014"})


def given_number(reading: Reading, word: int) -> Iterator[Telling]:
    """“The union puts the turnout at 9,000”: the number that the subject of "put" gives for something."""
    what, subject = reading.child(word, "obj"), subject_of(reading, word)
    if what is None or subject is None or not subject < word < what:
        return
    if reading.child(word, "aux:pass") is not None or is_negated(reading, word):
        return
    for at in range(what + 1, min(what + 8, len(reading) - 1)):
        if reading.words[at].lower() != "at" or reading.sentence_of[at] != reading.sentence_of[word]:
            continue
        if not any(reading.upos[near] == "NUM" for near in range(at + 1, min(at + 5, len(reading)))):
            return
        last, end = at + 1, reading.sentence_bounds(reading.sentence_of[word])[1]
        while last + 1 < end and reading.words[last + 1].lower() not in _STOPS:
            last += 1
        content = trimmed(reading, extent(reading, what)[0], last)
        yield Telling((word, word), [content], subject, "stated", "speech", "the number given for something")
        return
