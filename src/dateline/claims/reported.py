"""Verbs that report: what is said (as a clause, a quotation, an infinitive, a noun phrase) and who is the subject.

The content stands after the cue (`after`), before it or on both sides (`before`), or is no clause at all (`objects`).
Trees give the complement; marks and commas give it where the tree does not.
"""

from __future__ import annotations

from dateline.claims.after import After
from dateline.claims.before import Before
from dateline.claims.count_words import count_words, is_person
from dateline.claims.cues import Cue
from dateline.claims.objects import Objects
from dateline.claims.phrases import Range, is_negated, is_nominal, trimmed
from dateline.claims.quotations import Quotation
from dateline.claims.scene import Scene
from dateline.claims.subjects import Subjects
from dateline.claims.tellings import Found, Telling

_HYPOTHETICAL = frozenset({"could", "should", "might", "must", "can", "may", "would", "'d"})
_DECLINES = frozenset({"decline", "refuse", "fail", "want", "need", "wait", "hesitate", "like", "love", "have"})
_SUBJECT = 8
"""Words of a noun phrase that may stand before ", he said," and a quotation as its subject."""
_ADDS = frozenset({",", "among", "including"})
_SILENCE = frozenset("answer comment elaborate respond speak talk".split())
"""What one declines to do who says nothing."""
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today".split())
_SELF = frozenset({"i", "we", "you", "me", "us"})


