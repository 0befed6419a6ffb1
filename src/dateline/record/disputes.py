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

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.model.record import RecordEvent, RecordFigure, Source
from dateline.model.spans import Span
from dateline.record.actors import ActorsFound
from dateline.record.corpus import Corpus
from dateline.record.disagreements import DisagreementFound, Kind, SideFound
from dateline.record.events import EventsFound
from dateline.record.numbers import CASUALTIES
from dateline.record.places import PlacesFound
from dateline.record.tellings import CLASS_OF, Class, Party, Telling, interval_text
from dateline.record.words import common_triggers, stem, stems_of, words_of

_WINDOW = 30
_NEAR_DAYS = 3
_TELLING_TOLL = 3
"""The smallest toll that two events would hardly share by chance."""
_COPIED = 50
_DAYS_OFF = 2
"""How far apart two reports may date one thing without a tie."""
_RECURRING = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT"})
"""Types of which one place sees several in a row."""


_DYING = frozenset(map(stem, "die died dead death deaths toll dying body bodies put injured".split()))
"""Stems of what tells only that people died or were hurt."""
_HARMFUL = frozenset({"ASSAULT", "COERCE"})
"""Types for which one has to answer, so that who did it is disputed."""


@dataclass(slots=True)
class Case:
    """An event as it is held against others; `label`, `who` and (of an accusation) `accused` are for people."""

    number: int
    record: RecordEvent
    label: str
    who: str
    accused: str
    status_class: Class
    story: int
    low: int
    high: int
    place: int
    actors: list[Party]
    recipients: list[Party]
    stems: frozenset[str]
    reports: frozenset[int]
    person: bool
    """Whether it is done to one person with a name, to whom it hardly happens twice in a row."""
    tolls: frozenset[tuple[str, float]]
    sentences: frozenset[str]
    voices: frozenset[str]
    """Whose word the tellings are: the parties of their speakers, "" for the reports' own."""
    told: frozenset[tuple[int, str, str]]
    """Report, stem of the trigger and whose word, for each telling."""
    heads: tuple[frozenset[str], frozenset[str]]
    """What those who act and who are acted on are called, where they have no names."""
    denied: bool
    """Whether it is denied: told as not having happened, or only as what somebody rejects."""

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
    rejected: Callable[[Telling], bool] = lambda _: False,
    actors: ActorsFound | None = None,
) -> Case:
    """The case of one event; `figures` are those counted for it, `voice` says whose word a telling is.

    `rejected` says whether a telling stands only in what somebody denies ("rejected a claim that …").
    """
    tellings = [events.tellings[member] for member in events.clusters[number]]
    tolls = {
        (figure.unit, figure.value) for figure in figures if figure.unit in CASUALTIES and figure.value is not None
    }
    whom = {number for telling in tellings for number in telling.recipients.named}
    denied = record.status == "denied" or (record.status != "happened" and all(map(rejected, tellings)))
    return Case(
        number=number,
        record=record,
        label=label,
        who=who,
        accused=_names(actors, whom) if record.type == "ACCUSE" and actors is not None else "",
        status_class="unreal" if denied else CLASS_OF[record.status],
        story=story,
        low=max(telling.low for telling in tellings),
        high=min(telling.high for telling in tellings),
        place=place,
        actors=_parties(telling.actors for telling in tellings),
        recipients=_parties(telling.recipients for telling in tellings),
        stems=frozenset(word for telling in tellings for word in telling.stems),
        reports=frozenset(telling.report for telling in tellings),
        person=actors is not None and len(whom) == 1 and actors.everyone[min(whom)].kind == "person",
        tolls=frozenset((unit, value) for unit, value in tolls if value >= _TELLING_TOLL),
        sentences=frozenset(telling.sentence for telling in tellings if len(telling.sentence) >= _COPIED),
        voices=frozenset(voice(telling) for telling in tellings),
        told=frozenset((telling.report, word, voice(telling)) for telling in tellings for word in telling.stems),
        heads=(
            frozenset(head for telling in tellings for head in telling.actors.heads),
            frozenset(head for telling in tellings for head in telling.recipients.heads),
        ),
        denied=denied,
    )


