"""What the words in and beside a name say: the kind of place, a part of it, a place near it or to one side of it."""

from __future__ import annotations

from dateline.places.folding import fold
from dateline.places.mention import Mention, Surroundings
from dateline.places.words import (
    ARTICLES,
    DIRECTIONS,
    HYPHENS,
    KILOMETRES,
    KINDS,
    NEAR,
    NEAR_NOUNS,
    NUMBERS,
    PLURALS,
    POSSESSIVE,
    QUALIFIERS,
)

_LEADING = frozenset(("water", "mountain", "island", "river", "facility", "road"))
"""Classes whose noun stands before the name without "of" ("Lake Chad", "Mount Sinjar", "Camp Speicher")."""

_SITES = frozenset(("water", "mountain", "road"))
"""What lies at a town, where the noun is none of its name ("the New Concord reservoir")."""

_OF_A_TOWN = frozenset(("settlement", "province", "district", "county"))
_CORNERS = frozenset(("northeast", "northwest", "southeast", "southwest"))


def take_kind(mention: Mention, around: Surroundings) -> None:
    """Finds the noun that says the kind, behind the name, in it or before it, and writes the keys to look up."""
    first, last = mention.first, mention.last
    whole = fold(around.text(first, last))
    keys: list[tuple[str, str | None, str | None]] = [(whole, None, None)]
    behind = around.at(last + 1)
    if behind in KINDS and around.part_of_speech(last + 1) in ("NOUN", "PROPN"):
        mention.kind, mention.lower, mention.end = KINDS[behind], not around.capital(last + 1), last + 1
        if around.capital(last + 1) and not around.reading.words[last + 1].isupper():
            keys.insert(0, (f"{whole} {fold(behind)}", None, None))
    elif first < last and around.at(last) in KINDS:
        mention.kind, mention.lower, mention.inside = KINDS[around.at(last)], not around.capital(last), True
        keys.append((fold(around.text(first, _core(mention, around))), mention.kind, None))
    if mention.kind is None and first < last and around.at(first) in KINDS:
        mention.kind, mention.inside = KINDS[around.at(first)], True
        of = around.at(first + 1) == "of" and first + 2 <= last
        if of or mention.kind not in _LEADING:
            keys.append((fold(around.text(first + 2 if of else first + 1, last)), mention.kind, None))
    of = around.at(first - 1) == "of" and around.at(first - 2) in KINDS.keys() - PLURALS
    if mention.kind is None and of and around.part_of_speech(first - 3) != "PROPN":
        mention.kind, mention.lower = KINDS[around.at(first - 2)], True
    if first < last and around.at(first) in DIRECTIONS:
        for key, kind, _ in list(keys):
            direction, _, rest = key.partition(" ")
            if rest and direction in DIRECTIONS:
                keys.append((rest, kind, DIRECTIONS[direction]))
    mention.keys = tuple(dict.fromkeys(keys))


def _core(mention: Mention, around: Surroundings) -> int:
    """Last word of a name without the noun at its end, and without what qualifies that ("International Airport")."""
    core = mention.last - 1
    while mention.kind == "facility" and core > mention.first and around.at(core) in QUALIFIERS:
        core -= 1
    return core - 1 if around.at(core) in POSSESSIVE and core > mention.first else core


def take_direction(mention: Mention, around: Surroundings) -> None:
    """Takes in "northern Syria", "north-east Syria", "the north of Syria", "rural Aleppo".

    In "Syria's northern Raqqa province" the direction says where in Syria the province lies, so it is left out.
    """
    before = mention.first - 1
    if around.at(before) in DIRECTIONS:
        side, start = DIRECTIONS[around.at(before)], before
        if around.at(before - 2) in DIRECTIONS and (around.at(before - 1) in HYPHENS or around.at(before - 1) == "and"):
            side, start = _together(DIRECTIONS[around.at(before - 2)], side), before - 2
        if side == "around":
            mention.relation = "around"
        elif POSSESSIVE.isdisjoint((around.at(start - 1), around.at(start - 2))):
            mention.direction = side
        if around.capital(before):
            mention.keys = ((f"{fold(around.at(before))} {mention.keys[0][0]}", None, ""), *mention.keys)
        mention.start = start
    elif around.at(before) == "of" and around.at(before - 1) in DIRECTIONS and around.at(before - 2) == "the":
        mention.direction, mention.start = DIRECTIONS[around.at(before - 1)], before - 1


def _together(one: str, other: str) -> str:
    """The direction that two make ("north" and "east": "northeast"); the second where they don't fit."""
    return next((joined for joined in (one + other, other + one) if joined in _CORNERS), other)


def take_relation(mention: Mention, around: Surroundings) -> None:
    """Takes in "near X", "on the outskirts of X", "10 km south of X", "X countryside", "X's outskirts"."""
    mention.named = mention.last if mention.kind == "around" else mention.end
    behind = around.at(mention.end + 1)
    if behind in POSSESSIVE and around.at(mention.end + 2) in NEAR_NOUNS:
        mention.relation, mention.end = "around", mention.end + 2
    elif KINDS.get(behind) == "around" or behind in NEAR_NOUNS:
        mention.relation, mention.end = "around", mention.end + 1
    if mention.kind == "around":
        mention.kind, mention.relation = None, "around"
    if mention.lower and not mention.inside and mention.kind in _SITES:
        mention.kind = "facility"
    mention.bare = mention.start
    before = _over_the_town_of(mention.start - 1, around)
    word, earlier = around.at(before), around.at(before - 1)
    if word == "around" and earlier == "and":
        return
    if word in NEAR:
        mention.relation, mention.start = "near", before
    elif word == "to" and earlier == "close":
        mention.relation, mention.start = "near", before - 1
    elif word == "of" and earlier in NEAR_NOUNS:
        mention.relation, mention.start = "around", before - 1
    elif word == "of" and earlier in DIRECTIONS and DIRECTIONS[earlier] != "around":
        mention.relation, mention.direction, mention.start = "offset", DIRECTIONS[earlier], before - 1
        _take_distance(mention, around)
    elif word in ("from", "outside") and earlier in KILOMETRES:
        mention.relation, mention.direction, mention.start = "near", None, before
        _take_distance(mention, around)


def _over_the_town_of(word: int, around: Surroundings) -> int:
    """The word before "the town of", or the word itself where nothing of the kind stands there."""
    while around.at(word):
        if around.at(word) in ARTICLES:
            word -= 1
        elif (
            around.at(word) == "of"
            and KINDS.get(around.at(word - 1)) in _OF_A_TOWN
            and around.at(word - 1) not in NEAR_NOUNS
        ):
            word -= 2
        else:
            break
    return word


def _take_distance(mention: Mention, around: Surroundings) -> None:
    """Takes in "10 km", "10 kilometers (6 miles)" before "south of X"."""
    unit = mention.start - 1
    if around.at(unit) == ")":
        while around.at(unit) not in ("(", ""):
            unit -= 1
        unit -= 1
    if around.at(unit) in ("to", "the", "due"):
        unit -= 1
    if around.at(unit) not in KILOMETRES:
        return
    number = unit - 2 if around.at(unit - 1) in HYPHENS else unit - 1
    value = _number(around.at(number))
    if value is not None:
        mention.kilometres, mention.start = value * KILOMETRES[around.at(unit)], number


def _number(word: str) -> float | None:
    if word in NUMBERS:
        return float(NUMBERS[word])
    plain = word.replace(",", "")
    return float(plain) if plain.replace(".", "", 1).isdecimal() and plain.isascii() else None
