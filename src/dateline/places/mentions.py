"""Where a text names places: each name with what the words around it say of its kind and of where it lies.

A mention covers the name and what makes it another place ("northeast Syria", "10 km south of Kirkuk", "Hama province").
Names of persons and bodies are never mentions, nor are names used for a government (`acting`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.model.reading import Reading
from dateline.places.folding import fold
from dateline.places.words import (
    AFTER_HYPHEN,
    DIRECTIONS,
    KILOMETRES,
    KINDS,
    LOCATIVE,
    NEAR,
    NEAR_NOUNS,
    NO_PLACES,
    NUMBERS,
    PLURALS,
    QUALIFIERS,
    TITLES,
)

_HYPHENS = frozenset("-‐‑–")
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_ARTICLES = frozenset(("the", "a", "an"))
_LEADING_KINDS = frozenset(("water", "mountain", "island", "river", "facility", "road"))
_LONGEST_RUN = 4
_SITES = frozenset(("water", "mountain", "road"))
"""What lies at a town, where the noun is none of its name ("the New Concord reservoir")."""


@dataclass
class Mention:
    """One naming of a place: words `start` to `end` (inclusive), within it the name `first` to `last`."""

    first: int
    last: int
    start: int
    end: int
    keys: tuple[tuple[str, str | None, str | None], ...]
    """What to look up, the best first: folded name, class of kind word taken off it, direction taken off it."""
    kind: str | None = None
    """Class of place by a noun beside the name ("settlement", "province" …)."""
    direction: str | None = None
    named: int = 0
    """Last word of the name with the noun of its kind behind it."""
    bare: int = 0
    """First word without what `relation` took in."""
    relation: str | None = None
    """"near", "around" (its countryside, its outskirts) or "offset" (so many kilometres to one side)."""
    kilometres: float | None = None
    inside: bool = False
    """Whether the noun that says the kind is a word of the name itself ("Rock Hill", "Orontes River")."""
    lower: bool = False
    """Whether the kind noun is in lower case, so that it can't be a part of the name."""
    listed: list[int] = field(default_factory=list)
    """Numbers of the mentions that stand in one list with it ("Ohio, Indiana and Kentucky")."""
    containers: list[tuple[int, str]] = field(default_factory=list)
    """Numbers of the mentions that the text says this place lies in, and how it says so ("comma", "in", "owner")."""
    countries: set[str] = field(default_factory=set)
    """Countries that the text says this place lies in, by a demonym or "Syria's"."""


def find_mentions(
    reading: Reading, acting: frozenset[tuple[int, int]], demonyms: Iterable[str], unmistakable: frozenset[str]
) -> list[Mention]:
    """The mentions of a text in their order; `demonyms` and `unmistakable` are folded names from the gazetteer."""
    words = reading.words
    lower = [word.lower() for word in words]
    taken = _acting_words(reading, acting)
    known_demonyms = demonyms if isinstance(demonyms, (dict, frozenset, set)) else frozenset(demonyms)
    found = []
    for first, last in _place_names(reading, lower, unmistakable):
        if any(word in taken for word in range(first, last + 1)) or _stands_for_government(lower, last):
            continue
        mention = _mention(reading, words, lower, first, last, known_demonyms)
        if mention is not None and not (found and mention.start <= found[-1].end):
            found.append(mention)
    return found


def _acting_words(reading: Reading, acting: frozenset[tuple[int, int]]) -> frozenset[int]:
    return frozenset(word for first, last in acting for word in range(first, min(last, len(reading) - 1) + 1))