def _names(actors: ActorsFound, numbers: set[int]) -> str:
    return ", ".join(sorted(actors.everyone[number].name for number in numbers))


def is_rejected(corpus: Corpus, telling: Telling) -> bool:
    """Whether a telling stands in the content of a denial, be it as somebody else's claim."""
    trigger = telling.event.trigger
    return any(
        claim.certainty == "denied" and any(span.contains(trigger) for span in claim.content)
        for claim in corpus.accounts[telling.report].claims
    )


def voice_of(corpus: Corpus, actors: ActorsFound, telling: Telling) -> str:
    """Whose word a telling is: the party of its speaker, of who denies it, "" where the report tells it itself."""
    if telling.event.claim is None:
        return ""
    claims, trigger = corpus.accounts[telling.report].claims, telling.event.trigger
    denials = [
        claim for claim in claims if claim.certainty == "denied" and any(s.contains(trigger) for s in claim.content)
    ]
    speaker = (denials[0] if denials else claims[telling.event.claim]).speaker
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
        alike: dict[tuple[int, str], list[Case]] = {}
        by_side: dict[str, list[Case]] = {}
        for case in group:
            if case.status_class == "real":
                for key in _in_one_report(case):
                    alike.setdefault(key, []).append(case)
            for side in sorted({side for party in case.actors for side in party.wide}):
                by_side.setdefault(side, []).append(case)
            if case.status_class == "real":
                for word in sorted(case.stems):
                    real.setdefault(word, []).append(case)
        for case in group:
            if case.status_class != "real":
                found = _contradicted(corpus, case, real, by_side, alike, places)
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
    yield from _passed_on(cases)


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
    if one.person and other.person:
        return whom == 2 and lie not in ("apart", "unknown")
    return lie in ("same", "near") or (lie == "open" and who == 2)


def _in_one_report(case: Case) -> Iterator[tuple[int, str]]:
    """Keys under which a denial finds what its own report tells in other words: the mode, what who acts is called."""
    for report in sorted(case.reports):
        if case.record.mode:
            yield report, f"mode {case.record.mode}"
        for head in sorted(case.heads[0]):
            yield report, f"called {head}"


def _contradicted(
    corpus: Corpus,
    case: Case,
    real: dict[str, list[Case]],
    by_side: dict[str, list[Case]],
    alike: dict[tuple[int, str], list[Case]],
    places: PlacesFound,
) -> DisagreementFound | None:
    """What happened by other accounts and by this one did not, or had yet to: one event, or tellings of one."""
    near: dict[int, Case] = {}
    for word in sorted(case.stems):
        for other in real.get(word, ())[:_WINDOW]:
            near[other.number] = other
    if case.denied:
        for key in _in_one_report(case):
            for other in alike.get(key, ())[:_WINDOW]:
                if not case.voices & other.voices:
                    near.setdefault(other.number, other)
        # what is denied may be put in other words: then the same actors on both ends must tie the two
        for side in sorted({side for party in case.actors for side in party.wide}):
            for other in by_side.get(side, ())[:_WINDOW]:
                told = other.status_class == "real" or (other.record.status == "possible" and not other.denied)
                whom, lie = _agree(case.recipients, other.recipients), places.lie(case.place, other.place)
                if told and _agree(case.actors, other.actors) == 2 and (whom == 2 or lie in ("same", "near")):
                    near[other.number] = other
    fits = [(strength, other) for other in near.values() if (strength := _fits(corpus, case, other, places))]
    if not fits:
        return None
    best = max(strength for strength, _ in fits)
    others = [other for strength, other in fits if strength == best]
    if len(others) > 1 and not (case.denied and _one_thing(others, places)):
        return None
    other = others[0]
    update = case.status_class == "future" and not case.reports & other.reports
    status = "denied" if case.denied else case.record.status
    why = f"{status} by one, {other.record.status} by the other; for the rest alike: same type, same trigger"
    if _agree(case.actors, other.actors) > 0:
        why += ", same actors"
    if _agree(case.recipients, other.recipients) > 0:
        why += ", same recipients"
    if update:
        why += "; the report that tells it as happened is the later"
    mine = SideFound(status, [case.record.id], list(case.record.sources))
    theirs = SideFound(
        other.record.status,
        [one.record.id for one in others],
        sorted(source for one in others for source in one.record.sources),
    )
    sides = [mine, theirs] if update else sorted((mine, theirs), key=lambda side: side.sources[0])
    return DisagreementFound("status", case.label, update, sides, why)


