"""People to whom harm was done, numbered or not: "a toddler was shot", "Ann Vale, 34, died", "killed two guards".

A victim is a noun, a name or a pronoun that stands where those harmed stand: object of a verb of harm, or its subject
in the passive, in a headline and of verbs like "die"; what is "found dead" or "in critical condition"; "of" after a
death or a killing. Those told of as perhaps, not or nearly harmed are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from dateline.claims.count_words import count_words, is_person
from dateline.claims.number_words import number_table
from dateline.model.reading import Reading

Fate = Literal["killed", "injured", "shot"]
"""What happened to them; "shot" leaves open how it ended."""

_SHOOT = frozenset("shoot stab strike hit graze gun".split())
"""Verbs that don't say how it ended for those they are done to; the last three only beside arms."""
_ARMS = frozenset(
    "shooting shot shots bullet bullets gunfire gunshot gunman car vehicle shrapnel missile rocket shell knife".split()
)
_STATES: dict[str, Fate] = {
    "shot": "shot", "stabbed": "shot", "killed": "killed", "dead": "killed", "slain": "killed", "injured": "injured",
    "wounded": "injured", "hurt": "injured", "hospitalized": "injured", "hospitalised": "injured",
}  # fmt: skip
"""What stands behind a bare number in a headline ("5 shot, 2 dead")."""
_DEAD = frozenset("dead deceased lifeless".split())
_FINDING = frozenset("leave get find discover".split())
_FOUND = frozenset("pronounce declare find leave shoot be confirm gun report discover presume".split())
_NOUNS: dict[str, Fate] = {
    "death": "killed", "murder": "killed", "slaying": "killed", "killing": "killed", "homicide": "killed",
    "assassination": "killed", "manslaughter": "killed", "shooting": "shot", "stabbing": "shot", "wounding": "injured",
}  # fmt: skip
_DEADLY = frozenset("fatal deadly death lethal".split())
_WOUNDS = frozenset("injury wound burn gunshot".split())
_TAKEN = frozenset("take rush airlift transport fly bring hospitalize treat admit".split())
_HOSPITAL = frozenset("hospital clinic center centre infirmary".split())
_CONDITIONS = frozenset("critical serious stable fair good grave guarded".split())
_MODALS = frozenset("may might could would should can will must 'd to".split())
_HELD_TRUE = frozenset("confirm report appear believe think say know".split())
"""Verbs whose infinitive is told as what happened ("is believed to have shot")."""
_BEFORE_A_STATE = frozenset("was were been being is are be has have had also got left".split())
_REFLEXIVE = frozenset("himself herself themselves itself self".split())
_ONE = frozenset("he she him her himself herself self".split())
_NOT = frozenset("not n't n’t never no nobody none neither nor without unharmed".split())
_ATTEMPTED = frozenset("attempted attempt alleged threatened planned".split())
_SUBJECTS = ("nsubj", "nsubj:pass")


_WORSE: dict[Fate, int] = {"shot": 0, "injured": 1, "killed": 2}
_MULTIPLE = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5}
"""Before a killing or a shooting: how many it was done to."""
_GROUPS = {"couple": 2, "pair": 2, "duo": 2, "trio": 3}
"""Nouns that say by themselves how many they are."""


class Victim(NamedTuple):
    """Those one phrase names: its head word, how many (None: not said), and their fate."""

    word: int
    number: int | None
    fate: Fate
    other: bool
    """Whether they are "others": apart from those named before."""


def find_victims(reading: Reading) -> list[Victim]:
    """The victims of a reading in the order of the text, each phrase with the worst that is told of it."""
    finder = _Finder(reading)
    own: dict[int, Fate] = {}
    for word in range(len(reading)):
        for head, fate in finder.harmed(word):
            if head not in own or _WORSE[fate] > _WORSE[own[head]]:
                own[head] = fate
    shared: dict[int, Fate] = {}
    for head, fate in own.items():
        for other in finder.joined(head):
            if other not in own:  # what is told of itself ("one dead and three wounded") counts more
                shared[other] = fate
    found = [finder.victim(word, fate) for word, fate in sorted({**own, **shared}.items())]
    return [victim for victim in found if victim is not None]


