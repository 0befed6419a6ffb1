"""What is compared to tell whether two mentions, of one report or of two, are of one event (or one participant).

All of it comes from the Readings and from fixed tables (`data/same_event.json`), never from the other reports, so that
adding a report changes nothing about those that are there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from dateline.model.reading import MODEL_VECTOR, Reading
from dateline.record.words import stem

TERMS = 80
"""Terms that a report is compared by, the weightiest."""

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
_SIDES = frozenset(
    "nsubj nsubj:pass nsubj:outer obj iobj obl obl:agent obl:unmarked nmod nmod:poss nmod:unmarked nmod:desc compound "
    "amod nummod acl appos flat xcomp advmod".split()
)
_ABOVE = frozenset("obj nsubj nsubj:pass obl obl:agent nmod compound xcomp conj acl acl:relcl advcl ccomp amod".split())
_SHARED = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "obl:unmarked", "obl:agent"})
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today yesterday tomorrow".split()
)

Weights = dict[str, float]
"""Stems with their weights."""


@dataclass(slots=True)
class Mention:
    """One mention: a trigger (or the head of a participant's phrase) and what stands around it."""

    word: int
    sentence: int
    lemma: str
    stem: str
    tag: str
    phrase: Weights
    """The words of the mention itself."""
    sides: Weights
    """What takes part in it: its dependents, and what its head has besides."""
    names: frozenset[str]
    """Stems of names among `sides` and `phrase`."""
    context: Weights
    """The other words of its sentence; of length 1."""
    numbers: frozenset[str]
    days: frozenset[str]
    chain: int
    """Number of the report's chain that the mention is in, -1 for none."""
    vector: NDArray[np.float32] | None
    """What the model makes of it; of length 1."""
    whole: NDArray[np.float32] | None = None
    """The whole vector of the Reading; of length 1."""


@dataclass(slots=True)
class Told:
    """One report and its mentions."""

    terms: Weights
    """The weightiest stems of the whole report; of length 1."""
    names: Weights
    published: int | None
    """Day of publication, as an ordinal."""
    mentions: list[Mention] = field(default_factory=list)


def told_of(
    reading: Reading, mentions: Iterable[Sequence[int]], idf: Weights, unseen: float, published: str | None = None
) -> Told:
    """What `reading` tells of `mentions`, each given as its words with the head first.

    `idf` weighs stems by how few documents have them, `unseen` those that it doesn't have; `published` is an ISO date.
    """
    stems = [stem(lemma) if tag in _CONTENT else "" for lemma, tag in zip(reading.lemmas, reading.upos, strict=True)]
    content = [bool(one) and (one[0].isalnum() and (len(one) > 1 or one.isdigit())) for one in stems]
    counts = Counter(one for one, kept in zip(stems, content, strict=True) if kept)
    weights = {one: (1 + log(count)) * idf.get(one, unseen) for one, count in counts.items()}
    terms = dict(sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:TERMS])
    naming = {word for word in reading.name_at if content[word]}
    names = {stems[word]: idf.get(stems[word], unseen) for word in sorted(naming)}
    chain_at = {mention.head: number for number, chain in enumerate(reading.chains) for mention in chain}
    told = Told(unit(terms), names, _day(published))
    around: dict[int, tuple[Weights, frozenset[str], frozenset[str]]] = {}
    for words in mentions:
        word = words[0]
        number = reading.sentence_of[word]
        if number not in around:
            around[number] = _sentence(reading, number, stems, content, idf, unseen)
        context, numbers, days = around[number]
        own = {stems[one]: idf.get(stems[one], unseen) for one in words if content[one]}
        others = {side for side in _sides(reading, word) if side not in words}
        others |= {said for side in others | {word} for said in _said_elsewhere(reading, side, chain_at)}
        named = frozenset(stems[one] for one in {*others, *words} if one in naming)
        sides = {stems[one]: idf.get(stems[one], unseen) for one in sorted(others) if content[one]}
        told.mentions.append(
            Mention(
                word=word,
                sentence=number,
                lemma=reading.lemmas[word].lower(),
                stem=stem(reading.lemmas[word]),
                tag=reading.upos[word],
                phrase=own,
                sides=sides,
                names=named,
                context=unit({one: weight for one, weight in context.items() if one not in own}),
                numbers=numbers,
                days=days,
                chain=chain_at.get(word, -1),
                vector=_vector(reading, word, MODEL_VECTOR),
                whole=_vector(reading, word),
            )
        )
    return told


def unit(weights: Weights) -> Weights:
    """The same weights at length 1."""
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {one: weight / length for one, weight in weights.items()} if length else {}


def cosine(one: Weights, other: Weights) -> float:
    """The likeness of two weightings of length 1."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)


def _sentence(
    reading: Reading, number: int, stems: list[str], content: list[bool], idf: Weights, unseen: float
) -> tuple[Weights, frozenset[str], frozenset[str]]:
    first, end = reading.sentence_bounds(number)
    inside = [word for word in range(first, end) if content[word]]
    weights = {stems[word]: idf.get(stems[word], unseen) for word in inside}
    numbers = frozenset(stems[word] for word in inside if reading.upos[word] == "NUM")
    days = frozenset(lower for word in inside if (lower := reading.lemmas[word].lower()) in _CALENDAR)
    return weights, numbers, days


def _sides(reading: Reading, word: int) -> set[int]:
    """Words that take part: heads of the dependents with what names them, then what its own head has besides."""
    found: set[int] = set()
    for frame in reading.frames:
        if frame.word == word:
            found.update(argument.head for argument in frame.arguments if not argument.role.startswith("ARGM-M"))
    found.update(child for child in reading.children[word] if reading.labels[child] in _SIDES)
    head = reading.heads[word]
    if head >= 0 and reading.labels[word] in _ABOVE:
        found.add(head)
        found.update(child for child in reading.children[head] if child != word and reading.labels[child] in _SHARED)
    for side in sorted(found):
        found.update(child for child in reading.children[side] if reading.labels[child] in _SIDES and child != word)
    found.discard(word)
    return found


def _said_elsewhere(reading: Reading, word: int, chain_at: dict[int, int]) -> Iterable[int]:
    """The words of the first mention of what `word` stands for, where it is a name or a noun."""
    if word not in chain_at:
        return ()
    chain = reading.chains[chain_at[word]]
    named = next((one for one in chain if reading.upos[one.head] == "PROPN"), chain[0])
    return range(named.first, min(named.last, named.first + 8) + 1)


def _vector(reading: Reading, word: int, count: int | None = None) -> NDArray[np.float32] | None:
    packed = reading.vectors.get(word)
    if packed is None:
        return None
    values = np.frombuffer(packed[:count], dtype=np.int8).astype(np.float32)
    length = float(np.sqrt((values * values).sum()))
    return values / length if length else None


def _day(published: str | None) -> int | None:
    try:
        return date.fromisoformat(published[:10]).toordinal() if published else None
    except ValueError:
        return None
