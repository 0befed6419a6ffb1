"""When a quotation was spoken: "on Sunday" inside it counts from the day of speaking, if the report gives that day."""

from __future__ import annotations

import re

from dateline.model.reading import Reading
from dateline.times.expressions import Expression, holds, is_anchored
from dateline.times.owners import owned, speaks
from dateline.times.timex import granularity

_MARK = re.compile(r"[“”\"„«»]")
_OPENING, _CLOSING = "“„«", "”»"
_DAYS = frozenset({"hour", "part of day", "day"})
Found = tuple[int, int, Expression]


def spoken_times(reading: Reading, found: list[Found]) -> dict[int, int]:
    """For times inside quotations (by their number in `found`), the number of the time at which it was spoken."""
    if not _MARK.search(reading.text):
        return {}
    paragraphs: dict[int, list[int]] = {}
    for number, (first, _, _) in enumerate(found):
        paragraphs.setdefault(reading.paragraph_of[reading.sentence_of[first]], []).append(number)
    answer: dict[int, int] = {}
    for paragraph, numbers in paragraphs.items():
        if len(numbers) > 1:
            answer |= _in_paragraph(reading, found, numbers, _quotations(reading, paragraph))
    return answer


def _quotations(reading: Reading, paragraph: int) -> list[tuple[int, int]]:
    """Start and end (code points) of what stands between quotation marks in a paragraph."""
    first = reading.paragraphs[paragraph]
    after = reading.paragraphs[paragraph + 1] if paragraph + 1 < len(reading.paragraphs) else len(reading.sentences)
    start, end = reading.starts[reading.sentences[first]], reading.ends[reading.sentence_bounds(after - 1)[1] - 1]
    found, opened = [], -1
    for mark in _MARK.finditer(reading.text, start, end):
        closes = mark[0] in _CLOSING or (mark[0] == '"' and opened >= 0)
        if closes and opened >= 0:
            found.append((opened, mark.start()))
            opened = -1
        elif not closes and opened < 0:
            opened = mark.start()
    return [*found, (opened, end)] if opened >= 0 else found


def _in_paragraph(
    reading: Reading, found: list[Found], numbers: list[int], quotations: list[tuple[int, int]]
) -> dict[int, int]:
    inside, outside = [], []
    for number in numbers:
        first, last, expression = found[number]
        place = reading.starts[first]
        quotation = next((run for run in quotations if run[0] < place < run[1]), None)
        if quotation is not None and is_anchored(expression):
            inside.append((number, quotation))
        elif quotation is None and granularity(expression) in _DAYS and not holds(expression, None):
            owner = owned(reading, first, last).owner
            while owner >= 0 and not speaks(reading, owner) and reading.upos[owner] not in ("VERB", "AUX"):
                owner = reading.heads[owner]
            if owner >= 0 and speaks(reading, owner):
                outside.append((number, place))
    answer = {}
    for number, (start, end) in inside:
        near = min(outside, key=lambda said: min(abs(said[1] - start), abs(said[1] - end)), default=None)
        if near is not None:
            answer[number] = near[0]
    return answer
