"""Questions that ask for a number ("How many are held?"), which the sentences after them answer."""

from __future__ import annotations

from dateline.claims.count_words import count_words, is_person
from dateline.model.account import Unit
from dateline.model.reading import Reading

_BACK = 3
"""Sentences from a question to its last answer, at most."""
_GATHERED = frozenset({"march", "come", "gather", "rally", "protest", "demonstrate", "attend", "people", "crowd"})


def asked_before(reading: Reading, word: int) -> tuple[int, Unit] | None:
    """The last word of a "how many" of this sentence or the few before it, and the unit that it asks for.

    What a bare "How many?" asks for stands in the sentence before it; None where that is not about people.
    """
    sentence = reading.sentence_of[word]
    for number in range(sentence, max(-1, sentence - _BACK - 1), -1):
        if reading.paragraph_of[number] != reading.paragraph_of[sentence]:
            return None
        start, end = reading.sentence_bounds(number)
        for at in range(start, min(end, word) - 1):
            if reading.words[at].lower() != "how" or reading.words[at + 1].lower() != "many":
                continue
            stop = next((near for near in range(at + 2, end) if reading.words[near] == "?"), None)
            if stop is None or stop > word:
                continue
            unit = _unit(reading, at + 2, stop)
            if unit is None and stop == at + 2 and number:
                unit = _unit(reading, *reading.sentence_bounds(number - 1))
            return None if unit is None else (stop, unit)
    return None


def _unit(reading: Reading, first: int, end: int) -> Unit | None:
    """What some words say of people: that they were killed, held …; "people" where they only came."""
    table = count_words()
    lemmas = [reading.lemmas[word].lower() for word in range(first, end)]
    for word, lemma in zip(range(first, end), lemmas, strict=True):
        unit = table.states.get(reading.words[word].lower()) or table.undergo.get(lemma) or table.suffer.get(lemma)
        if unit is not None:
            return unit
        if lemma == "hold":
            return "detained"
    return "people" if any(lemma in _GATHERED or is_person(lemma) for lemma in lemmas) else None
