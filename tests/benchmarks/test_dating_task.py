"""The scorer of task `dating` on hand-made reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from benchmarks.dating.naive import first_day, latest_year
from benchmarks.dating.stated import holds_day, years_in
from benchmarks.dating.task import KEYS, anchors, days_of, score, score_anchored
from benchmarks.incidents.files import Incident, Report

FIRST = Incident("1", "2015-03-06", frozenset({"oldbridge"}), 2, 1)
SECOND = Incident("2", "2015-03-07", frozenset({"newport"}), 0, 3)
REPORTS = [
    Report("a", "Shots in Oldbridge on March 7, 2015", "2015-03-07", FIRST),
    Report("b", "Shots in Oldbridge. Copyright 2015", "2015-03-08", FIRST),
    Report("c", "Three men wounded at Newport", "2015-03-08", SECOND),
    Report("d", "Newport mourns", "2015-03-10", SECOND),
]
RIGHT = [(report.published, report.published) for report in REPORTS]


def test_perfect() -> None:
    assert score(REPORTS, RIGHT) | score_anchored(REPORTS, RIGHT) == dict.fromkeys(KEYS, 1)


def test_a_system_that_knows_nothing_is_only_never_wrong() -> None:
    nothing: list[tuple[str | None, str | None]] = [(None, None)] * 4
    found = score(REPORTS, nothing) | score_anchored(REPORTS, nothing)
    assert found == {
        "inside": 1, "exact_where_stated": 0, "bounded": 0, "anchored_inside": 1, "anchored_narrow_7d": 0,
    }  # fmt: skip


def test_a_broken_system_scores_low() -> None:
    broken = [("1999-01-01", "1999-01-01")] * 4
    found = score(REPORTS, broken) | score_anchored(REPORTS, broken)
    assert found == {
        "inside": 0, "exact_where_stated": 0, "bounded": 1, "anchored_inside": 0, "anchored_narrow_7d": 0,
    }  # fmt: skip


def test_wide_and_half_open_intervals() -> None:
    wide = [
        ("2015-03-07", None),
        ("2014-01-01", "2015-12-31"),
        ("2015-03-01", "2015-03-08"),
        ("2015-03-10", "2015-03-16"),
    ]
    found = score(REPORTS, wide) | score_anchored(REPORTS, wide)
    assert found == {
        "inside": 1, "exact_where_stated": 0, "bounded": 0, "anchored_inside": 1, "anchored_narrow_7d": 0.5,
    }  # fmt: skip


def test_the_first_report_by_id_is_the_anchor() -> None:
    assert anchors(REPORTS) == {"a", "c"}
    assert anchors([replace(REPORTS[0], identity="z"), *REPORTS[1:]]) == {"b", "c"}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("on July 2, 2018, he", True),
        ("2 July 2018", True),
        ("Jul. 2nd, 2018", True),
        ("7/2/18", True),
        ("2018-07-02T10:00", True),
        ("July 12, 2018", False),
        ("July 2", False),
        ("July 2, 20189", False),
        ("17/2/18", False),
    ],
)
def test_a_day_in_full(text: str, holds: bool) -> None:
    assert holds_day(text, date(2018, 7, 2)) is holds


def test_naive() -> None:
    assert years_in("from 1999 to 2014, call 555-20146") == [1999, 2014]
    assert latest_year("in 2014 and 2031", 2017) == ("2014-01-01", "2014-12-31")
    assert latest_year("no year", 2017) == (None, None)
    assert first_day("31 June? On July 2, 2018, and July 3, 2018") == ("2018-07-02", "2018-07-02")
    assert first_day("last week") == (None, None)
    assert days_of(("2018-07-02", "2018-07-02")) == 1
