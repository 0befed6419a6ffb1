"""Clauses that tell of harm: whether they are told as facts, whether they are passive, and who their subjects are."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.claims.victim_words import victim_words
from dateline.model.reading import Reading

SUBJECTS = ("nsubj", "nsubj:pass")


class Clauses:
    """The clauses of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._words = victim_words()
        self._forms = [word.lower() for word in reading.words]
        self._lemmas = [lemma.lower() for lemma in reading.lemmas]

    def told(self, word: int) -> bool:
        """Whether the clause is told as a fact: no negation, no modal, no "if"."""
        reading = self._reading
        for child in reading.children[word]:
            form = self._forms[child]
            if form in self._words.nots or (reading.labels[child] == "aux" and form in self._words.modals):
                return False
            if reading.labels[child] == "mark" and form in ("if", "unless", "to", "whether"):
                return form == "to" and self._lemmas[reading.heads[word]] in self._words.held_true
        return True

    def subjects(self, word: int) -> Iterator[int]:
        """The subject of a verb, shared ones included; the noun that a relative clause is of."""
        reading = self._reading
        current = word
        for _ in range(3):
            subject = reading.child(current, *SUBJECTS)
            label, head = reading.labels[current], reading.heads[current]
            if subject is not None:
                if self._forms[subject] in ("who", "that", "which") and label == "acl:relcl":
                    yield head
                else:
                    yield subject
                return
            if label in ("acl", "acl:relcl") and head >= 0:
                yield head
                return
            if label not in ("conj", "advcl", "xcomp", "parataxis") or head < 0:
                return
            current = head

    def past(self, word: int) -> str:
        """The form itself where it may be a participle of the past."""
        form = self._forms[word]
        return form if form.endswith(("ed", "t", "n", "hurt", "d")) or form == "struck" else ""

    def passive(self, word: int) -> bool:
        """Whether a verb is passive, or is so in a headline without its helping verb."""
        reading = self._reading
        return (
            reading.child(word, "nsubj:pass", "aux:pass") is not None
            or (reading.labels[word] in ("acl", "acl:relcl") and reading.child(word, "obj", "nsubj") is None)
            or (self.is_headline(word) and reading.child(word, "obj") is None)
        )

    def is_headline(self, word: int) -> bool:
        """Whether the sentence is a headline: no full stop at its end, and no helping verb of its own."""
        reading = self._reading
        end = reading.sentence_bounds(reading.sentence_of[word])[1]
        return reading.words[end - 1] not in (".", "”", '"', "!") and reading.child(word, "aux") is None

    def ends_there(self, word: int) -> bool:
        """Whether no object stands behind a verb ("shot, killed in Norwick")."""
        after = self._reading.upos[word + 1 : word + 2]
        return not after or after[0] in ("ADP", "PUNCT", "ADV", "SCONJ", "CCONJ")
