"""Figures that can't both hold, and updates told apart from them.

Compared are figures of one unit that count the same thing: of one event; of one happening of a story (`happenings`);
or, for what is no toll, of one subject in one story. What a bound, rounding, a part of a whole or another subject
explains is no disagreement. One side's later figure is an update; against other sides stands its latest, with what it
replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.model.record import RecordFigure
from dateline.record.clusters import Clusters
from dateline.record.corpus import day_text
from dateline.record.counts import Count, Setting, make_counts
from dateline.record.disagreements import DisagreementFound, SideFound
from dateline.record.happenings import find_happenings
from dateline.record.numbers import CASUALTIES, MEASURES, say, subject

_SCOPES = ("event", "story", "subject")
_FOLD = 10
"""How many times one figure may be another, for the two to be of one happening where no event says so."""
_MOST = 60
"""How many figures of one subject are held against each other."""
_COUNTED = re.compile(r"(?:(?:its|their|our|his|her|the|my) )?((?:[A-Z][a-z]+ )?[a-z-]+(?: [a-z-]+){0,2})")
"""What is counted, as it can stand in a question: "drivers", "border guards"."""
_FEW = 8
"""How many times the same number of one side is looked at: bounds differ, but not more often than this."""
_ASKED = {
    "killed": "how many were killed",
    "injured": "how many were injured",
    "missing": "how many are missing",
    "displaced": "how many fled",
    "detained": "how many were detained",
}


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
    shown: dict[int, tuple[DisagreementFound, frozenset[int]]] = {}
    where: dict[tuple[bool, int], int] = {}
    place = 0
    for key, group in sorted(groups.items(), key=lambda pair: (_SCOPES.index(pair[0][0]), pair[1][0].number)):
        for found, numbers in _compare(setting, group, key[0]) if len(group) > 1 else ():
            # what one event's figures show is shown again for events that may be one only where these say more
            same = {where[found.update, number] for number in numbers if (found.update, number) in where}
            if all(shown[old][1] < numbers for old in same):
                for old in same:
                    del shown[old]
                place += 1
                shown[place] = (found, numbers)
                where.update({(found.update, number): place for number in numbers})
    yield from (found for found, _ in shown.values())


def _subjects(setting: Setting, count: Count) -> Iterator[tuple[str, ...]]:
    """Keys under which figures that may count the same thing meet: its event, and of a measure its subject."""
    unit, story = count.record.unit, str(setting.story_of[count.report])
    if count.event >= 0:
        yield ("event", unit, str(count.event))
    if unit in MEASURES:
        for word in sorted(count.about):
            yield ("subject", unit, story, word)


@dataclass(slots=True)
class Given:
    """A number that one side gives of one subject, wherever it gives it; `first` stands for all of them."""

    counts: list[Count]
    before: list[Given]
    """What it replaced, oldest first."""

    @property
    def first(self) -> Count:
        """The count that the others are the same as."""
        return self.counts[0]

    @property
    def day(self) -> int | None:
        """The first day on which the side gave it."""
        return min((count.day for count in self.counts if count.day is not None), default=None)

    @property
    def earlier(self) -> bool:
        """Whether a report gives it as what another number has replaced."""
        return any(count.earlier for count in self.counts)

    def after(self, other: Given) -> bool:
        """Whether the side gave this number later than another, as far as the reports say."""
        if other.earlier and not self.earlier and any(
            one.report == two.report and two.earlier for one in self.counts for two in other.counts
        ):  # fmt: skip
            return True
        return self.day is not None and other.day is not None and self.day > other.day

    def changes(self, other: Given) -> bool:
        """Whether both are of one thing and the numbers differ."""
        if self.first.record.value is not None and self.first.record.value == other.first.record.value:
            return False
        return any(
            one.against(two) or two.against(one) or one.replaces(two) or two.replaces(one)
            for one in self.counts[:_FEW]
            for two in other.counts[:_FEW]
        )


def _compare(setting: Setting, counts: list[Count], key: str) -> Iterator[tuple[DisagreementFound, frozenset[int]]]:
    sides: dict[str, list[Given]] = {}
    for given in _given(counts):
        sides.setdefault(given.first.side, []).append(given)
    standing: list[Given] = []
    for mine in sides.values():
        update, stands = _updates(setting, mine, key)
        standing.extend(stands)
        if update is not None:
            yield update
    for older, newer in _overtaken(standing):
        standing.remove(older)
        how = f"{_words(older)} (told by {older.first.who} itself), then {_words(newer)} ({newer.first.who})"
        found = DisagreementFound(
            "figure", _about(setting, newer.first), True, [_alone(older), _alone(newer)], f"{how}; {_scope(key)}"
        )
        yield found, _numbers([older, newer])
    for apart in _conflicts(_distinct(standing)):
        told = [_side(group) for group in apart]
        why = f"they can't all hold: {'; '.join(side.says for side in told)}; {_scope(key)}"
        yield (
            DisagreementFound("figure", _about(setting, apart[0][0].first), False, told, why),
            _numbers([given for group in apart for given in group]),
        )
    for old, other, new in _settled(standing):
        told = [_alone(given) for given in sorted((old, other), key=lambda given: given.first.allows)]
        said = "; ".join(side.says for side in told)
        why = f"they could not both hold ({said}), until {new.first.who} made it {_words(new)}; {_scope(key)}"
        yield DisagreementFound("figure", _about(setting, old.first), False, told, why), _numbers([old, other])


def _settled(standing: Sequence[Given]) -> Iterator[tuple[Given, Given, Given]]:
    """Numbers that could not both hold until one side changed its own: the old one, the other side's, the new one."""
    for new in standing:
        for old in new.before:
            for other in standing:
                if other is new or other.day is None or new.day is None or not other.day < new.day:
                    continue
                if _disagree([old], [other]) and not _disagree([new], [other]):
                    yield old, other, new


