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
from dateline.model.reading import Frame, Reading

_SUBJECTS = ("nsubj", "nsubj:outer")
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
        roles.actors, roles.recipients = roles.recipients, [*roles.actors]
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
            found = cast.group(_antecedent(reading, argument.head))
            if found:
                return found
    return []


def _carried(reading: Reading, cast: Cast, noun: int, verb: int, kind: Type, roles: Roles, *, undergone: bool) -> None:
    """Roles that the light verb brings: its subject acts ("X launched an attack"), its obliques are acted on."""
    if undergone:
        roles.recipients = [*subject_of(reading, cast, verb), *roles.recipients]
        _say(reading, roles, "recipient", roles.recipients, "subject (who undergoes it)", verb)
    elif not roles.actors and reading.labels[noun] != "nsubj":
        roles.actors = subject_of(reading, cast, verb)
        _say(reading, roles, "actor", roles.actors, "subject", verb)
    if not roles.recipients:
        roles.recipients = _obliques(reading, cast, verb, kind)
        _say(reading, roles, "recipient", roles.recipients, "complement", verb)
    if not roles.actors and noun != verb:
        roles.actors = _agents(reading, cast, verb)


def _verbal(reading: Reading, cast: Cast, word: int, kind: Type, roles: Roles) -> None:
    passive = reading.child(word, "nsubj:pass", "aux:pass") is not None or (
        reading.labels[word] in ("acl", "amod") and reading.feature(word, "VerbForm") == "Part"
        and (reading.feature(word, "Tense") == "Past" or reading.feature(word, "Voice") == "Pass")
    )  # fmt: skip
    passive = passive or _shares_passive(reading, word)
    left = _left_so(reading, word)
    if left is not None:
        roles.recipients = cast.group(left)
        _say(reading, roles, "recipient", roles.recipients, "object described by", word)
        return
    if passive:
        joined = [child for child in reading.children[word] if _shares_passive(reading, child)]
        roles.actors = next((found for verb in (word, *joined) if (found := _agents(reading, cast, verb))), [])
        _say(reading, roles, "actor", roles.actors, "agent", word)
        patient = reading.child(word, "nsubj:pass")
        if patient is None and reading.labels[word] in ("acl", "acl:relcl", "amod") and reading.heads[word] >= 0:
            patient = reading.heads[word]
        if patient is None and reading.labels[word] == "conj":
            patient = reading.child(reading.heads[word], "nsubj:pass", "nsubj")
        if patient is not None:
            roles.recipients = cast.group(_antecedent(reading, patient))
            _say(reading, roles, "recipient", roles.recipients, "passive subject", word)
        return
    roles.actors = subject_of(reading, cast, word)
    _say(reading, roles, "actor", roles.actors, "subject", word)
    for label in ("obj", "iobj"):
        target = reading.child(word, label)
        if target is not None:
            roles.recipients = cast.group(_antecedent(reading, target))
            if not roles.recipients and not (
                kind.name == "REQUEST" and reading.lemmas[target].lower() in _DONE_TO  # who is to be freed is not asked
            ):
                roles.recipients = _holders(reading, cast, target)
            if roles.recipients:
                _say(reading, roles, "recipient", roles.recipients, "object", word)
                return
    roles.recipients = _raised(reading, cast, word, kind) or _obliques(reading, cast, word, kind)
    _say(reading, roles, "recipient", roles.recipients, "complement", word)


def _shares_passive(reading: Reading, word: int) -> bool:
    """Whether the verb shares the passive of the verb it is joined to ("was shot and killed")."""
    head = reading.heads[word]
    return (
        reading.labels[word] == "conj"
        and head >= 0
        and reading.child(head, "aux:pass") is not None
        and reading.feature(word, "VerbForm") == "Part"
        and not reading.words[word].endswith("ing")
        and reading.child(word, "nsubj", "obj", "aux") is None
    )


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
        if asked or (reading.labels[child] in ("xcomp", "ccomp") and reading.feature(child, "VerbForm") == "Inf"):
            subject = reading.child(child, *_SUBJECTS)
            if subject is not None and subject > verb:
                return cast.group(subject)
    return []


