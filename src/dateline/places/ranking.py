"""Which of its options a group means, judged by the rest of the report, and when none of them is to be believed."""

from __future__ import annotations

import math

from dateline.places.evidence import Evidence
from dateline.places.gazetteer import Candidate, Gazetteer
from dateline.places.geometry import distance
from dateline.places.groups import Group
from dateline.places.options import Option, means_country

KNOWN_ABROAD = 5.0
"""Logarithm of the people (100,000) from which a place is taken though the report doesn't speak of its country."""
KNOWN_NEXT_DOOR = 4.3
"""The same for a country that borders on one that the report speaks of (20,000)."""
FAR_KM, SMALL = 300.0, 10_000
"""A place of fewer people that is this far from every other place of the report is not taken."""
QUARTER_KM = 50.0
"""A neighbourhood is not taken for a namesake that is this far from every other place of the report."""
SMALL_DIVISION = 1_000_000
"""A division of fewer people is not known abroad by its name alone."""

_MOST_OPTIONS = 40
_AREA_KM = 100.0
_SEAT_COST = 2.1
_NEIGHBOUR = 1.5

Squares = dict[tuple[int, int], dict[int, float]]


def squares_of(groups: list[Group]) -> Squares:
    """For each square of half a degree the groups that may lie in it; one with many options weighs less."""
    squares: Squares = {}
    for number, group in enumerate(groups):
        if group.contradicted or means_country(group.options):
            continue
        weight = min(1.0, 3 / max(1, len(group.options)))
        for option in group.options[:_MOST_OPTIONS]:
            if option.place.radius < _AREA_KM:
                squares.setdefault(_square(option.place), {})[number] = weight
    return squares


def choose(number: int, groups: list[Group], evidence: Evidence, squares: Squares, gazetteer: Gazetteer) -> None:
    """Writes into a group the best of its options, and by how much it is ahead."""
    group = groups[number]
    if group.contradicted or not group.options:
        group.choice = None
        return
    options = group.options
    own = evidence.own(option.place for option in options)
    if len(options) > _MOST_OPTIONS:
        options = sorted(options, key=lambda option: -option.prior - evidence.bonus(option.place, own))[:_MOST_OPTIONS]
    scored = []
    for option in options:
        score = option.prior
        if len(options) > 1:
            score += evidence.bonus(option.place, own) + evidence.closeness(option.place)
            score += _company(option.place, number, squares)
        if option.place.kind == "division" and _has_seat(option.place, options):
            score -= _SEAT_COST
        if group.listed:
            score += _as_the_others(option.place, group, groups)
        if group.kind in (None, "border") and option.place.kind == "country" and len(options) > 1:
            score += _beside(option.place, evidence, gazetteer)
        scored.append((score, option.prior, -option.place.number, option))
    scored.sort(reverse=True)
    best = scored[0][3]
    other = next((score for score, _, _, option in scored[1:] if not same_spot(option.place, best.place)), None)
    group.choice = best
    group.margin = scored[0][0] - other if other is not None else 9.0


def judge(group: Group, evidence: Evidence, gazetteer: Gazetteer) -> None:
    """Takes back a choice that nothing in the report speaks for: a namesake abroad, or far from everything else."""
    choice = group.choice
    if choice is None or group.contained:
        return
    place = choice.place
    if group.kind == "quarter" and place.kind in ("town", "district"):
        away = evidence.nearest(place)
        if away is not None and away > QUARTER_KM:
            group.choice, group.refused = None, "far"
            return
    small = place.kind == "division" and group.kind is None and place.population < SMALL_DIVISION
    if place.kind not in ("town", "county") and not small:
        return
    elsewhere = any(weight >= 0.5 and country != place.country for country, weight in evidence.countries.items())
    if elsewhere and place.country is not None and not evidence.speaks_of(place.country, place.number):
        next_door = not evidence.named.isdisjoint(gazetteer.countries[place.country].neighbours)
        if small or math.log10(place.population + 50) < (KNOWN_NEXT_DOOR if next_door else KNOWN_ABROAD):
            group.choice, group.refused = None, "abroad"
            return
    if place.population < SMALL and len(evidence.towns) >= 2 and place.kind == "town":
        away = evidence.nearest(place)
        if away is not None and away > FAR_KM:
            group.choice, group.refused = None, "far"


def same_spot(one: Candidate, other: Candidate) -> bool:
    """Whether two places are all but one: a town and its division, or less than 30 km between them."""
    seat = "division" in (one.kind, other.kind) and one.countries == other.countries and one.admin1 == other.admin1
    return seat or distance((one.lat, one.lon), (other.lat, other.lon)) < 30


def _square(place: Candidate) -> tuple[int, int]:
    return math.floor(place.lat * 2), math.floor(place.lon * 2)


def _company(place: Candidate, own: int, squares: Squares) -> float:
    """How many other names of the report may mean places near this one: 0 to 1.6."""
    if place.radius >= _AREA_KM:
        return 0.0
    row, column = _square(place)
    company: dict[int, float] = {}
    for up in (-1, 0, 1):
        for across in (-1, 0, 1):
            company.update(squares.get((row + up, column + across), {}))
    company.pop(own, None)
    weight = sum(company.values())
    return 1.6 * weight / (weight + 0.8)


def _as_the_others(place: Candidate, group: Group, groups: list[Group]) -> float:
    """Places of one list are mostly of one kind and one country: 0 to 1.5."""
    choices = [choice.place for number in sorted(group.listed) if (choice := groups[number].choice) is not None]
    alike = sum(choice.kind == place.kind and choice.countries == place.countries for choice in choices)
    return 1.5 * alike / len(choices) if choices else 0.0


def _beside(country: Candidate, evidence: Evidence, gazetteer: Gazetteer) -> float:
    """Beside the country that it borders on, "Niger" or "Georgia" is the country, not a division of that name."""
    neighbours = gazetteer.countries[country.countries[0]].neighbours
    return _NEIGHBOUR if not evidence.named.isdisjoint(neighbours) else 0.0


def _has_seat(division: Candidate, options: list[Option]) -> bool:
    """Whether a town of the same name lies in the division and is big enough to be meant by the bare name."""
    return any(
        place.kind == "town"
        and place.countries == division.countries
        and place.admin1 == division.admin1
        and place.population * 12 >= division.population
        for place, *_ in options
    )
