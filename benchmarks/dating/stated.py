"""Whether a text holds a day in full, or a year, by patterns of its own (nothing of the program's)."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("Jan(?:uary)?", "Feb(?:ruary)?", "Mar(?:ch)?", "Apr(?:il)?", "May", "June?", "July?", "Aug(?:ust)?",
           "Sept?(?:ember)?", "Oct(?:ober)?", "Nov(?:ember)?", "Dec(?:ember)?")  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DATE = re.compile(
    rf"(?i)\b(?P<month>{'|'.join(_MONTHS)})\.?\s+(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b"
    r"|(?<!\d)(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"
)
_FIRST_LETTERS = 3


def holds_day(text: str, day: date) -> bool:
    """Whether the day stands in the text with day, month and year (2 July 2018, July 2, 2018, 2018-07-02, 7/2/18)."""
    month = _MONTHS[day.month - 1]
    number = rf"0?{day.day}(?:st|nd|rd|th)?"
    year = rf"{day.year}(?!\d)"
    short = rf"(?:{day.year}|{day.year % 100:02d})(?![\d/])"
    return re.search(
        rf"(?i)\b{month}\.?\s+{number},?\s+{year}|(?<!\d){number}(?:\s+of)?[\s-]+{month}\.?,?[\s-]+{year}"
        rf"|(?<!\d){day.isoformat()}(?!\d)|(?<![\d/])0?{day.month}/0?{day.day}/{short}|(?<![\d/])0?{day.day}/0?{day.month}/{short}",
        text,
    ) is not None  # fmt: skip


def years_in(text: str) -> list[int]:
    """Years that the text holds, in its order."""
    return [int(match[0]) for match in _YEAR.finditer(text)]


def first_date(text: str) -> str | None:
    """The first day that the text gives in full, as an ISO date."""
    names = [name[:_FIRST_LETTERS].lower() for name in _MONTHS]
    for match in _DATE.finditer(text):
        if match["y"]:
            year, month, number = int(match["y"]), int(match["m"]), int(match["d"])
        else:
            month = names.index(match["month"][:_FIRST_LETTERS].lower()) + 1
            year, number = int(match["year"]), int(match["day"])
        try:
            return date(year, month, number).isoformat()
        except ValueError:  # "31 June" is no day
            continue
    return None
