"""Borders between countries: "the Syrian-Iraqi border", "the border between A and B", "A's border with B"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dateline.model.reading import Reading
from dateline.places.evidence import Evidence
from dateline.places.folding import fold
from dateline.places.gazetteer import Gazetteer
from dateline.places.geometry import moved
from dateline.places.groups import Group
from dateline.places.mention import Mention, Surroundings
from dateline.places.shaping import ADJECTIVES, Shape
from dateline.places.words import DIRECTIONS, HYPHENS, KINDS, NOT_BORDERS, POSSESSIVE

_LEFT_OVER = POSSESSIVE | HYPHENS | frozenset("and the shared common long porous desert joint".split())
"""Words that may stand between a country and "border" after it."""
_RIGHT_OVER = frozenset("the with between of separating dividing and region area zone neighbouring neighboring".split())
"""Words that may stand between "border" and a country after it."""
_REACH = 6


class Border(NamedTuple):
    """One naming of a border: words `start` to `end`, and the countries that it names (none, one or two)."""

    start: int
    end: int
    countries: tuple[str, ...]
    direction: str | None


class _Countries:
    """The countries that words of a text name, as mentions or by a demonym."""

    def __init__(
        self, reading: Reading, mentions: list[Mention], groups: list[Group], group_of: list[int], gazetteer: Gazetteer
    ) -> None:
        self._words, self._demonyms = reading.words, gazetteer.demonyms
        self._at: dict[int, tuple[str | None, int, int]] = {}
        for number, mention in enumerate(mentions):
            choice = groups[group_of[number]].choice
            code = choice.place.country if choice is not None and choice.place.kind == "country" else None
            for word in range(mention.first, mention.last + 1):
                self._at[word] = (code, mention.start, mention.end)

    def at(self, word: int) -> tuple[str | None, int, int]:
        """The country named at a word, or None, with the first and the last word of its naming."""
        if word in self._at:
            return self._at[word]
        codes = self._demonyms.get(fold(self._words[word]), ()) if self._words[word][0].isupper() else ()
        return (codes[0] if len(codes) == 1 else None), word, word


def find_borders(
    reading: Reading, mentions: list[Mention], groups: list[Group], group_of: list[int], gazetteer: Gazetteer
) -> list[Border]:
    """The borders that a text names, in order; bare ones ("the border") too."""
    lower = [word.lower() for word in reading.words]
    found: list[Border] = []
    countries: _Countries | None = None
    for word, text in enumerate(lower):
        if KINDS.get(text) == "border" and reading.upos[word] in ("NOUN", "PROPN", "ADJ"):
            around = Surroundings(reading, lower, word)
            if around.at(word + 1) not in NOT_BORDERS:
                countries = countries or _Countries(reading, mentions, groups, group_of, gazetteer)
                found.extend(_border(word, around, countries))
    return found


def _border(word: int, around: Surroundings, countries: _Countries) -> Iterator[Border]:
    before, start, direction = _before(word, around, countries)
    after, end = _after(word, around, countries)
    pair = tuple(dict.fromkeys([*before, *after]))[:2]
    if not pair and around.at(start - 1) == "the":
        start -= 1
    if pair or around.at(start) == "the":
        yield Border(start, end, pair, direction)


def _before(word: int, around: Surroundings, countries: _Countries) -> tuple[list[str], int, str | None]:
    """Countries before the noun ("Syrian-Iraqi", "Syria's"), the first word, and the direction ("northern")."""
    found: list[str] = []
    start, direction, before = word, None, word - 1
    while before >= max(around.low, word - _REACH - len(found)):
        country, first, _ = countries.at(before)
        if country is not None:
            found.append(country)
            start = before = first
        elif around.at(before) in DIRECTIONS:
            direction = direction or DIRECTIONS[around.at(before)]
            start = before
        elif around.at(before) not in _LEFT_OVER:
            break
        before -= 1
    return found, start, direction if direction not in ("around", "centre") else None


def _after(word: int, around: Surroundings, countries: _Countries) -> tuple[list[str], int]:
    """Countries after the noun ("with Iraq", "between Iraq and Syria"), and the last word."""
    found: list[str] = []
    end, after, between = word, word + 1, False
    while after < min(around.high, word + _REACH + 2 * len(found)):
        country, _, last = countries.at(after)
        text = around.at(after)
        if country is not None and after > word + 1:
            found.append(country)
            end = after = last
        elif (text not in _RIGHT_OVER and text not in DIRECTIONS) or (text == "and" and not between):
            break
        between = between or text == "between"
        after += 1
    return found, end


def shape_borders(
    found: list[Border], reading: Reading, evidence: Evidence, gazetteer: Gazetteer
) -> list[tuple[Border, Shape]]:
    """The borders with their places.

    One country alone is completed by the only neighbour that the report speaks of; a bare "the border" is the only
    border that the report names. Where that can't be told there is no place.
    """
    told: dict[tuple[str, str], tuple[Border, str]] = {}
    pairs: list[tuple[Border, tuple[str, str]]] = []
    for border in found:
        pair, reason = _pair(border, evidence, gazetteer)
        if pair is not None:
            told.setdefault(pair, (border, reason))
            pairs.append((border, pair))
    if len(told) == 1:
        pairs.extend((border, next(iter(told))) for border in found if not border.countries)
    shaped = []
    for border, pair in sorted(pairs, key=lambda item: item[0].start):
        first, reason = told[pair]
        first = border if border.countries else first
        made = _shape(border, pair, reading.span(first.start, first.end).text, reason, gazetteer)
        if made is not None:
            shaped.append((border, made))
    return shaped


def _pair(border: Border, evidence: Evidence, gazetteer: Gazetteer) -> tuple[tuple[str, str] | None, str]:
    """The two countries, in the order of their codes, and how they are known."""
    if len(border.countries) == 2:
        return (min(border.countries), max(border.countries)), "both countries are named with it"
    if len(border.countries) == 1:
        one = border.countries[0]
        others = [other for other in gazetteer.countries[one].neighbours if other in evidence.named]
        if len(others) == 1:
            return (min(one, others[0]), max(one, others[0])), "of the neighbours the report speaks of this one only"
    return None, ""


def _shape(border: Border, pair: tuple[str, str], surface: str, reason: str, gazetteer: Gazetteer) -> Shape | None:
    area = gazetteer.border(*pair)
    if area is None:
        return None
    name = f"{gazetteer.countries[pair[0]].name}–{gazetteer.countries[pair[1]].name} border"
    ref, lat, lon, radius = f"border:{pair[0]}-{pair[1]}", area.lat, area.lon, area.radius
    if border.direction is not None and border.countries:
        lat, lon = moved((lat, lon), border.direction, radius * 0.5)
        ref, name, radius = f"{ref}/{border.direction}", f"{ADJECTIVES[border.direction]} {name}", radius * 0.6
    why = f"“{surface}” → {name}: {reason}; its point is the middle of the towns on both sides"
    return Shape(
        ref, name, "region", ref, round(lat, 3), round(lon, 3), None, None, "region", round(radius, 1), why
    )  # fmt: skip
