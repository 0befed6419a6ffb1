"""Figures that can't both hold, and updates told apart from them.

Compared are figures of one unit that count the same thing: of one event; of events that may be one (same story, type
and small place, days that fit); or, for what is no toll, of one subject in one story. What a bound, rounding, a part of
a whole or another subject explains is no disagreement. A side is a party (whoever the speaker speaks for), or an outlet
that says so itself. One side's later figure is an update, and only its latest is held against other sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.model.record import RecordEvent, RecordFigure
from dateline.record.actors import ActorsFound
from dateline.record.corpus import Corpus, day_number, day_text
from dateline.record.disagreements import DisagreementFound, SideFound
from dateline.record.numbers import CASUALTIES, MEASURES, allowed, can_both_hold, one_subject, say, subject
from dateline.record.places import PlacesFound
from dateline.record.tellings import CLASS_OF
from dateline.record.words import fold

_CHANGED = re.compile(
    r"(?i)\b(?:previous(?:ly)?|earlier|initial(?:ly)?|revised|updated|up from|down from|rose|risen|rises|climb(?:ed|s)|"
    r"increased|no longer|since then)\b"
)
_AROUND = 160
_SCOPES = ("event", "day", "subject")
_MOST = 60
"""How many figures of one subject are held against each other."""


_ASKED = {
    "killed": "how many were killed",
    "injured": "how many were injured",
    "missing": "how many are missing",
    "displaced": "how many fled",
    "detained": "how many were detained",
}


@dataclass(slots=True)
class Count:
    """A figure as it is compared: what it allows, who says so, on what day."""

    number: int
    record: RecordFigure
    report: int
    event: int
    side: str
    who: str
    day: int | None
    allows: tuple[float, float]
    about: frozenset[str]
    named: tuple[frozenset[int], frozenset[int]]
    """Who acts and who is acted on in the event, as far as they have names."""

    def may_be_of_one(self, other: Count) -> bool:
        """Whether the two count for one event, or for events whose actors don't speak against their being one."""
        if self.event == other.event:
            return True
        return not any(
            mine and theirs and not mine & theirs for mine, theirs in zip(self.named, other.named, strict=True)
        )

    def against(self, other: Count) -> bool:
        """Whether the two can't both hold: figures of one subject, or a part that is more than the whole."""
        if not self.may_be_of_one(other):
            return False
        if one_subject(self.record.unit, self.about, other.about):
            return not can_both_hold(self.allows, other.allows)
        if self.record.unit not in CASUALTIES or (self.about and other.about):
            return False
        whole, part = (other, self) if self.about else (self, other)
        return part.allows[0] > whole.allows[1]

    def replaces(self, other: Count) -> bool:
        """Whether this is a later and higher toll of one side: an update even where a bound leaves room for both."""
        if self.record.unit not in CASUALTIES or (self.about != other.about and self.about and other.about):
            return False
        if not self.may_be_of_one(other):
            return False
        later = self.day is not None and other.day is not None and self.day > other.day
        return later and (self.record.value or 0) > (other.record.value or 0) > 0


@dataclass(slots=True)
class Setting:
    """What figures are compared within: the record's events (by number), places, and the story of each report."""

    corpus: Corpus
    actors: ActorsFound
    places: PlacesFound
    events: Sequence[RecordEvent]
    place_of: Sequence[int]
    story_of: Sequence[int]
    named: Sequence[tuple[frozenset[int], frozenset[int]]]
    """For each event, who acts and who is acted on, as far as they have names."""


def event_of_figure(corpus: Corpus, number: int, of: Sequence[int]) -> tuple[int, str]:
    """The event (by number, -1 for none) that a figure counts for, and how that is known; `of` gives that of a telling.

    Where the account doesn't say, a toll counts for the event told in its sentence, if there is only one.
    """
    figure = corpus.figures.items[number]
    report = corpus.figures.report[number]
    if figure.event is not None:
        return of[corpus.events.number(report, figure.event)], "the report counts it for this event"
    if figure.unit not in CASUALTIES:
        return -1, ""
    told = {of[corpus.events.number(report, index)] for index, event in enumerate(corpus.accounts[report].events)
            if event.sentence.contains(figure.span)} - {-1}  # fmt: skip
    return (told.pop(), "counted for the only event told in its sentence") if len(told) == 1 else (-1, "")