class Verbs:
    """The reporting verbs of one reading."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._before = Before(scene)
        self._after = After(scene, self._before)
        self._subjects = Subjects(scene)
        self._objects = Objects(scene, self._subjects)
        self._particle_verbs = frozenset(verb for verb, _ in scene.cues.phrasal)

    def tellings(self) -> list[Telling]:
        """One telling for each reporting verb with a content, in the order of the verbs."""
        found: list[Telling] = []
        reading = self._scene.reading
        for word, lemma in enumerate(reading.lemmas):
            cue = self._scene.cues.verbs.get(lemma)
            if reading.upos[word] != "VERB" or (cue is None and lemma not in self._particle_verbs):
                continue
            last = word
            if lemma in self._particle_verbs:
                for offset in (1, 2, 3):
                    if word + offset >= len(reading):
                        break
                    phrasal = self._scene.cues.phrasal.get((lemma, reading.words[word + offset].lower()))
                    if phrasal is not None and (offset == 1 or reading.heads[word + offset] == word):
                        cue, last = phrasal, word + offset
                        break
            if cue is None:
                continue
            telling = self._telling(word, last, cue)
            if telling is not None:
                found.append(telling)
        return found

    def _telling(self, verb: int, last: int, cue: Cue) -> Telling | None:
        reading = self._scene.reading
        label = reading.labels[verb]
        if reading.words[verb].lower() in ("citing", "quoting") and self._is_source(reading.child(verb, "obj")):
            return None  # who is cited says what the one who cites them says
        if reading.lemmas[verb] == "confirm" and reading.words[verb + 1 : verb + 2] in (
            ["dead"],
            ["killed"],
            ["missing"],
        ):
            return None
        if reading.lemmas[verb] == "decline" and any(
            reading.lemmas[child] in _SILENCE for child in reading.children[verb]
        ):
            return None
        if label in ("amod", "compound", "flat", "nmod", "case", "fixed", "aux"):
            return None
        if label == "acl" and self._is_purpose(verb):
            return None
        passive = reading.child(verb, "aux:pass") is not None or (
            label == "acl" and reading.feature(verb, "VerbForm") == "Part" and reading.feature(verb, "Tense") == "Past"
        )
        if not passive and self._is_asked(verb, label):
            passive = True
        certainty = cue.certainty
        if is_negated(reading, verb):
            if cue.kind != "thought":
                return None
            certainty = "denied"
        if cue.kind == "speech" and self._is_hypothetical(verb):
            return None
        closed = self._before.closed(verb, last) if "quote" in cue.frames else None
        found = self._content(verb, last, cue, passive, closed)
        if found is None:
            return None
        content = [piece for piece in self._inside(verb, found.content) if piece[0] <= piece[1]]
        if not content:
            return None
        zone = closed.closing + 1 if closed is not None else None
        speaker = self._subjects.speaker(verb, content, passive, zone)
        if speaker is not None and reading.words[speaker].lower() in _SELF:
            return None
        if found.hearsay:
            speaker, certainty = None, "alleged" if cue.kind == "speech" else certainty
        elif speaker is None and (cue.kind in ("thought", "stance", "evidence") or self._is_asked(verb, label)):
            return None
        if cue.kind == "stance" and speaker is not None and not is_nominal(reading, speaker):
            return None
        return Telling(
            (verb, last), content, speaker, certainty, cue.kind, found.how, quoted=found.quoted, clausal=found.clausal
        )

    def _is_source(self, word: int | None) -> bool:
        """Whether a noun names somebody who says things, or what says them for somebody."""
        reading = self._scene.reading
        if word is None or word in reading.name_at:
            return True
        lemma = reading.lemmas[word].lower()
        cues = self._scene.cues
        return (
            is_person(lemma)
            or lemma in count_words().kinds
            or lemma in cues.documents
            or lemma in cues.roles
            or lemma in cues.groups
        )

    def _only_adds(self, verb: int, found: Found) -> bool:
        """Whether what follows a cue only adds to what stood before it ("Eight died, she said, among them …")."""
        reading = self._scene.reading
        first = found.content[0][0]
        if reading.words[first].lower() in _DAYS and reading.words[first + 1 : first + 2] == [","]:
            return True  # "…, the army said Monday, days before talks were to open"
        added = {reading.words[word].lower() for word in range(max(verb, first - 3), first + 1)}
        after = first > verb and not _ADDS.isdisjoint(added)
        before = reading.labels[verb] == "parataxis" and 0 <= reading.heads[verb] < verb
        before = before or any(child < verb and reading.labels[child] == "ccomp" for child in reading.children[verb])
        return after and before

    def _is_purpose(self, verb: int) -> bool:
        """Whether the verb only says what a noun is for ("a way to report it", "no way of knowing it")."""
        reading = self._scene.reading
        if self._scene.is_infinitive(verb):
            return True
        case = reading.child(verb, "mark", "case")
        return case is not None and reading.words[case].lower() in ("of", "for", "in") and case < verb

    def _is_asked(self, verb: int, label: str) -> bool:
        """Whether a bare participle is passive ("when asked whether …"): its subject is the one who is told."""
        reading = self._scene.reading
        return (
            reading.lemmas[verb] in ("ask", "tell", "inform")
            and label in ("advcl", "acl")
            and reading.feature(verb, "VerbForm") == "Part"
            and reading.feature(verb, "Tense") == "Past"
            and reading.child(verb, "aux", "nsubj") is None
        )

    def _is_hypothetical(self, verb: int) -> bool:
        reading = self._scene.reading
        for child in reading.children[verb]:
            if child < verb and reading.labels[child] == "aux" and reading.words[child].lower() in _HYPOTHETICAL:
                return True
            if (
                child < verb
                and reading.labels[child] == "mark"
                and reading.words[child].lower() in ("if", "unless", "whether")
            ):
                return True
        if reading.labels[verb] == "xcomp" and reading.heads[verb] >= 0:
            return reading.lemmas[reading.heads[verb]] in _DECLINES
        return False

    def _inside(self, verb: int, content: list[Range]) -> list[Range]:
        """The content of a cue inside a quotation ends with the quotation."""
        around = self._scene.quotation_at.get(verb)
        if around is None:
            return content
        return [
            trimmed(self._scene.reading, max(first, around.first), min(last, around.last))
            for first, last in content
            if first <= around.last and last >= around.first
        ]

    def _content(self, verb: int, last: int, cue: Cue, passive: bool, closed: Quotation | None) -> Found | None:
        """The content of a verb; `closed` is the quotation that closes right before its clause."""
        hearsay = passive and self._scene.reading.lemmas[verb] in self._scene.cues.hearsay
        found = self._objects.hearsay(verb) if hearsay else None
        if found is not None:
            return found
        if closed is not None:
            return Found(
                self._before.quoted(verb, last, closed), "the quotation before the cue", quoted=True, clausal=True
            )
        found = self._after.clause(verb, last, cue)
        if found is not None and cue.kind == "speech" and self._only_adds(verb, found):
            found = self._before.clause(verb) or found
        if found is None and "quote" in cue.frames:
            quoted = self._after.quotation(verb, last)
            if quoted is not None:
                content = [(quoted.first, quoted.last)]
                left = self._after.left_of_medial(verb, last)
                if left is not None and left[1] - left[0] < _SUBJECT and is_nominal(self._scene.reading, left[1]):
                    content.insert(0, left)  # "No new name, he said, “hides what it is”"
                return Found(content, "the quotation after the cue", quoted=True, clausal=True)
            found = self._before.clause(verb) if cue.kind == "speech" and "clause" in cue.frames else None
        elif found is None and cue.kind == "evidence":
            found = self._before.clause(verb)  # "Two in five would move, the poll found."
        return found if found is not None else self._objects.phrase(verb, last, cue, passive)
