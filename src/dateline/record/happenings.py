"""Which figures of a story are of one happening, so that they can be held against each other.

Tolls, arrests and crowds are told of the same happening in other words in every report, and not every account knows of
which event. Two figures are of one happening where they count for one event, where the days, places and actors of their
events fit, or where the same number ties them: one party gives it twice, or it is no number that two happenings of one
story share by chance. What is told without day and place goes to the happening that its number, its people or its own
report point to; else to the one that most reports count for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.model.record import RecordEvent
from dateline.record.clusters import Clusters
from dateline.record.corpus import day_number
from dateline.record.counts import Count, Setting, told_before
from dateline.record.numbers import CASUALTIES, kind_of_people
from dateline.record.words import stem, stems_of

_MOST = 120
"""How many different figures of one unit in one story are compared."""
_NARROW = 7
"""Days from which on the time of an event no longer tells it from another."""
_DYING = 7
"""Days within which people die of what was done to them."""
_HARM = frozenset(stem(word) for word in "die died dies death deaths dead dying toll bodies body casualties".split())
_TOLLED = _HARM | {stem(word) for word in "kill killed killing killings wounded wounding injured injuring".split()}
_SAID_TWICE, _TOLD_TWICE = 3, 5
"""The smallest number that ties two figures: given twice by one party, or by anybody."""
_FAR = 1.0
"""Degrees of latitude from which on places are far from each other."""
_WEEKS = 14
"""Days between what one number can tie."""


def find_happenings(setting: Setting, counts: Sequence[Count]) -> dict[tuple[str, ...], list[Count]]:
    """Tolls, arrests and crowds of one story in groups that may be of one happening, by a key for each."""
    by_unit: dict[tuple[str, str], list[Count]] = {}
    for count in counts:
        if (count.record.unit in CASUALTIES or count.crowd) and (count.record.value or count.record.low):
            unit: str = kind_of_people(count.record, told_before(setting.corpus, count.report, count.record))
            unit = unit or count.record.unit
            by_unit.setdefault((str(setting.story_of[count.report]), unit), []).append(count)
    found: dict[tuple[str, ...], list[Count]] = {}
    for (story, unit), every in by_unit.items():
        if len({count.report for count in every}) < 2 and not any(count.crowd for count in every):
            continue
        for group in _groups(setting, every):
            if len({count.report for count in group}) > 1 or any(count.crowd for count in group):
                group.sort(key=lambda count: count.number)
                found["story", unit, story, str(group[0].number)] = group
    return found


def _groups(setting: Setting, every: Sequence[Count]) -> Iterator[list[Count]]:
    """The happenings among figures of one unit and story."""
    looks: dict[tuple[object, ...], list[Count]] = {}
    for count in every:  # figures that are the same in all that is compared count as one
        value = (count.record.value, count.record.low)
        look = (count.event, count.side, value, count.about, count.event < 0 and count.report)
        looks.setdefault(look, []).append(count)
    alike = list(looks.values())[:_MOST]
    first = [group[0] for group in alike]
    told = [_known(setting, count) for count in first]
    clusters = Clusters(len(first))
    for one in range(len(first)):
        for other in range(one + 1, len(first)):
            if told[one] and told[other] and _may_be_one(setting, first[one], first[other]):
                clusters.join(one, other)
    known = clusters.groups([number for number in range(len(first)) if told[number]])
    groups = [[count for number in group for count in alike[number]] for group in known]
    for number, count in enumerate(first):
        if not told[number]:
            meant = _meant(groups, count)
            if meant is None:
                groups.append(list(alike[number]))
            else:
                meant.extend(alike[number])
    yield from groups


def _meant(groups: Sequence[list[Count]], count: Count) -> list[Count] | None:
    """The happening that a figure told without day and place is of, if it can be told."""
    if len(groups) < 2:
        return groups[0] if groups else None
    for points in (_is_tied, _is_of_them, _is_beside):
        meant = [group for group in groups if any(points(count, other) for other in group)]
        if len(meant) == 1:
            return meant[0]
    reports = sorted((len({other.report for other in group}), place) for place, group in enumerate(groups))
    (second, _), (most, place) = reports[-2:]
    return groups[place] if most > second else None


def _is_tied(one: Count, other: Count) -> bool:
    """Whether one number ties two figures to each other."""
    value = one.record.value
    if value is None or value != other.record.value or one.part or other.part:
        return False
    least = _SAID_TWICE if one.side == other.side else _TOLD_TWICE
    return value >= least or (one.earlier or other.earlier)


def _is_of_them(one: Count, other: Count) -> bool:
    """Whether what two figures count was done to the same people."""
    return bool(one.named[1] & other.named[1]) and one.may_be_of_one(other)


def _is_beside(one: Count, other: Count) -> bool:
    """Whether one report gives both, for the same: "the hospital counts seven dead. The police speak of three"."""
    return one.report == other.report and one.about == other.about


def _known(setting: Setting, count: Count) -> bool:
    """Whether a figure's event has a day or a place of its own, so that it can be told from others."""
    if count.event < 0:
        return False
    event, place = setting.events[count.event], setting.place_of[count.event]
    return _days(event) is not None or (place >= 0 and not setting.places.everywhere[place].wide)


