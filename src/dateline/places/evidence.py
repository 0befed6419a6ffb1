"""What a report says about which countries and divisions it is about, before its smaller places are resolved."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.places.gazetteer import Candidate
from dateline.places.geometry import Point, distance

_MOST_TOWNS = 60
"""Places that the others are measured against: enough for any report, and few enough for a book."""


@dataclass
class Evidence:
    """Weights of countries and divisions, and the places that are certain, by which the others are judged."""

    countries: dict[str, float] = field(default_factory=dict)
    divisions: dict[tuple[str, str], float] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    """Countries that the report names outright, or by a demonym."""
    sources: dict[str, set[int]] = field(default_factory=dict)
    """Numbers of the places that speak for each country."""
    given: dict[int, float] = field(default_factory=dict)
    """Weight that each place gave to its country."""
    towns: list[Point] = field(default_factory=list)
    """Points of the places taken for certain so far."""

    def weigh(self, country: str, weight: float, number: int = 0) -> None:
        """Adds to the weight of a country; `number` is the place that speaks for it, where it is a place."""
        self.countries[country] = self.countries.get(country, 0.0) + weight
        self.sources.setdefault(country, set()).add(number)
        self.given[number] = self.given.get(number, 0.0) + weight

    def speaks_of(self, country: str, number: int) -> bool:
        """Whether anything but the place of that number speaks for a country."""
        return bool(self.sources.get(country, set()) - {number})

    def add(self, place: Candidate, weight: float) -> None:
        """Takes a place as certain."""
        if place.country is not None:
            self.weigh(place.country, weight, place.number)
            if place.kind == "country":
                self.named.add(place.country)
            if place.admin1:
                division = (place.country, place.admin1)
                self.divisions[division] = self.divisions.get(division, 0.0) + weight
        if place.kind not in ("country", "continent") and place.radius < 250 and len(self.towns) < _MOST_TOWNS:
            self.towns.append((place.lat, place.lon))

    def own(self, places: Iterable[Candidate]) -> dict[str, float]:
        """The weight that these places gave to their countries."""
        weights: dict[str, float] = {}
        for number, country in {(place.number, place.country) for place in places}:
            if country is not None and number in self.given:
                weights[country] = weights.get(country, 0.0) + self.given[number]
        return weights

    def bonus(self, place: Candidate, own: dict[str, float] | None = None) -> float:
        """How much the rest of the report speaks for a candidate: 0 to about 5; 2 for seas and the like.

        `own` is what the candidates of the same name gave: no name speaks for itself.
        """
        own = own or {}
        if not place.countries:
            return 2.0
        weight = max(self.countries.get(country, 0.0) - own.get(country, 0.0) for country in place.countries)
        total = sum(self.countries.values()) - sum(own.values())
        if weight < 0.01:
            return 0.0
        found = 2.2 * weight / (weight + 0.3) + 0.9 * weight / total
        if place.admin1 and place.country is not None:
            inside = max(0.0, self.divisions.get((place.country, place.admin1), 0.0) - own.get(place.country, 0.0))
            found += 1.8 * inside / (inside + 0.7)
        return found

    def closeness(self, place: Candidate) -> float:
        """How near a candidate lies to the places that are certain: 0 to 1.5."""
        if not self.towns or place.kind in ("country", "continent"):
            return 0.0
        near = sum(math.exp(-distance((place.lat, place.lon), point) / 80) for point in self.towns)
        return 1.5 * near / (near + 0.6)

    def nearest(self, place: Candidate) -> float | None:
        """Kilometres to the nearest place that is certain (another than this one); None where there is none."""
        away = [distance((place.lat, place.lon), point) for point in self.towns]
        away = [kilometres for kilometres in away if kilometres > 0.5]
        return min(away) if away else None
