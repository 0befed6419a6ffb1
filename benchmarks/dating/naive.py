"""The naive baselines: the latest year in the text; the first full date in the text."""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.dating.stated import first_date, years_in

Interval = tuple[str | None, str | None]


def latest_year(text: str, until: int) -> Interval:
    """The whole of the latest year that the text holds, open where it holds none; years after `until` are no years."""
    year = max((year for year in years_in(text) if year <= until), default=None)
    return (None, None) if year is None else (f"{year}-01-01", f"{year}-12-31")


def first_day(text: str) -> Interval:
    """The first day that the text gives in full, open where it gives none."""
    day = first_date(text)
    return day, day


def last_year_of(days: Iterable[str]) -> int:
    """The latest year of some ISO dates."""
    return max(int(day[:4]) for day in days)
