"""Feasts on days that are known from calendars."""

from __future__ import annotations

import pytest

from dateline.times.days import iso, ordinal, unit_days, weekday_near
from dateline.times.feasts import feast_days, feast_near, feasts

KNOWN = [
    ("Easter", 2016, "2016-03-27"),
    ("Easter", 2024, "2024-03-31"),
    ("Good Friday", 2018, "2018-03-30"),
    ("Orthodox Easter", 2016, "2016-05-01"),
    ("Orthodox Easter", 2024, "2024-05-05"),
    ("Thanksgiving", 2018, "2018-11-22"),
    ("Black Friday", 2018, "2018-11-23"),
    ("Memorial Day", 2018, "2018-05-28"),
    ("Martin Luther King Day", 2018, "2018-01-15"),
    ("Rosh Hashanah", 2018, "2018-09-10"),
    ("Yom Kippur", 2018, "2018-09-19"),
    ("Passover", 2018, "2018-03-31"),
    ("Hanukkah", 2018, "2018-12-03"),
    ("Hanukkah", 2022, "2022-12-19"),
    ("Lunar New Year", 2018, "2018-02-16"),
]
MOONS = [
    ("Ramadan", 2018, "2018-05-16"),
    ("Eid al-Fitr", 2012, "2012-08-19"),
    ("Eid al-Fitr", 2018, "2018-06-15"),
    ("Eid al-Fitr", 2023, "2023-04-21"),
    ("Eid al-Adha", 2018, "2018-08-21"),
    ("Ashura", 2018, "2018-09-20"),
]


@pytest.mark.parametrize(("feast", "year", "first"), KNOWN)
def test_first_day(feast: str, year: int, first: str) -> None:
    assert iso(feast_days(feast, year)[0][0]) == first


@pytest.mark.parametrize(("feast", "year", "first"), MOONS)
def test_feasts_of_the_moon_have_a_day_of_grace(feast: str, year: int, first: str) -> None:
    start, end = feast_days(feast, year)[0]
    assert start <= ordinal(first) <= start + 2
    assert end - start == feasts()[feast].get("length", 1) + 1


def test_a_year_with_two_of_them() -> None:
    assert len(feast_days("Ramadan", 2030)) == 2


def test_beyond_the_table_it_is_a_stretch() -> None:
    assert [iso(day) for day in feast_days("Lunar New Year", 1950)[0]] == ["1950-01-21", "1950-02-20"]


def test_every_feast_comes_every_other_year_at_least() -> None:
    for feast in feasts():
        assert feast_near(feast, ordinal("2018-06-05"), -1) is not None
        assert feast_near(feast, ordinal("2018-06-05"), 1) is not None


def test_weekdays_and_units() -> None:
    tuesday = ordinal("2018-06-05")
    assert [iso(weekday_near(tuesday, 1, way)) for way in (-2, -1, 1, 2)] == [
        "2018-05-29", "2018-06-05", "2018-06-05", "2018-06-12",
    ]  # fmt: skip
    assert [iso(day) for day in unit_days(ordinal("2018-01-05"), "season", 0) or ()] == ["2017-12-01", "2018-02-28"]
    assert [iso(day) for day in unit_days(ordinal("2018-01-05"), "decade", 0) or ()] == ["2010-01-01", "2019-12-31"]