def _nominal(reading: Reading, cast: Cast, word: int, kind: Type, roles: Roles, *, doer_of: bool) -> None:
    doers: list[int] = []
    suffered: list[int] = []
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
                roles.actors.extend(parties[:1])
                roles.recipients.extend(parties[1:])
            elif preposition in ("by", "from") or (preposition in ("among", "of") and kind.symmetric):
                roles.actors.extend(cast.group(child))
            elif preposition == "of" and doer_of:
                doers.extend(cast.group(child))
            elif preposition in kind.recipients:
                found = cast.group(child)
                if preposition == "of" and not found:
                    found = _holders(reading, cast, child)
                roles.recipients.extend(found)
            elif label == "acl" and reading.lemmas[child].lower() in _CONDUCTED:
                roles.actors.extend(_agents(reading, cast, child))
    if roles.recipients:
        roles.actors.extend(suffered)
    else:
        roles.recipients.extend(suffered)
    roles.actors = roles.actors or doers
    _say(reading, roles, "actor", roles.actors, "modifier", word)
    _say(reading, roles, "recipient", roles.recipients, "complement", word)


def _holders(reading: Reading, cast: Cast, word: int) -> list[int]:
    """Actors that hold what is acted on: "territory held by X", "X's stronghold", "the X-held town"."""
    found: list[int] = []
    for child in reading.children[word]:
        label = reading.labels[child]
        if label in ("nmod:poss", "compound", "amod") and reading.upos[child] != "PRON":
            found.extend(cast.group(child))
            if reading.upos[child] in ("VERB", "ADJ") and not found:
                found.extend(actor for inner in reading.children[child] for actor in cast.group(inner))
        elif label in ("acl", "acl:relcl"):
            found.extend(_agents(reading, cast, child))
        elif label == "nmod":
            marker = reading.child(child, "case")
            if marker is not None and reading.lemmas[marker] in ("of", "from", "against"):
                found.extend(cast.group(child))
        if found:
            break
    return found


def _agents(reading: Reading, cast: Cast, verb: int) -> list[int]:
    """Actors behind "by"."""
    found: list[int] = []
    for child in reading.children[verb]:
        if reading.labels[child] in ("obl:agent", "obl", "nmod"):
            marker = reading.child(child, "case")
            if marker is not None and reading.lemmas[marker] == "by":
                found.extend(cast.group(child))
    return found


def _obliques(reading: Reading, cast: Cast, verb: int, kind: Type) -> list[int]:
    """Actors behind a preposition that brings this type's recipient, also where it hangs on the object."""
    found: list[int] = []
    objects = [child for child in reading.children[verb] if reading.labels[child] in ("obj", "nsubj:pass")]
    for child in [*reading.children[verb], *(inner for target in objects for inner in reading.children[target])]:
        if reading.labels[child] in ("obl", "nmod", "advmod", "iobj", "xcomp"):
            marker = reading.child(child, "case")
            if marker is not None and reading.lemmas[marker] in kind.recipients and reading.lemmas[marker] != "by":
                found.extend(cast.group(child) or _holders(reading, cast, child))
    return found


def _obliques_of(reading: Reading, verb: int, prepositions: tuple[str, ...]) -> list[int]:
    """The verb's obliques behind one of these prepositions."""
    return [
        child
        for child in reading.children[verb]
        if reading.labels[child] == "obl"
        and (marker := reading.child(child, "case")) is not None
        and reading.lemmas[marker].lower() in prepositions
    ]


