"""A record laid beside another: events that match, theirs only, ours only, and the differences by field.

Two events match where their days are no more than three apart, their places no more than 50 km, and their actors, types
and tolls speak for it; each event has one partner at most, the best pairs first. Who acts on whom makes no difference,
for ACLED's order of actors has no meaning. What one side leaves open speaks neither for nor against. Of theirs only
what lies within the days and countries of ours is looked at: a story is laid beside a table of many years.

Two records of the same reports (a reader's and a language model's) are held against each other whole, whatever the
type and status of their events: what the same word of the same report tells is one event.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.exports.coded.views import View, alike, apart, days_between, gap, view_of
from dateline.exports.parts import REAL, Parts
from dateline.model.account import Account
from dateline.model.record import Record
from dateline.wording.days import interval

_DAYS, _KM, _ENOUGH = 3, 50.0, 4.0
_SAME_WORD = 8.0
"""How much it speaks for a pair that one word tells both."""
Field = Literal["date", "place", "actors", "type", "fatalities", "status"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which a pair differs, with what each says."""

    field: Field
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Pair:
    """An event of ours and one of theirs that are taken for one."""

    ours: str
    theirs: str
    score: float
    why: tuple[str, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Pairs, best first, and the ids of the events that have no partner, by day."""

    pairs: tuple[Pair, ...]
    ours_only: tuple[str, ...]
    theirs_only: tuple[str, ...]
    outside: int
    """How many of theirs lie outside the days and countries of ours, and were not looked at."""


def compare(ours: Record, theirs: Record) -> Comparison:
    """The two laid beside each other; of both only what happened, and of ours only types that ACLED codes.

    Of two records that share reports, everything.
    """
    mine, other = Parts(ours), Parts(theirs)
    if mine.reports.keys() & other.reports.keys():
        left, right = ([view_of(parts, event) for event in parts.in_order()] for parts in (mine, other))
        outside = 0
    else:
        left = _comparable(mine)
        happened = [event for event in other.in_order() if event.status in REAL]
        frame = Frame(left)
        right = [view for event in happened if frame.has_view(view := view_of(other, event))]
        outside = len(happened) - len(right)
    candidates = _Candidates(right)
    found = [
        (score, one.id, its.id, why)
        for one in left
        for its in candidates.near(one)
        for score, why in (_score(one, its),)
        if score >= _ENOUGH
    ]
    found.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    by_id, its_by_id = {view.id: view for view in left}, {view.id: view for view in right}
    taken, gone = set[str](), set[str]()
    pairs = []
    for score, one_id, its_id, why in found:
        if one_id not in taken and its_id not in gone:
            taken.add(one_id)
            gone.add(its_id)
            differences = tuple(_differences(by_id[one_id], its_by_id[its_id]))
            pairs.append(Pair(one_id, its_id, round(score, 2), why, differences))
    return Comparison(
        tuple(pairs),
        tuple(view.id for view in left if view.id not in taken),
        tuple(view.id for view in right if view.id not in gone),
        outside,
    )


def frame_of(record: Record) -> Frame:
    """The days and countries of the events of a record that would be compared."""
    return Frame(_comparable(Parts(record)))


def _comparable(parts: Parts) -> list[View]:
    told = (event for event in parts.in_order() if event.status in REAL and not event.background)
    return [view for event in told if (view := view_of(parts, event)).sub_type is not None]


class Frame:
    """The days and countries of some events; whatever is not known lies within."""

    def __init__(self, views: Sequence[View]) -> None:
        days = [day for view in views if view.days for day in view.days]
        self._days = (min(days) - _DAYS, max(days) + _DAYS) if days else None
        self._countries = {view.place.country for view in views if view.place and view.place.country}

    def has_view(self, view: View) -> bool:
        """Whether an event may lie within."""
        return self._has(view.place.country if view.place else None, view.earliest, view.latest)

    def has_account(self, account: Account) -> bool:
        """Whether the event of a coded row may lie within."""
        country = account.places[0].country if account.places else None
        return self._has(country, account.times[0].earliest, account.times[0].latest)

    def _has(self, country: str | None, earliest: str | None, latest: str | None) -> bool:
        if country and self._countries and country not in self._countries:
            return False
        days = days_between(earliest, latest)
        return self._days is None or days is None or (days[0] <= self._days[1] and days[1] >= self._days[0])


class _Candidates:
    """Events by day, by the name of their place and by their words, so that none is held against all."""

    def __init__(self, views: Sequence[View]) -> None:
        self._by_day: dict[int, list[View]] = {}
        self._by_place: dict[str, list[View]] = {}
        self._by_word: dict[tuple[str, int], list[View]] = {}
        self._dateless: list[View] = []
        for view in views:
            for word in view.told:
                self._by_word.setdefault(word, []).append(view)
            if view.days is None:
                self._dateless.append(view)
            else:
                for day in range(view.days[0], view.days[1] + 1):
                    self._by_day.setdefault(day, []).append(view)
            if view.place_name:
                self._by_place.setdefault(view.place_name, []).append(view)

    def near(self, one: View) -> Iterable[View]:
        """Those around the days of an event, for one without those at its place; and those told by the same words."""
        found = {view.id: view for word in sorted(one.told) for view in self._by_word.get(word, ())}
        if one.days is None:
            near = self._by_place.get(one.place_name, [])
        else:
            around = range(one.days[0] - _DAYS, one.days[1] + _DAYS + 1)
            near = [*(view for day in around for view in self._by_day.get(day, ())), *self._dateless]
        return (found | {view.id: view for view in near}).values()


def _score(one: View, its: View) -> tuple[float, tuple[str, ...]]:
    """How much speaks for a pair, and what; 0 where something speaks against it."""
    score, why, known = 0.0, [], 0
    if same := one.told & its.told:
        score, known = _SAME_WORD + 0.1 * len(same), 2
        why.append("told by the same word")
    days = gap(one, its)
    if days is not None and not (same and days > _DAYS):
        if days > _DAYS:
            return 0.0, ()
        known += 1
        score += 2.0 - days * 0.5
        why.append("same day" if days == 0 else f"{days} day{'' if days == 1 else 's'} apart")
    far = apart(one.place, its.place)
    if far is not None and not (same and far > _KM):
        if far > _KM:
            return 0.0, ()
        known += 1
        score += 2.0 if far < 15 else 1.0
        why.append("same place" if far < 15 else f"places {far:.0f} km apart")
    shared = sum(alike(side, its.names) for side in one.names)
    classes = len(one.classes & its.classes)
    if shared or classes:
        known += 1
        score += min(classes, 2) * 0.4 + min(shared, 2) * 0.9
        why.append("actors alike" if shared else "actors of one kind")
    if one.type == its.type:
        score += 1.25 if one.sub_type == its.sub_type else 0.75
        why.append("same type")
    if one.toll and one.toll == its.toll:
        score += 1.0
        why.append("same number of deaths")
    return (score, tuple(why)) if known >= 2 else (0.0, ())


def _differences(one: View, its: View) -> Iterable[Difference]:
    far = apart(one.place, its.place)
    mine, theirs = ("; ".join(part for part in view.everybody if part) for view in (one, its))
    same = all(alike(side, its.names) for side in one.names) and all(alike(side, one.names) for side in its.names)
    days = [interval(view.earliest, view.latest) for view in (one, its)]
    told: list[tuple[Field, str, str, bool]] = [
        ("date", days[0], days[1], False),
        (
            "place",
            one.place.name if one.place else "",
            its.place.name if its.place else "",
            far is not None and far < 1,
        ),
        ("actors", mine, theirs, same),
        ("type", one.sub_type or one.type, its.sub_type or its.type, False),
        ("fatalities", _number(one.toll), _number(its.toll), (one.toll or 0) == (its.toll or 0)),
        ("status", one.status, its.status, one.status in REAL and its.status in REAL),
    ]
    for field, ours, other, agrees in told:
        if not agrees and ours != other:
            yield Difference(field, ours, other)


def _number(toll: int | None) -> str:
    return "" if toll is None else str(toll)
