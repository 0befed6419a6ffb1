"""Which names of a text are to be read as places.

A mention covers the name and what makes it another place ("northeast Syria", "10 km south of Kirkuk", "Hama province").
Names of persons and bodies are never mentions. Names used for a government (`acting`) are marked, because they still
tell which countries a text speaks of.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from dateline.model.reading import Name, Reading
from dateline.places.folding import fold
from dateline.places.mention import Mention, Surroundings
from dateline.places.phrases import take_direction, take_kind, take_relation
from dateline.places.words import (
    AFTER_HYPHEN,
    ARTICLES,
    DIRECTIONS,
    HYPHENS,
    INSIDE,
    KINDS,
    LOCAL_BODIES,
    LOCATIVE,
    NO_PLACES,
    POSSESSIVE,
    POSTAL,
    SHORT,
    TITLES,
    TOWN_SIDES,
)

_LONGEST_RUN = 4
_SURE = 0.6
"""The reader's chance for a name from which it is kept though the gazetteer doesn't have it."""

_QUARTERS = tuple(noun for noun, kind in KINDS.items() if kind == "quarter")
_NOT_NAMES = frozenset(("ADJ", "NOUN", "DET", "ADV", "VERB"))


def find_mentions(
    reading: Reading, acting: frozenset[tuple[int, int]], demonyms: Container[str], unmistakable: Container[str]
) -> list[Mention]:
    """The mentions of a text in their order; `demonyms` and `unmistakable` are folded names from the gazetteer."""
    lower = [word.lower() for word in reading.words]
    taken = {word for first, last in acting for word in range(first, last + 1)}
    sure = {name.first for name in reading.names if name.type == "LOC" and name.score >= _SURE}
    found: list[Mention] = []
    for first, last in _place_names(reading, lower, unmistakable):
        mention = _mention(reading, lower, first, last, demonyms)
        if mention is not None and not (found and mention.start <= found[-1].end):
            mention.likely = first in sure or _led_to(lower, mention.start)
            acts = not taken.isdisjoint(range(first, last + 1)) and not _lies_somewhere(mention, lower)
            mention.acting = acts or _stands_for_government(lower, last)
            found.append(mention)
    _take_quarters(lower, found)
    return found


def _take_quarters(lower: list[str], mentions: list[Mention]) -> None:
    """A name that the text has for a neighbourhood is one wherever it stands without a noun of its own.

    "The Vale neighborhood", "Norwick's Vale neighborhood"; but "a Norwick neighborhood" is one in Norwick.
    """
    quarters = {
        mention.keys[0][0].removesuffix(f" {noun}")
        for mention in mentions
        if mention.kind == "quarter" and mention.start and lower[mention.start - 1] in {"the", *POSSESSIVE}
        for noun in _QUARTERS
    }
    for mention in mentions:
        if mention.kind is None and mention.direction is None and mention.keys[0][0] in quarters:
            mention.kind = "quarter"


def _place_names(reading: Reading, lower: list[str], unmistakable: Container[str]) -> list[tuple[int, int]]:
    """First and last words of every name that is to be read as a place, in order."""
    places = {fold(_text(reading, name.first, name.last)) for name in reading.names if name.type == "LOC"}
    surnames = {lower[name.last] for name in reading.names if name.type == "PER" and name.last > name.first}
    chosen = [
        (name.first, name.last)
        for name in reading.names
        if len(reading.words[name.first].strip(".")) > 1 or name.last > name.first  # the E of "E. 5th Street"
        if (_is_no_person if name.type == "LOC" else _is_place_after_all)(
            reading, lower, name, places=places, surnames=surnames, unmistakable=unmistakable
        )
    ]
    chosen.extend(_missed(reading, lower, unmistakable))
    chosen.extend(_behind_a_comma(reading, chosen))
    taken = {word for first, last in chosen for word in range(first, last + 1)}
    for first, last in (*_bodies(reading, lower), *_datelines(reading, lower)):
        if taken.isdisjoint(range(first, last + 1)):
            chosen.append((first, last))
            taken.update(range(first, last + 1))
    return sorted(chosen)


def _bodies(reading: Reading, lower: list[str]) -> Iterator[tuple[int, int]]:
    """Names before a body that every town or county has for itself: "Norwick police", "Vale County Sheriff"."""
    words = reading.words
    for word, form in enumerate(lower):
        if form not in LOCAL_BODIES:
            continue
        low = reading.sentence_bounds(reading.sentence_of[word])[0]
        first = word
        while first > low and word - first < _LONGEST_RUN and _is_capital(words[first - 1]):
            first -= 1
        name = reading.name_at.get(first)
        if first < word and name is not None and name.first < first:
            first = name.first if word - name.first <= _LONGEST_RUN else word
        while first < word and (lower[first] in ARTICLES or lower[first] in TITLES or lower[first] in DIRECTIONS):
            first += 1
        if first < word and not any(lower[other] in LOCAL_BODIES for other in range(first, word)):
            yield first, word - 1


def _is_capital(word: str) -> bool:
    return word[0].isupper() and word[-1].isalpha() and not (len(word) > 4 and word.isupper())


def _datelines(reading: Reading, lower: list[str]) -> Iterator[tuple[int, int]]:
    """Names in capitals that open a paragraph as its dateline: "NORWICK, Conn. (AP) —", "NORWICK —"."""
    words = reading.words
    for number in reading.paragraphs:
        first = last = reading.sentences[number]
        end = min(first + _LONGEST_RUN, len(words) - 1)
        while last < end and words[last].isupper() and words[last][-1].isalpha():
            last += 1
        if last == first or len(words[first]) < 3 or lower[first] in ("update", "breaking", "watch", "photos", "video"):
            continue
        if words[last] in ("—", "–", "--", "(") or (words[last] == "," and _opens(words[last + 1 : last + 12])):
            yield first, last - 1


def _opens(words: list[str]) -> bool:
    """Whether the words after the comma of a dateline bring it to its end."""
    return any(word in ("—", "–", "--", "(", "-") for word in words)


def _is_no_person(
    reading: Reading, lower: list[str], name: Name, *, places: Container[str], surnames: Container[str],
    unmistakable: Container[str],
) -> bool:  # fmt: skip
    """Whether what the reader took for a place is one: not somebody's surname, nor a name after a title."""
    del places, unmistakable
    if name.first != name.last:
        return True
    person = lower[name.first] in surnames and not _led_to(lower, name.first)
    return not person and not _after_title(reading, lower, name.first)


