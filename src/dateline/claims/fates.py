"""What happened to the people that a number counts: killed, injured, missing, displaced, detained."""

from __future__ import annotations

from dateline.claims.count_words import count_words
from dateline.claims.losses import Fate, Losses
from dateline.claims.nouns import Nouns
from dateline.claims.numbers import Number, is_many
from dateline.model.account import Unit
from dateline.model.reading import Reading

_LEAVING = frozenset({"flee", "leave"})
"""Verbs that displace people only where they leave their homes."""
_IN_CUSTODY = frozenset(
    {("picked", "up"), ("rounded", "up"), ("taken", "into", "custody"), ("in", "custody"), ("under", "arrest")}
)
_HELD = frozenset({"for", "over", "after", "on", "by", "since", "overnight"})
_POLICE = frozenset({"police", "officers", "policemen", "troops", "soldiers", "gendarmes", "guards", "army"})
_DRIVEN = frozenset({"force", "drive", "oblige", "compel"})


class Fates:
    """Finds what happened to those counted in one reading."""

    def __init__(self, reading: Reading, nouns: Nouns) -> None:
        self._reading = reading
        self._nouns = nouns
        self._forms = nouns.forms
        self._table = count_words()
        self._losses = Losses(reading, nouns)

    def died_of(self, noun: int | None) -> bool:
        """Whether a noun stands behind "the deaths of", so that whoever it names died."""
        return self._losses.died_of(noun)

    def fate(self, number: Number, noun: int | None, end: int) -> Fate | None:
        """What happened to those counted: unit, the word that says it, and why."""
        for find in (
            self._state_listed, self._state_after, self._verb_before, self._from_tree, self._losses.fate,
            self._from_toll,
        ):  # fmt: skip
            found = find(number, noun, end)
            if found is not None:
                return found
        return None

    def _is_held(self, word: int, end: int) -> bool:
        """Whether "held" tells of people in custody ("are being held", "were held for questioning")."""
        if word + 1 >= end or self._reading.upos[word + 1] == "PUNCT":
            return True
        return self._forms[word + 1] in _HELD or self._forms[word - 1] in ("being", "still")

    def _state_listed(self, number: Number, noun: int | None, end: int) -> Fate | None:
        """“Dead: 12”, "Death toll: 30"."""
        del noun, end
        word = number.first - 2
        if word < 0 or self._forms[word + 1] != ":":
            return None
        unit = self._table.states.get(self._forms[word])
        if unit is None and self._forms[word] in self._table.tolls:
            unit = "killed"
        return None if unit is None else (unit, word, f"“{self._reading.words[word]}:” stands before it")

    def _state_after(self, number: Number, noun: int | None, end: int) -> Fate | None:
        """“12 dead”, "30 people wounded", "14 others were injured", "three of the men were killed"."""
        forms, reading, table = self._forms, self._reading, self._table
        place = (noun if noun is not None and noun > number.last else number.last) + 1
        passive = False
        if forms[place : place + 1] == [","]:
            for comma in range(place + 2, min(place + 12, end)):
                if forms[comma] == ",":
                    place = comma + 1  # "20 people, most of them civilians, were killed"
                    break
        for word in range(place, min(place + 5, end)):
            form = forms[word]
            unit = table.states.get(form)
            if unit is not None:
                if reading.labels[word] == "amod" and reading.heads[word] > word and forms[word + 1] != ",":
                    return None  # "12 wounded men" is counted by its noun
                both = self._both(word, unit)
                return (
                    (both, word, f"“{reading.words[word]}” stands after it")
                    if passive
                    or word == place
                    or reading.labels[word]
                    in (
                        "acl",
                        "amod",
                        "xcomp",
                        "advcl",
                        "conj",
                        "root",
                        "obj",
                        "nsubj",
                        "appos",
                        "dep",
                        "nsubj:pass",
                        "parataxis",
                        "ccomp",
                        "obl",
                        "nmod",
                    )
                    else None
                )
            lemma = reading.lemmas[word]
            if passive and lemma in table.undergo and reading.upos[word] == "VERB":
                unit = self._shot(word) or self._both(word, table.undergo[lemma])
                return unit, word, f"“{reading.words[word]}” stands after it"
            if passive and form == "taken" and forms[word + 1 : word + 2] == ["away"] and self._is_of_police(word):
                return "detained", word, f"“{reading.words[word]} away” stands after it"
            if passive and form == "held" and self._is_held(word, end):
                return "detained", word, f"“{reading.words[word]}” stands after it"
            if passive and any((form, *forms[word + 1 : word + more]) in _IN_CUSTODY for more in (2, 3)):
                return "detained", word, f"“{reading.words[word]}” stands after it"
            if passive and (lemma in ("force", "drive") or form == "forced") and self._from_home(word, end):
                return "displaced", word, f"“{reading.words[word]} … home” stands after it"
            if (
                passive
                and form in ("in", "taken", "rushed", "airlifted", "flown", "treated", "transported", "admitted")
                and self._to_hospital(word, end)
            ):
                return "injured", word, "they are in hospital"
            if lemma in table.suffer and reading.upos[word] == "VERB" and lemma not in _LEAVING:
                return table.suffer[lemma], word, f"“{reading.words[word]}” stands after it"
            if form in (
                "was",
                "were",
                "been",
                "may",
                "might",
                "must",
                "being",
                "are",
                "is",
                "be",
                "have",
                "has",
                "had",
                "got",
                "left",
                "remain",
                "remained",
                "still",
                "reported",
                "also",
                "reportedly",
                "confirmed",
                "feared",
                "believed",
            ):
                passive = True
                continue
            if form in ("more", "others", "other", "people", "persons"):
                continue
            return None
        return None

    def _is_of_police(self, word: int) -> bool:
        """Whether police or troops stand in the sentence or the one before."""
        number = self._reading.sentence_of[word]
        start = self._reading.sentence_bounds(max(0, number - 1))[0]
        return not _POLICE.isdisjoint(self._forms[start:word])

    def _shot(self, word: int) -> Unit | None:
        """“shot dead”, "shot and killed", "fatally shot": the word that says how it ended."""
        forms, lemma = self._forms, self._reading.lemmas[word]
        if lemma not in ("shoot", "stab", "hit", "strike"):
            return None
        if (
            forms[word + 1 : word + 2] == ["dead"]
            or forms[word + 1 : word + 3] == ["to", "death"]
            or forms[word - 1] == "fatally"
        ):
            return "killed"
        if (
            forms[word + 1 : word + 3] in (["in", "the"], ["in", "his"], ["in", "her"], ["in", "their"])
            and forms[word + 3 : word + 4]
        ):
            return "injured" if forms[word + 3] in self._table.limbs else None
        if forms[word + 1 : word + 2] == ["and"]:
            return self._table.states.get(forms[word + 2]) if word + 2 < len(forms) else None
        return None

    def _from_home(self, word: int, end: int) -> bool:
        """“forced from their homes”, "driven out of their villages"."""
        following = self._forms[word + 1 : min(word + 6, end)]
        return any(form in ("home", "homes", "villages", "houses") for form in following) or following[:2] == [
            "to",
            "flee",
        ]

    def _to_hospital(self, word: int, end: int) -> bool:
        following = self._forms[word + 1 : min(word + 7, end)]
        if self._forms[word] == "in":
            return (
                following[:1] == ["hospital"]
                or following[1:2] == ["hospital"]
                or (following[:1] in (["critical"], ["serious"], ["stable"], ["fair"]) and "condition" in following)
            )
        return any(form in ("hospital", "hospitals") for form in following)

    def _both(self, word: int, unit: Unit) -> Unit:
        """“killed or wounded”: neither alone; those are counted as people."""
        forms, reading = self._forms, self._reading
        for joiner, other in ((word + 1, word + 2), (word - 1, word - 2)):
            if 0 <= other < len(forms) and forms[joiner] in ("or", "and", "/"):
                another = self._table.states.get(forms[other]) or self._table.undergo.get(reading.lemmas[other])
                if another is not None and another != unit and forms[joiner] != "and":
                    return "people"
                if another is not None and another != unit and joiner > word and not self._counted_after(other):
                    return "people"
        return unit

    def _counted_after(self, word: int) -> bool:
        """Whether the second of two verbs has a count of its own ("killed and wounded 12")."""
        return any(upos == "NUM" for upos in self._reading.upos[word + 1 : word + 4])

    def _verb_before(self, number: Number, noun: int | None, end: int) -> Fate | None:
        """“killing at least nine”, "injured 14 others"."""
        forms, reading, table = self._forms, self._reading, self._table
        word = number.first - 1
        start = reading.sentence_bounds(reading.sentence_of[number.core])[0]
        while (
            word >= start and forms[word] in ("also", "the", "all", "and", "its", "their") and number.first - word < 3
        ):
            if forms[word] == "and":
                return None
            word -= 1
        if word < start:
            return None
        if reading.lemmas[word] in _DRIVEN and self._from_home(noun if noun is not None else number.last, end):
            return "displaced", word, f"“{reading.words[word]} … home” stands around it"
        if forms[word] == "up" and forms[word - 1] in ("rounded", "rounding", "picked", "picking"):
            return "detained", word - 1, f"“{reading.words[word - 1]} up” stands before it"
        if reading.upos[word] != "VERB" or reading.lemmas[word] not in table.undergo:
            return None
        if reading.child(word, "aux:pass") is not None:
            return None
        unit = table.undergo[reading.lemmas[word]]
        if word - 2 >= start and forms[word - 1] in ("or", "and"):
            other = table.undergo.get(reading.lemmas[word - 2])
            if other is not None and other != unit and word - 2 >= start:
                unit = self._joint(reading.lemmas[word - 2], reading.lemmas[word], unit)
        return unit, word, f"“{reading.words[word]}” stands before it"

    def _joint(self, left: str, right: str, unit: Unit) -> Unit:
        """“shot and killed 3” are killed; "killed or wounded 20" are neither alone."""
        if left in ("shoot", "stab"):
            return self._table.undergo[right]
        return "people" if left != right else unit

    def _from_tree(self, number: Number, noun: int | None, end: int) -> Fate | None:
        del end
        word = noun if noun is not None else number.core_last
        if noun is None and is_many(number, 100):
            flees = self._reading.heads[word]
            if flees >= 0 and self._reading.lemmas[flees] == "flee" and self._reading.labels[word] == "nsubj":
                return "displaced", flees, f"“{self._reading.words[flees]}” says what happened to them"
        for _ in range(4):
            found = self._one_step(word)
            if found is not None:
                return found
            head, label = self._reading.heads[word], self._reading.labels[word]
            if head < 0 or label not in ("conj", "appos", "nmod", "nummod", "dep"):
                return None
            if label == "nmod" and not self._is_counted_of(word):
                return None
            word = head
        return None

    def _is_counted_of(self, word: int) -> bool:
        """Whether "of" hangs the noun on its count ("dozens of civilians")."""
        reading = self._reading
        case = reading.child(word, "case")
        head = reading.heads[word]
        return (
            case is not None
            and self._forms[case] == "of"
            and head < word  # "of the 140 on board, 121 …" are the whole
            and (
                reading.upos[head] == "NUM"
                or self._forms[head]
                in ("dozens", "scores", "hundreds", "thousands", "tens", "number", "total", "group")
            )
        )

    def _one_step(self, word: int) -> Fate | None:
        reading, table = self._reading, self._table
        head, label = reading.heads[word], reading.labels[word]
        for child in reading.children[word]:
            if child < word and reading.labels[child] == "amod" and self._forms[child] in table.states:
                return table.states[self._forms[child]], child, f"“{reading.words[child]}” says what happened to them"
            if child > word and reading.labels[child] in ("acl", "amod", "acl:relcl", "xcomp", "advcl"):
                unit = table.states.get(self._forms[child])
                if unit is None and reading.child(child, "aux:pass") is not None:
                    unit = table.undergo.get(reading.lemmas[child])
                if unit is not None:
                    return self._both(child, unit), child, f"“{reading.words[child]}” says what happened to them"
        if head < 0:
            return None
        lemma = reading.lemmas[head]
        if label in ("nsubj:pass", "obj", "nsubj") and lemma in table.undergo:
            passive = label == "nsubj:pass" or (label == "nsubj" and reading.child(head, "aux:pass") is not None)
            if (label == "obj" and head < word) or passive:
                shot = self._shot(head)
                if shot is not None:
                    return shot, head, f"“{reading.words[head]}” says what happened to them"
                unit = table.undergo[lemma]
                for child in reading.children[head]:
                    other = table.undergo.get(reading.lemmas[child])
                    if (
                        reading.labels[child] == "conj"
                        and other is not None
                        and other != unit
                        and child < max(word, head + 3)
                    ):
                        unit = self._joint(lemma, reading.lemmas[child], unit)
                return unit, head, f"“{reading.words[head]}” says what happened to them"
        if (
            label == "obj"
            and lemma == "lose"
            and (
                table.kinds.get(reading.lemmas[word].lower()) in ("troops", "fighters")
                or reading.lemmas[word] in ("man", "officer")
            )
        ):
            return "killed", head, f"“{reading.words[head]}” says what happened to them"
        if label == "obj" and lemma == "include":
            whole = reading.child(head, "nsubj")
            unit = None if whole is None else table.states.get(self._forms[whole])
            if whole is not None and unit is not None:
                return unit, whole, f"a part of the {self._forms[whole]}"
        if label == "nsubj" and lemma in table.suffer and (lemma not in _LEAVING or self._flees_home(head)):
            return table.suffer[lemma], head, f"“{reading.words[head]}” says what happened to them"
        if label in ("nsubj", "nsubj:pass", "obj"):
            state = self._forms[head] if label != "obj" else ""
            if state in table.states:
                return table.states[state], head, f"“{reading.words[head]}” says what happened to them"
            for child in reading.children[head]:
                unit = table.states.get(self._forms[child])
                if (
                    reading.labels[child] in ("xcomp", "advcl", "obj", "ccomp", "acl")
                    and unit is not None
                    and reading.child(child, "nsubj", "nsubj:pass") is None
                    and child > word
                ):
                    return unit, child, f"“{reading.words[child]}” says what happened to them"
            if label == "nsubj" and lemma in ("suffer", "sustain", "receive"):
                harmed = reading.child(head, "obj")
                if harmed is not None and reading.lemmas[harmed] in ("injury", "wound", "burn"):
                    return "injured", harmed, f"“{reading.words[harmed]}” says what happened to them"
        if label in ("nmod", "obl") and lemma in table.happenings and lemma not in ("life", "corpse", "victim"):
            case = reading.child(word, "case")
            if case is not None and self._forms[case] in ("of", "to"):
                return table.happenings[lemma], head, f"“{reading.words[head]}” says what happened to them"
        return None

    def _flees_home(self, verb: int) -> bool:
        """Whether people flee a place or fighting, as the displaced do, and no scene of a crime."""
        reading = self._reading
        for child in reading.children[verb]:
            if reading.labels[child] not in ("obj", "obl"):
                continue
            name = reading.name_at.get(child)
            if reading.lemmas[child].lower() in self._table.refuge or (name is not None and name.type == "LOC"):
                return True
        return False

    def _from_count(self, number: Number) -> Fate | None:
        """“The number of soldiers killed in the attack has risen to 19”."""
        reading = self._reading
        verb = reading.heads[number.core_last]
        if verb < 0 or reading.upos[verb] != "VERB" or reading.labels[number.core_last] not in ("obl", "obj"):
            return None
        subject = reading.child(verb, "nsubj")
        if subject is None or subject > number.first:
            return None
        if self._forms[subject] in self._table.tolls:
            hurt = self._forms[subject - 1] in ("injury", "casualty")
            return "injured" if hurt else "killed", subject, f"“{reading.words[subject]}” counts them"
        if self._forms[subject] not in ("number", "count", "tally"):
            return None
        for word in reading.subtree(subject):
            unit = self._table.states.get(self._forms[word])
            if unit is not None:
                return unit, word, f"the number of those “{reading.words[word]}”"
        return None

    def _from_toll(self, number: Number, noun: int | None, end: int) -> Fate | None:
        """“The death toll rose to 52”."""
        if noun is not None and self._reading.lemmas[noun].lower() not in self._table.kinds:
            return None
        del end
        counted = self._from_count(number)
        if counted is not None:
            return counted
        start = self._reading.sentence_bounds(self._reading.sentence_of[number.core])[0]
        for word in range(number.first - 1, max(start - 1, number.first - 24), -1):
            if self._forms[word] in self._table.tolls and number.first - word <= 14:
                before = self._forms[word - 1] if word > start else ""
                if before in ("death", "fatality") or before not in ("injury", "casualty", "injured", "wounded"):
                    return "killed", word, f"“{self._reading.words[word]}” counts the dead"
                return "injured", word, f"“{self._reading.words[word]}” counts the injured"
            if self._forms[word] in ("number", "numbers", "total"):
                for near in range(word + 1, min(word + 6, number.first)):
                    unit = self._table.states.get(self._forms[near])
                    if unit is not None:
                        return unit, near, f"the number of those “{self._reading.words[near]}”"
            if (
                self._reading.upos[word] == "NUM"
                and self._forms[word] != "one"
                and self._forms[number.first - 1] not in ("to", "at", "reached", "hit", "reaching")
            ):
                return None
        return None
