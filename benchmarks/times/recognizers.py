"""Cases of the Recognizers-Text project: a sentence, a reference day, and the expressions expected in it.

A case is right where every expected expression is found with its start, its end and its value; where none is expected,
nothing may be found. Results whose start does not point at their words are skipped (the data's own slips).

A value is right where the TIMEX3 value found is one of those the case allows. These are its own `Timex` and, since that
leaves open what past and future leave open (`XXXX-10-02`), the two resolutions: the day (`2017-10-02` or `2016-10-02`),
the run of days, the point of time. Values are compared after writing them in one way: no zero minutes or seconds, a
range as `start/end`, a length of time in seconds. A run of days is right, too, where its first and last day are; the
project gives the last day of a run sometimes as the day after.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

PARSERS = (
    "DateParser", "DatePeriodParser", "TimeParser", "DateTimeParser", "DateTimePeriodParser", "DurationParser",
    "SetParser", "HolidayParser",
)  # fmt: skip
LANGUAGE = "English"

_UNIT_SECONDS = {"Y": 12 * 2_592_000, "M": 2_592_000, "W": 604_800, "D": 86_400}  # a year is twelve months
_CLOCK_SECONDS = {"H": 3600, "M": 60, "S": 1}
_PERIOD = re.compile(r"^P(?P<date>(?:[\d.]+[YMWD])*)(?:T(?P<clock>(?:[\d.]+[HMS])+))?$")


@dataclass(frozen=True)
class Found:
    """What a program found: characters, TIMEX3 value, first and last day."""

    start: int
    end: int
    value: str
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True)
class Expected:
    """What a case expects: characters and the values that are right."""

    start: int
    end: int
    values: frozenset[str]
    days: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Case:
    """One sentence with its reference, a day or a point of time (None: none is given)."""

    parser: str
    text: str
    reference: str | None
    expected: tuple[Expected, ...]


def is_folder(data: Path) -> bool:
    """Whether a folder holds such cases."""
    return _folder(data) is not None


def _folder(data: Path) -> Path | None:
    for folder in (data / LANGUAGE, data):
        if any((folder / f"{parser}.json").is_file() for parser in PARSERS):
            return folder
    return None


def read_cases(data: Path) -> list[Case]:
    """The cases of all parsers, in order."""
    folder = _folder(data)
    paths = [folder / f"{parser}.json" for parser in PARSERS] if folder else []
    return [case for path in paths if path.is_file() for case in _cases(path)]


def _cases(path: Path) -> Iterator[Case]:
    for case in json.loads(path.read_text("utf-8-sig")):
        text = case["Input"]
        results = [result for result in case["Results"] if _points_right(text, result)]
        if case["Results"] and not results:
            continue
        reference = case.get("Context", {}).get("ReferenceDateTime")
        yield Case(path.stem, text, reference, tuple(_expected(one) for one in results))


def _points_right(text: str, result: dict[str, Any]) -> bool:
    start = result["Start"]
    return bool(text[start : start + result["Length"]].lower() == result["Text"].lower())


def _expected(result: dict[str, Any]) -> Expected:
    value = result["Value"] or {}
    values = {plain(value["Timex"])} if value.get("Timex") else set()
    days: set[tuple[str, str]] = set()
    for resolution in (value.get("FutureResolution") or {}, value.get("PastResolution") or {}):
        for name in ("date", "dateTime"):
            if name in resolution:
                values.add(plain(resolution[name].replace(" ", "T")))
        ends = [resolution.get(f"{end}{kind}") for kind in ("Date", "DateTime") for end in ("start", "end")]
        given = [end.replace(" ", "T") for end in ends if end]
        if len(given) == 2:
            values.add(plain("/".join(given)))
        if resolution.get("startDate") and resolution.get("endDate"):
            first, last = resolution["startDate"], resolution["endDate"]
            days |= {(first, last), (first, _day_before(last))}
    start = result["Start"]
    return Expected(start, start + result["Length"], frozenset(values), frozenset(days))


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if day > "0001-01-01" else day


def plain(value: str) -> str:
    """A value written in the one way in which values are compared."""
    if value.startswith("(") and value.endswith(")"):
        return "/".join(plain(part) for part in value[1:-1].split(",")[:2])
    if "/" in value:
        return "/".join(plain(part) for part in value.split("/"))
    match = _PERIOD.match(value)
    if match and value != "P":
        return f"{_seconds(match):g}s"
    return re.sub(r"(T\d\d)(?::00)?(?::00)?$|(T\d\d:\d\d):00$", lambda found: found[1] or found[2], value)


def _seconds(match: re.Match[str]) -> float:
    total = 0.0
    for table, part in ((_UNIT_SECONDS, match["date"]), (_CLOCK_SECONDS, match["clock"] or "")):
        total += sum(float(count) * table[unit] for count, unit in re.findall(r"([\d.]+)([A-Z])", part))
    return total


def same_value(expected: Expected, found: Found) -> bool:
    """Whether a value is right; a time of day may have any or no day before it where the case gives none."""
    value = plain(found.value)
    if value in expected.values or (found.earliest or "", found.latest or "") in expected.days:
        return True
    times = {wanted for wanted in expected.values if wanted.startswith("T")}
    return "T" in value and not value.startswith("P") and value[value.index("T") :] in times


def right(case: Case, found: list[Found]) -> bool:
    """Whether everything expected is found, start, end and value."""
    if not case.expected:
        return not found
    return all(
        any(one.start == wanted.start and one.end == wanted.end and same_value(wanted, one) for one in found)
        for wanted in case.expected
    )


def value_right(case: Case, found: list[Found]) -> bool:
    """Whether everything expected is found with its value, wherever its span begins and ends."""
    if not case.expected:
        return not found
    return all(
        any(one.start < wanted.end and wanted.start < one.end and same_value(wanted, one) for one in found)
        for wanted in case.expected
    )
