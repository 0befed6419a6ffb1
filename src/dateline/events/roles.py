"""Who does it and to whom: the actor and the recipient of an event, from the tree around its trigger.

Verbs take their subject or agent, and their object; nouns their possessor, their modifiers and what "by", "of",
"on", "against" or "between" brings. What a clause leaves out ("began to attack", "attacked and seized", "forces
backed by …") is sought where English grammar keeps it: with the governing verb, the first conjunct, the noun
that the clause describes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.events.codebook import Type
from dateline.model.account import Actor
from dateline.model.reading import Reading

_SUBJECTS = ("nsubj", "nsubj:outer")
_CONDUCTED = frozenset("lead carry conduct launch mount stage wage perform make order plan begin start".split())


@dataclass(slots=True)
class Roles:
    """Indices of actors, and the words that fill the roles (also where they are no known actor)."""

    actors: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    why: list[str] = field(default_factory=list)


class Cast:
    """The actors of a reading, found by the head word of each of their mentions."""

    def __init__(self, reading: Reading, actors: tuple[Actor, ...]) -> None:
        self.reading = reading
        self._spoken: dict[str, set[int]] = {}
        self._at: dict[int, int] = {}
        self._inside: dict[int, int] = {}
        sizes: dict[int, int] = {}
        runs: list[tuple[int, int, int]] = []
        inner: dict[int, int] = {}
        word_at = {start: word for word, start in enumerate(reading.starts)}
        word_to = {end: word for word, end in enumerate(reading.ends)}
        for index, actor in enumerate(actors):
            for mention in actor.mentions:
                first, last = word_at.get(mention.start), word_to.get(mention.end)
                if first is None or last is None:
                    continue
                head = next((word for word in range(first, last + 1) if not first <= reading.heads[word] <= last), last)
                size = last - first
                runs.append((first, last, index))
                if head not in self._at or size > sizes[head]:
                    self._at[head], sizes[head] = index, size
                for word in range(first, last + 1):
                    if word not in self._inside or size < inner[word]:
                        self._inside[word], inner[word] = index, size

        self._sides = _sides_of(runs, self._at, actors)

    def sentences_with(self, name: str, lemmas: frozenset[str]) -> set[int]:
        """Numbers of the sentences that have one of these lemmas; `name` is under what they are kept."""
        if name not in self._spoken:
            reading = self.reading
            self._spoken[name] = {
                reading.sentence_of[word] for word, lemma in enumerate(reading.lemmas) if lemma.lower() in lemmas
            }
        return self._spoken[name]

    def at(self, word: int) -> int | None:
        """The actor whose mention is headed by this word, or by what stands in apposition to it."""
        if word in self._at:
            return self._at[word]
        reading = self.reading
        for child in reading.children[word]:
            if reading.labels[child] in ("appos", "flat", "nmod:desc") and child in self._at:
                return self._at[child]
        return None

    def inside(self, word: int) -> int | None:
        """The actor in whose (shortest) mention this word stands."""
        return self._inside.get(word)

    def group(self, word: int, depth: int = 0) -> list[int]:
        """The actors that a noun phrase names, its conjuncts included; those inside "members of X", "troops from X"."""
        reading = self.reading
        found: list[int] = []
        here = self.at(word)
        if here is not None:
            found.extend(self._sides.get(word) or [here])
        elif depth < 3:
            for child in reading.children[word]:
                label = reading.labels[child]
                if label.startswith("nmod") and label != "nmod:poss" and reading.upos[child] != "PRON":
                    marker = reading.child(child, "case")
                    if marker is None or reading.lemmas[marker] in ("of", "from", "in", "within", "among", "with"):
                        found.extend(self.group(child, depth + 1))
                elif label in ("compound", "amod", "nmod:poss") and child in self._at and not found:
                    found.append(self._at[child])
        for child in reading.children[word]:
            if reading.labels[child] == "conj" and reading.upos[child] in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
                found.extend(self.group(child, depth))
        return list(dict.fromkeys(found))


def _sides_of(runs: list[tuple[int, int, int]], at: dict[int, int], actors: tuple[Actor, ...]) -> dict[int, list[int]]:
    """The parties that a group is said to come from, by its head word: "commanders from both the army and the militia".

    `runs` are the mentions as (first word, last word, actor).
    """
    found: dict[int, list[int]] = {}
    heads = {index: word for word, index in at.items()}
    for first, last, index in runs:
        if actors[index].kind not in ("group", "unidentified") or index not in heads or last - first < 4:
            continue
        inner = [
            run
            for run in runs
            if first < run[0] and run[1] <= last and actors[run[2]].kind in ("armed group", "organisation", "group")
        ]
        widest = [
            run
            for run in inner
            if not any(other != run and other[0] <= run[0] and run[1] <= other[1] for other in inner)
        ]
        sides = list(dict.fromkeys(run[2] for run in widest if run[2] != index))
        if len(sides) > 1:
            found[heads[index]] = sides
    return found


def roles_of(
    reading: Reading, cast: Cast, word: int, kind: Type, verb: int | None = None, *, undergone: bool = False
) -> Roles:
    """Actor and recipient of the event with this trigger.

    `verb` is the light verb that carries a nominal trigger; `undergone` says that the subject is the one acted on.
    """
    roles = Roles()
    if reading.upos[word] in ("VERB", "AUX") or (reading.upos[word] == "ADJ" and verb is None):
        _verbal(reading, cast, word, kind, roles)
    else:
        _nominal(reading, cast, word, kind, roles)
        if verb is not None:
            _carried(reading, cast, word, verb, kind, roles)
    if undergone:
        roles.actors, roles.recipients = roles.recipients if verb is None else [], [*roles.actors]
        roles.why.append("the subject is the one acted on")
    if kind.symmetric and not roles.recipients and len(roles.actors) > 1:
        roles.recipients = roles.actors[1:]
        roles.actors = roles.actors[:1]
        roles.why.append("the parties act on each other")
    roles.recipients = [actor for actor in dict.fromkeys(roles.recipients) if actor not in roles.actors]
    roles.actors = list(dict.fromkeys(roles.actors))
    return roles


def _carried(reading: Reading, cast: Cast, noun: int, verb: int, kind: Type, roles: Roles) -> None:
    """Roles that the light verb brings: its subject acts ("X launched an attack"), its obliques are acted on."""
    if not roles.actors:
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
    if passive:
        roles.actors = _agents(reading, cast, word)
        _say(reading, roles, "actor", roles.actors, "agent", word)
        patient = reading.child(word, "nsubj:pass")
        if patient is None and reading.labels[word] in ("acl", "acl:relcl", "amod") and reading.heads[word] >= 0:
            patient = reading.heads[word]
        if patient is None and reading.labels[word] == "conj":
            patient = reading.child(reading.heads[word], "nsubj:pass")
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
            if not roles.recipients:
                roles.recipients = _holders(reading, cast, target)
            if roles.recipients:
                _say(reading, roles, "recipient", roles.recipients, "object", word)
                return
    roles.recipients = _raised(reading, cast, word) or _obliques(reading, cast, word, kind)
    _say(reading, roles, "recipient", roles.recipients, "complement", word)


def _raised(reading: Reading, cast: Cast, verb: int) -> list[int]:
    """Actors told to do something, where the tree makes them the infinitive's subject ("urged them to leave")."""
    for child in reading.children[verb]:
        if reading.labels[child] in ("xcomp", "ccomp") and reading.feature(child, "VerbForm") == "Inf":
            subject = reading.child(child, *_SUBJECTS)
            if subject is not None and subject > verb:
                return cast.group(subject)
    return []


