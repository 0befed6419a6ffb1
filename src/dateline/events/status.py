"""Status: whether an event is told as having happened, being under way, planned, denied …, and whether as background.

The words that govern the trigger decide, from the nearest outwards: negation, modal verbs, verbs and nouns that
make what they govern a plan, a promise, a fear (tables in the codebook), conditional clauses; then tense and aspect.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.events.background import is_background
from dateline.events.codebook import Codebook
from dateline.events.lines import in_title
from dateline.model.account import Status
from dateline.model.reading import Reading

_NEGATIONS = frozenset(("not", "n't", "never", "no", "neither", "nor", "without", "n’t", "hardly", "nobody", "none"))
_MODALS: dict[str, Status] = {
    "will": "planned", "shall": "planned", "'ll": "planned", "’ll": "planned", "may": "possible", "might": "possible",
    "could": "possible", "can": "possible", "should": "hypothetical", "must": "hypothetical", "would": "planned",
    "ought": "hypothetical", "'d": "hypothetical",
}  # fmt: skip
_ATTRIBUTES: dict[str, Status] = {
    **dict.fromkeys(("planned", "proposed", "scheduled", "upcoming", "forthcoming", "intended", "looming"), "planned"),
    "threatened": "threatened", "promised": "promised", "pledged": "promised", "thwarted": "denied", "foiled": "denied",
    "averted": "denied",
}  # fmt: skip
_OF_COMPLEMENT = frozenset(("vulnerable", "capable", "able", "unable", "open"))
"""Adjectives that say something of what their complement tells, nothing of their subject."""
_GOING_AHEAD = frozenset("go proceed begin start take happen occur continue resume end last open follow".split())
"""Verbs by which an event noun comes to be: their "will" and "would" are its own."""
_ORDER: tuple[Status, ...] = ("denied", "threatened", "promised", "planned", "possible", "hypothetical")
_BESIDE = frozenset(("acl:relcl", "advcl:relcl", "advcl", "parataxis", "appos", "list", "discourse", "dep", "vocative"))


_ASSIGNING = frozenset(("blame", "accuse", "claim", "charge", "suspect", "accusation", "fault"))
_TIMING = frozenset(("after", "before", "during", "since", "following", "amid"))
_ACCUSING = frozenset(("blame", "accuse", "accusation", "allege", "allegation", "claim", "assertion", "denounce"))
"""What says that something has happened: within their words it has, whoever else rejects them."""


@dataclass(frozen=True, slots=True)
class Told:
    """Status, background, and the reason."""

    status: Status
    background: bool
    why: str


def status_of(reading: Reading, codebook: Codebook, word: int, verb: int | None = None) -> Told:
    """How the event with this trigger is told; `verb` is the light verb that carries a nominal trigger."""
    clause = verb if verb is not None else word
    supposed = _own_condition(reading, clause)
    for own in dict.fromkeys((word, clause)):
        negation = _negated(reading, own)
        if negation and supposed:
            return Told("hypothetical", False, f"hypothetical: under “{supposed}”, and negated")
        if negation:
            return Told("denied", is_background(reading, clause), f"denied: “{negation}” negates it")
        for child in reading.children[own]:
            if reading.labels[child] in ("amod", "advmod") and _is(reading, codebook, "maybe", child, own):
                return Told("possible", False, f"possible: “{reading.words[child]}”")
            attribute = _ATTRIBUTES.get(reading.words[child].lower()) if reading.labels[child] == "amod" else None
            if attribute is not None:
                return Told(attribute, False, f"{attribute}: “{reading.words[child]}”")
    modal = _by_modal(reading, clause)
    if modal is not None and modal[0] != "planned":
        return Told(modal[0], False, modal[1])
    governed = _by_governor(reading, codebook, word, verb)
    if governed is not None:
        return governed
    if modal is not None:
        return Told(modal[0], False, modal[1])
    arranged = _is_to(reading, clause)
    if arranged:
        return Told("planned", False, f"planned: “{arranged}”")
    condition = _condition(reading, clause)
    if condition:
        return Told("hypothetical", False, f"hypothetical: under “{condition}”")
    if _purpose(reading, clause):
        return Told("planned", False, "planned: told as a purpose (“to …”)")
    background = is_background(reading, clause)
    if _promises(reading, clause):
        return Told("promised", background, f"promised: “{reading.words[clause]}” says what is still to be done")
    going = _going_on(reading, codebook, word, verb)
    if going:
        return Told("ongoing", background, going)
    return Told("happened", background, "happened: told as a fact")


def _by_governor(reading: Reading, codebook: Codebook, word: int, verb: int | None) -> Told | None:
    """The status that a verb or noun above the trigger gives it ("fears that …", "the threat of …"), or None."""
    for governor, label, below in _governors(reading, word, verb):
        if _known(reading, governor, below):
            return None
        if reading.lemmas[governor].lower() in _ACCUSING and label not in ("nsubj", "nsubj:pass"):
            continue  # "accused them of shelling": it is told as having happened; "rejected a claim that" goes on
        for status in _ORDER:
            if _is(reading, codebook, status, governor, below) and _bears(reading, governor, label, status, below):
                if _negated(reading, governor) and status not in ("denied", "possible"):
                    return Told("denied", False, f"denied: “{reading.words[governor]}” is negated")
                return Told(status, False, f"{status}: told under “{reading.words[governor]}”")
        if label in ("xcomp", "obj", "nsubj", "nsubj:pass", "compound"):
            modal = _by_modal(reading, governor)
            ahead = label == "nsubj" and reading.lemmas[governor].lower() in _GOING_AHEAD
            if modal is not None and (ahead or reading.labels[governor] != "ccomp"):
                return Told(modal[0], False, modal[1])
        negation = _negated(reading, governor)
        if (
            negation
            and label in ("xcomp", "obj", "nmod", "nsubj:pass")
            and (governor == verb or not _definite(reading, below))
        ):
            return Told("denied", False, f"denied: “{negation}” negates “{reading.words[governor]}”")
    return None


def _known(reading: Reading, governor: int, below: int) -> bool:
    """Whether the governor only says who did what has happened ("claimed responsibility for the attack")."""
    lemma = reading.lemmas[governor].lower()
    if lemma == "responsibility":
        return True
    return lemma in _ASSIGNING and _definite(reading, below)


def _definite(reading: Reading, word: int) -> bool:
    """Whether the word is a noun that takes up something known ("the attack", "their attack", "Sunday's attack")."""
    return reading.upos[word] == "NOUN" and any(
        reading.labels[child] == "nmod:poss"
        or (reading.labels[child] == "det" and reading.lemmas[child].lower() in ("the", "this", "that", "these"))
        for child in reading.children[word]
    )


def _is(reading: Reading, codebook: Codebook, status: str, governor: int, below: int) -> bool:
    """Whether the governor is a word of this status; "call for" asks for "for" before what it governs."""
    words = codebook.statuses.get(status, frozenset())
    lemma = reading.lemmas[governor].lower()
    if lemma == "suspect" and reading.upos[governor] == "NOUN":
        return False  # "the suspect arrested on Monday"
    if lemma in words or reading.words[governor].lower() in words:
        return True
    marker = reading.child(below, "case", "mark")
    return marker is not None and f"{lemma} {reading.lemmas[marker].lower()}" in words


def _promises(reading: Reading, word: int) -> bool:
    """Whether the word itself promises a deed ("promised that the troops would come home")."""
    if reading.lemmas[word].lower() not in ("promise", "pledge", "vow", "swear", "undertake"):
        return False
    return reading.upos[word] == "VERB" and (
        reading.child(word, "ccomp", "xcomp", "obj", "nsubj:pass", "parataxis") is not None
        or reading.labels[word] in ("acl", "acl:relcl")
    )


def _purpose(reading: Reading, word: int) -> bool:
    """Whether the word heads an infinitive that says what something is for ("an offensive to drive X out")."""
    marker = reading.child(word, "mark")
    return (
        marker is not None
        and reading.lemmas[marker] == "to"
        and reading.labels[word] in ("advcl", "acl")
        and reading.feature(word, "VerbForm") == "Inf"
    )


def _negated(reading: Reading, word: int) -> str | None:
    """The word that negates this one, or its subject ("no forces have committed")."""
    for child in reading.children[word]:
        label, lemma = reading.labels[child], reading.lemmas[child].lower()
        if lemma in _NEGATIONS and label in ("advmod", "det", "cc:preconj", "case", "mark", "neg"):
            return reading.words[child]
        if label in ("nsubj", "nsubj:pass"):
            for inner in reading.children[child]:
                if reading.labels[inner] == "det" and reading.lemmas[inner].lower() in ("no", "neither"):
                    return reading.words[inner]
            if lemma in ("nobody", "none"):
                return reading.words[child]
    return None


def _governors(reading: Reading, word: int, verb: int | None) -> list[tuple[int, str, int]]:
    """What governs the trigger, outwards: (governor, relation of the step below it, the word of that step).

    The way up ends where a clause only stands beside another: relative, adverbial and paratactic clauses.
    """
    found: list[tuple[int, str, int]] = []
    current = word
    if verb is not None and verb != word:
        if reading.heads[word] != verb:
            found.append((reading.heads[word], reading.labels[word], word))
        found.append((verb, "obj", word))
        current = verb
    for _ in range(7):
        label, head = reading.labels[current], reading.heads[current]
        if head < 0 or (label in _BESIDE and not _complement(reading, current)):
            break
        if label != "conj":
            found.append((head, label, current))
        current = head
    return found


def _complement(reading: Reading, verb: int) -> bool:
    """Whether an adverbial clause completes its verb ("accused them of arming …", "kept them from leaving")."""
    marker = reading.child(verb, "mark", "case")
    if (
        marker is not None
        and reading.lemmas[marker] == "to"
        and reading.lemmas[reading.heads[verb]].lower() in ("call", "appeal", "plead")
    ):
        return True  # "called on them to leave"
    if marker is not None and reading.lemmas[marker] == "to" and reading.words[verb].lower().endswith("ing"):
        return reading.labels[verb] == "advcl"  # "nobody has committed to sending troops"
    if reading.labels[verb] == "advcl" and reading.upos[reading.heads[verb]] == "ADJ" and verb > 0:
        return reading.words[verb - 1].lower() == "to"  # "is due to arrive"
    absolute = reading.child(verb, "nsubj") is not None  # "with the army closing in, many fear …"
    return (
        reading.labels[verb] == "advcl"
        and marker is not None
        and reading.lemmas[marker] in ("of", "from", "into", "with")
        and not (absolute and reading.lemmas[marker] == "with")
    )


def _bears(reading: Reading, governor: int, label: str, status: str, below: int) -> bool:
    """Whether the governor's meaning reaches down this relation: "fears that …", "a plan to …", "the risk of …"."""
    if label in ("nsubj", "obl:agent"):
        if reading.lemmas[governor].lower() in _OF_COMPLEMENT or (status == "possible" and _definite(reading, below)):
            return False  # "the talks are vulnerable to …", "Sunday's talks appear to be …"
        return reading.upos[governor] in ("ADJ", "NOUN") or status in ("planned", "possible")
    if label in ("nmod", "compound", "amod", "acl"):
        return reading.upos[governor] in ("NOUN", "ADJ", "PROPN")
    if label == "obl" and _is_circumstance(reading, governor, below):
        return False
    if label == "obl":
        return status in ("hypothetical", "denied", "possible") or reading.upos[governor] == "ADJ"
    if label == "nmod:poss":
        return False  # "the meeting's purpose"
    if label == "nsubj:pass":
        return status in ("planned", "denied", "threatened", "promised")
    return True


