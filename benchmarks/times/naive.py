"""The naive baseline: names of weekdays and months, years, today and yesterday, by pattern."""

from __future__ import annotations

import re
from datetime import date, timedelta

from benchmarks.times.recognizers import Found

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
_PATTERN = re.compile(
    rf"\b(?:(?P<weekday>{'|'.join(_WEEKDAYS)})|(?P<month>{'|'.join(_MONTHS)})(?: (?P<day>\d{{1,2}})\b)?"
    r"(?:,? (?P<of>(?:19|20)\d\d))?|(?P<year>(?:19|20)\d\d)|(?P<near>today|yesterday|tomorrow)|(?P<now>now))\b",
    re.IGNORECASE,
)


def naive_times(text: str, reference: str | None) -> list[Found]:
    """Every match, valued by the last such day before the reference day; a year by itself."""
    today = date.fromisoformat(reference[:10]) if reference else None
    return [Found(match.start(), match.end(), _value(match, today)) for match in _PATTERN.finditer(text)]


def _value(match: re.Match[str], today: date | None) -> str:
    if match["year"]:
        return match["year"]
    if match["now"]:
        return "PRESENT_REF"
    if today is None:
        return ""
    if match["near"]:
        step = {"today": 0, "yesterday": -1, "tomorrow": 1}[match["near"].lower()]
        return (today + timedelta(days=step)).isoformat()
    if match["weekday"]:
        behind = (today.weekday() - _WEEKDAYS.index(match["weekday"].lower())) % 7
        return (today - timedelta(days=behind)).isoformat()
    month = _MONTHS.index(match["month"].lower()) + 1
    year = int(match["of"] or today.year - (month > today.month))
    return f"{year}-{month:02d}" + (f"-{int(match['day']):02d}" if match["day"] else "")
