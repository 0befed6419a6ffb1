"""Persons: full names first, then surnames and first names that can mean only one of them.

Two people with one surname stay apart: a bare surname goes to the one who was named last, and only where the others
are far away; otherwise it stays by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from dateline.actors.cast import Cast, Part
from dateline.actors.hits import HYPHENS, Hit
from dateline.actors.known import fold
from dateline.actors.nicknames import joined_nicknames
from dateline.actors.tables import nouns, words
from dateline.model.reading import Reading

NEAR = 2
"""Sentences within which a shared surname means the person who was named last."""


@dataclass(eq=False, slots=True)
class Person:
    """A person with the tokens of the fullest name the report gives."""

    tokens: list[str]
    part: Part
    sentences: list[int] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    """First words of the full names."""


def name_tokens(text: str) -> list[str]:
    """The parts of a person's name in lower case: particles joined to what follows, titles and suffixes left out."""
    raw = fold(text).replace(".", " ").replace("‐", "-")
    parts = [part.strip("'\",") for part in raw.replace(" - ", "-").split()]
    small, suffixes = words("particles"), words("suffixes")
    found: list[str] = []
    held = ""
    for part in parts:
        lower = part.lower()
        if not lower or lower in suffixes:
            continue
        if lower in small and (part.islower() or found or held):
            held += lower + "-"
            continue
        found.append(held + lower)
        held = ""
    if held:
        found.append(held.rstrip("-"))
    return found


def surname_key(token: str) -> str:
    """A surname as it is compared: without particles ("al-abadi" → "abadi")."""
    small = words("particles")
    pieces = token.split("-")
    while len(pieces) > 1 and pieces[0] in small:
        pieces = pieces[1:]
    return "-".join(pieces)


def compatible(one: list[str], other: list[str]) -> bool:
    """Whether two full names may be one person's: same surname, and first names that are the same or one's initial.

    Of two surnames the second may be left out ("Inés Quispe Mamani", "Inés Quispe").
    """
    short, full = sorted((one, other), key=len)
    if len(short) == 2 and len(full) == 3 and short == full[:2]:
        return True
    if surname_key(one[-1]) != surname_key(other[-1]):
        return False
    first, second = one[0], other[0]
    if first == second:
        return not (len(one) == len(other) and len(one) > 2) or all(
            left == right or (left[0] == right[0] and min(len(left), len(right)) == 1)
            for left, right in zip(one[1:-1], other[1:-1], strict=True)
        )
    return first[0] == second[0] and min(len(first), len(second)) == 1