def _is_circumstance(reading: Reading, governor: int, below: int) -> bool:
    """Whether a noun only says when something is said, or over what somebody is charged ("charged in a killing")."""
    marker = reading.child(below, "case", "mark")
    behind = reading.lemmas[marker].lower() if marker is not None else ""
    return behind in _TIMING or (behind in ("in", "over") and reading.lemmas[governor].lower() in _ASSIGNING)


def _by_modal(reading: Reading, word: int) -> tuple[Status, str] | None:
    for child in reading.children[word]:
        lemma = reading.lemmas[child].lower()
        if reading.labels[child] == "aux" and lemma in _MODALS:
            status = _MODALS[lemma]
            if lemma in ("could", "would") and any(
                reading.lemmas[other] == "have" and reading.labels[other] == "aux" for other in reading.children[word]
            ):
                status = "hypothetical"
            return status, f"{status}: “{reading.words[child]}” stands with “{reading.words[word]}”"
    return None


def _is_to(reading: Reading, word: int) -> str | None:
    """The "are to" of what is arranged ("the two sides are to meet"), or None."""
    marker = reading.child(word, "mark")
    if marker is not None and reading.lemmas[marker] == "due" and reading.child(word, "cop", "aux") is not None:
        return f"{reading.words[marker]} to"  # "is due to visit", with "due to" taken for one word
    if marker is None or reading.lemmas[marker] != "to" or marker == 0 or reading.labels[word] in ("acl", "csubj"):
        return None
    form = marker - 1
    finite = reading.lemmas[form] == "be" and reading.heads[form] == word and reading.labels[form] in ("cop", "aux")
    return f"{reading.words[form]} to" if finite else None


