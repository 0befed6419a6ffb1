"""Counts that are parts of a toll because together they make it up: "eleven dead … seven soldiers and four drivers".

A list of people ("nine soldiers, six drivers, and two women") says by itself nothing of what happened to them; where
its numbers add up to a toll that was told shortly before, it breaks that toll down.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from dateline.claims.count_words import is_people
from dateline.model.account import Figure
from dateline.model.reading import Reading

_FATES = frozenset({"killed", "injured", "missing", "detained"})
_PLAIN = frozenset({"people", "troops", "fighters", "count"})
_LEAST = 5
"""The smallest toll that numbers hardly add up to by chance."""
_BACK = 8
"""Sentences between a toll and what breaks it down, at most."""
_BETWEEN = 60
"""Characters between two numbers of a list, at most."""


def broken_down(reading: Reading, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures, those of a list that adds up to a toll before it as parts of that toll."""
    found = list(figures)
    for run in _lists(reading, figures):
        for members in (run[start:] for start in range(len(run) - 1)):
            whole = _whole(reading, figures, members)
            if whole is not None:
                for index in members:
                    found[index] = _as_part(figures[index], figures[whole], whole)
                break
    return tuple(found)


def _lists(reading: Reading, figures: Sequence[Figure]) -> Iterator[list[int]]:
    """Runs of numbers of people that one sentence lists."""
    run: list[int] = []
    for one, other in pairwise(range(len(figures))):
        if _may_be_listed(figures[one]) and _may_be_listed(figures[other]) and _joined(reading, figures, one, other):
            run = [*run, other] if run else [one, other]
        elif run:
            yield run
            run = []
    if run:
        yield run


def _may_be_listed(figure: Figure) -> bool:
    return figure.value is not None and figure.bound == "exact" and (figure.unit in _PLAIN or is_people(figure.unit))


def _joined(reading: Reading, figures: Sequence[Figure], one: int, other: int) -> bool:
    first, second = figures[one].span, figures[other].span
    between = reading.text[first.end : second.start].rstrip().lower()
    if len(between) > _BETWEEN or any(mark in between for mark in ".;?!"):
        return False
    return between.endswith((",", " and", ", with"))


def _whole(reading: Reading, figures: Sequence[Figure], members: list[int]) -> int | None:
    """The last toll before a list that is its sum."""
    total = sum(figures[index].value or 0 for index in members)
    if total < _LEAST or all(figures[index].unit in _FATES for index in members):
        return None
    sentence = _sentence(reading, figures[members[0]])
    for index in range(members[0] - 1, -1, -1):
        figure = figures[index]
        if sentence - _sentence(reading, figure) > _BACK:
            return None
        if figure.unit in _FATES and figure.value == total and figure.part_of is None:
            fates = {figures[member].unit for member in members} & _FATES
            return index if fates <= {figure.unit} else None
    return None


def _sentence(reading: Reading, figure: Figure) -> int:
    """The number of the sentence in which a figure stands."""
    return reading.sentence_of[bisect_right(reading.starts, figure.span.start) - 1]


def _as_part(figure: Figure, whole: Figure, index: int) -> Figure:
    told = "" if figure.unit == whole.unit else f"; with the others of its list the {whole.value:g} told before"
    return replace(figure, unit=whole.unit, part_of=index, why=f"{figure.why}{told}")
