"""A number that somebody gives: "the union puts the turnout at 9,000", "the police say 87", "the clinic counted 16"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.claims.phrases import extent, is_negated, subject_child, subject_of, trimmed
from dateline.claims.tellings import Telling
from dateline.model.reading import Reading

GIVING = frozenset(
    {"put", "raise", "lower", "revise", "update", "increase", "cut", "reduce", "correct", "give", "issue"}
)
"""Verbs by which somebody gives a number; all but "put" only with what is counted as their object."""
TELLING = {
    "say": "", "claim": "", "report": "", "estimate": "", "announce": "", "insist": "on", "admit": "to",
    "tell": "", "speak": "of", "talk": "of", "acknowledge": "", "concede": "", "confirm": "",
}  # fmt: skip
"""Verbs whose object is a number alone, with the preposition before it ("the police say 87", "speaks of 40")."""
COUNTING = frozenset({"count", "list", "document", "record", "register", "tally", "number"})
"""Verbs of those who count: "the clinic counted 16 dead"."""
_LISTS = frozenset({"list", "register", "count", "tally", "toll", "roll", "record", "book"})
HOLDING = frozenset({"have", "give", "show", "hold", "contain"})
"""What a list that somebody keeps does with a number: "the union's list has seven names"."""
_FURTHER = frozenset({",", ";", ".", ":", "while", "but", "and", "(", ")", "?", "!"})
_REACH = 12
"""Words between what is counted and its number, at most."""
_BOUND = 4
"""Words that bound a number, with its first word."""
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
    if put and reading.words[word + 1].lower() == "at" and word + 2 < what:
        content = trimmed(reading, word + 2, extent(reading, what)[1])  # "put at 12 the number of rebels killed"
        yield Telling((word, word), [content], subject, "stated", "speech", "the number given for something")
        return
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


def number_told(reading: Reading, word: int) -> Iterator[Telling]:
    """“The police say 87”, "the ombudswoman counts five dead": a number that the subject of a verb gives."""
    subject = subject_of(reading, word)
    lemma, end = reading.lemmas[word], reading.sentence_bounds(reading.sentence_of[word])[1]
    if (
        subject is None
        or not subject < word
        or reading.child(word, "aux:pass") is not None
        or is_negated(reading, word)
    ):
        return
    if subject_child(reading, word) is None and reading.labels[word] not in ("conj", "acl:relcl"):
        return
    if lemma in HOLDING:
        owner = reading.child(subject, "nmod:poss")
        if owner is None or reading.lemmas[subject].lower() not in _LISTS:
            return
        subject = owner
    at = word + 1
    while at < end and reading.upos[at] == "ADV" and reading.lemmas[at] not in ("about", "around", "nearly", "almost"):
        at += 1
    leads = TELLING.get(lemma, "")
    if leads:
        if reading.words[at : at + 1] != [leads]:
            return
        at += 1
    number = next((near for near in range(at, min(at + _BOUND, end)) if reading.upos[near] == "NUM"), None)
    if number is None or any(reading.upos[near] in ("VERB", "NOUN", "PROPN", "PRON") for near in range(at, number)):
        return
    if lemma in COUNTING or lemma in HOLDING or leads:
        last = number
        while last + 1 < end and reading.words[last + 1].lower() not in _FURTHER - {"and"}:
            last += 1
    else:
        last = number
        while last + 1 < end and reading.upos[last + 1] == "NUM":
            last += 1
        if last + 1 < end and reading.words[last + 1].lower() not in _FURTHER | {"of", "in", "by", "on"}:
            return
    first, last = trimmed(reading, at, last)
    yield Telling((word, word), [(first, last)], subject, "stated", "speech", "the number that the subject gives")


def is_told(reading: Reading, number: int) -> bool:
    """Whether a number (by its first word) stands right behind a verb of telling or counting and its subject."""
    at = number - 1
    while at > 0 and reading.upos[at] == "ADV":
        at -= 1
    lead = reading.words[at].lower()
    if lead in TELLING.values() and at > 0:
        return TELLING.get(reading.lemmas[at - 1]) == lead
    return reading.upos[at] == "VERB" and (TELLING.get(reading.lemmas[at]) == "" or reading.lemmas[at] in COUNTING)
