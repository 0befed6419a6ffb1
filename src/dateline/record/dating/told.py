"""What days a report tells of, counted from its own day: "on Sunday", "today", "last night", "on 17 May".

Each is turned round: where the day of the event is known from elsewhere, it says when the report was published. Which
event that is, the words of the sentence tell. A day ahead ("called a strike for Thursday") says nothing of its own
report's day, but dates the strike for another that tells of it as past.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dateline.model.account import Account, When
from dateline.model.spans import Span
from dateline.record.dating.dates import in_dateline, in_header
from dateline.record.words import stem, stems_of
from dateline.times.expressions import Expression, folded

Kind = Literal["weekday", "earlier weekday", "next weekday", "same", "night", "day", "full", "dateline"]
_PLAIN = frozenset(("of day", "clock", "part", "since"))
"""Rules that leave the day as it is: a part of it, a time of it, the time from it on."""
_WEEK, _YEAR, _SOON = 6, 364, 3
_LONGEST = 500
"""Characters of a sentence that are looked at on either side of a day."""
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"“‘'(]?[^\W_a-z])|\n")
"""Where sentences part, near enough to tell whose words stand beside a day."""
_CALENDAR = frozenset(
    stem(word)
    for word in "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december morning afternoon evening night noon midnight day week year last late "
    "early say said tell told report news people".split()
)
"""Words that two sentences about different things share."""


@dataclass(frozen=True, slots=True)
class Told:
    """A day told as past or present.

    `number` is the weekday (Monday = 0), the days before publication ("same": 0 today, 1 yesterday), or the ordinal of
    a full date; for "day" the month times 100 and the day, with `weekday` where it is given; so for "dateline", the day
    of the report itself without its year.
    """

    kind: Kind
    number: int
    words: str
    start: int
    weekday: int = -1
    past: bool = True
    """False where it may also be the next one."""
    types: frozenset[str] = frozenset()
    """Types of the events that are told as of that day."""
    words_beside: frozenset[str] = frozenset()
    """Stems of the sentence that it stands in."""

    def is_on(self, day: int) -> bool:
        """Whether this can be that day, for some day of publication."""
        if self.kind in ("weekday", "earlier weekday", "next weekday"):
            return (day - 1) % 7 == self.number
        if self.kind in ("day", "dateline"):
            at = date.fromordinal(day)
            return at.month * 100 + at.day == self.number and self.weekday in (-1, (day - 1) % 7)
        return self.kind == "full" and day == self.number

    def published(self, day: int) -> tuple[int, int | None]:
        """First and last day of publication, where what is told was on `day`."""
        if self.kind == "weekday":
            return day, day + _WEEK
        if self.kind == "earlier weekday":
            return day + 1, day + 2 * _WEEK + 1
        if self.kind == "same":
            return day + self.number, day + self.number
        if self.kind == "night":
            return day, day + 1
        return day, (day + _YEAR if self.kind == "day" else None)


def told_days(account: Account, text: str) -> list[Told]:
    """Days told, in the order of the text."""
    types: dict[int, set[str]] = {}
    for event in account.events:
        if event.when is not None:
            types.setdefault(event.when, set()).add(event.type)
    found = ((index, _told(when)) for index, when in enumerate(account.times))
    return [
        replace(
            told,
            kind="dateline" if told.kind == "day" and _is_own(text, account.times[index].span) else told.kind,
            types=frozenset(types.get(index, ())),
            words_beside=stems_beside(text, told.start),
        )
        for index, told in found
        if told is not None
    ]


def _is_own(text: str, span: Span) -> bool:
    """Whether a day is that of the report itself."""
    return in_dateline(text, span.start, span.end) or in_header(text, span.start, span.end)


def stems_beside(text: str, start: int) -> frozenset[str]:
    """Stems of the sentence around a position, without those that any two sentences share."""
    first = max(0, start - _LONGEST)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, first, start)]
    end = _SENTENCE_END.search(text, start, start + _LONGEST)
    return stems_of(text[ends[-1] if ends else first : end.start() if end else start + _LONGEST]) - _CALENDAR


def expression_of(when: When) -> Expression | None:
    """The expression that a time was resolved from; None for one of another maker, whose rules are not known here."""
    try:
        return folded(when.rule, when.arguments)
    except ValueError:
        return None


def _told(when: When) -> Told | None:
    words, start = " ".join(when.span.text.split()), when.span.start
    expression = expression_of(when)
    if expression is None:
        return None
    if expression[0] == "overnight":
        return Told("night", 0, words, start)
    while expression[0] in _PLAIN:
        expression = next(part for part in reversed(expression) if isinstance(part, tuple))
    match expression:
        case ("weekday", int(number), -1 | 0 as way):
            return Told("weekday", number, words, start, past=way == -1)
        case ("weekday", int(number), 1 | 2):
            return Told("next weekday", number, words, start, past=False)
        case ("weekday", int(number), -2):
            return Told("earlier weekday", number, words, start)
        case ("unit", "day", int(step)) if -_SOON <= step <= 0:
            return Told("night" if step == -1 and "night" in words.lower() else "same", -step, words, start)
        case ("ago", _, int(low), int(high), "day") if low == high:
            return Told("same", low, words, start)
        case ("day", int(month), int(number), -1 | 0 | 3, int(weekday)):
            return Told("day", month * 100 + number, words, start, weekday)
    return None
