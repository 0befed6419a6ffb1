"""What PLOVER's types and modes are in ACLED, CAMEO and the IPTC's media topics (data/mappings.toml), and countries."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from dateline.model.record import RecordEvent


class Country(NamedTuple):
    """A country as the tables of others call it; codes are empty where they have none."""

    iso2: str
    iso3: str
    numeric: str
    name: str
    gw: str
    """Number in the list of Gleditsch and Ward."""
    acled_region: str
    ucdp_region: str


@cache
def tables() -> dict[str, Any]:
    """The file of mappings."""
    return tomllib.loads(resources.files(__package__).joinpath("data/mappings.toml").read_text("utf-8"))


@cache
def countries() -> dict[str, Country]:
    """Countries by their ISO 3166 alpha-2 code."""
    lines = resources.files(__package__).joinpath("data/countries.tsv").read_text("utf-8").splitlines()
    return {line.split("\t", 1)[0]: Country(*line.split("\t")) for line in lines[1:]}


def country_name(code: str | None, scheme: str = "") -> str:
    """The name of a country, in a scheme (acled, ucdp) or ours; its code where we have none, nothing without a code."""
    if scheme and code in tables()[scheme]["countries"]:
        return str(tables()[scheme]["countries"][code])
    return countries()[code].name if code in countries() else code or ""


def mapped(table: dict[str, Any], event: RecordEvent) -> Any:
    """What a table holds for an event's type and mode, else for its type; None where it has neither."""
    return table.get(f"{event.type}/{event.mode}", table.get(event.type))


def cameo(event: RecordEvent) -> str | None:
    """The CAMEO code of an event, as far as it is known."""
    found = mapped(tables()["cameo"], event)
    return str(found) if found else None


def media_topic(event: RecordEvent) -> tuple[str, str] | None:
    """The IPTC media topic of an event: code and name."""
    found = mapped(tables()["iptc"], event)
    return (str(found), str(tables()["iptc_names"][found])) if found else None
