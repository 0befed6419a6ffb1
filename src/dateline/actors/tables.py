"""The room's tables of words, read once from `data/`. What each list means stands beside it in the file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Noun(NamedTuple):
    """A noun that describes somebody who acts: its singular, whether this form is the plural, its sector and sort."""

    lemma: str
    plural: bool
    sector: str
    sort: str


class Organ(NamedTuple):
    """An organ that every state has: `name` holds "{}" for the state."""

    key: str
    name: str
    sector: str


def rows(name: str) -> list[list[str]]:
    """The lines of a table of `data/`, cut at tabs; comments and empty lines are left out."""
    text = (files("dateline.actors") / "data" / name).read_text(encoding="utf-8")
    return rows_of(text)


def rows_of(text: str) -> list[list[str]]:
    """The lines of a table, cut at tabs; comments and empty lines are left out."""
    return [line.split("\t") for line in text.split("\n") if line and not line.startswith("#")]


@cache
def nouns() -> dict[str, Noun]:
    """Every noun of `nouns.tsv`, by its singular and by its plural, and the names of peoples, in lower case."""
    found: dict[str, Noun] = {}
    for noun, plural, sector, sort in rows("nouns.tsv"):
        found.setdefault(plural.lower(), Noun(noun, True, sector, sort))
        found[noun.lower()] = Noun(noun, noun == plural, sector, sort)
    for adjective, plural in rows("peoples.tsv"):
        if adjective != plural:
            found.setdefault(plural.lower(), Noun(adjective, True, "CVL", "people"))
    return found


@cache
def organs() -> dict[str, Organ]:
    """Every organ of `organs.tsv`, by each of its forms, in lower case."""
    found: dict[str, Organ] = {}
    for key, name, sector, forms in rows("organs.tsv"):
        for form in forms.split(" | "):
            found[form] = Organ(key, name, sector)
    return found


@cache
def organs_by_key() -> dict[str, Organ]:
    """Every organ by its key."""
    return {organ.key: organ for organ in organs().values()}


@cache
def _lists() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for name, words in rows("words.tsv"):
        found.setdefault(name, []).append([word.replace("_", " ") for word in words.split()])
    return found


@cache
def words(name: str) -> frozenset[str]:
    """The words of one list of `words.tsv`."""
    return frozenset(word for line in _lists()[name] for word in line)


@cache
def sorts() -> dict[str, frozenset[str]]:
    """Words that say of what sort a group is, each with those that mean the same."""
    return {word: frozenset(line) for line in _lists()["sorts"] for word in line}


@cache
def alike() -> dict[str, frozenset[str]]:
    """Nouns for the same people, each with those that may stand for it."""
    return {word: frozenset(line) for line in _lists()["alike"] for word in line}


@cache
def peoples() -> dict[str, str]:
    """Adjective of each people that is no state's, by its adjective and by its plural, in lower case."""
    found: dict[str, str] = {}
    for adjective, plural in rows("peoples.tsv"):
        found[adjective.lower()] = adjective
        found[plural.lower()] = adjective
    return found
