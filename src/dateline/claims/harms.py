"""Whom a word does harm to: the object of a verb of harm, its subject in the passive, and the like.

Objects of verbs of harm, their subjects in the passive and in headlines, subjects of verbs like "die", whoever is
"found dead" or "in critical condition", and what stands behind "the death of".
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.claims.clauses import SUBJECTS, Clauses
from dateline.claims.count_words import count_words
from dateline.claims.people import People
from dateline.claims.victim_words import Fate, victim_words
from dateline.model.reading import Reading


def _forms_of(lemma: str) -> tuple[str, ...]:
    """The forms of a regular verb."""
    stem = lemma.removesuffix("e")
    return f"{lemma}s", f"{stem}ed", f"{stem}ing"


class Harms:
    """The harm that one reading tells of."""

    def __init__(self, reading: Reading, people: People) -> None:
        self._reading = reading
        self._words = victim_words()
        self._forms = [word.lower() for word in reading.words]
        self._clauses = Clauses(reading)
        self._people = people
        table = count_words()
        self._undergo = {lemma: unit for lemma, unit in table.undergo.items() if unit in ("killed", "injured")}
        self._die = frozenset(lemma for lemma, unit in table.suffer.items() if unit == "killed")
        self._limbs = table.limbs
        verbs = {form: lemma for lemma in {*self._undergo, *self._die} for form in _forms_of(lemma)}
        self._lemmas = [
            verbs.get(form, lemma.lower()) if upos == "ADJ" else lemma.lower()
            for form, lemma, upos in zip(self._forms, reading.lemmas, reading.upos, strict=True)
        ]  # in headlines readers take "dies" and "killed" for adjectives

    def harmed(self, word: int) -> Iterator[tuple[int, Fate]]:
        """Heads of the phrases to which this word does harm, with their fate."""
        found = list(self._by_tree(word))
        if not found:
            beside = self._beside(word)
            if beside is not None:
                found.append((beside, self._fate_of_verb(word) or self._words.states[self._forms[word]]))
        yield from found

    def _beside(self, word: int) -> int | None:
        """Who stands right before what was done to them ("two others were hurt"), where the tree is wrong."""
        reading, forms = self._reading, self._forms
        if (
            forms[word] not in self._words.states
            or reading.upos[word] not in ("VERB", "ADJ", "NOUN")
            or not self._clauses.told(word)
        ):
            return None
        start, end = reading.sentence_bounds(reading.sentence_of[word])
        if word + 1 < end and (
            reading.upos[word + 1] in ("DET", "NOUN", "PROPN", "PRON", "NUM")
            or forms[word + 1] == "at"
            or (forms[word + 1] == "and" and word + 3 < end and not self._clauses.ends_there(word + 2))
        ):
            return None
        if reading.labels[word] == "amod" and reading.heads[word] > word:
            return None
        place = word - 1
        while place >= start and (forms[place] in self._words.before_a_state or forms[place].endswith("ly")):
            place -= 1
        if place < start or reading.upos[place] not in ("NOUN", "PROPN", "NUM", "ADJ", "PRON"):
            return None
        if forms[place] in self._words.one or any(
            child < place and forms[child] in self._words.nots for child in reading.children[place]
        ):
            return None
        return place if self._people.is_of_people(place) and reading.child(word, "obj") is None else None

    def _by_tree(self, word: int) -> Iterator[tuple[int, Fate]]:
        reading, lemma = self._reading, self._lemmas[word]
        if self._forms[word] in self._words.states and self._counted_before(word):
            yield word - 1, self._words.states[self._forms[word]]
        elif self._forms[word] == "fatally" and self._counted_before(word):
            yield word - 1, "killed"
        elif self._forms[word] in self._words.dead:
            yield from ((head, "killed") for head in self._dead(word))
        elif lemma in ("life", "suicide"):
            yield from ((head, "killed") for head in self._of_a_life(word))
        elif lemma in self._words.nouns and reading.upos[word] in ("NOUN", "PROPN"):
            yield from self._of_a_noun(word, self._words.nouns[lemma])
        elif reading.upos[word] in ("VERB", "ADJ", "AUX"):
            fate = self._fate_of_verb(word)
            if fate is not None and self._clauses.told(word):
                yield from ((head, fate) for head in self._undergoing(word))
            elif (lemma in self._die and self._clauses.told(word)) or (lemma == "turn" and self._on_oneself(word)):
                yield from ((head, "killed") for head in self._clauses.subjects(word))
            elif lemma in ("suffer", "sustain", "receive", "have") and self._clauses.told(word):
                harm = reading.child(word, "obj", "obl")
                if harm is not None and self._lemmas[harm] in self._words.wounds:
                    yield from ((head, "injured") for head in self._clauses.subjects(word))
            elif lemma in self._words.taken and self._clauses.told(word) and self._to_hospital(word):
                yield from ((head, "injured") for head in self._patients(word))
            elif lemma == "send" and self._clauses.told(word) and self._to_hospital(word):
                sent = reading.child(word, "obj")
                yield from ((head, "injured") for head in (sent,) if head is not None)
            elif (
                lemma in ("recover", "hospitalize") and self._clauses.told(word) and reading.child(word, "obj") is None
            ):
                yield from ((head, "injured") for head in self._clauses.subjects(word))
        if lemma == "condition" and any(
            self._forms[child] in self._words.conditions for child in reading.children[word]
        ):
            verb = reading.heads[word]
            place = word if reading.child(word, *SUBJECTS) is not None else verb
            if place >= 0 and (place == word or reading.labels[word] == "obl") and self._clauses.told(place):
                yield from ((head, "injured") for head in self._clauses.subjects(place))

    def _counted_before(self, word: int) -> bool:
        """Whether a bare number stands before a word, and no noun behind it that both count ("5 wounded men")."""
        reading = self._reading
        if word == 0 or reading.upos[word - 1] != "NUM" or self._people.number(word - 1) is None:
            return False
        if reading.sentence_of[word - 1] != reading.sentence_of[word]:
            return False
        return not (reading.labels[word] == "amod" and reading.heads[word] > word)

    def _of_a_life(self, word: int) -> Iterator[int]:
        """Whose life it was: "claimed the life of a nurse", "lost his life", "took his own life", "died by suicide"."""
        reading = self._reading
        verb = reading.heads[word]
        if verb < 0 or not self._clauses.told(verb):
            return
        if self._lemmas[word] == "suicide":
            if self._lemmas[verb] == "commit" and reading.labels[word] == "obj":
                yield from self._clauses.subjects(verb)
            return
        if self._lemmas[verb] not in ("claim", "lose", "take", "cost", "end") or reading.labels[word] not in (
            "obj",
            "nsubj:pass",
        ):
            return
        whose = next((child for child in reading.children[word] if reading.labels[child] == "nmod"), None)
        own = any(self._forms[child] == "own" for child in reading.children[word])
        if own or self._lemmas[verb] == "lose":
            yield from self._clauses.subjects(verb)
        elif whose is not None:
            yield whose

    def _fate_of_verb(self, word: int) -> Fate | None:
        lemma, forms = self._lemmas[word], self._forms
        if forms[word] == "shot":
            lemma = "shoot"
        if lemma in self._undergo:
            fatally = word > 0 and forms[word - 1] in ("fatally", "mortally")
            return "killed" if self._undergo[lemma] == "killed" or fatally else "injured"
        if lemma == "take" and self._reading.child(word, "obj") is not None:
            return None
        if lemma not in self._words.shoot:
            return None
        sentence = self._reading.sentence_bounds(self._reading.sentence_of[word])
        if lemma not in ("shoot", "stab") and not any(form in self._words.arms for form in forms[slice(*sentence)]):
            return None
        if lemma == "gun" and forms[word + 1 : word + 2] != ["down"]:
            return None
        around = [forms[word - 1] if word else "", *forms[word + 1 : word + 2]]
        ends = any(
            (self._reading.labels[child] == "obl" and self._lemmas[child] == "death")
            or (self._reading.labels[child] == "conj" and self._undergo.get(self._lemmas[child]) == "killed"
                and self._reading.child(child, "obj", "nsubj", "nsubj:pass") is None)
            for child in self._reading.children[word]
        )  # fmt: skip
        ends = ends or (
            forms[word + 1 : word + 3] in ([",", "killed"], ["and", "killed"]) and self._clauses.ends_there(word + 2)
        )
        if (
            ends
            or "fatally" in around
            or forms[word + 1 : word + 2] == ["dead"]
            or forms[word + 1 : word + 3] == ["to", "death"]
        ):
            return "killed"
        return "shot"

    def _undergoing(self, word: int) -> Iterator[int]:
        """To whom a verb does what it says."""
        reading = self._reading
        helped = reading.child(word, "aux:pass") is not None
        shared = None if helped else self._shared(word)
        if reading.child(word, "nsubj:pass") is not None and shared is None:
            yield from self._clauses.subjects(word)
            return
        found = [child for child in (reading.child(word, "iobj"), reading.child(word, "obj")) if child is not None]
        found += [child for child in self._oneself(word) if child not in found]
        for done_to in found:
            if self._forms[done_to] in self._words.reflexive:
                yield from self._clauses.subjects(word) if self._people.count(done_to) is None else (done_to,)
            elif self._lemmas[done_to] in self._limbs:
                yield from self._clauses.subjects(word)  # "shot his own hand"
            else:
                yield done_to
        if found:
            return
        if reading.labels[word] == "amod" and self._forms[word].endswith("ing") and reading.heads[word] > word:
            yield reading.heads[word]  # "… and injuring six bystanders", read like "barking dogs"
            return
        label, head = reading.labels[word], reading.heads[word]
        if shared is not None:
            yield shared
            return
        if not helped and label == "acl:relcl" and reading.child(word, "nsubj") is not None:
            return
        participle = self._forms[word] == self._clauses.past(word)
        if reading.child(word, "aux:pass") is not None or (participle and label in ("acl", "acl:relcl")):
            if label in ("acl", "acl:relcl") and head < word:
                yield head
            elif label == "conj":
                yield from self._undergoing(head) if self._clauses.passive(head) else self._clauses.subjects(head)
            else:
                yield from self._clauses.subjects(word)
            return
        if label == "conj" and head >= 0 and reading.child(word, *SUBJECTS) is None and self._clauses.passive(head):
            yield from self._undergoing(head)
            return
        if participle and self._clauses.is_headline(word):
            yield from self._clauses.subjects(word)
        elif (
            participle
            and label in ("xcomp", "ccomp", "advcl")
            and head >= 0
            and self._lemmas[head] in self._words.finding
        ):
            left = reading.child(head, "obj") if self._lemmas[head] == "leave" else reading.child(head, *SUBJECTS)
            if self._lemmas[head] in ("find", "discover") and reading.child(head, "nsubj:pass") is None:
                left = reading.child(head, "obj")
            own = reading.child(word, *SUBJECTS)
            yield from (one for one in (own if own is not None else left,) if one is not None)

    def _oneself(self, word: int) -> list[int]:
        """Who does it to themselves as well, wherever the tree hangs them ("killed his son and then himself")."""
        reading = self._reading
        return [
            child
            for child in reading.children[word]
            if child > word
            and self._forms[child] in self._words.reflexive
            and reading.labels[child] in ("conj", "obl:unmarked", "obl")
            and reading.child(child, "case") is None
        ]

    def _shared(self, word: int) -> int | None:
        """The object of a verb joined to this one, of both ("shot and killed his neighbour")."""
        reading = self._reading
        joined = (
            child
            for child in reading.children[word]
            if reading.labels[child] == "conj"
            and reading.upos[child] == "VERB"
            and reading.child(child, *SUBJECTS, "aux:pass") is None
        )
        return next((harm for child in joined if (harm := reading.child(child, "obj")) is not None), None)

    def _dead(self, word: int) -> Iterator[int]:
        """Who is dead: "is dead", "was found dead", "left two dead", "three dead"."""
        reading = self._reading
        label, head = reading.labels[word], reading.heads[word]
        if not self._clauses.told(word) or (
            head >= 0 and not self._clauses.told(head) and label in ("xcomp", "obj", "ccomp")
        ):
            return
        if reading.child(word, *SUBJECTS) is not None or reading.child(word, "cop") is not None:
            yield from self._clauses.subjects(word)
        elif (
            label in ("xcomp", "advcl", "obl", "advmod", "ccomp")
            and head >= 0
            and self._lemmas[head] in self._words.found
        ):
            passive = reading.child(head, "nsubj:pass")
            done_to = reading.child(head, "obj")
            if passive is not None or done_to is not None:
                yield passive if passive is not None else done_to or 0
            else:
                yield from self._clauses.subjects(head)
        elif label in ("acl", "amod") and 0 <= head < word:
            yield head
        elif label == "conj" and head >= 0:
            yield from self._clauses.subjects(word)

    def _of_a_noun(self, word: int, fate: Fate) -> Iterator[tuple[int, Fate]]:
        """Of whom a death or a killing is."""
        reading = self._reading
        modifiers = {self._forms[child] for child in reading.children[word] if child < word}
        modifiers |= {
            self._forms[other] for other in range(max(0, word - 3), word) if reading.heads[other] == reading.heads[word]
        }
        if modifiers & self._words.multiple.keys() and not modifiers & self._words.attempted:
            yield word, fate
            return
        if modifiers & self._words.attempted or modifiers & self._words.nots:
            return
        if modifiers & self._words.deadly:
            fate = "killed"
        for child in reading.children[word]:
            case = reading.child(child, "case")
            if (
                reading.labels[child] == "nmod" and case is not None and self._forms[case] == "of" and child > word
            ) or (
                reading.labels[child] == "nmod:poss"
                and fate == "killed"
                and self._lemmas[word] in ("death", "murder", "killing")
            ):
                yield child, fate
                return
        whose = self._behind_of(word) if fate == "killed" and self._lemmas[word] in ("death", "murder") else None
        if whose is not None:
            yield whose, fate

    def _behind_of(self, word: int) -> int | None:
        """The person right behind "of", where the tree has lost them ("the death of a 3-year-old girl")."""
        if self._forms[word + 1 : word + 2] != ["of"]:
            return None
        end = self._reading.sentence_bounds(self._reading.sentence_of[word])[1]
        for place in range(word + 2, min(word + 12, end)):
            if self._reading.upos[place] in ("VERB", "AUX", "ADP") or self._forms[place] in (",", ";"):
                return None
            following = self._reading.upos[place + 1] if place + 1 < end else ""
            if (
                following not in ("NOUN", "PROPN")
                and self._people.is_of_people(place)
                and (self._reading.upos[place] in ("NOUN", "PROPN"))
            ):
                return place
        return None

    def _patients(self, word: int) -> Iterator[int]:
        reading = self._reading
        passive = reading.child(word, "nsubj:pass")
        if passive is not None:
            yield passive
        elif reading.child(word, "aux:pass") is not None or self._lemmas[word] == "hospitalize":
            yield from self._clauses.subjects(word)

    def _on_oneself(self, word: int) -> bool:
        """Whether somebody turns a weapon on themselves."""
        following = self._forms[word + 1 : word + 7]
        return bool({"gun", "weapon", "rifle", "pistol", "knife"} & set(following)) and bool(
            self._words.reflexive & set(following)
        )

    def _to_hospital(self, word: int) -> bool:
        reading = self._reading
        if self._lemmas[word] == "hospitalize":
            return True
        return any(
            reading.labels[child] == "obl"
            and (self._lemmas[child] in self._words.hospital or self._lemmas[child] in self._words.wounds)
            for child in reading.children[word]
        )
