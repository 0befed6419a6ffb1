"""What is wrong, one line each: for the people who mend it (`--list`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmarks.story.attributions import Attributions
from benchmarks.story.disagreements import Disagreements
from benchmarks.story.events import Events, Pair
from benchmarks.story.figures import Figures
from benchmarks.story.gold import Story
from benchmarks.story.relations import Relations
from benchmarks.story.view import View
from benchmarks.story.who import Who
from dateline.model.record import Record


def listed(story: Story, record: Record) -> Iterator[str]:
    """Lines about events, spurious events, figures, attributions, relations, disagreements and merged actors."""
    view = View(record, story.texts)
    who = Who(story, view)
    events, figures = Events(story, view, who), Figures(story, view, who)
    for pair in events.pairs:
        yield _mention(pair, events)
    spurious, _ = events.spurious
    for event in record.events:
        if event.id in spurious:
            words = ", ".join(f"“{source.span.text}” at {source.span.start}" for source in event.sources)
            yield f"spurious  {event.type} {event.status}: {words}"
    for gold, figure in figures.pairs:
        if figure is None or not figures.claimed_by(gold, figure):
            yield f"figure {gold['id']}  {'missing' if figure is None else 'claimant'}: {gold['anchor']}"
    matched = {figure.id for _, figure in figures.pairs if figure is not None}
    for given in figures.judged:
        if given.id not in matched:
            yield f"figure not in the gold: “{given.source.span.text}” {given.unit}"
    yield from _attributions(Attributions(story, view, who))
    relations = Relations(story, view, who)
    found = relations.found()
    yield from (f"relation missing: {wanted}" for wanted in relations.wanted() if wanted not in found)
    disagreements = Disagreements(story, view, events, figures)
    for gold, one in disagreements.pairs:
        if one is None:
            yield f"disagreement missing: {gold['kind']} {gold['sides']}: {gold['about']}"
    right = disagreements.matched
    yield from (f"disagreement spurious: {one.kind} {one.about}" for one in record.disagreements if one.id not in right)
    yield from (f"forbidden merge: {' and '.join(sorted(names))}" for names in who.forbidden())


def _mention(pair: Pair, events: Events) -> str:
    """One gold mention: what was found for it and which fields are wrong."""
    gold = events.story.events[pair.mention.event]
    run = pair.mention.trigger or (0, 0)
    words = events.story.texts[pair.mention.file][slice(*run)]
    if pair.told is None:
        return f"{pair.mention.event}  missing: “{words}” in {pair.mention.file} at {run[0]}"
    event = events.view.events[pair.told.event]
    judged = events.judged(pair.mention.event, pair.told.event)
    place = events.view.gazetteer.get(event.place or "")
    wrong = {
        "roles": f"{_names(events, event.actors)} → {_names(events, event.recipients)}, "
        f"not {gold['actor']} → {gold['recipient']}",
        "type": f"{event.type}, not {gold['plover']}",
        "status": f"{event.status}, not {gold['status']}",
        "date": f"{event.when.earliest} … {event.when.latest}, not {gold['date']}",
        "place": f"{place.name if place else None}, not {gold['place']}",
    }
    said = "; ".join(f"{name} {why}" for name, why in wrong.items() if not getattr(judged, name))
    return f"{pair.mention.event}  “{words}” ({pair.how}): {said or 'all right'}"


def _names(events: Events, ids: Iterable[str]) -> list[str]:
    """Gold names of actors; of one that the gold doesn't have, its own name in brackets."""
    actors = events.view.actors
    return sorted(f"[{actors[one].name}]" if one in actors else one for one in events.who.names(ids))


def _attributions(attributions: Attributions) -> Iterator[str]:
    used: set[str] = set()
    for gold, claim, spoken in attributions.pairs:
        if claim is None or not spoken:
            given = attributions.who.gold_of.get(claim.speaker or "", claim.speaker) if claim else "missing"
            yield f"attribution  {given}, not {gold['speaker']}: {gold['anchor']}"
        if claim is not None and spoken:
            used.add(claim.id)
    for claim in attributions.view.record.claims:
        if claim.id not in used:
            content = " … ".join(span.text for span in claim.content)
            yield f"claim not in the gold: “{claim.source.span.text}” {content[:90]}"
