"""The days of publication of all reports without one, solved together.

Each report's clues of its own settle what they can. Then, round by round, a report takes from those that tell of the
same happening what they know: where one gives a day to the Sunday that the other only names, the other was published in
the week from that day on. What a round settles is known in the next, to all at once, so the order of reports is
nothing; after `_ROUNDS` rounds what is not settled stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
_SAME, _SAME_LATER, _SAME_TYPE = 2, 4, 1
"""Two sentences give a day to the same thing from so many shared stems on, more in a report of a later stage; an event
of the same type is worth one."""
_FEW_DAYS = 3
"""Days of the week, at most, that a report of one happening tells of."""
_WEEKDAYS = ("weekday", "earlier weekday")
_PAIR, _SAME_SEASON = 2, 60
"""A dateline takes its year from a report that shares so many names and is no more days away."""
_SILENT, _SILENT_NAMES, _SOON = 0.12, 3, 3
"""So like, by so many names, are reports of which one names no day at all: they are taken to be so many days apart."""


@dataclass(frozen=True, slots=True)
class Solved:
    """What is known of one report's publication, and what in its clues does not fit together."""

    published: Published | None
    contradictions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Day:
    """A day that a report gives to something: what types of events, and the stems of the sentence that tells it."""

    day: int
    types: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Known:
    """A report as it stands in one round: its interval, and the days that it gives to what it tells."""

    low: int | None
    high: int | None
    given: bool
    later: bool
    days: tuple[_Day, ...]

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
            dateline = alone[number].dateline is not None and one.low is not None and one.low == one.high
            fresh[number] = _known(alone[number], one.low, one.high, given=dateline, shared=day)
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
    alone: Alone, low: int | None, high: int | None, *, given: bool = False, shared: _Day | None = None
) -> _Known:
    """The interval, and the days of what is told: written in full, or shared; of a report whose day is known, all."""
    days = [_Day(one.day, stems=stems) for one, stems in alone.dates if high is None or one.day <= high]
    if low is not None and low == high:
        days.extend(
            _Day(day, told.types, told.words_beside)
            for told in (*alone.told, *alone.ahead)
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
    if told.kind == "next weekday":
        return next(day for day in range(published, published + _WEEK + 1) if told.is_on(day))
    span = {"weekday": 7, "earlier weekday": 14, "day": 366}.get(told.kind, 0)
    start = published - (1 if told.kind == "earlier weekday" else 0)
    return next((day for day in range(start, published - span, -1) if told.is_on(day)), None)


def _shared(
    mine: Alone, own: Settled, known: Sequence[_Known], beside: Sequence[Partner], name: Callable[[int], str]
) -> tuple[Clue, _Day] | None:
    """The clue of the likest report that tells of the same happening and gives one, and the day that is shared.

    A report that looks back over a week tells of days that the others gave long before it: there only a day counts that
    two sentences give to the same thing, by their words, and of those of all the others the last.
    """
    if mine.dateline is not None and (found := _by_dateline(mine.dateline, known, beside, name)) is not None:
        return found
    if mine.later or _looks_back(mine):
        return _last_same(mine, own, known, beside, name)
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


def _by_dateline(
    dateline: Told, known: Sequence[_Known], beside: Sequence[Partner], name: Callable[[int], str]
) -> tuple[Clue, _Day] | None:
    """The clue of a dateline without a year: its day is the one nearest to another report of the same happening."""
    for partner in beside:
        theirs = known[partner.report]
        if theirs.low is None or not theirs.exact or partner.names < _PAIR:
            continue
        for apart in range(_SAME_SEASON + 1):
            for day in (theirs.low - apart, theirs.low + apart):
                if dateline.is_on(day):
                    why = (
                        f"its dateline is of “{dateline.words}”, and {name(partner.report)}, "
                        f"which tells of the same, is of {day_text(theirs.low)}"
                    )
                    return Clue(SHARED, day, day, why), _Day(day)
    return None


def _last_same(
    mine: Alone, own: Settled, known: Sequence[_Known], beside: Sequence[Partner], name: Callable[[int], str]
) -> tuple[Clue, _Day] | None:
    """Of the days that others give to the same thing the last, as the clue of a report that looks back."""
    firm: list[tuple[int, int, Clue, _Day]] = []
    for place, partner in enumerate(beside):
        theirs = known[partner.report]
        if partner.names < _NAMED or not (theirs.given or partner.likeness >= _SURE):
            continue
        firm.extend((day.day, -place, clue, day) for clue, day in _same_told(mine, theirs, name(partner.report))
                    if theirs.given or _may_hold(clue, own))  # fmt: skip
    if not firm:
        return None
    _, _, clue, day = max(firm, key=lambda one: one[:2])
    return clue, day


def _looks_back(mine: Alone) -> bool:
    """Whether a report tells of so many days of the week that which one another report means can't be told by it."""
    return len({told.number for told in mine.told if told.kind in _WEEKDAYS}) > _FEW_DAYS


def _same_told(mine: Alone, theirs: _Known, called: str) -> Iterator[tuple[Clue, _Day]]:
    """Clues from days told here that the other report gives, in a sentence of the same words, to the same thing."""
    least = _SAME_LATER if mine.later else _SAME
    for told in mine.told:
        if told.kind not in (*_WEEKDAYS, "day"):
            continue
        for day in theirs.days:
            if not told.is_on(day.day):
                continue
            if _SAME_TYPE * bool(day.types & told.types) + len(day.stems & told.words_beside) < least:
                continue
            low, high = told.published(day.day)
            if mine.later and told.kind == "day":
                high = None
            why = f"{called} tells of the same and gives “{told.words}” the date {day_text(day.day)}"
            yield Clue(SHARED, low, high, why), _Day(day.day, told.types, told.words_beside)


def _may_hold(clue: Clue, own: Settled) -> bool:
    """Whether a clue leaves a day of what the report says itself; if not, the other tells of something else."""
    early = clue.high is not None and own.low is not None and clue.high < own.low
    return not early and not (clue.low is not None and own.high is not None and clue.low > own.high)


def _from_days(mine: Alone, theirs: _Known, called: str, partner: Partner) -> tuple[Clue, _Day] | None:
    """A clue from a day told here whose date the other report gives, of events of one type where both are known."""
    sure = partner.likeness >= _SURE
    for told in mine.told:
        if told.kind not in ("weekday", "day") or (told.kind == "weekday" and mine.later):
            continue
        days = [
            (bool(one.types & told.types), bool(one.types), one.day) for one in theirs.days
            if told.is_on(one.day)
            and (one.types & told.types or (not theirs.later and (sure or not (one.types and told.types))))
            and (told.kind == "day" or theirs.low is None or one.day >= theirs.low - _NEAR)
        ]  # fmt: skip
        if days:
            day = max(days)[-1]  # the last one, but rather one that has an event, of a type that is told here too
            low, high = told.published(day)
            why = f"{called} tells of the same and gives “{told.words}” the date {day_text(day)}"
            clue = Clue(SHARED, low, None if mine.later else high, why)
            return clue, _Day(day, told.types, told.words_beside)
    alike = partner.likeness >= _SILENT and partner.names >= _SILENT_NAMES
    if (
        alike and theirs.days and not (mine.later or theirs.later or mine.told)
        and theirs.exact and theirs.low is not None
    ):  # fmt: skip
        why = f"{called} tells of the same and is of {day_text(theirs.low)}, and this report names no day at all"
        return Clue(SHARED, theirs.low - _SOON, theirs.low + _SOON, why), _Day(theirs.low)
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
    news = _day_of_news(theirs)
    why = f"{called} tells of the same and gives it the date {day_text(news.day)}, which is told here as “{now.words}”"
    return Clue(SHARED, news.day, news.day + 1, why), _Day(news.day, news.types)


def _day_of_news(report: _Known) -> _Day:
    """The first of the days that a report gives to what it tells, of those within the week before it."""
    if report.low is None:
        return report.days[0]
    week = [one for one in report.days if report.low - _WEEK <= one.day]
    return min(week or report.days, key=lambda found: found.day)


def _answer(settled: Settled) -> Solved:
    if settled.open:
        return Solved(None, tuple(settled.contradictions))
    published = Published(
        day_text(settled.low) if settled.low is not None else None,
        day_text(settled.high) if settled.high is not None else None,
        settled.how(),
    )
    return Solved(published, tuple(settled.contradictions))