def _conflicts(different: list[list[Given]]) -> Iterator[list[list[Given]]]:
    """Groups of numbers that can't all hold: each with those that it is against, drivers apart from soldiers."""
    clusters = Clusters(len(different))
    against: set[int] = set()
    for one in range(len(different)):
        for other in range(one + 1, len(different)):
            if _disagree(different[one], different[other]):
                against |= {one, other}
                clusters.join(one, other)
    for members in clusters.groups(sorted(against)):
        alike: dict[tuple[float, float], list[Given]] = {}
        for number in members:
            alike.setdefault(different[number][0].first.allows, []).extend(different[number])
        yield list(alike.values())


def _given(counts: Sequence[Count]) -> list[Given]:
    """What each side gives; of one report's numbers for one subject the largest, but for what it says was before.

    What a report adds for itself below a toll is a part of that toll ("five of the wounded died").
    """
    kept: dict[tuple[object, ...], list[Count]] = {}
    for count in counts:
        look = (count.side, count.allows, count.about, count.earlier, count.part)
        kept.setdefault(look, []).append(count)
    largest: dict[tuple[object, ...], float] = {}
    replaced: set[tuple[object, ...]] = set()
    whole: dict[int, float] = {}
    for count in counts:
        place = (count.report, count.side, count.about)
        whole[count.report] = max(whole.get(count.report, 0.0), count.record.value or 0.0)
        if count.earlier:
            replaced.add(place)
        else:
            largest[place] = max(largest.get(place, 0.0), count.record.value or 0.0)
    found: dict[tuple[object, ...], Given] = {}
    for key, same in kept.items():
        told = [
            count for count in same
            if not (count.unsaid and not count.part and not count.earlier and count.record.unit in CASUALTIES
                    and (count.record.value or whole[count.report]) < whole[count.report])
        ]  # fmt: skip
        told = [
            count for count in told
            if count.earlier or count.record.unit not in CASUALTIES
            or (count.record.value or 0.0) >= largest[count.report, count.side, count.about]
            or ((count.report, count.side, count.about) not in replaced and count.changed)
        ]  # fmt: skip
        if told:
            number = (key[0], told[0].record.value if told[0].record.value is not None else key[1], key[2], key[4])
            found.setdefault(number, Given([], [])).counts.extend(told)
    for given in found.values():
        given.counts.sort(key=lambda count: (count.earlier, count.number))
    return sorted(found.values(), key=lambda given: given.first.number)[:_MOST]


