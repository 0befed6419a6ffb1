"""Signs: what in a report speaks for or against listing a telling as an event, each under a name that one can read.

They say how it is told (form, clause, status), of whom (parties), where it stands in the report and in its sentence,
and how often the report comes back to it. None of them is a word of the report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from dateline.events.codebook import Codebook
from dateline.events.drafts import Draft, is_definite
from dateline.events.lines import in_title
from dateline.model.account import Actor, Claim
from dateline.model.reading import Reading

_NAMED = frozenset(("person", "armed group", "state", "organisation", "place-as-actor"))
_WORDS = frozenset(("ACCUSE", "REJECT", "REQUEST", "THREATEN", "CONSULT", "SUPPORT", "AGREE", "CONCEDE"))
"""Types of what is said rather than done."""
_DISPUTING = frozenset(("ACCUSE", "REJECT"))
_CLAUSES = frozenset(("xcomp", "ccomp", "advcl", "acl"))
_CONDITIONS = frozenset(("if", "unless", "until"))
_LEAD = 2
"""Paragraphs, the headline's included, that tell the news."""
_DEEP = 6
"""Steps up the tree beyond which nothing is told apart."""
_OFTEN = 3
"""Tellings beyond which one more says nothing new."""
_STEM = 5
"""Letters by which a word is known again."""
_RELATIONS = frozenset((
    "root", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "appos", "obj", "nsubj", "nsubj:pass", "obl",
    "nmod", "nmod:poss", "compound", "amod",
))  # fmt: skip
_MARKED = frozenset(("obl", "nmod", "advcl", "acl"))
"""Relations of which the preposition or conjunction counts, too."""


