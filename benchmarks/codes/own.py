"""The codebook's own examples, scored at span level: the event at the marked trigger."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from benchmarks.codes.scores import Classes
from benchmarks.counts import Counts, Share
from dateline.events import Codebook, told_as
from dateline.events.examples import Example, Run
from dateline.model.account import Actor, Event
from dateline.model.spans import Span

_BESIDE = 20
"""Characters between a marked trigger and one that still counts as it: "took to the *streets*", "put on *alert*"."""

Coded = tuple[tuple[Actor, ...], tuple[Event, ...]]


@dataclass
class OwnScores:
    """Types, modes, contexts, near misses and roles over a set of examples, and those that are wrong."""

    types: Classes = field(default_factory=Classes)
    modes: Classes = field(default_factory=Classes)
    contexts: Counts = field(default_factory=Counts)
    near: Share = field(default_factory=Share)
    actor: Share = field(default_factory=Share)
    recipient: Share = field(default_factory=Share)
    wrong: list[str] = field(default_factory=list)


def score_examples(examples: Iterable[Example], codebook: Codebook, code: Callable[[str], Coded]) -> OwnScores:
    """Score every example; `code` gives the actors and events of a text."""
    scores = OwnScores()
    for example in examples:
        actors, events = code(example.text)
        if example.near:
            _near(scores, codebook, example, events)
        elif example.type is not None:
            _typed(scores, codebook, example, actors, events)
        if example.contexts or (example.near and example.type is None):
            _contexts(scores, example, events)
    return scores


def at_trigger(example: Example, events: Iterable[Event]) -> Event | None:
    """The event whose trigger overlaps a marked one, or stands right beside it (a light verb, a particle)."""
    exact = (event for event in events if any(_overlap(event.trigger, run) for run in example.triggers))
    near = (
        event
        for event in events
        if any(
            event.trigger.end + _BESIDE > run[0] and event.trigger.start < run[1] + _BESIDE for run in example.triggers
        )
    )
    return next(exact, None) or next(near, None)


def _typed(
    scores: OwnScores, codebook: Codebook, example: Example, actors: tuple[Actor, ...], events: tuple[Event, ...]
) -> None:
    event = at_trigger(example, events)
    kind, mode = told_as(codebook, event) if event is not None else (None, None)
    scores.types.add(example.type, kind)
    if example.mode is not None:
        scores.modes.add(f"{example.type} {example.mode}", f"{kind} {mode}" if kind == example.type else None)
    if kind != example.type or (example.mode is not None and mode != example.mode):
        wanted = f"{example.type} {example.mode or ''}".strip()
        got = f"{kind} {mode or ''}".strip() if event is not None else "no event"
        scores.wrong.append(f"{wanted}, coded {got}: {example.text}")
    if event is not None:
        scores.actor.add(_same(example.actors, event.actors, actors))
        scores.recipient.add(_same(example.recipients, event.recipients, actors))


def _same(marked: tuple[Run, ...], given: tuple[int, ...], actors: tuple[Actor, ...]) -> bool:
    """Whether every marked run overlaps a mention of an actor given, and every actor given is marked."""
    mentions = [list(actors[index].mentions) for index in given]
    return all(any(_overlap(span, run) for spans in mentions for span in spans) for run in marked) and all(
        any(_overlap(span, run) for span in spans for run in marked) for spans in mentions
    )


def _near(scores: OwnScores, codebook: Codebook, example: Example, events: tuple[Event, ...]) -> None:
    if example.type is None:
        return
    if example.triggers:
        event = at_trigger(example, events)
        events = (event,) if event is not None else ()
    told = [told_as(codebook, event)[0] for event in events if event.status not in ("denied", "hypothetical")]
    right = example.type not in told
    scores.near.add(right)
    if not right:
        scores.wrong.append(f"not {example.type}, but coded so: {example.text}")


def _contexts(scores: OwnScores, example: Example, events: tuple[Event, ...]) -> None:
    event = at_trigger(example, events)
    told = event.contexts if event is not None else tuple({name for one in events for name in one.contexts})
    if example.near:
        scores.contexts.add([], [name for name in told if name in example.contexts])
    elif events:
        scores.contexts.add(list(example.contexts), list(told))
    missed = set(example.contexts) - set(told)
    if missed and not example.near:
        scores.wrong.append(f"without context {', '.join(sorted(missed))}: {example.text}")


def _overlap(span: Span, run: Run) -> bool:
    return span.start < run[1] and run[0] < span.end
