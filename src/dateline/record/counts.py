"""Figures as they are held against each other: what each allows, whose word it is, on what day, of which event.

A side is a party (whoever the speaker speaks for), or an outlet that says so itself. What an outlet gives without a
source, and another report of the story gives as somebody's, is that somebody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from dateline.model.record import RecordEvent, RecordFigure
from dateline.record.actors import ActorsFound
from dateline.record.clusters import Clusters
from dateline.record.corpus import Corpus, day_number
from dateline.record.numbers import (
    CASUALTIES,
    allowed,
    can_both_hold,
    is_held_against,
    is_on_top,
    kind_of_people,
    one_subject,
    subject,
)
from dateline.record.places import PlacesFound
from dateline.record.tellings import CLASS_OF
from dateline.record.words import fold, stem

_AROUND = 160
_EARLIER = re.compile(
    r"(?i)\b(?:(?:up|down) from|replac(?:es|ing)\b[^.;,]*|"
    r"(?:revised|raised|lowered|corrected|rose|risen|climbed|cut|reduced|went up|increased)\b"
    r"[^.;]*\bfrom|\bto (?:at least |about |some )?[\w,-]+,? from|earlier|previous(?:ly)?|initial(?:ly)?|at first|"
    r"had (?:first|originally)|first spoke of|\b(?:now|withdr\w+|correct\w*)\b[^.;]*, not)\b[^.;,]*$"
)
"""What stands before the figure that another has replaced."""
_CHANGED = re.compile(
    r"(?i)\b(?:previous(?:ly)?|earlier|initial(?:ly)?|revised|updated|up from|down from|rose|risen|rises|climb(?:ed|s)|"
    r"increased|no longer|since then|correct(?:s|ed|ion)|later)\b"
)
_MOVED = re.compile(r"(?i)\b(?:evacuat|mov(?:e|ing)|relocat|displac|fle[ed]|resettl)")
_PUT = re.compile(r"(?i)\b(?:put|number of|toll|count)\b[^.;]{0,60}$")
_TOLL = re.compile(r"(?i)dead|deaths|fatalities")
_CALLED = "called "
"""How the party begins of those who have no name."""
CIVILIANS = frozenset({stem("civilians")})
"""Those of whom there are no more than of the dead of one happening."""
_KNOWN = re.compile(r"(?i)\bof the $")
"""What stands before a number that is known from elsewhere: "of the 62 people arrested, 20 are still held"."""
_LOST = re.compile(r"(?i)\blos(?:t|ing|es?)\b[^.;,]{0,20}$")
_STILL = re.compile(r"(?i)(?:\s+[\w-]+){0,2}\s+(?:(?:were|are|is|was|remain(?:ed|s)?)\s+)?(?:still|remain(?:ed|s)?)\b")
_OF_THEM = re.compile(
    r"(?i)\s+(?:more\s+)?of\s+(?:(?:them|those|these|whom)\b|the\s+(?:\w+\s+)?(?:dead|wounded|injured|missing|detain\w+|"
    r"arrest\w+|hostages|captives|victims|patients|killed)\b|the\s+\d)"
)
_DERIVED = "altogether"
"""How the reason of a sum begins that nobody gives: it is added up from a report's own words."""
_SAID = frozenset(
    ("ACCUSE", "REJECT", "REQUEST", "THREATEN", "CONSULT", "SUPPORT", "AGREE", "COOPERATE", "CONCEDE", "AID")
)
"""Types of what is said or done about a happening: nobody dies of it."""
_FEW = 3
"""The smallest number that one party hardly gives for two happenings of a story."""


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
    part: bool = False
    """Whether it counts some of those whom another figure of its report counts."""

    changed: bool = False
    """Whether what stands around it speaks of a change."""

    @property
    def unsaid(self) -> bool:
        """Whether the report gives it as its own: no party has said it."""
        return self.side.startswith(("outlet:", "origin:")) and not self.record.claimants

    def may_be_of_one(self, other: Count) -> bool:
        """Whether the two count for one event, or for events whose victims don't speak against their being one.

        Who did it may be disputed, too.
        """
        mine, theirs = self.named[1], other.named[1]
        return self.event == other.event or not (mine and theirs and not mine & theirs)

    def against(self, other: Count) -> bool:
        """Whether the two can't both hold: figures of one subject, or a part that is more than the whole."""
        if not self.may_be_of_one(other):
            return False
        if (self.crowd and other.crowd) or one_subject(self.record.unit, self.about, other.about):
            return not can_both_hold(self.allows, other.allows)
        if self.record.unit not in CASUALTIES or (self.about and other.about):
            return False
        whole, part = (other, self) if self.about else (self, other)
        if self.event != other.event and part.about != CIVILIANS:
            return False
        return part.allows[0] > whole.allows[1]

    def replaces(self, other: Count) -> bool:
        """Whether this is a later and higher toll of one side: an update even where a bound leaves room for both."""
        if self.record.unit not in CASUALTIES or (self.about != other.about and self.about and other.about):
            return False
        if self.part or other.part or not self.may_be_of_one(other):
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