def _updates(
    setting: Setting, mine: list[Given], key: str
) -> tuple[tuple[DisagreementFound, frozenset[int]] | None, list[Given]]:
    """What one side has changed, and the numbers that it stands by, each with what it replaced."""
    replaced = {id(old): new for new in mine for old in mine if old is not new and new.after(old) and new.changes(old)}
    stands = [given for given in mine if id(given) not in replaced]
    unsure = [
        given for given in stands
        if any(given.changes(other) and given.first.report != other.first.report for other in stands)
    ]  # fmt: skip
    who = mine[0].first.who
    if replaced:
        order = sorted(
            (given for given in mine if id(given) in replaced or any(given is new for new in replaced.values())),
            key=lambda given: (id(given) not in replaced, given.day or 0, not given.earlier, given.first.number),
        )
        for old in order:
            if id(old) in replaced:
                last = replaced[id(old)]
                while id(last) in replaced:
                    last = replaced[id(last)]
                last.before.append(old)
        how = ", then ".join(_words(given) + (f" ({day_text(given.day)})" if given.day else "") for given in order)
        why = f"{who} changed it: {how}; {_scope(key)}"
    elif unsure:
        order = unsure
        why = f"{who} gives both in different reports; which is the later can't be told; {_scope(key)}"
    else:
        return None, stands
    found = DisagreementFound("figure", _about(setting, order[0].first), True, [_alone(one) for one in order], why)
    return (found, _numbers(order)), stands


def _overtaken(standing: Sequence[Given]) -> Iterator[tuple[Given, Given]]:
    """Tolls that a report gave for itself, with the higher one that somebody gave later: nobody contradicts anybody."""
    for older in list(standing):
        if older.first.record.unit not in CASUALTIES or not all(count.unsaid for count in older.counts):
            continue
        newer = [
            other for other in standing
            if other.after(older) and not other.first.unsaid and other.changes(older)
            and (other.first.record.value or 0) > (older.first.record.value or 0)
        ]  # fmt: skip
        if newer:
            yield older, min(newer, key=lambda given: (given.day or 0, given.first.record.value or 0))


def _distinct(standing: Sequence[Given]) -> list[list[Given]]:
    """Numbers that allow the same, together; smaller first."""
    found: dict[tuple[tuple[float, float], frozenset[str]], list[Given]] = {}
    for given in standing:
        found.setdefault((given.first.allows, given.first.about), []).append(given)
    return [group for _, group in sorted(found.items(), key=lambda pair: (pair[0][0], sorted(pair[0][1])))]


def _disagree(group: list[Given], other: list[Given]) -> bool:
    return any(
        one.side != two.side
        and not _one_report_sums(one, two)
        and _of_one_size(one, two)
        and (one.against(two) or two.against(one))
        for one in (count for given in group for count in given.counts[:_FEW])
        for two in (count for given in other for count in given.counts[:_FEW])
    )


def _of_one_size(one: Count, other: Count) -> bool:
    """Whether two figures without a common event are near enough to be of one happening and no sum of many."""
    less, more = sorted((abs(one.record.value or 0), abs(other.record.value or 0)))
    return one.event == other.event >= 0 or one.record.unit in MEASURES or more <= _FOLD * less


def _one_report_sums(one: Count, other: Count) -> bool:
    """Whether a report's own number stands beside one that it gives as somebody's: a part or a sum, no other side."""
    return one.report == other.report and not (one.record.claimants and other.record.claimants)


def _numbers(numbers: Sequence[Given]) -> frozenset[int]:
    return frozenset(count.number for given in numbers for one in (given, *given.before) for count in one.counts)


def _words(given: Given) -> str:
    """A number as its reports bound it most often loosest: "at least 14 killed"."""
    return say(given.first.record)


def _side(group: Sequence[Given]) -> SideFound:
    """One side: "19 killed (army, before that 14; Ministry of Defence)"."""
    who: dict[str, list[str]] = {}
    for given in group:
        own = who.setdefault(given.first.who, [])
        own.extend(number for old in given.before if (number := _number(old)) not in own)
    told = [f"{name}, before that {', '.join(before)}" if before else name for name, before in who.items()]
    counts = [count for given in group for one in (given, *given.before) for count in one.counts]
    mark = "; " if any(who.values()) else ", "
    says = f"{_words(group[0])} ({mark.join(told[:4])}{' and others' if len(told) > 4 else ''})"
    return SideFound(says, [count.record.id for count in counts], [count.record.source for count in counts])


def _alone(given: Given) -> SideFound:
    """One number of an update, without what it replaced."""
    return _side([Given(given.counts, [])])


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
