"""Parties that a telling leaves out because its report has just said them.

- **The crowd**: "a march", "police fired tear gas", "62 people were arrested by police": where the report tells of
  protesters, it is they who march, and they whom a force of the state fires at, disperses or arrests.
- **An answer**: who "rejected the demand" or "accepted the offer" answers whoever demanded or offered it of them, in
  the same sentence or shortly before.

Only what is left out is filled; a party that the telling names stays as it is. The reason says where it comes from.
"""

from __future__ import annotations

from bisect import bisect_left

from msgspec.structs import replace

from dateline.model.account import Account, Actor, Event
from dateline.record.words import stem, words_of

_CROWD = frozenset(stem(word) for word in "protester demonstrator marcher striker rioter picketer".split())
_MARCHES = frozenset(stem(word) for word in "march rally demonstration protest procession demonstrate".split())
_FORCES = frozenset(("MIL", "COP", "SPY"))
_TOLD = frozenset(("happened", "ongoing"))
_AGAINST_CROWDS = frozenset(("COERCE", "ASSAULT"))
_ANSWERS = frozenset(("REJECT", "AGREE", "CONCEDE"))
_ASKED = frozenset(("REQUEST", "ACCUSE", "THREATEN", "AGREE", "CONSULT"))
_NEAR = 600
"""Characters back in which the crowd, or what is answered, is still what is told of."""


def with_parties(account: Account) -> tuple[Event, ...]:
    """The events of an account with the parties that their tellings leave out."""
    crowd = sorted(
        (span.start, index) for index, actor in enumerate(account.actors) if _is_crowd(actor) for span in actor.mentions
    )
    order = sorted(range(len(account.events)), key=lambda index: account.events[index].trigger.start)
    found = list(account.events)
    for place, index in enumerate(order):
        event = found[index]
        if event.type in _ANSWERS and event.actors and not event.recipients:
            before = [found[other] for other in order[max(0, place - 6) : place]]
            found[index] = _answering(account, event, before)
        elif crowd and event.status in _TOLD and not event.background:
            found[index] = _with_crowd(account, event, crowd)
    return tuple(found)


def _is_crowd(actor: Actor) -> bool:
    words = words_of(actor.name)
    return actor.kind in ("group", "unidentified") and any(stem(word) in _CROWD for word in words)


def _with_crowd(account: Account, event: Event, crowd: list[tuple[int, int]]) -> Event:
    """The event with the crowd that was told of last, where it is left out."""
    at = bisect_left(crowd, (event.trigger.end, -1))
    only = len({index for _, index in crowd}) == 1
    near = at > 0 and event.trigger.start - crowd[at - 1][0] <= _NEAR
    last = crowd[max(at - 1, 0)][1]
    name = account.actors[last].name
    marches = not {stem(word) for word in words_of(event.trigger.text)}.isdisjoint(_MARCHES)
    if event.type == "PROTEST" and marches and (near or only) and not event.actors and last not in event.recipients:
        return replace(event, actors=(last,), why=(*event.why, f"by “{name}”, the crowd that the report tells of"))
    forces = bool(event.actors) and all(account.actors[one].sector in _FORCES for one in event.actors)
    if event.type in _AGAINST_CROWDS and forces and near and not event.recipients:
        return replace(event, recipients=(last,), why=(*event.why, f"of “{name}”, the crowd that the report tells of"))
    return event


def _answering(account: Account, event: Event, before: list[Event]) -> Event:
    """The event with whom it answers, where that is told shortly before it."""
    sides = {_side(account, one) for one in event.actors}
    for asked in reversed(before):
        if event.trigger.start - asked.trigger.start > _NEAR:
            break
        if asked.type not in _ASKED or not asked.actors or not asked.recipients:
            continue
        if sides & {_side(account, one) for one in asked.recipients}:
            askers = tuple(one for one in asked.actors if _side(account, one) not in sides)
            if askers:
                how = f"to whom it answers: “{asked.trigger.text}” is told before it"
                return replace(event, recipients=askers, why=(*event.why, how))
    return event


def _side(account: Account, index: int) -> int:
    """The actor that an actor speaks for, up to the last."""
    seen = {index}
    while (above := account.actors[index].represents) is not None and above not in seen:
        index = above
        seen.add(index)
    return index