def _nominal(reading: Reading, cast: Cast, word: int, kind: Type, roles: Roles) -> None:
    for child in reading.children[word]:
        label = reading.labels[child]
        marker = reading.child(child, "case")
        preposition = reading.lemmas[marker] if marker is not None else ""
        if label in ("nmod:poss", "compound", "amod", "nmod:desc") and preposition in ("", "'s", "’s", "’", "'"):
            found = cast.group(child) or ([held] if (held := cast.inside(child)) is not None else [])
            roles.actors.extend(found)
        elif label in ("nmod", "obl", "obl:agent", "acl", "nmod:agent"):
            if preposition == "between":
                parties = cast.group(child)
                roles.actors.extend(parties[:1])
                roles.recipients.extend(parties[1:])
            elif preposition in ("by", "from") or (preposition in ("among", "of") and kind.symmetric):
                roles.actors.extend(cast.group(child))
            elif preposition in kind.recipients:
                found = cast.group(child)
                if preposition == "of" and not found:
                    found = _holders(reading, cast, child)
                roles.recipients.extend(found)
            elif label == "acl" and reading.lemmas[child].lower() in _CONDUCTED:
                roles.actors.extend(_agents(reading, cast, child))
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
            return cast.group(_antecedent(reading, subject))
        agents = _agents(reading, cast, verb)
        if agents and reading.child(verb, "aux:pass") is not None:
            return agents
        label, head = reading.labels[verb], reading.heads[verb]
        if head < 0:
            return []
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
            if passive is not None and label == "conj":
                return cast.group(_antecedent(reading, passive))
            verb = head
        elif label in ("acl", "amod"):
            if reading.feature(verb, "VerbForm") == "Ger" or reading.words[verb].endswith("ing"):
                return cast.group(head)
            owner = reading.child(head, "nmod:poss")  # "its plan to attack"
            if owner is not None:
                return cast.group(owner)
            verb = reading.heads[head] if reading.labels[head] in ("obj", "nsubj:pass") else -1
        else:
            return []
    return []


def _gerund(reading: Reading, verb: int) -> bool:
    """Whether the verb is an "-ing" form behind "of" or "from"."""
    marker = reading.child(verb, "mark", "case")
    return marker is not None and reading.lemmas[marker] in ("of", "from") and reading.words[verb].endswith("ing")


def _say(reading: Reading, roles: Roles, role: str, found: list[int], how: str, word: int) -> None:
    if found:
        roles.why.append(f"{role}: {how} of “{reading.words[word]}”")
