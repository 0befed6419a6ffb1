"""What a number counts: a measure, people to whom something happened, people or things of a kind.

What tells something of the story gets a unit; what doesn't ("two options", "three times") gets none.
"""

from __future__ import annotations

from dateline.claims.alone import Alone
from dateline.claims.count_words import Counted, count_words, is_person
from dateline.claims.fates import Fates
from dateline.claims.measures import Measures
from dateline.claims.nouns import Nouns
from dateline.claims.numbers import Number, is_many, is_year
from dateline.claims.phrases import Range
from dateline.model.account import Unit
from dateline.model.reading import Reading

_HALVES = frozenset("hour day year month week season game match time way century decade million dozen mile".split())
"""“half the year”, "half the game": when or where, no share."""
_PARENTS = frozenset({"mother", "father", "parent", "grandmother", "grandfather", "widow", "parents"})
_KNOWN = frozenset({"the", "these", "those", "his", "her", "my", "their", "our"})
_WHEN = frozenset(
    "yesterday today tomorrow tonight earlier later monday tuesday wednesday thursday friday saturday sunday".split()
)
_HELD_PEOPLE = frozenset({"detainee", "prisoner", "captive", "hostage"})
"""Who is held, so that the noun alone counts them, unless something else happened to them."""
_LISTS = frozenset({"list", "lists", "register", "registers", "roll"})
_SPEECH = frozenset(
    {"say", "tell", "add", "report", "describe", "speak", "note", "warn", "confirm", "believe", "think"}
)


