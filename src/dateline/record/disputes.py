"""Tellings that are not one event, though all but one thing about them agrees: readings of one happening.

- **status**: denied, hypothetical or planned by one, happened by another;
- **date**, **place**, **actor**: the same act, tied by the same toll or the same words, told with different days, with
  places that are apart, or with different actors;
- **date**, without such a tie, for what hardly happens on two days running in one place or to one person (a march, a
  resignation; no attack, no arrest): one word, one place or the same actors, and no report that knows of both days.

Nothing is listed on likeness alone: each kind needs the rest to agree and, for all but status, a tie that two different
events would hardly share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.model.record import RecordEvent, RecordFigure
from dateline.record.actors import ActorsFound
from dateline.record.corpus import Corpus
from dateline.record.disagreements import DisagreementFound, Kind, SideFound
from dateline.record.events import EventsFound
from dateline.record.numbers import CASUALTIES
from dateline.record.places import PlacesFound
from dateline.record.tellings import CLASS_OF, Class, Party, Telling, interval_text
from dateline.record.words import common_triggers

_WINDOW = 30
_NEAR_DAYS = 3
_TELLING_TOLL = 3
"""The smallest toll that two events would hardly share by chance."""
_COPIED = 50
_DAYS_OFF = 2
"""How far apart two reports may date one thing without a tie."""
_RECURRING = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT"})
"""Types of which one place sees several in a row."""


@dataclass(slots=True)
class Case:
    """An event as it is held against others; `label` and `who` are for people."""

    number: int
    record: RecordEvent
    label: str
    who: str
    status_class: Class
    story: int
    low: int
    high: int
    place: int
    actors: list[Party]
    recipients: list[Party]
    stems: frozenset[str]
    reports: frozenset[int]
    tolls: frozenset[tuple[str, float]]
    sentences: frozenset[str]
    voices: frozenset[str]
    """Whose word the tellings are: the parties of their speakers, "" for the reports' own."""

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.low == self.high


def make_case(
    number: int,
    record: RecordEvent,
    label: str,
    who: str,
    events: EventsFound,
    story: int,
    place: int,
    figures: Sequence[RecordFigure],
    voice: Callable[[Telling], str],
) -> Case:
    """The case of one event; `figures` are those counted for it, `voice` says whose word a telling is."""
    tellings = [events.tellings[member] for member in events.clusters[number]]
    tolls = {
        (figure.unit, figure.value) for figure in figures if figure.unit in CASUALTIES and figure.value is not None
    }
    return Case(
        number=number,
        record=record,
        label=label,
        who=who,
        status_class=CLASS_OF[record.status],
        story=story,
        low=max(telling.low for telling in tellings),
        high=min(telling.high for telling in tellings),
        place=place,
        actors=_parties(telling.actors for telling in tellings),
        recipients=_parties(telling.recipients for telling in tellings),
        stems=frozenset(word for telling in tellings for word in telling.stems),
        reports=frozenset(telling.report for telling in tellings),
        tolls=frozenset((unit, value) for unit, value in tolls if value >= _TELLING_TOLL),
        sentences=frozenset(telling.sentence for telling in tellings if len(telling.sentence) >= _COPIED),
        voices=frozenset(voice(telling) for telling in tellings),
    )


def voice_of(corpus: Corpus, actors: ActorsFound, telling: Telling) -> str:
    """Whose word a telling is: the party of its speaker, "" where the report tells it itself."""
    if telling.event.claim is None:
        return ""
    speaker = corpus.accounts[telling.report].claims[telling.event.claim].speaker
    return (
        actors.party[corpus.actors.number(telling.report, speaker)] or "somebody" if speaker is not None else "somebody"
    )


def _parties(given: Iterable[Party]) -> list[Party]:
    found: list[Party] = []
    for party in given:
        if party and party not in found:
            found.append(party)
    return found


def _agree(one: list[Party], other: list[Party]) -> int:
    """2 the same actors, 1 some in common, 0 one names nobody, -1 different actors: the best of all tellings."""
    return max((mine.agrees(theirs) for mine in one for theirs in other), default=0)