def _one_thing(cases: Sequence[Case], places: PlacesFound) -> bool:
    """Whether events may be tellings of one: nothing but their days speaks against it, and these are close."""
    return all(
        _agree(one.actors, other.actors) >= 0
        and _agree(one.recipients, other.recipients) >= 0
        and places.lie(one.place, other.place) not in ("apart", "unknown")
        and max(one.low, other.low) - min(one.high, other.high) <= _NEAR_DAYS
        for place, one in enumerate(cases)
        for other in cases[place + 1 :]
    )


def _fits(corpus: Corpus, case: Case, other: Case, places: PlacesFound) -> int:
    """How well an event that did not happen fits one that did; 0 where it does not."""
    lie = places.lie(case.place, other.place)
    who, whom = _agree(case.actors, other.actors), _agree(case.recipients, other.recipients)
    if who < 0 or whom < 0 or lie == "apart" or case.low > other.high or other.low > case.high:
        return 0
    if any(one and two and not one & two for one, two in zip(case.heads, other.heads, strict=True)) and who + whom < 1:
        return 0  # "killed a watchman", "killed their prisoners"
    nobody = not (other.actors or other.heads[0]) and other.voices <= {""}
    if case.denied and nobody and (case.actors or case.heads[0]):
        return 0  # that it happened is not disputed: who did it is
    if lie == "unknown" and not (who == whom == 2 and case.stems & other.stems):
        return 0
    if not (case.denied and case.stems & other.stems) and _of_one_sentence(case, other):
        return 0  # "met to consult", "nobody has committed to sending them": what one is for
    if case.told & other.told:
        return 0  # one voice tells both in one report: they are two
    placed = lie in ("same", "near")
    day = case.exact and other.exact
    if case.denied:
        # a denial answers what its own report has told, if in the same words
        mine, theirs = case.heads[0] & other.heads[0], case.record.mode and case.record.mode == other.record.mode
        answers = bool(case.reports & other.reports and (case.stems & other.stems or mine or theirs))
        sure = who + whom > 0 or (placed and day) or answers
        return 1 + who + whom + 2 * placed + 2 * day + answers + 2 * bool(mine) if sure else 0
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


def _of_one_sentence(case: Case, other: Case) -> bool:
    """Whether a sentence tells both."""
    told = {(source.report, source.sentence.start) for source in case.record.sources if source.sentence is not None}
    return any(
        (source.report, source.sentence.start) in told for source in other.record.sources if source.sentence is not None
    )


def _torn(one: Case, other: Case, places: PlacesFound) -> DisagreementFound | None:
    """Two events that happened and may be one but for the day, the place or the actor."""
    toll, words = one.tolls & other.tolls, one.sentences & other.sentences
    if not (toll or words) or one.reports <= other.reports or other.reports <= one.reports:
        return None  # who tells of both doesn't tell the one instead of the other
    lie = places.lie(one.place, other.place)
    who, whom = _agree(one.actors, other.actors), _agree(one.recipients, other.recipients)
    apart = one.low > other.high or other.low > one.high
    same_day = one.exact and other.exact and one.low == other.low
    tie = "the same sentence" if words else "the same toll ({} {:g})".format(*min(toll))
    dying = one.stems <= _DYING or other.stems <= _DYING  # the day of a death is not that of what led to it
    if apart and not dying and who >= 0 and whom >= 0 and (lie in ("same", "near") or words) and lie != "apart":
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


