"""What all readers of reporting verbs share: the reading, its quotations, and how ranges of words are tidied."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.claims.cues import Cues
from dateline.claims.phrases import Range, extent, is_nominal, noun_phrase, subject_child, trimmed
from dateline.claims.quotations import Quotation
from dateline.model.reading import Reading

_QUOTE_MARKS = frozenset("\"\u201c\u201d\u201e\u00ab\u00bb'\u2018\u2019`")
_DASHES = frozenset({"-", "--", "\u2013", "\u2014"})
_APPOSITION = 16
"""Words that a speaker and what describes them may take up between the commas before a cue."""
_TOLD = frozenset({"tell", "inform", "remind", "assure", "notify"})


class Scene:
    """A reading with its cue tables and quotations."""

    def __init__(self, reading: Reading, cues: Cues, quotations: Sequence[Quotation]) -> None:
        self.reading = reading
        self.cues = cues
        self.quotation_at: dict[int, Quotation] = {
            word: quotation for quotation in quotations for word in range(quotation.opening, quotation.closing + 1)
        }

    def clean(self, first: int, end: int) -> Range:
        """Without a leading "that", marks and stops at the ends."""
        reading = self.reading
        first, end = trimmed(reading, first, end)
        while first < end and (
            reading.words[first].lower() in ("that", ":", ",") or self.reading.words[first] in _QUOTE_MARKS
        ):
            first += 1
        return first, end

    def with_quotations(self, piece: Range) -> Range:
        """The range, carried on to the end of a quotation that it runs into."""
        first, end = piece
        quotation = self.quotation_at.get(end)
        if quotation is not None and quotation.opening >= first - 1 and quotation.last > end:
            end = quotation.last
        opening = self.quotation_at.get(first)
        if opening is not None and opening.first == first and opening.last == end:
            return first, end
        if opening is not None and opening.first == first and opening.closing < end:
            return opening.opening, end
        return trimmed(self.reading, first, end)

    def left_start(self, start: int) -> int:
        """The sentence's start, a "But" or "And" and a dateline left aside."""
        reading = self.reading
        start = self.after_dateline(start)
        if reading.labels[start] == "cc" and start + 1 < len(reading):
            return start + 1
        return start

    def after_dateline(self, start: int) -> int:
        """First word after a dateline ("AMMAN:", "LIMA, March 3 (Agency) - ") that a paragraph begins with."""
        reading, text = self.reading, self.reading.text
        first, end = reading.sentence_bounds(reading.sentence_of[start])
        if start != first or not (reading.words[start].isupper() or start in reading.name_at):
            return start
        for word in range(start + 1, min(start + 18, end - 2)):
            form = reading.words[word]
            if form == ":":
                names_only = all(
                    place in reading.name_at or reading.words[place] == "," for place in range(start, word)
                )
                place_first = start in reading.name_at and reading.name_at[start].type == "LOC"
                return word + 1 if names_only and place_first else start
            spaced = text[reading.starts[word] - 1].isspace() and text[reading.ends[word]].isspace()
            if form in _DASHES and (spaced or form != "-"):
                return word + 1 if reading.words[start].isupper() and len(reading.words[start]) > 1 else start
            if reading.upos[word] in ("VERB", "AUX"):
                return start
        return start

    def in_dateline(self, word: int) -> bool:
        """Whether a word stands in the dateline of its sentence, which a parser may take for a subject."""
        start = self.reading.sentence_bounds(self.reading.sentence_of[word])[0]
        return word < self.after_dateline(start)

    def without_comma(self, piece: Range) -> Range:
        """The range without commas at its end."""
        first, end = piece
        while end > first and self.reading.words[end] in (",", ";"):
            end -= 1
        return first, end

    def clause_start(self, verb: int, start: int) -> int:
        """First word of the clause of a trailing cue: of its subject where that stands before it, else of the verb."""
        reading = self.reading
        beside = self.trailing(verb, start)
        if beside is not None and self._holds_subject(verb, beside[1]):
            return beside[1]
        first = verb
        for child in reading.children[verb]:
            if child > verb or reading.labels[child] not in ("aux", "aux:pass", "advmod", "cc", "mark", "advmod:emph"):
                continue
            if all(reading.heads[between] in (verb, child) or between == child for between in range(child, first)):
                first = min(first, child)
        subject = subject_child(reading, verb)
        if subject is not None and self.in_dateline(subject):
            subject = None
        if subject is not None and start <= subject < verb:
            left = min(noun_phrase(reading, subject)[0], extent(reading, subject)[0])
            while left < subject and reading.upos[left] == "PUNCT" and left not in self.quotation_at:
                left += 1  # the parser hangs a comma on either side of it
            first = min(first, left)
        elif subject is None and verb - 1 >= start and is_nominal(reading, verb - 1):
            first = min(first, self.nominal_start(verb - 1, start))
        return first

    def _holds_subject(self, verb: int, first: int) -> bool:
        """Whether nothing before a word is the subject of a verb behind it."""
        subject = subject_child(self.reading, verb)
        return subject is None or subject >= first

    def trailing(self, verb: int, start: int) -> tuple[int, int] | None:
        """A speaker with an apposition between commas before the cue: the name's head, and the first word of both.

        “…, the mayor of Harun, Lena Costa, told reporters”, “…, Lena Costa, the mayor, said”.
        """
        reading = self.reading
        if verb - 4 < start or reading.words[verb - 1] != ",":
            return None
        commas = [
            word for word in range(verb - 2, max(start, verb - _APPOSITION) - 1, -1) if reading.words[word] == ","
        ]
        if len(commas) < 2:
            return None
        outer, inner = commas[1], commas[0]
        near, far = (inner + 1, verb - 2), (outer + 1, inner - 1)
        for name, other in ((near, far), (far, near)):
            head = self._name_of(*name)
            if head is not None and self._describes(*other):
                return head, outer + 1
        return None

    def _name_of(self, first: int, last: int) -> int | None:
        """The head of the name of a person that takes up a run of words, a title left aside."""
        reading = self.reading
        name = reading.name_at.get(last)
        if name is None or name.last != last or name.type != "PER" or name.first - first > 2 or name.first < first:
            return None
        inside = range(name.first, name.last + 1)
        return next((word for word in inside if not name.first <= reading.heads[word] <= name.last), name.first)

    def _describes(self, first: int, last: int) -> bool:
        """Whether a run of words is a noun phrase that says who somebody is ("its chairman", "the mayor of Harun")."""
        reading = self.reading
        if first > last:
            return False
        if reading.upos[first] not in ("DET", "PRON", "NOUN", "PROPN", "ADJ", "SCONJ") and not self._modifies(first):
            return False
        words = range(first, last + 1)
        if reading.words[first].lower() == "who":
            return True
        return any(reading.upos[word] == "NOUN" for word in words) and not any(
            reading.upos[word] in ("VERB", "AUX", "SCONJ", "CCONJ", "NUM") and not self._modifies(word)
            for word in words
        )

    def _modifies(self, word: int) -> bool:
        """Whether a participle stands before its noun ("managing director", "acting mayor")."""
        reading = self.reading
        return reading.words[word].endswith("ing") and reading.upos[word + 1 : word + 2] == ["NOUN"]

    def nominal_start(self, word: int, start: int) -> int:
        """First word of the run of nominal words that ends at `word`."""
        reading = self.reading
        while word - 1 >= start and (
            reading.upos[word - 1] in ("PROPN", "NOUN", "ADJ", "DET", "NUM")
            or word - 1 in reading.name_at
            or reading.labels[word - 1] == "nmod:poss"
        ):
            word -= 1
        return word

    def is_infinitive(self, word: int) -> bool:
        """Whether a verb has "to" before it."""
        mark = self.reading.child(word, "mark")
        return mark is not None and self.reading.words[mark].lower() == "to"

    def hearer_end(self, verb: int, last: int) -> int:
        """Last word of the name of the one who is told ("told Syria Direct"), 0 where no name follows the cue."""
        reading = self.reading
        if reading.lemmas[verb] not in _TOLD:
            return 0
        for word in (last + 1, last + 2):
            name = reading.name_at.get(word) if word < len(reading) else None
            if name is not None and (word == last + 1 or reading.upos[last + 1] == "DET"):
                end = name.last
                while (
                    end + 1 < len(reading)
                    and reading.words[end + 1][0].isupper()
                    and reading.upos[end + 1] in ("PROPN", "ADJ", "NOUN", "ADV")
                    and end + 1 not in reading.name_at
                ):
                    end += 1  # "Syria Direct", of which the reader took only "Syria" for a name
                return end
        if last + 1 < len(reading) and reading.upos[last + 1] == "PRON" and reading.labels[last + 1] in ("obj", "iobj"):
            return last + 1
        told = reading.child(verb, "iobj", "obj")
        if told is not None and last < told <= last + 4 and reading.upos[told] == "NOUN":
            return noun_phrase(reading, told)[1]  # "told reporters", "told a news conference"
        return 0
