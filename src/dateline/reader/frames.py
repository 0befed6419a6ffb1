"""Frames: predicates with their senses and the roles of the words around them, after PropBank.

The model scores every word of a sentence for every predicate in it; a numbered role is given once to a predicate, to
the word that it fits best. An argument's words are those of its head's phrase, without the clause of the predicate
itself ("the town that they seized" ends at "town").
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dateline.model.reading import Argument, Frame
from dateline.reader.network import Network
from dateline.reader.paths import Paths, Tree, pairs_of
from dateline.reader.usage import Usage, keys_of

_NO_SENSE = [-1]
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
        self._once = np.array([role in _ONCE for role in self._roles])
        self._paths = Paths(network.card["deprel"])
        numbers = sorted({sense for options in network.card["senses"].values() for sense in options})
        self.numbers = row = {sense: number for number, sense in enumerate(numbers)}
        self._options: dict[str, list[str]] = network.card["senses"]
        self._rows = {lemma: [row[sense] for sense in options] for lemma, options in self._options.items()}

    @cached_property
    def _usage(self) -> Usage:
        return Usage.in_folder(self._network.folder)

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
        senses, rows_of_senses = self._senses(
            [clause.tree.lemmas[word] for clause, found in zip(clauses, chosen, strict=True) for word in found],
            np.concatenate([clause.sense[found] for clause, found in zip(clauses, chosen, strict=True)]),
        )
        sizes = [len(clause.tree.heads) for clause in clauses]
        rows, predicates, words = pairs_of(sizes, chosen)
        tree = Tree.joined([clause.tree for clause in clauses])
        categories = self._paths.of(tree, predicates, words)
        scores = self._network.roles(
            np.concatenate([clause.role_predicate[found] for clause, found in zip(clauses, chosen, strict=True)]),
            self._vectors[rows_of_senses],
            np.concatenate([clause.role_argument for clause in clauses]),
            np.stack([rows, words], axis=1),
            categories,
        )
        self._usage.add_to(scores, keys_of(np.array(rows_of_senses)[rows], categories, self._paths.sizes))
        best = self._settled(scores, rows)
        given = np.flatnonzero(best)
        roles = [self._roles[role] for role in best[given].tolist()]
        pairs = given.tolist()
        frames: list[Frame] = []
        done = at = 0
        for clause, found, size in zip(clauses, chosen, sizes, strict=True):
            phrases = _Phrases(clause.tree.heads.tolist())
            for word in found:
                arguments = []
                while at < len(pairs) and pairs[at] < done + size:
                    head = pairs[at] - done
                    first, last = phrases.of(head, word)
                    span = (clause.first + one for one in (head, first, last))
                    arguments.append(Argument(roles[at], *span))
                    at += 1
                done += size
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
        (name,), rows = self._senses([clause.tree.lemmas[word]], clause.sense[[word]])
        vector: NDArray[np.float32] = self._vectors[rows[0]]
        return name, vector

    def _senses(self, lemmas: list[str], said: NDArray[np.float32]) -> tuple[list[str], list[int]]:
        """The senses of predicates, and their rows in `_vectors`; `said` (predicates, sense) is what the model gave.

        Of the senses of a lemma the nearest; the products of all predicates are made at once.
        """
        lemmas = [lemma.lower() for lemma in lemmas]
        rows_of = [self._rows.get(lemma, _NO_SENSE) for lemma in lemmas]
        counts = [len(rows) if len(rows) > 1 else 0 for rows in rows_of]
        compared = [row for rows in rows_of if len(rows) > 1 for row in rows]
        near = (self._vectors[compared] * said[np.repeat(np.arange(len(lemmas)), counts)]).sum(1).tolist()
        names, chosen, done = [], [], 0
        for lemma, rows, count in zip(lemmas, rows_of, counts, strict=True):
            scores = near[done : done + count]
            done += count
            best = scores.index(max(scores)) if scores else 0
            names.append(self._options[lemma][best] if lemma in self._options else f"{lemma}.01")
            chosen.append(rows[best])
        return names, chosen


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
