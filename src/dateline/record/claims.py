"""Claims and figures of the record: each is one report's; what it is about, who is behind it, and its origin."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model.record import Interval, RecordClaim, RecordFigure
from dateline.record.actors import ActorsFound
from dateline.record.corpus import Corpus
from dateline.record.events import EventsFound
from dateline.record.origins import OriginsFound
from dateline.record.words import spaced


def make_figures(
    corpus: Corpus,
    actors: ActorsFound,
    origins: OriginsFound,
    counts_for: Sequence[tuple[int, str]],
    figure_ids: Sequence[str],
    event_ids: Sequence[str],
    actor_ids: Sequence[str],
    origin_ids: Sequence[str],
) -> list[RecordFigure]:
    """Every figure of every account; `counts_for` gives for each the event it counts for and how that is known."""
    items = corpus.figures
    found: list[RecordFigure] = []
    for number, figure in enumerate(items.items):
        report = items.report[number]
        account = corpus.accounts[report]
        claimants: tuple[str, ...] = ()
        origin = origins.at(report, figure.span.start)
        if figure.claim is not None:
            origin = origins.claim[corpus.claims.number(report, figure.claim)]
            speaker = account.claims[figure.claim].speaker
            someone = actors.of[corpus.actors.number(report, speaker)] if speaker is not None else -1
            if someone >= 0:
                claimants = (actor_ids[someone],)
        as_of = None
        if figure.as_of is not None:
            when = account.times[figure.as_of]
            as_of = Interval(
                when.earliest, when.latest, when.why or f"“{spaced(when.span.text)}”", spaced(when.span.text)
            )
        event, how = counts_for[number]
        outlet = corpus.reports[report].outlet
        found.append(
            RecordFigure(
                id=figure_ids[number],
                source=corpus.source(items, number, figure.span, figure.sentence),
                value=figure.value,
                low=figure.low,
                high=figure.high,
                unit=figure.unit,
                bound=figure.bound,
                what=figure.what,
                event=event_ids[event] if event >= 0 else None,
                claimants=claimants,
                outlet=outlet.value if outlet is not None else None,
                as_of=as_of,
                origin=origin_ids[origin],
                why="; ".join(part for part in (figure.why or "read from the text", how) if part),
            )
        )
    return found


def make_claims(
    corpus: Corpus,
    events: EventsFound,
    actors: ActorsFound,
    origins: OriginsFound,
    figures: Sequence[RecordFigure],
    rejected_figures: set[int],
    claim_ids: Sequence[str],
    event_ids: Sequence[str],
    actor_ids: Sequence[str],
    origin_ids: Sequence[str],
) -> list[RecordClaim]:
    """Every claim of every account, with the events and figures told in its content, and the reason for its origin."""
    items = corpus.claims
    told: list[list[int]] = [[] for _ in range(len(items))]
    for number, event in enumerate(corpus.events.items):
        if event.claim is not None and events.of[number] >= 0:
            told[corpus.claims.number(corpus.events.report[number], event.claim)].append(events.of[number])
    counted: list[list[str]] = [[] for _ in range(len(items))]
    for number, figure in enumerate(corpus.figures.items):
        if figure.claim is not None and number not in rejected_figures:
            counted[corpus.claims.number(corpus.figures.report[number], figure.claim)].append(figures[number].id)
    found: list[RecordClaim] = []
    for number, claim in enumerate(items.items):
        report = items.report[number]
        speaker = actors.of[corpus.actors.number(report, claim.speaker)] if claim.speaker is not None else -1
        chain = [actors.of[corpus.actors.number(report, index)] for index in claim.chain]
        root = origins.roots[origins.claim[number]]
        shared = f"{len(root.reports)} reports rest on it" if len(root.reports) > 1 else "this report alone"
        found.append(
            RecordClaim(
                id=claim_ids[number],
                source=corpus.source(items, number, claim.cue, claim.sentence),
                content=claim.content,
                speaker=actor_ids[speaker] if speaker >= 0 else None,
                chain=tuple(actor_ids[one] for one in chain if one >= 0),
                direct=claim.direct,
                certainty=claim.certainty,
                events=tuple(event_ids[one] for one in sorted(set(told[number]))),
                figures=tuple(counted[number]),
                origin=origin_ids[origins.claim[number]],
                why=f"{claim.why or 'read from the text'}; origin: {root.name}, {shared}",
            )
        )
    return found
