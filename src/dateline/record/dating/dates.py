"""Days that a report's text gives in full, with the year, and what carries them: a post, a picture, a sentence.

Left out: days that lie ahead of what is told ("is set for 3 March 2017"), birthdays, updates, and teasers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dateline.model.report import Report
from dateline.record.corpus import day_number
from dateline.reports.days import Moment, find_moments

Carrier = Literal["address", "dateline", "post", "link", "video", "picture", "weekday", "sentence"]
_AHEAD = re.compile(
    r"(?i)\b(?:will|would|shall|'ll|scheduled|slated|planned|set (?:for|to)|due|until|till|expected|deadline|upcoming|"
    r"next|ahead of|(?<!-)by|before|expires?|effective|trial date|trial on|facing trial|court on|hearing|rsvp)\b"
    r"[^.!?\n]*$"
)
_PLANNED = re.compile(
    r"(?i)\b(?:will (?:be|appear|stand|go|return|take|run|begin|start|open|meet|face)|scheduled|slated|"
    r"(?:is|are|has been|have been) (?:set|due)|due (?:back )?in court)\b[^.!?;\n]*$"
)
_UPDATED = re.compile(r"(?i)\bupdated?(?: \d+)?(?: on| at)?:?\s*$")
_BORN = re.compile(r"(?i)(?:\bborn(?: on)?|\bdob:?|date of birth:?|\bsince|\bbetween)\s*$")
_POST = re.compile(r"(?i)(?:\(@\w+\)|\bposted by [^\n]{1,60}? on(?: \w+day,?)?)\s*$")
_VIDEO = re.compile(r"(?i)\((?:published|posted|aired|recorded)(?: on)?(?: \w+day,?)?\s*$")
_WEEKDAY = re.compile(r"(?i)(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*(?:morning|afternoon|evening|night)?,?\s*$")
_PICTURE = re.compile(
    r"(?i)\((?:photo|source|file|courtesy|ap photo|getty)|\b(?:photo(?:s|graph)?(?: by|:|/)|view full caption|"
    r"image \d+ of|hide caption|show caption|courtesy photo)|\bless\b\s*$|\bseen here\b"
)
_AIRED = re.compile(r"(?i)\breports? (?:for|live|from)\b[^.!?]*$")
_PICTURED = re.compile(
    r"(?i)\b(?:is seen|are seen|stands? (?:outside|near|guard)|exits?|process|investigate the scene)\b"
)
_LINK = re.compile(r"https?://\S*?/((?:19|20)\d\d)/(\d\d?)/(\d\d?)/")
_ITS_OWN = re.compile(
    r"(?i)(?:\bread or share (?:this|the) (?:story|article)|\bpermalink|\bshort ?link|\boriginal (?:story|article))\W*$"
)
"""What a site writes before a report's own address."""
_DATELINE = re.compile(r"(?:[^\W\d_]+ )*[^\W\d_a-z]{3,}[^\n.]*,\s*")
_BEHIND_DATELINE = re.compile(r"\s*(?:\([^()\n]{1,60}\)\s*)?[-–—]+\s")
"""What stands before and behind the day in a dateline ("ORURO, 12 September 2023 - ")."""
_HEADER = re.compile(r"(?:[^\n.!?]{0,80}[,·|–—-])?\s*")
_BEHIND_HEADER = re.compile(r"[ \t]*(?:[·|–—\n]|$)")
"""What stands before and behind the day in a line of its own above the text ("Evening bulletin, Tuesday 14 May")."""
_ABOVE = 400
"""Characters from the start in which such a line may stand."""
_YEARS = ("1900", "2100")
"""No report is older or younger: what has such a year is a slip, or no day."""
_BESIDE = 80
_AFTER = 120


@dataclass(frozen=True, slots=True)
class Dated:
    """A day as an ordinal, what carries it, the words, and where they start."""

    day: int
    carrier: Carrier
    words: str
    start: int


@dataclass(frozen=True, slots=True)
class Ahead:
    """A day that a report says is still to come, as an ordinal, and the words."""

    day: int
    words: str


def days_ahead(text: str) -> list[Ahead]:
    """Days given in full of what is planned ("is scheduled for 3 March 2017")."""
    return [
        Ahead(day_number(moment.earliest), text[moment.start : moment.end])
        for moment in find_moments(text)
        if _is_day(moment) and _PLANNED.search(text[max(0, moment.start - _BESIDE) : moment.start].rpartition("\n")[2])
    ]


def full_dates(report: Report) -> list[Dated]:
    """All such days in the order of the text; of a day that can be read in two ways the later one is left out too."""
    return sorted(_found(report), key=lambda one: (one.start, one.day))


def _found(report: Report) -> Iterator[Dated]:
    text = report.text
    teasers = [(mark.span.start, mark.span.end) for mark in report.marks if mark.kind == "teaser"]
    for moment in find_moments(text):
        before = text[max(0, moment.start - _BESIDE) : moment.start].rpartition("\n")[2]
        if not _is_day(moment) or _BORN.search(before) or _UPDATED.search(before):
            continue
        if _AHEAD.search(before) and not _POST.search(before):
            continue
        if any(start <= moment.start < end for start, end in teasers):
            continue
        after = text[moment.end : moment.end + _AFTER].partition("\n")[0]
        carrier: Carrier = "dateline" if in_dateline(text, moment.start, moment.end) else _carrier(before, after)
        yield Dated(day_number(moment.earliest), carrier, text[moment.start : moment.end], moment.start)
    for match in _LINK.finditer(text):
        try:
            day = day_number(f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}")
        except ValueError:  # numbers in an address need not be a day
            continue
        own = _ITS_OWN.search(text, max(0, match.start() - _BESIDE), match.start())
        yield Dated(day, "address" if own else "link", match[0], match.start())


def _is_day(moment: Moment) -> bool:
    """Whether it is one day, of a year in which reports are written."""
    return moment.earliest == moment.latest and _YEARS[0] <= moment.earliest < _YEARS[1]


def in_header(text: str, start: int, end: int) -> bool:
    """Whether a day stands in a line of its own above the text."""
    before = text[max(0, start - _BESIDE) : start].rpartition("\n")[2]
    return start < _ABOVE and _HEADER.fullmatch(before) is not None and _BEHIND_HEADER.match(text, end) is not None


def in_dateline(text: str, start: int, end: int) -> bool:
    """Whether a day stands in a dateline ("ORURO, 12 September 2023 - ", "ORURO, Sept. 12 (Agency) --")."""
    before = text[max(0, start - _BESIDE) : start].rpartition("\n")[2]
    return _DATELINE.fullmatch(before) is not None and _BEHIND_DATELINE.match(text, end) is not None


def _carrier(before: str, after: str) -> Carrier:
    if _POST.search(before):
        return "post"
    if _VIDEO.search(before) or _AIRED.search(before):
        return "video"
    if _PICTURE.search(after) or _PICTURED.search(before):
        return "picture"
    return "weekday" if _WEEKDAY.search(before) else "sentence"
