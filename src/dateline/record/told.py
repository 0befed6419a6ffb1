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

from dateline.model.reading import MODEL_VECTOR, Frame, Reading
from dateline.record.meanings import groups, meanings
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

_LEAD = 3
"""Sentences that a report's news stands in."""
ROLES = ("ARG0", "ARG1", "ARG2", "ARGM-TMP", "ARGM-LOC")
"""Roles whose arguments are compared."""
KINDS = ("PER", "ORG", "LOC")
"""Types of names that are compared each with its own."""
_DESCRIBING = frozenset("compound flat amod nummod nmod:poss".split())
_DEFINITE = frozenset("the this that these those".split())
_NO_GROUP: frozenset[int] = frozenset()
_INDEFINITE = frozenset("a an another".split())

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
    groups: frozenset[int] = frozenset()
    """Groups of words of one meaning that its head stands in."""
    phrase_groups: frozenset[int] = frozenset()
    """Those that any of its words stands in."""
    sense: str = ""
    """The sense of its frame ("attack.01")."""
    roles: dict[str, frozenset[str]] = field(default_factory=dict)
    """Stems of the arguments by role (`ROLES`): their heads, what describes these, the names that they stand for."""
    role_chains: dict[str, int] = field(default_factory=dict)
    """The report's chain that the argument of a role is in."""
    kinds: dict[str, frozenset[str]] = field(default_factory=dict)
    """`names` by type (`KINDS`), without those in other sentences."""
    factual: float = 0.0
    """How far it is told as having happened."""
    plural: bool = False
    article: str = ""
    """"the" for a definite determiner, "a" for an indefinite one."""


@dataclass(slots=True)
class Told:
    """One report and its mentions."""

    terms: Weights
    """The weightiest stems of the whole report; of length 1."""
    names: Weights
    published: int | None
    """Day of publication, as an ordinal."""
    mentions: list[Mention] = field(default_factory=list)
    lead: Weights = field(default_factory=dict)
    """The stems of its first sentences; of length 1."""
    kinds: dict[str, Weights] = field(default_factory=dict)
    """`names` by type (`KINDS`)."""
    lead_kinds: dict[str, frozenset[str]] = field(default_factory=dict)
    """The names of its first sentences by type."""
    numbers: frozenset[str] = frozenset()
    meant: list[NDArray[np.float32]] = field(default_factory=list)
    """What is meant (mentions, width) by each mention's head, by its phrase, by its sides, by its sentence."""


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
    kind_at = {word: name.type for name in reading.names for word in range(name.first, name.last + 1)}
    frames: dict[int, Frame] = {}
    for frame in reading.frames:
        frames.setdefault(frame.word, frame)
    told = Told(unit(terms), names, _day(published))
    _tell_lead(told, reading, stems, content, kind_at, idf, unseen)
    group_of = groups()
    heads: list[Weights] = []
    beside: list[Weights] = []
    around: dict[int, tuple[Weights, frozenset[str], frozenset[str]]] = {}
    for words in mentions:
        word = words[0]
        number = reading.sentence_of[word]
        if number not in around:
            around[number] = _sentence(reading, number, stems, content, idf, unseen)
        context, numbers, days = around[number]
        own = {stems[one]: idf.get(stems[one], unseen) for one in words if content[one]}
        others = {side for side in _sides(reading, word) if side not in words}
        heads.append({stem(reading.lemmas[word]): 1.0})
        beside.append(_counted((stems[one] for one in sorted(others) if content[one]), idf, unseen))
        kinds = {
            kind: frozenset(stems[one] for one in {*others, *words} if kind_at.get(one) == kind and content[one])
            for kind in KINDS
        }
        frame_here = next((frames[one] for one in words if one in frames), None)
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
                groups=group_of.get(stem(reading.lemmas[word]), _NO_GROUP),
                phrase_groups=frozenset().union(*(group_of.get(stems[one], _NO_GROUP) for one in words)),
                sense=frame_here.sense if frame_here else "",
                roles=_roles(reading, frame_here, stems, chain_at) if frame_here else {},
                role_chains=_role_chains(frame_here, chain_at) if frame_here else {},
                kinds=kinds,
                factual=reading.factuality[word] if reading.factuality else 0.0,
                plural="Number=Plur" in reading.feats[word],
                article=_article(reading, word),
            )
        )
    known = meanings()
    phrases, sentences = ([getattr(one, part) for one in told.mentions] for part in ("phrase", "context"))
    for weighed in (heads, phrases, beside, sentences):
        rows = [known.mean(one) for one in weighed]
        told.meant.append(np.array(rows, np.float32).reshape(len(rows), known.width))
    return told


def _counted(found: Iterable[str], idf: Weights, unseen: float) -> Weights:
    """Stems by their weight, once for each time that they are there."""
    return {one: count * idf.get(one, unseen) for one, count in Counter(found).items()}


def _tell_lead(
    told: Told,
    reading: Reading,
    stems: list[str],
    content: list[bool],
    kind_at: dict[int, str],
    idf: Weights,
    unseen: float,
) -> None:
    """Fill in what the first sentences and the names and numbers of the whole report tell."""
    end = reading.sentences[_LEAD] if len(reading.sentences) > _LEAD else len(reading)
    counts = Counter(stems[word] for word in range(end) if content[word])
    told.lead = unit({one: (1 + log(count)) * idf.get(one, unseen) for one, count in counts.items()})
    for kind in KINDS:
        words = [word for word, its in sorted(kind_at.items()) if its == kind and content[word]]
        told.kinds[kind] = {stems[word]: idf.get(stems[word], unseen) for word in words}
        told.lead_kinds[kind] = frozenset(stems[word] for word in words if word < end)
    told.numbers = frozenset(stems[word] for word in range(len(reading)) if reading.upos[word] == "NUM" and stems[word])


def _roles(reading: Reading, frame: Frame, stems: list[str], chain_at: dict[int, int]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for argument in frame.arguments:
        if argument.role in ROLES:
            words = [argument.head, *_said_elsewhere(reading, argument.head, chain_at)]
            words += [child for child in reading.children[argument.head] if reading.labels[child] in _DESCRIBING]
            found.setdefault(argument.role, set()).update(stems[word] for word in words if stems[word])
    return {role: frozenset(words) for role, words in found.items() if words}


def _role_chains(frame: Frame, chain_at: dict[int, int]) -> dict[str, int]:
    return {
        argument.role: chain_at[argument.head]
        for argument in reversed(frame.arguments)
        if argument.role in ROLES and argument.head in chain_at
    }


def _article(reading: Reading, word: int) -> str:
    said = {reading.lemmas[child].lower() for child in reading.children[word] if reading.labels[child] == "det"}
    return "the" if said & _DEFINITE else "a" if said & _INDEFINITE else ""


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
