"""Victims and their fates, and the words of `data/victims.toml` that tell of them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

Fate = Literal["killed", "injured", "shot"]
"""What happened to them; "shot" leaves open how it ended."""
WORSE: dict[Fate, int] = {"shot": 0, "injured": 1, "killed": 2}


class Victim(NamedTuple):
    """Those one phrase names: its head word, how many (None: not said), and their fate."""

    word: int
    number: int | None
    fate: Fate
    other: bool
    """Whether they are "others": apart from those named before."""


class VictimWords(NamedTuple):
    """The tables; what each holds is said in the file."""

    shoot: frozenset[str]
    arms: frozenset[str]
    dead: frozenset[str]
    finding: frozenset[str]
    found: frozenset[str]
    deadly: frozenset[str]
    wounds: frozenset[str]
    taken: frozenset[str]
    hospital: frozenset[str]
    conditions: frozenset[str]
    modals: frozenset[str]
    held_true: frozenset[str]
    before_a_state: frozenset[str]
    reflexive: frozenset[str]
    one: frozenset[str]
    nots: frozenset[str]
    attempted: frozenset[str]
    states: dict[str, Fate]
    nouns: dict[str, Fate]
    multiple: dict[str, int]
    groups: dict[str, int]
    ordinals: dict[str, int]


@cache
def victim_words() -> VictimWords:
    """The tables as they are shipped."""
    text = files("dateline.claims").joinpath("data").joinpath("victims.toml").read_text(encoding="utf-8")
    found: dict[str, Any] = {
        name: frozenset(row.split()) if isinstance(row, str) else row for name, row in tomllib.loads(text).items()
    }
    return VictimWords(**found)
