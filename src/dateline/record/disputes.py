"""Tellings that are not one event, though all but one thing about them agrees: readings of one happening.

- **status**: denied, hypothetical or planned by one, happened by another;
- **date**, **place**, **actor**: the same act, tied by the same toll or the same words, told with different days, with
  places that are apart, or with different actors;
- **status**, too: a denial without an event of its own ("denied responsibility") against what the one who denies is
  accused of;
- **actor**, too: the one who is accused says that another did it;
- **date**, without such a tie, for what hardly happens on two days running in one place or to one person (a march, a
  resignation, the arrest of somebody with a name; no attack): one word, one place or the same actors, and no report
  that knows of both days.

Nothing is listed on likeness alone: each kind needs the rest to agree and, for all but status, a tie that two different
events would hardly share.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.record.blame import find_passed_on
from dateline.record.cases import NEAR_DAYS, WINDOW, Case, agree, held_against
from dateline.record.contradictions import contradicted, keys_of_report
from dateline.record.corpus import Corpus
from dateline.record.disagreements import DisagreementFound, SideFound
from dateline.record.events import EventsFound
from dateline.record.places import PlacesFound
from dateline.record.tellings import interval_text
from dateline.record.words import common_triggers, stem

_DAYS_OFF = 2
"""How far apart two reports may date one thing without a tie."""
_RECURRING = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT"})
"""Types of which one place sees several in a row."""
_DYING = frozenset(map(stem, "die died dead death deaths toll dying body bodies put injured".split()))
"""Stems of what tells only that people died or were hurt."""


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
        alike: dict[tuple[int, str], list[Case]] = {}
        by_side: dict[str, list[Case]] = {}
        for case in group:
            if case.status_class == "real":
                for key in keys_of_report(case):
                    alike.setdefault(key, []).append(case)
            for side in sorted({side for party in case.actors for side in party.wide}):
                by_side.setdefault(side, []).append(case)
            if case.status_class == "real":
                for word in sorted(case.stems):
                    real.setdefault(word, []).append(case)
        for case in group:
            if case.status_class != "real":
                found = contradicted(corpus, case, real, by_side, alike, places)
                if found is not None:
                    yield found
        seen: set[tuple[int, int]] = set()
        for bucket in real.values():
            for place, one in enumerate(bucket):
                for other in bucket[place + 1 : place + 1 + WINDOW]:
                    if (one.number, other.number) not in seen:
                        seen.add((one.number, other.number))
                        found = _torn(one, other, places)
                        if found is not None:
                            yield found
        yield from _other_days(corpus, real, places)
    yield from find_passed_on(cases)


def _other_days(corpus: Corpus, real: dict[str, list[Case]], places: PlacesFound) -> Iterator[DisagreementFound]:
    """What reports of one story tell with one word at one place, or of one actor, on two days next to each other."""
    seen: set[int] = set()
    for word in sorted(real):
        telling = word not in common_triggers()
        cases = [
            case
            for case in real[word]
            if case.exact
            and (case.person or case.record.type not in _RECURRING)
            and (telling or case.person or case.record.mode)
        ][:WINDOW]
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
    who, whom = agree(one.actors, other.actors), agree(one.recipients, other.recipients)
    lie = places.lie(one.place, other.place)
    if who < 0 or whom < 0 or (one.record.mode and other.record.mode and one.record.mode != other.record.mode):
        return False
    if one.person and other.person:
        return whom == 2 and lie not in ("apart", "unknown")
    return lie in ("same", "near") or (lie == "open" and who == 2)


def _torn(one: Case, other: Case, places: PlacesFound) -> DisagreementFound | None:
    """Two events that happened and may be one but for the day, the place or the actor."""
    toll, words = one.tolls & other.tolls, one.sentences & other.sentences
    if not (toll or words) or one.reports <= other.reports or other.reports <= one.reports:
        return None  # who tells of both doesn't tell the one instead of the other
    lie = places.lie(one.place, other.place)
    who, whom = agree(one.actors, other.actors), agree(one.recipients, other.recipients)
    apart = one.low > other.high or other.low > one.high
    same_day = one.exact and other.exact and one.low == other.low
    tie = "the same sentence" if words else "the same toll ({} {:g})".format(*min(toll))
    dying = one.stems <= _DYING or other.stems <= _DYING  # the day of a death is not that of what led to it
    if apart and not dying and who >= 0 and whom >= 0 and (lie in ("same", "near") or words) and lie != "apart":
        if max(one.low, other.low) - min(one.high, other.high) > NEAR_DAYS:
            return None
        says = [interval_text(case.low, case.high) for case in (one, other)]
        return held_against("date", one, (one, other), says, f"{tie}, same place and trigger, but the days differ")
    if same_day and lie in ("apart", "unknown") and who > 0 and whom >= 0:
        says = [places.everywhere[case.place].place.name for case in (one, other)]
        return held_against(
            "place", one, (one, other), says, f"{tie}, same day, actors and trigger, but the places differ"
        )
    if same_day and lie in ("same", "near") and who < 0 <= whom:
        return held_against(
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