def find_disputes(
    corpus: Corpus, events: EventsFound, cases: Sequence[Case], places: PlacesFound
) -> Iterator[DisagreementFound]:
    """Disagreements between events, in an order made from content."""
    yield from _told_apart(corpus, events, cases)
    by_type: dict[tuple[int, str], list[Case]] = {}
    for case in cases:
        by_type.setdefault((case.story, case.record.type), []).append(case)
    for group in by_type.values():
        real: dict[str, list[Case]] = {}
        by_side: dict[str, list[Case]] = {}
        for case in group:
            for side in sorted({side for party in case.actors for side in party.wide}):
                by_side.setdefault(side, []).append(case)
            if case.status_class == "real":
                for word in sorted(case.stems):
                    real.setdefault(word, []).append(case)
        for case in group:
            if case.status_class != "real":
                found = _contradicted(corpus, case, real, by_side, places)
                if found is not None:
                    yield found
        seen: set[tuple[int, int]] = set()
        for bucket in real.values():
            for place, one in enumerate(bucket):
                for other in bucket[place + 1 : place + 1 + _WINDOW]:
                    if (one.number, other.number) not in seen:
                        seen.add((one.number, other.number))
                        found = _torn(one, other, places)
                        if found is not None:
                            yield found
        yield from _other_days(corpus, real, places)


def _other_days(corpus: Corpus, real: dict[str, list[Case]], places: PlacesFound) -> Iterator[DisagreementFound]:
    """What reports of one story tell with one word at one place, or of one actor, on two days next to each other."""
    seen: set[int] = set()
    for word in sorted(real):
        telling = word not in common_triggers()
        cases = [
            case
            for case in real[word]
            if case.exact and case.record.type not in _RECURRING and (telling or case.record.mode)
        ][:_WINDOW]
        for place, one in enumerate(cases):
            if one.number in seen:
                continue
            alike = [
                one,
                *(other for other in cases[place + 1 :] if other.number not in seen and _alike(one, other, places)),
            ]
            by_day: dict[int, list[Case]] = {}
            for case in alike:
                by_day.setdefault(case.low, []).append(case)
            days = sorted(by_day)
            if len(days) != 2 or days[1] - days[0] > _DAYS_OFF:
                continue
            first, second = ({report for case in by_day[day] for report in case.reports} for day in days)
            told = [corpus.published[report] for report in first | second]
            if first & second or any(day is not None and day < days[1] for day in told):
                continue
            seen.update(case.number for case in alike)
            why = f"the same word (“{word}”), place and actors as far as named; no report tells of both days"
            sides = [
                SideFound(
                    interval_text(day, day),
                    [case.record.id for case in by_day[day]],
                    [source for case in by_day[day] for source in case.record.sources],
                )
                for day in days
            ]
            yield DisagreementFound("date", by_day[days[0]][0].label, False, sides, why)


def _alike(one: Case, other: Case, places: PlacesFound) -> bool:
    """Whether all but the day of two events agrees."""
    who, whom = _agree(one.actors, other.actors), _agree(one.recipients, other.recipients)
    lie = places.lie(one.place, other.place)
    if who < 0 or whom < 0 or (one.record.mode and other.record.mode and one.record.mode != other.record.mode):
        return False
    return lie in ("same", "near") or (lie == "open" and who == 2)


def _contradicted(
    corpus: Corpus, case: Case, real: dict[str, list[Case]], by_side: dict[str, list[Case]], places: PlacesFound
) -> DisagreementFound | None:
    """The one event that happened by other accounts and by this one did not, or had yet to."""
    near: dict[int, Case] = {}
    for word in sorted(case.stems):
        for other in real.get(word, ())[:_WINDOW]:
            near[other.number] = other
    if case.record.status == "denied":
        # what is denied may be put in other words: then the same actors on both ends must tie the two
        for side in sorted({side for party in case.actors for side in party.wide}):
            for other in by_side.get(side, ())[:_WINDOW]:
                told = other.status_class == "real" or other.record.status == "possible"
                if told and _agree(case.actors, other.actors) == _agree(case.recipients, other.recipients) == 2:
                    near[other.number] = other
    fits = [(strength, other) for other in near.values() if (strength := _fits(corpus, case, other, places))]
    if not fits:
        return None
    best = max(strength for strength, _ in fits)
    others = [other for strength, other in fits if strength == best]
    if len(others) > 1:
        return None
    other = others[0]
    update = case.status_class == "future" and not case.reports & other.reports
    why = (
        f"{case.record.status} by one, {other.record.status} by the other; for the rest alike: same type, same trigger"
    )
    if _agree(case.actors, other.actors) > 0:
        why += ", same actors"
    if _agree(case.recipients, other.recipients) > 0:
        why += ", same recipients"
    if update:
        why += "; the report that tells it as happened is the later"
    sides = sorted((case, other), key=lambda one: one.record.sources[0])
    if update:
        sides = [case, other]
    return _dispute("status", case, sides, [one.record.status for one in sides], why, update=update)