def make_count(setting: Setting, number: int, record: RecordFigure, event: int) -> Count | None:
    """A figure ready to be compared; None for a part, a denied one, or one of what has not happened."""
    corpus = setting.corpus
    figure, report = corpus.figures.items[number], corpus.figures.report[number]
    about = subject(record)
    if about is None or figure.part_of is not None:
        return None
    if event >= 0 and CLASS_OF[setting.events[event].status] != "real":
        return None
    side, who = f"origin:{record.origin}", corpus.outlet(report)
    if record.outlet is not None:
        side, who = f"outlet:{fold(record.outlet)}", record.outlet
    if figure.claim is not None:
        claim = corpus.accounts[report].claims[figure.claim]
        if claim.certainty == "denied":
            return None
        if claim.speaker is not None:
            item = corpus.actors.number(report, claim.speaker)
            party = setting.actors.party[item]
            side = party or f"{side}:{setting.actors.of[item]}"
            who = setting.actors.everyone[setting.actors.of[item]].name if setting.actors.of[item] >= 0 else who
    as_of, day = record.as_of, corpus.published[report]
    if day is None and as_of is not None and as_of.earliest is not None and as_of.earliest == as_of.latest:
        day = day_number(as_of.earliest)
    named = setting.named[event] if event >= 0 else (frozenset(), frozenset())
    return Count(number, record, report, event, side, who, day, allowed(record), about, named)


def find_figure_disagreements(
    setting: Setting, figures: Sequence[tuple[int, RecordFigure, int]]
) -> Iterator[DisagreementFound]:
    """Disagreements and updates among figures, given as (number, item, event), in an order made from content."""
    groups: dict[tuple[str, ...], list[Count]] = {}
    counts: list[Count] = []
    for number, record, event in figures:
        count = make_count(setting, number, record, event)
        if count is not None:
            counts.append(count)
    for count in _on_their_word(counts):
        for key in _subjects(setting, count):
            groups.setdefault(key, []).append(count)
    told: dict[bool, set[int]] = {False: set(), True: set()}
    for key, group in sorted(groups.items(), key=lambda pair: (_SCOPES.index(pair[0][0]), pair[1][0].number)):
        for found, numbers in _compare(setting, group[:_MOST], key[0]) if len(group) > 1 else ():
            # what one event's figures show is not shown again for events that may be one
            if not numbers & told[found.update]:
                told[found.update] |= numbers
                yield found


def _on_their_word(counts: list[Count]) -> list[Count]:
    """Counts in which what a report says itself is put to whoever it gives for the same number of the same event."""
    said: dict[tuple[object, ...], Count] = {}
    for count in counts:
        if count.record.claimants:
            said.setdefault((count.report, count.event, count.record.unit, count.record.value), count)
    found: list[Count] = []
    for count in counts:
        source = said.get((count.report, count.event, count.record.unit, count.record.value))
        if source is not None and not count.record.claimants:
            count = replace(count, side=source.side, who=source.who)
        found.append(count)
    return found


def _subjects(setting: Setting, count: Count) -> Iterator[tuple[str, ...]]:
    """Keys under which figures that may count the same thing meet: its event first, then wider ones."""
    unit, story = count.record.unit, str(setting.story_of[count.report])
    if count.event >= 0:
        yield ("event", unit, str(count.event))
        event, place = setting.events[count.event], setting.place_of[count.event]
        if unit in CASUALTIES and place >= 0 and not setting.places.everywhere[place].wide and event.when.earliest:
            yield ("day", unit, story, event.type, str(place), event.when.earliest)
    if unit in MEASURES:
        for word in sorted(count.about):
            yield ("subject", unit, story, word)


def _compare(setting: Setting, counts: list[Count], key: str) -> Iterator[tuple[DisagreementFound, frozenset[int]]]:
    sides: dict[str, list[Count]] = {}
    for count in counts:
        sides.setdefault(count.side, []).append(count)
    current: list[Count] = []
    for _, mine in sorted(sides.items(), key=lambda pair: pair[1][0].number):
        found, latest = _updates(setting, mine, key)
        current.extend(latest)
        if found is not None:
            yield found, frozenset(count.number for count in mine)
    different = _distinct(current)
    apart = [group for group in different if any(_disagree(group, other) for other in different)]
    if len(apart) > 1:
        chosen = [count for group in apart for count in group]
        said = "; ".join(_said(group) for group in apart)
        why = f"they can't all hold: {said}; {_scope(key)}"
        yield (
            DisagreementFound(
                "figure", _about(setting, chosen[0]), False, [_side(setting, group) for group in apart], why
            ),
            frozenset(count.number for count in chosen),
        )


