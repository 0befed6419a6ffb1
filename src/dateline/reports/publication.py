"""When a report was published, as its text says: "Published …", or a line with a date beside the headline."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dateline.model.report import Published
from dateline.reports.days import Moment, find_moments
from dateline.reports.paragraphs import Paragraph

_HEAD = 12
_TAIL = 5
_LABEL = re.compile(
    r"""(?P<published>(?:first\s+|originally\s+|date\s+)?(?:published|posted|issued|released|filed|created)
        |(?:publication|release|pub\.?)\s+date|date(?=\s*:))
    |(?P<updated>(?:last\s+)?(?:updated?(?:\s+\d+)?|modified|edited|revised)(?:\s+at)?)""",
    re.IGNORECASE | re.VERBOSE,
)
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s*)?"
_CLOCK = r"(?:\d{1,2}:\d{2}\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?,?\s*(?:on\s+)?)?"
_BETWEEN = re.compile(rf"\s*(?:on|at|:|-|\||\u2013|\u2014)?\s*{_DAY}{_CLOCK}{_DAY}", re.IGNORECASE)
_FILLING = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
    r"|\b(?:on|at|in|by|et|ct|pt|gmt|local time|am|pm|min(?:ute)?s? read)\b|[\W\d_]+",
    re.IGNORECASE,
)
_IN_HEADLINE = re.compile(
    r"(?i)(?:\b(?:for|of)|[-:|,\u2013\u2014])\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?$"
)
"""What stands before the date that a headline ends on ("Police blotter for 5 June 2018")."""
_EDITION = re.compile(
    r"(?i)\b(?:blotter|briefs?|digest|round-?up|log|bulletin|update|updates|live|headlines|diary|calendar|watch)\b"
)
"""What is brought out anew each day, and has the day in its headline."""
_IN_DATELINE = re.compile(r"(?!(?i:updated?)\b)(?:[A-Z][\w.' ]{1,40},? ?(?:[A-Z][A-Za-z.]{1,12},? ?)?)?\($")
_AFTER_DATELINE = re.compile(r"\)\s*[-:\u2013\u2014]")
_WORDS_BEFORE = 4
"""Words before a label from which its line is a headline that the date was run into."""
_MOST_BESIDE = 45
"""Letters that may stand in a line beside its date (a name, a section) without making it running text."""


@dataclass(frozen=True)
class Dated:
    """Publication as the text gives it, the paragraph, the run of words that says so, and whether that is all of it."""

    published: Published
    paragraph: int
    start: int
    end: int
    alone: bool


@dataclass(frozen=True)
class _Candidate:
    paragraph: int
    moment: Moment
    label: str
    start: int
    beside: int


def find_dated(paragraphs: Sequence[Paragraph], skip: Collection[int]) -> list[Dated]:
    """Statements of the time of publication, the best first; `skip`: paragraphs that are captions.

    "Published" wins over a bare date, a bare date over "Updated"; "Updated" alone gives only the latest day.
    """
    candidates: list[_Candidate] = []
    last = len(paragraphs) - _TAIL
    opening = next((index for index, paragraph in enumerate(paragraphs) if paragraph.running), _HEAD)
    for index, paragraph in enumerate(paragraphs):
        if index in skip or (index >= _HEAD and index < last) or paragraph.long:
            continue
        candidates.extend(_candidates(paragraph, index, bare=index < min(_HEAD, opening + 1)))
    order = {"published": 0, "": 1, "updated": 2}
    candidates.sort(key=lambda candidate: (order[candidate.label], candidate.paragraph, candidate.moment.start))
    return [_dated(candidate, paragraphs[candidate.paragraph]) for candidate in candidates]


def _candidates(paragraph: Paragraph, index: int, *, bare: bool) -> list[_Candidate]:
    line = paragraph.folded
    moments = list(find_moments(line))
    if not moments:
        return []
    found: list[_Candidate] = []
    rest, at = [], 0
    for moment in moments:
        rest.append(line[at : moment.start])
        at = moment.end
    rest.append(line[at:])
    beside = len(_FILLING.sub("", _LABEL.sub("", " ".join(rest))))
    floor = 0
    bare = bare and len({moment.latest for moment in moments}) == 1
    for moment in moments:
        label, start = "", moment.start
        for match in _LABEL.finditer(line, floor, moment.start):
            between = _BETWEEN.fullmatch(line, match.end(), moment.start)
            if between and _labels(match):
                label, start = str(match.lastgroup), match.start()
        floor = moment.end
        running = paragraph.running and beside > _MOST_BESIDE
        if not label and _says_day(line, moment, headline=index == 0):
            found.append(_Candidate(index, moment, "", start, beside))
            continue
        if label and beside > _MOST_BESIDE and line[:start].rstrip().endswith("("):
            continue  # "… video of the scene. (Published Monday, 2 July 2018)" dates a picture, not the report
        if label and not (running and not _stands_as_label(line, start)):
            found.append(_Candidate(index, moment, label, start, beside))
        elif not label and bare and beside <= _MOST_BESIDE and not paragraph.ends:
            found.append(_Candidate(index, moment, "", start, beside))
    return found


def _says_day(line: str, moment: Moment, *, headline: bool) -> bool:
    """Whether a date in a text dates the report: "LYON, France (June 5, 2018) -", "Police log for June 5, 2018"."""
    before, after = line[: moment.start], line[moment.end :]
    if _IN_DATELINE.fullmatch(before) and _AFTER_DATELINE.match(after):
        return True
    return (
        headline
        and not after.strip()
        and _EDITION.search(before) is not None
        and _IN_HEADLINE.search(before) is not None
    )


def _labels(match: re.Match[str]) -> bool:
    """A label is written with a capital ("Published June 5"), or opens its line; a verb in a sentence is neither."""
    return match.group()[0].isupper() or match.start() == 0


def _stands_as_label(line: str, start: int) -> bool:
    """Inside longer text, a label is one that the text sets off: "… said. Posted: Sunday, July 5, 2015"."""
    return re.match(r"[\w ]{4,20}:", line[start:]) is not None


def _dated(candidate: _Candidate, paragraph: Paragraph) -> Dated:
    moment, words = candidate.moment, paragraph.folded[candidate.start : candidate.moment.end]
    words = " ".join(words.split())
    if candidate.label == "updated":
        published = Published(None, moment.latest, f'the text says only when it was updated: "{words}"', None)
    elif moment.earliest != moment.latest:
        published = Published(
            moment.earliest, moment.latest, f'the text gives "{words}", which can be read in two ways'
        )
    elif candidate.label:
        published = Published(moment.earliest, moment.latest, f'the text says "{words}"', moment.time)
    else:
        published = Published(
            moment.earliest, moment.latest, f'a line with a date stands beside the headline: "{words}"', moment.time
        )
    at = paragraph.start
    before = len(paragraph.folded[: candidate.start].split())
    run_in = bool(candidate.label) and before >= _WORDS_BEFORE
    alone = candidate.beside <= _MOST_BESIDE and not run_in
    return Dated(published, candidate.paragraph, at + candidate.start, at + moment.end, alone)
