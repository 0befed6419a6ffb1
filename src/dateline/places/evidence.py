"""What a report says about which countries and divisions it is about, before its smaller places are resolved."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field

from dateline.places.gazetteer import Candidate


@dataclass
class Evidence:
    """Weights of countries and divisions, and the places that are certain, by which the others are judged."""

    countries: Counter[str] = field(default_factory=Counter)
    divisions: Counter[tuple[str, str]] = field(default_factory=Counter)
    named: set[str] = field(default_factory=set)
    """Countries that the report names outright, or by a demonym."""
    sources: dict[str, set[int]] = field(default_factory=dict)
    """Numbers of the places that speak for each country."""
    towns: list[tuple[float, float]] = field(default_factory=list)
    """Points of the places taken for certain so far."""

    def add(self, place: Candidate, weight: float) -> None:
        """Takes a place as certain."""
        if place.country is not None:
            self.countries[place.country] += weight
            self.sources.setdefault(place.country, set()).add(place.number)
            if place.kind == "country":
                self.named.add(place.country)
            if place.admin1:
                self.divisions[place.country, place.admin1] += weight
        if place.kind not in ("country", "continent") and place.radius < 250:
            self.towns.append((place.lat, place.lon))

    def bonus(self, place: Candidate) -> float:
        """How much the rest of the report speaks for a candidate: 0 to about 4.3; 2 for seas and others that no country has."""
        if not place.countries:
            return 2.0
        weight = max(self.countries[country] for country in place.countries)
        total = sum(self.countries.values())
        if weight == 0:
            return 0.0
        found = 1.6 * weight / (weight + 0.5) + 0.9 * weight / total
        if place.admin1 and place.country is not None:
            inside = self.divisions[place.country, place.admin1]
            found += 1.8 * inside / (inside + 0.7)
        return found

    def closeness(self, place: Candidate) -> float:
        """How near a candidate lies to the places that are certain: 0 to 1.5."""
        if not self.towns or place.kind in ("country", "continent"):
            return 0.0
        near = sum(math.exp(-distance(place.lat, place.lon, *point) / 80) for point in self.towns)
        return 1.5 * near / (near + 0.6)

    def nearest(self, place: Candidate) -> float | None:
        """Kilometres to the nearest place that is certain (another than this one); None where there is none."""
        away = [distance(place.lat, place.lon, *point) for point in self.towns]
        away = [kilometres for kilometres in away if kilometres > 0.5]
        return min(away) if away else None


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres between two points."""
    north, south = math.radians(lat), math.radians(other_lat)
    step = math.sin((south - north) / 2) ** 2
    step += math.cos(north) * math.cos(south) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, step)))