def _is_place_after_all(
    reading: Reading, lower: list[str], name: Name, *, places: Container[str], surnames: Container[str],
    unmistakable: Container[str],
) -> bool:  # fmt: skip
    """Whether a name that the reader took for a person or a body is a place, as elsewhere in the text."""
    if name.type == "NORP":
        return False
    key, somebody = fold(_text(reading, name.first, name.last)), name.type == "PER" and lower[name.last] in surnames
    if _led_to(lower, name.first):
        known = name.type != "PER" and name.first == name.last and key in unmistakable
        return known or (key in places and not somebody)
    alone = name.type == "PER" and name.first == name.last and not somebody
    return alone and key in places and not _after_title(reading, lower, name.first)


def _missed(reading: Reading, lower: list[str], unmistakable: Container[str]) -> Iterator[tuple[int, int]]:
    """Names of countries and big towns in places where the reader saw no name, led to by a preposition of place."""
    named, upos, words = reading.name_at, reading.upos, reading.words
    word, total = 0, len(words)
    while word < total:
        last = word
        while last < total and upos[last] == "PROPN" and last not in named and words[last][0].isupper():
            last += 1
        short = 0 < last - word <= _LONGEST_RUN
        if short and _led_to(lower, word) and fold(_text(reading, word, last - 1)) in unmistakable:
            yield word, last - 1
        word = max(last, word + 1)


