"""The words of `data/words.toml`, as sets and maps."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any


def _table() -> dict[str, Any]:
    text = resources.files("dateline.places").joinpath("data/words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


_TABLE = _table()


def _set(section: str, name: str) -> frozenset[str]:
    return frozenset(_TABLE[section][name].split())


KINDS: dict[str, str] = {word: kind for kind, words in _TABLE["kinds"].items() for word in words.split()}
"""Noun → class of place."""

DIRECTIONS: dict[str, str] = {word: side for side, words in _TABLE["directions"].items() for word in words.split()}
"""Word → part of an area; "around" for "rural"."""

HYPHENS = frozenset("-‐‑–")
POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
ARTICLES = frozenset(("the", "a", "an"))
QUALIFIERS = _set("qualifiers", "words")
KILOMETRES: dict[str, float] = {
    **dict.fromkeys(_set("distance", "km"), 1.0),
    **dict.fromkeys(_set("distance", "miles"), 1.609),
}
"""Unit → its length in kilometres."""
NUMBERS: dict[str, int] = _TABLE["numbers"]["words"]
PLURALS = _set("plurals", "words")
LOCATIVE = _set("prepositions", "locative")
INSIDE = _set("prepositions", "inside")
"""Those after which a country is a place and no government."""
NEAR = _set("prepositions", "near")
NEAR_NOUNS = _set("prepositions", "near_nouns")
BETWEEN = _set("containment", "words")
NO_PLACES = _set("bodies", "names")
TOWN_SIDES = frozenset(f"{side}{gap}side" for side in _set("directions_of_towns", "words") for gap in ("", " "))
"""What parts of a town are called that no gazetteer should take for a namesake: "South Side", "Westside"."""
LOCAL_BODIES = _set("bodies", "local")
"""Bodies that every town or county has for itself."""
TITLES = _set("titles", "words")
AFTER_HYPHEN = _set("governments", "after_hyphen")
NOT_BORDERS = _set("borders", "not_places")
SPEECH_VERBS = _set("speech", "verbs")
SPEECH_NOUNS = _set("speech", "nouns")
PEOPLE = _set("people", "nouns")
POSTAL: dict[str, str] = _TABLE["postal"]["states"]
"""Abbreviation in capitals → folded name of the state or province."""
SHORT: dict[str, str] = _TABLE["postal"]["short"]
"""Short name in capitals, without the last full stop → folded name of the town."""
