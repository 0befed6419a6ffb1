"""Who does it and to whom: the actor and the recipient of an event, from the tree around its trigger.

Verbs take their subject or agent, and their object; nouns their possessor, their modifiers and what "by", "of",
"on", "against" or "between" brings. What a clause leaves out ("began to attack", "attacked and seized", "forces
backed by …") is sought where English grammar keeps it: with the governing verb, the first conjunct, the noun
that the clause describes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.events.cast import Cast
from dateline.events.codebook import Type
from dateline.events.holders import contested, holders, obliques
from dateline.events.subjects import (
    SUBJECTS,
    agents,
    antecedent,
    is_joined,
    is_passive,
    obliques_of,
    shares_passive,
    subject_of,
)
from dateline.model.reading import Frame, Reading

_CONDUCTED = frozenset("lead carry conduct launch mount stage wage perform make order plan begin start".split())


_DOER_OF = frozenset((
    ("RETREAT", None), ("RETREAT", "withdraw"), ("RETREAT", "resign"), ("PROTEST", None), ("PROTEST", "demo"),
    ("CONSULT", "visit"),
))  # fmt: skip
"""Types and modes whose nouns have the one who acts behind "of" ("the withdrawal of the troops")."""


_DONE_TO = frozenset(
    "arrest detention killing murder assassination execution kidnapping abduction release conviction ouster dismissal "
    "expulsion deportation rescue evacuation imprisonment slaying impeachment removal sacking extradition trial "
    "indictment sentence acquittal beating lynching beheading overthrow return freeing repatriation handover".split()
)
"""Nouns whose possessor, where it is people, is the one acted on."""


_PLACING = frozenset("in across inside within through throughout near around at into over along".split())
"""Prepositions behind which a state's name is a place ("swept across Syria")."""
_PLACED = frozenset(("state", "place-as-actor", "organisation"))
"""Kinds of actors whose names are those of places, too."""


@dataclass(slots=True)
class Roles:
    """Indices of actors, and the words that fill the roles (also where they are no known actor)."""

    actors: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    why: list[str] = field(default_factory=list)


def roles_of(
    reading: Reading,
    cast: Cast,
    word: int,
    kind: Type,
    verb: int | None = None,
    *,
    undergone: bool = False,
    mode: str | None = None,
) -> Roles:
    """Actor and recipient of the event with this trigger.

    `verb` is the light verb that carries a nominal trigger; `undergone` says that the subject is the one acted on.
    """
    roles = Roles()
    if reading.upos[word] in ("VERB", "AUX") or (reading.upos[word] == "ADJ" and verb is None):
        _verbal(reading, cast, word, kind, roles)
    else:
        _nominal(reading, cast, word, kind, roles, doer_of=(kind.name, mode) in _DOER_OF)
        if verb is not None:
            _carried(reading, cast, word, verb, kind, roles, undergone=undergone)
    _framed(reading, cast, word if verb is None or word in reading.frame_at else verb, roles)
    if undergone and verb is None and reading.upos[word] not in ("VERB", "AUX"):
        roles.actors, roles.recipients = [], [*roles.recipients, *roles.actors]
        roles.why.append("all whom it names are acted on")
    elif undergone and verb is None:
        others = roles.recipients
        if reading.child(word, "obj") is not None:  # "lost the town to the rebels": whose the town is says nothing
            others = [one for child in obliques_of(reading, word, ("to", "by")) for one in cast.group(child)]
        roles.actors, roles.recipients = [one for one in others if one not in roles.actors], roles.actors
        roles.why.append("the subject is the one acted on")
    if kind.symmetric and not roles.recipients and len(roles.actors) > 1:
        roles.recipients = roles.actors[1:]
        roles.actors = roles.actors[:1]
        roles.why.append("the parties act on each other")
    roles.recipients = [actor for actor in dict.fromkeys(roles.recipients) if actor not in roles.actors]
    roles.actors = list(dict.fromkeys(roles.actors))
    return roles


def _framed(reading: Reading, cast: Cast, word: int, roles: Roles) -> None:
    """What the reader's frame of the predicate fills where the tree around it has left a role open."""
    frame = reading.frame_at.get(word)
    if frame is None:
        return
    if not roles.actors:
        roles.actors = [actor for actor in _group_of(reading, cast, frame, ("ARG0",)) if actor not in roles.recipients]
        _say(reading, roles, "actor", roles.actors, "agent in the frame", word)
    if not roles.recipients:
        found = _group_of(reading, cast, frame, ("ARG1", "ARG2", "ARG3"))
        roles.recipients = [actor for actor in found if actor not in roles.actors]
        _say(reading, roles, "recipient", roles.recipients, "patient in the frame", word)


