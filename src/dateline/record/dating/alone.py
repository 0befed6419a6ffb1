"""What one report says of its own day of publication, by itself.

Firm: a day told as past is not after publication. Likely: a post, a link or a dated picture is of the day of the
report, where the weekdays told fit it and the text is not of a later stage (a trial, an anniversary); a copyright line
has the year of publication. Weak: who already held an office; a report that dates its event in full is of that year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.model.account import Account, When
from dateline.model.report import Report
from dateline.record.corpus import day_number, day_text
from dateline.record.dating.clues import DATED, LIKELY, STATED, TOLD, WEAK, Clue
from dateline.record.dating.dates import Dated, days_ahead, full_dates
from dateline.record.dating.offices import holders_in
from dateline.record.dating.told import Told, stems_beside, told_days

_LATER = re.compile(
    r"(?i)\b(?:(?:re)?trial|sentenc(?:e|ed|ing)|verdict|jur(?:y|ors)|plead(?:ed|s)?|pled|plea deals?|indict(?:ed|ment)|"
    r"death penalty|anniversary|competency|appeals?|lawsuit|motions?|defen[cs]e attorneys?|court hearing|last month|"
    r"(?:weeks?|months?|years?) (?:after|later)|(?<!\d[,.] )(?:19|20)\d\d (?:[a-z]+ ){0,2}"
    r"(?:shootings?|killings?|attacks?|murders?|homicides?|slayings?|deaths?|bombings?|massacre|fire|crash|case))\b"
)
"""Words of a later stage of what is told: the courts, anniversaries, "the 2013 attack"."""
_COPYRIGHT = re.compile(
    r"(?i)(?:copyright|\(c\)|©|&copy;)[^\d\n.]{0,40}(?:(?:19|20)\d\d\s*[-–]\s*)?((?:19|20)\d\d)\b"
    r"|\b((?:19|20)\d\d)\s*(?:©|copyright\b)"
)
_COUNTED = re.compile(
    r"(?i)\b(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
    r"(?:[\s-]+[\w-]+){0,3}?\s+(?:homicide|murder|killing|slaying|shooting|fatality|death|fire|crash|attack|arrest|victim|case|incident)"
    r"\s+(?:so far )?(?:[a-z]+ by [\w-]+ )?(?:of|in|for)\s+((?:19|20)\d\d)\b"
    r"|\b(?:so far (?:in|this year,?)|already in|(?:days?|weeks?|months?) (?:of|into)|total to \d+ (?:in|for))"
    r" ((?:19|20)\d\d)\b"
)
_AHEAD = re.compile(
    r"(?i)\b(?:will|would|shall|'ll|scheduled|slated|planned?|set (?:for|to)|due|until|till|expected|by|before|next|"
    r"through|class of|way to|for)\b[^.!?\n]{0,40}$"
)
_ADDED = frozenset(("post", "link", "video"))
_WHAT = {"post": "a post in it", "link": "a link in it", "video": "a video in it", "picture": "a picture in it"}
_UPDATED = re.compile(r"\bUPDATED?\b|\bUpdated?:")
_HEADLINE = 200
_LOOKED_AT = 70
_FIRST_YEAR = 1900
_BLOCK = re.compile(r"(?i)\s*(?:block|hundred block|[NSEW]\.|north|south|east|west)\b")
_YEAR, _WEEK = 365, 6
_SOON, _BOTH = 3, 2
_LEAD = 0.6
_HEAD = 0.6


@dataclass(frozen=True, slots=True)
class Alone:
    """A report's own clues, its days told, and whether it is of a later stage of what it tells."""

    clues: tuple[Clue, ...]
    told: tuple[Told, ...]
    ahead: tuple[Told, ...]
    """Days that lie ahead of the report."""
    dateline: Told | None
    """The day in its dateline, where that has no year."""
    dates: tuple[tuple[Dated, frozenset[str]], ...]
    """Days in full, each with the stems of its sentence."""
    later: bool


