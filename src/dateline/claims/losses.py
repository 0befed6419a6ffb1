"""Set phrases that say what happened to those counted, over more words than one verb.

"Lost their lives", "the loss of nine soldiers", "eight of our men fell", "came in wounded", "treated 27 for burns",
"moved 4,000 people out of the valley", "the search for 11 people", "thirteen held after clashes".
"""

from __future__ import annotations

from dateline.claims.count_words import count_words
from dateline.claims.nouns import Nouns
from dateline.claims.numbers import Number
from dateline.model.account import Unit
from dateline.model.reading import Reading

Fate = tuple[Unit, int, str]
"""The unit, the word that says so, and why."""
_LIFE = frozenset({"life"})
_WOUNDS = frozenset({"injury", "wound", "burn", "cut", "bruise", "fracture", "poisoning", "inhalation", "shock"})
_MOVING = frozenset({"move", "bring", "take", "lead", "get", "carry", "transfer", "bus", "ferry", "transport"})
_LOOKING = frozenset({"search", "look", "hunt", "comb"})
_COMING = frozenset({"come", "arrive", "return", "lie", "end", "go"})
_COMRADES = frozenset({"comrade", "man", "fighter", "soldier", "brother", "guard", "officer", "martyr", "volunteer"})
_BEHIND = frozenset({"after", "over", "in", "during", "for", "as", "following", ",", ";", ".", "on", "at"})
_AWAY = (("out", "of"), ("to", "safety"), ("away", "from"), ("out",))
_DIED_OF = frozenset({"death", "killing", "execution", "murder", "massacre", "slaying", "drowning", "burial"})
_CLAUSE = 7
"""Words between those counted and what is said of them, at most."""


class Losses:
    """Finds the set phrases of one reading."""

    def __init__(self, reading: Reading, nouns: Nouns) -> None:
        self._reading = reading
        self._forms = nouns.forms
        self._table = count_words()

    def fate(self, number: Number, noun: int | None, end: int) -> Fate | None:
        """What a set phrase says of those counted: the unit, the word that says it, and why."""
        held = self._held(number, noun, end)
        if held is not None:
            return held
        word = self._counted(number, noun)
        head, label = self._reading.heads[word], self._reading.labels[word]
        if head < 0:
            return None
        found: tuple[Unit, int] | None = None
        if label in ("nsubj", "nsubj:pass"):
            found = self._of_subject(word, head)
        elif label == "obj":
            found = self._of_object(head, end)
        elif label in ("nmod", "obl"):
            found = self._of_complement(word, head)
        if found is None:
            return None
        unit, said = found
        return unit, said, f"“{self._reading.words[said]}” says what happened to them"

    def died_of(self, noun: int | None) -> bool:
        """Whether a noun stands behind "the deaths of", so that whoever it names died."""
        if noun is None:
            return False
        head = self._reading.heads[noun]
        case = self._reading.child(noun, "case")
        return (
            0 <= head < noun
            and self._reading.labels[noun] == "nmod"
            and self._reading.lemmas[head].lower() in _DIED_OF
            and case is not None
            and self._forms[case] == "of"
        )

    def _counted(self, number: Number, noun: int | None) -> int:
        """The word that those counted hang on: past "six of his men" and "Nine policemen and five passengers"."""
        reading = self._reading
        word = noun if noun is not None else number.core_last
        for _ in range(4):
            head, label = reading.heads[word], reading.labels[word]
            partitive = label == "nmod" and number.core <= head <= number.core_last
            if head < 0 or not (partitive or label == "conj" or (label == "nummod" and head > word)):
                break
            word = head
        return word

    def _held(self, number: Number, noun: int | None, end: int) -> Fate | None:
        """“Thirteen held after clashes”, "12 demonstrators held": a headline's word for detained."""
        place = (noun if noun is not None else number.last) + 1
        start = self._reading.sentence_bounds(self._reading.sentence_of[number.core])[0]
        if place >= end or self._forms[place] != "held" or number.first - start > 3:
            return None
        last = place + 1 >= end
        if not last and self._forms[place + 1] not in _BEHIND:
            return None
        return "detained", place, f"“{self._reading.words[place]}” stands after it"

    def _of_subject(self, word: int, verb: int) -> tuple[Unit, int] | None:
        reading = self._reading
        lemma = reading.lemmas[verb].lower()
        done = reading.child(verb, "obj")
        if lemma == "lose" and done is not None and reading.lemmas[done].lower() in _LIFE:
            return "killed", done
        if lemma == "fall" and done is None and self._is_comrade(word) and not self._is_placed(verb):
            return "killed", verb
        if lemma in ("need", "require", "receive", "seek") and done is not None and reading.lemmas[done] == "treatment":
            return "injured", done
        if lemma in _COMING:
            for near in range(verb + 1, min(verb + 4, len(reading))):
                unit = self._table.states.get(self._forms[near])
                if unit in ("injured", "killed"):
                    return unit, near
        if lemma in ("sustain", "suffer", "receive", "have"):
            for near in range(verb + 1, min(verb + _CLAUSE, len(reading))):
                if reading.lemmas[near].lower() in _WOUNDS and reading.sentence_of[near] == reading.sentence_of[verb]:
                    return "injured", near
        return None

    def _of_object(self, verb: int, end: int) -> tuple[Unit, int] | None:
        reading = self._reading
        lemma = reading.lemmas[verb].lower()
        near = range(verb + 1, min(verb + _CLAUSE + 4, end))
        if lemma == "treat":
            wounds = (word for word in near if reading.lemmas[word].lower() in _WOUNDS)
            found = next(wounds, None)
            return ("injured", found) if found is not None else None
        if lemma in _MOVING:
            for word in near:
                if reading.upos[word] in ("NOUN", "PROPN") and any(
                    tuple(self._forms[word + 1 : word + 1 + len(away)]) == away for away in _AWAY
                ):
                    return "displaced", verb
        return None

    def _of_complement(self, word: int, head: int) -> tuple[Unit, int] | None:
        reading = self._reading
        case = reading.child(word, "case")
        if case is None:
            return None
        form, lemma = self._forms[case], reading.lemmas[head].lower()
        if form == "of" and lemma == "loss" and self._is_armed(word):
            return "killed", head
        if form == "for":
            looking = head if lemma in _LOOKING else reading.child(head, "nsubj")
            if looking is not None and reading.lemmas[looking].lower() in _LOOKING:
                return "missing", looking
        return None

    def _is_comrade(self, word: int) -> bool:
        """Whether those who fell are somebody's own men, or armed: no others are said to fall where they die."""
        reading = self._reading
        nouns = [word, *(child for child in reading.children[word] if reading.labels[child] == "nmod")]
        return any(
            reading.lemmas[noun].lower() in _COMRADES or self._is_armed(noun) for noun in nouns
        )  # fmt: skip

    def _is_armed(self, noun: int) -> bool:
        return self._table.kinds.get(self._reading.lemmas[noun].lower()) in ("troops", "fighters") or (
            self._reading.lemmas[noun].lower() in ("man", "officer", "policeman", "crewman", "sailor", "pilot")
        )

    def _is_placed(self, verb: int) -> bool:
        """Whether somebody fell from, into or off something."""
        reading = self._reading
        return any(
            reading.labels[child] in ("obl", "advmod", "compound:prt", "xcomp")
            and reading.lemmas[child].lower() not in ("with", "there", "also")
            and self._forms[child] not in ("them", "battle", "combat", "fighting", "action")
            for child in reading.children[verb]
            if child > verb
        )
