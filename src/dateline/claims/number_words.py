"""The tables of words that numbers are made of, from `data/figures.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from dateline.model.account import Bound


class Table(NamedTuple):
    """The tables of `data/figures.toml` that numbers need."""

    numbers: dict[str, int]
    scales: dict[str, int]
    vague: dict[str, int]
    bounds: dict[tuple[str, ...], Bound]
    bounds_after: dict[tuple[str, ...], Bound]
    designators: frozenset[str]
    months: frozenset[str]
    signs: frozenset[str]
    clock: frozenset[str]
    """What follows a time of day."""
    starts: frozenset[str]
    """Words that a number in words can begin with."""


@cache
def figure_data() -> dict[str, Any]:
    """The whole of `data/figures.toml`."""
    return tomllib.loads(resources.files("dateline.claims").joinpath("data/figures.toml").read_text(encoding="utf-8"))


@cache
def number_table() -> Table:
    """The tables of numbers and bounds."""
    data = figure_data()
    return Table(
        numbers=data["numbers"],
        scales=data["scales"],
        vague=data["vague"],
        bounds={tuple(phrase.split()): bound for phrase, bound in data["bounds"].items()},
        bounds_after={tuple(phrase.split()): bound for phrase, bound in data["bounds_after"].items()},
        designators=frozenset(data["designators"]["words"]),
        months=frozenset(data["months"]["words"]),
        signs=frozenset(data["currencies"]["signs"]),
        clock=frozenset(data["clock"]["words"]),
        starts=frozenset(
            {*data["numbers"], *data["vague"], "half", "hundred", "thousand", "million", "dozen", "a", "an"}
        ),
    )
