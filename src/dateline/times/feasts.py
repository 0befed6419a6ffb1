"""Days of feasts and holidays in a year: fixed, counted by weekdays, by the moon, or listed in a table.

Sources: the Western Easter by the anonymous Gregorian computus, the Orthodox by Meeus's Julian one, Jewish feasts by
the molad and its postponements, Islamic ones by the tabular calendar of the civil epoch, which the sighted new moon may
differ from by a day: such feasts are given a day's grace on either side.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dateline.times.days import MAX_DAY, day_of, run_near, weekday_near


@lru_cache(maxsize=1)
def feasts() -> dict[str, dict[str, Any]]:
    """The table of feasts by id: how each is found, how long it lasts, and the names it goes by."""
    table = files("dateline.times").joinpath("data", "feasts.toml").read_text(encoding="utf-8")
    return tomllib.loads(table)


@lru_cache(maxsize=4096)
def feast_days(feast: str, year: int) -> tuple[tuple[int, int], ...]:
    """First and last day of a feast in a Gregorian year; two of them, or none, where it goes by the moon.

    A year that a table does not reach gets the stretch in which the feast can fall.
    """
    entry = feasts()[feast]
    length = int(entry.get("length", 1))
    if not 2 <= year <= 9997:
        return ()
    if "table" in entry and str(year) not in entry["table"]:
        first, last = (day_of(year, *bound) for bound in entry["between"])
        return () if first is None or last is None else ((first, last),)
    if "islamic" in entry:
        month, day = entry["islamic"]
        return tuple((first - 1, first + length) for first in _islamic(year, month, day))
    return tuple((first, first + length - 1) for first in _first_days(entry, year))


def feast_near(feast: str, day: int, direction: int) -> tuple[int, int] | None:
    """The nearest time of a feast, directions as for `run_near`."""
    year = date.fromordinal(min(max(day, 1), MAX_DAY)).year
    runs = [run for candidate in range(year - 2, year + 3) for run in feast_days(feast, candidate)]
    return run_near(runs, day, direction)


def _first_days(entry: dict[str, Any], year: int) -> list[int]:
    found: int | None
    match entry:
        case {"fixed": [month, day]}:
            found = day_of(year, month, day)
        case {"weekday": [month, weekday, number]}:
            found = _numbered_weekday(year, month, weekday, number) + int(entry.get("offset", 0))
        case {"easter": int(offset)}:
            found = _easter(year) + offset
        case {"orthodox": int(offset)}:
            found = _orthodox_easter(year) + offset
        case {"hebrew": int(offset)}:
            found = _rosh_hashanah(year) + offset
        case {"kislev": int(offset)}:
            new_year = _rosh_hashanah(year)
            found = new_year + offset + (1 if (_rosh_hashanah(year + 1) - new_year) % 30 == 25 else 0)
        case {"table": dict(table)}:
            found = day_of(year, *table[str(year)])
        case _:
            raise ValueError(f"feasts.toml: an entry that says no day: {entry}")
    return [] if found is None else [found]


def _numbered_weekday(year: int, month: int, weekday: int, number: int) -> int:
    """The first, second … weekday of a month; -1 is its last."""
    if number > 0:
        return weekday_near(date(year, month, 1).toordinal(), weekday, 1) + 7 * (number - 1)
    last = date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
    return weekday_near(last, weekday, -1) + 7 * (number + 1)


def _easter(year: int) -> int:
    golden, century = year % 19, year // 100
    skipped = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = skipped - (skipped // 28) * (1 - (29 // (skipped + 1)) * ((21 - golden) // 11))
    offset = moon - (year + year // 4 + moon + 2 - century + century // 4) % 7
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4)).toordinal()


def _orthodox_easter(year: int) -> int:
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return date(year, month, day + 1).toordinal() + year // 100 - year // 400 - 2


def _islamic(year: int, month: int, day: int) -> list[int]:
    """Days of one Gregorian year on which a date of the Islamic year falls."""
    about, found = (year - 622) * 33 // 32, []
    for hijri in range(max(1, about - 1), about + 3):
        fixed = day + 29 * (month - 1) + month // 2 + (hijri - 1) * 354 + (3 + 11 * hijri) // 30 + 227014
        if date.fromordinal(fixed).year == year:
            found.append(fixed)
    return found


def _rosh_hashanah(year: int) -> int:
    """The Jewish New Year that falls in a Gregorian year."""
    before, this, following = (_molad(year + step) for step in (3760, 3761, 3762))
    if following - this == 356:
        this += 2
    elif this - before == 382:
        this += 1
    return this - 1373427


def _molad(hebrew: int) -> int:
    """Days from the Jewish epoch to the mean new moon of a year, Sundays, Wednesdays and Fridays left out."""
    months = (235 * hebrew - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day
