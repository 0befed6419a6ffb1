"""Places across reports, and how two places lie to each other.

One place: one gazetteer id; without one, one name with one country and first-order division. A place without a proper
name ("the border") is its report's own. `PlacesFound.lie` says "unknown" wherever it can't be told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Literal

from dateline.model.account import Place
from dateline.model.record import RecordPlace, Source
from dateline.record.clusters import Clusters
from dateline.record.corpus import Corpus
from dateline.record.judgements import Rulings
from dateline.record.ledger import Where
from dateline.record.words import fold, spaced

Lie = Literal["same", "near", "within", "apart", "unknown", "open"]
"""Two places: the same small one; near each other; one within the other, or the same wide one; apart; not to be told;
and "open" where one of them is not given."""

_WIDE_KINDS = frozenset({"country", "region", "province", "river", "district"})
_WIDE_PRECISION = frozenset({"country", "region", "province", "district"})
_REACH = {"region": 200.0, "province": 100.0, "river": 200.0, "district": 40.0, "country": 800.0}
_NEAR_KM = 5.0


@dataclass(slots=True)
class Somewhere:
    """One place of the record before it has an id."""

    members: list[int]
    best: int
    """The member that says most: its place stands for all."""
    place: Place
    reports: int
    reasons: tuple[str, ...]
    """Why its members are one."""

    def item(self, own: str, sources: tuple[Source, ...]) -> RecordPlace:
        """The place with an id; its reason is that of the best member alone."""
        place = self.place
        return RecordPlace(
            id=own, name=spaced(place.name), kind=place.kind, gazetteer=place.gazetteer, lat=place.lat, lon=place.lon,
            country=place.country, admin1=place.admin1, precision=place.precision, radius_km=place.radius_km,
            sources=sources, why=place.why or "no reason given",
        )  # fmt: skip

    @property
    def wide(self) -> bool:
        """Whether two events there may well be two: anything larger than a town."""
        return self.place.kind in _WIDE_KINDS or self.place.precision in _WIDE_PRECISION


class PlacesFound:
    """All places of the record; `of` gives the number of each account's place, -1 for a rejected one."""

    def __init__(self, everywhere: list[Somewhere], of: list[int]) -> None:
        self.everywhere = everywhere
        self.of = of
        self._lies: dict[tuple[int, int], Lie] = {}

    def lie(self, one: int, other: int) -> Lie:
        """How two places (by number, -1 for none) lie to each other."""
        if one < 0 or other < 0:
            return "open"
        pair = (one, other) if one < other else (other, one)
        known = self._lies.get(pair)
        if known is None:
            known = self._lies[pair] = self._tell(*pair)
        return known

    def _tell(self, one: int, other: int) -> Lie:
        if one == other:
            return "within" if self.everywhere[one].wide else "same"
        first, second = self.everywhere[one].place, self.everywhere[other].place
        if _holds(first, second) or _holds(second, first):
            return "within"
        if first.country and second.country and first.country != second.country:
            return "apart"
        if first.lat is None or first.lon is None or second.lat is None or second.lon is None:
            return "unknown"
        distance = _km(first.lat, first.lon, second.lat, second.lon)
        wide = [place for place, where in ((first, one), (second, other)) if self.everywhere[where].wide]
        if not wide:
            return "near" if distance <= max(_NEAR_KM, first.radius_km or 0, second.radius_km or 0) else "apart"
        reach = sum(place.radius_km or _REACH.get(place.kind, 50.0) for place in wide)
        return "unknown" if distance <= reach else "apart"

    def narrowest(self, numbers: list[int]) -> int:
        """The one of several compatible places that says most: on the map, the smallest, the most often told."""
        return min(
            numbers,
            key=lambda number: (
                self.everywhere[number].place.lat is None, self._width(number), -numbers.count(number), number
            ),
        )  # fmt: skip

    def _width(self, number: int) -> float:
        place = self.everywhere[number].place
        if place.radius_km is not None:
            return place.radius_km
        return _REACH.get(place.kind, _REACH.get(place.precision or "", 5.0))


def _holds(outer: Place, inner: Place) -> bool:
    """Whether `inner` lies in `outer`: a country, or a first-order division, by the codes of both."""
    if not outer.country or outer.country != inner.country:
        return False
    if outer.kind == "country":
        return True
    if outer.kind == "province" and inner.kind != "country" and outer.admin1 is not None:
        return outer.admin1 == inner.admin1
    if outer.kind in ("region", "district") and None not in (
        outer.lat,
        outer.lon,
        inner.lat,
        inner.lon,
        outer.radius_km,
    ):
        assert outer.lat is not None and outer.lon is not None  # noqa: S101, PT018
        assert inner.lat is not None and inner.lon is not None and outer.radius_km is not None  # noqa: S101, PT018
        if inner.kind != "country" and (inner.radius_km or 0) < outer.radius_km:
            return _km(outer.lat, outer.lon, inner.lat, inner.lon) <= outer.radius_km
    return False


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Distance on the sphere."""
    phi, psi = radians(lat), radians(other_lat)
    a = sin((psi - phi) / 2) ** 2 + cos(phi) * cos(psi) * sin(radians(other_lon - lon) / 2) ** 2
    return 12742.0 * asin(sqrt(min(1.0, a)))


def merge_places(corpus: Corpus, rulings: Rulings) -> PlacesFound:
    """All places of all accounts, joined where they are one, in an order made from content."""
    items = corpus.places
    where = Where(corpus.keys("place"))
    rejected = rulings.rejected("place", where) if rulings else set()
    clusters = Clusters(len(items))
    for together, one, other, reason in rulings.links("place", where) if rulings else ():
        if together:
            clusters.join(one, other, reason, by_hand=True)
        else:
            clusters.forbid(one, other)
    alike: dict[tuple[object, ...], int] = {}
    for number, place in enumerate(items.items):
        if number in rejected:
            continue
        if place.gazetteer is not None:
            key: tuple[object, ...] = (place.gazetteer,)
            reason = "one entry of the gazetteer"
        else:
            own = -1 if any(letter.isupper() for letter in place.name) else items.report[number]
            key = (fold(place.name), place.country, place.admin1, own)
            reason = f"one name (“{spaced(place.name)}”), not in the gazetteer"
        first = alike.setdefault(key, number)
        if first != number:
            clusters.join(first, number, reason)
    kept = [number for number in range(len(items)) if number not in rejected]
    everywhere = [_somewhere(corpus, members, clusters.reasons(members[0])) for members in clusters.groups(kept)]
    everywhere.sort(key=lambda place: (fold(place.place.name), place.members[0]))
    of = [-1] * len(items)
    for number, somewhere in enumerate(everywhere):
        for member in somewhere.members:
            of[member] = number
    return PlacesFound(everywhere, of)


def _somewhere(corpus: Corpus, members: list[int], reasons: list[str]) -> Somewhere:
    """The place of a cluster: its best resolved member."""
    items = corpus.places.items
    best = min(members, key=lambda number: (items[number].gazetteer is None, items[number].lat is None, number))
    reports = len({corpus.places.report[number] for number in members})
    return Somewhere(members, best, items[best], reports, tuple(reasons))


def why_merged(why: str, members: int, reports: int, reasons: Sequence[str]) -> str:
    """The reason for what a place is, and why what is told so many times is one."""
    return f"{why}; {members} times in {reports} reports: {', '.join(reasons)}" if reasons else why