def look_at(report: Report, account: Account) -> Alone:
    """The clues of one report."""
    dates, days = full_dates(report), told_days(account, report.text)
    told = [one for one in days if one.kind not in ("next weekday", "dateline")]
    later = _LATER.search(report.text, 0, int(_HEAD * len(report.text))) is not None
    written = list(_years_written(report.text))
    clues = [
        *_updated(report),
        *written,
        *_days(_recent(dates, written), told, report.text, later=later),
        *_times(report.text, account.times),
        *_ahead(report.text),
        *_offices(account),
    ]
    clues.extend(_day_in_year(told, clues))
    return Alone(
        clues=tuple(clues),
        told=tuple(told),
        ahead=tuple(one for one in days if one.kind == "next weekday"),
        dateline=next((one for one in days if one.kind == "dateline"), None),
        dates=tuple((one, stems_beside(report.text, one.start)) for one in dates),
        later=later,
    )


def _updated(report: Report) -> Iterator[Clue]:
    """An interval that the report itself gives; one that says only when it was updated is mostly of that day."""
    known = report.published
    if known is None:
        return
    low = day_number(known.earliest) if known.earliest else None
    high = day_number(known.latest) if known.latest else None
    yield Clue(STATED, low, high, known.how)
    if low is None and high is not None and ":" in known.how.partition('"')[2]:
        yield Clue(LIKELY, high, None, f"{known.how}, and reports are mostly updated on the day of publication")


def _recent(dates: Sequence[Dated], written: Sequence[Clue]) -> list[Dated]:
    """The days, without those that lie long before the year that the report itself says it is of."""
    since = max((clue.low for clue in written if clue.low is not None), default=0)
    return [one for one in dates if one.day >= since - _WEEK]


def _days(dates: Sequence[Dated], told: Sequence[Told], text: str, *, later: bool) -> Iterator[Clue]:
    """Clues from the latest days given in full."""
    if not dates:
        return
    own = next((one for one in dates if one.carrier == "address"), None)
    if own is not None:
        yield Clue(DATED, own.day, own.day, f"its own address is of {day_text(own.day)} (“{own.words}”)")
        return
    own = next((one for one in dates if one.carrier == "dateline"), None)
    if own is not None:
        yield Clue(DATED, own.day, own.day, f"its dateline is of {day_text(own.day)} (“{own.words}”)")
        return
    latest = max(dates, key=lambda one: (one.day, one.carrier in _ADDED, -one.start))
    for one in dates:
        slack = 1 if one.carrier in _ADDED or one.carrier == "picture" else 0  # these may be added after publication
        if one.day >= latest.day - 1:
            yield Clue(TOLD, one.day - slack, None, f"it tells of {day_text(one.day)} (“{one.words}”) as past")
    day, updated = latest.day, _UPDATED.search(text, 0, _HEADLINE) is not None
    past = [one for one in told if one.kind == "weekday"]
    steps = {(one.number - (day - 1) % 7) % 7 for one in past}
    now = any(one.kind == "same" and one.number == 0 for one in told)
    added = {one.day for one in dates if one.carrier in _ADDED and one.day >= day - _WEEK}
    why = f"{_WHAT.get(latest.carrier, 'its event')} is of {day_text(day)} (“{latest.words}”)"
    if latest.carrier not in _ADDED and later and not now:
        return
    if latest.carrier == "post" and now and 6 in steps and 0 not in steps:
        yield Clue(
            DATED, day - 1, day - 1, f"{why}, “today” is the day before, and posts carry the time of another zone"
        )
        return
    if latest.carrier == "sentence" and not (0 in steps and (now or not later)):
        if not later and latest.start < _LEAD * len(text):
            yield Clue(WEAK, None, day + _YEAR, f"{why}, and news is seldom older than a year")
        return
    before = any(one.day == day - 1 and (one.carrier != "sentence" or latest.carrier == "link") for one in dates)
    if any(0 < (one.number - (day - 1) % 7) % 7 <= _SOON and one.past for one in past) and not now:
        if latest.carrier in _ADDED and not steps & {0, 6}:
            return
        yield Clue(DATED, day, day + _WEEK, f"{why}, and it tells of days after that as past")
    elif before and latest.carrier in _ADDED and added == {day - 1, day} and not now and len(steps & {0, 6}) < _BOTH:
        of = day if steps & {0, 6} else day - 1
        because = "as it tells of the day before" if of == day else "and it tells of neither day as past"
        yield Clue(DATED, of, of, f"{why}, and something else added to it of {day_text(day - 1)}, {because}")
    elif before and latest.carrier in (*_ADDED, "picture"):
        yield Clue(DATED, day - 1, day, f"{why}, and something else of {day_text(day - 1)}: either day")
    elif latest.carrier == "weekday" and updated and not now:
        yield Clue(DATED, day, day + _WEEK, f"{why}, and it has been updated since")
    elif latest.carrier in ("sentence", "weekday") and not now and 6 not in steps:
        yield Clue(LIKELY, day, day + _WEEK, f"{why}, and news is told within a week")
    elif now or steps & {0, 6}:
        yield Clue(DATED, day, day, f"{why}, and the days told fit that day as the day of publication")
    elif latest.carrier in _ADDED and not steps - {5}:
        yield Clue(LIKELY, day - 1, day + 1, why)
    elif not past and latest.carrier != "sentence":
        yield Clue(LIKELY, None, day + _WEEK, f"{why}, and news is told within a week")


