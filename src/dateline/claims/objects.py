"""Content that is a noun phrase or an infinitive: "announced a truce", "vowed to return", "called it a crime"."""

from __future__ import annotations

from dateline.claims.cues import Cue
from dateline.claims.phrases import extent, is_nominal, noun_phrase, outer_extent, subject_of, trimmed
from dateline.claims.scene import Scene
from dateline.claims.subjects import Subjects
from dateline.claims.tellings import Found


class Objects:
    """Finds the content that is no clause."""

    def __init__(self, scene: Scene, subjects: Subjects) -> None:
        self._scene = scene
        self._subjects = subjects

    def phrase(self, verb: int, last: int, cue: Cue, passive: bool) -> Found | None:
        """A noun phrase as content: the object, "as …", or what a preposition leads to."""
        reading = self._scene.reading
        children = reading.children[verb]
        taken = (
            ("obj", "iobj") if cue.certainty == "alleged" else ("obj",)
        )  # parsers take the accused for one who is told
        objects = [child for child in children if reading.labels[child] in taken and child > last]
        if "infinitive" in cue.frames:
            for child in children:
                if (
                    child > last
                    and reading.labels[child] in ("xcomp", "advcl", "ccomp")
                    and self._scene.is_infinitive(child)
                ):
                    first, end = outer_extent(reading, child)
                    if objects and objects[0] < child:
                        first = extent(reading, objects[0])[0]
                    return Found(
                        [self._scene.with_quotations(trimmed(reading, first, end))], "the infinitive after the cue"
                    )
        for child in children:
            if child <= last or reading.labels[child] not in ("obl", "advcl", "ccomp", "nmod", "obl:agent"):
                continue
            case = reading.child(child, "case", "mark")
            if case is None or reading.words[case].lower() not in cue.after or reading.words[case].lower() == "as":
                continue
            if (not objects and case > last + 2) or ("name" in cue.frames and case != last + 1):
                continue
            first, end = outer_extent(reading, child)
            first = max(first, case + 1)
            for later in children:
                if (
                    later > child
                    and reading.labels[later] in ("xcomp", "advcl", "ccomp")
                    and self._scene.is_infinitive(later)
                ):
                    end = max(end, outer_extent(reading, later)[1])
            if objects and objects[0] < child and reading.words[case].lower() in ("of", "with", "for", "over", "on"):
                first = extent(reading, objects[0])[0]
            if first <= end:
                how = f"what “{reading.words[case].lower()}” leads to"
                return Found([self._scene.with_quotations(trimmed(reading, first, end))], how)
        if cue.frames & {"as", "name"}:
            named = self._named(verb, last, children, objects)
            if named is not None:
                return named
        if cue.kind == "evidence" and objects and not passive and self._is_document(subject_of(reading, verb)):
            return Found(
                [self._scene.with_quotations(trimmed(reading, *outer_extent(reading, objects[0])))],
                "what the document shows",
            )
        if "object" in cue.frames and objects and not passive:
            first, end = outer_extent(reading, objects[0])
            if cue.objects and reading.lemmas[objects[0]] not in cue.objects:
                return None
            if reading.words[objects[0]].lower() in ("it", "that", "this", "them", "him", "her", "what", "so"):
                return None
            end = max(end, self._over(verb, end))
            return Found([self._scene.with_quotations(trimmed(reading, first, end))], "the object of the cue")
        if "object" in cue.frames and passive:
            return self._passive_object(verb)
        return None

    def _over(self, verb: int, end: int) -> int:
        """Last word of "over the flood" after "declared victory", which parsers hang on the verb."""
        reading = self._scene.reading
        after = end + 1
        while after < len(reading) and reading.upos[after] == "PUNCT" and after in self._scene.quotation_at:
            after += 1
        for child in reading.children[verb]:
            if reading.labels[child] != "obl" or child < after:
                continue
            first, last = outer_extent(reading, child)
            if first == after and reading.words[first].lower() in ("over", "against", "with", "between", "of"):
                return last
        return end

    def _is_document(self, word: int | None) -> bool:
        return word is not None and self._scene.reading.lemmas[word].lower() in self._scene.cues.documents

    def hearsay(self, verb: int) -> Found | None:
        """“Keita is said to have left”: from nobody who is named."""
        reading = self._scene.reading
        subject = reading.child(verb, "nsubj:pass", "nsubj")
        clause = next(
            (
                child
                for child in reading.children[verb]
                if reading.labels[child] in ("xcomp", "ccomp") and self._scene.is_infinitive(child)
            ),
            None,
        )
        if subject is None or clause is None or reading.child(verb, "aux:pass") is None:
            return None
        first, end = outer_extent(reading, clause)
        return Found(
            [noun_phrase(reading, subject), trimmed(reading, first, end)], "what is said of the subject", hearsay=True
        )

    def _passive_object(self, verb: int) -> Found | None:
        reading = self._scene.reading
        if reading.labels[verb] == "acl":
            noun = reading.heads[verb]
            if noun < 0 or not is_nominal(reading, noun) or self._subjects.speaker(verb, [], passive=True) is None:
                return None
            first, end = extent(reading, noun)
            end = min(end, verb - 1)
            piece = trimmed(reading, first, end)
            return Found([piece], "the noun that the cue qualifies") if first <= end else None
        subject = reading.child(verb, "nsubj:pass")
        if subject is None or self._subjects.speaker(verb, [], passive=True) is None:
            return None
        return Found([noun_phrase(reading, subject)], "the subject of the passive cue")

    def _named(self, verb: int, last: int, children: list[int], objects: list[int]) -> Found | None:
        """“called it “the first of its kind””, "described the raid as a crime": what it is called."""
        reading = self._scene.reading
        target: int | None = None
        for child in children:
            if child <= last:
                continue
            label = reading.labels[child]
            if (label == "xcomp" and reading.child(child, "mark") is None) or (
                label in ("obl", "advcl", "xcomp", "advcl:pred")
                and ((case := reading.child(child, "case", "mark")) is not None and reading.words[case].lower() == "as")
            ):
                target = child
        if target is None and len(objects) == 2:
            target = objects[1]
        what = reading.heads[verb]
        if target is None and len(objects) == 1 and what >= 0 and reading.words[what].lower() == "what":
            target, objects = objects[0], []
        if target is None and objects:
            end = reading.sentence_bounds(reading.sentence_of[verb])[1]
            after = extent(reading, objects[0])[1] + 1
            quotation = self._scene.quotation_at.get(after) if after < end else None
            if quotation is not None and quotation.opening == after:
                return Found([(quotation.first, quotation.last)], "what it is called", quoted=True, clausal=True)
        if target is None:
            return None
        first, end = outer_extent(reading, target)
        first, end = self._scene.clean(first, end)
        if reading.words[first].lower() == "as" and first < end:
            first += 1
        quotation = self._scene.quotation_at.get(first) or self._scene.quotation_at.get(first - 1)
        pronoun = bool(objects) and reading.upos[objects[0]] == "PRON"
        if quotation is not None and first in (quotation.opening, quotation.first) and (pronoun or not objects):
            return Found([(quotation.first, quotation.last)], "what it is called", quoted=True, clausal=True)
        if objects and objects[0] < target and not pronoun:
            first = min(first, extent(reading, objects[0])[0])
        return Found([self._scene.with_quotations(trimmed(reading, first, end))], "what it is called")