class Persons:
    """The persons of one report."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._reading: Reading = cast.reading
        self.people: list[Person] = []
        self._by_surname: dict[str, list[Person]] = {}
        self._by_other: dict[str, list[Person]] = {}

    def read(self, hits: list[Hit]) -> None:
        """Takes in every hit that the reader took for a person's name, and surnames that it missed."""
        reading = self._reading
        hits, nicknames = joined_nicknames(reading, hits)
        bare: list[tuple[Hit, list[str]]] = []
        covered: set[int] = set()
        for hit in hits:
            if hit.type == "PER" and hit.entry is None:
                trimmed = _without_title(reading, hit)
                if trimmed is None or _is_nobody(reading, trimmed):
                    continue
                tokens = name_tokens(reading.text[trimmed.start : trimmed.end])
                if hit.first in nicknames and self._nickname(hit, trimmed, tokens, nicknames[hit.first]):
                    pass
                elif len(tokens) > 1:
                    self._full(hit, trimmed, tokens)
                elif tokens:
                    bare.append((trimmed, tokens))
                covered.update(range(hit.first, hit.last + 1))
        surnames = {surname_key(tokens[0]) for _, tokens in bare} | self._by_surname.keys()
        for hit in hits:
            if self._is_surname(hit, surnames):
                bare.append((hit, name_tokens(reading.words[hit.first])))
            if hit.entry is not None or hit.type in ("ORG", "PER"):
                covered.update(range(hit.first, hit.last + 1))
            elif hit.type == "LOC" and hit.first == hit.last and not _in_place(reading, hit.first):
                if self._known_surname(reading.words[hit.first]):
                    covered.add(hit.first)
                    bare.append((hit, name_tokens(reading.words[hit.first])))
            elif hit.type == "LOC":
                covered.update(range(hit.first, hit.last + 1))
        bare.extend(self._missed(covered))
        self._settle(bare)

    def _is_surname(self, hit: Hit, surnames: set[str]) -> bool:
        """Whether what the reader took for an organisation is a person's name that stands elsewhere as one."""
        if hit.type != "ORG" or hit.entry is not None or hit.first != hit.last:
            return False
        word = self._reading.words[hit.first]
        before = self._reading.words[hit.first - 1].lower() if hit.first else ""
        return not word.isupper() and before != "the" and surname_key(fold(word).lower()) in surnames

    def _full(self, hit: Hit, trimmed: Hit, tokens: list[str]) -> None:
        cast, reading = self._cast, self._reading
        key = surname_key(tokens[-1])
        sentence = reading.sentence_of[trimmed.first]
        first_surname = surname_key(tokens[1]) if len(tokens) == 3 else ""
        for person in (
            *self._by_surname.get(key, []),
            *self._by_other.get(key, []),
            *self._by_surname.get(first_surname, []),
        ):
            if compatible(tokens, person.tokens):
                if len(tokens) > len(person.tokens):
                    person.tokens = tokens
                    if person not in self._by_surname.setdefault(key, []):
                        self._by_surname[key].append(person)
                person.sentences.append(sentence)
                person.names.append(trimmed.first)
                self._saw(person.part, trimmed, "person")
                cast.of_hit[hit] = person.part
                return
        name = _spelt(reading.text[trimmed.start : trimmed.end])
        part = cast.add(Part(name, "person"))
        person = Person(tokens, part, [sentence], [trimmed.first])
        self.people.append(person)
        self._by_surname.setdefault(key, []).append(person)
        for token in tokens[:-1]:
            self._by_other.setdefault(surname_key(token), []).append(person)
        self._saw(part, trimmed, "person")
        cast.of_hit[hit] = part

    def _nickname(self, hit: Hit, trimmed: Hit, tokens: list[str], name: Hit) -> bool:
        """Gives a nickname to the person whose full name stands before it; False where that is nobody's."""
        part = self._cast.of_hit.get(name)
        person = next((person for person in self.people if person.part is part), None)
        if person is None or not tokens:
            return False
        text = _spelt(self._reading.text[trimmed.start : trimmed.end])
        person.part.because(f"The report says that “{person.part.name}” is known as “{text}”.")
        self._by_other.setdefault(surname_key(tokens[-1]), []).append(person)
        self._saw(person.part, trimmed, "person")
        self._cast.of_hit[hit] = person.part
        return True

    def _saw(self, part: Part, hit: Hit, how: str) -> None:
        part.see_run(hit.first, hit.last, hit.start, hit.end, how)
        self._cast.of_hit[hit] = part

    def _known_surname(self, word: str) -> bool:
        return surname_key(fold(word).lower()) in self._by_surname

    def _missed(self, covered: set[int]) -> list[tuple[Hit, list[str]]]:
        """Words written like a surname of the report that the reader took for no name."""
        reading, found = self._reading, []
        if not self._by_surname:
            return []
        common, titles = nouns(), words("titles")
        for index, word in enumerate(reading.words):
            if index in covered or not word[:1].isupper() or len(word) < 3:
                continue
            key = surname_key(fold(word).lower())
            if key not in self._by_surname or key in common or key in titles:
                continue
            if reading.upos[index] != "PROPN" or (word.isupper() and len(word) < 5):
                continue
            if (index + 1 < len(reading) and reading.words[index + 1] in HYPHENS and index + 1 not in covered) or (
                index and reading.words[index - 1] in HYPHENS and not self._particle(index)
            ):
                continue
            if (
                index + 1 < len(reading)
                and reading.upos[index + 1] == "PROPN"
                and reading.words[index + 1][:1].isupper()
            ):
                continue
            hit = Hit(index, index, reading.starts[index], reading.ends[index], None, frozenset(), "PER")
            found.append((hit, [fold(word).lower()]))
        return found

    def _particle(self, index: int) -> bool:
        return index > 1 and self._reading.words[index - 2].lower() in words("particles")

    def _settle(self, bare: list[tuple[Hit, list[str]]]) -> None:
        """Gives single names to the persons they mean, in the order of the text."""
        bare.sort(key=lambda pair: pair[0].start)
        alone: dict[str, Part] = {}
        for hit, tokens in bare:
            key = surname_key(tokens[0])
            sentence = self._reading.sentence_of[hit.first]
            person, reason = self._who(key, sentence)
            if person is not None and not self._same_rank(person, hit):
                person = None
            if person is not None:
                person.sentences.append(sentence)
                self._saw(person.part, hit, "surname")
                if reason:
                    person.part.because(reason)
                continue
            part = alone.get(key)
            if part is None:
                text = _spelt(self._reading.text[hit.start : hit.end])
                if _common(text):
                    continue
                part = alone[key] = self._cast.add(Part(text, "person"))
                if key in self._by_surname:
                    names = " and ".join(f"“{other.part.name}”" for other in self._by_surname[key][:2])
                    part.because(f"“{text}” may be {names}; the report does not say which.")
            self._saw(part, hit, "person")

    def _same_rank(self, person: Person, hit: Hit) -> bool:
        """Whether a name after "King" or the like is that of somebody who bears the title elsewhere too."""
        title = self._title(hit.first)
        return title == "" or any(self._title(first) == title for first in person.names)

    def _title(self, first: int) -> str:
        word = self._reading.words[first - 1].lower() if first else ""
        return word if word in words("royal") else ""

    def _who(self, key: str, sentence: int) -> tuple[Person | None, str]:
        named = self._by_surname.get(key, [])
        if len(named) == 1:
            return named[0], f"“{key.title()}” is the surname of “{named[0].part.name}”."
        if named:
            last = [
                (max((number for number in person.sentences if number <= sentence), default=-99), person)
                for person in named
            ]
            last.sort(key=lambda pair: -pair[0])
            if sentence - last[0][0] <= NEAR and last[0][0] - last[1][0] > NEAR:
                person = last[0][1]
                return person, f"A bare “{key.title()}” follows “{person.part.name}”; others of that name are far away."
            return None, ""
        others = self._by_other.get(key, [])
        unique = {id(person): person for person in others}
        if len(unique) == 1:
            person = others[0]
            return person, f"“{key.title()}” is a part of the name “{person.part.name}”, and of nobody else's."
        return None, ""