def find_denials(
    corpus: Corpus,
    actors: ActorsFound,
    story_of: Sequence[int],
    events: EventsFound,
    cases: Sequence[Case],
    found: Sequence[DisagreementFound],
) -> Iterator[DisagreementFound]:
    """Denials that no event of their own carries, against what those who deny are accused of.

    `story_of` gives the story of each report, `found` what is shown already: a denial is shown once.
    """
    shown: dict[str, list[Span]] = {}
    for one in found:
        for source in (source for side in one.sides for source in side.sources if one.kind == "status"):
            shown.setdefault(source.report, []).append(source.span)
    denied: dict[int, list[Span]] = {}
    for case in cases:
        for telling in (events.tellings[member] for member in events.clusters[case.number] if case.denied):
            denied.setdefault(telling.report, []).append(telling.event.trigger)
    blamed: dict[tuple[int, str], list[Case]] = {}
    for case in cases:
        if case.status_class == "unreal" or case.denied:
            continue
        parties = case.recipients if case.record.type == "ACCUSE" else case.actors
        for side in sorted({side for party in parties for side in party.wide}):
            if case.record.type == "ACCUSE" or case.voices - {"", side}:
                blamed.setdefault((case.story, side), []).append(case)
    answers: dict[tuple[int, int], list[Source]] = {}
    for number, claim in enumerate(corpus.claims.items):
        report = corpus.claims.report[number]
        if claim.certainty != "denied" or claim.speaker is None:
            continue
        item = corpus.actors.number(report, claim.speaker)
        own = {actors.party[item], str(actors.of[item])} - {"", "-1"}
        source = corpus.source(corpus.claims, number, claim.cue, claim.sentence)
        if not own or any(span.contains(told) for told in shown.get(source.report, ()) for span in claim.content):
            continue
        length = sum(len(words_of(span.text)) for span in claim.content)
        plain = length <= _PLAIN_DENIAL and any(_DENIED.search(span.text) for span in claim.content)
        carried = any(span.contains(told) for told in denied.get(report, ()) for span in claim.content)
        if not plain and not carried:
            continue
        near = {case.number: case for side in sorted(own) for case in blamed.get((story_of[report], side), ())
                if not case.voices & own}  # fmt: skip
        if not plain:
            said = frozenset(word for span in claim.content for word in stems_of(span.text))
            near = {number: case for number, case in near.items() if _told_alike(case, said)}
        target = _answered(events, report, claim.cue.start, list(near.values()))
        if target is not None:
            answers.setdefault((actors.of[item], target.number), []).append(source)
    by_number = {case.number: case for case in cases}
    of_story: dict[int, list[Case]] = {}
    for case in cases:
        of_story.setdefault(case.story, []).append(case)
    for (someone, number), sources in answers.items():
        target, who = by_number[number], actors.everyone[someone].name
        sides = [
            SideFound(
                target.record.status,
                [target.record.id],
                sorted({*target.record.sources, *_of_what(target, of_story[target.story])}),
            ),
            SideFound("denied", [], sorted(sources)),
        ]
        why = f"{who} denies what {who} is accused of"
        yield DisagreementFound("status", target.label, False, sorted(sides, key=lambda side: side.sources[0]), why)


_DENIED = re.compile(
    r"(?i)\b(?:responsib\w+|involve\w+|accusations?|allegations?|claims?|charges?|reports?|blame|role|wrongdoing|part)\b"
)
_SHARED = 2
"""Words that a denial with an event of its own must share with the accusation that it answers."""
_PLAIN_DENIAL = 10
"""Words of a denial at most that names what is denied only in general."""


