"""What a record is made from, in one fixed order: reports with their accounts, and every item of every account.

Order by report id (the hash of the bytes) makes everything after it independent of the order in which reports came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Generic, TypeVar

from dateline.model.account import Account, Actor, Claim, Event, Figure, Place, Relation
from dateline.model.record import Source
from dateline.model.report import Report
from dateline.model.spans import Span
from dateline.record.ledger import Key

T = TypeVar("T", Actor, Place, Event, Claim, Figure, Relation)


class Items(Generic[T]):
    """All items of one kind over all accounts, numbered through: report by report, in the order of the account."""

    def __init__(self, lists: Sequence[Sequence[T]]) -> None:
        self.base: list[int] = []
        self.items: list[T] = []
        self.report: list[int] = []
        for number, items in enumerate(lists):
            self.base.append(len(self.items))
            self.items.extend(items)
            self.report.extend([number] * len(items))

    def __len__(self) -> int:
        """Number of items."""
        return len(self.items)

    def number(self, report: int, index: int) -> int:
        """The number of the item that is `index` in the account of report number `report`."""
        return self.base[report] + index

    def index(self, number: int) -> int:
        """The index in its account of an item."""
        return number - self.base[self.report[number]]


class Corpus:
    """Reports and accounts in the order of report ids. A report without an account gets an empty one, unread.

    Raises ValueError for an account without its report and for two of one id.
    """

    def __init__(self, accounts: Iterable[Account], reports: Iterable[Report]) -> None:
        given: dict[str, Account] = {}
        for account in accounts:
            if account.report in given:
                raise ValueError(f"two accounts of report {account.report}")
            given[account.report] = account
        self.reports = sorted(reports, key=lambda report: report.id)
        for one, other in zip(self.reports, self.reports[1:], strict=False):
            if one.id == other.id:
                raise ValueError(f"report {one.id} is given twice")
        self.accounts = [
            given.pop(report.id) if report.id in given else Account(report=report.id, versions={})
            for report in self.reports
        ]
        if given:
            raise ValueError(f"an account of a report that is not given: {min(given)}")
        self.number_of = {report.id: number for number, report in enumerate(self.reports)}
        self.actors = Items([account.actors for account in self.accounts])
        self.places = Items([account.places for account in self.accounts])
        self.events = Items([account.events for account in self.accounts])
        self.claims = Items([account.claims for account in self.accounts])
        self.figures = Items([account.figures for account in self.accounts])
        self.relations = Items([account.relations for account in self.accounts])
        self.published = [day_of(report) for report in self.reports]
        self._keys: dict[str, list[list[Key]]] = {}

    def source(self, items: Items[T], number: int, span: Span, sentence: Span | None = None) -> Source:
        """Where an item is said."""
        return Source(self.reports[items.report[number]].id, items.index(number), span, sentence)

    def outlet(self, report: int) -> str:
        """How a report is called in a sentence: its outlet, else its title, else the file it came from."""
        given = self.reports[report]
        if given.outlet is not None:
            return given.outlet.value
        if given.title is not None:
            return f"“{given.title.value}”"
        return given.source.replace("\\", "/").rpartition("/")[2] or given.id[:8]

    def keys(self, kind: str) -> list[list[Key]]:
        """Evidence of every item of a kind, in the order of its `Items`."""
        if kind not in self._keys:
            self._keys[kind] = [keys for account in self.accounts for keys in account_keys(kind, account)]
        return self._keys[kind]


def account_keys(kind: str, account: Account) -> list[list[Key]]:
    """Evidence of every item of a kind in one account: its spans, with a mark where several items share one."""
    spans: list[tuple[tuple[Span, ...], str]]
    if kind == "event":
        spans = [((event.trigger,), "") for event in account.events]
    elif kind == "actor":
        spans = [(actor.mentions, "") for actor in account.actors]
    elif kind == "place":
        spans = [(place.mentions, "") for place in account.places]
    elif kind == "claim":
        spans = [((claim.cue,), "") for claim in account.claims]
    elif kind == "figure":
        spans = [((figure.span,), figure.unit) for figure in account.figures]
    else:
        spans = [((relation.span,), relation.kind) for relation in account.relations]
    seen: Counter[tuple[int, int, str]] = Counter()
    found: list[list[Key]] = []
    for mine, mark in spans:
        keys: list[Key] = []
        for span in mine:
            turn = seen[span.start, span.end, mark]
            seen[span.start, span.end, mark] += 1
            keys.append((account.report, span.start, span.end, f"{mark}{turn or ''}"))
        found.append(keys)
    return found


def day_of(report: Report) -> int | None:
    """The day of publication as an ordinal, None where it is not known exactly."""
    known = report.published
    if known is None or not known.exact or known.earliest is None:
        return None
    return day_number(known.earliest)


def day_number(day: str) -> int:
    """The ordinal of an ISO date; raises ValueError for what is none."""
    return date.fromisoformat(day[:10]).toordinal()


def day_text(number: int) -> str:
    """The ISO date of an ordinal."""
    return date.fromordinal(number).isoformat()