def make_counts(setting: Setting, figures: Sequence[tuple[int, RecordFigure, int]]) -> list[Count]:
    """The figures, given as (number, item, event), that can be compared, each put to whoever says it."""
    made = (_count(setting, *one) for one in figures)
    counts = [count for count in made if count is not None]
    return _of_the_same(_on_their_word(setting, _of_one_side(counts)))


def _of_one_side(counts: Sequence[Count]) -> list[Count]:
    """Counts in which whoever speaks here for one party and there for another, or for nobody, is one side."""
    named = sorted({count.record.claimants[0] for count in counts if count.record.claimants})
    place = {own: number for number, own in enumerate(named)}
    clusters = Clusters(len(named))
    first: dict[str, str] = {}
    for count in counts:
        if count.record.claimants:
            own = first.setdefault(count.side, count.record.claimants[0])
            clusters.join(place[own], place[count.record.claimants[0]])
    sides: dict[int, str] = {}
    for count in counts:
        if count.record.claimants:
            sides.setdefault(clusters.find(place[count.record.claimants[0]]), count.side)
    return [
        replace(count, side=sides[clusters.find(place[count.record.claimants[0]])]) if count.record.claimants else count
        for count in counts
    ]


def _count(setting: Setting, number: int, record: RecordFigure, event: int) -> Count | None:
    """A figure ready to be compared; None for a denied one, one on top of others, or one of what has not happened."""
    corpus = setting.corpus
    figure, report = corpus.figures.items[number], corpus.figures.report[number]
    if (
        event >= 0
        and record.unit == "people"
        and any(_MOVED.search(one.span.text) for one in setting.events[event].sources)
    ):
        record = structs.replace(record, unit="displaced")  # "moved 4,000 people out" counts as "evacuated 4,000" does
    if figure.why.startswith(_DERIVED) or _is_all(record):
        return None
    about = subject(record)
    if not (figure.part_of is not None and about) and _is_part_of_many(corpus, report, record):
        return None  # but "14 people, nine of them soldiers" says how many soldiers there were
    part = figure.part_of is not None and corpus.accounts[report].figures[figure.part_of].unit == figure.unit
    if (part and not about) or (is_on_top(record) and not _is_beside_the_dead(corpus, number)):
        return None
    if event >= 0 and record.unit in CASUALTIES and setting.events[event].type in _SAID:
        event = -1  # "The union accuses: eleven dead": the accusation killed nobody
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
    if _KNOWN.search(_before(corpus, report, record)):
        record, event = structs.replace(record, claimants=()), -1
    elif figure.claim is not None:
        claim = corpus.accounts[report].claims[figure.claim]
        if claim.certainty == "denied":
            return None
        if claim.speaker is not None:
            item = corpus.actors.number(report, claim.speaker)
            party, number_of = setting.actors.party[item], setting.actors.of[item]
            if party.startswith(_CALLED):
                side = f"{_CALLED}{stem(party.split()[-1])}"  # "the police", "police in the town"
            elif not party and number_of >= 0 and not setting.actors.everyone[number_of].named:
                side = f"{_CALLED}{setting.actors.head(number_of)}"
            else:
                side = party or f"{side}:{number_of}"
            who = setting.actors.everyone[setting.actors.of[item]].name if setting.actors.of[item] >= 0 else who
    as_of, day = record.as_of, corpus.published[report]
    if day is None and as_of is not None and as_of.earliest is not None and as_of.earliest == as_of.latest:
        day = day_number(as_of.earliest)
    named = setting.named[event] if event >= 0 else (frozenset[str](), frozenset[str]())
    earlier = _is_earlier(corpus, report, record)
    if day is not None and earlier:
        day -= 1
    if not about and record.unit == "killed" and _LOST.search(_before(corpus, report, record)):
        about = frozenset({f"own {side}"})  # "We killed 22 soldiers and lost two men"
    if record.unit in CASUALTIES and _is_left(corpus, report, record):
        about = about | {"still"}  # "20 are still in custody"
    crowd = kind_of_people(record, told_before(corpus, report, record)) != ""
    start, end = record.source.span.start, record.source.span.end
    changed = _CHANGED.search(corpus.reports[report].text, max(0, start - _AROUND), end + _AROUND) is not None
    return Count(
        number, record, report, event, side, who, day, allowed(record), about, named, crowd, earlier, part, changed
    )


def _is_beside_the_dead(corpus: Corpus, number: int) -> bool:
    """Whether "22 others were wounded" are others than the dead, and not than those wounded who were counted before."""
    figure, report = corpus.figures.items[number], corpus.figures.report[number]
    if figure.unit == "killed" or figure.unit not in CASUALTIES:
        return False
    before = [
        one for one in corpus.accounts[report].figures
        if one.span.start < figure.span.start and one.unit in CASUALTIES
    ]  # fmt: skip
    return any(one.unit == "killed" for one in before) and not any(one.unit == figure.unit for one in before)


def _before(corpus: Corpus, report: int, record: RecordFigure) -> str:
    """The words of its sentence before a figure."""
    start, sentence = record.source.span.start, record.source.sentence
    return corpus.reports[report].text[sentence.start if sentence is not None else max(0, start - _AROUND) : start]


