"""The naive baselines: first weekday, first city, first numbers; clusters of first city and week."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from benchmarks.incidents.files import Report
from benchmarks.incidents.told import Told

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=\bin )[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}|^[A-Z]{4,}(?: [A-Z]{4,})*(?=[,:( ])", re.MULTILINE)
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER = rf"(\d+|{'|'.join(_WORDS[1:])})"
_KILLED = (re.compile(rf"\b{_NUMBER} (?:\w+ ){{0,3}}(?:killed|dead|dies|died)\b", re.IGNORECASE),
           re.compile(r"\b(?:killed|dead|dies|died|fatal\w*|homicide|murder\w*|slain)\b", re.IGNORECASE))  # fmt: skip
_INJURED = (re.compile(rf"\b{_NUMBER} (?:\w+ ){{0,3}}(?:injured|wounded|hurt|shot)\b", re.IGNORECASE),
            re.compile(r"\b(?:injured|wounded|hurt|injuries|wounds?)\b", re.IGNORECASE))  # fmt: skip


def naive_told(report: Report, is_city: Callable[[str], bool]) -> Told:
    """What patterns find in one report; `is_city` tells whether a name is a town's."""
    published = date.fromisoformat(report.published)
    day = _DAY.search(report.text)
    behind = (published.weekday() - _WEEKDAYS.index(day.group(1).lower())) % 7 if day else 0
    city = next((name for name in _names(report.text) if is_city(name)), None)
    happened = published - timedelta(days=behind)
    year, week, _ = happened.isocalendar()
    return Told(
        day=happened.isoformat(),
        city=city.lower() if city else None,
        killed=_count(report.text, *_KILLED),
        injured=_count(report.text, *_INJURED),
        cluster=f"{city} {year}-{week}",
    )


def _names(text: str) -> list[str]:
    """Runs of capitalised words after "in", or all in capitals before a line; each also without its last words."""
    found: list[str] = []
    for match in _NAME.finditer(text):
        words = match.group().split()
        found += [" ".join(words[:count]) for count in range(len(words), 0, -1)]
    return found


def _count(text: str, with_number: re.Pattern[str], without: re.Pattern[str]) -> int:
    """The first number before such a word; one where the word stands without a number; else none."""
    match = with_number.search(text)
    if match:
        said = match.group(1).lower()
        return _WORDS.index(said) if said in _WORDS else int(said)
    return 1 if without.search(text) else 0
