"""What each word can be in a time expression: its classes ("monthname", "unit" …), each with its value.

The tables are `data/words.toml` and the names of `data/feasts.toml`; numbers are read by their form.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeAlias

from dateline.times.feasts import feasts

Values: TypeAlias = MappingProxyType[str, Any]
"""The value of a word in each class that it belongs to."""
NOTHING: Values = MappingProxyType({})

_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,6})(?:\.(\d+))?$")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)$")
_DECADE = re.compile(r"'?(\d{4}|\d{2})'?s$")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
_COMPACT = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?$")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_CLOCK = re.compile(r"(\d{1,2})[:h](\d{2})(?::(\d{2}))?$")
_DOTTED_CLOCK = re.compile(r"(\d{1,2})\.(\d{2})$")
_HOUR = re.compile(r"(\d{1,2})(?:[:.](\d{2})(?::(\d{2}))?)?(a\.?m\.?|p\.?m\.?|[ap])$")
_ABOUT_HOUR = re.compile(r"(\d{1,2})(?:ish|ampm)$")
_ISO_HOUR = re.compile(r"(\d{1,2})t(\d{2})$")
_PREFIXED = re.compile(r"(mid|early|late|post|pre)-(\w+\.?)$")
_NUMBER_FIRST = re.compile(r"(\d+(?:\.\d+)?)([a-z]+\.?)$")
_NUMBER_LAST = re.compile(r"([a-z]{3,}\.?)(\d{1,4})$")
_QUARTER = re.compile(r"(q(?=[1-4])|h(?=[12]))(\d)$")
_AFTER_NUMBERS = frozenset({"unit", "units", "monthname"})
_FIRST_YEAR, _LAST_YEAR, _CENTURY, _PIVOT = 1000, 2100, 100, 50


@lru_cache(maxsize=1)
def tables() -> dict[str, dict[str, Any]]:
    """The tables of words, by class."""
    text = files("dateline.times").joinpath("data").joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def _words() -> dict[str, Values]:
    found: dict[str, dict[str, Any]] = {}
    for kind, table in tables().items():
        for word, value in table.items():
            found.setdefault(word, {})[kind] = value
    for word, number in tables()["ordinal"].items():
        found[word]["anyday"] = number
    for feast, entry in feasts().items():
        for name in entry["names"]:
            if " " not in name:
                found.setdefault(name, {})["feastname"] = feast
    return {word: MappingProxyType(values) for word, values in found.items()}


@lru_cache(maxsize=1)
def feast_names() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Names of feasts of several words, longest first, by their first word: the words and the feast."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for feast, entry in feasts().items():
        for name in entry["names"]:
            words = tuple(name.split())
            if len(words) > 1:
                found.setdefault(words[0], []).append((words, feast))
    return {first: sorted(names, key=lambda name: -len(name[0])) for first, names in found.items()}


@lru_cache(maxsize=1)
def feast_triggers() -> frozenset[str]:
    """The longest word of each name of several words: no sentence without one of them names such a feast."""
    return frozenset(max(words, key=len) for names in feast_names().values() for words, _ in names)


@lru_cache(maxsize=65536)
def values_of(word: str) -> Values:
    """Classes and values of a word (lower case, straight apostrophes); none for a word that says nothing of time."""
    found = _words().get(word)
    if found is not None:
        return found
    if word[:1].isdigit() or (word[:1] in "'qh" and word[1:2].isdigit()):
        return MappingProxyType(_number(word))
    return NOTHING


def halves(word: str) -> tuple[str, ...]:
    """The two halves of "mid-June", "post-2011", "3h" or "October2"; nothing for a word that has no such halves."""
    if match := _PREFIXED.match(word):
        prefix = match[1] + "-" if match[1] in ("post", "pre") else match[1]
        return (prefix, match[2]) if values_of(match[2]) else ()
    if match := _NUMBER_FIRST.match(word):
        return match.groups() if not _AFTER_NUMBERS.isdisjoint(values_of(match[2])) else ()
    if match := _NUMBER_LAST.match(word):
        return match.groups() if "monthname" in values_of(match[1]) else ()
    return ()


def _number(word: str) -> dict[str, Any]:
    if match := _NUMBER.match(word):
        return _plain_number(word, match)
    if match := _ORDINAL.match(word):
        number = int(match[1])
        return {"ordinal": number, "dayth": number, "anyday": number} if 1 <= number <= 31 else {"ordinal": number}
    if match := _COMPACT.match(word) or _ISO.match(word):
        return {"isodate": (int(match[1]), int(match[2]), int(match[3]))}
    if match := _SLASHED.match(word):
        return {"slashed": (int(match[1]), int(match[2]), full_year(match[3]) if match[3] else 0)}
    if match := _DOTTED.match(word):
        return {"isodate": (int(match[3]), int(match[2]), int(match[1]))}
    if (match := _CLOCK.match(word)) and int(match[1]) <= 24 and int(match[2]) < 60:
        return {"clocktime": (int(match[1]), int(match[2]), int(match[3] or -1))}
    if (match := _HOUR.match(word)) and 1 <= int(match[1]) <= 12:
        half = 12 if match[4][0] == "p" else 0
        return {"halfday": (int(match[1]), int(match[2] or -1), int(match[3] or -1), half)}
    if match := _ABOUT_HOUR.match(word):
        return {"ish": int(match[1])}
    if match := _ISO_HOUR.match(word):
        return {"isohour": (int(match[1]), int(match[2]))}
    if match := _QUARTER.match(word):
        return {"quartername" if match[1] == "q" else "halfname": int(match[2])}
    if match := _DECADE.match(word):
        number = int(match[1])
        return {"decadenum" if number >= _FIRST_YEAR else "decadetens": number} if number % 10 == 0 else {}
    return {}


def _plain_number(word: str, match: re.Match[str]) -> dict[str, Any]:
    number = int(match[1].replace(",", ""))
    if match[2]:
        found: dict[str, Any] = {"decimal": float(word.replace(",", ""))}
        clock = _DOTTED_CLOCK.match(word)
        return found | ({"dotted": (int(clock[1]), int(clock[2]), -1)} if clock and int(clock[2]) < 60 else {})
    found = {"number": number}
    if "," in word:
        return found
    if 1 <= number <= 31 and len(word) <= 2:
        found["daynum"] = found["anyday"] = number
    if number <= 24 and len(word) <= 2:
        found["hournum"] = number
    if len(word) == 2 and number < 60:
        found["minutenum"] = number
    if len(word) == 2:
        found["shortyear"] = number
    if len(word) == 4:
        if _FIRST_YEAR <= number <= _LAST_YEAR:
            found["yearnum"] = number
        if number // _CENTURY <= 24 and number % _CENTURY < 60:
            found["military"] = (number // _CENTURY, number % _CENTURY, -1)
    return found


def full_year(digits: str) -> int:
    """A year of two digits in full, between fifty years back and fifty on from 2000; one of four digits as it is."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return 1900 + year if year >= _PIVOT else 2000 + year
