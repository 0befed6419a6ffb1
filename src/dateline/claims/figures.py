"""Figures of one reading: numbers that somebody claims, with unit, bound, what they count, and who says so.

A number without a unit that a coder would record is left out. A part ("132, seven of them children") points at its
whole.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from dateline.claims.count_words import Counted, count_words, is_people, is_person
from dateline.claims.counted import Counts
from dateline.claims.given import is_told
from dateline.claims.measures import LENGTHS_OF_TIME
from dateline.claims.numbers import Number, find_numbers, is_year
from dateline.claims.phrases import Range
from dateline.claims.questions import asked_before
from dateline.claims.sums import broken_down
from dateline.model.account import Claim, Figure, Unit, When
from dateline.model.reading import Reading

_NONE_OF = frozenset({"no", "nobody", "none"})
_PARTS = frozenset({"including", "among", "includes", "included"})
_MANNER: dict[str, Unit] = {"fatally": "killed", "critically": "injured", "seriously": "injured", "badly": "injured"}
_FATES = frozenset({"killed", "injured", "missing", "displaced", "detained", "money"})
_COMPARED = frozenset(
    {
        ("up", "from"),
        ("down", "from"),
        ("compared", "with"),
        ("compared", "to"),
        ("instead", "of"),
        (",", "from"),
        (",", "or"),
    }
)
"""Before a number that is held against the one before it."""
_HOLDS = frozenset("say claim report estimate count offer demand want propose".split())
"""Verbs whose bare number is of what the number before it counts ("the union says 40")."""
_LATER = frozenset({"later", "then", "now", "finally", "afterwards"})
_SPEAKS = frozenset({"speak", "talk", "tell"})
"""Verbs that have a bare number behind "of" ("organisers spoke of 6,000")."""
_PUTS = frozenset({"put", "estimate", "place"})
_THE_NUMBER = frozenset({"number", "figure", "it", "total", "estimate", "count"})
_BACK = 2
"""Sentences between a number that somebody gives alone and the figure that it is held against, at most."""
_OLDEST = 115
_NEAR = 16
"""Words between the two, at most."""
_FINE = frozenset({"duration", "set", "unknown"})


def find_figures(reading: Reading, claims: tuple[Claim, ...], times: tuple[When, ...]) -> tuple[Figure, ...]:
    """The figures of a reading in the order of the text.

    `claim` is an index into `claims`, `as_of` one into `times`, `part_of` one into the figures themselves. `event`
    is left open. Values in other measures than the closed list of units has (miles, hectares) are converted, and `why`
    says so.
    """
    return broken_down(reading, _Figures(reading, claims, times).figures())


class _Figures:
    def __init__(self, reading: Reading, claims: Sequence[Claim], times: Sequence[When]) -> None:
        self._reading = reading
        self._times = times
        self._counts = Counts(reading)
        self._wholes: list[int | None] = []
        """For each figure found so far, the one it is a part of."""
        self._dated: set[int] = set()
        self._time_words: list[tuple[int, int, int]] = []
        for index, when in enumerate(times):
            first = bisect_right(reading.starts, when.span.start) - 1
            last = bisect_left(reading.starts, when.span.end) - 1
            if when.granularity not in _FINE:
                self._dated.update(range(max(first, 0), last + 1))
                self._time_words.append((max(first, 0), last, index))
        self._claims = _Contents(claims)

    def figures(self) -> tuple[Figure, ...]:
        reading = self._reading
        found: list[Figure] = []
        places: list[Number] = []
        counted_by: list[Counted] = []
        for number in self._numbers():
            dated = number.core in self._dated and not number.vague and self._is_dated(number)
            part = self._part(number, places, counted_by)
            if part is not None:
                counted, whole = part
            else:
                maybe = self._counts.counted(number) or self._taken_over(number, places, counted_by)
                if maybe is None or (is_year(reading, number) and maybe.what is None):
                    continue
                if dated and (maybe.loose or maybe.unit not in LENGTHS_OF_TIME):
                    continue
                counted, whole = maybe, None
                whole = self._whole_of(number, counted, places, counted_by)
            if self._is_bare(number, counted):
                continue
            found.append(self._figure(number, counted, whole))
            self._wholes.append(whole)
            places.append(number)
            counted_by.append(counted)
        return tuple(found)

    def _numbers(self) -> list[Number]:
        """Numbers, and the counts that are no numbers: "a man was killed", "nobody was hurt"."""
        numbers = [number for number in find_numbers(self._reading) if not self._is_age(number)]
        taken = {word for number in numbers for word in range(number.first, number.last + 1)}
        reading, table = self._reading, count_words()
        for word, form in enumerate(reading.words):
            lower = form.lower()
            if word in taken:
                continue
            if lower == "both" and reading.labels[word] in ("det", "det:predet", "nsubj", "nsubj:pass", "obj"):
                numbers.append(Number(word, word, word, word, 2.0, None, None, "exact"))
            elif lower == "another" and reading.labels[word] not in ("det", "amod"):
                numbers.append(Number(word, word, word, word, 1.0, None, None, "exact"))
            elif lower in ("a", "an", "another") and reading.upos[word] == "DET":
                head = reading.heads[word]
                if head > word and (
                    reading.lemmas[head].lower() in table.persons
                    or table.kinds.get(reading.lemmas[head].lower()) is not None
                ):
                    numbers.append(Number(word, word, word, word, 1.0, None, None, "exact"))
            elif lower in _NONE_OF or (lower == "no" and reading.upos[word] == "DET"):
                last = word + 1 if reading.words[word + 1 : word + 2] == ["one"] else word
                if last not in taken or last == word + 1:
                    numbers.append(Number(word, last, word, last, 0.0, None, None, "exact"))
        numbers.sort(key=lambda number: number.first)
        clean: list[Number] = []
        for number in numbers:
            if not clean or number.first > clean[-1].last:
                clean.append(number)
        return clean

    def _is_age(self, number: Number) -> bool:
        """Whether a number is somebody's age: "Ann Vale, 34, died", "Boy, 8, shot"."""
        reading, before = self._reading, number.first - 2
        if not number.digits or number.value is None or not 0 < number.value < _OLDEST or before < 0:
            return False
        after = reading.words[number.last + 1] if number.last + 1 < len(reading) else ""
        if reading.words[before + 1] != "," or after not in (",", "'", "’", "‘", ";", ".", ")"):
            return False
        name = reading.name_at.get(before)
        if name is not None:
            return name.type == "PER"
        lemma = reading.lemmas[before].lower()
        return (is_person(lemma) or lemma in count_words().kinds) and reading.feature(before, "Number") != "Plur"

    def _is_dated(self, number: Number) -> bool:
        return all(word in self._dated for word in range(number.core, number.core_last + 1))

    def _is_bare(self, number: Number, counted: Counted) -> bool:
        """Whether "a man", "one man", "nobody" is no figure: nothing happened to them."""
        if number.digits or number.vague:
            return False
        if self._reading.words[number.core].lower() == "both":
            return not counted.fate and not self._counts.is_acted_on(counted)
        if number.value not in (0.0, 1.0):
            return False
        if number.value == 0.0:
            return counted.unit not in ("killed", "injured", "missing") and "casualt" not in counted.why
        return counted.unit not in _FATES and counted.unit != "count" and not counted.fate

    def _part(
        self, number: Number, places: Sequence[Number], counted_by: Sequence[Counted]
    ) -> tuple[Counted, int | None] | None:
        """“seven of them children”: counted like the whole before it in the sentence."""
        reading = self._reading
        following = [word.lower() for word in reading.words[number.last + 1 : number.last + 3]]
        of_them = following[:1] == ["of"] and following[1:2] in (["them"], ["whom"], ["those"], ["which"])
        whole = self._last_people(number, places, counted_by)
        if whole is None and self._opens_with(number):
            return self._are(number, places, counted_by)
        if whole is None and of_them and places and self._in_one_sentence(places[-1], number):
            whole = len(places) - 1  # "3,400 houses, 620 of them beyond repair"
        if whole is None:
            return None
        if not of_them:
            return self._included(number, whole, places, counted_by)
        own = self._own_fate(number) if is_people(counted_by[whole].unit) else None
        end = reading.sentence_bounds(reading.sentence_of[number.core])[1]
        place = number.last + 3
        while place < end and reading.words[place].lower() in ("were", "was", "are", "a", "an", "the"):
            place += 1
        what = self._counts.nouns.run(place, end)
        words: Range | None = (place, what) if what is not None else None
        unit: Unit = own if own is not None else counted_by[whole].unit
        return Counted(unit, 1.0, words, number.last, "a part of the figure before it"), whole

    def _opens_with(self, number: Number) -> bool:
        """Whether a sentence begins "Eleven are …", "Five were …"."""
        reading = self._reading
        start = reading.sentence_bounds(reading.sentence_of[number.core])[0]
        after = number.last + 1
        return number.first <= start + 1 and after < len(reading) and reading.words[after].lower() in ("are", "were")

    def _are(
        self, number: Number, places: Sequence[Number], counted_by: Sequence[Counted]
    ) -> tuple[Counted, int | None] | None:
        """“34 were killed. Eleven are children”: a part of the figure of the sentence before."""
        reading = self._reading
        sentence = reading.sentence_of[number.core]
        before = [
            index for index, place in enumerate(places)
            if reading.sentence_of[place.core] == sentence - 1 and is_people(counted_by[index].unit)
        ]  # fmt: skip
        what = self._counts.nouns.run(number.last + 2, reading.sentence_bounds(sentence)[1])
        lemma = reading.lemmas[what].lower() if what is not None else ""
        if not before or what is None or not (is_person(lemma) or lemma in count_words().kinds):
            return None
        whole = before[0]
        words = (number.last + 2, what)
        return Counted(counted_by[whole].unit, 1.0, words, number.last, "a part of the figure before it"), whole

    def _in_one_sentence(self, earlier: Number, number: Number) -> bool:
        sentence_of = self._reading.sentence_of
        return sentence_of[earlier.core] == sentence_of[number.core]

    def _taken_over(self, number: Number, places: Sequence[Number], counted_by: Sequence[Counted]) -> Counted | None:
        """A number without a noun that is counted like the one before it ("43, up from 18", "of the 19 dead, 12 …")."""
        reading = self._reading
        if not places or not self._in_one_sentence(places[-1], number):
            return self._number_put(number, places, counted_by)
        if counted_by[-1].unit in LENGTHS_OF_TIME:
            return None
        start, end = reading.sentence_bounds(reading.sentence_of[number.core])
        if is_year(reading, number) or self._counts.head(number, number.last + 1, end) is not None:
            return None
        earlier = places[-1]
        before = tuple(word.lower() for word in reading.words[max(start, number.first - 2) : number.first])
        if before in _COMPARED and number.first - earlier.last < _NEAR:
            return counted_by[-1]._replace(
                what=counted_by[-1].what, last=number.last, why="compared with the figure before it"
            )
        if before[-1:] == ("of",) and before[0] in _LATER and number.first - earlier.last < _NEAR:
            return counted_by[-1]._replace(last=number.last, why="what took the place of the figure before it")
        if before == (",", "not") and number.first - earlier.last < _NEAR:
            return counted_by[-1]._replace(last=number.last, why="what the figure before it has replaced")
        if before[-1:] == ("from",) and number.first - 2 == earlier.last:
            return counted_by[-1]._replace(last=number.last, why="what the figure before it has replaced")
        after = reading.words[number.last + 1].lower() if number.last + 1 < end else ""
        if before[-1:] == ("and",) and after in ("by", "according") and self._is_by(earlier, number.first):
            return counted_by[-1]._replace(last=number.last, why="held against the figure before it")
        if is_told(reading, number.first) and is_people(counted_by[-1].unit):
            return counted_by[-1]._replace(last=number.last, why="held against the figure before it")
        verb = number.first - 1
        if before[-1:] == ("of",) and reading.lemmas[verb - 1] in _SPEAKS and verb - 1 > earlier.last:
            return counted_by[-1]._replace(last=number.last, why="held against the figure before it")
        if verb > earlier.last and reading.lemmas[verb] in _HOLDS:
            return counted_by[-1]._replace(last=number.last, why="held against the figure before it")
        if before[-1:] == ("at",) and any(
            reading.lemmas[word] in _PUTS for word in range(max(earlier.last + 1, number.first - 6), number.first)
        ):
            return counted_by[-1]._replace(last=number.last, why="held against the figure before it")
        if after in _MANNER and is_people(counted_by[-1].unit):
            return Counted(_MANNER[after], 1.0, None, number.last, f"“{after}” stands after it", fate=True)
        if counted_by[-1].unit == "%" and number.digits and number.value is not None and number.value % 1:
            return counted_by[-1]._replace(what=None, last=number.last, why="a share like the one before it")
        opens = [word.lower() for word in reading.words[start : start + 2]]
        if opens[:1] == ["of"] and earlier.first <= start + 3 and is_people(counted_by[-1].unit):
            return counted_by[-1]._replace(last=number.last, why="a part of the figure before it")
        return None

    def _number_put(self, number: Number, places: Sequence[Number], counted_by: Sequence[Counted]) -> Counted | None:
        """“About 400 marched, police said. The union put the number at 2,000”: counted like the figure before it.

        So is a number that somebody gives alone ("The hospital says 12"), and what was asked ("How many are held?").
        """
        reading = self._reading
        start, end = reading.sentence_bounds(reading.sentence_of[number.core])
        if is_year(reading, number) or self._counts.head(number, number.last + 1, end) is not None:
            return None
        before = [word.lower() for word in reading.words[max(start, number.first - 8) : number.first]]
        put = before[-1:] == ["at"] and not _THE_NUMBER.isdisjoint(before) and any(
            reading.lemmas[word] in _PUTS for word in range(max(start, number.first - 8), number.first)
        )  # fmt: skip
        told = is_told(reading, number.first) or before[-2:] == ["made", "it"]
        if not put and not told:
            return None
        asked = asked_before(reading, number.core)
        if asked is not None and (not places or places[-1].core < asked[0]):
            return Counted(asked[1], 1.0, None, number.last, "the answer to “how many”")
        back = reading.sentence_of[number.core] - reading.sentence_of[places[-1].core] if places else _BACK + 1
        if back > (_BACK if told else 1) or not is_people(counted_by[-1].unit):
            return None
        return counted_by[-1]._replace(last=number.last, why="held against the figure of a sentence before")

    def _is_by(self, earlier: Number, before: int) -> bool:
        """Whether the number before this one is somebody's ("12,000 by the city and 30,000 by the unions")."""
        forms = [word.lower() for word in self._reading.words[earlier.last + 1 : before]]
        return forms[:1] in (["by"], ["according"])

    def _included(
        self, number: Number, whole: int, places: Sequence[Number], counted_by: Sequence[Counted]
    ) -> tuple[Counted, int | None] | None:
        """“132 people, including seven children”: counted like the whole, unless something else is said of them."""
        reading, table = self._reading, count_words()
        joined = len(self._wholes) == len(places) and self._wholes and self._wholes[-1] is not None
        if joined and self._joins_parts(places[-1], number):
            whole = self._wholes[-1] or 0
        elif not self._is_part_word_between(places[whole], number):
            return None
        own = self._counts.counted(number)
        if own is not None and own.unit in _FATES:
            return None
        end = reading.sentence_bounds(reading.sentence_of[number.core])[1]
        noun = self._counts.head(number, number.last + 1, end)
        if noun is None or not (
            table.kinds.get(reading.lemmas[noun].lower()) or reading.lemmas[noun].lower() in table.persons
        ):
            return None
        return Counted(
            counted_by[whole].unit, 1.0, (number.last + 1, noun), number.last, "a part of the figure before it"
        ), whole

    def _is_part_word_between(self, whole: Number, part: Number) -> bool:
        between = [word.lower() for word in self._reading.words[max(whole.last + 1, part.first - 4) : part.first]]
        apart = self._reading.words[whole.last + 1 : part.first]
        if "(" in apart and ")" not in apart:
            return True  # "41 people (29 men, 3 women, 9 children)"
        if "among" in between:
            return "them" in between or "whom" in between
        return any(word in _PARTS for word in between)

    def _joins_parts(self, earlier: Number, part: Number) -> bool:
        """Whether a part and this number are joined ("three women and four children")."""
        between = [word.lower() for word in self._reading.words[earlier.last + 1 : part.first]]
        return len(between) <= 5 and bool({"and", ","} & set(between[-2:]))

    def _own_fate(self, number: Number) -> Unit | None:
        end = self._reading.sentence_bounds(self._reading.sentence_of[number.core])[1]
        states = count_words().states
        for word in range(number.last + 3, min(number.last + 7, end)):
            form = self._reading.words[word].lower()
            unit = states.get(form) or _MANNER.get(form)
            if unit is not None:
                return unit
        return None

    def _whole_of(
        self, number: Number, counted: Counted, places: Sequence[Number], counted_by: Sequence[Counted]
    ) -> int | None:
        """The figure that this one is a part of, where "including" or "among them" stands between."""
        if not is_people(counted.unit) or not places:
            return None
        whole = self._last_people(number, places, counted_by)
        if whole is None:
            return None
        return whole if self._is_part_word_between(places[whole], number) else None

    def _last_people(self, number: Number, places: Sequence[Number], counted_by: Sequence[Counted]) -> int | None:
        sentence = self._reading.sentence_of[number.core]
        for index in range(len(places) - 1, -1, -1):
            if self._reading.sentence_of[places[index].core] != sentence:
                return None
            if is_people(counted_by[index].unit):
                return index
        return None

    def _figure(self, number: Number, counted: Counted, whole: int | None) -> Figure:
        reading = self._reading
        span = reading.span(number.first, number.last)

        def scaled(value: float | None) -> float | None:
            return None if value is None else float(f"{value * counted.factor:.6g}") if counted.factor != 1.0 else value

        what = reading.span(*counted.what).text if counted.what is not None else ""
        unit = counted.unit
        why = counted.why
        if number.vague:
            why += f"; “{reading.span(number.core, number.core_last).text}” is at least {number.low:g}"
        if counted.factor != 1.0:
            why += f"; converted from {number.value if number.value is not None else number.low:g}"
        return Figure(
            span=span,
            value=scaled(number.value),
            low=scaled(number.low),
            high=scaled(number.high),
            unit=unit,
            bound=number.bound,
            what=" ".join(what.split()),
            claim=self._claims.innermost(span.start, span.end),
            as_of=self._as_of(number),
            part_of=whole,
            why=why,
        )

    def _as_of(self, number: Number) -> int | None:
        """The time of the figure's own clause, or the last "as of …" before it in its sentence."""
        reading = self._reading
        start, end = reading.sentence_bounds(reading.sentence_of[number.core])
        near = [entry for entry in self._time_words if start <= entry[0] < end]
        if not near:
            return None
        clause = self._clause(number.core)
        for first, last, index in near:
            if any(self._clause(word) == clause for word in range(first, last + 1)):
                return index
        for first, _, index in reversed(near):
            if first < number.core and [word.lower() for word in reading.words[max(0, first - 2) : first]] == [
                "as",
                "of",
            ]:
                return index
        return None

    def _clause(self, word: int) -> int:
        """The verb whose clause a word stands in."""
        reading = self._reading
        for _ in range(40):
            head = reading.heads[word]
            if head < 0:
                return word
            if reading.upos[word] == "VERB" and reading.labels[word] not in ("amod", "xcomp", "case"):
                return word
            word = head
        return word


class _Contents:
    """Finds the innermost claim around a span; contents are looked up by where they start."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._spans = sorted(
            (span.start, span.end, sum(piece.end - piece.start for piece in claim.content), index)
            for index, claim in enumerate(claims)
            for span in claim.content
        )
        self._starts = [entry[0] for entry in self._spans]
        self._longest = max((entry[1] - entry[0] for entry in self._spans), default=0)

    def innermost(self, start: int, end: int) -> int | None:
        place = bisect_right(self._starts, start) - 1
        best: tuple[int, int] | None = None
        while place >= 0 and self._starts[place] >= start - self._longest:
            _, stop, size, index = self._spans[place]
            if stop >= end and (best is None or (size, index) < best):
                best = (size, index)
            place -= 1
        return None if best is None else best[1]
