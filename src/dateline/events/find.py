"""Events of one reading: triggers from the codebook, their roles and status, each with its reasons."""

from __future__ import annotations

from dataclasses import replace

from dateline.events.borrowing import borrow
from dateline.events.cast import Cast
from dateline.events.codebook import Codebook
from dateline.events.contexts import Contexts
from dateline.events.headlines import add_flat_triggers, flat_roles, flat_status, in_title_case
from dateline.events.precedence import recode
from dateline.events.roles import Roles, roles_of
from dateline.events.status import Told, status_of
from dateline.events.triggers import Trigger, extent, find_triggers
from dateline.model.account import Actor, Claim, Event
from dateline.model.reading import Reading

_STEM = 4  # letters by which an event noun is known again ("meet-ing", "offen-sive")


def find_events(
    reading: Reading, codebook: Codebook, actors: tuple[Actor, ...], claims: tuple[Claim, ...]
) -> tuple[Event, ...]:
    """The events that the text tells, in order; places and times are added by the caller."""
    cast = Cast(reading, actors)
    found: list[Event] = []
    triggers = add_flat_triggers(reading, codebook, cast, find_triggers(reading, codebook, cast))
    triggers = recode(reading, codebook, triggers)
    filled = {trigger: _roles(reading, codebook, cast, trigger) for trigger in triggers}
    contexts = Contexts(reading, codebook)
    borrow(reading, cast, filled)
    for trigger, roles in filled.items():
        kind = codebook.types[trigger.pattern.type]
        claim = _innermost(claims, reading.starts[trigger.word], reading.ends[trigger.word])
        if not roles.actors and claim is not None:
            roles.actors = _first_person(reading, trigger, claims[claim], actors)
        if not (roles.actors or roles.recipients) and trigger.verb is None and reading.upos[trigger.word] != "VERB":
            earlier = _refers_back(reading, trigger, found)
            if earlier is not None:
                roles.actors, roles.recipients = list(earlier.actors), list(earlier.recipients)
                roles.why.append(f"“{reading.words[trigger.word]}” refers back to “{earlier.trigger.text}”")
            elif (
                not trigger.flat
                and str(trigger.pattern) in codebook.weak
                and not _has_parties(reading, trigger.word)
                and not in_title_case(reading, reading.sentence_of[trigger.word])
            ):
                continue
        told = status_of(reading, codebook, trigger.word, trigger.verb)
        ahead = flat_status(reading, trigger.word) if trigger.flat else None
        if ahead is not None:
            told = Told(ahead, told.background, f"{ahead}: “{reading.words[trigger.word - 1]}” stands before it")
        first, last = extent(reading, trigger)
        span = reading.span(first, last)
        signal = f"{kind.name}: “{span.text}” is in the codebook as “{trigger.pattern}”"
        if trigger.pattern.mode:
            signal += f" ({trigger.pattern.mode})"
        about = contexts.of(trigger.word, kind.name, trigger.pattern.mode)
        found.append(
            Event(
                trigger=span,
                sentence=reading.sentence_span(reading.sentence_of[trigger.word]),
                type=kind.name,
                mode=trigger.pattern.mode,
                contexts=tuple(about),
                actors=tuple(roles.actors),
                recipients=tuple(roles.recipients),
                status=told.status,
                background=told.background,
                claim=claim,
                why=(
                    signal,
                    *trigger.notes,
                    told.why,
                    *roles.why,
                    *(f"context {name}: {words}" for name, words in about.items()),
                ),
            )
        )
    return tuple(found)


def _roles(reading: Reading, codebook: Codebook, cast: Cast, trigger: Trigger) -> Roles:
    """The roles that the trigger's own words fill."""
    pattern = trigger.pattern
    if trigger.flat:
        actors, recipients = flat_roles(reading, cast, trigger.word)
        return Roles(
            actors, recipients, ["who stands before the verb of a headline acts, who stands behind is acted on"]
        )
    undergone = pattern.undergone or (
        trigger.verb is not None and reading.lemmas[trigger.verb].lower() in codebook.light_undergone
    )
    kind = codebook.types[pattern.type]
    if pattern.trigger in kind.mutual:
        kind = replace(kind, symmetric=True)
    return roles_of(reading, cast, trigger.word, kind, trigger.verb, undergone=undergone, mode=pattern.mode)


def _has_parties(reading: Reading, noun: int) -> bool:
    """Whether the noun says between or against whom, though nobody known stands there ("talks of both sides").

    "A minister on trial", "nurses on strike" are parties, too.
    """
    own = reading.child(noun, "case")
    if own is not None and reading.lemmas[own].lower() in ("on", "under") and reading.labels[noun] == "nmod":
        return True
    return any(
        (marker := reading.child(child, "case")) is not None
        and reading.lemmas[marker].lower() in ("between", "with", "against", "by", "among")
        for child in reading.children[noun]
    )


def _first_person(reading: Reading, trigger: Trigger, claim: Claim, actors: tuple[Actor, ...]) -> list[int]:
    """Who "I" and "we" are inside what somebody says: the speaker; those they speak for."""
    if claim.speaker is None:
        return []
    for verb in dict.fromkeys((trigger.word, trigger.verb if trigger.verb is not None else trigger.word)):
        subject = reading.child(verb, "nsubj")
        person = reading.lemmas[subject].lower() if subject is not None else ""
        if person == "i":
            return [claim.speaker]
        if person == "we":
            represented = actors[claim.speaker].represents
            return [represented if represented is not None else claim.speaker]
    return []


def _refers_back(reading: Reading, trigger: Trigger, found: list[Event]) -> Event | None:
    """The event told before that a definite noun takes up ("the meeting", "Sunday's offensive"), or None."""
    definite = any(
        reading.labels[child] in ("det", "nmod:poss", "det:predet")
        and (reading.labels[child] == "nmod:poss" or reading.lemmas[child].lower() in ("the", "this", "that", "these"))
        for child in reading.children[trigger.word]
    )
    if not definite:
        return None
    stem = reading.lemmas[trigger.word].lower()[:_STEM]
    return next(
        (
            event
            for event in reversed(found)
            if event.type == trigger.pattern.type
            and event.actors
            and any(word.startswith(stem) for word in event.trigger.text.lower().split())
        ),
        None,
    ) or (_met(found) if trigger.pattern.type == "CONSULT" and stem == "meet" else None)


def _met(found: list[Event]) -> Event | None:
    """The last meeting told with a verb ("met")."""
    told = (event for event in reversed(found) if event.type == "CONSULT" and event.actors)
    return next((event for event in told if event.trigger.text.lower() in ("met", "meet", "meets")), None)


def _innermost(claims: tuple[Claim, ...], start: int, end: int) -> int | None:
    """The claim whose content holds this run, the shortest where they nest."""
    best: tuple[int, int] | None = None
    for index, claim in enumerate(claims):
        for content in claim.content:
            if content.start <= start and end <= content.end:
                size = content.end - content.start
                if best is None or size < best[0]:
                    best = (size, index)
    return best[1] if best else None
