"""A telling of an event in the form in which tellings are compared: days as numbers, actors and places of the record.

What an account leaves open stays open here; the only thing added is that an event told as having happened did so no
later than the day its report was published.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from dateline.model.account import Event, Status
from dateline.record.actors import ActorsFound
from dateline.record.clusters import Summary
from dateline.record.corpus import Corpus, day_number, day_text
from dateline.record.places import PlacesFound
from dateline.record.unsaid import with_parties
from dateline.record.words import common_triggers, fold_long, stems_of

Class = Literal["real", "future", "unreal"]
CLASS_OF: dict[Status, Class] = {
    "happened": "real", "ongoing": "real", "planned": "future", "promised": "future", "threatened": "future",
    "possible": "future", "denied": "unreal", "hypothetical": "unreal",
}  # fmt: skip
"""What a status says of the event: that it is, that it may come to be, that it is not. Only one class merges."""

Days = Literal["same", "overlap", "open", "apart"]
NEVER, EVER = -(10**7), 10**7
_BOUNDED = 31
_HEAVY = re.compile(
    r"(?i)\b(?:mortars?|shell\w*|artillery|rockets?|missiles?|howitzers?|tanks?|cannons?|grenades?|heavy)\b"
)
_BY = re.compile(r"(?i)\bby\s$")
_EITHER = 7
"""Days between the two that a weekday without a direction may mean."""


@dataclass(slots=True)
class Party:
    """One role of a telling: the particular actors, with whom they act for; and what unnamed ones are called."""

    named: frozenset[int]
    wide: frozenset[str]
    heads: frozenset[str]

    def agrees(self, other: Party) -> int:
        """2 the same actors, 1 some in common, 0 one side names nobody, -1 different actors."""
        if self.named and other.named:
            if self.named == other.named:
                return 2
            return 1 if self.wide & other.wide else -1
        if self.named or other.named:
            return 0
        return 1 if self.heads & other.heads else 0

    def __bool__(self) -> bool:
        """Whether it names somebody in particular."""
        return bool(self.named)


@dataclass(slots=True)
class Telling:
    """One telling; `low` and `high` are days as ordinals, `NEVER` and `EVER` where open."""

    number: int
    report: int
    event: Event
    status_class: Class
    low: int
    high: int
    time: tuple[str, str | int] | None
    """For a day that is named but not resolved, what it is counted from and which weekday it is."""
    place: int
    actors: Party
    recipients: Party
    stems: frozenset[str]
    sentence: str
    """The sentence, folded."""
    offset: int
    """Where the trigger stands in the sentence."""
    mode: str | None
    """The mode by which it is told from others: no heavy weapons where the sentence names none."""

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.low == self.high

    @property
    def bounded(self) -> bool:
        """Whether the time is narrow enough to say something: a month at most."""
        return self.high - self.low <= _BOUNDED

    @property
    def rare(self) -> frozenset[str]:
        """Stems of the trigger that are no commonplace of the news."""
        return self.stems - common_triggers()


def days(one: Telling, other: Telling) -> Days:
    """How the times of two tellings lie to each other."""
    if one.low > other.high or other.low > one.high:
        return "apart"
    if (
        one.report == other.report
        and one.time
        and other.time
        and one.time[0] == other.time[0]
        and one.time != other.time
    ):
        return "apart"
    if one.exact and other.exact:
        return "same"
    if one.bounded and other.bounded:
        return "overlap"
    return "open"


def make_tellings(corpus: Corpus, actors: ActorsFound, places: PlacesFound) -> list[Telling]:
    """Every telling of every account, numbered as `corpus.events`."""
    found: list[Telling] = []
    events = [event for account in corpus.accounts for event in with_parties(account)]
    for number, event in enumerate(events):
        report = corpus.events.report[number]
        low, high, time = _times(corpus, report, event)
        place = -1 if event.place is None else places.of[corpus.places.number(report, event.place)]
        found.append(
            Telling(
                number=number,
                report=report,
                event=event,
                status_class=CLASS_OF[event.status],
                low=low,
                high=high,
                time=time,
                place=place,
                actors=_party(corpus, actors, report, event.actors),
                recipients=_party(corpus, actors, report, event.recipients),
                stems=stems_of(event.trigger.text),
                sentence=fold_long(event.sentence.text),
                offset=event.trigger.start - event.sentence.start,
                mode=_mode(event),
            )
        )
    return found


def _times(corpus: Corpus, report: int, event: Event) -> tuple[int, int, tuple[str, str | int] | None]:
    low, high, named = NEVER, EVER, None
    if event.when is not None:
        when = corpus.accounts[report].times[event.when]
        if when.earliest is not None:
            low = day_number(when.earliest)
        if when.latest is not None:
            high = day_number(when.latest)
        if when.rule == "weekday" and when.arguments and low != high:
            named = (when.anchor, when.arguments[0])
        if low != NEVER and event.status in ("happened", "denied") and _is_deadline(corpus, report, when.span.start):
            low = NEVER  # "had left by Tuesday noon"
    elif event.after is not None and (first := corpus.accounts[report].times[event.after].earliest) is not None:
        low = day_number(first)
    if event.status == "happened":
        known = corpus.reports[report].published
        if known is not None and known.latest is not None:
            last = day_number(known.latest)
            if (
                event.when is not None
                and high - low == _EITHER
                and low <= last < high
                and _is_day(corpus, report, event)
            ):
                high = low  # one of two weekdays, and the later one had not come when the report told of it
            high = max(low, min(high, last))
    return low, high, named


def _mode(event: Event) -> str | None:
    """The mode of an event; shots that need no heavier weapon than a rifle are firearms ("fired live rounds")."""
    return "firearms" if event.mode == "heavy-weapons" and not _HEAVY.search(event.sentence.text) else event.mode


def _is_deadline(corpus: Corpus, report: int, start: int) -> bool:
    """Whether a time only says until when something had happened at the latest ("by Tuesday noon")."""
    return _BY.search(corpus.reports[report].text, max(0, start - 4), start) is not None


def _is_day(corpus: Corpus, report: int, event: Event) -> bool:
    """Whether the time of an event is a day, or a part of one."""
    granularity = corpus.accounts[report].times[event.when or 0].granularity
    return granularity in ("day", "part of day", "hour")


def _party(corpus: Corpus, actors: ActorsFound, report: int, members: tuple[int, ...]) -> Party:
    named: set[int] = set()
    wide: set[str] = set()
    heads: set[str] = set()
    for member in members:
        item = corpus.actors.number(report, member)
        number = actors.of[item]
        if number < 0:
            continue
        if actors.everyone[number].named:
            named.add(number)
            wide.add(str(number))
            if actors.party[item]:
                wide.add(actors.party[item])
        else:
            heads.add(actors.head(number))
    return Party(frozenset(named), frozenset(wide), frozenset(heads))


@dataclass(slots=True)
class Told(Summary):
    """What a cluster of tellings knows of itself, so that no join puts together what can't be one event."""

    lies: PlacesFound
    status_class: Class
    low: int
    high: int
    times: dict[tuple[int, str], str | int]
    places: set[int]
    actors: list[Party]
    recipients: list[Party]
    triggers: set[tuple[int, int]]

    @classmethod
    def of(cls, telling: Telling, lies: PlacesFound) -> Told:
        """The cluster that holds one telling."""
        return cls(
            lies, telling.status_class, telling.low, telling.high,
            {(telling.report, telling.time[0]): telling.time[1]} if telling.time else {},
            {telling.place} - {-1}, [telling.actors] if telling.actors else [],
            [telling.recipients] if telling.recipients else [], {(telling.report, telling.event.trigger.start)},
        )  # fmt: skip

    def clashes(self, other: Summary) -> bool:
        """Whether anything that the two know speaks against their being one event."""
        assert isinstance(other, Told)  # noqa: S101
        return (
            self.status_class != other.status_class
            or self.low > other.high
            or other.low > self.high
            or any(other.times.get(key, value) != value for key, value in self.times.items())
            or not self.triggers.isdisjoint(other.triggers)
            or any(self.lies.lie(one, two) == "apart" for one in self.places for two in other.places)
            or any(one.agrees(two) < 0 for one in self.actors for two in other.actors)
            or any(one.agrees(two) < 0 for one in self.recipients for two in other.recipients)
        )

    def absorb(self, other: Summary) -> None:
        """Take in what the other knows: the days that both allow, everything else of either."""
        assert isinstance(other, Told)  # noqa: S101
        self.low, self.high = max(self.low, other.low), min(self.high, other.high)
        self.times.update(other.times)
        self.places |= other.places
        self.triggers |= other.triggers
        self.actors.extend(party for party in other.actors if party not in self.actors)
        self.recipients.extend(party for party in other.recipients if party not in self.recipients)


def interval_text(low: int, high: int) -> str:
    """A pair of days as people write it: "2018-06-03", "2018-06-03 to 2018-06-05", "until 2018-06-05"."""
    if low == high:
        return day_text(low)
    if low == NEVER:
        return f"until {day_text(high)}" if high != EVER else "no date"
    return f"from {day_text(low)}" if high == EVER else f"{day_text(low)} to {day_text(high)}"
