"""The days of publication of all reports without one, solved together.

Each report's clues of its own settle what they can. Then, round by round, a report takes from those that tell of the
same happening what they know: where one gives a day to the Sunday that the other only names, the other was published in
the week from that day on. What a round settles is known in the next, to all at once, so the order of reports is
nothing; after `_ROUNDS` rounds what is not settled stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dateline.model.account import Account
from dateline.model.report import Published, Report
from dateline.record.corpus import day_number, day_text
from dateline.record.dating.alone import Alone, look_at
from dateline.record.dating.clues import SHARED, Clue, Settled, settle
from dateline.record.dating.lengths import YearsTold
from dateline.record.dating.together import Partner, partners
from dateline.record.dating.told import Told

_ROUNDS = 4
_NEAR, _WEEK = 10, 6
"""A weekday is taken for one of another report that lies `_NEAR` days before that report at most; what is told as
"today" or "overnight" for the first that the other tells of the `_WEEK` before it."""
_SURE, _ALONE, _NAMED = 0.25, 0.12, 3
_BESIDE = 0.6
"""What another report gives counts where the two are surely alike, or nearly as like as any that gives a day. What is
only solved of the other, not given, counts only where they are surely alike; so does its day for a "today". Below
`_ALONE` the likest of all counts, and what shares so many names."""
_SILENT, _SILENT_NAMES, _SOON = 0.12, 3, 3
"""So like, by so many names, are reports of which one names no day at all: they are taken to be so many days apart."""


@dataclass(frozen=True, slots=True)
class Solved:
    """What is known of one report's publication, and what in its clues does not fit together."""

    published: Published | None
    contradictions: tuple[str, ...] = ()


@dataclass(slots=True)
class _Known:
    """A report as it stands in one round: its interval, and the days that it gives to what it tells."""

    low: int | None
    high: int | None
    given: bool
    later: bool
    days: tuple[tuple[int, frozenset[str]], ...]

    @property
    def exact(self) -> bool:
        return self.low is not None and self.low == self.high


def solve(reports: Sequence[Report], accounts: Sequence[Account], name: Callable[[int], str]) -> list[Solved]:
    """The publication of every report; reports whose day is given keep it. `name` is how a report is called."""
    undated = [number for number, report in enumerate(reports) if not _is_given(report)]
    if not undated:
        return [Solved(report.published) for report in reports]
    alone = [look_at(report, account) for report, account in zip(reports, accounts, strict=True)]
    years = YearsTold(accounts)
    clues = {number: [*alone[number].clues, *years.clues(accounts[number])] for number in undated}
    own = {number: settle(clues[number]) for number in undated}
    known = [
        _known(
            alone[number],
            *_bounds(own[number] if number in own else reports[number].published),
            given=number not in own,
        )
        for number in range(len(reports))
    ]
    beside = partners(accounts) if len(reports) > 1 else [[] for _ in reports]
    settled = dict(own)
    for _ in range(_ROUNDS):
        changed = False
        fresh: dict[int, _Known] = {}
        for number in undated:
            shared = _shared(alone[number], own[number], known, beside[number], name)
            if shared is None:
                continue
            clue, day = shared
            one = settle([*clues[number], clue])
            fresh[number] = _known(alone[number], one.low, one.high, shared=day)
            changed = changed or fresh[number] != known[number]
            settled[number] = one
        for number, now in fresh.items():
            known[number] = now
        if not changed:
            break
    return [
        Solved(report.published) if number not in settled else _answer(settled[number])
        for number, report in enumerate(reports)
    ]


def _is_given(report: Report) -> bool:
    return report.published is not None and (
        report.published.exact or (report.published.earliest is not None and report.published.latest is not None)
    )


def _bounds(known: Settled | Published | None) -> tuple[int | None, int | None]:
    if isinstance(known, Settled):
        return known.low, known.high
    if known is None:
        return None, None
    return (day_number(known.earliest) if known.earliest else None, day_number(known.latest) if known.latest else None)


def _known(
    alone: Alone, low: int | None, high: int | None, *,
    given: bool = False, shared: tuple[int, frozenset[str]] | None = None,
) -> _Known:  # fmt: skip
    """The interval, and the days of what is told: written in full, or shared; of a report whose day is known, all."""
    days = [(one.day, frozenset[str]()) for one in alone.dates if high is None or one.day <= high]
    if low is not None and low == high:
        days.extend(
            (day, told.types)
            for told in alone.told
            if not (alone.later and told.kind == "weekday" and not told.types)
            and (day := _day_told(told, low)) is not None
        )
    if shared is not None:
        days.append(shared)
    return _Known(low, high, given, alone.later, tuple(dict.fromkeys(days)))


