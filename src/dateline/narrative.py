"""When and where by the narrative: what an event's own clause leaves out, the telling around it may say.

News gives the day and the place once and goes on. An event that carries none of its own takes them, in this order,
from another event of its sentence; from an event of the same type, with the same word or the same parties, elsewhere
in the report; from the sentence before in its paragraph. Only days and named places are lent, only by what is told as
fact to what is told as fact, and only inside one voice: nothing crosses the border of what somebody is quoted with.
The reason says where it comes from.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from dateline.model.account import Event, When
from dateline.model.reading import Reading

_DAYS = frozenset(("hour", "part of day", "day"))
_STEM = 4
_TOLD = frozenset(("happened", "ongoing"))


def lend_times(reading: Reading, events: tuple[Event, ...], times: tuple[When, ...]) -> tuple[Event, ...]:
    """The events, those without a time of their own dated by the narrative where it gives a day."""

    def lends(event: Event) -> int | None:
        if event.when is None or times[event.when].granularity not in _DAYS:
            return None
        return event.when

    def taken(event: Event, index: int, how: str) -> Event:
        return replace(event, when=index, why=(*event.why, f"dated with “{times[index].span.text}” {how}"))

    return _lend(reading, events, lambda event: event.when is None, lends, taken, across_paragraph=True)


def lend_places(reading: Reading, events: tuple[Event, ...], names: tuple[str, ...]) -> tuple[Event, ...]:
    """The events, those without a place of their own placed by the narrative; `names` are those of the places."""

    def lends(event: Event) -> int | None:
        return event.place

    def taken(event: Event, index: int, how: str) -> Event:
        return replace(event, place=index, why=(*event.why, f"placed in “{names[index]}” {how}"))

    return _lend(reading, events, lambda event: event.place is None, lends, taken, across_paragraph=False)


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
        if lends(event) is not None and event.status in _TOLD:
            by_sentence.setdefault(sentence[index], []).append(index)
            by_type.setdefault(event.type, []).append(index)
    found: list[Event] = []
    for index, event in enumerate(events):
        if not lacks(event) or event.status not in _TOLD:
            found.append(event)
            continue
        here = [other for other in by_sentence.get(sentence[index], ()) if _one_voice(event, events[other])]
        again = [other for other in by_type.get(event.type, ()) if _told_again(event, events[other])]
        before = [
            other
            for other in by_sentence.get(sentence[index] - 1, ())
            if across_paragraph
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
