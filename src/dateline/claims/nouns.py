"""Runs of nominal words after a number: "12 young police officers", "of the territory"."""

from __future__ import annotations

from dateline.claims.phrases import Range
from dateline.model.reading import Reading

_HYPHENS = frozenset({"-", "\u2010", "\u2011"})


class Nouns:
    """The nominal runs of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.forms = [word.lower() for word in reading.words]
        """The words in lower case."""

    def run(self, word: int, end: int) -> int | None:
        """Last noun of the run of nominal words that begins at `word`."""
        reading = self._reading
        last: int | None = None
        place = word
        while place < min(end, word + 8):
            upos = reading.upos[place]
            if upos in ("NOUN", "PROPN"):
                last = place
                if reading.labels[place] not in (
                    "compound",
                    "nmod:poss",
                    "amod",
                    "nmod:desc",
                    "flat",
                    "obl:unmarked",
                ) and self.forms[place + 1 : place + 2] != ["-"]:
                    break
            elif not (
                upos in ("ADJ", "DET", "NUM")
                or (upos == "VERB" and reading.labels[place] == "amod")
                or self.forms[place] in _HYPHENS
                or (
                    reading.labels[place] in ("case", "nmod:poss")
                    and self.forms[place] in ("'s", "\u2019s", "its", "their", "his", "her", "our", "my", "your")
                )
                or (upos == "ADV" and reading.labels[place] == "advmod" and reading.heads[place] > place)
            ):
                break
            place += 1
        return last

    def of_phrase(self, word: int, end: int) -> Range | None:
        """“of the territory” after a measure: the noun phrase, without what qualifies it."""
        if word >= end or self.forms[word] != "of":
            return None
        last = self.run(word + 1, end)
        return (word + 1, last) if last is not None else None

    def noun_after(self, word: int, end: int) -> Range | None:
        """The run of nouns right after a word, a hyphen left aside; none where an article begins it."""
        place = word + 1
        while place < end and self.forms[place] in _HYPHENS:
            place += 1
        if place < end and self._reading.upos[place] == "DET":
            return None
        last = self.run(place, end)
        return (place, last) if last is not None else None