class Counts:
    """Finds what the numbers of one reading count."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.nouns = Nouns(reading)
        self._forms = self.nouns.forms
        self._table = count_words()
        self._measures = Measures(reading, self.nouns)
        self._fates = Fates(reading, self.nouns)
        self._alone = Alone(reading, self.nouns)

    def counted(self, number: Number) -> Counted | None:
        """What a number counts, or None where that is nothing for the record."""
        end = self._reading.sentence_bounds(self._reading.sentence_of[number.core])[1]
        if number.money:
            return Counted("money", 1.0, self.nouns.noun_after(number.last, end), number.last, "a sum of money")
        if number.share:
            place = number.last + (2 if self._forms[number.last + 1] == "of" else 1)
            last = place if self._forms[place] == "those" else self.nouns.run(place, end)
            if last is None or self._reading.lemmas[last] in _HALVES:
                return None
            return Counted("%", 1.0, (place, last), number.last, "a share, in per cent")
        measure = self._measures.measure(number, end)
        if measure is not None:
            return measure
        if self._measures.is_left_out(number, end):
            return None
        return self._people_or_things(number, end)

    def _people_or_things(self, number: Number, end: int) -> Counted | None:
        forms, reading, table = self._forms, self._reading, self._table
        place = number.last + 1
        partitive = place < end and forms[place] == "of"
        if partitive and place + 1 < end and forms[place + 1] in ("them", "whom", "those", "which"):
            fate = self._fates.fate(
                number, None, end
            )  # "arrested 27 of them"; a part of a figure is found by `figures`
            if fate is None:
                who = number.first - 2
                unit = table.states.get(forms[who]) if who >= 0 and forms[who + 1] == "," else None
                if unit is None:
                    return None
                return Counted(unit, 1.0, (who, who), number.last, f"a part of the {forms[who]}")
            return Counted(fate[0], 1.0, (fate[1], fate[1]), number.last, fate[2], fate=True)
        if partitive and place + 2 < end and forms[place + 1] in ("the", "those", "its", "their"):
            unit = table.states.get(forms[place + 2])
            if unit is not None and not (place + 3 < end and reading.upos[place + 3] == "NOUN"):
                since = self._fates.fate(number, None, end)
                if since is not None and since[0] != unit and since[1] > place + 2:
                    return Counted(since[0], 1.0, (place + 2, place + 2), number.last, since[2], fate=True)
                return Counted(unit, 1.0, (place + 2, place + 2), number.last, f"a part of the {forms[place + 2]}")
        if forms[place : place + 3] == ["the", "number", "of"]:
            return self._number_of(number, place + 3, end)
        noun = self.head(number, place + 1 if partitive else place, end)
        lemma = reading.lemmas[noun].lower() if noun is not None else ""
        what: Range | None = None
        if noun is not None:
            what = (place + 1 if partitive else place, noun)
            while what[0] < noun and reading.upos[what[0]] in ("DET", "PUNCT"):
                what = (what[0] + 1, noun)
        listed = self._listed(number, noun, end)
        if listed is not None:
            return Counted(listed, 1.0, what, number.last, "names on a list of them")
        if lemma in _HELD_PEOPLE and (fate := self._fates.fate(number, noun, end)) is not None:
            return Counted(fate[0], 1.0, what, number.last, fate[2], fate=True)
        if lemma in table.happenings:
            unit = table.happenings[lemma]
            if (
                noun is not None
                and lemma in table.only_with
                and self._governing_lemma(noun) not in table.only_with[lemma]
            ):
                return None
            return Counted(
                unit, 1.0, what, number.last, f"“{reading.words[noun]}” are counted" if noun is not None else ""
            )
        people = (
            noun is None
            or lemma in table.kinds
            or is_person(lemma)
            or (noun in reading.name_at and reading.name_at[noun].type == "NORP")
            or self._fates.died_of(noun)
        )
        state = self._state_beside(noun)
        if people and state is not None and self._is_total(number):
            return Counted(state, 1.0, what, number.last, "the whole that another figure is a part of")
        if people and not self._is_total(number):
            fate = self._fates.fate(number, noun, end)
            if fate is not None:
                unit, said, why = fate
                alone = None if reading.upos[said] == "ADP" else (said, said)
                return Counted(unit, 1.0, what if what is not None else alone, number.last, why, fate=True)
        if noun is None:
            return self._alone.counted(number, end)
        if lemma == "shot" and reading.words[noun].lower() == "shot" and is_many(number, 2):
            return Counted("people", 1.0, what, number.last, "“shot” are counted")  # a heading: "5 shot in the centre"
        if lemma == "member" and self._forms[number.last + 1] == "-":
            return None  # "a 17-member council"
        if self._is_of_a_parent(number) or self._is_taken_up(number):
            return None
        if is_year(reading, number) or self._is_a_rate(number):
            return None
        if lemma in table.kinds and lemma not in ("other", "others", "more"):
            if not is_many(number, 2) or self._is_speaking(noun):
                return None
            return Counted(table.kinds[lemma], 1.0, what, number.last, f"“{reading.words[noun]}” are counted")
        if not is_many(number, 2) and not number.digits and not self._is_a_counted_one(number):
            return None
        if people:
            if self._is_speaking(noun):
                return None
            return Counted("people", 1.0, what, number.last, f"“{reading.words[noun]}” are counted")
        if lemma in table.uncounted or not self._is_a_thing(number, noun):
            return None
        return Counted("count", 1.0, what, number.last, f"“{reading.words[noun]}” are counted")

    def _number_of(self, number: Number, place: int, end: int) -> Counted | None:
        """“put at 12 the number of rebels killed”."""
        reading, table = self._reading, self._table
        noun = self.nouns.run(place, end)
        if noun is None:
            return None
        lemma = reading.lemmas[noun].lower()
        after = noun + 1 if noun + 1 < end else noun
        unit = table.states.get(self._forms[after]) or table.undergo.get(reading.lemmas[after])
        unit = unit or table.states.get(self._forms[noun]) or table.happenings.get(lemma) or table.kinds.get(lemma)
        unit = unit or ("people" if is_person(lemma) else "count")
        return Counted(unit, 1.0, (place, noun), number.last, f"the number of {self._forms[noun]}")

    def _listed(self, number: Number, noun: int | None, end: int) -> Unit | None:
        """What happened to those whose names are counted: "closed its list at 34 names", "the names of 29 victims"."""
        reading, forms = self._reading, self._forms
        if noun is None:
            return None
        start = reading.sentence_bounds(reading.sentence_of[number.core])[0]
        around = [*forms[start : number.first], *forms[number.last + 1 : end]]
        named = forms[noun] == "names" and not _LISTS.isdisjoint(around)
        victims = forms[noun] in ("victims", "dead") and forms[number.first - 2 : number.first] == ["names", "of"]
        if not named and not victims:
            return None
        return next((self._table.states[form] for form in around if form in self._table.states), "killed")

    def _state_beside(self, noun: int | None) -> Unit | None:
        """What an adjective says of those counted ("the 19 arrested men")."""
        if noun is None:
            return None
        reading, states = self._reading, self._table.states
        before = (child for child in reading.children[noun] if child < noun and reading.labels[child] == "amod")
        return next((states[self._forms[child]] for child in before if self._forms[child] in states), None)

    def _is_a_thing(self, number: Number, noun: int) -> bool:
        """Whether a counted noun is a plain noun of things, and no name, page furniture or word of grammar."""
        reading = self._reading
        if reading.upos[noun] not in ("NOUN", "ADJ") and noun in reading.name_at:
            return False
        form = reading.words[noun]
        if not form[0].isalpha() or len(form) < 2 or form.isupper():
            return False
        if form == "block" and is_many(number, 100):
            return False  # "the 400 block of Mill Street"
        if self._forms[number.last + 1] == "of" and number.digits and form[0].isupper():
            return False
        whole = number.value is None or number.value == int(number.value) or number.value >= 100
        return whole and (reading.upos[noun] == "NOUN" or form.endswith("s"))

    def _is_taken_up(self, number: Number) -> bool:
        """“the two men”, "her three daughters": a few who were counted before or are somebody's own, and no count."""
        word = number.first - 1
        if number.digits or number.vague or is_many(number, 11) or word < 0:
            return False
        return self._forms[word] in _KNOWN and self._forms[word - 1] != "of"

    def _is_a_counted_one(self, number: Number) -> bool:
        """Whether "one" is a count and no article: bounded ("only one bridge"), or beside another count."""
        reading = self._reading
        if self._forms[number.core] != "one" or self._forms[number.last + 1] == "of":
            return False
        near = range(max(0, number.first - 6), min(len(reading), number.last + 7))
        sentence = reading.sentence_of[number.core]
        return number.first < number.core or any(
            reading.upos[word] == "NUM"
            and reading.labels[word] == "nummod"
            and word != number.core
            and reading.sentence_of[word] == sentence
            and {"and", ","} & set(self._forms[min(word, number.core) : max(word, number.core)])
            for word in near
        )

    def _is_of_a_parent(self, number: Number) -> bool:
        """“a father of three girls”."""
        word = number.first
        return word > 1 and self._forms[word - 1] == "of" and self._reading.lemmas[word - 2] in _PARENTS

    def _governing_lemma(self, noun: int) -> str:
        """Lemma of the verb that governs a noun, past "a total of"."""
        reading = self._reading
        head = reading.heads[noun]
        if head >= 0 and reading.labels[noun] == "nmod":
            head = reading.heads[head]
        return reading.lemmas[head] if head >= 0 else ""

    def head(self, number: Number, place: int, end: int) -> int | None:
        """The noun that is counted; None where the number stands alone ("12 were killed")."""
        reading = self._reading
        if place >= end:
            return None
        for core in range(number.core_last, number.core - 1, -1):
            head = reading.heads[core]
            if (
                reading.labels[core] in ("nummod", "det", "amod", "compound")
                and self._forms[head] not in self._table.states
                and place <= head < min(end, place + 7)
                and reading.upos[head] in ("NOUN", "PROPN", "ADJ")
                and not any(
                    reading.upos[word] in ("VERB", "ADP") and reading.labels[word] != "amod"
                    for word in range(place, head)
                )
            ):
                return head
        if self._forms[place] in ("a", "an"):
            return None
        noun = self.nouns.run(place, end)
        if noun is not None and (self._forms[noun] in _WHEN or self._forms[noun] in self._table.measures):
            return None  # "212 last week"
        return None if noun is not None and self._forms[noun] in self._table.states else noun

    def _is_a_rate(self, number: Number) -> bool:
        """“one in three people”."""
        forms = self._forms
        return (
            forms[number.first - 1 : number.first] == ["in"]
            and number.first > 1
            and self._reading.upos[number.first - 2] == "NUM"
        )

    def _is_total(self, number: Number) -> bool:
        """Whether a number is only what another is taken from ("three of the five men")."""
        forms, word = self._forms, number.first - 1
        if word >= 0 and forms[word] in ("the", "its", "his", "her", "their", "those", "these"):
            word -= 1
        return word > 0 and forms[word] == "of" and self._reading.upos[word - 1] in ("NUM", "DET", "PRON", "ADJ")

    def _is_speaking(self, noun: int) -> bool:
        """Whether those counted are the ones who say something ("two residents said")."""
        reading = self._reading
        head = reading.heads[noun]
        return reading.labels[noun] == "nsubj" and head >= 0 and reading.lemmas[head] in _SPEECH

    def is_acted_on(self, counted: Counted) -> bool:
        """Whether something is done to or by what is counted ("closed both bridges")."""
        reading = self._reading
        if counted.what is None:
            return False
        noun = counted.what[1]
        head = reading.heads[noun]
        return head >= 0 and reading.upos[head] == "VERB" and reading.labels[noun] in ("obj", "nsubj:pass")
