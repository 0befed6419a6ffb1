"""The day of the main happening.

It is the one that most speaks for: a day in the clause of one of the tellings, then one beside them, then any day told
of what went on there (`clauses`), each weighing more the earlier it stands. The day of what was said or done about it
later (said, arrested, charged, buried) is never taken, nor the day of a dateline or a line of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from dateline.happening.clauses import names_noun, only_came_of_it, stands_before, weight
from dateline.happening.sentences import Sentences
from dateline.happening.tellings import OPENING, Happening, is_outcome
from dateline.model.account import Event, When
from dateline.model.reading import Reading
from dateline.model.spans import Span

DAYS = frozenset(("hour", "part of day", "day"))
_DAY_WORD = re.compile(
    r"(?i)\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon\.|tues?\.|wed\.|thurs?\.|fri\.|sat\.|sun\.|"
    r"yesterday|today|tonight|last night|this (?:morning|afternoon|evening)|"
    r"jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|[a-z]+'s (?:day|eve))|\d/\d"
)
_FURNITURE = re.compile(
    r"(?i)(?:\b(?:published|posted|updated|update|created|modified|edited|filed|printed|copyright|©)\b"
    r"[\s:,|(]*(?:on|at)?[\s:,|(]*(?:\d[\d:. ]*[ap]\.?m\.?\W*)?|\(@\w+\)\s*)$"
)
_NIGHT_BETWEEN = re.compile(r"(?i)night\s+(?:from|between|of)\s.+\s(?:to|into|and)\s")
"""A night that is told with both its days is the day of what happened in it, though it has two dates."""
_BEFORE = 40
_OWN, _OUTCOME = 3.0, 0.5
"""What a day weighs in the clause of a telling, and of one that only tells what came of it."""
_OF_IT = 1.5
"""What a day weighs that is told of the happening as such ("it happened on Sunday"), at least."""
_EITHER = 7
"""Days between the two that a weekday may mean: of what has happened it is the first."""
_GAP = 6
"""Characters between an hour and its day, at most."""
_FADING, _AGAIN = 0.12, 0.3
"""How fast a mention loses weight with every sentence before it, and what further mentions add."""


def day_of(reading: Reading, events: Sequence[Event], happening: Happening, times: Sequence[When],
           skipped: frozenset[int]) -> int | None:  # fmt: skip
    """The time expression that gives the day of the happening, as an index of `times`; None where none is told.

    `skipped` are the times of datelines.
    """
    sentences = Sentences(reading)
    tellings = [events[index] for index in happening.tellings]
    told_in = {sentences.of(event.trigger.start) for event in tellings}
    triggers = {event.trigger.start for event in tellings}
    late = sentences.of(events[happening.seed].trigger.start) >= OPENING
    owners = _owners(reading, tellings, times)
    taken = {event.when for index, event in enumerate(events) if index not in happening.tellings} - owners.keys()
    hours: set[int] = set()
    clock_before: dict[int, int] = {}
    for hour, day_behind in _clocks(times):
        clock_before[day_behind] = hour
        if hour in owners:  # "at 9 p.m. Friday": the hour is of that day
            owners[day_behind] = max(owners.get(day_behind, 0.0), owners.pop(hour))
        hours.add(hour)
    scores: dict[object, list[float]] = {}
    shown: dict[object, int] = {}
    for index, when in enumerate(times):
        if index in skipped or index in hours or when.granularity not in DAYS or _is_furniture(reading, when.span):
            continue
        day = _day(when)
        if day is None:
            continue
        sentence = sentences.of(when.span.start)
        before = stands_before(reading, when.span, triggers)
        if index in owners:
            worth = owners[index]
        elif before:
            worth = _OWN
        else:
            worth = max(
                weight(reading, times[one], triggers, taken=one in taken,
                       beside=sentences.of(times[one].span.start) in told_in)
                for one in (index, clock_before.get(index, index))
            )  # fmt: skip
            # a full stop after "p.m." may have cut the day off its clause
            if late and sentence not in told_in and worth < _OF_IT:
                worth = 0.0
        if lacks_day(when):
            worth *= 0.4  # the day of an hour that has none of its own is only inferred
        if when.rule == "feast" and not before and names_noun(reading, when.span):
            worth *= 0.1  # "a New Year's Eve party"
        if worth:
            scores.setdefault(day, []).append(worth / (1.0 + _FADING * sentence))
            shown.setdefault(day, index)
            if index in owners and shown[day] not in owners:
                shown[day] = index
    if not scores:
        return None
    return shown[max(scores, key=lambda day: (_joint(scores[day]), -shown[day]))]


def _owners(reading: Reading, tellings: Sequence[Event], times: Sequence[When]) -> dict[int, float]:
    """The times in the clauses of tellings, each with what it weighs."""
    owners: dict[int, float] = {}
    for event in tellings:
        if event.when is not None and not only_came_of_it(reading, times[event.when].span, event.trigger):
            worth = _OUTCOME if is_outcome(event.trigger) else _OWN
            owners[event.when] = max(owners.get(event.when, 0.0), worth)
    return owners


def lacks_day(when: When) -> bool:
    """Whether an hour is told without its day."""
    return when.granularity == "hour" and _DAY_WORD.search(when.span.text) is None


def _clocks(times: Sequence[When]) -> Iterator[tuple[int, int]]:
    """Hours without a day, with the day that stands right behind them ("at about 9 p.m. Friday")."""
    for index, (one, other) in enumerate(pairwise(times)):
        if (
            lacks_day(one)
            and 0 <= other.span.start - one.span.end <= _GAP
            and other.granularity in ("day", "part of day")
        ):
            yield index, index + 1


def _joint(weights: list[float]) -> float:
    """What several mentions weigh together: the best one, and a little for each of the others."""
    best = max(weights)
    return best + _AGAIN * (sum(weights) - best)


def _day(when: When) -> object | None:
    """What tells one day from another: the day, or the expression as long as nothing is known to count it from."""
    if when.earliest is not None and when.latest is not None:
        apart = (date.fromisoformat(when.latest) - date.fromisoformat(when.earliest)).days
        if apart == 1 and _NIGHT_BETWEEN.search(when.span.text):
            return when.earliest, when.latest
        return when.earliest if apart in (0, _EITHER) else None
    return (when.rule, when.arguments) if when.rule in ("weekday", "day") else None


def _is_furniture(reading: Reading, span: Span) -> bool:
    """Whether a day stands in a line of publication ("Posted: June 3, 2014", "Updated Friday"), not in a sentence."""
    line = reading.text.rfind("\n", 0, span.start) + 1
    before = reading.text[max(line, span.start - _BEFORE) : span.start]
    end = reading.text.find("\n", span.end)
    after = reading.text[span.end : end if end >= 0 else len(reading.text)]
    if before.strip(" |(-–—") == "" and len(after.split()) <= 4:
        return True
    found = _FURNITURE.search(before)
    return found is not None and bool(found[0].strip())
