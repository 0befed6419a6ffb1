"""Borrowing: roles that an event's own words leave out and another event of the same sentence has.

"The attack killed 14 soldiers", "five were wounded in a raid by the rebels", "condemned the shelling of the camp by the
army": one happening is told in two words, or one event is what another is about. Nothing is taken from farther away.
"""

from __future__ import annotations

from dateline.events.cast import Cast
from dateline.events.holders import holders
from dateline.events.roles import Roles
from dateline.events.subjects import subject_of
from dateline.events.triggers import Trigger
from dateline.model.reading import Reading

_ABOUT = frozenset(("ACCUSE", "SUPPORT", "REQUEST", "REJECT"))  # types whose object may be somebody else's deed
_FORWARD = frozenset(("THREATEN", "AGREE", "REJECT", "CONCEDE"))  # types whose infinitive says to whom it is promised
_CLAIMING = frozenset(("claim", "admit", "take", "accept", "assume"))
_MUTUAL = frozenset(
    ("clash", "fighting", "battle", "firefight", "skirmish", "war", "hostility", "violence", "gunfight")
)


def borrow(reading: Reading, cast: Cast, roles: dict[Trigger, Roles]) -> None:
    """Fill roles from the events that stand beside: `roles` holds those of every trigger, and is changed."""
    at = {trigger.word: trigger for trigger in roles}
    at |= {trigger.verb: trigger for trigger in roles if trigger.verb is not None and trigger.verb not in at}
    for trigger, own in roles.items():
        if reading.upos[trigger.word] == "VERB":
            _from_subject(reading, at, roles, trigger, own)
            if trigger.pattern.type in _FORWARD and not own.recipients:
                _from_infinitive(reading, cast, at, roles, trigger, own)
        elif not own.actors:
            _from_responsibility(reading, cast, trigger, own)
    for trigger, own in roles.items():
        if reading.upos[trigger.word] != "VERB" and trigger.verb is None:
            _from_host(reading, cast, at, roles, trigger, own)
    borrow_doers(reading, roles)


def borrow_doers(reading: Reading, roles: dict[Trigger, Roles]) -> None:
    """Whom those mean who condemn, welcome, demand or refuse a deed: the ones who do it."""
    at = {trigger.word: trigger for trigger in roles}
    at |= {trigger.verb: trigger for trigger in roles if trigger.verb is not None and trigger.verb not in at}
    for trigger, own in roles.items():
        if trigger.pattern.type in _ABOUT and reading.upos[trigger.word] == "VERB":
            _from_object(reading, at, roles, trigger, own)


def _from_subject(
    reading: Reading, at: dict[int, Trigger], roles: dict[Trigger, Roles], trigger: Trigger, own: Roles
) -> None:
    """Deeds that do something: "the attack killed 14", "the raid in which 14 were killed"."""
    word = trigger.word
    deed = reading.child(word, "nsubj", "obl:agent")
    if deed is None or deed not in at:
        deed = reading.heads[word] if reading.labels[word] in ("acl:relcl", "acl") else None
    if deed is None or deed not in at:
        return
    told = roles[at[deed]]
    if at[deed].pattern.type != trigger.pattern.type or reading.lemmas[deed].lower() in _MUTUAL:
        return
    if reading.child(word, "nsubj") == deed or not own.actors:
        own.actors = [actor for actor in told.actors if actor not in own.recipients]
        own.why.append(f"actor: who did the “{reading.words[deed]}”")
    if not told.recipients:
        told.recipients = [actor for actor in own.recipients if actor not in told.actors]


