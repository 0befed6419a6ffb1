"""Times as TIMEX3 tags, the notation of TimeML: type and value on a span. A run is two tags, one for each end.

Source: TimeML 1.2.1, annotation guidelines for TIMEX3 ("from 5 to 8 May" has two expressions).
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from dateline.model.account import When
from dateline.model.spans import Span

Type = Literal["DATE", "TIME", "DURATION", "SET"]
_BETWEEN = re.compile(r"\s*(?:\b(?:to|and|through|until|till)\b|[-‐‑–—/])\s*")
_OPENER = re.compile(r"(?:from|between)\s+", re.IGNORECASE)
_OF_DAY = frozenset({"hour", "part of day"})


class Tag(NamedTuple):
    """One TIMEX3: where it stands, what it is, and its value ("" where the words give none)."""

    span: Span
    type: Type
    value: str


def tags(when: When) -> tuple[Tag, ...]:
    """The tags of a time: two for a run whose ends stand apart in the words, else one."""
    start, _, end = when.timex.partition("/")
    if when.rule != "range" or not end:
        return (Tag(when.span, _type(when, when.timex), when.timex),)
    text = when.span.text
    opener = _OPENER.match(text)
    first = opener.end() if opener else 0
    marks = list(_BETWEEN.finditer(text, first))
    if len(marks) != 1 or marks[0].start() == first or marks[0].end() == len(text):
        return (Tag(when.span, _type(when, when.timex), when.timex),)
    (mark,) = marks
    at = when.span.start
    left = Span(at + first, at + mark.start(), text[first : mark.start()])
    right = Span(at + mark.end(), when.span.end, text[mark.end() :])
    return Tag(left, _type(when, start), start), Tag(right, _type(when, end), end)


def _type(when: When, value: str) -> Type:
    if when.granularity == "set":
        return "SET"
    if value.endswith("_REF"):
        return "DATE"
    if value.startswith("P"):
        return "DURATION"
    return "TIME" if when.granularity in _OF_DAY or "T" in value[4:] else "DATE"
