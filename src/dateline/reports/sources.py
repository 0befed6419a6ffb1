"""Whose text it is: the credit line (an agency, an outlet that it was first published by) and the outlet itself.

Known agencies are in `data/agencies.toml`. A name that is not in it counts as a credit only where its place says so
(in the dateline's parentheses, alone in parentheses at the end, after "originally published by").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from dateline.reports.agencies import agency_of
from dateline.reports.heads import Found
from dateline.reports.paragraphs import Paragraph

_HEAD = 10
_TAIL = 8
_CAPITAL = r"[A-Z0-9\u00c0-\u00de][\w\u00c0-\u024f&'./+-]*"
_NAME = rf"(?<!\w){_CAPITAL}(?:\s+(?:(?:of|the|and|for|de|la|le|du|des|del|&|in|on)\s+){{0,2}}{_CAPITAL}){{0,5}}"
_ORIGIN = re.compile(
    rf"""(?i:(?:this|the)\s+(?:story|article|report|piece|post|text|item|dispatch)\s+(?:was|has\s+been|is)?\s*|^[(\[*]?)
    (?i:(?:originally|first)\s+(?:appeared|published|posted|ran|aired|reported|printed)
      | (?:republished|reprinted|reproduced|syndicated)(?:\s+with\s+(?:the\s+)?permission)?)
    \s+(?i:(?:on|in|by|at|from|of|with)\s+)(?i:the\s+website\s+of\s+)?(?:the\s+)?(?P<name>{_NAME})""",
    re.VERBOSE,
)
_HELPED = re.compile(
    rf"""(?i:with\s+(?:inputs?|files|reporting|additional\s+reporting|material|information|agency\s+inputs?)\s+from\s+)
      (?:the\s+)?(?P<from>{_NAME})
    | (?P<who>{_NAME})(?:\s+(?:writers?|reporters?|correspondents?|journalists?|staff)\b[^.]{{0,80}})?
      \s+(?:also\s+)?contributed\s+to\s+this\s+(?:report|story|article)""",
    re.VERBOSE,
)
_SOURCE_LINE = re.compile(rf"^[(\[]?(?i:source|via|credit|agency|by)\s*[:/-]?\s+(?P<name>{_NAME})[)\]]?\.?$")
_ALONE = re.compile(rf"^(?:[\u2013\u2014-]+\s*|[(\[]\s*)?(?P<name>{_NAME})\s*[)\]]?\.?$")
_AT_END = re.compile(rf"[.!?\"'\u201d\u2019]\s*(?:[\u2013\u2014-]+\s*|[(\[]\s*)(?P<name>{_NAME})\s*[)\]]?\.?$")
_OPENING = re.compile(
    rf"^(?i:according\s+to\s+)(?i:an?|the)\s+(?:\w+\s+)?(?i:report|article|story|dispatch)\s+(?i:published\s+)?(?i:by|in|from|on)\s+(?:the\s+)?(?P<name>{_NAME})"
)
_RIGHTS = re.compile(
    rf"""(?:\u00a9|\([cC]\)(?=\s*(?:19|20)\d\d)|\b(?i:copyright)\b)\s*(?:\u00a9|\([cC]\))?\s*(?i:by\s+)?
    (?:(?:19|20)\d\d(?:\s*[-\u2013,]\s*(?:19|20)?\d\d)?)?,?\s*(?i:by\s+)?(?:the\s+)?(?P<name>{_NAME})""",
    re.VERBOSE,
)
_TOLD = re.compile(
    rf"(?:\b(?:told|tells|telling|informed|spoke\s+to|speaking\s+to|speaking\s+with|spoke\s+with|(?:an\s+)?interview\s+with|confirmed\s+to|said\s+to)|(?<=\bexclusively\sto))\s+(?:the\s+)?(?P<name>{_NAME})"
)
_NOT_NAME = re.compile(r"\s+(?:All|And|On|In|At|Inc|LLC|Ltd|Corp|Corporation|Rights|Do|This)\.?(?:\s.*)?$")
_YEAR_BEFORE = re.compile(r"^(?:[Cc]opyright\s+)?(?:(?:19|20)\d\d[\s,]+)?")
_YEAR_AFTER = re.compile(r"\s*(?:19|20)\d\d$")
_OPENS = re.compile(rf"[(\[](?P<name>{_NAME})[)\]]\s*(?:[\u2013\u2014]|-{{1,2}})\s")
_WEEKDAY = re.compile(
    r"\s+(?:on\s+|in\s+|by\s+)(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\w+)\b.*$|\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b.*$"
)
_TIMES_TOLD = 3
_MASTHEAD_WORDS = 4


def find_credits(paragraphs: Sequence[Paragraph], dateline: Found | None, bylines: dict[int, Found]) -> list[Found]:
    """What the text gives as its source, the surest first; `value` is the agency's usual name."""
    found: list[tuple[int, Found]] = []
    last = len(paragraphs) - _TAIL
    if dateline is not None and dateline.agency is not None:
        start, end = dateline.agency
        words = _words(paragraphs, start, end)
        if not re.search(r"\d", words):
            found.append(
                (0, Found(start, end, start, end, agency_of(words) or words, "named in the dateline's parentheses"))
            )
    for paragraph in paragraphs[:_HEAD]:
        match = _OPENS.match(paragraph.folded[:80])
        if match and dateline is None and paragraph.running and (agency_of(match["name"]) or match["name"].isupper()):
            found.append(
                (
                    0,
                    _group(
                        paragraph,
                        match,
                        agency_of(match["name"]) or match["name"],
                        "named in parentheses that open the text",
                    ),
                )
            )
    body = [index for index, paragraph in enumerate(paragraphs) if paragraph.running]
    for index, paragraph in enumerate(paragraphs):
        line = paragraph.folded if not paragraph.long else paragraph.folded[-200:]
        if index in bylines and index < _HEAD:
            rest = re.split(r"[,|/(\u2013\u2014]|\bof\b|\bfor\b", line[bylines[index].end - paragraph.start :])
            names = [line[bylines[index].start - paragraph.start : bylines[index].end - paragraph.start], *rest]
            for name in names:
                agency = agency_of(re.sub(r"(?i)\b(?:writers?|reporters?|correspondents?|staff)\b.*", "", name))
                if agency and name.strip():
                    at = line.index(name.strip())
                    found.append((1, _found(paragraph, at, at + len(name.strip()), agency, "named in the byline")))
        if paragraph.words <= 8 and (index < _HEAD or index >= last):
            match = _SOURCE_LINE.match(line) or _ALONE.match(line)
            agency = agency_of(match["name"]) if match else None
            if match and agency:
                found.append((1, _group(paragraph, match, agency, "a line of its own that names an agency")))
            elif (
                match
                and index >= last
                and index > max(body, default=0)
                and re.match(r"[(\[]", line)
                and _is_name(match["name"])
            ):
                found.append((4, _group(paragraph, match, match["name"], "a name alone in parentheses at the end")))
        if (index < _HEAD or index >= last) and not paragraph.long:
            found.extend(_notes(paragraph))
        if index >= last or (body and index == body[-1]):
            match = _AT_END.search(line[-80:])
            agency = agency_of(match["name"]) if match else None
            if match and agency:
                at = len(paragraph.folded) - len(line[-80:])
                span = (match.start("name") + at, match.end("name") + at)
                found.append((3, _found(paragraph, *span, agency, "an agency's name closes the text")))
    for index in body[:1]:
        match = _OPENING.match(paragraphs[index].folded[:200])
        if match:
            words = _short(match["name"])
            at = match.start("name")
            why = "the text opens by saying that it follows another outlet's report"
            found.append((7, _found(paragraphs[index], at, at + len(words), agency_of(words) or words, why)))
    found.sort(key=lambda pair: (pair[0], pair[1].start))
    return [each for _, each in found]


def _notes(paragraph: Paragraph) -> list[tuple[int, Found]]:
    """Credits in a note: "This story originally appeared on …", "Copyright … The Associated Press", "… contributed"."""
    found: list[tuple[int, Found]] = []
    line = paragraph.folded
    match = _ORIGIN.search(line)
    if match and paragraph.words <= 60:
        words = _short(match["name"])
        at = match.start("name")
        why = "the text says that it was first published there"
        found.append((2, _found(paragraph, at, at + len(words), agency_of(words) or words, why)))
    for match in _RIGHTS.finditer(line):
        words = _short(match["name"])
        agency = agency_of(words)
        if agency and paragraph.words <= 80:
            at = match.start("name")
            found.append((5, _found(paragraph, at, at + len(words), agency, "named in the notice of rights")))
    for match in _HELPED.finditer(line):
        name = "from" if match["from"] else "who"
        words = _short(match[name])
        agency = agency_of(words) or next((agency_of(part) for part in _runs(words) if agency_of(part)), None)
        if agency:
            at = match.start(name)
            found.append((6, _found(paragraph, at, at + len(words), agency, "it contributed to the report")))
    return found


def find_outlets(paragraphs: Sequence[Paragraph], credits_: Collection[Found]) -> list[Found]:
    """What the text gives as its outlet, the surest first."""
    found: list[tuple[int, Found]] = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.words > 80 or paragraph.long or not (index < _HEAD or index >= len(paragraphs) - _TAIL * 2):
            continue
        for match in _RIGHTS.finditer(paragraph.folded):
            given = _short(match["name"])
            words = _YEAR_AFTER.sub("", _YEAR_BEFORE.sub("", given))
            at = match.start("name") + given.find(words)
            if agency_of(words) is None and _is_name(words):
                found.append((0, _found(paragraph, at, at + len(words), words, "named in the notice of rights")))
    told = _told(paragraphs)
    if told is not None:
        found.append((1, told))
    for credit in credits_:
        if "first published" in credit.why:
            found.append((2, credit))
    found.sort(key=lambda pair: (pair[0], pair[1].start))
    return [each for _, each in found]


def find_masthead(paragraphs: Sequence[Paragraph], dated: Collection[int], heading: int | None) -> Found | None:
    """The outlet's name in the first line, above the date and the headline; `dated` are the lines that give a date."""
    if heading is None or heading < 2 or len(paragraphs) < 3:
        return None
    first = paragraphs[0]
    named = re.fullmatch(rf"(?i:the\s+)?{_NAME}", first.folded)
    if named is None or first.words > _MASTHEAD_WORDS or not all(index in dated for index in range(1, heading)):
        return None
    return _found(first, 0, len(first.folded), first.folded, "the name above the date and the headline")


def _told(paragraphs: Sequence[Paragraph]) -> Found | None:
    """The name that people in the text speak to again and again, and that hardly stands anywhere else: the outlet."""
    counts: Counter[str] = Counter()
    first: dict[str, Found] = {}
    for paragraph in paragraphs:
        for match in _TOLD.finditer(paragraph.folded):
            words = _short(_WEEKDAY.sub("", match["name"]))
            if not _is_name(words) or agency_of(words):
                continue
            counts[words] += 1
            at = match.start("name")
            first.setdefault(words, _found(paragraph, at, at + len(words), words, ""))
    if not counts:
        return None
    (name, times), *others = counts.most_common(2)
    everywhere = sum(len(re.findall(rf"\b{re.escape(name)}\b", paragraph.folded)) for paragraph in paragraphs)
    if times < _TIMES_TOLD or times < 0.75 * everywhere or (others and others[0][1] * 2 > times):
        return None
    seen = first[name]
    why = f"people in the text speak to it {times} times"
    return Found(seen.start, seen.end, seen.start, seen.end, name, why)


def _short(words: str) -> str:
    """A name without what follows it in notices ("All rights reserved", "on Monday") and without its closing stop."""
    words = _NOT_NAME.sub("", _WEEKDAY.sub("", words))
    words = re.sub(r"\.(?:\s.*)?$", "", words) if not re.search(r"\b[A-Z]\.$", words) else words
    return words.rstrip(" .,;:-/")


def _is_name(words: str) -> bool:
    return len(words) >= 2 and any(character.isalpha() for character in words) and words[:1].isupper()


def _runs(words: str) -> list[str]:
    parts = words.split()
    return [" ".join(parts[first:last]) for first in range(len(parts)) for last in range(first + 1, len(parts) + 1)]


def _words(paragraphs: Sequence[Paragraph], start: int, end: int) -> str:
    for paragraph in paragraphs:
        if paragraph.start <= start and end <= paragraph.end:
            return " ".join(paragraph.folded[start - paragraph.start : end - paragraph.start].split())
    return ""


def _found(paragraph: Paragraph, start: int, end: int, value: str, why: str) -> Found:
    at = paragraph.start
    return Found(at + start, at + end, at + start, at + end, " ".join(value.split()), why)


def _group(paragraph: Paragraph, match: re.Match[str], value: str, why: str) -> Found:
    return _found(paragraph, match.start("name"), match.end("name"), value, why)