def _from_object(
    reading: Reading, at: dict[int, Trigger], roles: dict[Trigger, Roles], trigger: Trigger, own: Roles
) -> None:
    """Deeds that are condemned, welcomed, demanded or refused: the one spoken of is the one who does them."""
    deed = reading.child(trigger.word, "obj")
    if deed is None:
        deed = next((child for child in reading.children[trigger.word] if reading.labels[child] == "obl"), None)
        if own.recipients:
            return
    if deed is None or deed not in at or reading.upos[deed] == "VERB":
        return
    doers = [actor for actor in roles[at[deed]].actors if actor not in own.actors]
    if doers:
        own.recipients = doers
        own.why.append(f"recipient: who does the “{reading.words[deed]}”")


def _from_infinitive(
    reading: Reading, cast: Cast, at: dict[int, Trigger], roles: dict[Trigger, Roles], trigger: Trigger, own: Roles
) -> None:
    """Those to whom something is threatened, promised or refused ("vowed to punish the rebels")."""
    act = reading.child(trigger.word, "xcomp")
    if act is None:
        return
    told = at.get(act)
    if told is None:
        target = reading.child(act, "obj")  # "promised to end the rebels' presence"
        found = (cast.group(target) or holders(reading, cast, target)) if target is not None else []
    else:
        found = roles[told].recipients if told.pattern.type != "MOBILIZE" else []
    if found:
        own.recipients = [actor for actor in found if actor not in own.actors]
        if own.recipients:
            own.why.append(f"recipient: of “{reading.words[act]}”")


def _from_responsibility(reading: Reading, cast: Cast, trigger: Trigger, own: Roles) -> None:
    """Whoever claims responsibility for it."""
    head = reading.heads[trigger.word]
    if head < 0 or reading.lemmas[head].lower() not in ("responsibility", "credit"):
        return
    verb = reading.heads[head]
    if verb < 0 or reading.lemmas[verb].lower() not in _CLAIMING:
        return
    subject = reading.child(verb, "nsubj")
    if subject is not None and any(
        reading.labels[child] == "det" and reading.lemmas[child].lower() == "no" for child in reading.children[subject]
    ):
        return
    own.actors = [actor for actor in subject_of(reading, cast, verb) if actor not in own.recipients]
    if own.actors:
        own.why.append(f"actor: claims responsibility for the “{reading.words[trigger.word]}”")


def _from_host(
    reading: Reading,
    cast: Cast,
    at: dict[int, Trigger],
    roles: dict[Trigger, Roles],
    trigger: Trigger,
    own: Roles,
) -> None:
    """Event nouns that say how, when or what for: "killed in a raid", "flew to Oslo for talks"."""
    word = trigger.word
    verb = reading.heads[word]
    marker = reading.child(word, "case")
    preposition = reading.lemmas[marker].lower() if marker is not None else ""
    if trigger.pattern.mode == "visit" and reading.labels[word] == "nmod" and preposition in ("on", "during"):
        own.actors = own.actors or cast.group(verb)  # "the minister, on a visit to Doha, met …"
        return
    if reading.labels[word] != "obl" or verb < 0 or reading.upos[verb] != "VERB":
        return
    if trigger.pattern.type == "CONSULT" and not own.actors and preposition in ("for", "in", "during", "at", "on"):
        passive = reading.child(verb, "nsubj:pass") is not None
        own.actors = [] if passive else [a for a in subject_of(reading, cast, verb) if a not in own.recipients]
        if own.actors:
            own.why.append(f"actor: subject of “{reading.words[verb]}”")
        return
    host = at.get(verb)
    if host is None or host.pattern.type != trigger.pattern.type or preposition not in ("in", "by", "during", "with"):
        return
    told = roles[host]
    if reading.lemmas[word].lower() in _MUTUAL:
        return
    if not own.actors and not own.recipients:
        own.actors, own.recipients = list(told.actors), list(told.recipients)
        if own.actors or own.recipients:
            own.why.append(f"told in one with “{reading.words[verb]}”")
    elif not told.actors:
        told.actors = [actor for actor in own.actors if actor not in told.recipients]
        if told.actors:
            told.why.append(f"actor: who did the “{reading.words[word]}”")
