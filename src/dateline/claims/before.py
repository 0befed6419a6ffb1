"""Content that stands before its cue: "…, he said", `“…,” said the mayor`, and what goes on after it."""

from __future__ import annotations

from dateline.claims.phrases import Range, extent, is_nominal, outer_extent, subject_child
from dateline.claims.quotations import Quotation, is_title
from dateline.claims.scene import Scene
from dateline.claims.tellings import Found
from dateline.model.reading import Reading

_ENDS_BEFORE_CUE = frozenset({",", "?", "!", "\u2014", "\u2013", "--", "-", "...", "\u2026"})
_BEFORE_MORE = frozenset({",", ":", ".", "\u2014", "-", "\u2013", ";", "but", "and"})
"""What stands before a quotation that is taken up again after the cue."""
_ADJUNCT = 7
"""Words behind a cue, when and where it was said, at most, before the clause goes on."""
_SPEAKER = 10
"""Words of somebody who is described between a comma and the cue, at most."""


class Before:
    """Finds the content before reporting verbs."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def closed(self, verb: int, last: int) -> Quotation | None:
        """The quotation that closes right before the clause of the cue: `“…,” the old man with the hat said`."""
        reading = self._scene.reading
        start, end = reading.sentence_bounds(reading.sentence_of[verb])
        that = reading.words[last + 1].lower() if last + 1 < end else ""
        if that == "that":
            return None
        word = verb - 1
        while word >= max(start, verb - 40):
            quotation = self._scene.quotation_at.get(word)
            if quotation is not None:
                if quotation.closing != word or is_title(reading, quotation):
                    return None
                break
            if reading.words[word] in (":", ";"):
                return None
            if reading.upos[word] == "VERB" and reading.labels[word] not in (
                "acl",
                "acl:relcl",
                "amod",
                "advcl",
                "conj",
                "flat",
            ):
                return None
            word -= 1
        else:
            return None if word >= start else self._from_sentence_before(verb, start)
        if reading.child(verb, "cc") is not None and reading.child(verb, "cc") in range(word + 1, verb):
            return None  # "…, and said that"
        if quotation.opening > start and any(
            reading.labels[child] == "ccomp"
            for child in reading.children[verb]
            if child > max(last, self._scene.hearer_end(verb, last))
        ):
            return None  # a name in quotation marks: on “Front Row,” X said that …
        first = word + 1
        if reading.words[first] in _ENDS_BEFORE_CUE:
            first += 1
        elif reading.words[quotation.last] not in _ENDS_BEFORE_CUE:
            return None
        if first < verb and reading.upos[first] in ("CCONJ", "SCONJ", "ADP"):
            return None
        if first < verb and not any(is_nominal(reading, between) for between in range(first, verb)):
            return quotation if all(reading.upos[between] == "ADV" for between in range(first, verb)) else None
        return quotation

    def quoted(self, verb: int, last: int, closed: Quotation) -> list[Range]:
        """The quotation before the cue with the words of its sentence before it, and what is quoted after the cue."""
        reading = self._scene.reading
        start = reading.sentence_bounds(reading.sentence_of[closed.first])[0]
        content: list[Range] = [(closed.first, closed.last)]
        earlier = self._scene.quotation_at.get(start) or self._scene.quotation_at.get(start + 1)
        alone = earlier is None or earlier is closed
        words_before = any(reading.upos[word] != "PUNCT" for word in range(start, closed.opening))
        if alone and words_before and reading.words[closed.opening - 1] not in (":", ".", "?", "!"):
            content = [(self._scene.clean(self._scene.left_start(start), closed.last)[0], closed.last)]
        content.extend(self._after_medial(verb, last))
        return [self._scene.without_comma(piece) for piece in content]

    def clause(self, verb: int) -> Found | None:
        """The clause that stands before "he said" or "said X", and goes on after it."""
        reading = self._scene.reading
        start = reading.sentence_bounds(reading.sentence_of[verb])[0]
        as_told = self._as_told(verb, start)
        if as_told is not None:
            return as_told
        if reading.labels[verb] in ("acl", "acl:relcl", "advcl", "xcomp") and not self._stands_alone(verb):
            return None
        if reading.child(verb, "obj") is not None and not self._scene.hearer_end(verb, verb):
            return None
        if _is_bare_participle(reading, verb):
            return None
        if subject_child(reading, verb) is None and not self._has_neighbour(verb):
            return None
        clause_start = self._scene.clause_start(verb, start)
        if reading.upos[clause_start] == "CCONJ":
            return None
        mark = clause_start - 1
        while mark >= start and reading.upos[mark] == "ADV" and reading.heads[mark] == verb:
            mark -= 1
        if mark <= start or reading.words[mark] not in _ENDS_BEFORE_CUE:
            mark = self._comma_before(verb, start)
        if mark <= start:
            return None
        if not self._holds_a_clause(start, mark - 1, verb):
            return self._around(verb, start, mark)
        content = [self._scene.clean(self._scene.left_start(start), mark - 1)]
        content.extend(self._rest_of_clause(verb))
        return Found(content, "the clause before the cue", clausal=True)

    def _as_told(self, verb: int, start: int) -> Found | None:
        """“As the mayor noted, the bridge was shut”, "The bridge was shut, as the mayor noted"."""
        reading = self._scene.reading
        mark = reading.child(verb, "mark", "advmod")
        if mark is None or reading.words[mark].lower() != "as" or reading.labels[verb] not in ("advcl", "parataxis"):
            return None
        end = reading.sentence_bounds(reading.sentence_of[verb])[1]
        if subject_child(reading, verb) is None or verb + 1 >= end or reading.child(verb, "obj", "ccomp") is not None:
            return None
        if mark <= start + 1:
            found = self._around(verb, start, start)
            return None if found is None else Found(found.content[-1:], "the clause after “as … said”", clausal=True)
        if reading.words[mark - 1] != "," or any(reading.upos[word] == "VERB" for word in range(verb + 1, end)):
            return None
        if not self._holds_a_clause(start, mark - 2, verb):
            return None
        left = self._scene.clean(self._scene.left_start(start), mark - 2)
        return Found([left], "the clause before “as … said”", clausal=True)

    def _around(self, verb: int, start: int, mark: int) -> Found | None:
        """The clause that a cue interrupts before its verb: "The raid, he said, killed …", "As he noted, …"."""
        reading = self._scene.reading
        end = reading.sentence_bounds(reading.sentence_of[verb])[1]
        after = max(verb, self._scene.hearer_end(verb, verb)) + 1
        while after < min(end, verb + _ADJUNCT) and reading.words[after] != "," and reading.upos[after] != "VERB":
            after += 1
        if after + 2 >= end or reading.words[after] != ",":
            return None
        rest = range(after + 1, end)
        if not any(reading.feature(word, "VerbForm") == "Fin" and self._is_main(word) for word in rest):
            return None
        pieces = [self._scene.with_quotations(self._scene.clean(after + 1, end - 1))]
        if any(reading.upos[word] in ("NOUN", "PROPN", "PRON", "NUM") for word in range(start, mark)):
            pieces.insert(0, self._scene.clean(self._scene.left_start(start), mark - 1))
        return Found(pieces, "the clause around the cue", clausal=True)

    def _is_main(self, word: int) -> bool:
        """Whether a finite verb, or what it is an auxiliary of, is the verb of its sentence and of no clause in it."""
        reading = self._scene.reading
        if reading.labels[word] in ("aux", "aux:pass", "cop"):
            word = reading.heads[word]
        return reading.labels[word] in ("root", "ccomp", "parataxis", "conj")

    def _stands_alone(self, verb: int) -> bool:
        """Whether a verb that the parser took for an adjunct has a subject and nothing that joins it to the others."""
        reading = self._scene.reading
        return (
            reading.labels[verb] == "advcl"
            and reading.feature(verb, "VerbForm") != "Ger"
            and subject_child(reading, verb) is not None
            and reading.child(verb, "mark", "aux", "aux:pass") is None
        )

    def _comma_before(self, verb: int, start: int) -> int:
        """The comma before whoever ends a sentence with a cue, and what is said of them; -1 where there is none.

        “…, three residents reached by telephone said.”
        """
        reading = self._scene.reading
        end = reading.sentence_bounds(reading.sentence_of[verb])[1]
        if any(reading.feature(word, "VerbForm") == "Fin" for word in range(verb + 1, end)):
            return -1
        for word in range(verb - 1, max(start, verb - _SPEAKER) - 1, -1):
            if reading.words[word] == ",":
                return word if reading.upos[word + 1] in ("DET", "NUM", "NOUN", "PROPN", "ADJ") else -1
            describes = reading.words[word].endswith(("ed", "en", "ing")) and reading.upos[word + 1] == "ADP"
            if reading.upos[word] in ("AUX", "SCONJ", "PUNCT") or (reading.upos[word] == "VERB" and not describes):
                return -1
        return -1

    def _has_neighbour(self, verb: int) -> bool:
        """Whether a noun or name stands right before the verb, or right after it as in "said spokesman X"."""
        reading = self._scene.reading
        start, end = reading.sentence_bounds(reading.sentence_of[verb])
        if self._scene.trailing(verb, start) is not None:
            return True
        before = verb - 1
        while before >= start and reading.upos[before] in ("ADV", "AUX"):
            before -= 1
        if before >= start and is_nominal(reading, before):
            return True
        return verb + 1 < end and (is_nominal(reading, verb + 1) or reading.upos[verb + 1] in ("DET", "ADJ", "NUM"))

    def _holds_a_clause(self, first: int, last: int, verb: int) -> bool:
        """Whether the words before a cue are a clause of their own and no adjunct of the cue."""
        reading = self._scene.reading
        for word in range(first, last + 1):
            if reading.upos[word] not in ("VERB", "AUX"):
                continue
            if reading.labels[word] == "cop":
                word = reading.heads[word]
            head, label = reading.heads[word], reading.labels[word]
            if head == verb and label in ("ccomp", "parataxis"):
                return True
            if reading.heads[verb] == word and reading.labels[verb] in ("parataxis", "ccomp", "conj", "advcl", "dep"):
                return reading.labels[verb] != "conj" or subject_child(reading, verb) is not None
            if label == "root":
                return True
        if self._scene.after_dateline(first) > first:  # a dateline breaks the tree of its sentence
            return any(reading.feature(word, "VerbForm") == "Fin" for word in range(first, last + 1))
        return any(
            reading.heads[word] == verb and reading.labels[word] in ("ccomp", "parataxis")
            for word in range(first, last + 1)
        )

    def _from_sentence_before(self, verb: int, start: int) -> Quotation | None:
        """A quotation that closes right before the cue's sentence ("“Why?” he asked", cut in two by the splitter)."""
        reading = self._scene.reading
        if start == 0:
            return None
        closed = self._scene.quotation_at.get(start - 1)
        if closed is None or closed.closing != start - 1:
            return None
        if reading.paragraph_of[reading.sentence_of[start - 1]] != reading.paragraph_of[reading.sentence_of[start]]:
            return None
        inner = reading.words[closed.last]
        return closed if inner in ("?", "!", ",", "\u2014", "-", "\u2026", "...") or verb == start else None

    def _after_medial(self, verb: int, last: int) -> list[Range]:
        """Quotations that go on after the cue, in its sentence."""
        reading = self._scene.reading
        end = reading.sentence_bounds(reading.sentence_of[verb])[1]
        found: list[Range] = []
        word = last + 1
        while word < end:
            quotation = self._scene.quotation_at.get(word)
            if quotation is not None:
                if quotation.opening != word or reading.words[word - 1] not in _BEFORE_MORE:
                    break
                found.append((quotation.first, quotation.last))
                word = quotation.closing + 1
                continue
            if reading.upos[word] == "VERB" and (
                reading.labels[word] in ("conj", "parataxis") or reading.lemmas[word] in self._scene.cues.verbs
            ):
                break
            word += 1
        return found

    def _rest_of_clause(self, verb: int) -> list[Range]:
        """The rest of a clause that the cue interrupts ("The strike, he said, killed …")."""
        reading = self._scene.reading
        head = reading.heads[verb]
        if reading.labels[verb] != "parataxis" or head < 0:
            return []
        end = reading.sentence_bounds(reading.sentence_of[verb])[1]
        after = extent(reading, verb)[1] + 1
        if after >= end or reading.words[after] not in (",", "\u2014", "-"):
            return []
        whole = outer_extent(reading, head)
        if whole[1] <= after + 1:
            return []
        return [self._scene.with_quotations(self._scene.clean(after + 1, min(whole[1], end - 1)))]


def _is_bare_participle(reading: Reading, verb: int) -> bool:
    """Whether a verb is a participle or gerund without an auxiliary or a subject ("…, adding levity")."""
    return (
        reading.feature(verb, "VerbForm") in ("Part", "Ger", "Inf")
        and reading.child(verb, "aux", "aux:pass") is None
        and subject_child(reading, verb) is None
    )
