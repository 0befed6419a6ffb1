"""Which place an event belongs to: the one that the fewest and most fitting steps of the tree lead to from its trigger.

Each step has a cost (`_UP`, `_DOWN`): a phrase with a preposition of place at the trigger itself costs nothing; the
place of what was done to ("a hospital in Idlib") a little; the place of somebody who only speaks, or in somebody's
title, so much that it is never taken. Above `_FARTHEST` there is no place. The costs were set by hand and tried on
sentences that mark which place belongs to which verb.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from dateline.model.account import Place
from dateline.model.reading import Reading
from dateline.places.words import LOCATIVE, PEOPLE, SPEECH_NOUNS, SPEECH_VERBS

_UP = {
    "xcomp": 0.2, "conj": 0.8, "advcl": 0.6, "advcl:relcl": 0.8, "acl": 0.8, "acl:relcl": 0.8, "obj": 0.5, "nsubj": 0.5,
    "nsubj:pass": 0.5, "nsubj:outer": 0.5, "obl": 0.6, "obl:agent": 0.6, "obl:unmarked": 0.6, "nmod": 0.6,
    "nmod:poss": 0.8, "nmod:unmarked": 0.6, "nmod:desc": 0.6, "compound": 0.4, "appos": 0.4, "ccomp": 1.2, "csubj": 1.0,
    "csubj:pass": 1.0, "parataxis": 1.6, "amod": 0.5, "flat": 0.2, "iobj": 0.6,
}  # fmt: skip
_DOWN = {
    "obl": 0.0, "obl:unmarked": 0.4, "obl:agent": 1.6, "nmod": 0.1, "nmod:poss": 0.9, "nmod:unmarked": 0.7,
    "nmod:desc": 1.0, "compound": 1.2, "amod": 0.8, "obj": 0.3, "nsubj:pass": 0.3, "nsubj": 1.7, "nsubj:outer": 1.7,
    "appos": 1.0, "conj": 0.4, "flat": 0.0, "acl": 1.4, "acl:relcl": 1.6, "advcl": 1.2, "advcl:relcl": 1.4,
    "xcomp": 0.3, "ccomp": 2.2, "parataxis": 2.0, "iobj": 0.8, "advmod": 0.4, "orphan": 0.6, "nummod": 1.0,
    "vocative": 3.0,
}  # fmt: skip
_OTHER = 1.5
_MOTION = frozenset(
    ("from", "to", "into", "toward", "towards", "through", "via", "for", "by", "with", "against", "over")
)
_MOTION_COST, _NO_PREPOSITION_COST, _PERSON_COST, _SPEECH_COST = 0.9, 1.0, 2.0, 3.0
_ACTOR_COST, _AGAINST_COST, _NAMED_COST, _STANDING_COST, _UNRESOLVED_COST = 3.0, 1.8, 1.0, 0.3, 0.3
_STANDING = frozenset(("in", "at", "near", "outside", "inside", "around", "on"))
_CLAUSE_COST, _VERB_COST = 1.7, 0.1
_PER_WORD = 0.02
_FARTHEST = 3.4
_VERBAL = frozenset(("VERB", "AUX"))


def place_of(reading: Reading, word: int, places: Sequence[Place]) -> int | None:
    """The index of the place where the event with the trigger `word` was, or None where the sentence tells none."""
    heads = _heads_by_sentence(reading, places).get(reading.sentence_of[word])
    if not heads:
        return None
    up = _ancestors(reading, word)
    best: tuple[float, int] | None = None
    for head, (first, last, place) in heads.items():
        if first <= word <= last:
            continue
        down = _descent(reading, head, up, acts=places[place].kind == "country")
        if down is None:
            continue
        cost = down + _PER_WORD * min(abs(head - word), 30)
        if places[place].lat is None and places[place].country is None:
            cost += _UNRESOLVED_COST
        if cost <= _FARTHEST and (best is None or cost < best[0]):
            best = (cost, place)
    return best[1] if best is not None else None


def _heads_by_sentence(reading: Reading, places: Sequence[Place]) -> dict[int, dict[int, tuple[int, int, int]]]:
    """For each sentence: head word of each mention → its first and last word, and the index of the place.

    The last answer is kept, because a report's events are asked for one after the other.
    """
    global _last  # noqa: PLW0603
    if _last is not None and _last[0] is reading and _last[1] is places:
        return _last[2]
    found: dict[int, dict[int, tuple[int, int, int]]] = {}
    for index, place in enumerate(places):
        for span in place.mentions:
            first = bisect_right(reading.ends, span.start)
            last = bisect_left(reading.starts, span.end) - 1
            head = next((one for one in range(first, last + 1) if not first <= reading.heads[one] <= last), last)
            heads = found.setdefault(reading.sentence_of[first], {})
            longest = heads.get(head)
            if longest is None or longest[1] - longest[0] < last - first:
                heads[head] = (first, last, index)
    _last = (reading, places, found)
    return found


_last: tuple[Reading, Sequence[Place], dict[int, dict[int, tuple[int, int, int]]]] | None = None


def _ancestors(reading: Reading, word: int) -> dict[int, float]:
    """The word and everything above it, with what it costs to climb there."""
    found, cost = {word: 0.0}, 0.0
    while reading.heads[word] >= 0:
        above = reading.heads[word]
        cost += _UP.get(reading.labels[word], _OTHER)
        if reading.labels[word] in ("ccomp", "parataxis", "csubj") and reading.lemmas[above] in SPEECH_VERBS:
            cost += _SPEECH_COST
        elif reading.lemmas[above] in SPEECH_VERBS and reading.labels[word] in ("obj", "obl", "xcomp"):
            cost += _SPEECH_COST / 2
        found.setdefault(above, cost)
        word = above
    return found


def _descent(reading: Reading, head: int, up: dict[int, float], *, acts: bool) -> float | None:
    """What it costs to get from the trigger to the head word of a mention, over the lowest word above both.

    `acts` says that the place is one that acts itself: a country as subject or in front of a noun ("U.S. helicopters").
    """
    cost, word = 0.0, head
    while word not in up:
        above = _governor(reading, word)
        if above < 0:
            return None
        label = reading.labels[word]
        cost += _DOWN.get(label, _OTHER)
        if label == "conj" and reading.upos[word] in _VERBAL:
            cost += _CLAUSE_COST if reading.child(word, "nsubj", "nsubj:pass") is not None else _VERB_COST
        if label in ("obl", "nmod"):
            cost += _preposition(reading, word)
        if word != head or label in ("compound", "nmod:poss", "nmod", "amod"):
            cost += _person(reading, word, above, head)
        if acts and word == head:
            cost += _as_an_actor(reading, above, label)
        word = above
    return cost + up[word]


def _governor(reading: Reading, word: int) -> int:
    """The head of a word; for a phrase before "that", which can't be of the clause behind it, the verb above."""
    above = reading.heads[word]
    if above >= 0 and reading.labels[word] == "obl":
        mark = reading.child(above, "mark")
        if mark is not None and word < mark < above and reading.lemmas[mark] == "that":
            return reading.heads[above]
    return above


