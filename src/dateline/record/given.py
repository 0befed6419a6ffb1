"""The numbers that each side gives of one subject: what replaced what, how long each stood, which can't both hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dateline.record.counts import CIVILIANS, Count
from dateline.record.numbers import CASUALTIES, MEASURES

_FOLD = 10
"""How many times one figure may be another, for the two to be of one happening where no event says so."""
_MOST = 60
"""How many figures of one subject are held against each other."""
_FEW = 8
"""How many times the same number of one side is looked at: bounds differ, but not more often than this."""


@dataclass(slots=True)
class Given:
    """A number that one side gives of one subject, wherever it gives it; `first` stands for all of them."""

    counts: list[Count]
    before: list[Given] = field(default_factory=list)
    """What it replaced, oldest first."""
    then: Given | None = None
    """What replaced it."""

    @property
    def first(self) -> Count:
        """The count that the others are the same as."""
        return self.counts[0]

    @property
    def day(self) -> int | None:
        """The first day on which the side gave it."""
        return min((count.day for count in self.counts if count.day is not None), default=None)

    @property
    def until(self) -> int | None:
        """The last day on which it stood: on which it was told, or before another took its place.

        A report without a date may have told it a day later.
        """
        told = [count.day for count in self.counts if count.day is not None and not count.earlier]
        last = max(told, default=self.day)
        if last is not None and self.then is None and any(count.day is None for count in self.counts):
            return last + 1
        if last is None or self.then is None or self.then.day is None:
            return last
        return max(last, self.then.day - 1)

    @property
    def earlier(self) -> bool:
        """Whether a report gives it as what another number has replaced."""
        return any(count.earlier for count in self.counts)

    @property
    def gone(self) -> bool:
        """Whether another has taken its place, be it one that no report gives."""
        return self.then is not None or all(count.earlier for count in self.counts)

    @property
    def number(self) -> tuple[object, ...]:
        """What it has in common with the same number of another side."""
        value = self.first.record.value
        return self.first.allows if value is None or self.first.record.bound == "range" else (value,)

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

    def against(self, other: Given) -> bool:
        """Whether another side's number and this one can't both hold."""
        return any(
            one.side != two.side
            and not _one_report_sums(one, two)
            and _of_one_size(one, two)
            and (one.against(two) or two.against(one))
            for one in self.counts[:_FEW]
            for two in other.counts[:_FEW]
        )

    def beside(self, other: Given) -> bool:
        """Whether both are known to have stood on one day."""
        if self.day is None or self.until is None or other.day is None or other.until is None:
            return False
        return self.day <= other.until and other.day <= self.until

    def repeats(self, other: Given) -> bool:
        """Whether it is a number that the other side itself gave before."""
        return any(self.number == old.number for old in other.before)


def numbers_of(counts: Sequence[Count]) -> list[Given]:
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
        if count.earlier:
            replaced.add(place)
        else:
            whole[count.report] = max(whole.get(count.report, 0.0), count.record.value or 0.0)
            largest[place] = max(largest.get(place, 0.0), count.record.value or 0.0)
    found: dict[tuple[object, ...], Given] = {}
    for key, same in kept.items():
        told = [
            count for count in same
            if not (count.unsaid and not count.part and not count.earlier and count.record.unit in CASUALTIES
                    and (count.record.value or whole.get(count.report, 0.0)) < whole.get(count.report, 0.0))
        ]  # fmt: skip
        told = [
            count for count in told
            if count.earlier or count.record.unit not in CASUALTIES
            or (count.record.value or 0.0) >= largest[count.report, count.side, count.about]
            or ((count.report, count.side, count.about) not in replaced and count.changed)
        ]  # fmt: skip
        if told:
            number = (key[0], told[0].record.value if told[0].record.value is not None else key[1], key[2], key[4])
            found.setdefault(number, Given([])).counts.extend(told)
    for given in found.values():
        given.counts.sort(key=lambda count: (count.earlier, count.number))
    return sorted(found.values(), key=lambda given: given.first.number)[:_MOST]


def order(mine: Sequence[Given]) -> None:
    """Note of the numbers of one side which replaced which: each the next that the side gave."""
    for old in mine:
        later = [new for new in mine if new is not old and new.after(old) and new.changes(old)]
        if later:
            old.then = min(later, key=lambda new: (new.day or 0, new.first.number))
    for given in sorted(mine, key=lambda given: (given.day or 0, not given.earlier, given.first.number)):
        last, steps = given, 0
        while last.then is not None and steps < len(mine):
            last, steps = last.then, steps + 1
        if last is not given:
            last.before.append(given)


def unsure(mine: Sequence[Given]) -> list[Given]:
    """Numbers that one side gives in different reports, of which nothing says which is the later; smaller first."""
    stands = [given for given in mine if given.then is None]
    found = [
        given for given in stands
        if any(given.first.report != other.first.report and (given.changes(other) or _rises(given, other))
               for other in stands)
    ]  # fmt: skip
    return sorted(found, key=lambda given: (given.first.allows, given.first.number))


def _rises(one: Given, other: Given) -> bool:
    """Whether two tolls of one side are of the same people, so that one has risen to the other, whichever is older."""
    first, second = one.first, other.first
    if first.record.unit not in CASUALTIES or first.part or second.part:
        return False
    if first.about - CIVILIANS != second.about - CIVILIANS:
        return False
    values = {first.record.value, second.record.value}
    return len(values) == 2 and None not in values and first.may_be_of_one(second)


def overtaken(standing: Sequence[Given]) -> Iterator[tuple[Given, Given]]:
    """Tolls that a report gave for itself, with the higher one that somebody gave later: nobody contradicts anybody."""
    for older in standing:
        if older.first.record.unit not in CASUALTIES or not all(count.unsaid for count in older.counts):
            continue
        newer = [
            other for other in standing
            if other.after(older) and not other.first.unsaid and other.changes(older)
            and (other.first.record.value or 0) > (older.first.record.value or 0)
        ]  # fmt: skip
        if newer:
            yield older, min(newer, key=lambda given: (given.day or 0, given.first.record.value or 0))


def conflicts(every: Sequence[Given]) -> list[tuple[Given, Given]]:
    """Pairs of numbers of two sides that can't both hold and that stood at one time.

    Of two sides that never gave such numbers at one time, the last are a pair, but for parts of a toll that may have
    risen since. Who gives what the other side itself
    said before is behind the times and no adversary.
    """
    known: dict[tuple[str, str], bool] = {}
    pairs: list[tuple[Given, Given]] = []
    for place, one in enumerate(every):
        for other in every[place + 1 :]:
            if one.first.side == other.first.side or not one.against(other) or one.repeats(other) or other.repeats(one):
                continue
            sides = _sides(one, other)
            known[sides] = known.get(sides, False) or one.beside(other)
            pairs.append((one, other))
    return [
        (one, other) for one, other in pairs
        if (one.beside(other) if known[_sides(one, other)] else _last(one, other))
    ]  # fmt: skip


def _last(one: Given, other: Given) -> bool:
    """Whether neither was replaced; parts of tolls must be of days next to each other, for the tolls may have risen."""
    if one.gone or other.gone:
        return False
    if not (one.first.part or other.first.part):
        return True
    return one.day is not None and other.day is not None and abs(one.day - other.day) <= 1


def _sides(one: Given, other: Given) -> tuple[str, str]:
    first, second = sorted((one.first.side, other.first.side))
    return first, second


def _of_one_size(one: Count, other: Count) -> bool:
    """Whether two figures without a common event are near enough to be of one happening and no sum of many."""
    less, more = sorted((abs(one.record.value or 0), abs(other.record.value or 0)))
    return one.event == other.event >= 0 or one.record.unit in MEASURES or more <= _FOLD * less


def _one_report_sums(one: Count, other: Count) -> bool:
    """Whether a report's own number stands beside one that it gives as somebody's: a part or a sum, no other side."""
    return one.report == other.report and not (one.record.claimants and other.record.claimants)