def _antecedent(reading: Reading, word: int) -> int:
    """What a relative pronoun stands for, else the word itself."""
    if reading.lemmas[word].lower() not in ("who", "which", "that", "whom") or reading.upos[word] not in (
        "PRON",
        "DET",
        "SCONJ",
    ):
        return word
    clause = word
    for _ in range(8):
        head = reading.heads[clause]
        if head < 0:
            return word
        if reading.labels[clause] in ("acl:relcl", "acl", "advcl:relcl"):
            return head
        clause = head
    return word


def subject_of(reading: Reading, cast: Cast, verb: int) -> list[int]:
    """Actors that are the verb's subject, its own or the one that its grammar borrows."""
    seen: set[int] = set()
    while verb >= 0 and verb not in seen:
        seen.add(verb)
        subject = reading.child(verb, *_SUBJECTS)
        if subject is not None:
            whole = _antecedent(reading, subject)
            return cast.group(whole) or _makers(reading, cast, whole)
        agents = _agents(reading, cast, verb)
        if agents and reading.child(verb, "aux:pass") is not None:
            return agents
        label, head = reading.labels[verb], reading.heads[verb]
        if head < 0:
            return []
        if label in ("xcomp", "advcl") and reading.lemmas[head].lower() in ("call", "appeal", "plead"):
            asked = _obliques_of(reading, head, ("on", "upon", "to", "with"))
            if asked:  # "called on them to leave"
                return [actor for child in asked for actor in cast.group(child)]
        if label == "xcomp":
            controller = reading.child(head, "obj", "iobj", "nsubj:pass")
            if controller is not None and reading.upos[head] == "VERB":
                found = cast.group(controller)
                if found:
                    return found
            if reading.child(head, "nsubj:pass") is not None:
                return cast.group(_antecedent(reading, reading.child(head, "nsubj:pass") or head))
            verb = head
        elif label in ("conj", "advcl", "parataxis"):
            target = reading.child(head, "obj")
            if label == "advcl" and target is not None and target < verb and _gerund(reading, verb):
                return cast.group(target)  # "accused them of arming …"
            passive = reading.child(head, "nsubj:pass")
            # "was accused of beating them", "was arrested while fleeing", but not "was shelled, killing five"
            marked = reading.words[verb].endswith("ing") and reading.child(verb, "mark", "case") is not None
            if passive is not None and (label == "conj" or marked):
                return cast.group(_antecedent(reading, passive))
            verb = head
        elif label in ("acl", "amod"):
            if reading.feature(verb, "VerbForm") == "Ger" or reading.words[verb].endswith("ing"):
                return cast.group(head)
            owner = reading.child(head, "nmod:poss")  # "its plan to attack"
            if owner is not None:
                return cast.group(owner)
            verb = reading.heads[head] if reading.labels[head] in ("obj", "nsubj:pass") else -1
        elif label == "ccomp" and _subjectless(reading, verb):
            verb = head  # "denied having attacked …"
        else:
            return []
    return []


def _subjectless(reading: Reading, verb: int) -> bool:
    """Whether the verb is a gerund, which has its subject from the verb above it."""
    return reading.words[verb].endswith("ing") or any(
        reading.labels[child] == "aux" and reading.words[child].lower() == "having" for child in reading.children[verb]
    )


def _makers(reading: Reading, cast: Cast, word: int) -> list[int]:
    """Actors behind a thing that does something ("a bomb planted by X exploded")."""
    return [
        actor
        for child in reading.children[word]
        if reading.labels[child] in ("acl", "acl:relcl")
        for actor in _agents(reading, cast, child)
    ]


def _gerund(reading: Reading, verb: int) -> bool:
    """Whether the verb is an "-ing" form behind "of" or "from"."""
    marker = reading.child(verb, "mark", "case")
    return marker is not None and reading.lemmas[marker] in ("of", "from") and reading.words[verb].endswith("ing")


def _say(reading: Reading, roles: Roles, role: str, found: list[int], how: str, word: int) -> None:
    if found:
        roles.why.append(f"{role}: {how} of “{reading.words[word]}”")
