"""Days and times as people and programs write them: "June 5, 2018 4:15 PM EDT", "2018-06-05T16:15:00-04:00", "2018-06".

A date that can be read in two ways (06/05/2018) gives both days as the ends of an interval, never one of them.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from dateline.errors import UsageError
from dateline.model.report import Published

_NAMES = (
    "jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?",
    "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?",
)  # fmt: skip
_MONTH = "|".join(f"(?:{name})" for name in _NAMES)
_MONTHS = [re.compile(name, re.IGNORECASE) for name in _NAMES]
_ZONES = {
    "utc": "+00:00", "gmt": "+00:00", "z": "+00:00", "est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00",
    "mst": "-07:00", "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00", "bst": "+01:00", "cet": "+01:00",
    "cest": "+02:00", "eet": "+02:00", "eest": "+03:00", "eat": "+03:00", "wat": "+01:00", "cat": "+02:00",
    "sast": "+02:00", "msk": "+03:00", "pkt": "+05:00", "jst": "+09:00", "aest": "+10:00", "aedt": "+11:00",
}  # fmt: skip
"""Zones whose letters mean one offset; "ET", "IST" and the like, which mean several, are left out."""
_AMERICAN = re.compile(r"\b(?:[ECMP][SD]?T)\b")

_WRITTEN = re.compile(
    rf"""
      (?P<iso>\b\d{{4}}-\d{{2}}-\d{{2}})(?!\d)
          (?:[T ](?P<clock>\d{{2}}:\d{{2}}(?::\d{{2}})?(?:\.\d+)?)\s*(?P<offset>Z|[+-]\d{{2}}:?\d{{2}})?)?
    | \b(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d{{2}})\b
    | \b(?P<month4>{_MONTH})\.?\s+(?P<day4>\d{{1,2}})\s+(?P<clock4>\d{{2}}:\d{{2}}:\d{{2}})
          \s+(?:(?P<zone4>[A-Z]{{1,4}}|[+-]\d{{4}})\s+)?(?P<year4>(?:19|20)\d{{2}})\b
    | \b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<month2>{_MONTH})\.?,?[\s-]+(?P<year2>(?:19|20)\d{{2}})\b
    | (?<![\d/.-])(?P<first>\d{{1,2}})(?P<mark>[/.-])(?P<second>\d{{1,2}})(?P=mark)
          (?P<year3>(?:19|20)\d{{2}}|(?<=/)\d{{2}})(?![\d/-])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CLOCK = re.compile(
    r"""
    (?:\s*(?:,|\||at|@|-|\u2013|\u2014|\u2022|\u00b7))?\s*
    (?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?::\d{2})?|(?=\s*[ap]\.?m\b))(?:\s*(?P<half>[ap])\.?m\b\.?)?
    (?:\s*\(?(?P<zone>(?:"""
    + "|".join([*_ZONES, "et", "ct", "mt", "pt", "ist", "ast", "local\\s+time"])
    + r""")\b|[+-]\d{2}:?\d{2}))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CLOCK_BEFORE = re.compile(
    r"""
    (?<![\d:.])(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?(?:\s*(?P<half>[ap])\.?m\b\.?)?
    (?:\s*\(?(?P<zone>(?:"""
    + "|".join([*_ZONES, "et", "ct", "mt", "pt", "ist", "ast", "local\\s+time"])
    + r""")\b|[+-]\d{2}:?\d{2})\)?)?
    (?:\s*,)?\s+(?:on\s+)?(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?$
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A clock right before its date: "4:15 PM EDT, Monday, June 5, 2018"."""
_CLOCK_WIDTH = 40
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH_ONLY = re.compile(r"(\d{4})-(\d{2})")
_YEAR_ONLY = re.compile(r"(19|20)\d{2}")
_COMPACT = re.compile(r"(?:19|20)\d{6}(?:\d{6})?")
_FULL = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*")


@dataclass(frozen=True)
class Moment:
    """A date that stands in a text from `start` to `end`: its day (or two possible days), and the time if given."""

    start: int
    end: int
    earliest: str
    latest: str
    time: str | None


def parse_published(words: str, how: str = "given by the user") -> Published:
    """The publication date that `words` give; raises UsageError for words that are none.

    A day (2018-06-05), a month (2018-06), a year (2018), an interval of these (2018-06-05..2018-06-11, either end may
    be left open), or a full time in ISO 8601 (2018-06-05T16:15-04:00), whose day counts as it is written.
    """
    words = words.strip()
    left, dots, right = words.partition("..")
    if not dots:
        return Published(*_bounds(words)[:2], how, _bounds(words)[2])
    earliest = _bounds(left.strip())[0] if left.strip() else None
    latest = _bounds(right.strip())[1] if right.strip() else None
    if earliest is None and latest is None:
        raise UsageError(f'"{words}" is no date: an interval needs at least one end')
    if earliest is not None and latest is not None and earliest > latest:
        raise UsageError(f'"{words}" ends before it begins')
    return Published(earliest, latest, how)


def _bounds(words: str) -> tuple[str, str, str | None]:
    try:
        if _DAY.fullmatch(words):
            day = date.fromisoformat(words).isoformat()
            return day, day, None
        match = _MONTH_ONLY.fullmatch(words)
        if match:
            last = calendar.monthrange(int(match[1]), int(match[2]))[1]
            return date(int(match[1]), int(match[2]), 1).isoformat(), f"{words}-{last:02d}", None
        if _YEAR_ONLY.fullmatch(words):
            return f"{words}-01-01", f"{words}-12-31", None
        if _FULL.fullmatch(words):
            moment = datetime.fromisoformat(words)
            return moment.date().isoformat(), moment.date().isoformat(), moment.isoformat()
    except (ValueError, calendar.IllegalMonthError):
        raise UsageError(f'"{words}" is no date: there is no such day, month or time') from None
    raise UsageError(
        f'"{words}" is no date that is understood here: write 2018-06-05, 2018-06, 2018-06-05..2018-06-11 or a '
        "full time such as 2018-06-05T16:15:00-04:00"
    )


def read_stamp(words: str) -> tuple[str, str | None] | None:
    """Day and full time of a stamp that a program wrote (ISO 8601 or RFC 2822), or of an unmistakable written date."""
    words = words.strip()[:100]
    if _FULL.fullmatch(words):
        try:
            moment = datetime.fromisoformat(words)
        except ValueError:
            moment = None
        if moment is not None:
            return moment.date().isoformat(), moment.isoformat()
    if _COMPACT.fullmatch(words):
        words = f"{words[:4]}-{words[4:6]}-{words[6:8]}"
    from email.utils import parsedate_to_datetime  # slow to import, and only pages need it

    try:
        moment = parsedate_to_datetime(words) if ":" in words else None
    except (ValueError, TypeError, IndexError):
        moment = None
    if moment is not None:
        return moment.date().isoformat(), moment.isoformat()
    for found in find_moments(words):
        return (found.earliest, found.time) if found.earliest == found.latest else None
    return None


def find_moments(line: str) -> Iterator[Moment]:
    """Full dates (with a year) that stand in `line`, in order, each with the time that follows it."""
    floor = 0
    for match in _WRITTEN.finditer(line):
        days = _days(match, line)
        if days is None:
            continue
        end, time = match.end(), None
        if match["iso"]:
            if match["clock"]:
                time = _stamp(match.group().strip())
        elif match["clock4"]:
            zone = match["zone4"] or ""
            offset = zone if zone[:1] in ("+", "-") else _ZONES.get(zone.lower(), "")
            time = _stamp(f"{days[0]}T{match['clock4']}{offset}")
        else:
            clock = _CLOCK.match(line, match.end())
            time = _clock(clock, days[0]) if clock and days[0] == days[1] else None
            if clock and time is not None:
                end = clock.end()
        start = match.start()
        if time is None and days[0] == days[1] and not match["iso"]:
            earlier = _CLOCK_BEFORE.search(line[max(floor, start - _CLOCK_WIDTH) : start])
            time = _clock(earlier, days[0]) if earlier and (earlier["half"] or earlier["minute"]) else None
            if earlier and time is not None:
                start -= len(earlier.group())
        floor = end
        yield Moment(start, end, *days, time)


def _days(match: re.Match[str], line: str) -> tuple[str, str] | None:
    """The earliest and latest day that a written date can mean; None where there is no such day."""
    if match["iso"]:
        return _both(match["iso"][:4], match["iso"][5:7], match["iso"][8:10])
    if match["month"]:
        return _both(match["year"], str(_number(match["month"])), match["day"])
    if match["month4"]:
        return _both(match["year4"], str(_number(match["month4"])), match["day4"])
    if match["month2"]:
        return _both(match["year2"], str(_number(match["month2"])), match["day2"])
    year, first, second = match["year3"], match["first"], match["second"]
    year = year if len(year) == 4 else f"20{year}"
    american, european = _both(year, first, second), _both(year, second, first)
    if match["mark"] == ".":
        return european
    if american is None or european is None or _AMERICAN.search(line):
        return american or european
    low, high = sorted((american[0], european[0]))
    return low, high


def _both(year: str, month: str, day: str) -> tuple[str, str] | None:
    try:
        found = date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
    return found, found


def _number(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.fullmatch(name))


def _stamp(words: str) -> str | None:
    try:
        return datetime.fromisoformat(words.replace(" +", "+").replace(" Z", "Z")).isoformat()
    except ValueError:
        return None


def _clock(match: re.Match[str], day: str) -> str | None:
    """Full time in ISO 8601, with the offset where the zone means one; None where there is no such time."""
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), (match["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    zone = match["zone"] or ""
    offset = zone if zone[:1] in ("+", "-") else _ZONES.get(zone.lower(), "")
    return _stamp(f"{day}T{hour:02d}:{minute:02d}:00{offset}")
