"""Denials that no event of their own carries ("denied responsibility"), against what those who deny are accused of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.model.record import Source
from dateline.model.spans import Span
from dateline.record.actors import ActorsFound
from dateline.record.blame import of_what
from dateline.record.cases import HARMFUL, Case
from dateline.record.corpus import Corpus
from dateline.record.disagreements import DisagreementFound, SideFound
from dateline.record.events import EventsFound
from dateline.record.words import stems_of, words_of

_DENIED = re.compile(
    r"(?i)\b(?:responsib\w+|involve\w+|accusations?|allegations?|claims?|charges?|reports?|blame|role|wrongdoing|part)\b"
)
_SHARED = 2
"""Words that a denial with an event of its own must share with the accusation that it answers."""
_PLAIN_DENIAL = 10
"""Words of a denial at most that names what is denied only in general."""


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
            if case.record.type == "ACCUSE" or (case.record.type in HARMFUL and case.voices - {"", side}):
                blamed.setdefault((case.story, side), []).append(case)
    deniers = _deniers(cases, found)
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
        if plain and not carried and any((story_of[report], side) in deniers for side in own):
            continue  # they deny in so many words what they deny elsewhere in particular
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
                sorted({*target.record.sources, *of_what(target, of_story[target.story])}),
            ),
            SideFound("denied", [], sorted(sources)),
        ]
        why = f"{who} denies what {who} is accused of"
        yield DisagreementFound("status", target.label, False, sorted(sides, key=lambda side: side.sources[0]), why)


def _deniers(cases: Sequence[Case], found: Sequence[DisagreementFound]) -> set[tuple[int, str]]:
    """Who is shown already as denying something in particular, with the story."""
    by_id = {case.record.id: case for case in cases}
    items = (item for one in found for side in one.sides if side.says == "denied" for item in side.items)
    known: set[tuple[int, str]] = set()
    for case in (by_id[item] for item in items if item in by_id):
        voices = case.voices - {"", "somebody"}
        known.update((case.story, side) for side in voices.union(*(party.wide for party in case.actors)))
    return known


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