def _place_names(reading: Reading, lower: list[str], unmistakable: frozenset[str]) -> list[tuple[int, int]]:
    """First and last words of every name that is to be read as a place, in order."""
    places = {fold(_text(reading, name.first, name.last)) for name in reading.names if name.type == "LOC"}
    surnames = {lower[name.last] for name in reading.names if name.type == "PER" and name.last > name.first}
    chosen: list[tuple[int, int]] = []
    for name in reading.names:
        single = name.first == name.last
        if name.type == "LOC":
            person = single and lower[name.first] in surnames and not _led_to(lower, name.first)
            if not person and not (single and _after_title(reading, lower, name.first)):
                chosen.append((name.first, name.last))
        elif name.type in ("PER", "MISC", "ORG") and _led_to(lower, name.first):
            key = fold(_text(reading, name.first, name.last))
            same = key in places and not (name.type == "PER" and lower[name.last] in surnames)
            country = name.type != "PER" and key in unmistakable and single
            if same or country:
                chosen.append((name.first, name.last))
        elif name.type == "PER" and single and lower[name.first] not in surnames:
            if fold(_text(reading, name.first, name.last)) in places and not _after_title(reading, lower, name.first):
                chosen.append((name.first, name.last))
    chosen.extend(_missed(reading, lower, unmistakable))
    return sorted(chosen)


def _missed(reading: Reading, lower: list[str], unmistakable: frozenset[str]) -> Iterable[tuple[int, int]]:
    """Names of countries and big towns in places where the reader saw no name, led to by a preposition of place."""
    named, upos, words = reading.name_at, reading.upos, reading.words
    word, total = 0, len(words)
    while word < total:
        if upos[word] != "PROPN" or word in named or not words[word][0].isupper():
            word += 1
            continue
        last = word
        while last + 1 < total and upos[last + 1] == "PROPN" and last + 1 not in named and words[last + 1][0].isupper():
            last += 1
        if last - word < _LONGEST_RUN and _led_to(lower, word) and fold(_text(reading, word, last)) in unmistakable:
            yield word, last
        word = last + 1


def _text(reading: Reading, first: int, last: int) -> str:
    return reading.text[reading.starts[first] : reading.ends[last]]


def _led_to(lower: list[str], word: int) -> bool:
    """Whether a preposition of place stands before the word, over an article and words for directions."""
    before = word - 1
    while before >= 0 and (lower[before] in _ARTICLES or lower[before] in DIRECTIONS or lower[before] in _HYPHENS):
        before -= 1
    return before >= 0 and lower[before] in LOCATIVE and lower[before] not in ("by", "against")


def _after_title(reading: Reading, lower: list[str], word: int) -> bool:
    return word > 0 and lower[word - 1].rstrip(".") in TITLES and reading.sentence_of[word - 1] == reading.sentence_of[word]


def _stands_for_government(lower: list[str], last: int) -> bool:
    """ "US-backed", "Iran-allied": a name that says whose, not where."""
    return last + 2 < len(lower) and lower[last + 1] in _HYPHENS and lower[last + 2] in AFTER_HYPHEN


def _mention(
    reading: Reading, words: list[str], lower: list[str], first: int, last: int, demonyms: Iterable[str]
) -> Mention | None:
    while first < last and (lower[first] in _ARTICLES or not words[first][0].isalnum()):
        first += 1
    while last > first and (lower[last] in _POSSESSIVE or not words[last][-1].isalnum() and words[last] != "U.S."):
        if words[last][-1] == "." and len(words[last]) > 1:
            break
        last -= 1
    name = _text(reading, first, last)
    key = fold(name)
    if not key or key in NO_PLACES or not (words[first][0].isupper() or words[last][0].isupper() or not words[first][0].isascii()):
        return None
    if _only_says_whose(reading, lower, first, last, key, demonyms):
        return None
    bounds = reading.sentence_bounds(reading.sentence_of[first])
    mention = Mention(first, last, first, last, ())
    _take_kind(mention, reading, words, lower, bounds)
    _take_direction(mention, words, lower, bounds)
    _take_relation(mention, lower, bounds)
    return mention


