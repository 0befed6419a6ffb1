"""Whether a record's place is the gold's."""

from __future__ import annotations

import math
import re
import unicodedata

from benchmarks.story.gold import Gold, Story
from benchmarks.story.text import plain
from dateline.model.record import RecordPlace

NEAR_KM = 50.0
_POINTS = frozenset({"village", "city"})
_ADMIN_WORDS = re.compile(r"\b(?:province|governorate|state|region|district|department|oblast|al|ad|el|ez|az|e|of)\b")


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two points (latitude, longitude in degrees) on a sphere of 6,371 km."""
    lat, lon, lat2, lon2 = map(math.radians, (*one, *other))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, half)))


def right(story: Story, gold_name: str | None, found: RecordPlace | None) -> bool:
    """Whether the place is right: the same, within 50 km, or one contains the other and the record says its precision.

    Where the gold has no place the record must have none. *The same*: one of the names, and neither another country
    nor (villages and cities) more than 50 km away. *Contains*: a country and what lies in it; a province and what lies
    in it, by the name of the first-order division; a region of named countries ("Iraq and Syria") and these.
    """
    if gold_name is None or found is None:
        return gold_name is None and found is None
    gold = story.places.get(gold_name, {"name": gold_name, "surface": [], "country": None})
    distance = _distance(gold, found)
    if distance is not None and distance <= NEAR_KM:
        return True
    if same_name(gold, found):
        other_country = gold.get("country") and found.country and gold["country"] != found.country
        return not other_country and not (distance is not None and gold.get("kind") in _POINTS)
    return found.precision is not None and _contains(story, gold, found)


def same_name(gold: Gold, found: RecordPlace) -> bool:
    """Whether the record uses one of the gold's names for the place; case doesn't matter."""
    names = {plain(name).lower() for name in (gold["name"], *gold.get("surface", []))}
    return bool(names & {plain(name).lower() for name in (found.name, *(source.span.text for source in found.sources))})


def _distance(gold: Gold, found: RecordPlace) -> float | None:
    if gold.get("lat") is None or gold.get("lon") is None or found.lat is None or found.lon is None:
        return None
    return kilometres((gold["lat"], gold["lon"]), (found.lat, found.lon))


def _contains(story: Story, gold: Gold, found: RecordPlace) -> bool:
    country_found = found.kind == "country" or found.precision == "country"
    country_gold = gold.get("kind") == "country"
    countries = _countries(story, gold)
    if country_found or country_gold:
        return found.country is not None and found.country in countries
    if gold.get("kind") == "region" and gold.get("country") is None:
        return found.country in countries
    province = found.kind == "province" or found.precision == "province" or gold.get("kind") == "province"
    division = _division(gold.get("admin1"))
    same_country = found.country is not None and found.country == gold.get("country")
    return bool(province and same_country and division and division == _division(found.admin1))


def _countries(story: Story, gold: Gold) -> set[str]:
    """The country of a place; of a region without one, the countries that its name names."""
    if gold.get("country"):
        return {gold["country"]}
    if gold.get("kind") != "region":
        return set()
    return {
        place["country"]
        for place in story.places.values()
        if place.get("kind") == "country" and re.search(rf"\b{re.escape(place['name'])}\b", gold["name"])
    }


def _division(name: str | None) -> str:
    """A first-order division's name without its marks, accents and words like "province"."""
    if not name:
        return ""
    bare = unicodedata.normalize("NFKD", name).lower()
    bare = "".join(character for character in bare if not unicodedata.combining(character))
    return re.sub(r"[^a-z0-9]", "", _ADMIN_WORDS.sub("", re.sub(r"[-'’ʿ]", " ", bare)))
