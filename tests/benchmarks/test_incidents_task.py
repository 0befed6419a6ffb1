"""The scorer of task `incidents` on hand-made incidents."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.incidents.files import Incident, Report, cities_of, read_reports
from benchmarks.incidents.naive import naive_told
from benchmarks.incidents.task import KEYS, b3, score, split_folder
from benchmarks.incidents.told import Told, city_of, day_of, first_city, main_event, number, toll
from benchmarks.task import BenchmarkError
from dateline.model.record import Interval, RecordEvent, RecordFigure, RecordPlace, Source
from dateline.model.spans import Span

FIRST = Incident("1", "2015-03-06", frozenset({"oldbridge"}), 2, 1)
SECOND = Incident("2", "2015-03-07", frozenset({"newport", "harbour"}), 0, 3)
REPORTS = [
    Report("a", "Two people were killed in Oldbridge on Friday.", "2015-03-07", FIRST),
    Report("b", "Shots in Oldbridge", "2015-03-08", FIRST),
    Report("c", "Three men wounded at the Harbour", "2015-03-08", SECOND),
]
RIGHT = [
    Told("2015-03-06", "oldbridge", 2, 1, "x"),
    Told("2015-03-06", "oldbridge", 2, 1, "x"),
    Told("2015-03-07", "harbour", 0, 3, "y"),
]


def test_perfect_and_empty() -> None:
    assert score(REPORTS, RIGHT) == dict.fromkeys(KEYS, 1)
    empty = score(REPORTS, [Told(None, None, -1, -1, "")] * 3)
    assert {key: value for key, value in empty.items() if not key.startswith("b3")} == dict.fromkeys(KEYS[2:], 0)


def test_broken() -> None:
    broken = [
        replace(RIGHT[0], day="2015-03-05", killed=1),
        replace(RIGHT[1], day="2015-03-01", city="newport", injured=0),
        replace(RIGHT[2], day=None, cluster="x"),
    ]
    assert score(REPORTS, broken) == {
        "b3_f1": pytest.approx(2 * (5 / 9) / (5 / 9 + 1)),  # one cluster of three: precision (2/3 + 2/3 + 1/3) / 3
        "b3_f1_multi": pytest.approx(2 * (2 / 3) / (2 / 3 + 1)),
        "date_exact": 0,
        "date_within_1d": 1 / 3,
        "city": 2 / 3,
        "killed_exact": 2 / 3,
        "injured_exact": 2 / 3,
    }


def test_the_city_is_asked_only_where_the_text_names_it() -> None:
    silent = [*REPORTS[:2], replace(REPORTS[2], text="Three men wounded")]
    assert score(silent, [*RIGHT[:2], replace(RIGHT[2], city=None)])["city"] == 1


def test_b3_among_some() -> None:
    assert b3(["1", "1", "2"], ["x", "y", "z"], [True, True, False]) == pytest.approx(2 / 3)
    assert b3(["1"], ["x"], [False]) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("New York (Manhattan)", {"new york", "manhattan"}),
        ("Vale (county)", {"vale", "vale county"}),
        ("Bartow County", {"bartow county"}),
    ],
)
def test_cities(name: str, expected: set[str]) -> None:
    assert cities_of(name) == expected


def test_files(tmp_path: Path) -> None:
    incident = {"incident_uri": "1", "date": "March 6, 2015", "state": "Ohio", "city_or_county": "Oldbridge",
                "address": "", "num_killed": 2, "num_injured": 1}  # fmt: skip
    report = {"id": "a", "incident": "1", "title": "Two dead", "published": "2015-03-07", "text": "In Oldbridge."}
    (tmp_path / "test").mkdir()
    (tmp_path / "test" / "incidents.jsonl").write_text(json.dumps(incident) + "\n", "utf-8")
    (tmp_path / "test" / "reports.jsonl").write_text(json.dumps(report) + "\n", "utf-8")
    folder, split = split_folder(tmp_path, None)
    assert split == "test"
    assert read_reports(folder) == [Report("a", "Two dead\n\nIn Oldbridge.\n", "2015-03-07", FIRST)]
    with pytest.raises(BenchmarkError, match="no dev with an incidents"):
        split_folder(tmp_path, "dev")


def event(identity: str, **change: Any) -> RecordEvent:
    given: dict[str, Any] = {
        "id": identity, "story": "s", "type": "ASSAULT", "mode": None, "contexts": (), "actors": (), "recipients": (),
        "place": None, "when": Interval(None, None, ""), "status": "happened", "background": False, "sources": (),
        "origins": (), "why": (),
    }  # fmt: skip
    return RecordEvent(**{**given, **change})


def test_the_main_event_is_the_first_violent_one_that_happened() -> None:
    told = [
        (0, event("e0", type="CONSULT")), (5, event("e1", status="planned")), (9, event("e3")), (7, event("e2")),
    ]  # fmt: skip
    main = main_event(told)
    assert main is not None
    assert main.id == "e2"
    main = main_event(told[:2])
    assert main is not None
    assert main.id == "e0"
    assert main_event([]) is None


def figure(value: float | None, unit: Any, of: str | None, low: float | None = None) -> RecordFigure:
    return RecordFigure(
        id="f", source=Source("r", 0, Span(0, 1, "1")), value=value, low=low, high=None, unit=unit, bound="exact",
        what="", event=of, claimants=(), outlet=None, as_of=None, origin="o", why="",
    )  # fmt: skip


def test_tolls() -> None:
    main = event("e")
    figures = [figure(9, "injured", "e"), figure(5, "killed", None), figure(2, "killed", "e"), figure(3, "killed", "e")]
    assert toll(figures, "killed", main) == 2
    assert toll(figures, "killed", None) == 5
    assert toll(figures, "missing", main) == 0
    assert number(figure(None, "killed", None, low=4)) == 4


def test_cities_of_places() -> None:
    place = RecordPlace(
        id="p", name="Oldbridge", kind="city", gazetteer=None, lat=None, lon=None, country=None, admin1=None,
        precision=None, radius_km=None, sources=(), why="",
    )  # fmt: skip
    assert city_of(place) == "oldbridge"
    assert city_of(None) is None


@pytest.mark.parametrize(
    ("when", "day"),
    [
        (Interval("2015-03-06", "2015-03-06", "", "Friday"), "2015-03-06"),
        (Interval("2015-03-06", "2015-03-07", "", "overnight"), "2015-03-07"),
        (Interval("2015-03-01", "2015-03-07", "", "last week"), None),
        (Interval("2015-03-01", "2015-03-07", ""), "2015-03-07"),
        (Interval(None, "2015-03-07", ""), "2015-03-07"),
        (Interval("2015-03-06", None, "", "since Friday"), None),
        (Interval(None, None, ""), None),
    ],
)
def test_the_day_that_somebody_takes(when: Interval, day: str | None) -> None:
    assert day_of(when) == day


def test_the_city_of_what_is_on_no_map() -> None:
    def place(name: str, start: int, lat: float | None, admin1: str | None = None) -> RecordPlace:
        return RecordPlace(
            id=name, name=name, kind="city" if lat else "other", gazetteer=None, lat=lat, lon=lat, country=None,
            admin1=admin1, precision=None, radius_km=None, sources=(Source("r", 0, Span(start, start + 1, "x")),),
            why="",
        )  # fmt: skip

    named = [place("Oldbridge", 50, 1.0, "Ohio"), place("Norwick", 900, 2.0, "Ohio"), place("Vale", 0, None)]
    first = first_city(named[2], "r", named)
    assert first is not None
    assert first.name == "Oldbridge"
    assert first_city(place("Hillside", 0, None, "Iowa"), "r", named) is None


def test_naive() -> None:
    told = naive_told(REPORTS[0], lambda name: name == "Oldbridge")
    assert told == Told("2015-03-06", "oldbridge", 2, 0, "Oldbridge 2015-10")
    assert naive_told(REPORTS[2], lambda _: False) == Told("2015-03-08", None, 0, 3, "None 2015-10")
