"""Frames: predicates with their senses and the roles of the words around them, after PropBank.

The model scores every word of a sentence for every predicate in it; a numbered role is given once to a predicate, to
the word that it fits best. An argument's words are those of its head's phrase, without the clause of the predicate
itself ("the town that they seized" ends at "town").
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.model.reading import Argument, Frame
from dateline.reader.network import Network
from dateline.reader.paths import Paths, Tree, pairs_of

_ONCE = frozenset({"ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARG5"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence as the frames see it: its first word and, word by word, what the model gave."""

    first: int
    tree: Tree
    predicate: NDArray[np.float32]
    sense: NDArray[np.float32]
    role_predicate: NDArray[np.float32]
    role_argument: NDArray[np.float32]


class Framer:
    """Gives frames; holds the table of senses."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._roles: list[str] = network.card["roles"]
        self._paths = Paths(network.card["deprel"])
        numbers = sorted({sense for options in network.card["senses"].values() for sense in options})
        row = {sense: number for number, sense in enumerate(numbers)}
        self._options: dict[str, list[str]] = network.card["senses"]
        self._rows = {lemma: [row[sense] for sense in options] for lemma, options in self._options.items()}

    def frames(self, clauses: list[Clause]) -> list[Frame]:
        """The frames of some sentences, in the order of their words."""
        chosen = [np.flatnonzero(clause.predicate > 0).tolist() for clause in clauses]
        clauses = [clause for clause, found in zip(clauses, chosen, strict=True) if found]
        chosen = [found for found in chosen if found]
        if not clauses:
            return []
        senses = [[self.sense(clause, word) for word in found] for clause, found in zip(clauses, chosen, strict=True)]
        sizes = [len(clause.tree.heads) for clause in clauses]
        rows, predicates, words = pairs_of(sizes, chosen)
        tree = Tree.joined([clause.tree for clause in clauses])
        scores = self._network.roles(
            np.concatenate([clause.role_predicate[found] for clause, found in zip(clauses, chosen, strict=True)]),
            np.stack([vector for found in senses for _, vector in found]),
            np.concatenate([clause.role_argument for clause in clauses]),
            np.stack([rows, words], axis=1),
            self._paths.of(tree, predicates, words),
        )
        best = scores.argmax(1)
        margins = scores[np.arange(len(best)), best] - scores[:, 0]
        frames: list[Frame] = []
        done = 0
        for clause, found, names, size in zip(clauses, chosen, senses, sizes, strict=True):
            phrases = _Phrases(clause.tree.heads.tolist())
            for word, (sense, _) in zip(found, names, strict=True):
                roles = [
                    (head, self._roles[role], margins[done + head])
                    for head in np.flatnonzero(best[done : done + size]).tolist()
                    for role in [best[done + head]]
                ]
                done += size
                arguments = []
                for head, role in _settled(roles):
                    first, last = phrases.of(head, word)
                    arguments.append(Argument(role, clause.first + head, clause.first + first, clause.first + last))
                frames.append(Frame(clause.first + word, sense, arguments))
        return frames

    def sense(self, clause: Clause, word: int) -> tuple[str, NDArray[np.float32]]:
        """The sense of a predicate and its vector (all 0 for a lemma that no training text had)."""
        lemma = clause.tree.lemmas[word].lower()
        options = self._options.get(lemma)
        if options is None:
            return f"{lemma}.01", np.zeros(self._network.senses.shape[1], dtype=np.float32)
        rows = self._rows[lemma]
        best = 0
        if len(options) > 1:
            best = int((self._network.senses[rows] * clause.sense[word]).sum(1).argmax())
        vector: NDArray[np.float32] = self._network.senses[rows[best]]
        return options[best], vector


def _settled(roles: list[tuple[int, str, float]]) -> list[tuple[int, str]]:
    """(word, role) of one predicate's arguments; of two words with one numbered role the surer one keeps it."""
    surest: dict[str, tuple[float, int]] = {}
    for word, role, margin in roles:
        if role in _ONCE and (role not in surest or margin > surest[role][0]):
            surest[role] = (margin, word)
    return [(word, role) for word, role, _ in roles if role not in _ONCE or surest[role][1] == word]


class _Phrases:
    """First and last word of the phrases of a sentence."""

    def __init__(self, heads: list[int]) -> None:
        self._heads = heads
        self._children: list[list[int]] = [[] for _ in heads]
        for word, head in enumerate(heads):
            if head >= 0:
                self._children[head].append(word)

    def of(self, head: int, predicate: int) -> tuple[int, int]:
        """The phrase of `head`, without the part that holds `predicate`."""
        above = set()
        word = predicate
        while word >= 0 and word != head:
            above.add(word)
            word = self._heads[word]
        barred = above if word == head else set()
        first = last = head
        waiting = [head]
        while waiting:
            for child in self._children[waiting.pop()]:
                if child not in barred:
                    first, last = min(first, child), max(last, child)
                    waiting.append(child)
        if barred:  # words on the far side of the predicate belong to its clause
            first, last = (first, min(last, predicate - 1)) if head < predicate else (max(first, predicate + 1), last)
        return first, last
