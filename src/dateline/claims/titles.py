"""What persons are called right beside their names: "Ombudswoman Ana Reyes", "Ana Reyes, the ombudswoman"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dateline.claims.count_words import is_person
from dateline.model.account import Actor
from dateline.model.reading import Reading


def titles(reading: Reading, actors: Sequence[Actor], mentioned: frozenset[int]) -> dict[str, frozenset[int]]:
    """The persons (indices into `actors`) who are called by a noun, by its lemma; `mentioned` are the actors' words."""
    found: dict[str, set[int]] = {}
    for index, actor in enumerate(actors):
        for span in actor.mentions if actor.kind == "person" else ():
            first, last = bisect_left(reading.starts, span.start), bisect_left(reading.starts, span.end) - 1
            if first > last or last >= len(reading) or last not in reading.name_at:
                continue
            for word in _beside(reading, first, last):
                lemma = reading.lemmas[word].lower() if 0 <= word < len(reading) else ""
                if lemma and reading.upos[word] in ("NOUN", "PROPN") and word not in mentioned and is_person(lemma):
                    found.setdefault(lemma, set()).add(index)
    return {lemma: frozenset(members) for lemma, members in found.items()}


def _beside(reading: Reading, first: int, last: int) -> list[int]:
    """The words before a name, past a comma, and the noun that ends what stands behind it, past a comma."""
    words = [first - 1]
    if reading.words[first - 1 : first] == [","]:
        words.append(first - 2)
    if reading.words[last + 1 : last + 2] == [","]:
        end = _noun_end(reading, last + 2)
        closed = end is not None and reading.words[end + 1 : end + 2] in ([","], [";"], ["."], [")"])
        words.extend([end] if end is not None and closed else [])
    return words


def _noun_end(reading: Reading, first: int) -> int | None:
    """The noun that a run of determiners, adjectives and nouns beginning at `first` ends with; None for no such run."""
    word, last = first, None
    while word < len(reading) and reading.upos[word] in ("DET", "ADJ", "NOUN", "PROPN", "PRON"):
        last = word if reading.upos[word] in ("NOUN", "PROPN") else last
        word += 1
    return last
