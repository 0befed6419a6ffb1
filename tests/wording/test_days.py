"""How intervals are written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.wording.days import interval, place_in_time

CASES = [
    ("2018-06-03", "2018-06-03", "2018-06-03"),
    ("2018-06-03", "2018-06-05", "2018-06-03 … 06-05"),
    ("2017-12-30", "2018-01-02", "2017-12-30 … 2018-01-02"),
    ("2018-06-01", "2018-06-30", "2018-06"),
    ("2018-02-01", "2018-02-28", "2018-02"),
    ("2020-02-01", "2020-02-28", "2020-02-01 … 02-28"),
    ("2018-01-01", "2018-12-31", "2018"),
    ("2018-12-01", "2018-12-31", "2018-12"),
    ("2017-01-01", "2018-12-31", "2017-01-01 … 2018-12-31"),
    (None, "2018-05-31", "before 2018-06"),
    (None, "2017-12-31", "before 2018"),
    (None, "2018-06-05", "by 2018-06-05"),
    ("2018-06-03", None, "from 2018-06-03"),
    ("2018-06-01", None, "from 2018-06"),
    ("2018-01-01", None, "from 2018"),
    (None, "9999-12-31", "by 9999-12-31"),
    (None, None, "undated"),
]


@pytest.mark.parametrize(("earliest", "latest", "written"), CASES)
def test_interval(earliest: str | None, latest: str | None, written: str) -> None:
    assert interval(earliest, latest) == written


@given(st.dates(), st.dates())
def test_two_intervals_never_look_the_same(one: date, other: date) -> None:
    first, last = sorted((one.isoformat(), other.isoformat()))
    forms = [interval(first, last), interval(first, None), interval(None, last), interval(None, None)]
    assert len(set(forms)) == 4
    assert all(len(form) <= 23 for form in forms)
    assert (interval(first, last) == first) == (first == last)


def test_undated_sorts_last_and_an_open_beginning_by_its_end() -> None:
    days = [(None, None), ("2018-06-01", "2018-06-30"), (None, "2018-05-31"), ("2018-01-01", None)]
    assert sorted(days, key=lambda day: place_in_time(*day)) == days[::-1]
