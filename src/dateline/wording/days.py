"""Intervals of days as a person writes them. What is uncertain looks uncertain; an open end never looks closed."""

from __future__ import annotations

from datetime import date, timedelta

UNDATED = "undated"


def interval(earliest: str | None, latest: str | None) -> str:
    """Two ISO dates, either of which may be open, in at most 23 characters.

    "2018-06-03"; "2018-06" for a whole month, "2018" for a whole year; "2018-06-03 … 06-05" for some of the days
    between; "before 2018-06", "by 2018-06-05", "from 2018-06-03" where an end is open; "undated" where both are.
    """
    if earliest is None and latest is None:
        return UNDATED
    if earliest is None:
        assert latest is not None  # noqa: S101 - for mypy
        after = _next(latest)
        return f"before {_short(after)}" if after and _short(after) != after else f"by {latest}"
    if latest is None:
        return f"from {_short(earliest)}"
    if earliest == latest:
        return earliest
    after = _next(latest)
    if after and earliest[4:] == after[4:] == "-01-01" and int(after[:4]) == int(earliest[:4]) + 1:
        return earliest[:4]
    if after and earliest.endswith("-01") and after.endswith("-01") and latest[:7] == earliest[:7]:
        return earliest[:7]
    return f"{earliest} … {latest[5:] if latest[:4] == earliest[:4] else latest}"


def place_in_time(earliest: str | None, latest: str | None) -> tuple[str, str]:
    """A key that sorts intervals: by the day they begin (the day they end where that is open), undated ones last."""
    return (earliest or latest or "9999", latest or "9999")


def _next(day: str) -> str | None:
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):  # the last day of the calendar
        return None


def _short(day: str) -> str:
    """The month or year that begins on this day, else the day."""
    if day.endswith("-01-01"):
        return day[:4]
    return day[:7] if day.endswith("-01") else day