def _behind_a_comma(reading: Reading, chosen: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The post's abbreviations of states behind the towns found: "Jackson, MS"."""
    taken = {first for first, _ in chosen}
    return [
        (last + 2, last + 2)
        for _, last in chosen
        if last + 2 < len(reading) and last + 2 not in taken and _is_postal(reading, last + 2)
    ]


def _is_postal(reading: Reading, word: int) -> bool:
    """Whether a word is a state's abbreviation behind a name and a comma."""
    words = reading.words
    return word > 1 and words[word] in POSTAL and words[word - 1] == "," and words[word - 2][0].isupper()


def _text(reading: Reading, first: int, last: int) -> str:
    return reading.text[reading.starts[first] : reading.ends[last]]


def _led_to(lower: list[str], word: int) -> bool:
    """Whether a preposition of place stands before the word, over an article and words for directions."""
    before = word - 1
    while before >= 0 and (lower[before] in ARTICLES or lower[before] in DIRECTIONS or lower[before] in HYPHENS):
        before -= 1
    return before >= 0 and lower[before] in LOCATIVE and lower[before] not in ("by", "against")


def _after_title(reading: Reading, lower: list[str], word: int) -> bool:
    same = word > 0 and reading.sentence_of[word - 1] == reading.sentence_of[word]
    return same and lower[word - 1].rstrip(".") in TITLES


def _lies_somewhere(mention: Mention, lower: list[str]) -> bool:
    """Whether a name is a place beyond doubt, whoever acts there: "northeast Syria", "in Syria", "near Kirkuk"."""
    if mention.direction is not None or mention.relation is not None:
        return True
    before = mention.start - 1
    while before >= 0 and (lower[before] in ARTICLES or lower[before] in DIRECTIONS):
        before -= 1
    return before >= 0 and lower[before] in INSIDE


def _stands_for_government(lower: list[str], last: int) -> bool:
    """Whether a name says whose, not where: "US-backed", "Iran-allied"."""
    return last + 2 < len(lower) and lower[last + 1] in HYPHENS and lower[last + 2] in AFTER_HYPHEN


def _mention(reading: Reading, lower: list[str], first: int, last: int, demonyms: Container[str]) -> Mention | None:
    words = reading.words
    while first < last and (lower[first] in ARTICLES or not words[first][0].isalnum()):
        first += 1
    while last > first and (lower[last] in POSSESSIVE or not _ends_a_name(words[last])):
        last -= 1
    key = fold(_text(reading, first, last))
    if first == last and _is_postal(reading, first):
        return Mention(first, last, first, last, keys=((POSTAL[words[first]], None, None),), named=last, bare=first)
    if first < last and lower[last].rstrip(".") == "co":
        bare = fold(_text(reading, first, last - 1))
        return Mention(
            first, last, first, last, keys=((f"{bare} county", None, None),), kind="county", named=last, bare=first
        )
    short = _text(reading, first, last).removesuffix(".")
    if short in SHORT:
        return Mention(first, last, first, last, keys=((SHORT[short], None, None),), named=last, bare=first)
    if (
        not key
        or all(word in DIRECTIONS for word in key.split())
        or (first > 1 and lower[first - 2 : first] == ["block", "of"] and lower[last] not in KINDS)
        or key in NO_PLACES
        or key in TOWN_SIDES
        or key in KINDS
        or (words[first].islower() and words[last].islower())
    ):
        return None
    around = Surroundings(reading, lower, first)
    if _only_says_whose(around, first, last, key, demonyms):
        return None
    mention = Mention(first, last, first, last)
    take_kind(mention, around)
    take_direction(mention, around)
    take_relation(mention, around)
    return mention


def _ends_a_name(word: str) -> bool:
    return word[-1].isalnum() or (word[-1] == "." and len(word) > 1)


def _only_says_whose(around: Surroundings, first: int, last: int, key: str, demonyms: Container[str]) -> bool:
    """Whether a name is an adjective, with or without the noun that it stands beside: "Iraqi", "Somali port city"."""
    if key in demonyms:
        beside = around.at(last + 1) in KINDS and around.part_of_speech(last + 1) == "NOUN"
        return beside or around.part_of_speech(last) == "ADJ"
    if first == last or around.capital(last):
        return False
    if around.at(last) in KINDS and all(around.part_of_speech(word) in _NOT_NAMES for word in range(first, last)):
        return True
    word = first
    while word < last and around.at(word) in DIRECTIONS:
        word += 1
    plain = not any(around.capital(other) for other in range(word + 1, last + 1))
    return word < last and plain and fold(around.at(word)) in demonyms