def _condition(reading: Reading, word: int) -> str | None:
    """The "if" or "unless" of a clause that the word stands in."""
    for _ in range(6):
        for child in reading.children[word]:
            mark = reading.lemmas[child].lower()
            if reading.labels[child] == "mark" and (
                mark in ("if", "unless", "whether", "lest") or (mark == "until" and _present(reading, word))
            ):
                return reading.words[child]
        if reading.heads[word] < 0 or reading.labels[word] in ("ccomp", "parataxis"):
            return None
        word = reading.heads[word]
    return None


def _own_condition(reading: Reading, word: int) -> str | None:
    """The "if" of the word's own clause ("if it does not withdraw")."""
    mark = reading.child(word, "mark")
    return reading.words[mark] if mark is not None and reading.lemmas[mark].lower() in ("if", "unless") else None


def _present(reading: Reading, word: int) -> bool:
    """Whether the clause's finite verb is in the present tense ("until it ends", "until it is defeated")."""
    finite = [word, *(child for child in reading.children[word] if reading.labels[child] in ("aux", "aux:pass", "cop"))]
    return any(
        reading.feature(verb, "Tense") == "Pres" and reading.feature(verb, "VerbForm") == "Fin" for verb in finite
    )


def _going_on(reading: Reading, codebook: Codebook, word: int, verb: int | None) -> str | None:
    """The reason to say that the event is under way, or None."""
    for clause in dict.fromkeys((word, verb if verb is not None else word)):
        if reading.upos[clause] == "VERB" and reading.feature(clause, "VerbForm") in ("Part", "Ger"):
            helpers = [c for c in reading.children[clause] if reading.labels[c] in ("aux", "aux:pass")]
            gerund = reading.words[clause].endswith("ing")
            progressive = gerund and any(reading.lemmas[c] == "be" for c in helpers)
            past = any(reading.feature(c, "Tense") == "Past" and reading.lemmas[c] == "be" for c in helpers)
            headline = gerund and not helpers and in_title(reading, clause) and _is_main(reading, clause)
            if headline or (progressive and not (past and _interrupted(reading, clause))):
                return f"ongoing: “{reading.words[clause]}” is told as under way"
        if reading.lemmas[clause].lower() in codebook.statuses.get("lasting", ()) and _lasts(reading, clause):
            return f"ongoing: “{reading.words[clause]}” tells in the present of what lasts"
    head = reading.heads[word]
    if reading.labels[word] in ("nsubj", "obl:agent", "nsubj:pass") and reading.upos[word] == "NOUN":
        helpers = [child for child in reading.children[head] if reading.labels[child] in ("aux", "aux:pass")]
        words = {reading.words[child].lower() for child in helpers}
        if "being" in words or (reading.words[head].endswith("ing") and words & {"is", "are", "was", "were"}):
            return f"ongoing: “{reading.words[head]}” is told as under way"
    for governor in dict.fromkeys((head, verb if verb is not None else -1)):
        if (
            governor >= 0
            and reading.lemmas[governor].lower() in codebook.statuses.get("ongoing", ())
            and reading.labels[word] in ("xcomp", "obj", "obl", "nmod", "ccomp", "nsubj", "acl")
        ):
            return f"ongoing: told under “{reading.words[governor]}”"
    for child in reading.children[word]:
        if reading.lemmas[child].lower() in ("ongoing", "continuing", "continued", "current", "continue"):
            return f"ongoing: “{reading.words[child]}”"
    return None


