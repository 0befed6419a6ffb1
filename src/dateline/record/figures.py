"""Figures that can't both hold, and updates told apart from them.

Compared are figures of one unit that count the same thing: of one event; of events that may be one (same story, type
and small place, days that fit); or, for what is no toll, of one subject in one story. What a bound, rounding, a part of
a whole or another subject explains is no disagreement. Tolls, arrests and crowds are also compared across the reports
of one story that tell of no second happening they could be of (`_happenings`). A side is a party (whoever the speaker
speaks for), or an outlet that says so itself. One side's later figure is an update, and only its latest is held against
other sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from dateline.model.record import RecordEvent, RecordFigure
from dateline.record.actors import ActorsFound
from dateline.record.clusters import Clusters
from dateline.record.corpus import Corpus, day_number, day_text
from dateline.record.disagreements import DisagreementFound, SideFound
from dateline.record.numbers import (
    CASUALTIES,
    MEASURES,
    allowed,
    can_both_hold,
    is_aboard,
    is_crowd,
    one_subject,
    say,
    subject,
)
from dateline.record.places import PlacesFound
from dateline.record.tellings import CLASS_OF
from dateline.record.words import fold, stem, stems_of

_CHANGED = re.compile(
    r"(?i)\b(?:previous(?:ly)?|earlier|initial(?:ly)?|revised|updated|up from|down from|rose|risen|rises|climb(?:ed|s)|"
    r"increased|no longer|since then)\b"
)
_AROUND = 160
_EARLIER = re.compile(
    r"(?i)\b(?:(?:up|down) from|(?:revised|raised|lowered|corrected|rose|risen|climbed)\b[^.;]*\bfrom|earlier|"
    r"previous(?:ly)?|initial(?:ly)?|at first|had (?:first|originally))\b[^.;,]*$"
)
"""What stands before the figure that another has replaced."""
_MOVED = re.compile(r"(?i)\b(?:evacuat|mov(?:e|ing)|relocat|displac|fle[ed]|resettl)")
_PUT = re.compile(r"(?i)\b(?:put|number of|toll|count)\b[^.;]{0,60}$")
_OF_THEM = re.compile(r"\s+(?:more\s+)?of\s+(?:the|them|those|these|whom)\b")
_DERIVED = "altogether"
"""How the reason of a sum begins that nobody gives: it is added up from a report's own words."""
_SCOPES = ("event", "day", "story", "subject")
_FOLD = 10
"""How many times one figure may be another, for the two to be of one happening where no event says so."""
_NARROW = 7
"""Days from which on the time of an event no longer tells it from another."""
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
    named: tuple[frozenset[str], frozenset[str]]
    """The sides that act and that are acted on in the event, as far as they have names."""
    crowd: bool = False
    earlier: bool = False
    """Whether the report itself gives it as what somebody else's or a newer figure has replaced."""

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
        if (self.crowd and other.crowd) or one_subject(self.record.unit, self.about, other.about):
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
        later = later or (self.report == other.report and other.earlier and not self.earlier)
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
    named: Sequence[tuple[frozenset[str], frozenset[str]]]
    """For each event, the sides that act and that are acted on, as far as they have names."""


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
    if (
        event >= 0
        and record.unit == "people"
        and any(_MOVED.search(one.span.text) for one in setting.events[event].sources)
    ):
        record = structs.replace(record, unit="displaced")  # "moved 4,000 people out" counts as "evacuated 4,000" does
    about = subject(record)
    if _is_part_of_many(corpus, report, record):
        return None
    if about is None or figure.part_of is not None or figure.why.startswith(_DERIVED):
        return None
    if event >= 0 and CLASS_OF[setting.events[event].status] != "real":
        if not (record.unit in CASUALTIES and _PUT.search(_before(corpus, report, record))):
            return None
        event = -1  # "they did not fire, he said, and put the number of dead at nine"
    side, who = f"origin:{record.origin}", corpus.outlet(report)
    credit = corpus.reports[report].credit
    if record.outlet is not None:
        side, who = f"outlet:{fold(record.outlet)}", record.outlet
    elif credit is not None:
        side, who = f"outlet:{fold(credit.value)}", credit.value
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
    named = setting.named[event] if event >= 0 else (frozenset[str](), frozenset[str]())
    earlier = _is_earlier(corpus, report, record)
    if day is not None and earlier:
        day -= 1
    crowd = is_crowd(record) or is_aboard(record)
    return Count(number, record, report, event, side, who, day, allowed(record), about, named, crowd, earlier)


def _before(corpus: Corpus, report: int, record: RecordFigure) -> str:
    """The words of its sentence before a figure."""
    start, sentence = record.source.span.start, record.source.sentence
    return corpus.reports[report].text[sentence.start if sentence is not None else max(0, start - _AROUND) : start]


