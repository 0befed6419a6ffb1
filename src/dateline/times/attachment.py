"""Which time expression belongs to an event: the nearest in the tree among those that may.

Legal are the time of the trigger itself ("attacked on Sunday", "Sunday's meeting"), of what the clause is made of ("an
attack carried out on Sunday", "carried out an attack on Sunday"), and, where it has none, of the clause that it is
joined to or hangs on. The time of a speech act around the event ("said on Monday that …") is never the event's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from dateline.model.account import When
from dateline.model.reading import Reading
from dateline.times.expressions import direction_of, folded
from dateline.times.owners import Owned, is_light, owned, speaks, views, words_of
from dateline.times.tense import is_past, wishes

_VAGUE_RULES = frozenset({"vague", "impossible"})
_SHIFTS = frozenset({"later", "earlier"})
_STRETCHES = frozenset({"past", "since", "so far", "coming", "rest", "range"})
_AT = frozenset({"in", "at", "during"})
_LENGTHS = frozenset({"duration", "set"})
_AFTERWARDS = frozenset(
    {"after", "before", "since", "until", "till", "if", "unless", "because", "although", "though", "whether"}
)
"""Marks of clauses that have a time of their own."""
_DURING = frozenset({"in", "during", "at", "amid", "as"})
_PARTS = frozenset({"obj", "obl", "iobj", "xcomp", "obl:agent", "nsubj:pass", "nmod", "compound:prt", "obl:unmarked"})
_PREMODIFIERS = frozenset({"nmod:poss", "compound", "amod", "nummod"})
_UP_TO_VERB = frozenset({"obj", "nsubj", "nsubj:pass", "iobj", "xcomp", "root"})
_TOLD_OF = frozenset({"report"})
"""Verbs of saying that in the passive say no more than that there was such an event."""
_LEVELS = 4
_FAR = 10


def time_of(reading: Reading, word: int, times: tuple[When, ...]) -> int | None:
    """Index of the time that belongs to the event whose trigger is `word`; None where none of its sentence does."""
    start, end = reading.sentence_bounds(reading.sentence_of[word])
    low = bisect_left(times, reading.starts[start], key=lambda when: when.span.start)
    high = bisect_left(times, reading.ends[end - 1], key=lambda when: when.span.start)
    best: tuple[int, int, int] | None = None
    costs: dict[int, int] | None = None
    for index in range(low, high):
        when = times[index]
        if when.rule in _VAGUE_RULES:
            continue
        if costs is None:
            costs = dict(reversed(list(_reachable(reading, word))))
        place = _placed(reading, when)
        cost = _cost(reading, place, costs)
        if cost is None and _names_occasion(reading, place, word):
            cost = 2
        if cost is None or (is_past(reading, word) and _lies_ahead(when)):
            continue
        if when.rule in _LENGTHS:
            cost += _FAR
        found = (cost, min(abs(place.first - word), abs(place.last - word)), index)
        best = found if best is None else min(best, found)
    return None if best is None else best[2]


def _names_occasion(reading: Reading, place: Owned, word: int) -> bool:
    """Whether the trigger stands right before an occasion that the time names, wherever the parser hangs that.

    "The number of people killed in Tuesday's raid rose on Wednesday".
    """
    if place.label not in _PREMODIFIERS or place.first - 2 != word:
        return False
    return reading.words[word + 1].lower() in _AT and reading.upos[word] == "VERB"


def _lies_ahead(when: When) -> bool:
    """Whether a time comes back and means the next one: of a past verb it is the day of what it planned or called."""
    try:
        direction = direction_of(folded(when.rule, when.arguments))
    except ValueError:
        return False  # of another maker, whose rules are not known here
    return direction is not None and direction in (1, 2)


def _placed(reading: Reading, when: When) -> Owned:
    """The word that a time belongs to, mended for what only its meaning tells."""
    place = owned(reading, *words_of(reading, when.span))
    if place.owner < 0:
        return place
    if when.rule in _SHIFTS and "event" in when.arguments and place.owner > place.last:
        clause = reading.heads[place.owner] if place.owner == place.last + 1 else place.owner
        return place._replace(owner=reading.heads[clause])  # "days after the town voted" dates what came after
    if when.rule in _STRETCHES and speaks(reading, place.owner):
        content = reading.child(place.owner, "ccomp")  # nobody speaks for months: it is the time of what was said
        return place if content is None else place._replace(owner=content)
    return place


def _cost(reading: Reading, place: Owned, costs: dict[int, int]) -> int | None:
    """How far a time lies from the trigger along legal steps; None where there are none."""
    if place.owner in costs:
        return costs[place.owner]
    if place.owner < 0:
        return None
    if place.label in _PREMODIFIERS:  # "agreed on a truce at Sunday's meeting"
        at = {
            reading.words[child].lower() for child in reading.children[place.owner] if reading.labels[child] == "case"
        }
        if not at & _AT:
            return None
        governor = reading.heads[place.owner]
        if governor not in costs and governor >= 0 and reading.labels[governor] in _PARTS:
            governor = reading.heads[governor]
        return costs[governor] + 2 if governor in costs else None
    governor, label = reading.heads[place.owner], reading.labels[place.owner]
    if governor not in costs or label not in _PARTS or place.first < place.owner:
        return None
    # "met in Paris on Sunday", the day hung on the place
    return None if speaks(reading, place.owner) or views(reading, governor) else costs[governor] + 1


def _reachable(reading: Reading, word: int) -> Iterator[tuple[int, int]]:
    """Words whose times may be those of the trigger, with the cost; nearest first."""
    yield word, 0
    if not speaks(reading, word):
        yield from _below(reading, word)
    current = word
    for level in range(1, _LEVELS):
        governor = reading.heads[current]
        if governor < 0 or not _may_climb(reading, current, governor):
            return
        yield governor, 3 * level
        current = governor


def _below(reading: Reading, word: int) -> Iterator[tuple[int, int]]:
    for child in reading.children[word]:
        label = reading.labels[child]
        if label in ("acl", "acl:relcl") and reading.upos[word] in ("NOUN", "PROPN") and not speaks(reading, child):
            if reading.feature(child, "VerbForm") != "Inf":  # "an invitation to meet on Friday"
                yield child, 2
        elif (
            label == "conj"
            and child > word
            and reading.upos[child] == reading.upos[word]
            and not speaks(reading, child)
        ):
            yield child, 4
        elif label == "xcomp" and not speaks(reading, child) and not wishes(reading, word):
            yield child, 1


def _may_climb(reading: Reading, word: int, governor: int) -> bool:
    """Whether what holds `word` lends it its time."""
    label = reading.labels[word]
    if label == "conj":
        return True
    if speaks(reading, governor):  # "clashes were reported in early March" were in early March
        return label == "nsubj:pass" and reading.lemmas[governor].lower() in _TOLD_OF
    if views(reading, governor) and label in ("obj", "obl"):
        return False
    marks = {
        reading.words[child].lower()
        for child in reading.children[word]
        if reading.labels[child] in ("mark", "case", "advmod")
    }
    if label == "advcl":
        return not marks & _AFTERWARDS
    if label == "nmod":
        return "of" in marks and is_light(reading, governor)
    if label == "obl":
        return bool(marks & _DURING)
    return label in _UP_TO_VERB