def _told_alike(case: Case, said: frozenset[str]) -> bool:
    """Whether a sentence that tells an event has some of these words."""
    sentences = [source.sentence for source in case.record.sources if source.sentence is not None]
    enough = 1 if case.record.type == "ACCUSE" else _SHARED  # an accusation names who denies it
    return any(len(said & stems_of(sentence.text)) >= enough for sentence in sentences)


def _answered(events: EventsFound, report: int, start: int, near: list[Case]) -> Case | None:
    """What a denial answers: what its report told last before it, else the one accusation of the story."""
    before: list[tuple[int, Case]] = []
    for case in near:
        for member in events.clusters[case.number]:
            telling = events.tellings[member]
            if telling.report == report and telling.event.trigger.start < start:
                before.append((telling.event.trigger.start, case))
    if before:
        return max(before, key=lambda pair: (pair[0], -pair[1].number))[1]
    accusations = [case for case in near if case.record.type == "ACCUSE"] or near
    return accusations[0] if len(accusations) == 1 else None


def _passed_on(cases: Sequence[Case]) -> Iterator[DisagreementFound]:
    """Who did it: somebody is accused, and says that it was another."""
    by_story: dict[int, list[Case]] = {}
    for case in cases:
        if case.status_class == "real" and (case.record.type == "ACCUSE" or (
            case.record.type in _HARMFUL and case.voices - {""})):  # fmt: skip
            by_story.setdefault(case.story, []).append(case)
    for group in by_story.values():
        answers: dict[str, list[Case]] = {}
        for case in group:
            for side in sorted(_accusers(case)):
                answers.setdefault(side, []).append(case)
        shown: set[frozenset[str]] = set()
        pairs: list[tuple[bool, float, int, int, Case, Case]] = []
        for case in group:
            accused, accuser = _accused(case), _accusers(case)
            for other in {other.number: other for side in sorted(accused)
                          for other in answers.get(side, ())[:_WINDOW]}.values():  # fmt: skip
                if other is case or not accuser or accused & _accused(other) or not _accused(other):
                    continue
                apart = case.low > other.high or other.low > case.high
                third = not accuser & _accused(other) and "ACCUSE" in (case.record.type, other.record.type)
                same = case.record.type == other.record.type != "ACCUSE" and bool(case.stems & other.stems)
                if not apart and (third or (same and case.reports != other.reports)):
                    shared = len(case.stems & other.stems) / len(case.stems | other.stems)
                    pairs.append((not same, -shared, case.number, other.number, case, other))
        for *_, case, other in sorted(pairs, key=lambda pair: pair[:4]):
            blamed = frozenset(_accused(case) | _accused(other))
            if any(blamed & before for before in shown):
                continue
            shown.add(blamed)
            says = [one.accused or one.who for one in (case, other)]
            found = _dispute("actor", case, (case, other), says, "the one who is accused says that it was another")
            for one, told in zip((case, other), found.sides, strict=True):
                told.sources.extend(_of_what(one, group))
            yield found


def _of_what(case: Case, cases: Sequence[Case]) -> list[Source]:
    """For an accusation, the words of its sentence for what somebody is accused of ("accused them of the killings")."""
    if case.record.type != "ACCUSE":
        return []
    told = {(one.report, one.sentence.start): one.span.end for one in case.record.sources if one.sentence is not None}
    return sorted(
        source
        for other in cases
        if other.record.type in _HARMFUL and other.reports & case.reports
        for source in other.record.sources
        if source.sentence is not None
        and source.span.start >= told.get((source.report, source.sentence.start), source.span.start + 1)
    )


def _accused(case: Case) -> set[str]:
    parties = case.recipients if case.record.type == "ACCUSE" else case.actors
    return {side for party in parties for side in party.wide}


def _accusers(case: Case) -> set[str]:
    if case.record.type == "ACCUSE":
        return {side for party in case.actors for side in party.wide} | (set(case.voices) - {""})
    return set(case.voices) - {"", "somebody"}


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
