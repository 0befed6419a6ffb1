"""The cast: which actor a word or a noun phrase names."""

from __future__ import annotations

from dateline.model.account import Actor
from dateline.model.reading import Reading

_INSIDE = frozenset(("in", "within", "inside"))
_FORCES = {"police": "COP", "army": "MIL", "military": "MIL"}
_UNNAMED = frozenset(("group", "unidentified"))


class Cast:
    """The actors of a reading, found by the head word of each of their mentions."""

    def __init__(self, reading: Reading, actors: tuple[Actor, ...]) -> None:
        self.reading = reading
        self.actors = actors
        self._spoken: dict[str, set[int]] = {}
        self._at: dict[int, int] = {}
        self._inside: dict[int, int] = {}
        self._first: dict[int, int] = {}
        self._ending: dict[int, tuple[int, int]] = {}
        sizes: dict[int, int] = {}
        runs: list[tuple[int, int, int]] = []
        inner: dict[int, int] = {}
        word_at = {start: word for word, start in enumerate(reading.starts)}
        word_to = {end: word for word, end in enumerate(reading.ends)}
        for index, actor in enumerate(actors):
            for mention in actor.mentions:
                first, last = word_at.get(mention.start), word_to.get(mention.end)
                if first is None or last is None:
                    continue
                head = _head(reading, first, last)
                size = last - first
                runs.append((first, last, index))
                if head not in self._at or size > sizes[head]:
                    self._at[head], sizes[head] = index, size
                    self._first[head] = first
                if last not in self._ending or first < self._ending[last][0]:
                    self._ending[last] = first, index
                for word in range(first, last + 1):
                    if word not in self._inside or size < inner[word]:
                        self._inside[word], inner[word] = index, size

        self._sides = _sides_of(runs, self._at, actors)

    def sentences_with(self, name: str, lemmas: frozenset[str]) -> set[int]:
        """Numbers of the sentences that have one of these lemmas; `name` is under what they are kept."""
        if name not in self._spoken:
            reading = self.reading
            self._spoken[name] = {
                reading.sentence_of[word] for word, lemma in enumerate(reading.lemmas) if lemma.lower() in lemmas
            }
        return self._spoken[name]

    def at(self, word: int) -> int | None:
        """The actor whose mention is headed by this word, or by what stands in apposition to it."""
        here, reading = self._at.get(word), self.reading
        if here is not None and self.actors[here].kind not in _UNNAMED:
            return here
        for child in reading.children[word]:
            if reading.labels[child] in ("appos", "flat", "nmod:desc") and child in self._at:
                beside = self._at[child]
                if here is None or (self.actors[here].count is None and self.actors[beside].kind == "person"):
                    return beside  # "the leader, Ana Reyes", is Ana Reyes
        return self._beside_complement(word, here)

    def _beside_complement(self, word: int, here: int | None) -> int | None:
        """A person named beside the complement of what is no name itself: "the leader of the union, Ana Reyes"."""
        if here is not None and (self.actors[here].count is not None or self.actors[here].kind == "group"):
            return here
        for child in self.reading.children[word]:
            if self.reading.labels[child] == "nmod" and self.reading.upos[word] == "NOUN":
                for beside in self.reading.children[child]:
                    person = self._at.get(beside) if self.reading.labels[beside] == "appos" else None
                    if person is not None and self.actors[person].kind == "person":
                        return person
        return here

    def are_people(self, found: list[int]) -> bool:
        """Whether these actors are people, not states, armed groups or organisations."""
        return bool(found) and all(self.actors[one].kind in ("person", "group", "unidentified") for one in found)

    def owner_of(self, lemma: str) -> int | None:
        """The only force of the report that a word before a noun may mean ("a police station")."""
        sector = _FORCES.get(lemma)
        found = [
            number
            for number, one in enumerate(self.actors)
            if one.sector == sector and one.count is None and one.kind in ("organisation", "group")
        ]
        return found[0] if sector is not None and len(found) == 1 else None

    def inside(self, word: int) -> int | None:
        """The actor in whose (shortest) mention this word stands."""
        return self._inside.get(word)

    def ending(self, word: int) -> tuple[int, list[int]]:
        """The actors named right up to this word, those joined to the last by "and" included, and their first word."""
        found: list[int] = []
        first = word
        while word >= 0 and word in self._ending:
            first, index = self._ending[word]
            found.insert(0, index)
            if first < 2 or self.reading.words[first - 1].lower() not in ("and", "&"):
                break
            word = first - 2
        return first, found

    def group(self, word: int, depth: int = 0) -> list[int]:
        """The actors that a noun phrase names, its conjuncts included; those inside "members of X", "troops from X"."""
        reading = self.reading
        found: list[int] = []
        here = self.at(word)
        if here is not None:
            found.extend(self._joint(word))
            found.extend(self._sides.get(word) or self._named_beside(word, here) or [here])
        elif depth < 3:
            for child in reading.children[word]:
                label = reading.labels[child]
                if (
                    label.startswith("nmod")
                    and label != "nmod:poss"
                    and (reading.upos[child] != "PRON" or child in self._at)
                ):
                    marker = reading.child(child, "case")
                    preposition = reading.lemmas[marker].lower() if marker is not None else ""
                    if preposition in _INSIDE:  # a convoy "in Chad" is not Chad
                        found.extend(one for one in self.group(child, depth + 1) if self.actors[one].kind != "state")
                    elif preposition in ("", "of", "from", "among", "with"):
                        found.extend(self.group(child, depth + 1))
                elif label in ("compound", "amod", "nmod:poss") and child in self._at and not found:
                    one = self._at[child]
                    if self.actors[one].kind != "place-as-actor":  # "the attack on the Gao road"
                        found.append(one)
        for child in reading.children[word]:
            if reading.labels[child] == "conj" and reading.upos[child] in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
                found.extend(self.group(child, depth))
        return list(dict.fromkeys(found))

    def _joint(self, word: int) -> list[int]:
        """The first of two whose noun both share: Iraq's forces in "Iraqi and Kurdish-led Syrian forces"."""
        first = self._first.get(word, 0)
        if first < 2 or self.reading.words[first - 1].lower() not in ("and", "&"):
            return []
        start, index = self._ending.get(first - 2, (-1, -1))
        adjective = start == first - 2 and self.reading.upos[start] == "ADJ"
        return [index] if adjective and self.actors[index].kind == "organisation" else []

    def _named_beside(self, word: int, here: int) -> list[int]:
        """Those whom an apposition to a group names one by one ("the two presidents, A and B")."""
        if self.actors[here].kind not in _UNNAMED:
            return []
        for child in self.reading.children[word]:
            if self.reading.labels[child] == "appos" and self.at(child) is not None:
                named = self.group(child)
                if len(named) > 1:
                    return named
        return []