def _as_an_actor(reading: Reading, above: int, label: str) -> float:
    if label in ("nsubj", "obl:agent"):
        return _ACTOR_COST
    if label in ("compound", "amod", "nmod:poss"):
        return 0.3 if reading.labels[above] in ("obl", "nmod") and _preposition(reading, above) == 0.0 else _ACTOR_COST
    return 0.0


def _preposition(reading: Reading, word: int) -> float:
    case = reading.child(word, "case")
    if case is None:
        return _NO_PREPOSITION_COST
    lemma = reading.lemmas[case]
    if lemma == "against":
        return _AGAINST_COST
    if lemma in _MOTION:
        return _MOTION_COST
    return 0.0 if lemma in LOCATIVE or lemma in ("of", "outside", "inside") else _NO_PREPOSITION_COST


def _person(reading: Reading, word: int, above: int, head: int) -> float:
    """The place belongs to a person or a body, not to what happened ("the envoy to Syria", "Aleppo's governor")."""
    noun = above if word == head else word
    if reading.upos[noun] in _VERBAL:
        return 0.0
    if word == head and reading.labels[word] == "nmod" and _stands_at(reading, word):
        return _STANDING_COST if reading.lemmas[noun] in PEOPLE or noun in reading.name_at else 0.0
    if reading.lemmas[noun] in PEOPLE:
        return _PERSON_COST
    if reading.lemmas[noun] in SPEECH_NOUNS:
        return _SPEECH_COST / 2
    name = reading.name_at.get(noun)
    return _NAMED_COST if name is not None and name.type in ("PER", "ORG") else 0.0


def _stands_at(reading: Reading, word: int) -> bool:
    """Whether a phrase says where somebody is ("an official in Khost"), not what of ("the envoy to Syria")."""
    case = reading.child(word, "case")
    return case is not None and reading.lemmas[case] in _STANDING