class Signs:
    """The signs of every draft of a report."""

    def __init__(
        self,
        reading: Reading,
        codebook: Codebook,
        actors: Sequence[Actor],
        claims: Sequence[Claim],
        drafts: Sequence[Draft],
    ) -> None:
        self._reading = reading
        self._codebook = codebook
        self._actors = actors
        self._claims = claims
        self._at = {draft.trigger.word: draft for draft in drafts}
        self._at |= {draft.trigger.verb: draft for draft in drafts if draft.trigger.verb is not None}
        self._stems = Counter(self._stem(draft) for draft in drafts)
        self._types = Counter(draft.type for draft in drafts)
        self._sharing = Counter((draft.type, one) for draft in drafts for one in _parties(draft))
        self._sentences = Counter(reading.sentence_of[draft.trigger.word] for draft in drafts)
        self._located = {reading.sentence_of[name.first] for name in reading.names if name.type == "LOC"}
        self._counted = {reading.sentence_of[word] for word, tag in enumerate(reading.upos) if tag == "NUM"}

    def of(self, draft: Draft) -> dict[str, float]:
        """The signs of one draft: 1 where one holds, or its measure between -1 and 1."""
        found = dict.fromkeys(self._all(draft), 1.0)
        found.update(self._measures(draft))
        return found

    def _all(self, draft: Draft) -> Iterable[str]:
        yield from self._form(draft)
        yield from self._who(draft)
        yield from self._telling(draft)
        yield from self._place(draft)
        yield from self._above(draft)

    def _form(self, draft: Draft) -> Iterable[str]:
        """Verb, noun or adjective; for a noun how it is determined; the relation to what is above it."""
        reading, word, head = self._reading, draft.trigger.word, _head(draft)
        tag = reading.upos[word]
        if draft.trigger.verb is not None:
            yield "carried by a verb"
        elif tag in ("VERB", "AUX"):
            form = reading.feature(word, "VerbForm")
            helped = reading.child(word, "aux", "aux:pass", "cop") is not None
            yield f"verb {form}"
            if form == "Fin" or (form == "Part" and helped):
                yield "finite"
        else:
            yield "adjective" if tag == "ADJ" else "noun"
        if tag in ("NOUN", "PROPN"):
            yield from self._determined(word)
        label = reading.labels[head]
        if label == "conj" and reading.heads[head] >= 0:
            label = reading.labels[reading.heads[head]]
        yield f"as {label if label in _RELATIONS else 'something else'}"
        marker = reading.child(head, "case", "mark") if label in _MARKED else None
        if marker is not None:
            yield f"as {label} behind “{reading.lemmas[marker].lower()}”"

    def _determined(self, noun: int) -> Iterable[str]:
        reading = self._reading
        labels = {reading.labels[child] for child in reading.children[noun]}
        if is_definite(reading, noun):
            yield "definite"
        elif "nmod:poss" in labels:
            yield "possessed"
        elif "det" in labels:
            yield "indefinite"
        elif "nummod" in labels:
            yield "counted"
        else:
            yield "bare"
        if reading.feature(noun, "Number") == "Plur":
            yield "plural"

    def _who(self, draft: Draft) -> Iterable[str]:
        actors, recipients = draft.roles.actors, draft.roles.recipients
        if actors and recipients:
            yield "both parties"
        elif actors or recipients:
            yield "actor alone" if actors else "recipient alone"
        else:
            yield "no party"
        if any(self._actors[one].kind in _NAMED for one in actors):
            yield "actor named"
        if any(self._actors[one].kind in _NAMED for one in recipients):
            yield "recipient named"

    def _telling(self, draft: Draft) -> Iterable[str]:
        yield f"type {draft.type}"
        yield f"status {draft.told.status}"
        if draft.told.background:
            yield "background"
        if draft.claim is not None:
            yield "in a quotation" if self._claims[draft.claim].direct else "in a claim"
        if str(draft.trigger.pattern) in self._codebook.weak:
            yield "weak word"
        if draft.trigger.pattern.words:
            yield "word with companions"

    def _place(self, draft: Draft) -> Iterable[str]:
        reading, word = self._reading, draft.trigger.word
        number = reading.sentence_of[word]
        if in_title(reading, word):
            yield "in the headline"
        elif reading.paragraph_of[number] <= _LEAD:
            yield "in the lead"
        for one in dict.fromkeys((word, _head(draft))):
            frame = reading.frame_at.get(one)
            if frame is None:
                continue
            yield "predicate"
            if frame.argument("ARGM-TMP") is not None:
                yield "time of its own"
            if frame.argument("ARGM-LOC") is not None:
                yield "place of its own"
            if frame.argument("ARG1", "ARG2") is not None:
                yield "something is done to"
        if number in self._located:
            yield "sentence names a place"
        if number in self._counted:
            yield "sentence has a number"
        if self._sentences[number] == 1:
            yield "alone in its sentence"

    def _above(self, draft: Draft) -> Iterable[str]:
        """Whether it governs another event, and what event governs it: one of words or of deeds."""
        reading, word = self._reading, _head(draft)
        below = (self._at.get(child) for child in reading.children[word])
        if any(other is not None and other is not draft for other in below):
            yield "governs an event"
        for _ in range(_DEEP):
            mark = reading.child(word, "mark")
            if mark is not None and reading.lemmas[mark].lower() in _CONDITIONS:
                yield "in a condition"
            label, word = reading.labels[word], reading.heads[word]
            if word < 0:
                return
            other = self._at.get(word)
            if other is not None and other is not draft and label != "conj":
                kind = "words" if other.type in _WORDS else "deeds"
                yield f"under {kind}"
                yield f"under {other.type}"
                if other.type in _DISPUTING and label in _CLAUSES:
                    yield "what is alleged or denied"
                yield f"under {kind} as {label}"
                if other.type == draft.type:
                    yield "under its own type"
                return

    def _measures(self, draft: Draft) -> Iterable[tuple[str, float]]:
        reading, word = self._reading, draft.trigger.word
        depth, above = 0, _head(draft)
        while reading.heads[above] >= 0 and depth < _DEEP:
            above = reading.heads[above]
            depth += 1
        yield "depth", depth / _DEEP
        if reading.factuality:
            yield "factuality", max(-1.0, min(1.0, reading.factuality[word] / 2))
        yield "word told again", min(self._stems[self._stem(draft)] - 1, _OFTEN) / _OFTEN
        yield "type told again", min(self._types[draft.type] - 1, 2 * _OFTEN) / (2 * _OFTEN)
        again = max((self._sharing[draft.type, one] for one in _parties(draft)), default=1)
        yield "parties told again", min(again - 1, _OFTEN) / _OFTEN
        yield "how far down", reading.sentence_of[word] / len(reading.sentences)

    def _stem(self, draft: Draft) -> str:
        return self._reading.lemmas[draft.trigger.word].lower()[:_STEM]


def _parties(draft: Draft) -> set[int]:
    return {*draft.roles.actors, *draft.roles.recipients}


def _head(draft: Draft) -> int:
    """The word by which the trigger hangs in its sentence."""
    return draft.trigger.verb if draft.trigger.verb is not None else draft.trigger.word
