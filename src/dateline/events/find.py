"""Events of one reading: triggers from the codebook, their roles and status, each with its reasons."""

from __future__ import annotations

from dataclasses import replace

from dateline.events.borrowing import borrow
from dateline.events.cast import Cast
from dateline.events.codebook import Codebook
from dateline.events.completion import complete
from dateline.events.contexts import Contexts
from dateline.events.drafts import Draft
from dateline.events.folding import fold
from dateline.events.headlines import add_flat_triggers, flat_roles, flat_status, in_title_case
from dateline.events.precedence import recode
from dateline.events.roles import Roles, roles_of
from dateline.events.signs import Signs
from dateline.events.status import Told, status_of
from dateline.events.triggers import Trigger, find_triggers, trigger_span
from dateline.model.account import Actor, Claim, Event
from dateline.model.reading import Reading


def find_events(
    reading: Reading, codebook: Codebook, actors: tuple[Actor, ...], claims: tuple[Claim, ...]
) -> tuple[Event, ...]:
    """The events that the text tells, in order; places and times are added by the caller."""
    drafts = find_drafts(reading, codebook, actors, claims)
    listed = _listed(reading, codebook, actors, claims, drafts)
    contexts = Contexts(reading, codebook)
    return tuple(_event(reading, codebook, contexts, draft) for draft in listed)


def find_drafts(
    reading: Reading, codebook: Codebook, actors: tuple[Actor, ...], claims: tuple[Claim, ...]
) -> list[Draft]:
    """Every telling that the codebook has a word for, with its parties, in order: also what a coder would not list."""
    cast = Cast(reading, actors)
    triggers = add_flat_triggers(reading, codebook, cast, find_triggers(reading, codebook, cast))
    triggers = recode(reading, codebook, triggers)
    filled = {trigger: _roles(reading, codebook, cast, trigger) for trigger in triggers}
    borrow(reading, cast, filled)
    drafts = []
    for trigger, roles in filled.items():
        claim = _innermost(claims, reading.starts[trigger.word], reading.ends[trigger.word])
        drafts.append(Draft(trigger, roles, _told(reading, codebook, trigger), claim))
    complete(reading, cast, drafts, actors, claims)
    drafts = fold(reading, drafts)
    at = {draft.trigger.word: draft for draft in drafts}
    at |= {draft.trigger.verb: draft for draft in drafts if draft.trigger.verb is not None}
    return [
        draft
        for draft in drafts
        if not _says_nothing(reading, codebook, draft)
        and not _only_talks(reading, draft, actors)
        and not _is_aim(reading, draft, at)
    ]


def _listed(
    reading: Reading,
    codebook: Codebook,
    actors: tuple[Actor, ...],
    claims: tuple[Claim, ...],
    drafts: list[Draft],
) -> list[Draft]:
    """The drafts that a coder would list; all of them where the codebook has no decision on that."""
    listing = codebook.listing
    if listing is None:
        return drafts
    signs = Signs(reading, codebook, actors, claims, drafts)
    return [
        draft
        for draft in drafts
        if not listing.decides(len(reading.sentences), draft.type)
        or listing.chance(signs.of(draft)) >= listing.threshold
    ]


def _event(reading: Reading, codebook: Codebook, contexts: Contexts, draft: Draft) -> Event:
    """The event of a draft, with its reasons."""
    trigger, kind = draft.trigger, codebook.types[draft.type]
    span = trigger_span(reading, codebook, trigger)
    signal = f"{kind.name}: “{span.text}” is in the codebook as “{trigger.pattern}”"
    if draft.mode:
        signal += f" ({draft.mode})"
    about = contexts.of(trigger.word, kind.name, draft.mode)
    return Event(
        trigger=span,
        sentence=reading.sentence_span(reading.sentence_of[trigger.word]),
        type=kind.name,
        mode=draft.mode,
        contexts=tuple(about),
        actors=tuple(draft.roles.actors),
        recipients=tuple(draft.roles.recipients),
        status=draft.told.status,
        background=draft.told.background,
        claim=draft.claim,
        vector=reading.vectors.get(trigger.word, b""),
        chain=reading.chain_at.get(trigger.word),
        why=(
            signal,
            *trigger.notes,
            draft.told.why,
            *draft.roles.why,
            *(f"context {name}: {words}" for name, words in about.items()),
        ),
    )


def _told(reading: Reading, codebook: Codebook, trigger: Trigger) -> Told:
    """How the event of a trigger is told."""
    told = status_of(reading, codebook, trigger.word, trigger.verb)
    ahead = flat_status(reading, trigger.word) if trigger.flat else None
    if ahead is None:
        return told
    return Told(ahead, told.background, f"{ahead}: “{reading.words[trigger.word - 1]}” stands before it")


def _is_aim(reading: Reading, draft: Draft, at: dict[int, Draft]) -> bool:
    """Whether it only says what another event of its type is for ("met to discuss …", "an offensive to take …")."""
    word = draft.trigger.verb if draft.trigger.verb is not None else draft.trigger.word
    if draft.told.status != "planned" or "purpose" not in draft.told.why:
        return False
    above = at.get(reading.heads[word])
    return above is not None and above is not draft and above.type == draft.type


_TALKING = frozenset(("speak", "talk", "chat", "discuss"))


def _only_talks(reading: Reading, draft: Draft, actors: tuple[Actor, ...]) -> bool:
    """Whether somebody only speaks, with nobody who answers ("the mayor spoke about the floods")."""
    word = draft.trigger.word
    if draft.type != "CONSULT" or reading.upos[word] != "VERB" or reading.lemmas[word].lower() not in _TALKING:
        return False
    return (
        len(draft.roles.actors) < 2
        and all(actors[one].kind in ("person", "unidentified") for one in draft.roles.actors)
        and all(actors[one].kind in ("unidentified", "group") for one in draft.roles.recipients)
    )


def _says_nothing(reading: Reading, codebook: Codebook, draft: Draft) -> bool:
    """Whether a word that tells of no event by itself names nobody: a noun ("talks"), "lost ground" without to whom."""
    word = draft.trigger.word
    if draft.trigger.pattern.undergone and reading.upos[word] == "VERB":
        return str(draft.trigger.pattern) in codebook.weak and not draft.roles.actors
    return (
        not (draft.roles.actors or draft.roles.recipients or draft.trigger.flat)
        and draft.trigger.verb is None
        and reading.upos[word] != "VERB"
        and str(draft.trigger.pattern) in codebook.weak
        and not _has_parties(reading, word)
        and not in_title_case(reading, reading.sentence_of[word])
    )


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
