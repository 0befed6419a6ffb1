"""Mentions of one report that must mean the same place: they share a name, a kind and where the text puts them."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.places.gazetteer import Candidate, Gazetteer
from dateline.places.mention import Mention
from dateline.places.options import Option, options_of


@dataclass
class Group:
    """Mentions that mean one place, what it could be, and what was chosen."""

    mentions: list[int]
    options: list[Option]
    kind: str | None = None
    containers: list[tuple[int, str]] = field(default_factory=list)
    """Groups that the text puts it in, and how it says so."""
    listed: set[int] = field(default_factory=set)
    """Groups that stand in one list with it."""
    countries: set[str] = field(default_factory=set)
    """Countries that the text puts it in by a demonym."""
    choice: Option | None = None
    margin: float = 0.0
    """How far the choice is ahead of the next best that lies elsewhere."""
    contained: bool = False
    """What the text says of where it lies has decided which options are left."""
    contradicted: bool = False
    """The text puts it where the gazetteer has no such place."""
    refused: str | None = None
    """Why the best option was not taken: "abroad" or "far"."""


def grouped(
    mentions: list[Mention], found: dict[str, tuple[Candidate, ...]], gazetteer: Gazetteer
) -> tuple[list[Group], list[int]]:
    """The groups, and the group of each mention; `found` is what the gazetteer answered for their keys."""
    groups: list[Group] = []
    group_of = [-1] * len(mentions)
    for numbers in _by_name(mentions):
        options = _options(mentions[numbers[0]], found, gazetteer)
        for members in _by_container(numbers, mentions):
            group = Group(members, options)
            group.kind = next((kind for number in members if (kind := mentions[number].kind)), None)
            for number in members:
                group.countries |= mentions[number].countries
                group_of[number] = len(groups)
            groups.append(group)
    for own, group in enumerate(groups):
        told = [mentions[number] for number in group.mentions]
        group.listed = {group_of[other] for mention in told for other in mention.listed} - {own}
        group.containers = list(
            dict.fromkeys((group_of[other], how) for mention in told for other, how in mention.containers)
        )
    return groups, group_of


def _by_name(mentions: list[Mention]) -> list[list[int]]:
    """Numbers of the mentions that share name and kind; a settlement goes with what has no kind."""
    names: dict[tuple[object, ...], list[int]] = {}
    for number, mention in enumerate(mentions):
        kind = None if mention.kind == "settlement" else mention.kind
        names.setdefault((mention.keys, kind), []).append(number)
    return list(names.values())


def _by_container(numbers: list[int], mentions: list[Mention]) -> list[list[int]]:
    """Parts mentions of one name by where the text puts them; those of which it says nothing go with the first."""
    places: dict[tuple[object, ...], list[int]] = {}
    rest: list[int] = []
    for number in numbers:
        mention = mentions[number]
        inside = sorted((mentions[other].keys[0][0], mentions[other].kind or "") for other, _ in mention.containers)
        if inside or mention.countries:
            places.setdefault((tuple(inside), tuple(sorted(mention.countries))), []).append(number)
        else:
            rest.append(number)
    parted = list(places.values()) or [[]]
    parted[0] = sorted(parted[0] + rest)
    return parted


def _options(mention: Mention, found: dict[str, tuple[Candidate, ...]], gazetteer: Gazetteer) -> list[Option]:
    codes = gazetteer.demonyms.get(mention.keys[0][0], ())
    people = tuple(gazetteer.place(gazetteer.countries[code].place) for code in codes)
    return options_of(mention, found, gazetteer.capitals, people)
