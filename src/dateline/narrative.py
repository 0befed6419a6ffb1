"""When and where by the narrative: what an event's own clause leaves out, the telling around it may say.

News gives the day and the place once and goes on. An event that carries none of its own takes them, in this order,
from another event of its sentence; from an event of the same type, with the same word or the same parties, elsewhere
in the report; from the sentence before in its paragraph, unless it is said of that, or steps back. Only days and named
places are lent, only by what is told as fact to what is told as fact, and only inside one voice: nothing crosses the
border of what somebody is quoted with.
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
    Apart,
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
from dateline.scene import SAID, steps_back

_STEM = 4
_DATELINE = re.compile(r"[^\W\d_][^\n]{0,120}?\)\s*[-–—]+\s|[^\W\d_]{2,}[^\n.!?]{0,60}?\s(?:--|–|—)\s")
"""How a dateline begins a paragraph: "KANO, Nigeria, May 3, 2024 (Agency) - ", "KANO, May 3 — "."""
_POINTED = re.compile(
    r"(?i)\b(?:over|after|following|since|before|about|behind|for|against|from|of|to)\s+"
    r"(?:the|this|that|these|those|its|their|his|her)\s+(?:[\w-]+\s+){0,2}$"
)
"""What stands before a noun that points back to an event told elsewhere."""
_BARRED = re.compile(r"(?m)(?<=[|·])[^\n|·]{1,60}(?=$|[|·])|^[^\n|·]{1,60}(?=[|·])")
_ABOVE = 500
"""Characters from the start in which a line of dates, authors and sections may stand."""
_BEFORE = 60
_ELSEWHERE = re.compile(
    r"(?i)\b(?:(?:conference|interview|briefing|speech|hearing|interviewed)\s+(?:in|at|from)|"
    r"(?:bound|headed|heading) for|(?:carrying|travelling|traveling|sailing|flying)\b[^.;,]{0,30}\bto)\s+$"
)
"""What stands before the place of a speech, or before where somebody was going."""
_PREPOSITION = re.compile(r"(?i)(?:near|in|at|outside|around|by)\s+\S*[^\W\d_]")
_HURT = re.compile(r"(?i)\b(?:injur|wound|hurt|taken|hospitali)")
_HOSPITAL = re.compile(
    r"(?i)\b(?:hospital|clinic|infirmary|medical cent(?:er|re))s?\s+(?:in|at|of|near)\s+(?:the\s+)?$"
)
_NAMED_DAY = re.compile(r"(?i)\b(?:declar|proclaim|nam|designat|call|set|mak|made|mark|observ)\w*\s+$")
_SPEECH = frozenset(("ACCUSE", "REJECT", "REQUEST", "THREATEN", "CONSULT", "SUPPORT"))
"""Types of what is said about a happening."""
_AS_WHAT = re.compile(r"(?i)\s+(?:as\s+)?(?:an?|the)\s+\w")
"""Around a day that is itself spoken of ("declared Wednesday a day of mourning"): nothing is told to be of it."""
_TO_COME = re.compile(
    r"(?i)\b(?:call(?:s|ed|ing)? for|urg\w+|demand\w*|plan(?:s|ned|ning)?|announc\w+|schedul\w+|propos\w+|"
    r"order(?:s|ed|ing)?|threaten\w*|vow\w*|promis\w+|pledg\w+)\s+(?:[\w'’-]+\s+){1,5}$"
)
"""What stands before the day of what is only called for ("rejected it and called for a strike on Monday")."""
_STRETCHES = frozenset(("week", "month"))
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
        if event.when is None or times[event.when].granularity not in DAYS or event.trigger.start not in own:
            return None
        return event.when

    def taken(event: Event, index: int, how: str) -> Event:
        return replace(event, when=index, why=(*event.why, f"dated with “{times[index].span.text}” {how}"))

    skipped = _in_datelines(reading, times)
    events = tuple(
        replace(event, when=None)
        if event.when is not None and (event.when in skipped or _not_of_it(reading, event, times[event.when]))
        else event
        for event in events
    )
    own = {event.trigger.start for event in events if event.when is not None}  # what is lent is lent on to nothing
    if happening is not None:
        events = _on_its_day(reading, events, times, happening, skipped)
    return _lend(reading, events, lambda event: event.when is None, lends, taken, across_paragraph=True)


def _not_of_it(reading: Reading, event: Event, when: When) -> bool:
    """Whether a time beside a trigger is of something else: a day spoken of as such, the day of what is called for."""
    before = reading.text[max(0, when.span.start - 2 * _BEFORE) : when.span.start]
    if _NAMED_DAY.search(before) and _AS_WHAT.match(reading.text, when.span.end):
        return True
    if event.status not in TOLD or when.span.start < event.trigger.end:
        return False
    between = reading.text[event.trigger.start : when.span.start]
    found = _TO_COME.search(between)
    return found is not None and when.granularity in DAYS


def _in_datelines(reading: Reading, times: tuple[When, ...]) -> frozenset[int]:
    """The times that stand in a dateline, or in a line of its own above the text ("By our reporter | Mon, 15 Oct")."""
    spans = [(start, end) for start, end in _header_lines(reading)]
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


def _header_lines(reading: Reading) -> list[tuple[int, int]]:
    """Starts and ends of what stands between bars in the lines above the text."""
    return [match.span() for match in _BARRED.finditer(reading.text, 0, _ABOVE)]


def _on_its_day(
    reading: Reading, events: tuple[Event, ...], times: tuple[When, ...], happening: Happening, skipped: frozenset[int]
) -> tuple[Event, ...]:
    """The events, those of the main happening that carry no day of their own on the day that the report gives it."""
    day = day_of(reading, events, happening, times, skipped)
    if day is None or _is_of_another(events, times, happening, day) or _is_told_wider(events, times, happening, day):
        return events
    found = list(events)
    apart = Apart(reading, events, times, happening, day)
    for index in happening.tellings:
        event = events[index]
        if (event.when is None or _leaves_open(times[event.when], times[day])) and not apart.tells(index):
            how = f"dated with “{times[day].span.text}”, the day that the report gives its main event"
            found[index] = replace(event, when=day, why=(*event.why, how))
    return tuple(found)


def _is_told_wider(events: tuple[Event, ...], times: tuple[When, ...], happening: Happening, day: int) -> bool:
    """Whether a telling has a stretch of days as its own time, and only another sentence or speech has the day.

    Who writes "this week's attack" and "said on Thursday" doesn't say that the attack was on Thursday.
    """
    own = {when for index in happening.tellings if (when := events[index].when) is not None}
    bounds = (times[day].earliest, times[day].latest)
    if any((times[when].earliest, times[when].latest) == bounds for when in own):
        return False
    return any(times[when].granularity in _STRETCHES for when in own)


def _is_of_another(events: tuple[Event, ...], times: tuple[When, ...], happening: Happening, day: int) -> bool:
    """Whether a day is that of another event ("a march on Sunday"), and no telling has it as its own."""

    def has(index: int) -> bool:
        when = events[index].when
        return when is not None and (when == day or (times[when].earliest, times[when].latest) == bounds)

    tellings = frozenset(happening.tellings)
    sentences = [events[index].sentence for index in tellings]
    bounds = (times[day].earliest, times[day].latest)
    if any((when.earliest, when.latest) == bounds and any(sentence.contains(when.span) for sentence in sentences)
           for when in times):  # fmt: skip
        return False
    own, beside = events[happening.seed].type, {sentence.start for sentence in sentences}
    others = (
        index
        for index, event in enumerate(events)
        if event.type != own and event.type not in _SPEECH and event.sentence.start not in beside
    )
    return any(map(has, others)) and not any(map(has, tellings))


def _leaves_open(when: When, day: When) -> bool:
    """Whether a time says nothing of the day, or only a stretch that holds it ("at 9 p.m.", "last week")."""
    if when.rule == "since":
        return False  # "have died since Saturday" tells of several days
    if when.granularity in ("duration", "set", "unknown") or lacks_day(when):
        return True
    if when.earliest is None:
        return when.anchor != "publication"  # "last Thursday" says which day it is, also while that is not known
    holds = when.latest is not None and day.earliest is not None and when.earliest <= day.earliest <= when.latest
    return holds and when.earliest != when.latest


def lend_places(
    reading: Reading, events: tuple[Event, ...], places: tuple[Place, ...], happening: Happening | None = None
) -> tuple[Event, ...]:
    """The events, those without a place of their own placed by the narrative."""
    events = tuple(
        replace(event, place=None) if event.place is not None and _in_hospital(reading, event, places[event.place])
        else event
        for event in events
    )  # fmt: skip
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
    village = _village(events, happening, places)
    town = village if village is not None else town
    if town is None or (_is_elsewhere(reading, places[town]) and all(
            events[index].place != town for index in happening.tellings)):  # fmt: skip
        return events
    found = list(events)
    for index in happening.tellings:
        event = events[index]
        how = f"placed in “{places[town].name}”, where the report has its main event"
        if event.place is not None:
            own = places[event.place]
            if village is not None and own.precision == "near":
                how = f"“{own.name}” says less; {how}"
                found[index] = replace(event, place=town, why=(*event.why, how))
            if not is_town(places[town]):
                continue
            if is_spot(own) or (is_doubtful(reading, own) and not _stands_as_place(own)):
                how = f"“{own.name}” is on no map; {how}"
            elif holds(own, places[town]):
                how = f"“{own.name}” holds it; {how}"
            else:
                continue
        elif (beside := _place_beside(events, index)) not in (None, town):
            assert beside is not None  # noqa: S101
            how = f"placed in “{places[beside].name}” of the same sentence"
            found[index] = replace(event, place=beside, why=(*event.why, how))
            continue
        found[index] = replace(event, place=town, why=(*event.why, how))
    return tuple(found)


def _place_beside(events: tuple[Event, ...], index: int) -> int | None:
    """The one place that its sentence gives to others of its type."""
    event = events[index]
    found = {
        other.place
        for other in events
        if other.sentence.start == event.sentence.start and other.type == event.type and other.place is not None
    }
    return found.pop() if len(found) == 1 else None


def _in_hospital(reading: Reading, event: Event, place: Place) -> bool:
    """Whether a place is only that of the hospital where the hurt are ("injured and taken to a hospital in …")."""
    if not _HURT.search(event.trigger.text):
        return False
    near = (span for span in place.mentions if event.sentence.contains(span))
    return all(_HOSPITAL.search(reading.text, max(0, span.start - _BEFORE), span.start) for span in near)


def _village(events: tuple[Event, ...], happening: Happening, places: tuple[Place, ...]) -> int | None:
    """The place on no map that has most of the happening: one told as a village, or where no town has any of it."""
    own = [place for index in happening.tellings if (place := events[index].place) is not None]
    in_town = any(is_town(places[place]) for place in own)
    villages = {
        place
        for place in own
        if places[place].lat is None
        and (places[place].kind == "village" or (not in_town and _stands_as_place(places[place])))
        and not is_spot(places[place])
        and not places[place].name.split()[-1].islower()  # "Chad border town" describes a place, and is no name of one
    }
    if not villages:
        return None
    village = max(villages, key=lambda place: (own.count(place), -place))
    if any(own.count(place) == own.count(village) for place in villages - {village}):
        return None
    towns = [place for place in own if is_town(places[place]) and places[place].precision != "near"]
    return village if own.count(village) >= max((towns.count(town) for town in towns), default=0) else None


def _stands_as_place(place: Place) -> bool:
    """Whether a name on no map is told as a place with its preposition ("near Kok-Say")."""
    return any(_PREPOSITION.match(span.text) for span in place.mentions)


def _is_elsewhere(reading: Reading, place: Place) -> bool:
    """Whether a place is named only as where somebody spoke or was going ("told a news conference in Cartagena")."""
    return all(_ELSEWHERE.search(reading.text, max(0, span.start - _BEFORE), span.start) for span in place.mentions)


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
            and event.type not in SAID
            and not steps_back(event)
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
    said = event.type in SAID or other.type not in SAID  # the day of what is said of an event is not its own
    return event.claim == other.claim and event.background == other.background and said


def _told_again(event: Event, other: Event) -> bool:
    """Whether two tellings of one type are likely of one event: the same word, and no parties that differ."""
    if event.background != other.background:
        return False
    stem = event.trigger.text.lower().split()[-1][:_STEM]
    if not any(word.startswith(stem) for word in other.trigger.text.lower().split()):
        return False
    pairs = ((event.actors, other.actors), (event.recipients, other.recipients))
    return all(not mine or not theirs or set(mine) & set(theirs) for mine, theirs in pairs)
