"""Cues that are no verbs: "according to X", "citing X", nouns ("a warning that …"), adjectives, adverbs, a colon."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dateline.claims.cues import Cues
from dateline.claims.given import COUNTING, GIVING, HOLDING, TELLING, given_number, number_told
from dateline.claims.phrases import Range, extent, is_negated, noun_phrase, outer_extent, subject_of, trimmed
from dateline.claims.quotations import Quotation
from dateline.claims.tellings import Telling
from dateline.model.reading import Reading

_LIGHT = frozenset(
    "give issue make voice express offer raise repeat reiterate want have share provide send deliver release "
    "publish".split()
)
_AGAIN = frozenset("previous earlier prior former initial latest new later".split())


class OtherCues:
    """The cues of one reading that are not verbs."""

    def __init__(
        self,
        reading: Reading,
        cues: Cues,
        quotations: Sequence[Quotation],
        mention_from: Callable[[int], int | None],
    ) -> None:
        self._mention_from = mention_from
        self._reading = reading
        self._cues = cues
        self._quotations = quotations

    def tellings(self, earlier: Sequence[Telling]) -> list[Telling]:
        """Tellings of all these cues; `earlier` are those of verbs, whose cues are not taken twice."""
        taken = {word for telling in earlier for word in range(telling.cue[0], telling.cue[1] + 1)}
        found: list[Telling] = []
        reading = self._reading
        for word, lemma in enumerate(reading.lemmas):
            if word in taken:
                continue
            form = reading.words[word].lower()
            if form == "according":
                found.extend(self._according(word))
            elif form in ("citing", "quoting"):
                found.extend(self._citing(word, earlier))
            elif lemma in GIVING and reading.upos[word] == "VERB":
                found.extend(given_number(reading, word))
            elif (lemma in TELLING or lemma in COUNTING or lemma in HOLDING) and reading.upos[word] == "VERB":
                found.extend(number_told(reading, word))
            elif lemma in self._cues.nouns and reading.upos[word] == "NOUN":
                found.extend(self._noun(word, earlier))
            elif lemma in self._cues.adjectives and reading.upos[word] == "ADJ":
                found.extend(self._adjective(word))
            elif form in self._cues.adverbs and reading.upos[word] == "ADV":
                found.extend(self._adverb(word))
        found.extend(self._headings())
        return found

    def _according(self, word: int) -> Iterator[Telling]:
        """“According to X”: the clause that it stands by; at the end of several clauses, the last of them."""
        reading = self._reading
        start, end = reading.sentence_bounds(reading.sentence_of[word])
        if word + 2 >= end or reading.words[word + 1].lower() != "to":
            return
        source = self._source_after(word + 2, end)
        if source is None:
            return
        own = self._according_extent(word, source, start, end)
        if word <= start + 2:
            if own[1] + 1 < end and reading.words[own[1] + 1].lower() in ("that", "which", "who"):
                own = (word, end - 1)  # the source goes on in a relative clause
            content = self._clean(own[1] + 1, end - 1)
            how = "the clause after “according to”"
            if content is None:
                following = self._next_sentence(end)
                if following is None:
                    return
                content, how = following, "the sentence after; “according to” stands alone in its own"
            ranges = [content]
        else:
            left = self._clause_before(word, start)
            before = self._clean(left, word - 1)
            if before is None:
                return
            ranges = [before]
            goes_on = own[1] + 2 < end and reading.words[own[1] + 1] == ","
            rest = self._clean(own[1] + 1, end - 1) if goes_on else None
            if rest is not None and self._goes_on(own[1] + 1, end):
                ranges.append(rest)
            if rest is not None and reading.words[before[1]].lower() in ("and", "but", "or"):
                ranges = [rest]  # "fired tear gas and, according to witnesses, live rounds"
            how = "the clause before “according to”"
        yield Telling((word, word + 1), ranges, source, "stated", "speech", how)

    def _source_after(self, word: int, end: int) -> int | None:
        """Head of the noun phrase after "according to"."""
        reading = self._reading
        tops: list[int] = []
        for candidate in range(word, min(word + 14, end)):
            if reading.upos[candidate] in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"):
                head = reading.heads[candidate]
                if head < word or reading.labels[candidate] == "obl" or head >= candidate + 14:
                    tops.append(candidate)
                    if reading.upos[candidate] in ("NOUN", "PROPN", "PRON"):
                        return candidate
            elif reading.words[candidate] in (",", ";", "."):
                break
        if tops:
            return tops[0]
        for candidate in range(word, min(word + 14, end)):
            if reading.upos[candidate] in ("NOUN", "PROPN", "PRON"):
                return candidate
        return None

    def _according_extent(self, word: int, source: int, start: int, end: int) -> Range:
        """The words of "according to X", appositions and relative clauses in it."""
        reading = self._reading
        last = max(extent(reading, source)[1], noun_phrase(reading, source)[1])
        if word > start + 2:
            return word, last
        # At the head of a sentence the phrase ends at the comma before the main clause.
        if last >= end - 2:
            relative = next((child for child in reading.children[source] if reading.labels[child] == "acl:relcl"), None)
            if relative is not None:
                return word, end - 1
            for candidate in range(source + 1, end):
                if reading.words[candidate] == ",":
                    return word, candidate - 1
        return word, last

    def _goes_on(self, comma: int, end: int) -> bool:
        reading = self._reading
        return any(
            reading.upos[word] in ("VERB", "AUX") and reading.labels[word] in ("root", "aux", "cop", "aux:pass")
            for word in range(comma + 1, end)
        )

    def _clause_before(self, word: int, start: int) -> int:
        """First word of the clause that a trailing "according to" belongs to."""
        reading = self._reading
        last_conjunct: int | None = None
        for candidate in range(start, word):
            if (
                reading.labels[candidate] in ("conj", "parataxis")
                and reading.upos[candidate] in ("VERB", "AUX", "NOUN", "ADJ")
                and any(reading.labels[child].startswith("nsubj") for child in reading.children[candidate])
            ):
                last_conjunct = candidate
        if last_conjunct is not None:
            first = outer_extent(reading, last_conjunct)[0]
            while first < word and (reading.upos[first] == "PUNCT" or reading.labels[first] == "cc"):
                first += 1
            if first - 1 >= start and reading.words[first - 1].lower() in (",", ";", "and", "but"):
                return first
        return start

    def _clean(self, first: int, last: int) -> Range | None:
        reading = self._reading
        if first > last:
            return None
        first, last = trimmed(reading, first, last)
        while first < last and (
            reading.upos[first] == "PUNCT" or reading.labels[first] == "cc" or reading.words[first].lower() == "that"
        ):
            first += 1
        if reading.upos[first] == "PUNCT" or last - first < 1:
            return None
        return first, last

    def _next_sentence(self, end: int) -> Range | None:
        reading = self._reading
        if end >= len(reading):
            return None
        number = reading.sentence_of[end]
        if reading.paragraph_of[number] != reading.paragraph_of[reading.sentence_of[end - 1]]:
            return None
        first, stop = reading.sentence_bounds(number)
        return self._clean(first, stop - 1)

    def _citing(self, word: int, earlier: Sequence[Telling]) -> Iterator[Telling]:
        """“SOHR, citing residents, said …”: the same content, from the one who is cited."""
        reading = self._reading
        source = reading.child(word, "obj")
        if source is None or source < word:
            return
        if reading.lemmas[source] in _NO_SOURCES:
            return
        for telling in earlier:
            near = reading.heads[word] == telling.cue[0] or (
                telling.speaker is not None and reading.heads[word] == telling.speaker
            )
            if near and reading.sentence_of[word] == reading.sentence_of[telling.cue[0]]:
                through = [*telling.through, telling.speaker] if telling.speaker is not None else telling.through
                yield Telling(
                    (word, word),
                    list(telling.content),
                    source,
                    telling.certainty,
                    "speech",
                    "what the one who cites them says",
                    through=list(through),
                )
                return
        yield from self._citing_after(word, source, earlier)

    def _citing_after(self, word: int, source: int, earlier: Sequence[Telling]) -> Iterator[Telling]:
        """“The Monitor reported that …, citing residents”: the words before the comma, from the one who is cited."""
        reading = self._reading
        if reading.words[word - 1] != ",":
            return
        for telling in earlier:
            if telling.quoted or not telling.content or telling.content[-1][0] >= word:
                continue
            if reading.sentence_of[telling.cue[0]] != reading.sentence_of[word] or not telling.covers(word):
                continue
            telling.content[:] = [(first, min(last, word - 2)) for first, last in telling.content if first < word - 1]
            through = [*telling.through, telling.speaker] if telling.speaker is not None else telling.through
            yield Telling(
                (word, word),
                list(telling.content),
                source,
                telling.certainty,
                "speech",
                "what the one who cites them says",
                through=list(through),
            )
            return

    def _noun(self, word: int, earlier: Sequence[Telling]) -> Iterator[Telling]:
        """A noun with the clause that says what was said ("a previous assessment that …")."""
        reading = self._reading
        clause = None
        for child in reading.children[word]:
            if child > word and reading.labels[child] in ("acl", "ccomp", "acl:relcl", "dep"):
                mark = reading.child(child, "mark")
                if mark is not None and reading.words[mark].lower() == "that" and reading.upos[mark] == "SCONJ":
                    clause = child
                    break
        if clause is None:
            return
        first, last = outer_extent(reading, clause)
        content = self._clean(max(first, word + 1), last)
        if content is None:
            return
        speaker, why, previous = self._owner(word, earlier)
        yield Telling(
            (word, word),
            [content],
            speaker,
            self._cues.nouns[reading.lemmas[word]],
            "speech",
            "the clause of the noun" + why,
            previous=previous,
        )

    def _owner(self, noun: int, earlier: Sequence[Telling]) -> tuple[int | None, str, Telling | None]:
        """Whose statement it is: a possessive, "by" or "from" somebody, the subject of the verb whose object it is."""
        reading = self._reading
        for child in reading.children[noun]:
            label = reading.labels[child]
            if label == "nmod:poss":
                return child, ", whose owner is named", None
            if label in ("nmod", "obl") and child > noun:
                case = reading.child(child, "case")
                form = reading.words[case].lower() if case is not None else ""
                if form in ("by", "from") or (form == "of" and child in reading.name_at):
                    return child, ", with its author", None
        for child in reading.children[noun]:
            if reading.labels[child] in ("compound", "amod", "nmod:desc") and child in reading.name_at:
                return child, ", with the name before it", None
        head = reading.heads[noun]
        if reading.labels[noun] == "obj" and head >= 0:
            if any(telling.cue[0] == head and telling.kind != "stance" for telling in earlier):
                return None, "", None
            if reading.lemmas[head] in _LIGHT or self._cues.verbs.get(reading.lemmas[head]) is not None:
                subject = subject_of(reading, head)
                if subject is not None and not is_negated(reading, head):
                    return subject, ", made by the subject", None
            return None, "", None
        again = any(
            reading.labels[child] == "amod" and reading.lemmas[child].lower() in _AGAIN
            for child in reading.children[noun]
        )
        if again:
            sentence = reading.sentence_of[noun]
            before = [t for t in earlier if reading.sentence_of[t.cue[0]] == sentence - 1 and t.speaker is not None]
            same = reading.paragraph_of[sentence] == reading.paragraph_of[sentence - 1] if sentence else False
            if before and same:
                return before[-1].speaker, ", an earlier one by the speaker of the sentence before", before[-1]
        return None, "", None

    def _adjective(self, word: int) -> Iterator[Telling]:
        """“The French have been clear that …”."""
        reading = self._reading
        clause = next(
            (
                child
                for child in reading.children[word]
                if child > word
                and (mark := reading.child(child, "mark")) is not None
                and reading.words[mark].lower() == "that"
            ),
            None,
        )
        subject = reading.child(word, "nsubj")
        if clause is None or subject is None or reading.upos[subject] not in ("NOUN", "PROPN", "PRON"):
            return
        if reading.words[subject].lower() in ("it", "that", "this", "i", "we", "you", "what"):
            return
        if is_negated(reading, word):
            return
        first, last = outer_extent(reading, clause)
        content = self._clean(max(first, word + 1), last)
        if content is not None:
            speaker = subject_of(reading, word)
            yield Telling(
                (word, word),
                [content],
                speaker,
                self._cues.adjectives[reading.lemmas[word]],
                "thought",
                "the clause after the adjective",
            )

    def _adverb(self, word: int) -> Iterator[Telling]:
        """“Troops reportedly shelled the town”: the clause, from somebody whom the report does not name."""
        reading = self._reading
        head = reading.heads[word]
        if head < 0:
            return
        while reading.upos[head] not in ("VERB", "AUX") and reading.heads[head] >= 0 and reading.labels[head] != "root":
            head = reading.heads[head]
        first, last = extent(reading, head)
        content = self._clean(first, last)
        if content is None:
            return
        form = reading.words[word].lower()
        yield Telling(
            (word, word),
            [content],
            None,
            self._cues.adverbs[form],
            "speech",
            f"the clause with “{form}”; nobody is named",
        )

    def _headings(self) -> Iterator[Telling]:
        """“Ministry: no deal with rebels”: a name, a colon and a clause, at the start of a paragraph."""
        reading = self._reading
        for first_sentence in reading.paragraphs:
            start, end = reading.sentence_bounds(first_sentence)
            colon = self._head_of_heading(start, end)
            if colon is None:
                continue
            if reading.words[start].lower() in _HOSTS:
                continue
            if reading.words[start].isupper() and len(reading.words[start]) > _INITIALS:
                end = self._paragraph_end(first_sentence)  # a transcript: the whole paragraph is theirs
            content = self._clean(colon + 1, end - 1)
            if content is None or any(quotation.first == content[0] for quotation in self._quotations):
                continue
            yield Telling(
                (colon, colon),
                [content],
                self._before_colon(start, colon),
                "stated",
                "speech",
                "the words after a name and a colon",
                speaker_words=(start, self._before_colon(start, colon)),
            )

    def _paragraph_end(self, sentence: int) -> int:
        """The word after the last of the paragraph that a sentence begins."""
        reading = self._reading
        paragraph = reading.paragraph_of[sentence]
        last = sentence
        while last + 1 < len(reading.sentences) and reading.paragraph_of[last + 1] == paragraph:
            last += 1
        return reading.sentence_bounds(last)[1]

    def _before_colon(self, start: int, colon: int) -> int:
        """Last word of the name before a colon, a bracket left aside."""
        opens = [word for word in range(start + 1, colon) if self._reading.words[word] == "("]
        return (opens[0] if opens else colon) - 1

    def _colon_after(self, word: int, end: int) -> int | None:
        """The colon at a word, or behind a bracket there ("(by telephone)")."""
        words = self._reading.words
        if words[word] == "(":
            close = next((place for place in range(word, min(word + 8, end)) if words[place] == ")"), word)
            word = close + 1
        return word if word + 2 < end and words[word] == ":" else None

    def _head_of_heading(self, start: int, end: int) -> int | None:
        """The colon after a name, or, in a heading, after a word like "Ministry"."""
        reading = self._reading
        name = reading.name_at.get(start)
        if name is not None and name.first == start and name.type in ("ORG", "PER") and name.last + 2 < len(reading):
            return self._colon_after(name.last + 1, max(end, self._paragraph_end(reading.sentence_of[start])))
        if name is None and len(reading.words[start]) > _INITIALS and reading.words[start].isupper():
            return self._colon_after(
                start + 1, self._paragraph_end(reading.sentence_of[start])
            )  # "MOUSSA (recorded): …" in a transcript
        mention = self._mention_from(start)
        if name is None and mention is not None and mention + 3 < end and reading.words[mention + 1] == ":":
            return mention + 1
        heading = reading.words[end - 1] not in (".", "!", "?")
        if heading and start + 3 < end and reading.words[start + 1] == ":":
            lemma = reading.lemmas[start].lower()
            if lemma in self._cues.groups or lemma in self._cues.roles or lemma in self._cues.documents:
                return start + 1
        return None


_HOSTS = frozenset({"presenter", "host", "anchor", "moderator", "interviewer", "question", "announcer"})
"""Who asks the questions in a transcript: the outlet itself."""
_INITIALS = 3
"""Letters of initials at most; a longer word in capitals before a colon is a name."""
_NO_SOURCES = frozenset(
    "concern reason fear lack need risk threat security safety reason issue problem example case".split()
)
