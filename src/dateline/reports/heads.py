"""The head of a report as its text shows it: the title, the byline, the dateline."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.reports.paragraphs import Paragraph

_HEAD = 12
"""Paragraphs from the start among which title, byline and dateline are looked for."""
_TITLE_WORDS = 35
_LEAST_TITLE_WORDS = 4
"""Shorter lines are more often the name of a section or of somebody in a picture."""
_INNER_END = re.compile(r"[a-z)][.!?][\"']?\s+[\"'(]?[A-Z(]")
_ABBREVIATED = re.compile(r"\b(?:[A-Za-z]\.){2,}$")
_ELSEWHERE = re.compile(r"pic\.twitter\.com|https?:|(?<!\w)@\w")

_OPENING = 300
"""Code points at the start of a paragraph in which a dateline must end."""
_CAP = r"[A-Z\u00c0-\u00de][\w\u00c0-\u024f'.-]*"
_NOT_NAME = (
    r"(?!(?i:updated|published|posted|created|staff|special|reuters|associated|afp|ap|for|the|and|correspondent|reporter"
    r"|writer|editor)\b)"
)
_PARTICLE = r"(?:(?:de|da|del|della|di|dos|van|von|der|den|la|le|bin|ibn|al|el|ul|abu|ter|zu)\s+){0,3}"
_PERSON = rf"{_NOT_NAME}{_CAP}(?:\s+{_PARTICLE}{_NOT_NAME}{_CAP}){{0,4}}"
_PEOPLE = rf"{_PERSON}(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|&|with)\s+){_PERSON}){{0,5}}"
_ROLE = (
    r"(?:(?:senior|chief|special|foreign|staff|political|diplomatic|defen[cs]e|security|national|regional|crime|court|"
    r"associated\s+press|reuters|afp|ap|contributing|deputy|assistant|city|state|digital|investigative|general|the|a|an|our|freelance)\s+)*"
    r"(?:writers?|reporters?|correspondents?|editors?|journalists?|contributors?|columnists?|producers?|staff|bureau\s+chief|analysts?)"
)
_BYLINE = re.compile(
    rf"""^(?P<by>(?:(?:By|BY|by|(?:Written|Reported|Story|Text|Words|Posted|Submitted)\s+by)(?:\s*:\s*|\s+)|(?:Author|Reporter):\s*)
    (?:the\s+)?)
    (?P<name>{_PEOPLE})(?P<rest>.*)$""",
    re.VERBOSE | re.DOTALL,
)
_SIGNED = re.compile(
    rf"^(?P<name>{_PERSON}(?:\s+and\s+{_PERSON})?)\s*[,|/\u2013\u2014-]\s*(?:(?i:{_ROLE})\b.{{0,60}})$", re.DOTALL
)
_LABELLED = re.compile(
    rf"^(?i:interview|text|words|writing|translation|production|photos|photographs|illustrations?)\s*(?::|(?i:by)\b)\s*(?P<name>{_PEOPLE})"
)
_BY_OFFICE = re.compile(rf"^(?i:by\s+(?:(?:our|own)\s+)*{_ROLE}(?:\s+(?:in|at)\s+[\w-]+(?:\s[\w-]+)?)?)$")
_ENDNOTE = re.compile(
    rf"""^[(\[]?(?:
        (?i:(?:additional\s+)?(?:reporting|editing|writing|compiled|translated|edited|written)\s+by)\s+(?P<name>{_PEOPLE})
      | .{{0,90}}\b(?i:
            contributed\s+to\s+this\s+(?:report|story|article|piece)|contributed\s+(?:additional\s+)?reporting)\b
    )""",
    re.VERBOSE | re.DOTALL,
)
_AFTER_NAME = re.compile(
    r"^\s*(?:$|[,|/(\[\u2013\u2014\u2022\u00b7-]|(?:in|at|from|for)\s+[A-Z]|(?:Updated|Published|Posted|Staff|Special|@)|\d|[\w.+-]+@)",
    re.IGNORECASE,
)

_AGENCY = r"\(\s*(?P<agency>[^()]{2,60}?)\s*\)"
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thurs?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
_DATE = rf"{_DAY}(?:{_MONTHS}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTHS})(?:,?\s+\d{{4}})?"
_DASH = r"(?:\s*[\u2013\u2014\u2012\u2015]\s*|\s*-{2,}\s*|\s+-\s+|\s*_(?:\s+|$))"
_UPPER = r"[A-Z\u00c0-\u00de]"
_CAPS = (
    rf"{_UPPER}(?:[A-Z\u00c0-\u00de'.]|-(?=[A-Z]))+"
    rf"(?:[ /-](?:(?:de|al|el|of|the|upon)[ -])?{_UPPER}[A-Z\u00c0-\u00de'.]+){{0,4}}"
)
_MIXED = rf"{_CAP}(?:[ /-](?:(?:de|al|el|of|the|upon|ez|es|ed)[ -])?{_CAP}){{0,3}}"
_REGION = rf"(?:\s*,\s*{_CAP}(?:[ -](?:of[ -]|the[ -]|and[ -])?{_CAP}){{0,4}})"
_SOURCE = (
    rf"(?P<region>{_REGION}{{0,2}})(?:\s*,\s*(?P<date>{_DATE}))?,?\s*(?:{_AGENCY})?(?:\s*,?\s*(?P<date2>{_DATE}))?\s*"
)
_DATELINE = re.compile(rf"(?P<caps>{_CAPS}){_SOURCE}(?::|{_DASH}|\s-{{1,2}}$)\s*(?=[\w\"'\u201c\u2018(\[]|$)")
_MIXED_DATELINE = re.compile(rf"(?P<caps>{_MIXED}){_SOURCE}{_DASH}\s*(?=[A-Z\"'\u201c\u2018(\[])")
_IN_PARENTHESES = re.compile(
    rf"\((?P<caps>{_MIXED})(?P<region>{_REGION}{{0,2}})(?:\s*,\s*(?P<date>{_DATE}))?\){_DASH}(?=[A-Z\"'\u201c\u2018])"
)
_PLACE_WORDS = 6
_CLOSED = re.compile(r"^[A-Z].*\s(?:-{1,2}|[\u2013\u2014_])$|\)_$")
"""A dateline in a line of its own."""
_SPEAKER = re.compile(r"^\W*[A-Z][A-Z.' -]{1,30}:\s")


@dataclass(frozen=True)
class Found:
    """Something that the text says of itself: the words (from `start` to `end`), what they are part of, and why."""

    start: int
    end: int
    mark_start: int
    mark_end: int
    value: str
    why: str
    agency: tuple[int, int] | None = None
    """For a dateline: the agency in parentheses."""
    date: tuple[int, int] | None = None
    """For a dateline: the date in it."""


def find_bylines(paragraphs: Sequence[Paragraph]) -> dict[int, Found]:
    """Index of each paragraph that says who wrote, reported or edited → the names ("" where it gives no person)."""
    found: dict[int, Found] = {}
    last = len(paragraphs) - _HEAD
    for index, paragraph in enumerate(paragraphs):
        line = paragraph.folded
        if paragraph.words > 45 or paragraph.long or (_HEAD <= index < last):
            continue
        match = _BYLINE.match(line) if index < _HEAD else None
        why = 'the line begins with "By"'
        if match and not _AFTER_NAME.match(match["rest"]):
            match = None
        if match and (paragraph.words > 25 or (paragraph.ends and paragraph.words > 12)):
            match = None
        if match is None and index < _HEAD and paragraph.words <= 14 and not paragraph.ends:
            match, why = _SIGNED.match(line), "a name and an office of the press"
        if match is None and paragraph.words <= 14:
            match, why = _LABELLED.match(line), "a label names who made the report"
        if match is None and index < _HEAD and paragraph.words <= 10 and not paragraph.ends:
            match, why = _BY_OFFICE.match(line), "the line names only the office of who wrote"
        if match is None and index >= last and paragraph.words <= 45:
            match, why = _ENDNOTE.match(line), "a note of who wrote, edited or helped"
        if match is None:
            continue
        name = match["name"] if "name" in match.re.groupindex and match["name"] else ""
        start = paragraph.start + (match.start("name") if name else 0)
        end = start + len(name) if name else paragraph.end
        found[index] = Found(start, end, paragraph.start, paragraph.end, name, why)
    return found


def find_title(paragraphs: Sequence[Paragraph], skip: Collection[int], teasers: Collection[int]) -> int | None:
    """Index of the paragraph that is the title, or None: the first that reads like a headline, before running text.

    A line that only repeats the lead gives way to a headline that follows it.
    """
    second: int | None = None
    for index, paragraph in enumerate(paragraphs[:_HEAD]):
        if index in skip:
            continue
        if paragraph.words < _LEAST_TITLE_WORDS:
            continue
        if not is_headline(paragraph) or index + 1 >= len(paragraphs):
            break
        if index not in teasers:
            return index
        second = index if second is None else second
    return second


def is_headline(paragraph: Paragraph) -> bool:
    """Whether a paragraph reads like a headline: short, without a final stop (or with most words in capitals)."""
    line = paragraph.folded
    if paragraph.words > _TITLE_WORDS or paragraph.long or not any(character.isalpha() for character in line):
        return False
    if (
        paragraph.words < _LEAST_TITLE_WORDS
        or line.endswith((":", ";", ",", "(", "-", "\u2013", "\u2014", "_", "..."))
        or line[0] in "[("
    ):
        return False
    if _INNER_END.search(line) and paragraph.words > 12:
        return False
    closed = line.rstrip("\"' )")
    if _ELSEWHERE.search(line) or (paragraph.words > 14 and _dateline_of(paragraph) is not None):
        return False
    if closed.endswith("\u2026") or (closed.endswith(".") and not _ABBREVIATED.search(closed)):
        long = [word for word in re.findall(r"[^\W\d_][\w']*", line) if len(word) > 3]
        return len(long) >= 4 and sum(word[0].isupper() for word in long) >= 0.75 * len(long)
    return True


def find_dateline(paragraphs: Sequence[Paragraph], skip: Collection[int]) -> Found | None:
    """The dateline that opens one of the first paragraphs of running text, or None.

    The words are the place ("NAIROBI, Kenya"); the mark runs to the dash or colon that closes it.
    """
    speakers = sum(
        index not in skip and _SPEAKER.match(paragraph.folded[:60]) is not None
        for index, paragraph in enumerate(paragraphs)
    )
    looked = 0
    for index, paragraph in enumerate(paragraphs):
        if index in skip:
            continue
        looked += 1
        if looked > _HEAD:
            return None
        alone = _CLOSED.search(paragraph.folded) is not None and paragraph.words <= _PLACE_WORDS + 2
        if not alone and (paragraph.words < 8 or not (paragraph.ends or paragraph.words > 25)):
            continue
        found = _dateline_of(paragraph)
        if found is None:
            continue
        closing = paragraph.folded[found.end - paragraph.start : found.mark_end - paragraph.start]
        if ":" not in closing or speakers <= 1:  # in a transcript, speakers are written as datelines are
            return found
    return None


def _dateline_of(paragraph: Paragraph) -> Found | None:
    line = paragraph.folded[:_OPENING]
    offset = len(line) - len(line.lstrip("\"' "))
    match = _DATELINE.match(line, offset)
    why = "a place in capitals opens the text"
    if match is None or not _is_place(match, capitals=True):
        match, why = _IN_PARENTHESES.match(line), "a place in parentheses opens the text"
        if match is None or match["caps"].isupper():
            match, why = _MIXED_DATELINE.match(line), "a place, set off from the text that it opens"
            if match is None or not (
                _group(match, "agency") or _group(match, "date") or _group(match, "date2") or match["region"]
            ):
                return None
        if not _is_place(match, capitals=False):
            return None
    start, end = match.start("caps"), match.end("region") if match["region"] else match.end("caps")
    last = match.end()
    while last > 0 and line[last - 1] == " ":
        last -= 1
    date = match.span("date") if _group(match, "date") else match.span("date2") if _group(match, "date2") else None
    at = paragraph.start
    return Found(
        at + start, at + end, at + match.start(), at + last, " ".join(line[start:end].split()), why,
        agency=_moved(match.span("agency"), at) if _group(match, "agency") else None,
        date=_moved(date, at) if date else None,
    )  # fmt: skip


@cache
def _labels() -> frozenset[str]:
    table = tomllib.loads(files("dateline.reports").joinpath("data/labels.toml").read_text(encoding="utf-8"))
    return frozenset(table["words"])


def _is_place(match: re.Match[str], *, capitals: bool) -> bool:
    place = match["caps"]
    first = re.split(r"[ /]", place)[0].rstrip(".,:").lower()
    if first in _labels() or place.lower() in _labels() or len(place) < 3 or "'S" in place:
        return False
    if len(place.split()) + len((_group(match, "region") or "").split()) > _PLACE_WORDS:
        return False
    agency = _group(match, "agency")
    if agency and (agency[0].islower() and agency != "dpa"):
        return False
    return not capitals or sum(character.isupper() for character in place) >= 3


def _group(match: re.Match[str], name: str) -> str | None:
    return match[name] if name in match.re.groupindex else None


def _moved(span: tuple[int, int], by: int) -> tuple[int, int]:
    return span[0] + by, span[1] + by