def _head(reading: Reading, first: int, last: int) -> int:
    """The word of a mention by which it hangs in the sentence: of several in a broken tree, the first noun."""
    tops = [word for word in range(first, last + 1) if not first <= reading.heads[word] <= last]
    nouns = [word for word in tops if reading.upos[word] in ("NOUN", "PROPN", "PRON")]
    return (nouns or tops or [last])[0]


def _sides_of(runs: list[tuple[int, int, int]], at: dict[int, int], actors: tuple[Actor, ...]) -> dict[int, list[int]]:
    """The parties that a group is said to come from, by its head word: "commanders from both the army and the militia".

    `runs` are the mentions as (first word, last word, actor).
    """
    found: dict[int, list[int]] = {}
    heads = {index: word for word, index in at.items()}
    for first, last, index in runs:
        if actors[index].kind not in _UNNAMED or index not in heads or last - first < 4:
            continue
        inner = [
            run
            for run in runs
            if first < run[0] and run[1] <= last and actors[run[2]].kind in ("armed group", "organisation", "group")
        ]
        widest = [
            run
            for run in inner
            if not any(other != run and other[0] <= run[0] and run[1] <= other[1] for other in inner)
        ]
        sides = list(dict.fromkeys(run[2] for run in widest if run[2] != index))
        if len(sides) > 1:
            found[heads[index]] = sides
    return found
