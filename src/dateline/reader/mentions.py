"""Phrases that may stand for a person or thing: their head words, their ends, and what tells two of them apart.

Used alike by the reader and by its training, so that both see the same candidates and the same categories of pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dateline.model.reading import NAME_TYPES

BAND = 256
"""How many candidates back an antecedent is looked for: some thousand words, which keeps long texts linear."""

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "SYM", "X", "ADJ"})
_ALWAYS = frozenset({"NOUN", "PROPN", "PRON"})
_INNER = ("compound", "flat", "fixed", "goeswith", "nmod:desc", "det", "cop", "reparandum", "discourse", "case", "mark")
_OUTSIDE = frozenset(
    "case cc cc:preconj mark punct conj appos parataxis cop aux advmod discourse nsubj nsubj:pass expl advcl "
    "dep list vocative dislocated".split()
)
"""Dependents of a head word that do not belong to its phrase."""

_PRONOUNS = {
    word: number
    for number, words in enumerate(
        ("he him his himself", "she her hers herself", "it its itself", "they them their theirs themselves",
         "i me my mine myself", "you your yours yourself yourselves", "we us our ours ourselves",
         "who whom whose which", "this that these those", "one ones another other others some all each both none"),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_CLASSES = 11
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "my", "our", "your"})
_INDEFINITE = frozenset({"a", "an", "some", "any", "another", "no", "several", "many", "each", "every"})
_STEP = np.searchsorted([1, 2, 3, 4, 6, 9, 14, 24, 60], np.arange(62))
_AWAY = np.searchsorted([1, 2, 3, 4, 6, 10, 20], np.arange(22))
"""The category of each distance, in candidates and in sentences; the last holds for all that is further."""

CATEGORIES = (50, 40, 100, _CLASSES * _CLASSES, 3)
"""Size of each category of `pair_categories`."""
_TYPES = {kind: number for number, kind in enumerate(NAME_TYPES, start=1)}
_PLACES = {
    label: number
    for number, labels in enumerate(("nsubj nsubj:pass csubj nsubj:outer", "obj iobj", "obl obl:agent obl:unmarked",
        "nmod", "nmod:poss", "root appos ccomp parataxis"), start=1)
    for label in labels.split()
}  # fmt: skip
READ_CATEGORIES = (
    *CATEGORIES, (len(_TYPES) + 1) ** 2, _CLASSES * (len(_TYPES) + 1), 9 * 5, (max(_PLACES.values()) + 1) ** 2 * 2, 40,
)  # fmt: skip
"""Size of each category of `read_categories`."""


def heads_among(upos: Sequence[str], labels: Sequence[str]) -> list[int]:
    """Words that head a phrase which may stand for something (pronouns, names, nouns and what stands for them)."""
    found = []
    for word, (tag, label) in enumerate(zip(upos, labels, strict=True)):
        if tag not in _NOMINAL or label.startswith(_INNER):
            continue
        if tag in _ALWAYS or label.startswith(("nsubj", "obj", "obl", "nmod", "iobj")):
            found.append(word)
    return found


def phrase_of(head: int, children: Sequence[Sequence[int]], labels: Sequence[str]) -> tuple[int, int]:
    """First and last word of the phrase of a head word: its dependents' words, less what only hangs on to it.

    The mark of the possessive behind it ("Turkey's") belongs to it, as OntoNotes has it.
    """
    first = last = head
    waiting = [
        child for child in children[head]
        if labels[child] not in _OUTSIDE or (labels[child] == "case" and child > head)
    ]  # fmt: skip
    while waiting:
        word = waiting.pop()
        first, last = min(first, word), max(last, word)
        waiting.extend(children[word])
    return first, last


@dataclass(frozen=True)
class Candidates:
    """Candidates of one text in their order, as arrays of one value each."""

    head: NDArray[np.int64]
    """A number for the head's word, in lower case."""
    whole: NDArray[np.int64]
    """A number for the phrase without its article, in lower case."""
    kind: NDArray[np.int64]
    """0 name, 1 pronoun, 2 definite, 3 indefinite, 4 other."""
    pronoun: NDArray[np.int64]
    sentence: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    parts: list[frozenset[int]]
    """Numbers of the content words of each phrase."""
    type: NDArray[np.int64]
    """What the name at the head is: 0 none, else by `NAME_TYPES`."""
    number: NDArray[np.int64]
    """0 unknown, 1 singular, 2 plural."""
    place: NDArray[np.int64]
    """What the phrase is to its verb or noun: subject, object …"""

    @cached_property
    def repeats(self) -> NDArray[np.int64]:
        """How often each phrase has been said before in the same words."""
        seen: dict[int, int] = {}
        found = np.zeros(len(self.whole), dtype=np.int64)
        for row, whole in enumerate(self.whole.tolist()):
            found[row] = seen.get(whole, 0)
            seen[whole] = found[row] + 1
        return found

    @classmethod
    def of(
        cls,
        words: Sequence[str],
        phrases: Sequence[tuple[int, int, int]],
        sentences: Sequence[int],
        read: Sequence[tuple[str, str, str]] | None = None,
    ) -> Candidates:
        """From the words of a text, the (head, first, last) of each phrase, and the sentence of each phrase.

        `read`: type of the name ("" for none), features and label of each head, where they are known.
        """
        numbers: dict[str, int] = {}

        def number(text: str) -> int:
            return numbers.setdefault(text, len(numbers))

        rows: list[tuple[int, int, int, int]] = []
        parts: list[frozenset[int]] = []
        for head, first, last in phrases:
            lower = [word.lower() for word in words[first : last + 1]]
            opening, word = lower[0], words[head]
            pronoun = _PRONOUNS.get(word.lower(), 0) if first == last else 0
            if pronoun:
                kind = 1
            elif word[:1].isupper():
                kind = 0
            elif opening in _DEFINITE:
                kind = 2
            else:
                kind = 3 if opening in _INDEFINITE else 4
            content = lower[1:] if len(lower) > 1 and opening in _DEFINITE | _INDEFINITE else lower
            rows.append((number(word.lower()), number(" ".join(content)), kind, pronoun))
            parts.append(frozenset(number(one) for one in content if len(one) > 2))
        head_of, whole, kinds, pronouns = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
        return cls(
            head_of, whole, kinds, pronouns, np.array(sentences, dtype=np.int64),
            np.array([first for _, first, _ in phrases], dtype=np.int64),
            np.array([last for _, _, last in phrases], dtype=np.int64), parts,
            np.array([_TYPES.get(kind, 0) for kind, _, _ in read or [("", "", "")] * len(phrases)]),
            np.array([_number(feats) for _, feats, _ in read or [("", "", "")] * len(phrases)]),
            np.array([_PLACES.get(label, 0) for _, _, label in read or [("", "", "")] * len(phrases)]),
        )  # fmt: skip


