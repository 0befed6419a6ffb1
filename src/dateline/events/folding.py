"""Folding: two words that tell of one event are one telling of it.

What is asked, promised or threatened is no event beside the words that ask, promise or threaten it: "vowed to strike
back", "called on the minister to resign", "offered to receive the injured" are one line of a coder's sheet, with the
status of what is announced. What is said to have happened, or denied, stays an event of its own ("accused them of
shelling", "denied that its men had fired"), and so does a protest to which people are called, which has a day and a
place. Those who take part in an event are its parties ("joined the strike"), and what is fired or thrown is told by the
verb ("fired tear gas").
"""

from __future__ import annotations

from dateline.events.drafts import Draft
from dateline.model.reading import Reading

_FORWARD = frozenset(("REQUEST", "THREATEN", "AGREE", "CONCEDE"))
"""Types of what is said of things to come."""
_ANNOUNCED = frozenset(("promised", "threatened"))
_TO_COME = frozenset(("promised", "threatened", "planned", "hypothetical", "possible"))
_CLAUSES = frozenset(("xcomp", "ccomp", "advcl"))
_JOINING = frozenset(("join", "participate", "take"))
_OPEN = frozenset(("for", "to"))
"""Prepositions of what is asked for."""


def fold(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """The drafts, without those that another one tells; a threat takes the status of what it announces."""
    at = {draft.trigger.word: draft for draft in drafts}
    at |= {draft.trigger.verb: draft for draft in drafts if draft.trigger.verb is not None}
    kept = []
    for draft in drafts:
        joined = _joined(reading, draft, at)
        if joined is not None:
            if not joined.roles.actors:
                joined.fill_actors(draft.roles.actors, f"who “{reading.words[draft.trigger.word]}” it")
            continue
        if _is_object(reading, draft, at):
            continue
        outer = _announcing(reading, draft, at)
        if outer is None:
            kept.append(draft)
            continue
        if outer.type == "THREATEN" and draft.told.status in _ANNOUNCED and outer.told.status == "happened":
            outer.told = draft.told
        if not outer.roles.recipients:
            outer.fill_recipients(draft.roles.recipients, f"whom “{reading.words[draft.trigger.word]}” is about")
    return kept


def _joined(reading: Reading, draft: Draft, at: dict[int, Draft]) -> Draft | None:
    """The event that this draft only says somebody takes part in, or None."""
    if draft.type != "COOPERATE" or reading.lemmas[draft.trigger.word].lower() not in _JOINING:
        return None
    for child in reading.children[draft.trigger.word]:
        marker = reading.child(child, "case")
        inside = reading.labels[child] == "obl" and marker is not None and reading.lemmas[marker].lower() == "in"
        event = at.get(child)
        if event is not None and (inside or reading.labels[child] == "obj"):
            return event
    return None


def _is_object(reading: Reading, draft: Draft, at: dict[int, Draft]) -> bool:
    """Whether a noun is the object of a verb that tells of the same kind of event."""
    word = draft.trigger.word
    if reading.labels[word] == "conj":  # "fired water cannon and tear gas"
        word = reading.heads[word]
    if not draft.is_nominal(reading) or reading.labels[word] != "obj":
        return False
    head = reading.heads[word]
    verb = at.get(head)
    return verb is not None and verb is not draft and verb.type == draft.type and verb.trigger.word == head


def _announcing(reading: Reading, draft: Draft, at: dict[int, Draft]) -> Draft | None:
    """The draft whose words ask for, promise or threaten this one, or None."""
    if draft.type == "PROTEST":
        return None
    word = draft.trigger.verb if draft.trigger.verb is not None else draft.trigger.word
    label, above = reading.labels[word], reading.heads[word]
    if label == "conj" and above >= 0 and above not in at:
        label, above = reading.labels[above], reading.heads[above]
    outer = at.get(above) if above >= 0 else None
    if outer is None or outer is draft or outer.type not in _FORWARD or reading.upos[above] != "VERB":
        return None
    negated = draft.told.status == "denied" and label in _CLAUSES and outer.type == "AGREE"
    if draft.told.status not in _TO_COME and not negated:
        return None
    if label in _CLAUSES:
        return outer if _completes(reading, word, label) else None
    if outer.type != "REQUEST" or draft.type == outer.type:
        return None
    marker = reading.child(word, "case")
    asked = label == "obj" or (label == "obl" and marker is not None and reading.lemmas[marker].lower() in _OPEN)
    return outer if asked else None


def _completes(reading: Reading, word: int, label: str) -> bool:
    """Whether a clause says what is announced, not what has been, nor why or when."""
    if reading.feature(word, "VerbForm") == "Fin" and reading.feature(word, "Tense") == "Past":
        return False
    if label != "advcl":
        return True
    marker = reading.child(word, "mark")
    return marker is not None and reading.lemmas[marker].lower() == "to"
