"""Tellings that are not one event, though all but one thing about them agrees: readings of one happening.

- **status**: denied, hypothetical or planned by one, happened by another;
- **date**, **place**, **actor**: the same act, tied by the same toll or the same words, told with different days, with
  places that are apart, or with different actors;
- **status**, too: a denial without an event of its own ("denied responsibility") against what the one who denies is
  accused of;
- **actor**, too: the one who is accused says that another did it;
- **actor**, **place**, too: who killed or arrested somebody with a name, and where, for it happens but once;
- **date**, without such a tie, for what hardly happens on two days running in one place or to one person (a march, a
  resignation, the arrest of somebody with a name; no attack): one word, one place or the same actors, and no report
  that knows of both days.

Nothing is listed on likeness alone: each kind needs the rest to agree and, for all but status, a tie that two different
events would hardly share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dateline.record.blame import find_passed_on
from dateline.record.cases import HARMFUL, NEAR_DAYS, WINDOW, Case, agree, held_against
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

_DEADLY = frozenset(map(stem, "kill killed killing die died death shot execute executed murder murdered slain".split()))
"""Stems of what tells of somebody's death, be it alone."""
_POINTS = frozenset({"village", "city", "facility"})


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
        yield from _denied_together(
            found
            for case in group
            if case.status_class != "real"
            and (found := contradicted(corpus, case, real, by_side, alike, places)) is not None
        )
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
        yield from _of_one_person(group, places)
    yield from find_passed_on(cases)


def _denied_together(every: Iterable[DisagreementFound]) -> Iterator[DisagreementFound]:
    """The disagreements, those in which one event is denied in several tellings as one."""
    denied: dict[frozenset[str], DisagreementFound] = {}
    for found in every:
        mine = next((side for side in found.sides if side.says == "denied"), None)
        others = [side for side in found.sides if side is not mine]
        target = frozenset(item for side in others for item in side.items)
        first = denied.get(target) if mine is not None else None
        if mine is None or first is None:
            if mine is not None:
                denied[target] = found
            else:
                yield found
            continue
        side = next(side for side in first.sides if side.says == "denied")
        side.items.extend(item for item in mine.items if item not in side.items)
        side.sources.extend(source for source in mine.sources if source not in side.sources)
        side.sources.sort()
        first.sides.sort(key=lambda side: side.sources[0])
    yield from denied.values()


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


def _of_one_person(group: Sequence[Case], places: PlacesFound) -> Iterator[DisagreementFound]:
    """The killing or the arrest of somebody with a name, told with others who did it or with another place."""
    by_person: dict[str, list[Case]] = {}
    for case in group:
        if case.status_class == "real" and case.person and case.record.type in HARMFUL:
            by_person.setdefault(min(side for party in case.recipients for side in party.wide), []).append(case)
    for cases in by_person.values():
        for place, one in enumerate(cases[:WINDOW]):
            for other in cases[place + 1 : WINDOW]:
                if _once(one, other):
                    yield from _torn_by_account(one, other, places)


def _once(one: Case, other: Case) -> bool:
    """Whether two events are of what happens to a person but once, as far as their days go: death, or one arrest."""
    if agree(one.recipients, other.recipients) != 2 or one.low > other.high or other.low > one.high:
        return False
    voices = (one.voices | other.voices) - {""}
    if one.reports & other.reports and (one.voices & other.voices or len(voices) < 2):
        return False  # who tells of both doesn't tell the one instead of the other
    deadly = bool(one.stems & _DEADLY and other.stems & _DEADLY)
    taken = one.exact and other.exact and one.record.mode is not None and one.record.mode == other.record.mode
    return deadly or taken


def _torn_by_account(one: Case, other: Case, places: PlacesFound) -> Iterator[DisagreementFound]:
    """What two accounts of what happened to one person differ in."""
    if agree(one.actors, other.actors) < 0:
        why = "the same person and what happens but once, but the actors differ"
        yield held_against("actor", one, (one, other), [one.who, other.who], why)
    if one.place < 0 or other.place < 0 or one.place == other.place or not (one.exact and other.exact):
        return
    where = [places.everywhere[case.place].place for case in (one, other)]
    if places.lie(one.place, other.place) in ("apart", "near") and {place.kind for place in where} <= _POINTS:
        why = "the same person, day and kind of event, but the places differ"
        yield held_against("place", one, (one, other), [place.name for place in where], why)


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
    if not (toll or words):
        return None
    if one.reports <= other.reports or other.reports <= one.reports:
        return _two_accounts(one, other) if toll else None
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


def _two_accounts(one: Case, other: Case) -> DisagreementFound | None:
    """What a report gives as the word of two sides, with one toll and different victims or perpetrators.

    Who tells of both on its own word doesn't tell the one instead of the other.
    """
    voices = one.voices | other.voices
    if one.voices & other.voices or voices & {"", "somebody"} or one.low > other.high or other.low > one.high:
        return None
    who, whom = agree(one.actors, other.actors), agree(one.recipients, other.recipients)
    others = whom < 0 or (one.heads[1] and other.heads[1] and not one.heads[1] & other.heads[1])
    if not (who < 0 or others) or not (one.stems & other.stems):
        return None
    toll = "{} {:g}".format(*min(one.tolls & other.tolls))
    why = f"one report, two accounts with the same toll ({toll}), but the actors differ"
    return held_against("actor", one, (one, other), [one.who, other.who], why)


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
