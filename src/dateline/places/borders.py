"""Borders between countries: "the Syrian-Iraqi border", "the border between A and B", "A's border with B"."""

from __future__ import annotations

from typing import NamedTuple

from dateline.model.reading import Reading
from dateline.places.evidence import Evidence
from dateline.places.folding import fold
from dateline.places.gazetteer import Gazetteer
from dateline.places.mentions import Mention
from dateline.places.resolving import Group
from dateline.places.shaping import ADJECTIVES, Shape, moved
from dateline.places.words import DIRECTIONS, KINDS, NOT_BORDERS

_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_LEFT_OVER = _POSSESSIVE | frozenset(("-", "‑", "–", "and", "the", "shared", "common", "long", "porous", "desert", "joint"))
_RIGHT_OVER = frozenset(("the", "with", "between", "of", "separating", "dividing", "and", "region", "area", "zone", "neighbouring", "neighboring"))
_REACH = 6


class Border(NamedTuple):
    """One naming of a border: words `start` to `end`, and the countries that it names (none, one or two)."""

    start: int
    end: int
    countries: tuple[str, ...]
    direction: str | None


def find_borders(
    reading: Reading, mentions: list[Mention], groups: list[Group], group_of: list[int], gazetteer: Gazetteer
) -> list[Border]:
    """The borders that a text names, in order; bare ones ("the border") too."""
    words = reading.words
    at = {word: number for number, mention in enumerate(mentions) for word in range(mention.first, mention.last + 1)}
    found = []
    for word, text in enumerate(words):
        if KINDS.get(text.lower()) != "border" or reading.upos[word] not in ("NOUN", "PROPN", "ADJ"):
            continue
        low, high = reading.sentence_bounds(reading.sentence_of[word])
        if word + 1 < high and words[word + 1].lower() in NOT_BORDERS:
            continue
        countries: list[str] = []
        start, direction = word, None
        before = word - 1
        while before >= low and word - before <= _REACH + len(countries):
            lower = words[before].lower()
            country = _country(before, words, at, mentions, groups, group_of, gazetteer)
            if country:
                countries.append(country)
                start = mentions[at[before]].start if before in at else before
                before = start - 1
                continue
            if lower in DIRECTIONS:
                direction = direction or DIRECTIONS[lower]
                start = before
            elif lower not in _LEFT_OVER:
                break
            before -= 1
        end, after = word, word + 1
        while after < high and after - word <= _REACH + 2 * len(countries):
            lower = words[after].lower()
            country = _country(after, words, at, mentions, groups, group_of, gazetteer)
            if country and after > word + 1:
                countries.append(country)
                end = mentions[at[after]].end if after in at else after
                after = end + 1
                continue
            if lower not in _RIGHT_OVER and lower not in DIRECTIONS:
                break
            if lower == "and" and "between" not in [text.lower() for text in words[word:after]]:
                break
            after += 1
        pair = tuple(dict.fromkeys(countries))[:2]
        bare = not pair and word > low and words[word - 1].lower() == "the"
        if pair or bare or (direction and words[start - 1 if start > low else start].lower() == "the"):
            found.append(Border(word - 1 if bare else start, end, pair, None if direction == "around" else direction))
    return found


def _country(
    word: int, words: list[str], at: dict[int, int], mentions: list[Mention], groups: list[Group], group_of: list[int],
    gazetteer: Gazetteer,
) -> str | None:  # fmt: skip
    if word in at:
        choice = groups[group_of[at[word]]].choice
        return choice.place.country if choice is not None and choice.place.kind == "country" else None
    if not words[word][0].isupper():
        return None
    codes = gazetteer.demonyms.get(fold(words[word]), ())
    return codes[0] if len(codes) == 1 else None


def shape_borders(
    found: list[Border], reading: Reading, evidence: Evidence, gazetteer: Gazetteer
) -> list[tuple[Border, Shape]]:
    """The borders with their places. One country alone is completed by the only neighbour that the report speaks of; a
    bare "the border" is the only border that the report names; where that can't be told there is no place.
    """
    pairs: list[tuple[Border, tuple[str, str] | None, str]] = []
    for border in found:
        if len(border.countries) == 2:
            pairs.append((border, (border.countries[0], border.countries[1]), "both countries are named with it"))
        elif len(border.countries) == 1:
            one = border.countries[0]
            others = [other for other in gazetteer.countries[one].neighbours if other in evidence.named]
            pair = (one, others[0]) if len(others) == 1 else None
            pairs.append((border, pair, "the only neighbour that the report speaks of"))
    named = {tuple(sorted(pair)) for _, pair, _ in pairs if pair}
    only = next(iter(named)) if len(named) == 1 else None
    if only is not None:
        reason = next(reason for _, pair, reason in pairs if pair)
        pairs.extend((border, (only[0], only[1]), reason) for border in found if not border.countries)
    shaped = []
    for border, pair, reason in sorted(pairs, key=lambda item: item[0].start):
        if pair is None:
            continue
        area = gazetteer.border(*pair)
        if area is None:
            continue
        one, other = sorted(pair)
        name = f"{gazetteer.countries[one].name}–{gazetteer.countries[other].name} border"
        ref, lat, lon, radius = f"border:{one}-{other}", area.lat, area.lon, area.radius
        if border.direction is not None and len(border.countries) == 2 and border.direction != "centre":
            lat, lon = moved(lat, lon, border.direction, radius * 0.5)
            ref, name, radius = f"{ref}/{border.direction}", f"{ADJECTIVES[border.direction]} {name}", radius * 0.6
        told = next(named for named, its_pair, _ in pairs if its_pair and set(its_pair) == {one, other})
        surface = reading.span(told.start, told.end).text
        why = f"“{surface}” → {name}: {reason}; the point is the middle of the towns on both sides"
        shaped.append(
            (border, Shape(ref, name, "region", ref, round(lat, 3), round(lon, 3), None, None, "region", round(radius, 1), why))
        )
    return shaped
