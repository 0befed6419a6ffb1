"""Days, lists and numbers as running English has them, for text that is read and not scanned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def day(iso: str) -> str:
    """A day: "12 March 2024"."""
    year, month, number = iso.split("-")
    return f"{int(number)} {_MONTHS[int(month) - 1]} {int(year)}"


def days(earliest: str | None, latest: str | None) -> str:
    """An interval: "12 March 2024", "between 10 and 16 March 2024", "in March 2024", "by 12 March 2024", "undated"."""
    if earliest is None:
        return f"by {day(latest)}" if latest else "undated"
    if latest is None:
        return f"from {day(earliest)} on"
    if earliest == latest:
        return day(earliest)
    after = date.fromisoformat(latest)
    after = after + timedelta(days=1) if after < date.max else after
    if earliest.endswith("-01-01") and after.isoformat() == f"{int(earliest[:4]) + 1:04}-01-01":
        return f"in {int(earliest[:4])}"
    if earliest.endswith("-01") and after.day == 1 and latest[:7] == earliest[:7]:
        return f"in {_MONTHS[int(earliest[5:7]) - 1]} {int(earliest[:4])}"
    return f"between {_without(earliest, latest)} and {day(latest)}"


def period(first: str, last: str) -> str:
    """From one day to another: "12 to 20 March 2024"."""
    return day(first) if first == last else f"{_without(first, last)} to {day(last)}"


def _without(first: str, last: str) -> str:
    """The first day without the month and year that it shares with the last."""
    number, month, year = day(first).split(" ")
    if first[:7] == last[:7]:
        return number
    return f"{number} {month}" if first[:4] == last[:4] else f"{number} {month} {year}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """Names in a row: "a", "a and b", "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun, small ones as words: "one report", "12 reports", "two stories"."""
    words = _SMALL[number] if number < len(_SMALL) else f"{number:,}"
    return f"{words} {noun if number == 1 else plural or f'{noun}s'}"


def capital(text: str) -> str:
    """Text with a capital in front."""
    return text[:1].upper() + text[1:]
