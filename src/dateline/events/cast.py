"""The cast: which actor a word or a noun phrase names."""

from __future__ import annotations

from dateline.model.account import Actor
from dateline.model.reading import Reading


class Cast:
    """The actors of a reading, found by the head word of each of their mentions."""

    def __init__(self, reading: Reading, actors: tuple[Actor, ...]) -> None:
        self.reading = reading
        self._actors = actors
        self._spoken: dict[str, set[int]] = {}
        self._at: dict[int, int] = {}
        self._inside: dict[int, int] = {}
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
                head = next((word for word in range(first, last + 1) if not first <= reading.heads[word] <= last), last)
                size = last - first
                runs.append((first, last, index))
                if head not in self._at or size > sizes[head]:
                    self._at[head], sizes[head] = index, size
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
        if word in self._at:
            return self._at[word]
        reading = self.reading
        for child in reading.children[word]:
            if reading.labels[child] in ("appos", "flat", "nmod:desc") and child in self._at:
                return self._at[child]
        return None

    def are_people(self, found: list[int]) -> bool:
        """Whether these actors are people, not states, armed groups or organisations."""
        return bool(found) and all(self._actors[one].kind in ("person", "group", "unidentified") for one in found)

    def inside(self, word: int) -> int | None:
        """The actor in whose (shortest) mention this word stands."""
        return self._inside.get(word)

    def group(self, word: int, depth: int = 0) -> list[int]:
        """The actors that a noun phrase names, its conjuncts included; those inside "members of X", "troops from X"."""
        reading = self.reading
        found: list[int] = []
        here = self.at(word)
        if here is not None:
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
                    if marker is None or reading.lemmas[marker] in ("of", "from", "in", "within", "among", "with"):
                        found.extend(self.group(child, depth + 1))
                elif label in ("compound", "amod", "nmod:poss") and child in self._at and not found:
                    found.append(self._at[child])
        for child in reading.children[word]:
            if reading.labels[child] == "conj" and reading.upos[child] in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
                found.extend(self.group(child, depth))
        return list(dict.fromkeys(found))

    def _named_beside(self, word: int, here: int) -> list[int]:
        """Those whom an apposition to a group names one by one ("the two presidents, A and B")."""
        if self._actors[here].kind not in ("group", "unidentified"):
            return []
        for child in self.reading.children[word]:
            if self.reading.labels[child] == "appos" and self.at(child) is not None:
                named = self.group(child)
                if len(named) > 1:
                    return named
        return []


def _sides_of(runs: list[tuple[int, int, int]], at: dict[int, int], actors: tuple[Actor, ...]) -> dict[int, list[int]]:
    """The parties that a group is said to come from, by its head word: "commanders from both the army and the militia".

    `runs` are the mentions as (first word, last word, actor).
    """
    found: dict[int, list[int]] = {}
    heads = {index: word for word, index in at.items()}
    for first, last, index in runs:
        if actors[index].kind not in ("group", "unidentified") or index not in heads or last - first < 4:
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
