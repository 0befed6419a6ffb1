"""Foes: against whom a body fights where its clause names nobody ("the army retook the village").

It is the only one that the report tells it to fight. Nobody is taken where the clause names another armed body, or
where somebody unknown is the object ("killed 12").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dateline.events.cast import Cast
from dateline.events.drafts import Draft
from dateline.model.account import Actor
from dateline.model.reading import Reading

_ARMED = frozenset(("MIL", "COP", "REB", "PRM", "UAF", "SPY", "CRM"))
_MOSTLY = 3
"""So many times as often as all others together must one foe be told before those count for nothing."""


def tell_foes(reading: Reading, cast: Cast, drafts: list[Draft], actors: Sequence[Actor]) -> None:
    """Fill the recipients of acts of force that name none."""
    foes = _foes(drafts, actors)
    for draft in drafts:
        who = draft.roles.actors
        own = {_side(actors, one) for one in who}
        if (
            draft.type != "ASSAULT"
            or draft.told.status == "denied"
            or draft.roles.recipients
            or not own
            or not own <= foes.keys()
        ):
            continue
        told: Counter[int] = Counter()
        for side in own:
            told.update(foes[side])
        by_side: Counter[str] = Counter()
        for one, times in told.items():
            by_side[_side(actors, one)] += times
        if not by_side or _has_people(reading, draft):
            continue
        (foe, times), rest = by_side.most_common(1)[0], by_side.total()
        if len(by_side) > 1 and times < _MOSTLY * (rest - times):
            continue
        meant = max((one for one in told if _side(actors, one) == foe), key=lambda one: (told[one], -one))
        below = reading.subtree(draft.trigger.word)
        here = {actor for word in below if (actor := cast.inside(word)) is not None}
        if all(not _fights(actors[other]) or _side(actors, other) in own | {foe} for other in here):
            names = " and ".join(actors[one].name for one in who)
            draft.fill_recipients(
                [meant], f"{actors[meant].name}, the only one whom this report tells {names} to fight"
            )


def _foes(drafts: list[Draft], actors: Sequence[Actor]) -> dict[str, Counter[int]]:
    """For each side that fights, whom it fights, and how often the report tells it."""
    found: dict[str, Counter[int]] = {}
    for draft in drafts:
        if draft.type != "ASSAULT":
            continue
        for one in draft.roles.actors:
            for other in draft.roles.recipients:
                mine, theirs = _side(actors, one), _side(actors, other)
                if mine != theirs and _fights(actors[one]) and _fights(actors[other]):
                    found.setdefault(mine, Counter())[other] += 1
                    found.setdefault(theirs, Counter())[one] += 1
    return found


def _side(actors: Sequence[Actor], number: int) -> str:
    """A state with all its forces, or the body itself."""
    one = actors[number]
    of_state = one.kind == "state" or (one.kind == "organisation" and one.sector in _ARMED | {"GOV"})
    return one.country if of_state and one.country is not None else f"#{number}"


def _fights(actor: Actor) -> bool:
    if actor.kind == "group":  # "Kurdish forces in Afrin", not "soldiers"
        return any(word[0].isupper() for word in actor.name.split()[1:]) and actor.sector in _ARMED
    return actor.kind in ("armed group", "state") or (actor.kind == "organisation" and actor.sector in _ARMED)


def _has_people(reading: Reading, draft: Draft) -> bool:
    """Whether somebody is its object who is no actor of the report."""
    target = reading.child(draft.trigger.word, "obj", "nsubj:pass")
    if target is None or reading.upos[target] not in ("PRON", "NUM", "PROPN"):
        return False
    name = reading.name_at.get(target)
    return name is None or name.type != "LOC"
