"""A number that somebody gives for something: "the union puts the turnout at 9,000", "police raised the toll to 9"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.claims.phrases import extent, is_negated, subject_child, subject_of, trimmed
from dateline.claims.tellings import Telling
from dateline.model.reading import Reading

GIVING = frozenset(
    {"put", "raise", "lower", "revise", "update", "increase", "cut", "reduce", "correct", "give", "issue"}
)
"""Verbs by which somebody gives a number; all but "put" only with what is counted as their object."""
_REACH = 12
"""Words between what is counted and its number, at most."""
_COUNTS = frozenset({"toll", "estimate", "tally", "count", "figure", "number", "total"})
_STOPS = frozenset({",", ";", ".", "while", "but", "(", "-", "\u2013", "\u2014"})


def given_number(reading: Reading, word: int) -> Iterator[Telling]:
    """“The union puts the turnout at 9,000”: the number that the subject of "put" gives for something."""
    what, subject = reading.child(word, "obj"), subject_of(reading, word)
    if word > 2 and reading.words[word - 1].lower() == "and" and reading.words[word - 2] == ",":
        said = subject_of(reading, word - 3) if reading.upos[word - 3] == "VERB" else None
        subject = said if said is not None else subject  # "they did not fire, she said, and put the toll at nine"
    if what is None or subject is None or not subject < word < what:
        return
    if reading.lemmas[word] != "put" and subject_child(reading, word) is None and reading.labels[word] != "conj":
        return
    if reading.child(word, "aux:pass") is not None or is_negated(reading, word):
        return
    put = reading.lemmas[word] == "put"
    if not put and reading.lemmas[what].lower() not in _COUNTS:
        return
    leads = ("at",) if put else ("to", "at", "of", "from")
    for at in range(what + 1, min(what + _REACH, len(reading) - 1)):
        if reading.words[at].lower() not in leads or reading.sentence_of[at] != reading.sentence_of[word]:
            continue
        if not any(reading.upos[near] == "NUM" for near in range(at + 1, min(at + 5, len(reading)))):
            if put:
                return
            continue
        last, end = at + 1, reading.sentence_bounds(reading.sentence_of[word])[1]
        while last + 1 < end and reading.words[last + 1].lower() not in _STOPS:
            if reading.words[last + 1].lower() == "and" and last + 2 < end and reading.upos[last + 2] == "VERB":
                break
            last += 1
        content = trimmed(reading, extent(reading, what)[0], last)
        yield Telling((word, word), [content], subject, "stated", "speech", "the number given for something")
        return