def _updates(setting: Setting, mine: list[Count], key: str) -> tuple[DisagreementFound | None, list[Count]]:
    """What one side has changed, and its figures that stand now."""
    values = _by_value(mine)
    if not any(one.against(other) or one.replaces(other) for one in mine for other in mine):
        return None, mine
    days = [count.day for count in mine]
    dated = None not in days and any(
        one.day != other.day for one in mine for other in mine if one.against(other) or one.replaces(other)
    )
    if dated:
        last = max(day for day in days if day is not None)
        latest = [count for count in mine if count.day == last]
        order = sorted(values, key=lambda group: (min(count.day or 0 for count in group), group[0].number))
        how = ", then ".join(
            f"{say(group[0].record)} ({day_text(min(count.day or 0 for count in group))})" for group in order
        )
        why = f"{mine[0].who} changed it: {how}; {_scope(key)}"
    elif any(_speaks_of_change(setting.corpus, count) for count in mine):
        latest, order = mine, values
        why = f"{mine[0].who} gives both, and speaks of a change; {_scope(key)}"
    elif len({count.report for count in mine}) == 1:
        # one side, one report, no word of a change: the smaller numbers are parts of the largest
        return None, values[-1]
    else:
        latest, order = mine, values
        why = f"{mine[0].who} gives both in different reports; which is the later can't be told; {_scope(key)}"
    about = _about(setting, mine[0])
    return DisagreementFound("figure", about, True, [_side(setting, group) for group in order], why), latest


def _speaks_of_change(corpus: Corpus, count: Count) -> bool:
    span = count.record.source.span
    text = corpus.reports[count.report].text
    return _CHANGED.search(text[max(0, span.start - _AROUND) : span.end + _AROUND]) is not None


def _distinct(counts: list[Count]) -> list[list[Count]]:
    """Figures that allow the same numbers, together; smaller first."""
    found: dict[tuple[float, float], list[Count]] = {}
    for count in counts:
        found.setdefault(count.allows, []).append(count)
    return [sorted(group, key=lambda count: count.number) for _, group in sorted(found.items())]


def _by_value(counts: list[Count]) -> list[list[Count]]:
    """Figures with the same number, whatever its bound, together; smaller first."""
    found: dict[tuple[float, float], list[Count]] = {}
    for count in counts:
        value = count.record.value
        found.setdefault((value, value) if value is not None else count.allows, []).append(count)
    return [sorted(group, key=lambda count: count.number) for _, group in sorted(found.items())]


def _disagree(group: list[Count], other: list[Count]) -> bool:
    return any(
        one.side != two.side and not _one_report_sums(one, two) and (one.against(two) or two.against(one))
        for one in group
        for two in other
    )


def _one_report_sums(one: Count, other: Count) -> bool:
    """Whether a report's own number stands beside one that it gives as somebody's: a part or a sum, no other side."""
    return one.report == other.report and not (one.record.claimants and other.record.claimants)


def _said(group: list[Count]) -> str:
    who = list(dict.fromkeys(count.who for count in group))
    return f"{say(group[0].record)} ({', '.join(who[:4])}{' and others' if len(who) > 4 else ''})"


def _side(setting: Setting, group: list[Count]) -> SideFound:
    assert setting is not None  # noqa: S101
    return SideFound(_said(group), [count.record.id for count in group], [count.record.source for count in group])


def _scope(key: str) -> str:
    return {
        "event": "all are counted for one event",
        "day": "they are counted for events of one type, place and day, which may be one",
        "subject": "they count the same in one story",
    }[key]


def _about(setting: Setting, count: Count) -> str:
    unit = count.record.unit
    what = _ASKED.get(unit) or count.record.what or unit
    if count.event < 0:
        return what
    event, place = setting.events[count.event], setting.place_of[count.event]
    parts = [event.type]
    if place >= 0:
        parts.append(setting.places.everywhere[place].place.name)
    if event.when.earliest:
        parts.append(event.when.earliest if event.when.earliest == event.when.latest else f"from {event.when.earliest}")
    return f"{what} ({', '.join(parts)})"
