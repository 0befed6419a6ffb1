"""Frames: predicates with their senses and the roles of the words around them, after PropBank.

The sense is the nearest of those that the lemma was seen with; one with a particle ("go_on.15") wants to see it. The
words near a predicate in the tree are scored for each role (paths.py says which); a numbered role is given once to a
predicate, to the word that it fits best. An argument's words are those of its head's phrase, without the clause of the
predicate itself ("the town that they seized" ends at "town").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from dateline.model.reading import Argument, Frame
from dateline.reader.names import TAGS
from dateline.reader.network import Network
from dateline.reader.paths import Paths, Tree, pairs_of

_NO_SENSE = [-1]
_PARTICLE = 4.0
"""How much nearer a sense with a particle is where the word has it, and how much further where it has not."""
_ONCE = frozenset({"ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARG5"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence as the frames see it: its first word and, word by word, what the model gave."""

    first: int
    tree: Tree
    predicate: NDArray[np.float32]
    sense: NDArray[np.float32]
    words: NDArray[np.float32]
    """(words, encoder): what the encoder made of each word."""


class Framer:
    """Gives frames; holds the table of senses."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._roles: list[str] = network.card["roles"]
        self._once = np.array([role in _ONCE for role in self._roles])
        numbers = sorted({sense for options in network.card["senses"].values() for sense in options})
        self.numbers = row = {sense: number for number, sense in enumerate(numbers)}
        self._options: dict[str, list[str]] = network.card["senses"]
        self._rows = {lemma: [row[sense] for sense in options] for lemma, options in self._options.items()}
        self._particle = network.card["deprel"].index("compound:prt")
        self._particles = {
            lemma: [_particle_of(sense) for sense in options]
            for lemma, options in self._options.items()
            if any(map(_particle_of, options))
        }

    @cached_property
    def _paths(self) -> Paths:
        card = self._network.card
        return Paths(card["deprel"], len(card["feats"]), len(TAGS), self._network.ways)

    @cached_property
    def _vectors(self) -> NDArray[np.float32]:
        """The vectors of all senses, and behind them that of none, all 0."""
        table = self._network.senses
        return np.concatenate([table, np.zeros((1, table.shape[1]), dtype=np.float32)])

    def frames(self, clauses: list[Clause]) -> list[Frame]:
        """The frames of some sentences, in the order of their words."""
        chosen = [np.flatnonzero(clause.predicate > 0).tolist() for clause in clauses]
        clauses = [clause for clause, found in zip(clauses, chosen, strict=True) if found]
        chosen = [found for found in chosen if found]
        if not clauses:
            return []
        said = np.concatenate([clause.sense[found] for clause, found in zip(clauses, chosen, strict=True)])
        senses, rows_of_senses = self._senses(
            [(clause.tree, word) for clause, found in zip(clauses, chosen, strict=True) for word in found], said
        )
        sizes = [len(clause.tree.heads) for clause in clauses]
        rows, predicates, words = pairs_of(sizes, chosen)
        kept, categories = self._paths.of(Tree.joined([clause.tree for clause in clauses]), predicates, words)
        rows, words = rows[kept], words[kept]
        scores = self._network.roles(
            np.concatenate([clause.words[found] for clause, found in zip(clauses, chosen, strict=True)]),
            np.concatenate([self._vectors[rows_of_senses], said], axis=1),
            np.concatenate([clause.words for clause in clauses]),
            np.stack([rows, words], axis=1),
            categories,
        )
        best = self._settled(scores, rows)
        given = np.flatnonzero(best)
        taken: list[list[tuple[str, int]]] = [[] for _ in senses]
        for role, row, word in zip(best[given].tolist(), rows[given].tolist(), words[given].tolist(), strict=True):
            taken[row].append((self._roles[role], word))
        frames: list[Frame] = []
        for clause, found, before in zip(clauses, chosen, accumulate(sizes, initial=0), strict=False):
            phrases = _Phrases(clause.tree.heads.tolist())
            for word in found:
                arguments = []
                for role, place in taken[len(frames)]:
                    head = place - before
                    first, last = phrases.of(head, word)
                    arguments.append(Argument(role, *(clause.first + one for one in (head, first, last))))
                frames.append(Frame(clause.first + word, senses[len(frames)], arguments))
        return frames

    def _settled(self, scores: NDArray[np.float32], rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """The role of each pair, a numbered role once for each predicate (`rows`).

        Of several words with one such role the one that would lose most by its next best keeps it; the others take
        theirs.
        """
        while True:
            best: NDArray[np.int64] = scores.argmax(1)
            given = np.flatnonzero(self._once[best])
            _, which, counts = np.unique(
                rows[given] * len(self._roles) + best[given], return_inverse=True, return_counts=True
            )
            clash = counts[which] > 1
            if not clash.any():
                return best
            given, which = given[clash], which[clash]
            held = best[given]
            others = scores[given]
            others[np.arange(len(given)), held] = -np.inf
            order = np.lexsort((others.max(1) - scores[given, held], which))
            losing = order[1:][which[order[1:]] == which[order[:-1]]]
            scores[given[losing], held[losing]] = -np.inf

    def sense(self, clause: Clause, word: int) -> tuple[str, NDArray[np.float32]]:
        """The sense of a predicate and its vector (all 0 for a lemma that no training text had)."""
        (name,), rows = self._senses([(clause.tree, word)], clause.sense[[word]])
        vector: NDArray[np.float32] = self._vectors[rows[0]]
        return name, vector

    def _senses(self, predicates: Sequence[tuple[Tree, int]], said: NDArray[np.float32]) -> tuple[list[str], list[int]]:
        """The senses of predicates, and their rows in `_vectors`; `said` (predicates, sense) is what the model gave.

        Of the senses of a lemma the nearest; the products of all predicates are made at once.
        """
        lemmas = [tree.lemmas[word].lower() for tree, word in predicates]
        rows_of = [self._rows.get(lemma, _NO_SENSE) for lemma in lemmas]
        counts = [len(rows) if len(rows) > 1 else 0 for rows in rows_of]
        compared = [row for rows in rows_of if len(rows) > 1 for row in rows]
        near = (self._vectors[compared] * said[np.repeat(np.arange(len(lemmas)), counts)]).sum(1).tolist()
        names, chosen, done = [], [], 0
        for lemma, rows, count, (tree, word) in zip(lemmas, rows_of, counts, predicates, strict=True):
            scores = near[done : done + count]
            if scores and lemma in self._particles:
                pulls = self._pulls(self._particles[lemma], tree, word)
                scores = [score + pull for score, pull in zip(scores, pulls, strict=True)]
            done += count
            best = scores.index(max(scores)) if scores else 0
            names.append(self._options[lemma][best] if lemma in self._options else f"{lemma}.01")
            chosen.append(rows[best])
        return names, chosen

    def _pulls(self, particles: Sequence[str], tree: Tree, word: int) -> list[float]:
        """How far each sense is drawn near by the particle that it has, which the predicate may have too."""
        children = np.flatnonzero(tree.heads == word).tolist()
        seen = {tree.lemmas[child].lower(): int(tree.labels[child]) == self._particle for child in children}
        return [
            (_PARTICLE if seen.get(particle) else 0.0 if particle in seen else -_PARTICLE) if particle else 0.0
            for particle in particles
        ]


def _particle_of(sense: str) -> str:
    """The particle in the name of a sense ("on" of "go_on.15"), or ""."""
    return sense.rpartition(".")[0].partition("_")[2]


class _Phrases:
    """First and last word of the phrases of a sentence."""

    def __init__(self, heads: list[int]) -> None:
        self._heads = heads
        self._children: list[list[int]] = [[] for _ in heads]
        order = []
        for word, head in enumerate(heads):
            if head >= 0:
                self._children[head].append(word)
            else:
                order.append(word)
        for word in order:  # grows as it is gone through: every word stands behind its head
            order.extend(self._children[word])
        self._first, self._last = list(range(len(heads))), list(range(len(heads)))
        for word in reversed(order):
            head = heads[word]
            if head >= 0:
                self._first[head] = min(self._first[head], self._first[word])
                self._last[head] = max(self._last[head], self._last[word])

    def of(self, head: int, predicate: int) -> tuple[int, int]:
        """The phrase of `head`, without the part that holds `predicate`."""
        above = set()
        word = predicate
        while word >= 0 and word != head:
            above.add(word)
            word = self._heads[word]
        if word != head or head == predicate:
            return self._first[head], self._last[head]
        first = last = head
        for child in self._children[head]:
            if child not in above:
                first, last = min(first, self._first[child]), max(last, self._last[child])
        # words on the far side of the predicate belong to its clause
        return (first, min(last, predicate - 1)) if head < predicate else (max(first, predicate + 1), last)