def _group_of(reading: Reading, cast: Cast, frame: Frame, wanted: tuple[str, ...]) -> list[int]:
    """The actors of the first of these arguments that names any."""
    for role in wanted:
        argument = frame.argument(role)
        if argument is not None:
            head = antecedent(reading, argument.head)
            marker = reading.child(head, "case")
            placed = marker is not None and reading.lemmas[marker].lower() in _PLACING
            found = [one for one in cast.group(head) if not (placed and cast.actors[one].kind == "state")]
            if found:
                return found
    return []


def _carried(reading: Reading, cast: Cast, noun: int, verb: int, kind: Type, roles: Roles, *, undergone: bool) -> None:
    """Roles that the light verb brings: its subject acts ("X launched an attack"), its obliques are acted on."""
    if undergone:
        roles.recipients = [*subject_of(reading, cast, verb), *roles.recipients]
        _say(reading, roles, "recipient", roles.recipients, "subject (who undergoes it)", verb)
    elif not roles.actors and reading.labels[noun] != "nsubj" and not _only_told(reading, noun, verb):
        roles.actors = subject_of(reading, cast, verb)
        _say(reading, roles, "actor", roles.actors, "subject", verb)
    if not roles.recipients:
        roles.recipients = obliques(reading, cast, verb, kind)
        _say(reading, roles, "recipient", roles.recipients, "complement", verb)
    if not roles.actors and noun != verb:
        roles.actors = agents(reading, cast, verb)


def _only_told(reading: Reading, noun: int, verb: int) -> bool:
    """Whether the subject only makes known what others have done ("announced the arrest of two suspects")."""
    return reading.lemmas[verb].lower() == "announce" and reading.lemmas[noun].lower() in _DONE_TO


def _verbal(reading: Reading, cast: Cast, word: int, kind: Type, roles: Roles) -> None:
    passive = is_passive(reading, word)
    left = _left_so(reading, word)
    if left is not None:
        roles.recipients = cast.group(left)
        _say(reading, roles, "recipient", roles.recipients, "object described by", word)
        return
    if passive:
        joined = [child for child in reading.children[word] if shares_passive(reading, child)]
        roles.actors = next((found for verb in (word, *joined) if (found := agents(reading, cast, verb))), [])
        _say(reading, roles, "actor", roles.actors, "agent", word)
        patient = reading.child(word, "nsubj:pass", "nsubj")
        if patient is None and reading.labels[word] in ("acl", "acl:relcl", "amod") and reading.heads[word] >= 0:
            patient = reading.heads[word]
        if patient is None and reading.labels[word] == "conj":
            patient = reading.child(reading.heads[word], "nsubj:pass", "nsubj")
        if patient is not None:
            roles.recipients = cast.group(antecedent(reading, patient))
            _say(reading, roles, "recipient", roles.recipients, "passive subject", word)
        return
    roles.actors = subject_of(reading, cast, word)
    _say(reading, roles, "actor", roles.actors, "subject", word)
    for label in ("obj", "iobj"):
        target = reading.heads[word] if is_joined(reading, word) else reading.child(word, label)
        if target is not None:
            roles.recipients = cast.group(antecedent(reading, target))
            if not roles.recipients and not (
                kind.name == "REQUEST" and reading.lemmas[target].lower() in _DONE_TO  # who is to be freed is not asked
            ):
                roles.recipients = holders(reading, cast, target)
            if roles.recipients:
                _say(reading, roles, "recipient", roles.recipients, "object", word)
                return
    roles.recipients = _raised(reading, cast, word, kind) or obliques(reading, cast, word, kind)
    asked = reading.child(word, "obj")
    if not roles.recipients and kind.name == "REQUEST" and asked is not None:
        roles.recipients = _demanded(reading, cast, asked)
    if not roles.recipients and kind.name == "ASSAULT":
        roles.recipients = contested(reading, cast, word)
    _say(reading, roles, "recipient", roles.recipients, "complement", word)