def _is_all(record: RecordFigure) -> bool:
    """Whether a figure takes up people who were counted before ("all four had bullet wounds")."""
    return record.source.span.text.lower().startswith(("all ", "both"))


def _is_left(corpus: Corpus, report: int, record: RecordFigure) -> bool:
    """Whether a figure is what is left of those counted ("20 are still held")."""
    end = record.source.span.end
    return _STILL.match(corpus.reports[report].text, end, end + _AROUND) is not None


def told_before(corpus: Corpus, report: int, record: RecordFigure) -> str:
    """What a figure without a noun of its own is held against: the words before its sentence; "" for the others."""
    if not is_held_against(record):
        return ""
    start = record.source.sentence.start if record.source.sentence is not None else record.source.span.start
    return corpus.reports[report].text[max(0, start - _AROUND) : start]


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


def _on_their_word(setting: Setting, counts: list[Count]) -> list[Count]:
    """Counts in which what a report says itself is put to whoever it, or another of its story, gives for the number.

    So is the figure that stands beside somebody's own in one sentence, as what it was before ("38, up from 23"), and so
    are the figures of other reports with that number.
    """
    said: dict[tuple[object, ...], list[Count]] = {}
    repeated: dict[tuple[object, ...], Count] = {}
    beside: dict[tuple[object, ...], list[Count]] = {}
    for count in counts:
        if count.record.source.sentence is not None:
            place = (count.report, count.record.unit, count.record.source.sentence.start)
            beside.setdefault(place, []).append(count)
        if count.record.claimants:
            said.setdefault((count.report, count.record.unit, count.record.value), []).append(count)
            number = (setting.story_of[count.report], count.record.unit, count.record.value)
            for key in (number, (*number, count.about)) if count.record.unit in CASUALTIES else ():
                if _first(count, repeated.get(key)):
                    repeated[key] = count
    found: list[Count] = []
    replaced: dict[tuple[object, ...], Count] = {}
    for count in counts:
        sentence = count.record.source.sentence
        now: list[Count] = []
        if count.earlier and sentence is not None:
            # "the hospital put it at seven, up from four, its director said": one side, whoever else is named
            near = beside.get((count.report, count.record.unit, sentence.start), ())
            now = [other for other in near if not other.earlier and other.record.claimants]
            now = now or [other for other in near if not other.earlier]
        look = (setting.story_of[count.report], count.record.unit, count.record.value)
        if now:
            count = replace(count, side=now[0].side, who=now[0].who, about=count.about or now[0].about)
            if now[0].record.claimants or count.record.unit in CASUALTIES or count.crowd:
                replaced.setdefault(look, count)
        elif not count.record.claimants:
            told = said.get((count.report, count.record.unit, count.record.value), ())
            source = next((one for one in told if not one.about or not count.about or one.about == count.about), None)
            # an outlet that gives a number without a source has it from who gave it
            other = repeated.get((*look, count.about)) if count.about else repeated.get(look)
            if source is not None:
                count = replace(count, side=source.side, who=source.who)
            elif other is not None:
                count = replace(count, side=other.side, who=other.who, day=other.day or count.day)
        found.append(count)
    return [_of_who_replaced(setting, count, replaced) for count in found]


def _of_who_replaced(setting: Setting, count: Count, replaced: dict[tuple[object, ...], Count]) -> Count:
    """A count that nobody is named for, put to whom another report of the story names as having replaced the number."""
    later = replaced.get((setting.story_of[count.report], count.record.unit, count.record.value))
    if later is None or later.report == count.report or not count.unsaid:
        return count
    return replace(count, side=later.side, who=later.who)


def _first(count: Count, other: Count | None) -> bool:
    """Whether a count is older than another; one without a day is not."""
    return other is None or (count.day is not None and (other.day is None or count.day < other.day))


def _of_the_same(counts: Iterable[Count]) -> list[Count]:
    """Counts in which "killed 31" is of the soldiers of whom its side gives the number elsewhere.

    Where the side gives that number as the toll ("put the number of dead at seven"), the soldiers were all who died.
    """
    given = list(counts)
    told: dict[tuple[object, ...], set[frozenset[str]]] = {}
    tolls: set[tuple[object, ...]] = set()
    most: dict[tuple[object, ...], float] = {}
    for count in given:
        if not count.about:
            side = (count.side, count.record.unit)
            most[side] = max(most.get(side, 0.0), count.record.value or 0.0)
    for count in given:
        look = (count.side, count.record.unit, count.record.value)
        if count.about and not count.part and (count.record.value or 0) >= _FEW:
            told.setdefault(look, set()).add(count.about)
        whole = count.record.value == most.get((count.side, count.record.unit))
        if whole and not count.about and not count.unsaid and _TOLL.fullmatch(count.record.what):
            tolls.add(look)
    found = []
    for count in given:
        look = (count.side, count.record.unit, count.record.value)
        abouts = told.get(look, set())
        if look in tolls and not count.part:
            found.append(replace(count, about=frozenset()))
        elif not count.about and len(abouts) == 1:
            found.append(replace(count, about=min(abouts)))
        else:
            found.append(count)
    return found
