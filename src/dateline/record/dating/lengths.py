"""Lengths of time since an event: "three years after the rebels took the north", where another report dates the event.

The event is the next one told in the sentence. It is taken for the one that other reports date with a year if it is of
the same type, a party named in the sentence is the same, and all reports give such events of that party one year only;
where they give several, which one is meant can't be told, and nothing follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from dateline.model.account import Account, Event, When
from dateline.model.spans import Span
from dateline.record.corpus import day_text
from dateline.record.dating.clues import LIKELY, Clue
from dateline.record.dating.told import expression_of
from dateline.record.words import fold

_PARTIES = frozenset(("armed group", "organisation", "group"))
_YEARS = frozenset(("year", "year month", "season of year", "date"))
Key = tuple[str, str]
"""A party and a type of event."""


class YearsTold:
    """In which years reports put events, by party and type."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        self._years: dict[Key, set[int]] = {}
        for account in accounts:
            parties = _Parties(account)
            for event in account.events:
                when = account.times[event.when] if event.when is not None else None
                if when is None or when.rule not in _YEARS or when.earliest is None or event.status != "happened":
                    continue
                for party in parties.within(event.sentence):
                    self._years.setdefault((party, event.type), set()).add(int(when.earliest[:4]))

    def clues(self, account: Account) -> Iterator[Clue]:
        """Clues from the lengths of time that an account tells."""
        lengths = [(when, *length) for when in account.times if (length := _years_since(when)) is not None]
        if not lengths:
            return
        parties = _Parties(account)
        for when, low, high in lengths:
            event = _told_after(when, account.events)
            if event is None:
                continue
            years = set[int]().union(
                *(self._years.get((party, event.type), ()) for party in parties.within(event.sentence))
            )
            if len(years) != 1:
                continue
            (year,) = years
            if not 1 <= year + low <= year + high < date.max.year:
                continue
            first, last = date(year + low, 1, 1).toordinal(), date(year + high, 12, 31).toordinal()
            words = " ".join(when.span.text.split())
            yield Clue(
                LIKELY, first, last,
                f"it tells of “{words}” since “{event.trigger.text}”, and the only year in which reports put such an "
                f"event of the same party is {year}, so it is of {day_text(first)} to {day_text(last)}",
            )  # fmt: skip


def _years_since(when: When) -> tuple[int, int] | None:
    """At least and at most how many years lie between an untimed event and what is told."""
    match expression_of(when):
        case ("later", _, int(low), int(high), "year", ("event", -1)):
            return low, high
    return None


def _told_after(when: When, events: Sequence[Event]) -> Event | None:
    """The event that the length is counted from: the first one told after it in its sentence."""
    after = [event for event in events if event.sentence.contains(when.span) and event.trigger.start >= when.span.end]
    return min(after, key=lambda event: event.trigger.start, default=None)


class _Parties:
    """The parties of an account by where they are named: not persons and not states, which take part in too much."""

    def __init__(self, account: Account) -> None:
        self._named = sorted(
            (span.start, actor.known or fold(actor.name))
            for actor in account.actors
            if actor.kind in _PARTIES
            for span in actor.mentions
        )

    def within(self, sentence: Span) -> list[str]:
        """Who is named in a sentence."""
        return sorted({party for start, party in self._named if sentence.start <= start < sentence.end})