def _left_so(reading: Reading, word: int) -> int | None:
    """The object that a bare participle describes ("left dozens injured", "found him stabbed"), or None."""
    if reading.words[word].endswith("ing") or reading.child(word, "aux", "aux:pass", "mark", "obj") is not None:
        return None
    state = word
    if (
        reading.labels[state] == "conj"
        and reading.heads[state] >= 0
        and reading.labels[reading.heads[state]] == "xcomp"
    ):
        subject = reading.child(word, "nsubj", "nsubj:pass")
        if subject is not None:
            return subject
        state = reading.heads[state]
    if reading.labels[state] != "xcomp" or reading.heads[state] < 0:
        return None
    if reading.upos[state] == "VERB" and reading.feature(state, "VerbForm") != "Part":
        return None
    return reading.child(reading.heads[state], "obj")


def _raised(reading: Reading, cast: Cast, verb: int, kind: Type) -> list[int]:
    """Actors told to do something, where the tree makes them the infinitive's subject ("urged them to leave")."""
    for child in reading.children[verb]:
        asked = reading.labels[child] == "ccomp" and kind.name == "REQUEST"  # "demanded that they leave"
        infinitive = reading.feature(child, "VerbForm") == "Inf" and reading.child(child, "aux") is None
        if asked or (reading.labels[child] in ("xcomp", "ccomp") and infinitive):
            subject = reading.child(child, *SUBJECTS)
            if subject is not None and subject > verb:
                return cast.group(subject)
    return []


def _nominal(reading: Reading, cast: Cast, word: int, kind: Type, roles: Roles, *, doer_of: bool) -> None:
    doers: list[int] = []
    suffered: list[int] = []
    between: list[int] = []
    for child in reading.children[word]:
        label = reading.labels[child]
        marker = reading.child(child, "case")
        preposition = reading.lemmas[marker] if marker is not None else ""
        if label in ("nmod:poss", "compound", "amod", "nmod:desc") and preposition in ("", "'s", "’s", "’", "'"):
            found = cast.group(child) or ([held] if (held := cast.inside(child)) is not None else [])
            if label == "nmod:poss" and reading.lemmas[word].lower() in _DONE_TO and cast.are_people(found):
                suffered.extend(found)  # "the minister's arrest"
            else:
                roles.actors.extend(found)
        elif label in ("nmod", "obl", "obl:agent", "acl", "nmod:agent"):
            if preposition == "between":
                parties = cast.group(child)
                between = parties if len(parties) > 1 else between
                roles.actors.extend(parties[:1])
            elif preposition in ("by", "from") or (preposition in ("among", "of") and kind.symmetric):
                roles.actors.extend(cast.group(child))
            elif preposition == "of" and doer_of:
                doers.extend(cast.group(child))
            elif preposition in kind.recipients:
                found = cast.group(child)
                if preposition in ("in", "at"):  # "the attack at the hotel": where it was
                    found = [one for one in found if cast.actors[one].kind not in _PLACED]
                roles.recipients.extend(found or holders(reading, cast, child))
            elif label == "acl" and reading.lemmas[child].lower() in _CONDUCTED:
                roles.actors.extend(agents(reading, cast, child))
    if between:  # "a dispute between A and B over C's missiles"
        roles.actors, roles.recipients = between[:1], between[1:]
    elif roles.recipients:
        roles.actors.extend(suffered)
    else:
        roles.recipients.extend(suffered)
    roles.actors = roles.actors or doers
    if kind.name == "REQUEST" and not roles.recipients:
        roles.recipients = _demanded(reading, cast, word)
    _say(reading, roles, "actor", roles.actors, "modifier", word)
    _say(reading, roles, "recipient", roles.recipients, "complement", word)


def _demanded(reading: Reading, cast: Cast, noun: int) -> list[int]:
    """Of whom something is asked with a clause behind the noun ("assurances that the rebels will not attack")."""
    for child in reading.children[noun]:
        mark = reading.child(child, "mark") if reading.labels[child] in ("acl", "ccomp", "acl:relcl") else None
        subject = reading.child(child, "nsubj") if mark is not None else None
        if subject is not None and mark is not None and reading.lemmas[mark].lower() == "that":
            return cast.group(subject)
    return []


def _say(reading: Reading, roles: Roles, role: str, found: list[int], how: str, word: int) -> None:
    if found:
        roles.why.append(f"{role}: {how} of “{reading.words[word]}”")