def _day_told(told: Told, published: int) -> int | None:
    """The day that is told in a report published on a day, as far as it is one day."""
    if told.kind == "same":
        return published - told.number
    span = {"weekday": 7, "earlier weekday": 14, "day": 366}.get(told.kind, 0)
    start = published - (1 if told.kind == "earlier weekday" else 0)
    return next((day for day in range(start, published - span, -1) if told.is_on(day)), None)


def _shared(
    mine: Alone, own: Settled, known: Sequence[_Known], beside: Sequence[Partner], name: Callable[[int], str]
) -> tuple[Clue, tuple[int, frozenset[str]]] | None:
    """The clue of the likest report that tells of the same happening and gives one, and the day that is shared."""
    best = 0.0
    for place, partner in enumerate(beside):
        theirs = known[partner.report]
        if partner.likeness < min(_SURE, _BESIDE * best):
            break
        if theirs.days:
            best = max(best, partner.likeness)
        if not theirs.given and partner.likeness < _SURE:
            continue
        if place and partner.likeness < _ALONE and partner.names < _NAMED:
            continue
        found = _from_days(mine, theirs, name(partner.report), partner)
        if found is not None and (theirs.given or _may_hold(found[0], own)):
            return found
    return None


def _may_hold(clue: Clue, own: Settled) -> bool:
    """Whether a clue leaves a day of what the report says itself; if not, the other tells of something else."""
    early = clue.high is not None and own.low is not None and clue.high < own.low
    return not early and not (clue.low is not None and own.high is not None and clue.low > own.high)


def _from_days(
    mine: Alone, theirs: _Known, called: str, partner: Partner
) -> tuple[Clue, tuple[int, frozenset[str]]] | None:
    """A clue from a day told here whose date the other report gives, of events of one type where both are known."""
    sure = partner.likeness >= _SURE
    for told in mine.told:
        if told.kind not in ("weekday", "day") or (told.kind == "weekday" and mine.later):
            continue
        days = [
            (bool(types & told.types), bool(types), day) for day, types in theirs.days
            if told.is_on(day) and (types & told.types or (not theirs.later and (sure or not (types and told.types))))
            and (told.kind == "day" or theirs.low is None or day >= theirs.low - _NEAR)
        ]  # fmt: skip
        if days:
            day = max(days)[-1]  # the last one, but rather one that has an event, of a type that is told here too
            low, high = told.published(day)
            why = f"{called} tells of the same and gives “{told.words}” the date {day_text(day)}"
            clue = Clue(SHARED, low, None if mine.later else high, why)
            return clue, (day, told.types)
    alike = partner.likeness >= _SILENT and partner.names >= _SILENT_NAMES
    if (
        alike and theirs.days and not (mine.later or theirs.later or mine.told)
        and theirs.exact and theirs.low is not None
    ):  # fmt: skip
        why = f"{called} tells of the same and is of {day_text(theirs.low)}, and this report names no day at all"
        return Clue(SHARED, theirs.low - _SOON, theirs.low + _SOON, why), (theirs.low, frozenset())
    if (
        mine.later
        or not theirs.days
        or partner.likeness < _SURE
        or any(one.kind not in ("same", "night") for one in mine.told)
    ):
        return None
    now = next((one for one in mine.told if one.kind == "night" or one.number <= 1), None)
    if now is None:
        return None
    day, types = _day_of_news(theirs)
    why = f"{called} tells of the same and gives it the date {day_text(day)}, which is told here as “{now.words}”"
    return Clue(SHARED, day, day + 1, why), (day, types)


def _day_of_news(report: _Known) -> tuple[int, frozenset[str]]:
    """The first of the days that a report gives to what it tells, of those within the week before it."""
    if report.low is None:
        return report.days[0]
    week = [(day, types) for day, types in report.days if report.low - _WEEK <= day]
    return min(week or report.days, key=lambda found: found[0])


def _answer(settled: Settled) -> Solved:
    if settled.open:
        return Solved(None, tuple(settled.contradictions))
    published = Published(
        day_text(settled.low) if settled.low is not None else None,
        day_text(settled.high) if settled.high is not None else None,
        settled.how(),
    )
    return Solved(published, tuple(settled.contradictions))