def _is_part_of_many(corpus: Corpus, report: int, record: RecordFigure) -> bool:
    """Whether a figure is some of those counted elsewhere ("two of the wounded died")."""
    span = record.source.span
    words = span.text.split()
    return record.unit in CASUALTIES and len(words) == 1 and bool(
        _OF_THEM.match(corpus.reports[report].text, span.end)
    )  # fmt: skip


def _is_earlier(corpus: Corpus, report: int, record: RecordFigure) -> bool:
    """Whether the report itself calls a figure the earlier one ("up from 60", "earlier put the toll at 60")."""
    start = record.source.span.start
    sentence = record.source.sentence
    opens = max(sentence.start, start - _AROUND) if sentence is not None else max(0, start - _AROUND)
    return _EARLIER.search(corpus.reports[report].text[opens:start]) is not None


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
    counts = _on_their_word(setting, counts)
    for count in counts:
        for key in _subjects(setting, count):
            groups.setdefault(key, []).append(count)
    groups.update(_happenings(setting, counts))
    shown: dict[int, tuple[DisagreementFound, frozenset[int]]] = {}
    where: dict[tuple[bool, int], int] = {}
    place = 0
    for key, group in sorted(groups.items(), key=lambda pair: (_SCOPES.index(pair[0][0]), pair[1][0].number)):
        for found, numbers in _compare(setting, group[:_MOST], key[0]) if len(group) > 1 else ():
            # what one event's figures show is shown again for events that may be one only where these say more
            same = {where[found.update, number] for number in numbers if (found.update, number) in where}
            if all(shown[old][1] < numbers for old in same):
                for old in same:
                    del shown[old]
                place += 1
                shown[place] = (found, numbers)
                where.update({(found.update, number): place for number in numbers})
    yield from (found for found, _ in shown.values())


def _on_their_word(setting: Setting, counts: list[Count]) -> list[Count]:
    """Counts in which what a report says itself is put to whoever it, or another of its story, gives for the number.

    So is the figure that stands beside somebody's own in one sentence, as what it was before ("38, up from 23").
    """
    said: dict[tuple[object, ...], Count] = {}
    repeated: dict[tuple[object, ...], Count] = {}
    beside: dict[tuple[object, ...], Count] = {}
    for count in counts:
        if count.record.claimants:
            said.setdefault((count.report, count.record.unit, count.record.value), count)
            look = (setting.story_of[count.report], count.record.unit, count.record.value)
            if count.record.unit in CASUALTIES and _first(count, repeated.get(look)):
                repeated[look] = count
            if count.record.source.sentence is not None:
                beside.setdefault((count.report, count.record.unit, count.record.source.sentence.start), count)
    nearby: dict[tuple[object, ...], list[Count]] = {}
    for count in counts:
        if count.record.source.sentence is not None:
            place = (count.report, count.record.unit, count.record.source.sentence.start)
            nearby.setdefault(place, []).append(count)
    found: list[Count] = []
    for count in counts:
        if not count.record.claimants:
            source = said.get((count.report, count.record.unit, count.record.value))
            sentence = count.record.source.sentence
            if source is None and sentence is not None:
                other = beside.get((count.report, count.record.unit, sentence.start))
                if other is not None and count.earlier and not other.earlier:
                    source = other
            look = (setting.story_of[count.report], count.record.unit, count.record.value)
            if source is not None:
                count = replace(count, side=source.side, who=source.who)
            elif look in repeated:
                # an outlet that gives a number without a source has it from who gave it
                source = repeated[look]
                count = replace(count, side=source.side, who=source.who, day=source.day or count.day)
        elif count.earlier and count.record.source.sentence is not None:
            # "the hospital put it at seven, up from four, its director said": one side, whoever else is named
            place = (count.report, count.record.unit, count.record.source.sentence.start)
            now = [other for other in nearby.get(place, ()) if not other.earlier and other.record.claimants]
            if now:
                count = replace(count, side=now[0].side, who=now[0].who)
        found.append(count)
    return found


def _first(count: Count, other: Count | None) -> bool:
    """Whether a count is older than another; one without a day is not."""
    return other is None or (count.day is not None and (other.day is None or count.day < other.day))


