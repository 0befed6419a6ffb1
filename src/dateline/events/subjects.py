"""Who is the subject of a verb: its own, or the one that English grammar lets it borrow.

What a clause leaves out ("began to attack", "attacked and seized", "forces backed by …") is sought with the governing
verb, the first conjunct, the noun that the clause describes. Where the tree gives a finite verb no subject at all, the
name right before it is taken: trees are wrong there more often than names.
"""

from __future__ import annotations

from dateline.events.cast import Cast
from dateline.events.lines import in_title
from dateline.model.reading import Reading

_QUOTES = frozenset("“”‘’\"'")
SUBJECTS = ("nsubj", "nsubj:outer")
"""Relations of a subject that acts."""


def is_passive(reading: Reading, word: int) -> bool:
    """Whether the verb tells what is done to its subject; an object of its own says that it does not."""
    if reading.child(word, "aux:pass") is not None:
        return True
    if reading.child(word, "nsubj:pass") is not None:
        return reading.child(word, "obj", "ccomp") is None and reading.feature(word, "VerbForm") != "Fin"
    if _is_headline_passive(reading, word):
        return True
    participle = reading.labels[word] in ("acl", "amod") and reading.feature(word, "VerbForm") == "Part"
    if participle and (reading.feature(word, "Tense") == "Past" or reading.feature(word, "Voice") == "Pass"):
        return not is_joined(reading, word)
    return shares_passive(reading, word)


_UNDERGONE = frozenset(
    "kill wound injure hurt shoot stab slay behead abduct kidnap arrest detain hold jail charge indict sentence "
    "convict free release evacuate displace expel deport".split()
)
"""Verbs that need an object: in a headline, their past form without one is a passive."""
_PAST = frozenset(("shot", "held", "hurt", "slain"))


def _is_headline_passive(reading: Reading, word: int) -> bool:
    """Whether a headline leaves out the "was" ("Toddler shot by brother", "Dozens held")."""
    if reading.lemmas[word].lower() not in _UNDERGONE or reading.child(word, "obj", "aux", "ccomp") is not None:
        return False
    form = reading.words[word].lower()
    subject = reading.child(word, "nsubj")
    return (form in _PAST or form.endswith("ed")) and subject is not None and in_title(reading, word)


def is_joined(reading: Reading, word: int) -> bool:
    """Whether a past participle before a noun is a verb behind "and" that the tree took for its attribute.

    "The president spoke and accused Ruritania of …": nothing before the "and" describes the noun, too.
    """
    if reading.labels[word] != "amod" or word < 2 or reading.upos[word - 1] != "CCONJ":
        return False
    noun = reading.heads[word]
    return noun == word + 1 and reading.upos[noun] in ("PROPN", "PRON") and reading.heads[word - 2] != noun


def shares_passive(reading: Reading, word: int) -> bool:
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