def _fits(corpus: Corpus, case: Case, other: Case, places: PlacesFound) -> int:
    """How well an event that did not happen fits one that did; 0 where it does not."""
    lie = places.lie(case.place, other.place)
    who, whom = _agree(case.actors, other.actors), _agree(case.recipients, other.recipients)
    if who < 0 or whom < 0 or lie == "apart" or case.low > other.high or other.low > case.high:
        return 0
    if lie == "unknown" and not (who == whom == 2 and case.stems & other.stems):
        return 0
    if case.reports & other.reports and case.voices & other.voices:
        return 0
    placed = lie in ("same", "near")
    day = case.exact and other.exact
    if case.record.status == "denied":
        return 1 + who + whom + 2 * placed + 2 * day if who + whom > 0 or (placed and day) else 0
    if case.record.status == "hypothetical" or case.reports & other.reports:
        if case.reports & other.reports and case.record.status in ("hypothetical", "possible"):
            return 0
        sure = who == 2 and (whom == 2 or (not case.recipients and not other.recipients and placed))
        return 1 + who + whom + placed if sure else 0
    told = [corpus.published[report] for report in case.reports]
    happened = [corpus.published[report] for report in other.reports]
    if None in told or None in happened or max(day for day in told if day) > min(day for day in happened if day):
        return 0
    return 1 + who + whom + placed + day if who > 0 and (whom > 0 or placed or (day and case.low == other.low)) else 0


def _torn(one: Case, other: Case, places: PlacesFound) -> DisagreementFound | None:
    """Two events that happened and may be one but for the day, the place or the actor."""
    toll, words = one.tolls & other.tolls, one.sentences & other.sentences
    if not (toll or words) or one.reports == other.reports:
        return None
    lie = places.lie(one.place, other.place)
    who, whom = _agree(one.actors, other.actors), _agree(one.recipients, other.recipients)
    apart = one.low > other.high or other.low > one.high
    same_day = one.exact and other.exact and one.low == other.low
    tie = "the same sentence" if words else "the same toll ({} {:g})".format(*min(toll))
    if apart and who >= 0 and whom >= 0 and (lie in ("same", "near") or words) and lie != "apart":
        if max(one.low, other.low) - min(one.high, other.high) > _NEAR_DAYS:
            return None
        says = [interval_text(case.low, case.high) for case in (one, other)]
        return _dispute("date", one, (one, other), says, f"{tie}, same place and trigger, but the days differ")
    if same_day and lie in ("apart", "unknown") and who > 0 and whom >= 0:
        says = [places.everywhere[case.place].place.name for case in (one, other)]
        return _dispute("place", one, (one, other), says, f"{tie}, same day, actors and trigger, but the places differ")
    if same_day and lie in ("same", "near") and who < 0 <= whom:
        return _dispute(
            "actor",
            one,
            (one, other),
            [one.who, other.who],
            f"{tie}, same day, place and trigger, but the actors differ",
        )
    return None


def _told_apart(corpus: Corpus, events: EventsFound, cases: Sequence[Case]) -> Iterator[DisagreementFound]:
    """Events that a person has put together although they are told of different days."""
    for case in cases:
        if case.low <= case.high:
            continue
        sides: dict[tuple[int, int], SideFound] = {}
        for member in events.clusters[case.number]:
            telling = events.tellings[member]
            days = (telling.low, telling.high)
            side = sides.setdefault(days, SideFound(interval_text(*days), [case.record.id], []))
            side.sources.append(corpus.source(corpus.events, member, telling.event.trigger, telling.event.sentence))
        why = "tellings of different days, put together by a person"
        yield DisagreementFound("date", case.label, False, [side for _, side in sorted(sides.items())], why)


def _dispute(
    kind: Kind, about: Case, cases: Sequence[Case], says: Sequence[str], why: str, *, update: bool = False
) -> DisagreementFound:
    sides = [
        SideFound(said, [case.record.id], list(case.record.sources)) for case, said in zip(cases, says, strict=True)
    ]
    return DisagreementFound(kind, about.label, update, sides, why)