def _only_says_whose(
    reading: Reading, lower: list[str], first: int, last: int, key: str, demonyms: Iterable[str]
) -> bool:
    """ "Iraqi", "the Somali port city": an adjective, with or without the noun that it stands beside."""
    if key in demonyms:
        beside = last + 1 < len(lower) and lower[last + 1] in KINDS
        return reading.upos[last] == "ADJ" or (beside and reading.upos[last + 1] == "NOUN")
    if first < last and lower[last] in KINDS and reading.words[last].islower():
        if all(reading.upos[word] in ("ADJ", "NOUN", "DET", "ADV", "VERB") for word in range(first, last)):
            return True
    word = first
    while word < last and lower[word] in DIRECTIONS:
        word += 1
    return word < last and fold(reading.words[word]) in demonyms and all(
        reading.words[other].islower() for other in range(word + 1, last + 1)
    )  # fmt: skip


def _take_kind(mention: Mention, reading: Reading, words: list[str], lower: list[str], bounds: tuple[int, int]) -> None:
    """Finds the noun that says the kind, in the name, behind it or before it, and writes the keys to look up."""
    first, last = mention.first, mention.last
    whole = fold(_text(reading, first, last))
    keys: list[tuple[str, str | None, str | None]] = []
    after = last + 1
    if after < bounds[1] and lower[after] in KINDS and not _kind_is_verb(reading, after):
        if words[after][0].isupper() and words[after] != words[after].upper():
            keys.append((f"{whole} {fold(words[after])}", None, None))
        mention.kind, mention.lower = KINDS[lower[after]], words[after].islower()
        mention.end = after
        keys.append((whole, None, None))
    elif first < last and lower[last] in KINDS:
        keys.append((whole, None, None))
        mention.kind, mention.lower, mention.inside = KINDS[lower[last]], words[last].islower(), True
        core = last - 1
        if mention.kind == "facility":
            while core > first and lower[core] in QUALIFIERS:
                core -= 1
        if lower[core] in _POSSESSIVE and core > first:
            core -= 1
        keys.append((fold(_text(reading, first, core)), mention.kind, None))
    else:
        keys.append((whole, None, None))
    if mention.kind is None and first < last and lower[first] in KINDS:
        kind = KINDS[lower[first]]
        skip = first + 2 if lower[first + 1] == "of" and first + 2 <= last else first + 1
        mention.kind, mention.inside = kind, True
        if kind not in _LEADING_KINDS or skip > first + 1:
            keys.append((fold(_text(reading, skip, last)), kind, None))
    if mention.kind is None and first - 2 >= bounds[0] and lower[first - 1] == "of" and lower[first - 2] in KINDS and not (
        first - 3 >= bounds[0] and reading.upos[first - 3] == "PROPN" or lower[first - 2] in PLURALS
    ):
        mention.kind, mention.lower = KINDS[lower[first - 2]], True
    if first < last and lower[first] in DIRECTIONS:
        for key, kind, _ in list(keys):
            rest = key.split(" ", 1)
            if len(rest) == 2 and rest[0] in DIRECTIONS:
                keys.append((rest[1], kind, DIRECTIONS[lower[first]]))
    mention.keys = tuple(dict.fromkeys(keys))


def _kind_is_verb(reading: Reading, word: int) -> bool:
    """"Kyiv states that …" has no province in it; "Aleppo Center" may be anything."""
    return reading.upos[word] not in ("NOUN", "PROPN")


def _take_direction(mention: Mention, words: list[str], lower: list[str], bounds: tuple[int, int]) -> None:
    """ "northern Syria", "north-east Syria", "the north of Syria", "rural Aleppo"; not "Syria's northern Raqqa province"."""
    before = mention.first - 1
    if before >= bounds[0] and lower[before] in DIRECTIONS:
        side, start = DIRECTIONS[lower[before]], before
        if before - 2 >= bounds[0] and lower[before - 1] in _HYPHENS and lower[before - 2] in DIRECTIONS:
            side, start = _together(DIRECTIONS[lower[before - 2]], side), before - 2
        elif before - 2 >= bounds[0] and lower[before - 1] == "and" and lower[before - 2] in DIRECTIONS:
            side, start = _together(DIRECTIONS[lower[before - 2]], side), before - 2
        owned = start - 1 >= bounds[0] and lower[start - 1] in _POSSESSIVE
        if side == "around":
            mention.relation = "around"
        elif not owned:
            mention.direction = side
        if words[before][0].isupper() and mention.keys:
            joined = f"{fold(words[before])} {mention.keys[0][0]}"
            mention.keys = ((joined, None, ""), *mention.keys)
        mention.start = start
    elif before - 2 >= bounds[0] and lower[before] == "of" and lower[before - 1] in DIRECTIONS and lower[before - 2] == "the":
        mention.direction = DIRECTIONS[lower[before - 1]]
        mention.start = before - 1


