"""UCDP GED's columns and rules, case by case."""

from __future__ import annotations

import csv
import io

import pytest

from dateline.exports import format_named
from dateline.exports.ucdp_csv_format import COLUMNS, prio_grid
from tests.exports.making import Made

UCDP = format_named("ucdp-csv")
DEATHS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")


def row(made: Made, **options: str) -> dict[str, str]:
    (found,) = csv.DictReader(io.StringIO(UCDP.write(made.record(), **options).decode(), newline=""))
    return found


def test_there_are_49_columns() -> None:
    assert len(COLUMNS) == len(set(COLUMNS)) == 49
    assert COLUMNS[0] == "id"
    assert COLUMNS[-2:] == ("gwnoa", "gwnob")


@pytest.mark.parametrize(
    ("who", "whom", "kind", "sides"),
    [
        ("rebels", "army", "1", ("Government of Chad", "rebels")),
        ("army", "rebels", "1", ("Government of Chad", "rebels")),
        ("rebels", "gang", "2", ("rebels", "gang")),
        ("rebels", "villagers", "3", ("rebels", "Civilians")),
        ("army", "villagers", "3", ("Government of Chad", "Civilians")),
    ],
)
def test_type_of_violence_and_sides(who: str, whom: str, kind: str, sides: tuple[str, str]) -> None:
    made = Made()
    made.killed(made.event("ASSAULT", who, whom), 4)
    found = row(made)
    assert (found["type_of_violence"], (found["side_a"], found["side_b"])) == (kind, sides)


@pytest.mark.parametrize(
    ("kind", "who", "whom", "killed", "reason"),
    [
        ("ASSAULT", "rebels", "army", None, "without a death"),
        ("ASSAULT", "", "", 3, "whose sides"),
        ("ASSAULT", "rebels", "", 3, "whose sides"),
        ("COERCE", "army", "rebels", 3, "not violence"),
    ],
)
def test_what_is_left_out(kind: str, who: str, whom: str, killed: int | None, reason: str) -> None:
    made = Made()
    event = made.event(kind, who, whom)
    if killed:
        made.killed(event, killed)
    assert any(reason in why for why in UCDP.made(made.record()).left_out)


@pytest.mark.parametrize(
    ("what", "column"),
    [
        ("soldiers", "deaths_a"),
        ("fighters", "deaths_b"),
        ("children", "deaths_civilians"),
        ("people", "deaths_unknown"),
    ],
)
def test_deaths_stand_with_whom_they_count(what: str, column: str) -> None:
    made = Made()
    made.killed(made.event("ASSAULT", "rebels", "army"), 7, what=what)
    found = row(made)
    assert {name for name in DEATHS if found[name] != "0"} == {column}


@pytest.mark.parametrize(("rule", "best"), [("lowest", "14"), ("highest", "31")])
def test_best_low_and_high(rule: str, best: str) -> None:
    made = Made()
    event = made.event("ASSAULT", "rebels", "army")
    made.killed(event, 14, low=14, bound="at least", by="army")
    made.killed(event, 31, by="rebels")
    found = row(made, best=rule)
    assert (found["best"], found["low"], found["high"]) == (best, "14", "31")
    assert sum(int(found[name]) for name in DEATHS) == int(best), "best is the sum of the four"
    assert found["source_original"] == "army; rebels"


@pytest.mark.parametrize(
    ("last", "precision"), [("2024-03-12", "1"), ("2024-03-14", "2"), ("2024-03-18", "3"), ("2024-04-10", "4"), ("2024-12-31", "5")]
)  # fmt: skip
def test_date_precision(last: str, precision: str) -> None:
    made = Made()
    made.killed(made.event("ASSAULT", "rebels", "army", days=("2024-03-12", last)), 4)
    found = row(made)
    assert (found["date_prec"], found["date_start"], found["date_end"]) == (precision, "2024-03-12", last)


@pytest.mark.parametrize(
    ("place", "precision"), [("Adre", "1"), ("near Adre", "2"), ("Ouaddai", "4"), ("Chad", "6"), ("Nowhere", "")]
)
def test_where_precision(place: str, precision: str) -> None:
    made = Made()
    made.killed(made.event("ASSAULT", "rebels", "army", place=place), 4)
    found = row(made)
    assert found["where_prec"] == precision
    assert (found["geom_wkt"] == "") == (place == "Nowhere")


def test_numbers_of_countries_and_of_the_grid() -> None:
    made = Made()
    made.killed(made.event("ASSAULT", "rebels", "army"), 4)
    found = row(made)
    assert (found["country_id"], found["gwnoa"], found["gwnob"], found["region"]) == ("483", "483", "", "Africa")
    assert found["priogrid_gid"] == "148725"
    assert prio_grid(-90, -180) == 1
    assert prio_grid(90, 180) == 720 * 360