_PARTY_TAG = re.compile(r"^[DRI](?:-.*)?$")
_CALL_SIGN = re.compile(r"^[KW][A-Z]{2,3}(?:-?TV)?$")


def _is_nobody(reading: Reading, hit: Hit) -> bool:
    """Whether what the reader took for a person is a party tag ("D-Mo"), a ship, or the place of a dateline."""
    text = reading.text[hit.start : hit.end]
    if hit.first > 0 and reading.lemmas[hit.first - 1].lower() in words("vehicles"):
        return True
    if hit.first > 0 and hit.last > hit.first and reading.words[hit.first - 1].lower() == "the":
        behind = hit.last + 1  # "the Maria Lopez" is a ship, "the Maria Lopez case" her
        if behind >= len(reading) or reading.upos[behind] not in ("NOUN", "PROPN"):
            return reading.words[hit.first].lower() not in words("titles")
    if _PARTY_TAG.match(text) or _CALL_SIGN.match(text) or text.lower() in words("abbreviations") or text.islower():
        return True
    if hit.first == hit.last and text.isupper() and len(text) > 3:
        after = reading.words[hit.last + 1 : hit.last + 2]
        begins = reading.sentences[reading.sentence_of[hit.first]] == hit.first
        return begins and bool(after) and after[0] in (",", ":", "(", "–", "—", "-", ";")
    return False


def _common(text: str) -> bool:
    """Whether a single "name" is no name: a role, a title, a word in lower case."""
    lower = text.lower()
    return lower in nouns() or lower in words("titles") or text.islower()


def _without_title(reading: Reading, hit: Hit) -> Hit | None:
    """The hit without titles at its beginning; None where nothing else is in it."""
    first, titles, table = hit.first, words("titles"), nouns()
    while first <= hit.last:
        lower = reading.words[first].lower()
        if (lower in titles and not (first == hit.last and first == hit.first)) or (
            first < hit.last
            and lower in table
            and table[lower].sort in ("office", "member", "people")
            and not (table[lower].sort == "people" and _is_given(reading, first, hit.last))
        ):
            first += 1
            continue
        break
    last = hit.last
    while last > first and (reading.words[last].lower() in ("'s", "’s", ",", "'", "’")):
        last -= 1
    if first > last:
        return None
    return hit._replace(first=first, last=last, start=reading.starts[first], end=reading.ends[last])


def _is_given(reading: Reading, first: int, last: int) -> bool:
    """Whether a noun for people is a first name: written with a capital inside a sentence, before a surname."""
    begins = reading.sentence_bounds(reading.sentence_of[first])[0] == first
    return first == last - 1 and reading.words[first][:1].isupper() and not begins


def _in_place(reading: Reading, word: int) -> bool:
    """Whether a preposition of place stands before the word."""
    before = reading.words[word - 1].lower() if word else ""
    return before in words("locative") or before in ("from", "to", "of", "between") or before in words("directions")


def _spelt(text: str) -> str:
    """A name on one line, with plain spaces; one written in capitals only, in ordinary ones."""
    plain = " ".join(text.split())
    if len(plain) > 4 and plain.isupper() and " " in plain:
        return plain.title()
    return plain


def commonest(names: Counter[str]) -> str:
    """The form that stands most often; of equals, the longest."""
    return max(names, key=lambda name: (names[name], len(name), name))