def _is_main(reading: Reading, verb: int) -> bool:
    """Whether a headline has no other verb above this one."""
    head = reading.heads[verb]
    return head < 0 or (reading.labels[verb] in ("parataxis", "acl", "dep", "appos") and reading.upos[head] != "VERB"
                        and reading.heads[head] < 0)  # fmt: skip


def _interrupted(reading: Reading, verb: int) -> bool:
    """Whether what was under way only tells when something else happened ("was shelling the town when …")."""
    if reading.labels[verb] in ("advcl", "acl:relcl", "acl"):
        return True
    for child in reading.children[verb]:
        mark = reading.child(child, "mark", "advmod") if reading.labels[child] == "advcl" else None
        if mark is not None and reading.lemmas[mark].lower() in ("when", "as", "while", "until", "before"):
            return True
    return False


def _lasts(reading: Reading, verb: int) -> bool:
    """Whether the verb stands in the present or the present perfect, in a sentence that is no headline.

    A participle behind a name does, too ("the militia, backed by Ruritania").
    """
    if reading.labels[verb] == "acl" and reading.feature(verb, "VerbForm") == "Part" and reading.upos[verb] == "VERB":
        by = any(reading.labels[child] == "obl:agent" for child in reading.children[verb])
        return by and reading.child(verb, "aux", "aux:pass") is None
    number = reading.sentence_of[verb]
    if reading.upos[verb] != "VERB" or reading.words[reading.sentence_bounds(number)[1] - 1] not in (
        ".",
        "”",
        '"',
        "’",
    ):
        return False
    if reading.feature(verb, "VerbForm") == "Fin" and reading.feature(verb, "Tense") == "Pres":
        return True
    return any(
        reading.labels[child] == "aux" and reading.lemmas[child] == "have" and reading.feature(child, "Tense") == "Pres"
        for child in reading.children[verb]
    )