def _number(feats: str) -> int:
    return 1 if "Number=Sing" in feats else 2 if "Number=Plur" in feats else 0


def read_categories(candidates: Candidates, rows: range, columns: range) -> NDArray[np.int64]:
    """Categories (10, rows, columns): those of `pair_categories`, and what only a whole reading tells.

    These are: types of the two names; the later one's class of pronoun by the earlier one's type; both numbers by the
    later one's kind; what both are to their verbs, in one sentence or not; the later one's kind by how often the
    earlier one has been said before.
    """
    later, earlier = slice(rows.start, rows.stop), slice(columns.start, columns.stop)
    types, kinds = len(_TYPES) + 1, max(_PLACES.values()) + 1
    kind = candidates.kind[later][:, None]
    found = np.empty((len(READ_CATEGORIES), len(rows), len(columns)), dtype=np.int64)
    _fill_pairs(candidates, rows, columns, found)
    np.add(candidates.type[later][:, None] * types, candidates.type[earlier], out=found[5])
    np.add(candidates.pronoun[later][:, None] * types, candidates.type[earlier], out=found[6])
    np.add(candidates.number[later][:, None] * 15 + kind, candidates.number[earlier] * 5, out=found[7])
    np.add(candidates.place[later][:, None] * (2 * kinds), candidates.place[earlier] * 2, out=found[8])
    found[8] += candidates.sentence[later][:, None] == candidates.sentence[earlier]
    np.add(kind * 8, np.minimum(candidates.repeats[earlier], 7), out=found[9])
    return found


def pair_categories(candidates: Candidates, rows: range, columns: range) -> NDArray[np.int64]:
    """Categories (5, rows, columns) of pairs of a later candidate and an earlier one.

    They are: distance in candidates, and in sentences, by the later one's kind; the two kinds by how far the words
    agree; the two classes of pronouns; whether one stands within the other.
    """
    found = np.empty((len(CATEGORIES), len(rows), len(columns)), dtype=np.int64)
    _fill_pairs(candidates, rows, columns, found)
    return found


def _fill_pairs(candidates: Candidates, rows: range, columns: range, found: NDArray[np.int64]) -> None:
    """The categories of `pair_categories`, written into the first five tables of `found`.

    Each is written in its place, and what depends on one of the two alone is worked out before they are paired: there
    are some twenty thousand pairs in a report.
    """
    later, earlier = slice(rows.start, rows.stop), slice(columns.start, columns.stop)
    head, whole, kind = candidates.head, candidates.whole, candidates.kind
    late = kind[later][:, None]
    steps = np.arange(rows.start, rows.stop)[:, None] - np.arange(columns.start, columns.stop)
    np.add(late * 10, _STEP.take(steps, mode="clip"), out=found[0])
    away = candidates.sentence[later][:, None] - candidates.sentence[earlier]
    np.add(late * 8, _AWAY.take(away, mode="clip"), out=found[1])
    match = np.zeros(steps.shape, dtype=np.int8)  # small numbers, compared many at a time
    spoken = (candidates.pronoun == 0).tolist()
    held: dict[int, list[int]] = {}
    for column in columns:
        if spoken[column]:
            for part in candidates.parts[column]:
                held.setdefault(part, []).append(column - columns.start)
    for row, word in zip(rows, head[later].tolist(), strict=True):
        if spoken[row] and word in held:
            match[row - rows.start, held[word]] = 1
    np.maximum(match, (head[later][:, None] == head[earlier]) * np.int8(2), out=match)
    np.maximum(match, (whole[later][:, None] == whole[earlier]) * np.int8(3), out=match)
    np.add(late * 20 + kind[earlier] * 4, match, out=found[2])
    np.add(candidates.pronoun[later][:, None] * _CLASSES, candidates.pronoun[earlier], out=found[3])
    first, last = candidates.first, candidates.last
    inside = (first[later][:, None] >= first[earlier]) & (last[later][:, None] <= last[earlier])
    around = (first[later][:, None] <= first[earlier]) & (last[later][:, None] >= last[earlier])
    around &= ~inside
    np.add(inside, around * np.int64(2), out=found[4])
