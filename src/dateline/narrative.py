"""When and where by the narrative: what an event's own clause leaves out, the telling around it may say.

News gives the day and the place once and goes on. An event that carries none of its own takes them, in this order,
from another event of its sentence; from an event of the same type, with the same word or the same parties, elsewhere
in the report; from the sentence before in its paragraph. Only days and named places are lent, only by what is told as
fact to what is told as fact, and only inside one voice: nothing crosses the border of what somebody is quoted with.
What is only pointed back to ("arrested on Wednesday over the attack") takes no day from the sentence that points.
The day in a dateline is that of the report and of no event in it. The reason says where it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace

from dateline.happening import (
    DAYS,
    TOLD,
    Happening,
    day_of,
    holds,
    is_doubtful,
    is_spot,
    is_town,
    lacks_day,
    place_of_happening,
)
from dateline.model.account import Event, Place, When
from dateline.model.reading import Reading

_STEM = 4
_DATELINE = re.compile(r"[^\W\d_][^\n]{0,120}?\)\s*[-–—]+\s|[^\W\d_]{2,}[^\n.!?]{0,60}?\s(?:--|–|—)\s")
"""How a dateline begins a paragraph: "KANO, Nigeria, May 3, 2024 (Agency) - ", "KANO, May 3 — "."""
_POINTED = re.compile(
    r"(?i)\b(?:over|after|following|since|before|about|behind|for|against|from|of|to)\s+"
    r"(?:the|this|that|these|those|its|their|his|her)\s+(?:[\w-]+\s+){0,2}$"
)
"""What stands before a noun that points back to an event told elsewhere."""
_BEFORE = 60
_OTHER_DAY = re.compile(
    r"(?i)\b(?:after|following|since|before|until|ahead of|over|despite|accus\w+|suspicion|suspected|"
    r"den(?:y|ies|ied|ying)|earlier|later|previous\w*|while|whereas)\b"
)
"""What stands between two events of one sentence that need not be of one day ("resigned on Monday after …")."""


def lend_times(
    reading: Reading, events: tuple[Event, ...], times: tuple[When, ...], happening: Happening | None = None
) -> tuple[Event, ...]:
    """The events, those without a time of their own dated by the narrative where it gives a day."""

    def lends(event: Event) -> int | None:
        if event.when is None or times[event.when].granularity not in DAYS:
            return None
        return event.when

    def taken(event: Event, index: int, how: str) -> Event:
        return replace(event, when=index, why=(*event.why, f"dated with “{times[index].span.text}” {how}"))

    skipped = _in_datelines(reading, times)
    events = tuple(replace(event, when=None) if event.when in skipped else event for event in events)
    if happening is not None:
        events = _on_its_day(reading, events, times, happening, skipped)
    return _lend(reading, events, lambda event: event.when is None, lends, taken, across_paragraph=True)


def _in_datelines(reading: Reading, times: tuple[When, ...]) -> frozenset[int]:
    """The times that stand in a dateline."""
    spans = []
    for number in reading.paragraphs:
        start = reading.starts[reading.sentences[number]]
        found = _DATELINE.match(reading.text, start)
        if found is not None and (")" in found[0] or found[0].split(None, 1)[0].strip(",").isupper()):
            spans.append((start, found.end()))
    return frozenset(
        index
        for index, when in enumerate(times)
        if any(start <= when.span.start and when.span.end <= end for start, end in spans)
    )


def _on_its_day(
    reading: Reading, events: tuple[Event, ...], times: tuple[When, ...], happening: Happening, skipped: frozenset[int]
) -> tuple[Event, ...]:
    """The events, those of the main happening that carry no day of their own on the day that the report gives it."""
    day = day_of(reading, events, happening, times, skipped)
    if day is None:
        return events
    found = list(events)
    for index in happening.tellings:
        event = events[index]
        if event.when is None or _leaves_open(times[event.when], times[day]):
            how = f"dated with “{times[day].span.text}”, the day that the report gives its main event"
            found[index] = replace(event, when=day, why=(*event.why, how))
    return tuple(found)


def _leaves_open(when: When, day: When) -> bool:
    """Whether a time says nothing of the day, or only a stretch that holds it ("at 9 p.m.", "last week")."""
    if when.granularity in ("duration", "set", "unknown") or when.earliest is None or lacks_day(when):
        return True
    holds = when.latest is not None and day.earliest is not None and when.earliest <= day.earliest <= when.latest
    return holds and when.earliest != when.latest


def lend_places(
    reading: Reading, events: tuple[Event, ...], places: tuple[Place, ...], happening: Happening | None = None
) -> tuple[Event, ...]:
    """The events, those without a place of their own placed by the narrative."""
    if happening is not None:
        events = _in_its_place(reading, events, places, happening)

    def lends(event: Event) -> int | None:
        return event.place

    def taken(event: Event, index: int, how: str) -> Event:
        return replace(event, place=index, why=(*event.why, f"placed in “{places[index].name}” {how}"))

    return _lend(reading, events, lambda event: event.place is None, lends, taken, across_paragraph=False)


def _in_its_place(
    reading: Reading, events: tuple[Event, ...], places: tuple[Place, ...], happening: Happening
) -> tuple[Event, ...]:
    """The events, the tellings of the main happening without a place, or on a street that no map has, in its town."""
    town = place_of_happening(reading, events, happening, places)
    if town is None:
        return events
    found = list(events)
    for index in happening.tellings:
        event = events[index]
        how = f"placed in “{places[town].name}”, where the report has its main event"
        if event.place is not None:
            own = places[event.place]
            if not is_town(places[town]):
                continue
            if is_spot(own) or is_doubtful(reading, own):
                how = f"“{own.name}” is on no map; {how}"
            elif holds(own, places[town]):
                how = f"“{own.name}” holds it; {how}"
            else:
                continue
        found[index] = replace(event, place=town, why=(*event.why, how))
    return tuple(found)


def _lend(
    reading: Reading,
    events: tuple[Event, ...],
    lacks: Callable[[Event], bool],
    lends: Callable[[Event], int | None],
    taken: Callable[[Event, int, str], Event],
    *,
    across_paragraph: bool,
) -> tuple[Event, ...]:
    number_at = {reading.starts[word]: number for number, word in enumerate(reading.sentences)}
    sentence = [number_at[event.sentence.start] for event in events]
    by_sentence: dict[int, list[int]] = {}
    by_type: dict[str, list[int]] = {}
    for index, event in enumerate(events):
        if lends(event) is not None and event.status in TOLD:
            by_sentence.setdefault(sentence[index], []).append(index)
            by_type.setdefault(event.type, []).append(index)
    found: list[Event] = []
    for index, event in enumerate(events):
        if not lacks(event) or event.status not in TOLD:
            found.append(event)
            continue
        pointed = across_paragraph and _POINTED.search(
            reading.text, max(event.sentence.start, event.trigger.start - _BEFORE), event.trigger.start
        )
        here = [
            other for other in by_sentence.get(sentence[index], ()) if not pointed and _one_voice(event, events[other])
        ]
        again = [other for other in by_type.get(event.type, ()) if _told_again(event, events[other])]
        before = [
            other
            for other in by_sentence.get(sentence[index] - 1, ())
            if across_paragraph
            and not pointed
            and _one_voice(event, events[other])
            and reading.paragraph_of[sentence[index]] == reading.paragraph_of[sentence[other]]
        ]
        choices = ((here, "of the same sentence"), (again, "of another telling"), (before, "of the sentence before"))
        for others, how in choices:
            values = {lends(events[other]) for other in others}
            if len(values) == 1 and (value := values.pop()) is not None:
                event = taken(event, value, how)
                break
        found.append(event)
    return tuple(found)


def _between(reading: Reading, event: Event, other: Event) -> str:
    """The words between the triggers of two events."""
    first, second = sorted((event.trigger, other.trigger), key=lambda span: span.start)
    return reading.text[first.end : max(first.end, second.start)]


def _one_voice(event: Event, other: Event) -> bool:
    return event.claim == other.claim and event.background == other.background


def _told_again(event: Event, other: Event) -> bool:
    """Whether two tellings of one type are likely of one event: the same word, and no parties that differ."""
    if event.background != other.background:
        return False
    stem = event.trigger.text.lower().split()[-1][:_STEM]
    if not any(word.startswith(stem) for word in other.trigger.text.lower().split()):
        return False
    pairs = ((event.actors, other.actors), (event.recipients, other.recipients))
    return all(not mine or not theirs or set(mine) & set(theirs) for mine, theirs in pairs)
