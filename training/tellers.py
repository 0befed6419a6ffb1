"""Which words tell events: how much more often than not a stem of a class is one in the train parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import log

from benchmarks.same_event.raw import words_that_count
from benchmarks.same_event.reading import Read
from dateline.record.same_event import Model, Tables
from dateline.record.words import stem

LEAST = 3
"""Times that a key of a fitted table must have been seen."""
_NO_MODEL = Model([], [], [], [], [], 0.0, 0.5, {}, 0.0, 0.0)


def odds(chance: float) -> float:
    """The log odds of a chance."""
    return log(chance / (1 - chance))


def _tellers_in(one: Read) -> Iterator[tuple[str, str, bool, bool]]:
    """Stem, class, whether a predicate and whether an event, for each word of the runs that count."""
    events = {words[0] for words in one.events if words}
    predicates = {frame.word for frame in one.reading.frames}
    for word in words_that_count(one):
        kind = "verb" if one.reading.upos[word] == "VERB" else "noun"
        yield stem(one.reading.lemmas[word]), kind, word in predicates, word in events


def tellers(corpora: Sequence[Sequence[Read]]) -> dict[str, float]:
    """Log odds that a word tells an event, by stem and class and by class alone; each corpus counts the same."""
    right: dict[str, float] = {}
    seen: dict[str, float] = {}
    times: Counter[str] = Counter()
    kinds_of: dict[str, str] = {}
    for read in corpora:
        words = [each for one in read for each in _tellers_in(one)]
        weight = 20_000 / max(len(words), 1)
        for root, kind, predicate, event in words:
            for each in (f"{kind} predicate", kind) if predicate else (kind,):
                for key in (each, f"{root} {each}"):
                    kinds_of[key] = each
                    times[key] += 1
                    seen[key] = seen.get(key, 0.0) + weight
                    right[key] = right.get(key, 0.0) + weight * event
    found = {}
    for key in sorted(seen):
        prior = right[kinds_of[key]] / seen[kinds_of[key]]
        if times[key] >= LEAST:
            chance = (right[key] + 4 * prior) / (seen[key] + 4)
            found[key] = round(odds(min(max(chance, 0.002), 0.98)), 2)
    return found


def tellers_from(table: dict[str, float], corpora: Sequence[Sequence[Read]]) -> tuple[dict[str, float], list[float]]:
    """The table less the odds from which a word is taken for an event: those of the highest mean F1; and each F1."""
    best: tuple[float, dict[str, float], list[float]] = (-1.0, table, [])
    for step in range(-10, 5):
        shifted = {key: round(value - step / 4, 2) for key, value in table.items()}
        known = Tables({}, 0.0, _NO_MODEL, _NO_MODEL, shifted)
        found = []
        for read in corpora:
            words = [each for one in read for each in _tellers_in(one)]
            taken = [known.tells_event(root, kind == "verb", predicate) for root, kind, predicate, _ in words]
            both = sum(each and event for each, (*_, event) in zip(taken, words, strict=True))
            found.append(2 * both / (sum(taken) + sum(event for *_, event in words)))
        if sum(found) / len(found) > best[0]:
            best = (sum(found) / len(found), shifted, found)
    return best[1], best[2]
