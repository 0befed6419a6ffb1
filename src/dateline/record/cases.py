"""Events as they are held against each other: who acts and is acted on, when, where, whose word it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dateline.model.record import RecordEvent, RecordFigure
from dateline.record.actors import ActorsFound
from dateline.record.corpus import Corpus
from dateline.record.disagreements import DisagreementFound, Kind, SideFound
from dateline.record.events import EventsFound
from dateline.record.numbers import CASUALTIES
from dateline.record.tellings import CLASS_OF, Class, Party, Telling

WINDOW = 30
"""With how many others under one key an event is held."""
NEAR_DAYS = 3
"""Days between two tellings of what may be one thing, at most."""
HARMFUL = frozenset({"ASSAULT", "COERCE"})
"""Types for which one has to answer, so that who did it is disputed."""
_TELLING_TOLL = 3
"""The smallest toll that two events would hardly share by chance."""
_COPIED = 50
"""Characters of a sentence whose standing in two reports is no chance."""


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
    if speaker is None:
        return "somebody"
    item = corpus.actors.number(telling.report, speaker)
    return actors.party[item] or (str(actors.of[item]) if actors.of[item] >= 0 else "somebody")


def _parties(given: Iterable[Party]) -> list[Party]:
    found: list[Party] = []
    for party in given:
        if party and party not in found:
            found.append(party)
    return found


def agree(one: list[Party], other: list[Party]) -> int:
    """2 the same actors, 1 some in common, 0 one names nobody, -1 different actors: the best of all tellings."""
    return max((mine.agrees(theirs) for mine in one for theirs in other), default=0)


def held_against(
    kind: Kind, about: Case, cases: Sequence[Case], says: Sequence[str], why: str, *, update: bool = False
) -> DisagreementFound:
    """A disagreement of some cases, each a side of its own that says what stands at its place in `says`."""
    sides = [
        SideFound(said, [case.record.id], list(case.record.sources)) for case, said in zip(cases, says, strict=True)
    ]
    return DisagreementFound(kind, about.label, update, sides, why)
