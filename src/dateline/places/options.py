"""The places that one mention could mean: what the gazetteer has of that name, and fits the kind that the text gives.

Where only a town bears the name but the text speaks of a district, a region or an airport, the town stands in for it
(`stands_for`): "Manbij district" lies around Manbij.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from dateline.places.folding import without_articles
from dateline.places.gazetteer import Candidate
from dateline.places.mention import Mention

_FITTING: dict[str, frozenset[str]] = {
    "settlement": frozenset(("town", "district")),
    "province": frozenset(("division", "province", "region", "country", "district")),
    "district": frozenset(("county", "district", "province")),
    "county": frozenset(("county", "division", "district", "province")),
    "region": frozenset(("region", "division", "province", "district", "continent", "other")),
    "island": frozenset(("region", "other", "country", "division")),
    "river": frozenset(("river",)),
    "water": frozenset(("other", "region", "river")),
    "mountain": frozenset(("other", "region")),
    "facility": frozenset(("facility", "other")),
    "road": frozenset(("facility",)),
    "township": frozenset(("district", "county")),
    "quarter": frozenset(("district",)),
}
_OTHER_TOWNSHIPS = frozenset(("US", "CA"))
"""Countries whose townships don't lie around the town of their name."""
_NEVER_A_TOWN = frozenset(("river", "water", "mountain", "road", "island", "county"))

_DIVISIONS_BY_NAME = frozenset("US CA AU IN GB DE BR MX NG CN RU IT ES".split())
"""Countries whose divisions the news names without saying what they are ("in Ohio", "in Bihar")."""

_SHADOW = -9.0

_BY_KIND = {
    "country": 9.0, "continent": 9.0, "region": 6.2, "river": 6.2, "other": 6.0, "facility": 5.8, "province": 5.5,
    "district": 5.2, "county": 3.4,
}  # fmt: skip


class Option(NamedTuple):
    """One candidate for a mention."""

    place: Candidate
    prior: float
    """How likely anybody means this place who says the name: about the logarithm of its people."""
    stands_for: str | None = None
    """Class of place for which a town stands in."""
    direction: str | None = None
    """Direction that was taken off the name ("Northeast Syria"); "" where the one before it belongs to the name."""
    alike: bool = False
    """Found by its consonants only: the gazetteer spells it otherwise."""


def keys_of(mention: Mention) -> list[str]:
    """Every key that may have to be looked up for a mention, with and without articles."""
    keys = [key for key, _, _ in mention.keys]
    return keys + [bare for key in keys if (bare := without_articles(key)) != key]


def options_of(
    mention: Mention,
    found: dict[str, tuple[Candidate, ...]],
    capitals: frozenset[int],
    people: tuple[Candidate, ...] = (),
) -> list[Option]:
    """What a mention could mean, from what the gazetteer found for its keys; empty where nothing fits.

    `people` are the countries whose people go by this name, for a name that is no place's.
    """
    for articles in (True, False):
        for key, taken, direction in mention.keys:
            asked = key if articles else without_articles(key)
            if not articles and asked == key:
                continue
            places = found.get(asked, ())
            if len(asked) <= 3:
                places = tuple(place for place in places if place.main)
            if direction:
                places = _with_sides(places, counties=mention.kind is not None or taken is not None)
            where = "taken" if taken is not None else "inside" if mention.inside else "beside"
            fitting = _fitting(places, taken or mention.kind, where, capitals)
            options = [option._replace(direction=direction) for option in fitting]
            if people and not any(option.place.kind in ("country", "division") for option in options):
                options.extend(Option(place, prior(place, capitals)) for place in people)
            if options:
                return _shadowed(options)
    return [Option(place, prior(place, capitals)) for place in people]


def _with_sides(places: tuple[Candidate, ...], *, counties: bool) -> tuple[Candidate, ...]:
    """What a direction may be of: an area before a town, but a town before the county that goes by its name."""
    areas = tuple(place for place in places if place.kind != "town" and (counties or place.kind != "county"))
    return areas or tuple(place for place in places if place.kind == "town") or places


def _fitting(places: tuple[Candidate, ...], kind: str | None, where: str, capitals: frozenset[int]) -> list[Option]:
    """The options that fit a class of place, told by a noun "beside" the name, "inside" it, or "taken" off it."""
    options = [Option(place, prior(place, capitals)) for place in places]
    if kind == "border":
        return [_weighed(option, 0.0 if option.place.kind == "town" else 2.5) for option in options]
    fits = _FITTING.get(kind or "")
    if fits is None or kind is None or not options:
        return options
    if where == "inside":
        other = -2.0 if kind in _NEVER_A_TOWN - {"mountain"} else 0.0
        return [_weighed(option, 1.0 if option.place.kind in fits else other) for option in options]
    fitting = [option for option in options if option.place.kind in fits]
    best = max(options, key=lambda option: option.prior).place.kind
    if where == "beside" and (best == "country" or (best == "division" and kind == "facility" and not fitting)):
        return options
    if fitting:
        return fitting
    if kind == "settlement":
        return options
    if kind in _NEVER_A_TOWN:
        return [option for option in options if option.place.kind != "town"] if where == "beside" else []
    return _standing_in(options, kind)


def _weighed(option: Option, weight: float) -> Option:
    return option._replace(prior=option.prior + weight)


def _standing_in(options: list[Option], kind: str) -> list[Option]:
    """Towns (for a facility counties and divisions too) that stand in for what the gazetteer doesn't have."""
    seats = ("town", "county", "division") if kind == "facility" else ("town",)
    said = "district" if kind in ("township", "quarter") else kind
    return [
        option._replace(prior=option.prior - 0.5, stands_for=said)
        for option in options
        if option.place.kind in seats and not (kind == "township" and option.place.country in _OTHER_TOWNSHIPS)
    ]


def _shadowed(options: list[Option]) -> list[Option]:
    """Puts the towns that bear the name of a country or a continent last: only the text's own word brings them back."""
    if not any(option.place.kind in ("country", "continent") and option.place.main for option in options):
        return options
    return [_weighed(option, _SHADOW if option.place.kind == "town" else 0.0) for option in options]


def prior(place: Candidate, capitals: frozenset[int]) -> float:
    """How likely a place is meant by its name alone."""
    if place.kind == "town":
        found = math.log10(place.population + 50)
        if place.number in capitals:
            found += 1.8
        return found if place.main else found - 2.0
    if place.kind == "division":
        return math.log10(place.population + 50) + (0.6 if place.countries[0] in _DIVISIONS_BY_NAME else -0.1)
    if place.kind == "county":
        return _BY_KIND["county"] + 0.2 * math.log10(place.population + 50) - (0.0 if place.main else 2.0)
    return _BY_KIND[place.kind] + place.population / 1e11 - (0.0 if place.main else 2.0)


def means_country(options: list[Option]) -> bool:
    """Whether the name alone means a country."""
    return bool(options) and max(options, key=lambda option: option.prior).place.kind in ("country", "continent")