def _days(event: RecordEvent) -> tuple[int, int] | None:
    """First and last day of an event, where they are near enough to each other to tell it from another."""
    if event.when.earliest is None or event.when.latest is None:
        return None
    low, high = day_number(event.when.earliest), day_number(event.when.latest)
    return (low, high) if high - low < _NARROW else None


def _gap(one: RecordEvent, other: RecordEvent) -> int:
    """Days between two events, 0 where they may be of one."""
    gap = 0
    for earlier, later in ((one, other), (other, one)):
        if later.when.earliest and earlier.when.latest:
            gap = max(gap, day_number(later.when.earliest) - day_number(earlier.when.latest))
    return gap


def _may_be_one(setting: Setting, one: Count, other: Count) -> bool:
    """Whether two figures may be of one happening: days and places that fit, and numbers of one size."""
    if one.event == other.event:
        return True
    mine, theirs = setting.events[one.event], setting.events[other.event]
    gap = _gap(mine, theirs)
    if _is_tied(one, other) and gap <= _WEEKS:
        return True
    if len(one.about) > 1 and one.about == other.about and _days(mine) == _days(theirs) is not None:
        return True  # "three Kyrgyz soldiers" here, "nine Kyrgyz soldiers" there, on one day
    if not one.may_be_of_one(other):
        return False
    dying = _tells_only(mine, _HARM) or _tells_only(theirs, _HARM)
    tolled = dying or _tells_only(mine, _TOLLED) or _tells_only(theirs, _TOLLED)
    lie = setting.places.lie(setting.place_of[one.event], setting.place_of[other.event])
    same_day = _days(mine) == _days(theirs) is not None and mine.when.earliest == mine.when.latest
    if lie in ("apart", "unknown") and not (
        tolled
        or (same_day and mine.type == theirs.type and (one.side == other.side or not _is_far(setting, one, other)))
    ):
        return False  # of a toll, the place may be that of the hospital, or of who gave it
    if gap > (_DYING if dying else 0):
        return False
    if _days(mine) is not None and _days(theirs) is not None:
        return True
    fits = lie in ("same", "near") or (
        lie == "open" and one.record.unit == "detained"
    )  # arrests are told without a place
    return tolled or (fits and bool(_triggers(mine) & _triggers(theirs)))


def _is_far(setting: Setting, one: Count, other: Count) -> bool:
    """Whether the places of two events are known to be far from each other."""
    mine, theirs = (setting.places.everywhere[setting.place_of[count.event]].place for count in (one, other))
    if mine.country and theirs.country and mine.country != theirs.country:
        return True
    if mine.lat is None or mine.lon is None or theirs.lat is None or theirs.lon is None:
        return False
    return abs(mine.lat - theirs.lat) > _FAR or abs(mine.lon - theirs.lon) > 2 * _FAR


def _triggers(event: RecordEvent) -> frozenset[str]:
    return frozenset(word for source in event.sources for word in stems_of(source.span.text))


def _tells_only(event: RecordEvent, words: frozenset[str]) -> bool:
    """Whether an event is told only in these words: that people died or were hurt, and not of what."""
    return all(stems_of(source.span.text) <= words for source in event.sources)
