"""Figures that can't both hold, and updates told apart from them.

Compared are figures of one unit that count the same thing: of one event; of one happening of a story (`happenings`);
or, for what is no toll, of one subject in one story. What a bound, rounding, a part of a whole or another subject
explains is no disagreement. One side's later figure is an update. A disagreement has two sides: two numbers that
stood at one time, each with everybody who gave it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, permutations

from dateline.model.record import RecordFigure
from dateline.record.clusters import Clusters
from dateline.record.corpus import day_text
from dateline.record.counts import Count, Setting, make_counts
from dateline.record.disagreements import DisagreementFound, SideFound
from dateline.record.given import Given, conflicts, numbers_of, order, overtaken, unsure
from dateline.record.happenings import find_happenings
from dateline.record.numbers import MEASURES, say, subject

_SCOPES = ("story", "event", "subject")
_COUNTED = re.compile(r"(?:(?:its|their|our|his|her|the|my) )?((?:[A-Z][a-z]+ )?[a-z-]+(?: [a-z-]+){0,2})")
"""What is counted, as it can stand in a question: "drivers", "border guards"."""
_AT_ONCE = 15
"""More pairs of numbers than this that hang together are one disagreement and not one each."""
_ASKED = {
    "killed": "how many were killed",
    "injured": "how many were injured",
    "missing": "how many are missing",
    "displaced": "how many fled",
    "detained": "how many were detained",
}


Stated = tuple[frozenset[int], tuple[object, ...]]
"""One side: which figures say so (by their places), and what number they give."""
Shown = tuple[DisagreementFound, list[Stated]]
"""A disagreement and its sides."""


def find_figure_disagreements(
    setting: Setting, figures: Sequence[tuple[int, RecordFigure, int]]
) -> Iterator[DisagreementFound]:
    """Disagreements and updates among figures, given as (number, item, event), in an order made from content."""
    groups: dict[tuple[str, ...], list[Count]] = {}
    counts = make_counts(setting, figures)
    for count in counts:
        for key in _subjects(setting, count):
            groups.setdefault(key, []).append(count)
    groups.update(find_happenings(setting, counts))
    shown: dict[int, Shown] = {}
    where: dict[tuple[bool, int], list[int]] = {}
    place = -1
    for key, group in sorted(groups.items(), key=lambda pair: (_SCOPES.index(pair[0][0]), pair[1][0].number)):
        for found, sides in _compare(setting, group, key[0]) if len(group) > 1 else ():
            near = {known for side, _ in sides for number in side for known in where.get((found.update, number), ())}
            same = [old for old in sorted(near) if old in shown and _is_same(sides, shown[old][1])]
            if found.update and all(any((True, number) in where for number in side) for side, _ in sides) and not same:
                continue  # a step between numbers that are steps of a longer way
            # what the figures of one happening show is shown again for one event only where these say more
            if all(_says_more(sides, shown[old][1]) for old in same):
                for old in same:
                    del shown[old]
                place += 1
                shown[place] = (found, sides)
                for number in _figures(sides):
                    where.setdefault((found.update, number), []).append(place)
    yield from (found for found, _ in shown.values())


def _is_same(one: Sequence[Stated], other: Sequence[Stated]) -> bool:
    """Whether two disagreements are of the same figures on one side, and on the other of these or of that number."""
    return any(_share(one[first], other[third]) + _share(one[second], other[fourth]) > 2
               for first, second in combinations(range(len(one)), 2)
               for third, fourth in permutations(range(len(other)), 2))  # fmt: skip


def _share(one: Stated, other: Stated) -> int:
    """2 where two sides have a figure in common, 1 where they give one number, else so little that nothing mends it."""
    return 2 if one[0] & other[0] else 1 if one[1] == other[1] else -2


def _figures(sides: Sequence[Stated]) -> frozenset[int]:
    return frozenset(number for figures, _ in sides for number in figures)


def _says_more(one: Sequence[Stated], other: Sequence[Stated]) -> bool:
    return _figures(one) > _figures(other)


def _subjects(setting: Setting, count: Count) -> Iterator[tuple[str, ...]]:
    """Keys under which figures that may count the same thing meet: its event, and of a measure its subject."""
    unit, story = count.record.unit, str(setting.story_of[count.report])
    if count.event >= 0:
        yield ("event", unit, str(count.event))
    if unit in MEASURES:
        for word in sorted(count.about):
            yield ("subject", unit, story, word)


def _compare(setting: Setting, counts: list[Count], key: str) -> Iterator[Shown]:
    """Updates of each side, step by step, then what can't both hold, two numbers at a time."""
    every = numbers_of(counts)
    sides: dict[str, list[Given]] = {}
    for given in every:
        sides.setdefault(given.first.side, []).append(given)
    for mine in sides.values():
        order(mine)
    yield from _updates(setting, list(sides.values()), key)
    standing = [given for given in every if given.then is None]
    for older, newer in list(overtaken(standing)):
        every.remove(older)
        how = f"{_words(older)} (told by {older.first.who} itself), then {_words(newer)} ({newer.first.who})"
        yield _shown(setting, newer, [[older], [newer]], how, key, update=True)
    for group in _groups(conflicts(every)):
        told = "; ".join(_says(one) for one in group)
        given_up = [f"{given.first.who} made it {_words(given.then)}" for one in group for given in one if given.then]
        until = f", until {' and '.join(dict.fromkeys(given_up))}" if given_up else ""
        yield _shown(setting, group[0][0], group, f"they can't both hold ({told}){until}", key, update=False)