def _ahead(text: str) -> Iterator[Clue]:
    """What is planned for a day lies ahead, and seldom more than a year; where days disagree, the last of them."""
    last = max(days_ahead(text), key=lambda one: one.day, default=None)
    if last is not None:
        why = f"{day_text(last.day)} (“{last.words}”) lies ahead in it"
        yield Clue(LIKELY, last.day - _YEAR, last.day, f"{why}, and seldom is anything planned for more than a year")


def _years_written(text: str) -> Iterator[Clue]:
    """Copyright lines, and counts that run through a year ("the 12th fire of 2016")."""
    years = {int(match[1] or match[2]): match[0] for match in _COPYRIGHT.finditer(text)}
    if years:
        year = max(years)
        yield _in_year(year, f"its copyright line is of {year} (“{' '.join(years[year].split())}”)")
    for match in _COUNTED.finditer(text):
        year = int(match[1] or match[2])
        yield _in_year(year, f"it counts through {year} (“{' '.join(match[0].split())[-40:]}”)")


def _in_year(year: int, why: str) -> Clue:
    return Clue(LIKELY, date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal(), why)


def _times(text: str, times: Sequence[When]) -> Iterator[Clue]:
    """Months and years told as past: the report is not older than the latest of them."""
    best: tuple[int, str] | None = None
    for when in times:
        if (
            (when.anchor != "none" and when.rule != "since")
            or when.earliest is None
            or int(when.earliest[:4]) < _FIRST_YEAR
        ):
            continue
        if when.rule not in (
            "year",
            "year month",
            "season of year",
            "quarter of year",
            "feast of year",
            "since",
            "part",
        ):
            continue
        if _AHEAD.search(text, max(0, when.span.start - _LOOKED_AT), when.span.start):
            continue
        if when.rule == "year" and _BLOCK.match(text, when.span.end):
            continue
        day = day_number(when.earliest)
        if best is None or day > best[0]:
            best = (day, " ".join(when.span.text.split()))
    if best:
        yield Clue(TOLD, best[0], None, f"it tells of “{best[1]}” as past or present")


def _offices(account: Account) -> Iterator[Clue]:
    for since, words in holders_in(account):
        yield Clue(WEAK, since, None, f"it gives {words} an office held only since {day_text(since)}")


def _day_in_year(told: Sequence[Told], clues: Sequence[Clue]) -> Iterator[Clue]:
    """A day and a weekday told as past, in the year that is likely that of publication, if the calendar has it so."""
    spans = [clue for clue in clues if clue.strength == LIKELY and clue.low and clue.high]
    for clue in spans:
        low, high = clue.low or 0, clue.high or 0
        if high - low > _YEAR:
            continue
        for one in told:
            if one.kind != "day" or one.weekday < 0:
                continue
            try:
                day = date(date.fromordinal(high).year, one.number // 100, one.number % 100).toordinal()
            except ValueError:
                continue
            if one.is_on(day):
                yield Clue(LIKELY, day, None, f"it tells of “{one.words}” as past, in the year of {day_text(low)}")