class _Finder:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._forms = [word.lower() for word in reading.words]
        self._lemmas = [lemma.lower() for lemma in reading.lemmas]
        table = count_words()
        self._undergo = {lemma: unit for lemma, unit in table.undergo.items() if unit in ("killed", "injured")}
        self._die = frozenset(lemma for lemma, unit in table.suffer.items() if unit == "killed")
        self._persons = table.persons | table.kinds.keys()
        self._limbs = table.limbs
        self._numbers = number_table().numbers

    def harmed(self, word: int) -> Iterator[tuple[int, Fate]]:
        """Heads of the phrases to which this word does harm, with their fate."""
        found = list(self._by_tree(word))
        if not found:
            beside = self._beside(word)
            if beside is not None:
                found.append((beside, self._fate_of_verb(word) or _STATES[self._forms[word]]))
        yield from found

    def _beside(self, word: int) -> int | None:
        """Who stands right before what was done to them ("two others were hurt"), where the tree is wrong."""
        reading, forms = self._reading, self._forms
        if forms[word] not in _STATES or reading.upos[word] not in ("VERB", "ADJ", "NOUN") or not self._told(word):
            return None
        start, end = reading.sentence_bounds(reading.sentence_of[word])
        if word + 1 < end and (
            reading.upos[word + 1] in ("DET", "NOUN", "PROPN", "PRON", "NUM")
            or forms[word + 1] == "at"
            or (forms[word + 1] == "and" and word + 3 < end and not self._ends_there(word + 2))
        ):
            return None
        if reading.labels[word] == "amod" and reading.heads[word] > word:
            return None
        place = word - 1
        while place >= start and (forms[place] in _BEFORE_A_STATE or forms[place].endswith("ly")):
            place -= 1
        if place < start or reading.upos[place] not in ("NOUN", "PROPN", "NUM", "ADJ", "PRON"):
            return None
        if forms[place] in _ONE or any(child < place and forms[child] in _NOT for child in reading.children[place]):
            return None
        return place if self._is_of_people(place) and reading.child(word, "obj") is None else None

    def _by_tree(self, word: int) -> Iterator[tuple[int, Fate]]:
        reading, lemma = self._reading, self._lemmas[word]
        if self._forms[word] in _STATES and self._counted_before(word):
            yield word - 1, _STATES[self._forms[word]]
        elif self._forms[word] == "fatally" and self._counted_before(word):
            yield word - 1, "killed"
        elif self._forms[word] in _DEAD:
            yield from ((head, "killed") for head in self._dead(word))
        elif lemma in ("life", "suicide"):
            yield from ((head, "killed") for head in self._of_a_life(word))
        elif lemma in _NOUNS and reading.upos[word] in ("NOUN", "PROPN"):
            yield from self._of_a_noun(word, _NOUNS[lemma])
        elif reading.upos[word] in ("VERB", "ADJ", "AUX"):
            fate = self._fate_of_verb(word)
            if fate is not None and self._told(word):
                yield from ((head, fate) for head in self._undergoing(word))
            elif (lemma in self._die and self._told(word)) or (lemma == "turn" and self._on_oneself(word)):
                yield from ((head, "killed") for head in self._subjects(word))
            elif lemma in ("suffer", "sustain", "receive", "have") and self._told(word):
                harm = reading.child(word, "obj", "obl")
                if harm is not None and self._lemmas[harm] in _WOUNDS:
                    yield from ((head, "injured") for head in self._subjects(word))
            elif lemma in _TAKEN and self._told(word) and self._to_hospital(word):
                yield from ((head, "injured") for head in self._patients(word))
            elif lemma == "send" and self._told(word) and self._to_hospital(word):
                sent = reading.child(word, "obj")
                yield from ((head, "injured") for head in (sent,) if head is not None)
            elif lemma in ("recover", "hospitalize") and self._told(word) and reading.child(word, "obj") is None:
                yield from ((head, "injured") for head in self._subjects(word))
        if lemma == "condition" and any(self._forms[child] in _CONDITIONS for child in reading.children[word]):
            verb = reading.heads[word]
            place = word if reading.child(word, *_SUBJECTS) is not None else verb
            if place >= 0 and (place == word or reading.labels[word] == "obl") and self._told(place):
                yield from ((head, "injured") for head in self._subjects(place))

    def _counted_before(self, word: int) -> bool:
        """Whether a bare number stands before a word, and no noun behind it that both count ("5 wounded men")."""
        reading = self._reading
        if word == 0 or reading.upos[word - 1] != "NUM" or self._number(word - 1) is None:
            return False
        if reading.sentence_of[word - 1] != reading.sentence_of[word]:
            return False
        return not (reading.labels[word] == "amod" and reading.heads[word] > word)

    def _of_a_life(self, word: int) -> Iterator[int]:
        """Whose life it was: "claimed the life of a nurse", "lost his life", "took his own life", "died by suicide"."""
        reading = self._reading
        verb = reading.heads[word]
        if verb < 0 or not self._told(verb):
            return
        if self._lemmas[word] == "suicide":
            if self._lemmas[verb] == "commit" and reading.labels[word] == "obj":
                yield from self._subjects(verb)
            return
        if self._lemmas[verb] not in ("claim", "lose", "take", "cost", "end") or reading.labels[word] not in (
            "obj",
            "nsubj:pass",
        ):
            return
        whose = next((child for child in reading.children[word] if reading.labels[child] == "nmod"), None)
        own = any(self._forms[child] == "own" for child in reading.children[word])
        if own or self._lemmas[verb] == "lose":
            yield from self._subjects(verb)
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
        if lemma not in _SHOOT:
            return None
        sentence = self._reading.sentence_bounds(self._reading.sentence_of[word])
        if lemma not in ("shoot", "stab") and not any(form in _ARMS for form in forms[slice(*sentence)]):
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
            forms[word + 1 : word + 3] in ([",", "killed"], ["and", "killed"]) and self._ends_there(word + 2)
        )
        if (
            ends
            or "fatally" in around
            or forms[word + 1 : word + 2] == ["dead"]
            or forms[word + 1 : word + 3] == ["to", "death"]
        ):
            return "killed"
        return "shot"

    def _ends_there(self, word: int) -> bool:
        """Whether no object stands behind a verb ("shot, killed in Norwick")."""
        after = self._reading.upos[word + 1 : word + 2]
        return not after or after[0] in ("ADP", "PUNCT", "ADV", "SCONJ", "CCONJ")

    def _told(self, word: int) -> bool:
        """Whether the clause is told as a fact: no negation, no modal, no "if"."""
        reading = self._reading
        for child in reading.children[word]:
            form = self._forms[child]
            if form in _NOT or (reading.labels[child] == "aux" and form in _MODALS):
                return False
            if reading.labels[child] == "mark" and form in ("if", "unless", "to", "whether"):
                return form == "to" and self._lemmas[reading.heads[word]] in _HELD_TRUE
        return True

    def _undergoing(self, word: int) -> Iterator[int]:
        """To whom a verb does what it says."""
        reading = self._reading
        passive = reading.child(word, "nsubj:pass")
        if passive is not None:
            yield from self._subjects(word)
            return
        done_to = reading.child(word, "obj")
        if done_to is not None:
            if self._forms[done_to] in _REFLEXIVE:
                yield from self._subjects(word) if self._count(done_to) is None else (done_to,)
            elif self._lemmas[done_to] in self._limbs:
                yield from self._subjects(word)  # "shot his own hand"
            else:
                yield done_to
            return
        label, head = reading.labels[word], reading.heads[word]
        if reading.child(word, "aux:pass") is None:
            joined = (
                child
                for child in reading.children[word]
                if reading.labels[child] == "conj" and reading.upos[child] == "VERB"
            )
            shared = next((harm for child in joined if (harm := reading.child(child, "obj")) is not None), None)
            if shared is not None:
                yield shared  # "shot and killed his neighbour"
                return
            if label == "acl:relcl" and reading.child(word, "nsubj") is not None:
                return
        participle = self._forms[word] == self._past(word)
        if reading.child(word, "aux:pass") is not None or (participle and label in ("acl", "acl:relcl")):
            if label in ("acl", "acl:relcl") and head < word:
                yield head
            elif label == "conj":
                yield from self._undergoing(head) if self._passive(head) else self._subjects(head)
            else:
                yield from self._subjects(word)
            return
        if label == "conj" and head >= 0 and reading.child(word, *_SUBJECTS) is None and self._passive(head):
            yield from self._undergoing(head)
            return
        if participle and self._is_headline(word):
            yield from self._subjects(word)
        elif participle and label in ("xcomp", "ccomp", "advcl") and head >= 0 and self._lemmas[head] in _FINDING:
            left = reading.child(head, "obj") if self._lemmas[head] == "leave" else reading.child(head, *_SUBJECTS)
            if self._lemmas[head] in ("find", "discover") and reading.child(head, "nsubj:pass") is None:
                left = reading.child(head, "obj")
            own = reading.child(word, *_SUBJECTS)
            yield from (one for one in (own if own is not None else left,) if one is not None)

    def _past(self, word: int) -> str:
        """The form itself where it may be a participle of the past."""
        form = self._forms[word]
        return form if form.endswith(("ed", "t", "n", "hurt", "d")) or form == "struck" else ""

    def _passive(self, word: int) -> bool:
        reading = self._reading
        return (
            reading.child(word, "nsubj:pass", "aux:pass") is not None
            or (reading.labels[word] in ("acl", "acl:relcl") and reading.child(word, "obj", "nsubj") is None)
            or (self._is_headline(word) and reading.child(word, "obj") is None)
        )

    def _is_headline(self, word: int) -> bool:
        """Whether the sentence is a headline: no full stop at its end, and no helping verb of its own."""
        reading = self._reading
        end = reading.sentence_bounds(reading.sentence_of[word])[1]
        return reading.words[end - 1] not in (".", "”", '"', "!") and reading.child(word, "aux") is None

    def _subjects(self, word: int) -> Iterator[int]:
        """The subject of a verb, shared ones included; the noun that a relative clause is of."""
        reading = self._reading
        current = word
        for _ in range(3):
            subject = reading.child(current, *_SUBJECTS)
            label, head = reading.labels[current], reading.heads[current]
            if subject is not None:
                if self._forms[subject] in ("who", "that", "which") and label == "acl:relcl":
                    yield head
                else:
                    yield subject
                return
            if label in ("acl", "acl:relcl") and head >= 0:
                yield head
                return
            if label not in ("conj", "advcl", "xcomp", "parataxis") or head < 0:
                return
            current = head

    def _dead(self, word: int) -> Iterator[int]:
        """Who is dead: "is dead", "was found dead", "left two dead", "three dead"."""
        reading = self._reading
        label, head = reading.labels[word], reading.heads[word]
        if not self._told(word) or (head >= 0 and not self._told(head) and label in ("xcomp", "obj", "ccomp")):
            return
        if reading.child(word, *_SUBJECTS) is not None or reading.child(word, "cop") is not None:
            yield from self._subjects(word)
        elif label in ("xcomp", "advcl", "obl", "advmod", "ccomp") and head >= 0 and self._lemmas[head] in _FOUND:
            passive = reading.child(head, "nsubj:pass")
            done_to = reading.child(head, "obj")
            if passive is not None or done_to is not None:
                yield passive if passive is not None else done_to or 0
            else:
                yield from self._subjects(head)
        elif label in ("acl", "amod") and 0 <= head < word:
            yield head
        elif label == "conj" and head >= 0:
            yield from self._subjects(word)

    def _of_a_noun(self, word: int, fate: Fate) -> Iterator[tuple[int, Fate]]:
        """Of whom a death or a killing is."""
        reading = self._reading
        modifiers = {self._forms[child] for child in reading.children[word] if child < word}
        modifiers |= {
            self._forms[other] for other in range(max(0, word - 3), word) if reading.heads[other] == reading.heads[word]
        }
        if modifiers & _MULTIPLE.keys() and not modifiers & _ATTEMPTED:
            yield word, fate
            return
        if modifiers & _ATTEMPTED or modifiers & _NOT:
            return
        if modifiers & _DEADLY:
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

    def _patients(self, word: int) -> Iterator[int]:
        reading = self._reading
        passive = reading.child(word, "nsubj:pass")
        if passive is not None:
            yield passive
        elif reading.child(word, "aux:pass") is not None or self._lemmas[word] == "hospitalize":
            yield from self._subjects(word)

    def _on_oneself(self, word: int) -> bool:
        """Whether somebody turns a weapon on themselves."""
        following = self._forms[word + 1 : word + 7]
        return bool({"gun", "weapon", "rifle", "pistol", "knife"} & set(following)) and bool(
            _REFLEXIVE & set(following)
        )

    def _to_hospital(self, word: int) -> bool:
        reading = self._reading
        if self._lemmas[word] == "hospitalize":
            return True
        return any(
            reading.labels[child] == "obl" and (self._lemmas[child] in _HOSPITAL or self._lemmas[child] in _WOUNDS)
            for child in reading.children[word]
        )

    def joined(self, head: int) -> Iterator[int]:
        """Those joined to a phrase ("his wife and two guards")."""
        for child in self._reading.children[head]:
            if self._reading.labels[child] != "conj":
                continue
            if self._reading.upos[child] != "NUM" or self._reading.upos[head] == "NUM":
                yield child

    def victim(self, word: int, fate: Fate) -> Victim | None:
        """The people that a phrase stands for; None where they are none, or nobody."""
        reading = self._reading
        below = [child for child in reading.children[word] if child < word]
        if any(self._forms[child] in _NOT for child in below):
            return None
        person = self._is_of_people(word)
        if not person:
            return None
        other = any(self._forms[child] in ("other", "others", "another", "second") for child in below)
        other = other or self._lemmas[word] in ("other", "others", "another")
        return Victim(word, self._count(word), fate, other)

    def _is_of_people(self, word: int) -> bool:
        reading = self._reading
        name = reading.name_at.get(word)
        if name is not None and name.type == "PER":
            return True
        lemma, form = self._lemmas[word], self._forms[word]
        if lemma in _NOUNS:
            return self._count(word) is not None
        if form in _ONE or form in _REFLEXIVE or form in ("another", "they", "them", "victim", "victims", "others"):
            return True
        if lemma in self._persons or is_person(lemma) or lemma in _GROUPS or form == "old":
            return True
        return reading.upos[word] == "NUM" and not any(char in form for char in ".,%$:")

    def _count(self, word: int) -> int | None:
        """How many a phrase stands for."""
        reading, form = self._reading, self._forms[word]
        if self._lemmas[word] in _NOUNS:
            near = self._forms[max(0, word - 3) : word]
            return next((_MULTIPLE[other] for other in near if other in _MULTIPLE), None)
        if reading.upos[word] == "NUM":
            return self._number(word)
        for child in reading.children[word]:
            if reading.labels[child] == "nummod" and child < word:
                return self._number(child)
        of = next((child for child in reading.children[word] if reading.labels[child] == "nmod"), None)
        if of is not None and reading.upos[of] == "NUM" and self._lemmas[word] in ("family", "group", "crew", "party"):
            return self._number(of)  # "a family of five"
        if self._lemmas[word] in _GROUPS:
            return _GROUPS[self._lemmas[word]]
        if form == "themselves" or form in ("they", "them"):
            return None
        name = reading.name_at.get(word)
        if form in _ONE or form == "another" or (name is not None and name.type == "PER"):
            return 1
        if form == "old" or reading.feature(word, "Number") == "Sing" or form.endswith("-old"):
            return None if self._lemmas[word] in ("family", "people", "crew", "crowd", "personnel", "staff") else 1
        return None

    def _number(self, word: int) -> int | None:
        form = self._forms[word].replace(",", "")
        if form.isdigit():
            return int(form) if len(form) < 7 else None
        return self._numbers.get(form)