def _updates(setting: Setting, sides: list[list[Given]], key: str) -> Iterator[Shown]:
    """What sides have changed, each number with the next; of what has no order, each with the next higher.

    The same step of several sides is one.
    """
    steps: dict[tuple[object, object], tuple[list[Given], list[Given], str]] = {}
    for mine in sides:
        who = mine[0].first.who
        for old in mine:
            if old.then is not None:
                told = ", then ".join(_on_day(given) for given in (old, old.then))
                step = steps.setdefault((old.number, old.then.number), ([], [], f"{who} changed it: {told}"))
                step[0].append(old)
                step[1].append(old.then)
        for old, new in pairwise(unsure(mine)):
            why = f"{who} gives both in different reports; which is the later can't be told"
            step = steps.setdefault((old.number, new.number), ([], [], why))
            step[0].append(old)
            step[1].append(new)
    for before, after, why in steps.values():
        yield _shown(setting, after[0], [before, after], why, key, update=True)


def _on_day(given: Given) -> str:
    return _words(given) + (f" ({day_text(given.day)})" if given.day else "")


def _groups(pairs: Sequence[tuple[Given, Given]]) -> Iterator[list[list[Given]]]:
    """Numbers that can't both hold, two by two, whoever gives them; of a great many that hang together all at once."""
    givens = list({id(given): given for pair in pairs for given in pair}.values())
    place = {id(given): number for number, given in enumerate(givens)}
    clusters = Clusters(len(givens))
    for one, other in pairs:
        clusters.join(place[id(one)], place[id(other)])
    for members in clusters.groups(range(len(givens))):
        alike: dict[tuple[object, ...], list[Given]] = {}
        for given in sorted((givens[member] for member in members), key=lambda given: given.first.allows):
            alike.setdefault(given.number, []).append(given)
        inside = {id(givens[member]) for member in members}
        told: dict[tuple[tuple[object, ...], tuple[object, ...]], set[int]] = {}
        for one, other in pairs:
            if id(one) in inside:
                told.setdefault((one.number, other.number), set()).update((id(one), id(other)))
        if len(told) > _AT_ONCE:
            yield list(alike.values())
            continue
        for first, second in combinations(alike, 2):
            both = told.get((first, second), set()) | told.get((second, first), set())
            if both:
                yield [[given for given in alike[number] if id(given) in both] for number in (first, second)]


def _shown(setting: Setting, about: Given, sides: list[list[Given]], why: str, key: str, *, update: bool) -> Shown:
    """A disagreement, with the numbers of each of its sides' figures."""
    events = {count.event for side in sides for given in side for count in given.counts}
    scope = _scope("event" if len(events) == 1 and min(events) >= 0 else key)
    found = DisagreementFound(
        "figure", _about(setting, about.first), update, [_side(side, alone=update) for side in sides], f"{why}; {scope}"
    )
    stated = [(frozenset(count.number for given in side for count in given.counts), side[0].number) for side in sides]
    return found, stated


def _words(given: Given) -> str:
    """A number as its reports bound it most often loosest: "at least 14 killed"."""
    return say(given.first.record)


def _says(group: Sequence[Given], *, alone: bool = False) -> str:
    """What a side says: "19 killed (army, before that 14; Ministry of Defence)", `alone` without what was before."""
    who: dict[str, list[str]] = {}
    for given in group:
        own = who.setdefault(given.first.who, [])
        own.extend(number for old in given.before if not alone and (number := _number(old)) not in own)
    told = [f"{name}, before that {', '.join(before)}" if before else name for name, before in who.items()]
    mark = "; " if any(who.values()) else ", "
    return f"{_words(group[0])} ({mark.join(told[:4])}{' and others' if len(told) > 4 else ''})"


def _side(group: Sequence[Given], *, alone: bool) -> SideFound:
    counts = [count for given in group for count in given.counts]
    return SideFound(
        _says(group, alone=alone), [count.record.id for count in counts], [count.record.source for count in counts]
    )


def _number(given: Given) -> str:
    """A number without its unit: "at least 14"."""
    words = _words(given)
    return words.removesuffix(f" {given.first.record.unit}")


def _scope(key: str) -> str:
    return {
        "event": "all are counted for one event",
        "story": "they count the same in one story, and may be of one happening",
        "subject": "they count the same in one story",
    }[key]


def _about(setting: Setting, count: Count) -> str:
    unit = count.record.unit
    what = _ASKED.get(unit) or count.record.what or unit
    counted = _COUNTED.fullmatch(count.record.what)
    if count.about and unit in _ASKED and counted is not None and subject(count.record):
        what = what.replace("how many", f"how many {counted[1]}")
    if count.event < 0:
        return what
    event, place = setting.events[count.event], setting.place_of[count.event]
    parts = [event.type]
    if place >= 0:
        parts.append(setting.places.everywhere[place].place.name)
    if event.when.earliest:
        parts.append(event.when.earliest if event.when.earliest == event.when.latest else f"from {event.when.earliest}")
    return f"{what} ({', '.join(parts)})"