def _happenings(setting: Setting, counts: list[Count]) -> dict[tuple[str, ...], list[Count]]:
    """Tolls, arrests and crowds of one story in groups that may be of one happening, by a key for each."""
    by_unit: dict[tuple[str, str], list[Count]] = {}
    for count in counts:
        if (count.record.unit in CASUALTIES or count.crowd) and count.record.value:
            unit: str = "aboard" if is_aboard(count.record) else count.record.unit
            by_unit.setdefault((str(setting.story_of[count.report]), unit), []).append(count)
    found: dict[tuple[str, ...], list[Count]] = {}
    for (story, unit), every in by_unit.items():
        several = every[:_MOST]
        if len({count.report for count in several}) < 2 and not any(count.crowd for count in several):
            continue
        clusters = Clusters(len(several))
        told = [_known(setting, count) for count in several]
        for one in range(len(several)):
            for other in range(one + 1, len(several)):
                if told[one] and told[other] and _may_be_one(setting, several[one], several[other]):
                    clusters.join(one, other)
        known = [number for number in range(len(several)) if told[number]]
        groups = clusters.groups(known)
        open_ = [number for number in range(len(several)) if not told[number]]
        # what is told without day and place is of the only happening there is, or of one that can't be told
        if len(groups) <= 1:
            groups = [[*known, *open_]]
        else:
            rest: list[int] = []
            for number in open_:
                mine = several[number]
                meant = [group for group in groups if any(_is_meant(mine, several[other]) for other in group)]
                (meant[0] if len(meant) == 1 else rest).append(number)
            groups = [*groups, rest]
        for group in groups:
            fits = [several[number] for number in group]
            if len({count.report for count in fits}) > 1 or any(count.crowd for count in fits):
                fits.sort(key=lambda count: count.number)
                found["story", unit, story, str(fits[0].number)] = fits
    return found


def _is_meant(one: Count, other: Count) -> bool:
    """Whether a figure told without day and place counts for another's happening: one number, or the same people."""
    if one.report == other.report and one.record.value == other.record.value:
        return True
    return bool(one.named[1] & other.named[1]) and one.may_be_of_one(other)


def _known(setting: Setting, count: Count) -> bool:
    """Whether a figure's event has a day or a place of its own, so that it can be told from others."""
    if count.event < 0:
        return False
    event, place = setting.events[count.event], setting.place_of[count.event]
    return _days(event) is not None or (place >= 0 and not setting.places.everywhere[place].wide)


def _days(event: RecordEvent) -> tuple[int, int] | None:
    """First and last day of an event, where they are near enough to each other to tell it from another."""
    if event.when.earliest is None or event.when.latest is None:
        return None
    low, high = day_number(event.when.earliest), day_number(event.when.latest)
    return (low, high) if high - low < _NARROW else None


def _may_be_one(setting: Setting, one: Count, other: Count) -> bool:
    """Whether two figures may be of one happening: days and places that fit, and numbers of one size."""
    if one.event == other.event:
        return True
    mine, theirs = setting.events[one.event], setting.events[other.event]
    if len(one.about) > 1 and one.about == other.about and _days(mine) == _days(theirs) is not None:
        return True  # "three Kyrgyz soldiers" here, "nine Kyrgyz soldiers" there, on one day
    lie = setting.places.lie(setting.place_of[one.event], setting.place_of[other.event])
    first, second = _days(mine), _days(theirs)
    if lie in ("apart", "unknown") or not one.may_be_of_one(other):
        return False
    gap = 0
    for earlier, later in ((mine, theirs), (theirs, mine)):
        if later.when.earliest and earlier.when.latest:
            gap = max(gap, day_number(later.when.earliest) - day_number(earlier.when.latest))
    if gap > (_DYING if lie in ("same", "near") and (_only_harm(mine) or _only_harm(theirs)) else 0):
        return False
    if first is not None and second is not None:
        return True
    return lie in ("same", "near") and (
        _only_harm(mine) or _only_harm(theirs) or bool(_triggers(mine) & _triggers(theirs))
    )


_DYING = 7
"""Days within which people die of what was done to them."""
_HARM = frozenset(stem(word) for word in "die died dies death deaths dead dying toll bodies body casualties".split())


def _triggers(event: RecordEvent) -> frozenset[str]:
    return frozenset(word for source in event.sources for word in stems_of(source.span.text))


def _only_harm(event: RecordEvent) -> bool:
    """Whether an event tells only that people died, not of what: its day is theirs, not that of what was done."""
    return all(stems_of(source.span.text) <= _HARM for source in event.sources)


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
    mine = [count for count in mine if not any(_is_part(count, other) for other in mine)]
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


def _is_part(count: Count, other: Count) -> bool:
    """Whether a smaller number that one side gives in the same sentence is a part of the other."""
    one, two = count.record, other.record
    if count.report != other.report or count.earlier or one.source.sentence != two.source.sentence:
        return False
    return one.source.sentence is not None and (one.value or 0) < (two.value or 0) and not other.earlier


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
        one.side != two.side
        and not _one_report_sums(one, two)
        and _of_one_size(one, two)
        and (one.against(two) or two.against(one))
        for one in group
        for two in other
    )


def _of_one_size(one: Count, other: Count) -> bool:
    """Whether two figures without a common event are near enough to be of one happening and no sum of many."""
    less, more = sorted((abs(one.record.value or 0), abs(other.record.value or 0)))
    return one.event == other.event >= 0 or one.record.unit in MEASURES or more <= _FOLD * less


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
        "story": "they count the same in one story, and may be of one happening",
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
