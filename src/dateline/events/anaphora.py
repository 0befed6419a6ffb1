"""Anaphora of events: whose parties a noun has that takes up an event told elsewhere in the report ("the raid").

A definite noun means an event told before it, a noun in the headline one that the text goes on to tell. It is the
event of its type that shares the word, or, for violence, any that its words may sum up ("the bloodshed"); what is news
comes before history, and what is nearer before what is farther. Only roles that its own words leave open are taken.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.events.drafts import Draft, is_definite
from dateline.events.lines import in_title
from dateline.model.account import Actor
from dateline.model.reading import Reading

_STEM = 4
"""Letters by which an event noun is known again ("meet-ing", "offen-sive")."""
_SUMS = frozenset(
    "attack assault raid violence incident bloodshed killing shooting bombing massacre ambush operation clash fighting "
    "bloodbath slaughter carnage onslaught strike blast explosion offensive battle unrest riot".split()
)
"""Nouns that may take up any act of force."""
_MET = frozenset(("meet", "talk", "negotiate", "confer", "consult", "hold"))
_REAL = frozenset(("happened", "ongoing"))
_UNREAL = frozenset(("denied", "hypothetical"))
_BODIES = frozenset(("armed group", "state", "organisation"))
_OTHERWISE = frozenset(("abduct", "destroy", "sexual", "torture"))
"""Modes of which "the attack" is no sum."""
_REACH = 40
"""Drafts before or behind a noun among which its event is looked for."""


def refer_back(reading: Reading, drafts: list[Draft], actors: Sequence[Actor]) -> None:
    """Fill open roles of nouns that take up events told elsewhere."""
    for place, draft in enumerate(drafts):
        word = draft.trigger.word
        if reading.upos[word] not in ("NOUN", "PROPN") or (draft.roles.actors and draft.roles.recipients):
            continue
        if reading.child(word, "nummod") is not None:
            continue  # "the two shootings" are not the one told last
        if is_definite(reading, word):
            options = drafts[max(0, place - _REACH) : place][::-1]
        elif in_title(reading, word) and draft.is_nominal(reading):
            options = [
                other for other in drafts[place + 1 : place + _REACH] if not in_title(reading, other.trigger.word)
            ]
        else:
            continue
        earlier = _meant(reading, draft, options, actors)
        if earlier is not None:
            _take(reading, draft, earlier)


def _meant(reading: Reading, draft: Draft, options: list[Draft], actors: Sequence[Actor]) -> Draft | None:
    fitting = [other for other in options if _fits(reading, draft, other, actors)]
    news = [other for other in fitting if not other.told.background]
    stem = _stem(reading, draft)
    same = [other for other in news if _stem(reading, other) == stem]
    same = same or [other for other in fitting if _stem(reading, other) == stem]
    likely = same or news or fitting
    whole = [other for other in likely if other.roles.actors and other.roles.recipients]
    return next(iter(whole or likely), None)


def _fits(reading: Reading, draft: Draft, other: Draft, actors: Sequence[Actor]) -> bool:
    mine, theirs = draft.roles, other.roles
    if other.type != draft.type or not (theirs.actors or theirs.recipients) or other.told.status in _UNREAL:
        return False
    if draft.told.status in _REAL and other.told.status not in _REAL:
        return False  # what happened is not what somebody vows
    if not ((not mine.actors and theirs.actors) or (not mine.recipients and theirs.recipients)):
        return False
    if (draft.mode and other.mode and draft.mode != other.mode) or (other.mode in _OTHERWISE and not draft.mode):
        return False
    if _apart(mine.actors, theirs.actors, actors) or _apart(mine.recipients, theirs.recipients, actors):
        return False
    if _stem(reading, other) == _stem(reading, draft):
        return True
    lemma = reading.lemmas[draft.trigger.word].lower()
    if draft.type == "CONSULT":
        return (
            lemma in ("meeting", "talk", "gathering", "encounter")
            and reading.lemmas[other.trigger.word].lower() in _MET
        )
    return draft.type == "ASSAULT" and lemma in _SUMS and bool(theirs.actors)


def _apart(mine: list[int], theirs: list[int], actors: Sequence[Actor]) -> bool:
    """Whether both name somebody, and nobody in common."""
    if not mine or not theirs or set(mine) & set(theirs):
        return False
    named = [any(actors[one].kind in _BODIES for one in side) for side in (mine, theirs)]
    return all(named)


def _stem(reading: Reading, draft: Draft) -> str:
    return reading.lemmas[draft.trigger.word].lower()[:_STEM]


def _take(reading: Reading, draft: Draft, earlier: Draft) -> None:
    why = f"“{reading.words[draft.trigger.word]}” refers back to “{reading.words[earlier.trigger.word]}”"
    roles = draft.roles
    filled = False
    if not roles.actors:
        roles.actors = [one for one in earlier.roles.actors if one not in roles.recipients]
        filled = bool(roles.actors)
    if not roles.recipients:
        roles.recipients = [one for one in earlier.roles.recipients if one not in roles.actors]
        filled = filled or bool(roles.recipients)
    if filled:
        roles.why.append(why)
