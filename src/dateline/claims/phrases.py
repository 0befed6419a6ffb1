"""Noun phrases and clauses of a tree: where they begin and end, who is the subject of a verb.

Parses have errors, so every range is cut to a contiguous run of words around its head.
"""

from __future__ import annotations

from dateline.model.reading import Reading

Range = tuple[int, int]
"""First and last word, inclusive."""

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "nsubj:outer")
_BESIDE_A_NOUN = frozenset(
    {"acl:relcl", "parataxis", "cop", "nsubj", "advcl", "mark", "aux", "discourse", "dislocated", "advcl:relcl"}
)
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})


def extent(reading: Reading, word: int) -> Range:
    """First and last word of the contiguous run of `word`'s subtree around it."""
    below = reading.subtree(word)
    if below[-1] - below[0] + 1 == len(below):
        return below[0], below[-1]
    return _run_around(word, set(below))


def outer_extent(reading: Reading, word: int) -> Range:
    """First and last word of `word`'s subtree, gaps (a crossing branch, a medial "he said") included."""
    below = reading.subtree(word)
    return below[0], below[-1]


def _run_around(word: int, below: set[int]) -> Range:
    first = last = word
    while first - 1 in below:
        first -= 1
    while last + 1 in below:
        last += 1
    return first, last


def noun_phrase(reading: Reading, head: int) -> Range:
    """The words of the noun phrase with this head: titles, modifiers and appositions, without relative clauses."""
    inside: set[int] = set()
    waiting = [head]
    while waiting:
        word = waiting.pop()
        inside.add(word)
        for child in reading.children[word]:
            label = reading.labels[child]
            if label in _BESIDE_A_NOUN and (word == head or label == "acl:relcl"):
                continue
            if word == head and label == "case" and child < head:
                continue
            if word == head and label == "acl" and child > head and reading.words[reading.subtree(child)[0] - 1] == ",":
                continue  # "the Monitor, citing residents, said"
            if word == head and label == "acl" and any(reading.words[w] == "," for w in reading.subtree(child)[:1]):
                continue
            if word == head and label == "conj" and reading.upos[child] in ("VERB", "AUX"):
                continue
            waiting.append(child)
    first, last = _run_around(head, inside)
    name = reading.name_at.get(head)
    if name is not None:
        first, last = min(first, name.first), max(last, name.last)
    elif (
        reading.upos[head] == "NOUN"
        and last == head
        and (after := reading.name_at.get(head + 1))
        and after.type == "PER"
    ):
        last = after.last  # "spokesman Juba", where the parser took the name for something else
    while first > 0 and reading.labels[first - 1] == "compound" and reading.heads[first - 1] > head:
        first -= 1  # "U.S. officials said", where the name was hung on the verb
    before = first - 1
    if (
        name is not None
        and name.type == "PER"
        and before >= 0
        and reading.upos[before] == "NOUN"
        and reading.sentence_of[before] == reading.sentence_of[head]
        and reading.words[before].islower()
        and extent(reading, before)[1] == before
    ):
        first = extent(reading, before)[0]  # "SDF spokeswoman Abdullah", where the title was taken for something else
    while first < head and (reading.labels[first] in ("case", "mark") or reading.upos[first] == "PUNCT"):
        first += 1
    return trimmed(reading, first, last)


def trimmed(reading: Reading, first: int, last: int) -> Range:
    """The range without punctuation at its ends (brackets and marks that are paired inside it stay)."""
    while first < last and _loose(reading, first, first, last):
        first += 1
    while last > first and _loose(reading, last, first, last):
        last -= 1
    return first, last


def _loose(reading: Reading, word: int, first: int, last: int) -> bool:
    form = reading.words[word]
    if reading.upos[word] not in ("PUNCT", "SYM") and form not in _PAIRS:
        return False
    if form in ("%", "$", "\u20ac", "\u00a3"):
        return False
    partner = _PAIRS.get(form)
    if partner is None:
        return True
    others = reading.words[first : last + 1]
    return not any(mark in others for mark in partner)


_PAIRS: dict[str, str] = {"(": ")", ")": "(", "[": "]", "]": "[", "\u201c": "\u201d", "\u201d": "\u201c"}


def subject_child(reading: Reading, verb: int) -> int | None:
    """The subject among a verb's own dependents."""
    for label in SUBJECTS:
        found = reading.child(verb, label)
        if found is not None:
            return found
    return None


def subject_of(reading: Reading, verb: int) -> int | None:
    """Head of the noun phrase that is a verb's subject: its own or, for a conjoined verb or a participle, its head's.

    A relative pronoun gives the noun it stands for.
    """
    word = verb
    for _ in range(6):
        own = subject_child(reading, word)
        if own is not None:
            return antecedent(reading, own, word)
        head, label = reading.heads[word], reading.labels[word]
        if head < 0:
            return None
        if label == "acl:relcl":
            return head
        if label == "acl":
            return head
        if label in ("conj", "advcl", "xcomp", "parataxis", "ccomp", "dep") and reading.upos[head] in (
            "VERB",
            "AUX",
            "ADJ",
            "NOUN",
        ):
            if label in ("ccomp", "parataxis") and not _is_participle(reading, word):
                return None
            word = head
            continue
        return None
    return None


def antecedent(reading: Reading, subject: int, verb: int) -> int:
    """The noun that a relative pronoun stands for; any other subject is itself."""
    if reading.words[subject].lower() not in _RELATIVE or reading.upos[subject] not in ("PRON", "SCONJ", "DET"):
        return subject
    word = verb
    for _ in range(4):
        if reading.labels[word] == "acl:relcl" and reading.heads[word] >= 0:
            return reading.heads[word]
        if reading.labels[word] not in ("conj", "xcomp", "ccomp") or reading.heads[word] < 0:
            break
        word = reading.heads[word]
    before = subject - 1
    while before >= 0 and reading.words[before] in (",", "\u2014", "\u2013", "-", ")"):
        before -= 1
    if before >= 0 and reading.sentence_of[before] == reading.sentence_of[subject] and is_nominal(reading, before):
        return top_of_noun(reading, before)
    return subject


def top_of_noun(reading: Reading, word: int) -> int:
    """The head of the noun phrase (or name) that a noun is part of."""
    name = reading.name_at.get(word)
    for _ in range(6):
        head, label = reading.heads[word], reading.labels[word]
        inside = name is not None and name.first <= head <= name.last
        if head < 0 or not (inside or label in ("flat", "compound", "appos", "nmod:desc")):
            break
        word = head
    return word


def is_nominal(reading: Reading, word: int) -> bool:
    """Whether a word is a noun, a name or a pronoun."""
    return reading.upos[word] in ("NOUN", "PROPN", "PRON") or word in reading.name_at


def _is_participle(reading: Reading, word: int) -> bool:
    return (
        reading.feature(word, "VerbForm") in ("Part", "Ger") and reading.child(word, "aux", "aux:pass", "cop") is None
    )


def is_negated(reading: Reading, verb: int) -> bool:
    """Whether a verb is denied by a word of its own ("did not say", "never said", "declined to say")."""
    return any(
        reading.labels[child] in ("advmod", "det", "aux", "cc") and reading.words[child].lower() in _NEGATIONS
        for child in reading.children[verb]
        if child < verb
    )


_NEGATIONS = frozenset({"not", "n't", "n\u2019t", "never", "neither", "nor", "hardly"})
