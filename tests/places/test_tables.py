"""Our own tables, row by row: what the builder and the ranking rely on."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from dateline.places.folding import fold
from dateline.places.layout import DATA, KINDS


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


COUNTRIES = {row["iso2"]: row for row in table("countries.tsv")}


def test_every_country_is_there_once() -> None:
    assert len(COUNTRIES) == len(table("countries.tsv")) == 250
    assert len({row["iso3"] for row in COUNTRIES.values()}) == 250


@pytest.mark.parametrize("name", ["countries.tsv", "divisions.tsv", "regions.tsv", "us_counties.tsv"])
def test_points_lie_on_the_earth(name: str) -> None:
    for row in table(name):
        if row["lat"]:
            assert -90 <= float(row["lat"]) <= 90, row
            assert -180 <= float(row["lon"]) <= 180, row
            assert float(row["radius_km"]) >= 0, row


def test_neighbours_are_neighbours_of_each_other() -> None:
    for code, row in COUNTRIES.items():
        for neighbour in filter(None, row["neighbours"].split(";")):
            assert code in COUNTRIES[neighbour]["neighbours"].split(";"), (code, neighbour)


def test_a_name_means_one_country() -> None:
    names = Counter(
        key
        for row in COUNTRIES.values()
        for key in {fold(name) for name in (row["name"], *row["other_names"].split(";")) if name}
    )
    assert {name for name, number in names.items() if number > 1} == {"congo"}


def test_divisions_lie_in_countries_and_are_named_once() -> None:
    rows = table("divisions.tsv")
    assert all(row["country"] in COUNTRIES and row["name"] for row in rows)
    assert max(Counter((row["country"], row["code"]) for row in rows).values()) == 1
    assert len({row["country"] for row in rows}) > 120


def test_regions_have_known_kinds_and_countries() -> None:
    rows = table("regions.tsv")
    assert max(Counter(row["id"] for row in rows).values()) == 1
    for row in rows:
        assert row["kind"] in KINDS, row
        assert all(code in COUNTRIES for code in filter(None, row["countries"].split(";"))), row
