"""The tables that say what is counted, and the form of the answer."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dateline.claims.number_words import figure_data
from dateline.claims.phrases import Range
from dateline.model.account import Unit

_PEOPLE_UNITS = frozenset({"killed", "injured", "missing", "displaced", "detained", "people", "fighters", "troops"})


class Counted(NamedTuple):
    """What is counted: the unit, the factor that brings the value into it, the words, and why."""

    unit: Unit
    factor: float
    what: Range | None
    last: int
    """Last word of number and measure."""
    why: str
    fate: bool = False
    """Something happened to those counted."""
    loose: bool = False
    """A length of time that measures something only where it is no part of a date."""


class Words(NamedTuple):
    """The tables of `data/figures.toml` that say what is counted, keyed by lemma or form."""

    measures: dict[str, tuple[Unit, float]]
    undergo: dict[str, Unit]
    suffer: dict[str, Unit]
    states: dict[str, Unit]
    happenings: dict[str, Unit]
    tolls: frozenset[str]
    kinds: dict[str, Unit]
    """Fighters, troops and people that are counted by themselves."""
    persons: frozenset[str]
    uncounted: frozenset[str]
    """Nouns whose number tells nothing of a story."""
    endings: tuple[str, ...]
    """Endings of nouns that name people."""
    directions: frozenset[str]
    limbs: frozenset[str]
    refuge: frozenset[str]
    only_with: dict[str, frozenset[str]]


@cache
def count_words() -> Words:
    """The tables as they are shipped."""
    data = figure_data()
    kinds: dict[str, Unit] = {}
    for unit in ("people", "troops", "fighters"):
        for lemma in data["people"][unit]:
            kinds[lemma] = unit
    return Words(
        measures={words: (row[0], float(row[1])) for words, row in data["measures"].items()},
        undergo=_by_lemma(data["undergo"]),
        suffer=_by_lemma(data["suffer"]),
        states=_by_lemma(data["states"]),
        happenings=_by_lemma(data["happenings"]),
        tolls=frozenset(data["tolls"]["words"]),
        kinds=kinds,
        persons=frozenset(data["people"]["persons"]),
        uncounted=frozenset(data["uncounted"]["words"]),
        endings=tuple(data["person_endings"]["words"]),
        directions=frozenset(data["directions"]["words"]),
        limbs=frozenset(data["limbs"]["words"]),
        refuge=frozenset(data["refuge"]["lemmas"]),
        only_with={lemma: frozenset(verbs) for lemma, verbs in data["only_with"].items()},
    )


def is_person(lemma: str) -> bool:
    """Whether a noun names people: by the tables, or by its ending ("steelworker")."""
    table = count_words()
    return lemma in table.persons or (len(lemma) > 6 and lemma.endswith(table.endings))


def _by_lemma(table: dict[str, list[str]]) -> dict[str, Unit]:
    found: dict[str, Unit] = {}
    for unit, lemmas in table.items():
        for lemma in lemmas:
            found[lemma] = unit  # type: ignore[assignment]
    return found


def is_people(unit: Unit) -> bool:
    """Whether a unit counts people."""
    return unit in _PEOPLE_UNITS
