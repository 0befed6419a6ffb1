"""Content that stands after its cue: "He said that …", "He said: “…”", and the clause that the cue interrupts."""

from __future__ import annotations

from dateline.claims.before import Before
from dateline.claims.cues import Cue
from dateline.claims.phrases import Range, is_nominal, outer_extent, subject_child
from dateline.claims.quotations import Quotation, is_spoken
from dateline.claims.scene import Scene
from dateline.claims.tellings import Found
from dateline.model.reading import Reading

_BREAKS = frozenset({",", ";", ":", "-", "--", "\u2014", "\u2013", "(", ")"})
_ASIDES = frozenset({"who", "which", "whom", "whose", "though", "although"})
_STOPS = frozenset({".", "!", "?", "...", "\u2026"})
_GOES_WITH_CONTENT = frozenset("that because if unless since until before although though so after to whether".split())
"""Conjunctions of clauses that belong to what was said rather than to the saying."""


class After:
    """Finds the content after reporting verbs."""

    def __init__(self, scene: Scene, before: Before) -> None:
        self._scene = scene
        self._before = before

    def clause(self, verb: int, last: int, cue: Cue) -> Found | None:
        """The complement clause after the cue, with the quotation that it runs into."""
        reading = self._scene.reading
        clause: int | None = None
        how = "the clause that is the complement of the cue"
        infinitive = False
        clausal = "clause" in cue.frames
        heard = self._scene.hearer_end(verb, last)
        for child in reading.children[verb]:
            if child <= max(last, heard):
                continue
            label = reading.labels[child]
            if label == "ccomp" and clausal:
                clause = child
                break
            if label == "xcomp" and "infinitive" in cue.frames and self._scene.is_infinitive(child):
                clause, how, infinitive = child, "the infinitive after the cue", True
                break
            if (
                label in ("xcomp", "ccomp")
                and cue.certainty == "denied"
                and reading.words[child].lower().endswith("ing")
            ):
                clause, how, infinitive = child, "what is denied", True
                break
            if label in ("parataxis", "obj", "dep", "advcl", "xcomp") and clausal:
                mark = reading.child(child, "mark")
                if mark is not None and reading.words[mark].lower() == "that" and last < mark:
                    clause = child
                    break
                if label == "parataxis" and reading.words[last + 1 : last + 2] == [":"]:
                    clause = child
                    break
        if clause is None:
            found = (self._that_clause(verb, last) or self._next_clause(verb, last)) if clausal else None
            if found is None:
                return None
            return Found([self._scene.with_quotations(found)], "the words after “that”", clausal=True)
        first = max(outer_extent(reading, clause)[0], last + 1, heard + 1)
        that = reading.child(clause, "mark")
        if that is not None and that > last and reading.words[that].lower() == "that":
            first = that + 1
        elif "hearer" not in cue.frames:
            first = self._joined_left(last + 1, first)
        end = self._end_of_content(verb, clause)
        if first > end or ";" in reading.words[last + 1 : first]:
            return None
        first, end = self._scene.clean(first, self._without_aside(first, end))
        opening = self._scene.quotation_at.get(first)
        if (
            opening is not None
            and opening.first == first
            and opening.last < end
            and reading.words[opening.last] in _STOPS
        ):
            return Found([(first, opening.last)], "the quotation after the cue", quoted=True, clausal=True)
        ranges = [self._scene.with_quotations((first, end))]
        if ranges[0][0] > ranges[0][1]:
            return None
        left = self.left_of_medial(verb, last) if opening is None or opening.first != first else None
        if left is not None and not infinitive:
            return Found([left, *ranges], "the clause around the cue", clausal=True)
        return Found(ranges, how, clausal=not infinitive)

    def _without_aside(self, first: int, end: int) -> int:
        """Last word of a content before a relative clause or a concession that is longer than all before it.

        What the report adds for its readers is no part of what was said ("… would run, who has held the seat since").
        """
        reading = self._scene.reading
        for word in range(first + 2, end):
            if word in self._scene.quotation_at:
                continue
            if reading.words[word] == ";" and self._is_told_by_another(word, end):
                return word - 1
            if reading.words[word] != ",":
                continue
            if reading.words[word + 1].lower() in _ASIDES and end - word > word - first:
                if any(inside in self._scene.quotation_at for inside in range(word, end + 1)):
                    return end
                return word - 1
        return end

    def _is_told_by_another(self, mark: int, end: int) -> bool:
        """Whether what follows a semicolon has a reporting verb of its own ("…; the ministry admits to four")."""
        reading = self._scene.reading
        return any(
            reading.upos[word] == "VERB"
            and reading.lemmas[word] in self._scene.cues.verbs
            and subject_child(reading, word) is not None
            for word in range(mark + 1, end + 1)
        )

    def _joined_left(self, after: int, first: int) -> int:
        """Where the content begins when the parser hung its first words (its subject) on the cue."""
        reading = self._scene.reading
        word = after
        while word < first and (
            reading.upos[word] in ("ADV", "PUNCT", "SCONJ") or reading.labels[word] == "obl:unmarked"
        ):
            word += 1
        between = range(word, first)
        if any(reading.upos[inside] in ("ADP", "PUNCT", "SCONJ", "VERB") for inside in between if inside == word):
            return first
        return (
            word
            if any(is_nominal(reading, inside) for inside in between) and reading.words[first - 1] != ","
            else first
        )

    def left_of_medial(self, verb: int, last: int) -> Range | None:
        """What stands before ", he said," where the cue has commas on both sides."""
        reading = self._scene.reading
        start, end = reading.sentence_bounds(reading.sentence_of[verb])
        if last + 1 >= end or reading.words[last + 1] != "," or reading.feature(verb, "VerbForm") in ("Part", "Ger"):
            return None
        mark = self._scene.clause_start(verb, start) - 1
        if mark <= start or reading.words[mark] != ",":
            return None
        return self._scene.clean(self._scene.left_start(start), mark - 1)

    def _end_of_content(self, verb: int, clause: int) -> int:
        """Last word of what follows the cue: without the cue's own further clauses ("…, adding that")."""
        reading = self._scene.reading
        end = outer_extent(reading, clause)[1]
        below = outer_extent(reading, verb)[1]
        cut = below + 1
        for child in reading.children[verb]:
            if child > clause and child > end and self._is_cues_own(child):
                cut = min(cut, outer_extent(reading, child)[0])
        form = reading.feature(verb, "VerbForm")
        for word in range(clause + 1, cut):
            if self._is_contrast(word):
                return min(end, word - 2)
            if (
                reading.labels[word] == "conj"
                and reading.lemmas[word] in self._scene.cues.verbs
                and form == reading.feature(word, "VerbForm") != reading.feature(reading.heads[word], "VerbForm")
            ):  # "agreeing to leave until it ends and suggesting that …": the parser took the wrong partner
                return min(end, outer_extent(reading, word)[0] - 1, word - 1)
        for word in range(end + 1, cut):
            if reading.words[word] == ";" and word not in self._scene.quotation_at:
                cut = word
                break
        return max(end, cut - 1)

    def _is_contrast(self, word: int) -> bool:
        """Whether ", while" begins a clause of its own after what was said ("X wants …, while Y fears …")."""
        reading = self._scene.reading
        if reading.words[word].lower() != "while" or reading.words[word - 1] != "," or word in self._scene.quotation_at:
            return False
        verb = reading.heads[word]
        return (
            verb > word and reading.lemmas[verb] in self._scene.cues.verbs and subject_child(reading, verb) is not None
        )

    def _is_cues_own(self, child: int) -> bool:
        """Whether a clause after the content belongs to the cue rather than to the content."""
        reading = self._scene.reading
        label = reading.labels[child]
        mark = reading.child(child, "mark")
        form = reading.words[mark].lower() if mark is not None else ""
        if label == "conj":
            return (
                form != "that"
                and (subject_child(reading, child) is None or reading.lemmas[child] in self._scene.cues.verbs)
                and reading.feature(child, "VerbForm") != "Inf"
            )
        if label == "advcl":
            return form not in _GOES_WITH_CONTENT
        return label in ("parataxis", "appos", "discourse") and form != "that"

    def _that_clause(self, verb: int, last: int) -> Range | None:
        """Words after a "that" which follows the cue, at most a few words off, where the tree has no complement."""
        reading = self._scene.reading
        end = reading.sentence_bounds(reading.sentence_of[verb])[1]
        for word in range(last + 1, min(last + 9, end - 2)):
            form = reading.words[word].lower()
            if form == "that" and reading.upos[word] == "SCONJ":
                if reading.upos[word - 1] in ("NOUN", "PROPN") and reading.labels[reading.heads[word]] == "acl:relcl":
                    return None
                return self._scene.clean(word + 1, end - 1)
            if form in _BREAKS - {","} or reading.upos[word] == "VERB":
                return None
        return None

    def _next_clause(self, verb: int, last: int) -> Range | None:
        """A clause that begins right after the cue and that the parser hung on something else ("said 17 were missing").

        Its verb has its subject between the cue and itself, and no conjunction joins it to the cue.
        """
        reading = self._scene.reading
        end = reading.sentence_bounds(reading.sentence_of[verb])[1]
        if reading.child(verb, "obj", "ccomp", "aux:pass") is not None or last + 1 >= end:
            return None
        if reading.upos[last + 1] == "PUNCT" or last + 1 in self._scene.quotation_at:
            return None
        for word in range(last + 1, end - 1):
            if reading.words[word] in _BREAKS or reading.upos[word] == "SCONJ" or word in self._scene.quotation_at:
                return None
            if reading.feature(word, "VerbForm") != "Fin":
                continue
            told = _content_verb(reading, word)
            subject = subject_child(reading, told)
            if subject is None or reading.labels[told] in ("acl:relcl", "advcl") or not last < subject < word:
                return None
            return self._scene.clean(last + 1, end - 1)
        return None

    def quotation(self, verb: int, last: int) -> Quotation | None:
        """A quotation that opens after the cue and its adjuncts in the same sentence."""
        reading = self._scene.reading
        end = reading.sentence_bounds(reading.sentence_of[verb])[1]
        for word in range(last + 1, min(last + 16, end)):
            quotation = self._scene.quotation_at.get(word)
            if quotation is not None:
                if quotation.opening == word and reading.words[word - 1] in (",", ":", "\u2014", "-"):
                    return quotation
                near = word <= last + 2 or reading.upos[word - 1] in ("NOUN", "PROPN", "PRON", "ADV")
                return quotation if quotation.opening == word and near and is_spoken(reading, quotation) else None
            if reading.words[word] == ";" or (reading.upos[word] == "VERB" and reading.labels[word] != "acl"):
                return None
        return None


def _content_verb(reading: Reading, word: int) -> int:
    """The verb or predicate that an auxiliary belongs to."""
    return reading.heads[word] if reading.labels[word] in ("aux", "aux:pass", "cop") else word