def _together(one: str, other: str) -> str:
    """ "north" and "east" make "northeast"; two that don't fit leave the second."""
    for joined in (one + other, other + one):
        if joined in ("northeast", "northwest", "southeast", "southwest"):
            return joined
    return other


def _take_relation(mention: Mention, lower: list[str], bounds: tuple[int, int]) -> None:
    """ "near X", "on the outskirts of X", "10 km south of X", "X countryside", "X's outskirts"."""
    after = mention.end + 1
    mention.named = mention.last if mention.kind == "around" else mention.end
    if after < bounds[1] and lower[after] in _POSSESSIVE and after + 1 < bounds[1]:
        if lower[after + 1] in NEAR_NOUNS:
            mention.relation, mention.end = "around", after + 1
    elif after < bounds[1] and (KINDS.get(lower[after]) == "around" or lower[after] in NEAR_NOUNS):
        mention.relation, mention.end = "around", after
    if mention.kind == "around":
        mention.kind, mention.relation = None, "around"
    mention.bare = mention.start
    if mention.lower and not mention.inside and mention.kind in _SITES:
        mention.kind = "facility"
    before = mention.start - 1
    while before >= bounds[0] and (
        lower[before] in _ARTICLES or (lower[before] == "of" and before > bounds[0] and KINDS.get(lower[before - 1]) in (
            "settlement", "province", "district", "county"))
        or (before + 1 < bounds[1] and lower[before + 1] == "of" and lower[before] in KINDS and lower[before] not in NEAR_NOUNS)
    ):  # fmt: skip
        before -= 1
    if before < bounds[0]:
        return
    if lower[before] == "around" and before > bounds[0] and lower[before - 1] == "and":
        return
    if lower[before] in NEAR or (lower[before] == "to" and before > bounds[0] and lower[before - 1] == "close"):
        mention.relation = "near"
        mention.start = before if lower[before] != "to" else before - 1
    elif lower[before] == "of" and before - 1 >= bounds[0] and lower[before - 1] in NEAR_NOUNS:
        mention.relation, mention.start = "around", before - 1
    elif lower[before] == "of" and before - 1 >= bounds[0] and lower[before - 1] in DIRECTIONS:
        mention.relation, mention.direction, mention.start = "offset", DIRECTIONS[lower[before - 1]], before - 1
        _take_distance(mention, lower, bounds)
    elif lower[before] in ("from", "outside") and before - 1 >= bounds[0] and lower[before - 1] in KILOMETRES:
        mention.relation, mention.direction, mention.start = "near", None, before
        _take_distance(mention, lower, bounds)


def _take_distance(mention: Mention, lower: list[str], bounds: tuple[int, int]) -> None:
    """ "10 km", "about 10 kilometers (6 miles)", before "south of X"."""
    unit = mention.start - 1
    if unit >= bounds[0] and lower[unit] == ")":
        while unit > bounds[0] and lower[unit] != "(":
            unit -= 1
        unit -= 1
    if unit >= bounds[0] and lower[unit] in ("to", "the", "due"):
        unit -= 1
    if unit - 1 < bounds[0] or lower[unit] not in KILOMETRES:
        return
    number = unit - 1 if lower[unit - 1] not in _HYPHENS else unit - 2
    value = _number(lower[number]) if number >= bounds[0] else None
    if value is not None:
        mention.kilometres, mention.start = value * KILOMETRES[lower[unit]], number


def _number(word: str) -> float | None:
    if word in NUMBERS:
        return float(NUMBERS[word])
    plain = word.replace(",", "")
    return float(plain) if plain.replace(".", "", 1).isdecimal() and plain.isascii() else None
