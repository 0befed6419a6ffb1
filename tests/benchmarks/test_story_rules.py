"""The rules of the story scorer one by one, as case tables."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.story.dates import verdict
from benchmarks.story.gold import Story
from benchmarks.story.text import elided_runs_of, fold, plain, runs_of
from benchmarks.story.units import UNITS, has_number, number_of, unit_of
from benchmarks.story.where import kilometres, right
from benchmarks.story.who import b_cubed
from dateline.model.record import RecordPlace

DATES: list[tuple[Any, Any, Any, str]] = [
    # gold, true date, found, verdict
    (("2020-05-01", "2020-05-03"), None, ("2020-05-01", "2020-05-03"), "right"),
    ((None, None), None, (None, None), "right"),
    (("2020-05-01", None), None, ("2020-05-01", None), "right"),
    (("2020-05-01", "2020-05-03"), None, ("2020-05-02", "2020-05-02"), "wrong"),  # narrower, nobody knows
    (("2020-05-01", "2020-05-03"), ("2020-05-02", "2020-05-02"), ("2020-05-02", "2020-05-02"), "right"),
    (("2020-05-01", "2020-05-03"), ("2020-05-02", "2020-05-02"), ("2020-05-03", "2020-05-03"), "wrong"),
    (("2020-05-01", None), ("2020-05-02", "2020-05-02"), ("2020-05-01", "2020-05-09"), "right"),  # bound confirmed
    (("2020-05-01", None), None, ("2020-05-01", "2020-05-09"), "wrong"),  # an open end closed
    (("2020-05-01", "2020-05-03"), None, ("2020-04-01", "2020-06-03"), "wrong"),  # wider
    (("2020-05-01", "2020-05-03"), None, (None, None), "wrong"),
    (("2020-05-01", "2020-05-03"), None, ("2020-05-03", "2020-05-09"), "wrong"),  # a day in common
    (("2020-05-01", "2020-05-03"), None, ("2020-05-04", None), "contradiction"),
    (("2020-05-01", None), ("2020-05-02", "2020-05-02"), (None, "2020-04-30"), "contradiction"),
]


@pytest.mark.parametrize(("gold", "true", "found", "expected"), DATES)
def test_dates(gold: Any, true: Any, found: Any, expected: str) -> None:
    assert verdict(gold, true, found) == expected


GOLD_PLACES = [
    {"name": "Velland", "surface": ["Velland"], "country": "VL", "lat": 15.0, "lon": 10.0, "kind": "country"},
    {"name": "Sundia", "surface": ["Sundia"], "country": "SU", "lat": 25.0, "lon": 10.0, "kind": "country"},
    {"name": "Velland and Sundia", "surface": ["both countries"], "country": None, "lat": None, "lon": None,
     "kind": "region"},
    {"name": "North", "surface": ["North province"], "country": "VL", "admin1": "al-North Province", "lat": None,
     "lon": None, "kind": "province"},
    {"name": "Oldbridge", "surface": ["Old Bridge"], "country": "VL", "admin1": "North", "lat": 10.0, "lon": 10.0,
     "kind": "city"},
    {"name": "East Velland", "surface": [], "country": "VL", "lat": None, "lon": None, "kind": "region"},
]  # fmt: skip
PLACES: list[tuple[str | None, dict[str, Any] | None, bool]] = [
    (None, None, True),
    (None, {"name": "Oldbridge"}, False),
    ("Oldbridge", None, False),
    ("Oldbridge", {"name": "Oldbridge"}, True),  # no coordinates: honestly unresolved
    ("Oldbridge", {"name": "the old bridge"}, True),  # a surface form
    ("Oldbridge", {"name": "Oldbridge", "country": "SU"}, False),  # the other Oldbridge
    ("Oldbridge", {"name": "Oldbridge", "lat": 12.0, "lon": 10.0, "country": "VL"}, False),  # 222 km off
    ("Oldbridge", {"name": "Bridge Hill", "lat": 10.4, "lon": 10.0}, True),  # 44 km
    ("Oldbridge", {"name": "Bridge Hill", "lat": 10.5, "lon": 10.0}, False),  # 56 km
    ("Oldbridge", {"name": "Velland", "country": "VL", "kind": "country", "precision": "country"}, True),
    ("Oldbridge", {"name": "Velland", "country": "VL", "kind": "country"}, False),  # doesn't say its precision
    ("Oldbridge", {"name": "Sundia", "country": "SU", "kind": "country", "precision": "country"}, False),
    ("Oldbridge", {"name": "N.", "country": "VL", "admin1": "North", "precision": "province"}, True),
    ("Oldbridge", {"name": "N.", "country": "VL", "admin1": "North", "precision": "exact"}, False),
    ("North", {"name": "Milltown", "country": "VL", "admin1": "Al North", "precision": "exact"}, True),
    ("Velland", {"name": "Milltown", "country": "VL", "precision": "exact"}, True),
    ("Velland and Sundia", {"name": "Sundia", "country": "SU", "kind": "country", "precision": "country"}, True),
    ("Velland and Sundia", {"name": "Norland", "country": "NO", "kind": "country", "precision": "country"}, False),
    ("East Velland", {"name": "Milltown", "country": "VL", "precision": "exact"}, False),  # nobody says where it lies
]


@pytest.mark.parametrize(("gold", "given", "expected"), PLACES)
def test_places(gold: str | None, given: dict[str, Any] | None, expected: bool) -> None:
    empty: dict[str, Any] = {
        "id": "plc", "kind": "other", "gazetteer": None, "lat": None, "lon": None, "country": None, "admin1": None,
        "precision": None, "radius_km": None, "sources": (), "why": "",
    }  # fmt: skip
    found = None if given is None else RecordPlace(**{**empty, **given})
    assert right(Story({"places": GOLD_PLACES}, {}), gold, found) is expected


def test_kilometres_of_one_degree() -> None:
    assert kilometres((0.0, 0.0), (1.0, 0.0)) == pytest.approx(111.19, abs=0.01)


@given(st.text(alphabet="a\u00a0 \n“’x", max_size=30))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("a\u00a0big  dog", "big dog", [(2, 10)]),
        ("IS is not ISIS", "IS", [(0, 2)]),
        ("the ‘coordinating’ men", "'coordinating'", [(4, 18)]),
        ("(SDF) and SDF.", "SDF", [(1, 4), (10, 13)]),
        ("nothing", "", []),
    ],
)
def test_phrases_are_found_folded_and_whole(text: str, phrase: str, expected: list[tuple[int, int]]) -> None:
    assert runs_of(fold(text), phrase) == expected


def test_a_long_phrase_may_be_elided() -> None:
    assert elided_runs_of("one two three four five six", "one two … five six") == [(0, 27)]
    assert elided_runs_of("read on [...] now", "read on [...] now") == [(0, 17)]


@pytest.mark.parametrize(("form", "expected"), [("The  Brigade", "Brigade"), ("the", "the"), ("IS", "IS")])
def test_plain_forms(form: str, expected: str) -> None:
    assert plain(form) == expected


def test_units_are_a_closed_list() -> None:
    assert unit_of("killed") == "killed"
    assert unit_of("dead") == "killed"
    assert unit_of("villages") == "count"
    assert {"%", "killed", "injured", "missing", "displaced", "detained", "fighters", "people", "km", "km2", "money",
            "days"} <= set(UNITS)  # fmt: skip


@pytest.mark.parametrize(
    ("value", "low", "high", "expected", "number"),
    [
        (12, None, None, True, (12.0,)),
        (None, 700, 1000, True, (700.0, 1000.0)),
        (None, 24, None, False, (24.0,)),
        (None, None, None, False, ()),
        (30, None, 30, True, (30.0,)),
    ],
)
def test_numbers(value: Any, low: Any, high: Any, expected: bool, number: tuple[float, ...]) -> None:
    assert has_number({"value": value, "low": low, "high": high}) is expected
    assert number_of(value, low, high) == number


B3: list[tuple[str, list[str | None], tuple[float, float]]] = [
    # the gold's clusters, those found, precision and recall
    ("aabb", ["1", "1", "2", "2"], (1, 1)),
    ("aabb", ["1", "1", "1", "1"], (0.5, 1)),
    ("aabb", ["1", "2", "3", "4"], (1, 0.5)),
    ("aab", ["1", "1", "1"], ((4 + 1) / 9, 1)),
    ("aabb", [None, None, None, None], (0, 0)),
    ("aabb", ["1", "1", None, None], (1, 0.5)),
]


@pytest.mark.parametrize(("gold", "found", "expected"), B3)
def test_b_cubed(gold: str, found: list[str | None], expected: tuple[float, float]) -> None:
    assert b_cubed(list(gold), found)[:2] == pytest.approx(expected)