def antecedent(reading: Reading, word: int) -> int:
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
        subject = reading.child(verb, *SUBJECTS)
        if subject is None and not is_passive(reading, verb):
            subject = reading.child(verb, "nsubj:pass")  # "forces have arrested him", taken for a passive
        if subject is not None:
            whole = antecedent(reading, subject)
            return cast.group(whole) or _makers(reading, cast, whole)
        doers = agents(reading, cast, verb)
        if doers and reading.child(verb, "aux:pass") is not None:
            return doers
        label, head = reading.labels[verb], reading.heads[verb]
        if is_joined(reading, verb):
            verb = reading.heads[verb]
            while reading.heads[verb] >= 0:
                verb = reading.heads[verb]
            continue
        beside = _beside(reading, cast, verb) if label not in ("xcomp", "acl", "amod") else []
        if beside:
            return beside
        if head < 0:
            return []
        if label in ("xcomp", "advcl") and reading.lemmas[head].lower() in ("call", "appeal", "plead"):
            asked = obliques_of(reading, head, ("on", "upon", "to", "with"))
            if asked:  # "called on them to leave"
                return [actor for child in asked for actor in cast.group(child)]
        if label == "xcomp":
            controller = reading.child(head, "obj", "iobj", "nsubj:pass")
            if controller is not None and reading.upos[head] == "VERB":
                found = cast.group(controller)
                if found:
                    return found
            if reading.child(head, "nsubj:pass") is not None:
                return cast.group(antecedent(reading, reading.child(head, "nsubj:pass") or head))
            verb = head
        elif label in ("conj", "advcl", "parataxis"):
            target = reading.child(head, "obj")
            if label == "advcl" and target is not None and target < verb and _gerund(reading, verb):
                return cast.group(target)  # "accused them of arming …"
            passive = reading.child(head, "nsubj:pass")
            # "was accused of beating them", "was arrested while fleeing", but not "was shelled, killing five"
            marked = reading.words[verb].endswith("ing") and reading.child(verb, "mark", "case") is not None
            if passive is not None and (label == "conj" or marked):
                return cast.group(antecedent(reading, passive))
            verb = head
        elif label in ("acl", "amod"):
            if reading.feature(verb, "VerbForm") == "Ger" or reading.words[verb].endswith("ing"):
                predicate = reading.child(head, "nsubj") if reading.child(head, "cop") is not None else None
                return cast.group(head) or (cast.group(predicate) if predicate is not None else [])
            owner = reading.child(head, "nmod:poss")  # "its plan to attack"
            if owner is not None:
                return cast.group(owner)
            verb = reading.heads[head] if reading.labels[head] in ("obj", "nsubj:pass") else -1
        elif label == "ccomp" and _subjectless(reading, verb):
            verb = head  # "denied having attacked …"
        else:
            return []
    return []


def _beside(reading: Reading, cast: Cast, verb: int) -> list[int]:
    """Whoever is named right before a finite verb to which the tree gives no subject."""
    helpers = [child for child in reading.children[verb] if reading.labels[child] == "aux"]
    finite = any(reading.feature(word, "VerbForm") == "Fin" for word in (verb, *helpers))
    behind = any(reading.labels[child] == "obj" and child > verb for child in reading.children[verb])
    if reading.heads[verb] < 0 and reading.feature(verb, "Tense") == "Past" and behind:
        finite = True  # "accused" as the root of a sentence, with an object: no participle
    if not finite or is_passive(reading, verb):
        return []
    word, start = verb - 1, reading.sentence_bounds(reading.sentence_of[verb])[0]
    while (
        word > start
        and not cast.ending(word)[1]
        and (reading.upos[word] in ("AUX", "ADV", "PART") or reading.words[word] in _QUOTES)
    ):
        word -= 1
    first, found = cast.ending(word)
    before = first - 1 if first > start and reading.upos[first - 1] != "DET" else first - 2
    led = before >= start and reading.upos[before] in ("ADP", "VERB", "NOUN", "PROPN", "ADJ", "NUM")
    return [] if led or first < start else found


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
        for actor in agents(reading, cast, child)
    ]


def _gerund(reading: Reading, verb: int) -> bool:
    """Whether the verb is an "-ing" form behind "of" or "from"."""
    marker = reading.child(verb, "mark", "case")
    return marker is not None and reading.lemmas[marker] in ("of", "from") and reading.words[verb].endswith("ing")


def agents(reading: Reading, cast: Cast, verb: int) -> list[int]:
    """Actors behind "by"."""
    found: list[int] = []
    for child in reading.children[verb]:
        if reading.labels[child] in ("obl:agent", "obl", "nmod"):
            marker = reading.child(child, "case")
            if marker is not None and reading.lemmas[marker] == "by":
                found.extend(cast.group(child))
    return found


def obliques_of(reading: Reading, verb: int, prepositions: tuple[str, ...]) -> list[int]:
    """The verb's obliques behind one of these prepositions."""
    return [
        child
        for child in reading.children[verb]
        if reading.labels[child] == "obl"
        and (marker := reading.child(child, "case")) is not None
        and reading.lemmas[marker].lower() in prepositions
    ]
