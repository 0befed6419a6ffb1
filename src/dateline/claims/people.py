"""The people that a phrase stands for: whether it is of people at all, and how many they are."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.claims.count_words import count_words, is_person
from dateline.claims.number_words import number_table
from dateline.claims.victim_words import Fate, Victim, victim_words
from dateline.model.reading import Reading

_HYPHENS = frozenset("-‐‑–")


class People:
    """The phrases of one reading that stand for people."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._words = victim_words()
        self._forms = [word.lower() for word in reading.words]
        self._lemmas = [lemma.lower() for lemma in reading.lemmas]
        table = count_words()
        self._persons = table.persons | table.kinds.keys()
        self._numbers = number_table().numbers

    def joined(self, head: int) -> Iterator[int]:
        """Those joined to a phrase ("his wife and two guards")."""
        for child in self._reading.children[head]:
            if self._reading.labels[child] != "conj":
                continue
            if self._reading.upos[child] != "NUM" or self._reading.upos[head] == "NUM":
                yield child

    def victim(self, word: int, fate: Fate) -> Victim | None:
        """The people that a phrase stands for; None where they are none, or nobody."""
        reading = self._reading
        below = [child for child in reading.children[word] if child < word]
        if any(self._forms[child] in self._words.nots for child in below):
            return None
        person = self.is_of_people(word)
        if not person:
            return None
        other = any(self._forms[child] in ("other", "others", "another", "second") for child in below)
        other = other or self._lemmas[word] in ("other", "others", "another")
        return Victim(word, self.count(word), fate, other)

    def is_of_people(self, word: int) -> bool:
        """Whether the head word of a phrase is one of people."""
        reading = self._reading
        name = reading.name_at.get(word)
        if name is not None and name.type == "PER":
            return True
        lemma, form = self._lemmas[word], self._forms[word]
        if lemma in self._words.nouns:
            return self.count(word) is not None
        if (
            form in self._words.one
            or form in self._words.reflexive
            or form in ("another", "they", "them", "victim", "victims", "others")
        ):
            return True
        if lemma in self._persons or is_person(lemma) or lemma in self._words.groups or form == "old":
            return True
        return reading.upos[word] == "NUM" and not any(char in form for char in ".,%$:")

    def count(self, word: int) -> int | None:
        """How many a phrase stands for."""
        reading, form = self._reading, self._forms[word]
        if self._lemmas[word] in self._words.nouns:
            near = self._forms[max(0, word - 3) : word]
            return next((self._words.multiple[other] for other in near if other in self._words.multiple), None)
        if reading.upos[word] == "NUM":
            return 1 if self._is_age(word) else self.number(word)
        for child in reading.children[word]:
            if reading.labels[child] == "nummod" and child < word and not self._is_age(child):
                return self.number(child)
        of = next((child for child in reading.children[word] if reading.labels[child] == "nmod"), None)
        if of is not None and reading.upos[of] == "NUM" and self._lemmas[word] in ("family", "group", "crew", "party"):
            return self.number(of)  # "a family of five"
        if self._lemmas[word] in self._words.groups:
            return self._words.groups[self._lemmas[word]]
        if form == "themselves" or form in ("they", "them"):
            return None
        name = reading.name_at.get(word)
        if form in self._words.one or form == "another" or (name is not None and name.type == "PER"):
            return 1
        if form == "old" or reading.feature(word, "Number") == "Sing" or form.endswith("-old"):
            return None if self._lemmas[word] in ("family", "people", "crew", "crowd", "personnel", "staff") else 1
        return None

    def number(self, word: int) -> int | None:
        """The value of a number word; None where it is none."""
        form = self._forms[word].replace(",", "")
        if form.isdigit():
            return int(form) if len(form) < 7 else None
        return self._numbers.get(form)

    def head(self, word: int) -> int:
        """The word that stands for the people: of "an 11-year-old" the last, whichever the tree has."""
        if self._reading.upos[word] == "NUM" and self._is_age(word):
            return next(place for place in range(word, word + 5) if self._forms[place] == "old")
        return word

    def _is_age(self, word: int) -> bool:
        """Whether a number says how old somebody is ("an 11-year-old boy"), whatever the tree makes of it."""
        following = [form for form in self._forms[word + 1 : word + 5] if form not in _HYPHENS]
        return following[:1] in (["year"], ["years"], ["month"], ["months"]) and "old" in following[:2]
