"""Verbs that report: what is said (as a clause, a quotation, an infinitive, a noun phrase) and who is the subject.

The content stands after the cue ("He said that …", "He said: “…”"), before it ("…, he said"), or on both sides ("The
strike, he said, killed …"). Trees give the complement; marks and commas give it where the tree does not.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.claims.cues import Cue, Cues
from dateline.claims.phrases import (
    SUBJECTS,
    Range,
    extent,
    is_negated,
    is_nominal,
    noun_phrase,
    outer_extent,
    subject_child,
    subject_of,
    top_of_noun,
    trimmed,
)
from dateline.claims.quotations import Quotation, is_title
from dateline.claims.tellings import Telling
from dateline.model.reading import Reading

_HYPOTHETICAL = frozenset({"could", "should", "might", "must", "can", "may", "would", "'d"})
_DECLINES = frozenset({"decline", "refuse", "fail", "want", "need", "wait", "hesitate", "like", "love", "have"})
_QUOTE_MARKS = frozenset("\"\u201c\u201d\u201e\u00ab\u00bb'\u2018\u2019`")
_BREAKS = frozenset({",", ";", ":", "-", "--", "\u2014", "\u2013", "(", ")"})
_ENDS_BEFORE_CUE = frozenset({",", "?", "!", "\u2014", "\u2013", "--", "-", "...", "\u2026"})
_STOPS = frozenset({".", "!", "?", "...", "\u2026"})
_BEFORE_MORE = frozenset({",", ":", ".", "\u2014", "-", "\u2013", ";", "but", "and"})
"""What stands before a quotation that is taken up again after the cue."""
_GOES_WITH_CONTENT = frozenset(
    {
        "that",
        "because",
        "if",
        "unless",
        "since",
        "until",
        "before",
        "although",
        "though",
        "so",
        "after",
        "to",
        "whether",
    }
)
_SELF = frozenset({"i", "we", "you", "me", "us"})


class Verbs:
    """The reporting verbs of one reading."""

    def __init__(self, reading: Reading, cues: Cues, quotations: Sequence[Quotation]) -> None:
        self._reading = reading
        self._cues = cues
        self._quotations = quotations
        self._quotation_at: dict[int, Quotation] = {}
        for quotation in quotations:
            for word in range(quotation.opening, quotation.closing + 1):
                self._quotation_at[word] = quotation
        self._quotation_before: dict[int, int] = {}
        """For a verb with a quotation closed before it, the first word after that."""

    def tellings(self) -> list[Telling]:
        """One telling for each reporting verb with a content, in the order of the verbs."""
        found: list[Telling] = []
        reading = self._reading
        for word, lemma in enumerate(reading.lemmas):
            cue = self._cues.verbs.get(lemma)
            if cue is None or reading.upos[word] != "VERB":
                if lemma not in _PARTICLE_VERBS or reading.upos[word] != "VERB":
                    continue
            last = word
            for offset in (1, 2, 3):
                if word + offset >= len(reading):
                    break
                phrasal = self._cues.phrasal.get((lemma, reading.words[word + offset].lower()))
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
        reading = self._reading
        label = reading.labels[verb]
        if label in ("amod", "compound", "flat", "nmod", "case", "fixed", "aux"):
            return None
        passive = reading.child(verb, "aux:pass", "nsubj:pass") is not None or (
            label == "acl" and reading.feature(verb, "VerbForm") == "Part" and reading.feature(verb, "Tense") == "Past"
        )
        certainty = cue.certainty
        if is_negated(reading, verb):
            if cue.kind != "thought":
                return None
            certainty = "denied"
        if cue.kind == "speech" and self._is_hypothetical(verb):
            return None
        found = self._content(verb, last, cue, passive)
        if found is None:
            return None
        content, how, quoted = found
        content = self._inside(verb, content)
        if not content:
            return None
        speaker = self._speaker(verb, content, passive)
        if speaker is not None and reading.words[speaker].lower() in _SELF:
            return None
        if speaker is None and cue.kind in ("thought", "stance", "evidence"):
            return None
        if cue.kind == "stance" and speaker is not None and not is_nominal(reading, speaker):
            return None
        clausal = quoted or "clause" in how or how.startswith(("the words", "the quotation"))
        return Telling((verb, last), content, speaker, certainty, cue.kind, how, quoted, clausal)

    def _is_hypothetical(self, verb: int) -> bool:
        reading = self._reading
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

    # Content

    def _inside(self, verb: int, content: list[Range]) -> list[Range]:
        """The content of a cue inside a quotation ends with the quotation."""
        around = self._quotation_at.get(verb)
        if around is None:
            return content
        return [
            trimmed(self._reading, max(first, around.first), min(last, around.last))
            for first, last in content
            if first <= around.last and last >= around.first
        ]

    def _content(self, verb: int, last: int, cue: Cue, passive: bool) -> tuple[list[Range], str, bool] | None:
        takes_quotes = "quote" in cue.frames
        if takes_quotes:
            closed = self._closed_before(verb, last)
            if closed is not None:
                self._quotation_before[verb] = closed.closing + 1
                return self._quoted_before(verb, last, closed), "the quotation before the cue", True
        after = self._complement(verb, last, cue)
        if after is not None:
            return after
        if takes_quotes:
            quoted = self._quotation_after(verb, last)
            if quoted is not None:
                return [(quoted.first, quoted.last)], "the quotation after the cue", True
            before = self._before(verb, last) if cue.kind == "speech" else None
            if before is not None:
                return before
        return self._phrase(verb, last, cue, passive)

    def _complement(self, verb: int, last: int, cue: Cue) -> tuple[list[Range], str, bool] | None:
        """The complement clause after the cue, with the quotation that it runs into."""
        reading = self._reading
        clause: int | None = None
        how = "the clause that is the complement of the cue"
        clausal = "clause" in cue.frames
        heard = self._hearer_end(verb, last)
        for child in reading.children[verb]:
            if child <= max(last, heard):
                continue
            label = reading.labels[child]
            if label == "ccomp" and clausal:
                clause = child
                break
            if label == "xcomp" and "infinitive" in cue.frames and self._is_infinitive(child):
                clause, how = child, "the infinitive after the cue"
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
            found = self._that_clause(verb, last) if "clause" in cue.frames else None
            if found is None:
                return None
            return [self._with_quotations(found)], "the words after “that”", False
        first = max(outer_extent(reading, clause)[0], last + 1, heard + 1)
        that = reading.child(clause, "mark")
        if that is not None and that > last and reading.words[that].lower() == "that":
            first = that + 1
        elif "hearer" not in cue.frames:
            first = self._joined_left(last + 1, first)
        end = self._end_of_content(verb, clause)
        if first > end:
            return None
        first, end = self._clean(first, end)
        opening = self._quotation_at.get(first)
        if (
            opening is not None
            and opening.first == first
            and opening.last < end
            and reading.words[opening.last] in _STOPS
        ):
            return [(first, opening.last)], "the quotation after the cue", True
        ranges = [self._with_quotations((first, end))]
        if ranges[0][0] > ranges[0][1]:
            return None
        left = self._left_of_medial(verb, last) if opening is None or opening.first != first else None
        if left is not None and how.startswith("the clause"):
            return [left, *ranges], "the clause around the cue", False
        return ranges, how, False

    def _hearer_end(self, verb: int, last: int) -> int:
        """Last word of the name of the one who is told ("told Syria Direct"), 0 where no name follows the cue."""
        reading = self._reading
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
        return 0

    def _joined_left(self, after: int, first: int) -> int:
        """Where the content begins when the parser hung its first words (its subject) on the cue."""
        reading = self._reading
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

    def _left_of_medial(self, verb: int, last: int) -> Range | None:
        """What stands before ", he said," where the cue has commas on both sides."""
        reading = self._reading
        start, end = reading.sentence_bounds(reading.sentence_of[verb])
        if last + 1 >= end or reading.words[last + 1] != "," or reading.feature(verb, "VerbForm") in ("Part", "Ger"):
            return None
        mark = self._clause_start(verb, start) - 1
        if mark <= start or reading.words[mark] != ",":
            return None
        return self._clean(self._left_start(start), mark - 1)

    def _end_of_content(self, verb: int, clause: int) -> int:
        """Last word of what follows the cue: the cue's own further clauses ("…, adding that", "and left") are left out."""
        reading = self._reading
        end = outer_extent(reading, clause)[1]
        below = outer_extent(reading, verb)[1]
        cut = below + 1
        for child in reading.children[verb]:
            if child > clause and child > end and self._is_cues_own(verb, child):
                cut = min(cut, outer_extent(reading, child)[0])
        form = reading.feature(verb, "VerbForm")
        for word in range(clause + 1, cut):
            if (
                reading.labels[word] == "conj"
                and reading.lemmas[word] in self._cues.verbs
                and form == reading.feature(word, "VerbForm") != reading.feature(reading.heads[word], "VerbForm")
            ):  # "agreeing to leave until it ends and suggesting that …": the parser took the wrong partner
                return min(end, outer_extent(reading, word)[0] - 1, word - 1)
        for word in range(end + 1, cut):
            if reading.words[word] == ";" and word not in self._quotation_at:
                cut = word
                break
        return max(end, cut - 1)

    def _is_cues_own(self, verb: int, child: int) -> bool:
        """Whether a clause after the content belongs to the cue rather than to the content."""
        reading = self._reading
        label = reading.labels[child]
        mark = reading.child(child, "mark")
        form = reading.words[mark].lower() if mark is not None else ""
        if label == "conj":
            return (
                form != "that"
                and (subject_child(reading, child) is None or reading.lemmas[child] in self._cues.verbs)
                and reading.feature(child, "VerbForm") != "Inf"
            )
        if label == "advcl":
            return form not in _GOES_WITH_CONTENT
        return label in ("parataxis", "appos", "discourse") and form != "that"

    def _is_infinitive(self, word: int) -> bool:
        mark = self._reading.child(word, "mark")
        return mark is not None and self._reading.words[mark].lower() == "to"

    def _that_clause(self, verb: int, last: int) -> Range | None:
        """Words after a "that" which follows the cue, at most a few words off, where the tree has no complement."""
        reading = self._reading
        end = reading.sentence_bounds(reading.sentence_of[verb])[1]
        for word in range(last + 1, min(last + 9, end - 2)):
            form = reading.words[word].lower()
            if form == "that" and reading.upos[word] == "SCONJ":
                if reading.upos[word - 1] in ("NOUN", "PROPN") and reading.labels[reading.heads[word]] == "acl:relcl":
                    return None
                return self._clean(word + 1, end - 1)
            if form in _BREAKS - {","} or reading.upos[word] == "VERB":
                return None
        return None

    def _clean(self, first: int, end: int) -> Range:
        """Without a leading "that", marks and stops at the ends."""
        reading = self._reading
        first, end = trimmed(reading, first, end)
        while first < end and (
            reading.words[first].lower() in ("that", ":", ",") or self._is_loose_mark(first, first, end)
        ):
            first += 1
        return first, end

    def _is_loose_mark(self, word: int, first: int, end: int) -> bool:
        return self._reading.words[word] in _QUOTE_MARKS and word in (first, end)

    def _with_quotations(self, piece: Range) -> Range:
        """The range, carried on to the end of a quotation that it runs into."""
        first, end = piece
        quotation = self._quotation_at.get(end)
        if quotation is not None and quotation.opening >= first - 1 and quotation.last > end:
            end = quotation.last
        opening = self._quotation_at.get(first)
        if opening is not None and opening.first == first and opening.last == end:
            return first, end
        return trimmed(self._reading, first, end)

    def _quotation_after(self, verb: int, last: int) -> Quotation | None:
        """A quotation that opens after the cue and its adjuncts in the same sentence."""
        reading = self._reading
        end = reading.sentence_bounds(reading.sentence_of[verb])[1]
        for word in range(last + 1, min(last + 16, end)):
            quotation = self._quotation_at.get(word)
            if quotation is not None:
                if quotation.opening == word and reading.words[word - 1] in (",", ":", "\u2014", "-"):
                    return quotation
                near = word <= last + 2 or reading.upos[word - 1] in ("NOUN", "PROPN", "PRON", "ADV")
                return quotation if quotation.opening == word and near else None
            if reading.words[word] in (";",) or (reading.upos[word] == "VERB" and reading.labels[word] != "acl"):
                return None
        return None

    def _closed_before(self, verb: int, last: int) -> Quotation | None:
        """The quotation that closes right before the clause of the cue: `“…,” the old man with the hat said`."""
        reading = self._reading
        start, end = reading.sentence_bounds(reading.sentence_of[verb])
        that = reading.words[last + 1].lower() if last + 1 < end else ""
        if that == "that":
            return None
        word = verb - 1
        while word >= max(start, verb - 40):
            quotation = self._quotation_at.get(word)
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

    def _quoted_before(self, verb: int, last: int, closed: Quotation) -> list[Range]:
        """The quotation before the cue with the words of its sentence before it, and what is quoted after the cue."""
        reading = self._reading
        start = reading.sentence_bounds(reading.sentence_of[closed.first])[0]
        content: list[Range] = [(closed.first, closed.last)]
        earlier = self._quotation_at.get(start) or self._quotation_at.get(start + 1)
        if closed.opening > start and not (earlier is not None and earlier is not closed):
            if any(reading.upos[word] != "PUNCT" for word in range(start, closed.opening)):
                if reading.words[closed.opening - 1] not in (":", ".", "?", "!"):
                    content = [(self._clean(self._left_start(start), closed.last)[0], closed.last)]
        content.extend(self._after_medial(verb, last))
        return [self._without_comma(piece) for piece in content]

    def _before(self, verb: int, last: int) -> tuple[list[Range], str, bool] | None:
        """The clause that stands before "he said" or "said X", and goes on after it."""
        reading = self._reading
        start = reading.sentence_bounds(reading.sentence_of[verb])[0]
        if reading.labels[verb] in ("acl", "acl:relcl", "advcl", "xcomp"):
            return None
        if reading.child(verb, "obj") is not None and not self._hearer_end(verb, last):
            return None
        if _is_bare_participle(reading, verb):
            return None
        if subject_child(reading, verb) is None and not self._has_neighbour(verb):
            return None
        clause_start = self._clause_start(verb, start)
        if reading.upos[clause_start] == "CCONJ":
            return None
        mark = clause_start - 1
        while mark >= start and reading.upos[mark] == "ADV" and reading.heads[mark] == verb:
            mark -= 1
        if mark <= start or reading.words[mark] not in _ENDS_BEFORE_CUE:
            return None
        if not self._holds_a_clause(start, mark - 1, verb):
            return None
        content = [self._clean(self._left_start(start), mark - 1)]
        content.extend(self._rest_of_clause(verb))
        return content, "the clause before the cue", False

    def _has_neighbour(self, verb: int) -> bool:
        """Whether a noun or name stands right before the verb, or right after it as in "said spokesman X"."""
        reading = self._reading
        start, end = reading.sentence_bounds(reading.sentence_of[verb])
        before = verb - 1
        while before >= start and reading.upos[before] in ("ADV", "AUX"):
            before -= 1
        if before >= start and is_nominal(reading, before):
            return True
        return verb + 1 < end and (is_nominal(reading, verb + 1) or reading.upos[verb + 1] in ("DET", "ADJ", "NUM"))

    def _without_comma(self, piece: Range) -> Range:
        first, end = piece
        while end > first and self._reading.words[end] in (",", ";"):
            end -= 1
        return first, end

    def _left_start(self, start: int) -> int:
        """The sentence's start, a "But" or "And" and a dateline ("AMMAN:") left aside."""
        reading = self._reading
        place = start
        while place < start + 6 and place in reading.name_at:
            place = reading.name_at[place].last + 1
        if start < place < len(reading) and reading.words[place] == ":" and reading.name_at[start].type == "LOC":
            start = place + 1
        if reading.labels[start] == "cc" and start + 1 < len(reading):
            return start + 1
        return start

    def _clause_start(self, verb: int, start: int) -> int:
        """First word of the clause of a trailing cue: of its subject where that stands before it, else of the verb."""
        reading = self._reading
        first = verb
        for child in reading.children[verb]:
            if child < verb and reading.labels[child] in ("aux", "aux:pass", "advmod", "cc", "mark", "advmod:emph"):
                if all(reading.heads[between] in (verb, child) or between == child for between in range(child, first)):
                    first = min(first, child)
        subject = subject_child(reading, verb)
        if subject is not None and start <= subject < verb:
            left = min(noun_phrase(reading, subject)[0], extent(reading, subject)[0])
            first = min(first, left)
        elif subject is None and verb - 1 >= start and is_nominal(reading, verb - 1):
            first = min(first, self._nominal_start(verb - 1, start))
        return first

    def _nominal_start(self, word: int, start: int) -> int:
        reading = self._reading
        while word - 1 >= start and (
            reading.upos[word - 1] in ("PROPN", "NOUN", "ADJ", "DET", "NUM") or word - 1 in reading.name_at
        ):
            word -= 1
        return word

    def _holds_a_clause(self, first: int, last: int, verb: int) -> bool:
        """Whether the words before a cue are a clause of their own and no adjunct of the cue."""
        reading = self._reading
        for word in range(first, last + 1):
            if reading.upos[word] not in ("VERB", "AUX"):
                continue
            head, label = reading.heads[word], reading.labels[word]
            if head == verb and label in ("ccomp", "parataxis"):
                return True
            if reading.heads[verb] == word and reading.labels[verb] in ("parataxis", "ccomp", "conj", "advcl", "dep"):
                return reading.labels[verb] != "conj" or subject_child(reading, verb) is not None
            if label == "root":
                return True
        return any(
            reading.heads[word] == verb and reading.labels[word] in ("ccomp", "parataxis")
            for word in range(first, last + 1)
        )

    def _from_sentence_before(self, verb: int, start: int) -> Quotation | None:
        """A quotation that closes right before the cue's sentence ("“Why?” he asked", cut in two by the splitter)."""
        reading = self._reading
        if start == 0:
            return None
        closed = self._quotation_at.get(start - 1)
        if closed is None or closed.closing != start - 1:
            return None
        if reading.paragraph_of[reading.sentence_of[start - 1]] != reading.paragraph_of[reading.sentence_of[start]]:
            return None
        inner = reading.words[closed.last]
        return closed if inner in ("?", "!", ",", "\u2014", "-", "\u2026", "...") or verb == start else None

    def _after_medial(self, verb: int, last: int) -> list[Range]:
        """Quotations that go on after the cue, in its sentence."""
        reading = self._reading
        end = reading.sentence_bounds(reading.sentence_of[verb])[1]
        found: list[Range] = []
        word = last + 1
        while word < end:
            quotation = self._quotation_at.get(word)
            if quotation is not None:
                if quotation.opening != word or reading.words[word - 1] not in _BEFORE_MORE:
                    break
                found.append((quotation.first, quotation.last))
                word = quotation.closing + 1
                continue
            if reading.upos[word] == "VERB" and (
                reading.labels[word] in ("conj", "parataxis") or reading.lemmas[word] in self._cues.verbs
            ):
                break
            word += 1
        return found

    def _rest_of_clause(self, verb: int) -> list[Range]:
        """The rest of a clause that the cue interrupts ("The strike, he said, killed …")."""
        reading = self._reading
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
        return [self._with_quotations(self._clean(after + 1, min(whole[1], end - 1)))]

    def _phrase(self, verb: int, last: int, cue: Cue, passive: bool) -> tuple[list[Range], str, bool] | None:
        """A noun phrase as content: the object, "as …", or what a preposition leads to."""
        reading = self._reading
        children = reading.children[verb]
        objects = [child for child in children if reading.labels[child] == "obj" and child > last]
        if "infinitive" in cue.frames:
            for child in children:
                if child > last and reading.labels[child] in ("xcomp", "advcl", "ccomp") and self._is_infinitive(child):
                    first, end = outer_extent(reading, child)
                    if objects and objects[0] < child:
                        first = extent(reading, objects[0])[0]
                    return [self._with_quotations(trimmed(reading, first, end))], "the infinitive after the cue", False
        for child in children:
            if child <= last or reading.labels[child] not in ("obl", "advcl", "ccomp", "nmod", "obl:agent"):
                continue
            case = reading.child(child, "case", "mark")
            if case is None or reading.words[case].lower() not in cue.after or reading.words[case].lower() == "as":
                continue
            if not objects and case > last + 2 or "name" in cue.frames and case != last + 1:
                continue
            first, end = outer_extent(reading, child)
            first = max(first, case + 1)
            for later in children:
                if (
                    later > child
                    and reading.labels[later] in ("xcomp", "advcl", "ccomp")
                    and self._is_infinitive(later)
                ):
                    end = max(end, outer_extent(reading, later)[1])
            if objects and objects[0] < child and reading.words[case].lower() in ("of", "with", "for", "over", "on"):
                first = extent(reading, objects[0])[0]
            if first <= end:
                how = f"what “{reading.words[case].lower()}” leads to"
                return [self._with_quotations(trimmed(reading, first, end))], how, False
        if cue.frames & {"as", "name"}:
            named = self._named(verb, last, children, objects)
            if named is not None:
                return named
        if "object" in cue.frames and objects and not passive:
            first, end = outer_extent(reading, objects[0])
            if reading.words[objects[0]].lower() in ("it", "that", "this", "them", "him", "her", "what", "so"):
                return None
            return [self._with_quotations(trimmed(reading, first, end))], "the object of the cue", False
        if "object" in cue.frames and passive:
            return self._passive_object(verb)
        return None

    def _passive_object(self, verb: int) -> tuple[list[Range], str, bool] | None:
        reading = self._reading
        if reading.labels[verb] == "acl":
            noun = reading.heads[verb]
            if noun < 0 or not is_nominal(reading, noun) or self._speaker(verb, [], passive=True) is None:
                return None
            first, end = extent(reading, noun)
            end = min(end, verb - 1)
            piece = trimmed(reading, first, end)
            return ([piece], "the noun that the cue qualifies", False) if first <= end else None
        subject = reading.child(verb, "nsubj:pass")
        if subject is None or self._speaker(verb, [], passive=True) is None:
            return None
        return [noun_phrase(reading, subject)], "the subject of the passive cue", False

    def _named(
        self, verb: int, last: int, children: list[int], objects: list[int]
    ) -> tuple[list[Range], str, bool] | None:
        """ "called it “the first of its kind”", "described the raid as a crime": what it is called."""
        reading = self._reading
        target: int | None = None
        for child in children:
            if child <= last:
                continue
            label = reading.labels[child]
            if label == "xcomp" and reading.child(child, "mark") is None:
                target = child
            elif label in ("obl", "advcl", "xcomp", "advcl:pred") and (
                (case := reading.child(child, "case", "mark")) is not None and reading.words[case].lower() == "as"
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
            quotation = self._quotation_at.get(after) if after < end else None
            if quotation is not None and quotation.opening == after:
                return [(quotation.first, quotation.last)], "what it is called", True
        if target is None:
            return None
        first, end = outer_extent(reading, target)
        first, end = self._clean(first, end)
        if reading.words[first].lower() == "as" and first < end:
            first += 1
        quotation = self._quotation_at.get(first) or self._quotation_at.get(first - 1)
        pronoun = bool(objects) and reading.upos[objects[0]] == "PRON"
        if quotation is not None and first in (quotation.opening, quotation.first) and (pronoun or not objects):
            return [(quotation.first, quotation.last)], "what it is called", True
        if objects and objects[0] < target and not pronoun:
            first = min(first, extent(reading, objects[0])[0])
        return [self._with_quotations(trimmed(reading, first, end))], "what it is called", False

    # Speaker

    def _speaker(self, verb: int, content: list[Range], passive: bool) -> int | None:
        reading = self._reading
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
            if reading.labels[verb] == "acl":
                return None
        if reading.child(verb, "aux:pass") is not None:
            return None
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
        if subject is not None and reading.labels[subject] == "expl":
            subject = None
        if subject is None and self._quotation_before.get(verb) is not None:
            subject = self._in_zone(self._quotation_before[verb], verb)
        if subject is None:
            subject = self._beside(verb, content)
        if subject is not None and not (
            is_nominal(reading, subject) or reading.upos[subject] in ("DET", "NUM", "ADJ", "X")
        ):
            return None
        return subject

    def _by_below(self, verb: int) -> int | None:
        """The author below an adjunct of a passive cue ("promised in a tweet by X")."""
        reading = self._reading
        for child in reading.children[verb]:
            if child > verb and reading.labels[child] == "obl":
                for below in reading.children[child]:
                    case = reading.child(below, "case")
                    if case is not None and reading.words[case].lower() == "by":
                        return below
        return None

    def _in_zone(self, first: int, verb: int) -> int | None:
        """The first noun between a quotation and its cue."""
        reading = self._reading
        for word in range(first, verb):
            if is_nominal(reading, word):
                return self._top(word) if word in reading.name_at else top_of_noun(reading, word)
        return None

    def _beside(self, verb: int, content: list[Range]) -> int | None:
        """A noun right before the verb, or a name right after it at the end of a clause, where the tree has no subject."""
        reading = self._reading
        start, end = reading.sentence_bounds(reading.sentence_of[verb])
        before = verb - 1
        while before >= start and reading.upos[before] in ("ADV", "AUX"):
            before -= 1
        if before >= start and is_nominal(reading, before) and not any(a <= before <= b for a, b in content):
            return self._top(before)
        after = verb + 1
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
        reading = self._reading
        name = reading.name_at.get(word)
        if name is None:
            return word
        for inside in range(name.first, name.last + 1):
            if not name.first <= reading.heads[inside] <= name.last:
                return inside
        return word


_TOLD = frozenset({"tell", "inform", "remind", "assure", "notify"})


def _is_bare_participle(reading: Reading, verb: int) -> bool:
    """Whether a verb is a participle or gerund without an auxiliary or a subject ("…, adding levity")."""
    return (
        reading.feature(verb, "VerbForm") in ("Part", "Ger", "Inf")
        and reading.child(verb, "aux", "aux:pass") is None
        and subject_child(reading, verb) is None
    )


_PARTICLE_VERBS = frozenset({"make", "rule", "lay", "set", "spell", "go"})
