"""What sets a telling of harm apart from the main happening of its report, whose day it would else be given.

A telling is likely of something else where it is told of another place in somebody's words, where its sentence gives it
a month, a year or so many weeks of its own, or where what is told just before it is of another day.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from dateline.happening.days import DAYS
from dateline.happening.sentences import Sentences
from dateline.happening.tellings import TOLD, Happening
from dateline.model.account import Event, When
from dateline.model.reading import Reading

_LONG = frozenset(("month", "year", "season", "quarter", "decade", "century"))
"""Stretches that a sentence gives to what is long past."""
_NEAR = 2
"""Sentences back in which an event of another day is still what is told on about."""
_LONG_BEFORE = re.compile(r"(?i)\b(?:weeks?|months?|years?|decades?)\s+(?:after|since|before)\s+[^.;,]{0,40}$")
"""What stands before an event that lies so long back ("seven weeks after they were seized")."""
_STILL = re.compile(r"(?i)\bstill\b[^.;,]{0,20}$")


class Apart:
    """What sets a telling of harm apart from the main happening: a place, a year or a scene of its own."""

    def __init__(
        self, reading: Reading, events: Sequence[Event], times: Sequence[When], happening: Happening, day: int
    ) -> None:
        self.reading, self.events, self.times = reading, events, times
        self.day = (times[day].earliest, times[day].latest, times[day].rule, times[day].arguments)
        self.sentence = Sentences(reading).of
        self.home = {
            events[index].place
            for index in happening.tellings
            if index == happening.seed or self._is_on_day(events[index])
        } - {None}
        self.dated = sorted(
            (event.trigger.start, index)
            for index, event in enumerate(events)
            if event.when is not None and times[event.when].granularity in DAYS and event.status in TOLD
        )

    def tells(self, index: int) -> bool:
        """Whether the telling is likely of something else."""
        event = self.events[index]
        if event.place is not None and self.home and event.place not in self.home and event.claim is not None:
            return True
        before = self.reading.text[event.sentence.start : event.trigger.start]
        if _LONG_BEFORE.search(before) or (event.status == "ongoing" and _STILL.search(before)):
            return True
        return self._has_long_time(event) or self._is_of_scene_before(event)

    def _is_on_day(self, event: Event) -> bool:
        if event.when is None:
            return False
        when = self.times[event.when]
        if when.earliest is not None and self.day[0] is not None:
            return (when.earliest, when.latest) == self.day[:2]
        return (when.rule, when.arguments) == self.day[2:]

    def _has_long_time(self, event: Event) -> bool:
        """Whether its sentence tells of a month or a year that does not hold the day ("captured the town in 2017")."""
        first = bisect_left(self.times, event.sentence.start, key=lambda when: when.span.start)
        end = bisect_left(self.times, event.sentence.end, key=lambda when: when.span.start)
        return any(when.granularity in _LONG and not self._holds_day(when) for when in self.times[first:end])

    def _holds_day(self, when: When) -> bool:
        if when.earliest is None or when.latest is None or self.day[0] is None or self.day[1] is None:
            return False
        return when.earliest <= self.day[0] and self.day[1] <= when.latest

    def _is_of_scene_before(self, event: Event) -> bool:
        """Whether what is told just before it is of another day, and nothing of this one is told between."""
        here = self.sentence(event.trigger.start)
        place = bisect_left(self.dated, (event.trigger.start, -1))
        last = self.events[self.dated[place - 1][1]] if place else event
        if last.type != event.type or last is event:
            return False
        return 0 < here - self.sentence(last.trigger.start) <= _NEAR and not self._is_on_day(last)
