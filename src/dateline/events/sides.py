"""Sides: who "both sides", "the two countries" and "the commanders" are, told only by their number.

They are the last two parties that the report has set over against each other before; where it speaks of countries, the
states of those two, or the only two states that act in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dateline.events.drafts import Draft
from dateline.model.account import Actor
from dateline.model.reading import Reading

_SIDES = frozenset("side party country nation neighbour neighbor government state army rival foe camp faction".split())
_COUNTRIES = frozenset("country nation government state neighbour neighbor".split())
_PAIR = frozenset(("both", "two", "either", "warring", "rival"))
_OFFICERS = frozenset("commander negotiator delegation envoy general leader minister representative".split())
_MUTUAL = frozenset(("CONSULT", "AGREE", "COOPERATE", "RETREAT", "SUPPORT"))
_OPPOSED = _MUTUAL | {"ASSAULT", "THREATEN", "MOBILIZE"}
"""Types whose two parties are set over against each other."""
_BODIES = frozenset(("armed group", "state", "organisation", "group"))
_UNNAMED = frozenset(("group", "unidentified"))
_SLOTS = frozenset(("nsubj", "obj", "iobj", "nsubj:pass", "obl", "nmod"))


class _Pair(NamedTuple):
    word: int
    one: int
    other: int
    mutual: bool


def tell_sides(reading: Reading, drafts: list[Draft], actors: Sequence[Actor]) -> None:
    """Fill the roles in which such phrases stand."""
    pairs = []
    for draft in drafts:
        who, whom = draft.roles.actors, draft.roles.recipients
        bodies = all(actors[one].kind in _BODIES for one in (*who, *whom))
        if len(who) == len(whom) == 1 and bodies and draft.type in _OPPOSED - {"SUPPORT"}:
            pairs.append(_Pair(draft.trigger.word, who[0], whom[0], draft.type in _MUTUAL))
    for draft in drafts:
        for label, phrase in _slots(reading, draft):
            officers = draft.type in _MUTUAL and label == "nsubj" and _bare_officers(reading, phrase)
            if not (officers or _is_pair(reading, phrase)):
                continue
            before = [pair for pair in pairs if pair.word < phrase and pair.word != draft.trigger.word]
            if officers:
                before = [pair for pair in before if pair.mutual]
            met = _last(reading, before, phrase, actors)
            if met is None and not officers:
                met = _two_states(reading, phrase, actors)
            if met is not None:
                _fill(reading, draft, label, phrase, met, actors)


def _fill(
    reading: Reading, draft: Draft, label: str, phrase: int, pair: tuple[int, int], actors: Sequence[Actor]
) -> None:
    one, other = pair
    roles = draft.roles
    told = f"“{reading.words[phrase]}” are {actors[one].name} and {actors[other].name}, the two of the report"
    if label == "nsubj":
        if any(actors[number].kind not in _UNNAMED for number in roles.actors):
            return
        if not roles.recipients and draft.type in _OPPOSED:
            roles.actors, roles.recipients = [one], [other]
        else:
            roles.actors = [number for number in pair if number not in roles.recipients]
        roles.why.append(f"actor: {told}")
    elif all(actors[number].kind in _UNNAMED for number in roles.recipients):
        draft.fill_recipients(list(pair), told)


def _slots(reading: Reading, draft: Draft) -> list[tuple[str, int]]:
    """Relation and head of the phrases that stand in a role of the trigger."""
    found = []
    verb = draft.trigger.verb if draft.trigger.verb is not None else draft.trigger.word
    for head in dict.fromkeys((draft.trigger.word, verb)):
        for child in reading.children[head]:
            label = reading.labels[child]
            if label in _SLOTS:
                found.append((label, child))
            elif label in ("xcomp", "ccomp") and draft.type == "REQUEST":
                subject = reading.child(child, "nsubj")  # "urged both sides to stop", taken for its subject
                if subject is not None and subject > head:
                    found.append(("obj", subject))
    return found


def _is_pair(reading: Reading, noun: int) -> bool:
    return reading.lemmas[noun].lower() in _SIDES and any(
        reading.labels[child] in ("det", "nummod", "amod", "det:predet", "cc:preconj")
        and reading.lemmas[child].lower() in _PAIR
        for child in reading.children[noun]
    )


def _bare_officers(reading: Reading, noun: int) -> bool:
    """Whether the phrase is "commanders", "the negotiators": those of sides told of before."""
    lemma = reading.lemmas[noun].lower()
    if lemma not in _OFFICERS or reading.words[noun].lower() == lemma:
        return False
    return all(reading.labels[child] in ("det", "punct") for child in reading.children[noun])


def _last(reading: Reading, pairs: list[_Pair], phrase: int, actors: Sequence[Actor]) -> tuple[int, int] | None:
    """The last two parties told; their states where the phrase speaks of countries."""
    if reading.lemmas[phrase].lower() not in _COUNTRIES:
        return (pairs[-1].one, pairs[-1].other) if pairs else None
    for pair in reversed(pairs):
        one, other = _state(actors, pair.one), _state(actors, pair.other)
        if one is not None and other is not None and one != other:
            return one, other
    return None


def _state(actors: Sequence[Actor], number: int) -> int | None:
    """The state of a body, as an actor of the report; itself where it is one."""
    country = actors[number].country
    if actors[number].kind == "state":
        return number
    return next((i for i, one in enumerate(actors) if one.kind == "state" and country and one.country == country), None)


def _two_states(reading: Reading, phrase: int, actors: Sequence[Actor]) -> tuple[int, int] | None:
    """The two states that act before the phrase, where there are no more."""
    at = reading.starts[phrase]
    told = [number for number, one in enumerate(actors) if one.kind == "state" and one.mentions[0].start < at]
    return (told[0], told[1]) if len(told) == 2 else None
