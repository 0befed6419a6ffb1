"""Who speaks: the subject of a reporting verb, its agent in the passive, or the name that stands beside it."""

from __future__ import annotations

from dateline.claims.phrases import SUBJECTS, Range, is_nominal, subject_of, top_of_noun
from dateline.claims.scene import Scene

_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today".split())
_MODALS = frozenset("could would might may will can should must".split())


class Subjects:
    """Finds the head of the noun phrase that is the speaker."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def speaker(self, verb: int, content: list[Range], passive: bool, zone: int | None = None) -> int | None:
        """Head of the speaker's noun phrase; `zone` is the first word after a quotation that closes before the verb."""
        reading = self._scene.reading
        agent = reading.child(verb, "obl:agent")
        if passive and agent is not None:
            return agent
        if passive:
            by = next(
                (
                    child
                    for child in reading.children[verb]
                    if child > verb
                    and reading.labels[child] == "obl"
                    and (case := reading.child(child, "case")) is not None
                    and reading.words[case].lower() == "by"
                ),
                None,
            )
            if by is None:
                by = self._by_below(verb)
            if by is not None:
                return by
            if reading.labels[verb] in ("acl", "advcl"):
                return None
        if reading.child(verb, "aux:pass") is not None:
            who = reading.child(verb, "nsubj:pass", "nsubj")
            return who if reading.lemmas[verb] in ("quote", "cite") and who is not None else None
        quoted = self._quoted_as(verb)
        if quoted is not None:
            return quoted
        subject = self._outer_subject(verb)
        if subject is None:
            subject = subject_of(reading, verb)
        if subject is not None and any(first <= subject <= last for first, last in content):
            subject = next(
                (
                    child
                    for child in reading.children[verb]
                    if reading.labels[child] in SUBJECTS and not any(first <= child <= last for first, last in content)
                ),
                None,
            )
        if subject is not None and (reading.labels[subject] == "expl" or self._scene.in_dateline(subject)):
            subject = None
        if subject is not None and reading.words[subject].lower() in _DAYS:
            subject = self._before_day(subject)
        trailing = self._scene.trailing(verb, reading.sentence_bounds(reading.sentence_of[verb])[0])
        if subject is not None and trailing is not None and trailing[1] <= subject < verb:
            subject = trailing[0]
        if subject is not None and subject > verb and reading.lemmas[verb] == "tell":
            subject = None  # who follows "told" is the hearer
        if subject is None and zone is not None:
            subject = self._in_zone(zone, verb)
        if subject is None and zone is not None:
            subject = reading.child(verb, "obj", "obl", "xcomp")  # “…,” read a message from the town
            subject = (
                subject if subject is not None and verb < subject < verb + 5 and is_nominal(reading, subject) else None
            )
        if subject is None:
            subject = self._beside(verb, content)
        if subject is not None and verb - 1 == subject:
            subject = self._described(subject)
        if subject is not None and not (
            is_nominal(reading, subject) or reading.upos[subject] in ("DET", "NUM", "ADJ", "X", "SYM")
        ):
            return None
        return subject

    def _described(self, subject: int) -> int:
        """Who is described by what a parser took for the subject ("…, two residents reached by telephone said")."""
        reading = self._scene.reading
        case = subject - 1
        if reading.upos[case] != "ADP" or reading.upos[case - 1] != "VERB":
            return subject
        start = reading.sentence_bounds(reading.sentence_of[subject])[0]
        comma = next((word for word in range(case, max(start, case - 8), -1) if reading.words[word] == ","), None)
        if comma is None:
            return subject
        return next((word for word in range(comma + 1, case) if reading.upos[word] in ("NOUN", "PROPN")), subject)

    def _before_day(self, day: int) -> int | None:
        """Who stands before "on Tuesday", which a parser took for the subject ("mutineers on Tuesday accused …")."""
        reading = self._scene.reading
        word = day - 1
        if word > 0 and reading.upos[word] == "ADP":
            word -= 1
        start = reading.sentence_bounds(reading.sentence_of[day])[0]
        return top_of_noun(reading, word) if word >= start and is_nominal(reading, word) else None

    def _quoted_as(self, verb: int) -> int | None:
        """Who is quoted in "the paper quoted Keita as saying"."""
        reading = self._scene.reading
        quoting = reading.heads[verb]
        mark = reading.child(verb, "mark", "case")
        if quoting < 0 or mark is None or reading.words[mark].lower() != "as":
            return None
        if reading.lemmas[quoting] not in ("quote", "cite") or reading.child(quoting, "aux:pass") is not None:
            return None
        who = reading.child(quoting, "obj")
        return who if who is not None and quoting < who < verb else None

    def _outer_subject(self, verb: int) -> int | None:
        """The subject of the verb in whose content a parser hung this one ("warned it would rise and urged …").

        A finite past verb is no partner of one with a modal.
        """
        reading = self._scene.reading
        inner = reading.heads[verb]
        if inner < 0 or reading.labels[verb] != "conj" or reading.feature(verb, "Tense") != "Past":
            return None
        modal = any(
            reading.labels[child] == "aux"
            and reading.upos[child] == "AUX"
            and reading.feature(child, "VerbForm") == "Fin"
            and reading.words[child].lower() in _MODALS
            for child in reading.children[inner]
        )
        outer = reading.heads[inner]
        if not modal or outer < 0 or reading.labels[inner] != "ccomp" or reading.child(verb, *SUBJECTS) is not None:
            return None
        return subject_of(reading, outer) if reading.lemmas[outer] in self._scene.cues.verbs else None

    def _by_below(self, verb: int) -> int | None:
        """The author below an adjunct of a passive cue ("promised in a tweet by X")."""
        reading = self._scene.reading
        for child in reading.children[verb]:
            if child > verb and reading.labels[child] == "obl":
                for below in reading.children[child]:
                    case = reading.child(below, "case")
                    if case is not None and reading.words[case].lower() == "by":
                        return below
        return None

    def _in_zone(self, first: int, verb: int) -> int | None:
        """The first noun between a quotation and its cue."""
        reading = self._scene.reading
        for word in range(first, verb):
            if is_nominal(reading, word):
                return self._top(word) if word in reading.name_at else top_of_noun(reading, word)
        return None

    def _beside(self, verb: int, content: list[Range]) -> int | None:
        """A noun right before the verb, or a name right after it, where the tree has no subject."""
        reading = self._scene.reading
        start, end = reading.sentence_bounds(reading.sentence_of[verb])
        trailing = self._scene.trailing(verb, start)
        if trailing is not None and not any(a <= trailing[0] <= b for a, b in content):
            return trailing[0]
        before = verb - 1
        while before >= start and reading.upos[before] in ("ADV", "AUX"):
            before -= 1
        if before > start and reading.words[before] == ")" and "(" in reading.words[max(start, before - 6) : before]:
            while reading.words[before] != "(":
                before -= 1
            before -= 1  # "Governor Mary Vale (R-NY) said"
        if before >= start and is_nominal(reading, before) and not any(a <= before <= b for a, b in content):
            return self._top(before)
        opens = self._scene.after_dateline(start)
        name = reading.name_at.get(opens)
        if reading.words[before] == "," and opens > start and name is not None and reading.words[name.last + 1] == ",":
            return self._top(opens)  # "LIMA (Agency) - Vanter, a mining company, denied …"
        after = verb + 1 if reading.lemmas[verb] != "tell" else end
        while after < end and reading.upos[after] in ("ADJ", "NOUN", "DET", "PROPN") and after not in reading.name_at:
            after += 1
        if (
            after < end
            and after in reading.name_at
            and not any(a <= after <= b for a, b in content)
            and after - verb < 6
        ):
            return self._top(after)
        return None

    def _top(self, word: int) -> int:
        reading = self._scene.reading
        name = reading.name_at.get(word)
        if name is None:
            return word
        for inside in range(name.first, name.last + 1):
            if not name.first <= reading.heads[inside] <= name.last:
                return inside
        return word
