"""The words of `data/words.toml`, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

STEM = 4
"""Letters by which the forms of a word are told to be one."""


class Words(NamedTuple):
    """Lemmas and forms in lower case."""

    harm: frozenset[str]
    harm_stems: frozenset[str]
    outcome: frozenset[str]
    outcome_stems: frozenset[str]
    incident: frozenset[str]
    later: frozenset[str]
    in_court: frozenset[str]
    going_on: frozenset[str]
    comes_about: frozenset[str]
    charges: frozenset[str]


@cache
def words() -> Words:
    """The tables as they are shipped."""
    text = files("dateline.happening").joinpath("data").joinpath("words.toml").read_text(encoding="utf-8")
    found = {name: frozenset(line.split()) for table in tomllib.loads(text).values() for name, line in table.items()}
    return Words(
        harm=found["harm"],
        harm_stems=frozenset(word[:STEM] for word in found["harm"] if len(word) >= STEM) | {"shot"},
        outcome=found["outcome"],
        outcome_stems=frozenset(word[:STEM] for word in found["outcome"]),
        incident=found["incident"],
        later=found["later"],
        in_court=found["in_court"],
        going_on=found["going_on"],
        comes_about=found["comes_about"],
        charges=found["charges"],
    )
