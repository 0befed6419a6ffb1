"""The record from the accounts: `build_record`, a pure function.

Invariants: the content of the record depends on the set of reports, accounts and judgements and not on their order;
ids come from the ledger, so that building again with what the ledger has become gives the same record and adds nothing;
the record is what its circles give, each made by itself, and what they tell of in common (`united`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import Any

from dateline.model.account import Account
from dateline.model.record import Record, Source
from dateline.model.report import Report
from dateline.record.actors import Matching
from dateline.record.circle import Piece, Placed, build_circle
from dateline.record.circles import SMALL, Marked, commonplaces, components
from dateline.record.judgements import Judgement, standing
from dateline.record.ledger import Ledger, LedgerEntry
from dateline.record.reach import bind_merges, named_in, reach, ties_of
from dateline.record.tables import FIELDS
from dateline.record.united import Counts, add, united
from dateline.record.version import GIVEN, VERSION


def build_record(
    accounts: Iterable[Account],
    reports: Iterable[Report],
    judgements: Iterable[Judgement] = (),
    ledger: Iterable[LedgerEntry] = (),
    *,
    matching: Matching | None = None,
) -> tuple[Record, tuple[LedgerEntry, ...]]:
    """The record of all accounts, and what to append to the ledger.

    `matching` says which actors are one; without it, the actors room does. Raises ValueError for accounts that do not
    belong to the reports and for a broken ledger.
    """
    told = paired(accounts, reports)
    judged, book = list(judgements), Ledger(ledger)
    bind_merges(judged, book)
    pieces = build_pieces(
        told, circles_of(marked_of(told), judged, book), judged, book, matching or of_the_actors_room()
    )
    return whole(pieces.values(), [account for account, _ in told.values()], judged), tuple(book.additions)


Told = Mapping[str, tuple[Account, Report]]
"""Accounts with their reports, by report id."""


def paired(accounts: Iterable[Account], reports: Iterable[Report]) -> Told:
    """Accounts with their reports, in the order of report ids; a report without one gets an empty one, unread.

    Raises ValueError for an account without its report and for two of one id.
    """
    given: dict[str, Account] = {}
    for account in accounts:
        if account.report in given:
            raise ValueError(f"two accounts of report {account.report}")
        given[account.report] = account
    found: dict[str, tuple[Account, Report]] = {}
    for report in sorted(reports, key=lambda report: report.id):
        if report.id in found:
            raise ValueError(f"report {report.id} is given twice")
        account = given.pop(report.id) if report.id in given else Account(report=report.id, versions={})
        found[report.id] = (account, report)
    if given:
        raise ValueError(f"an account of a report that is not given: {min(given)}")
    return found


def marked_of(told: Told) -> dict[str, Marked]:
    """All reports as circles see them; without marks where they are too few to be parted."""
    if len(told) <= SMALL:
        return {own: Marked(own, None, frozenset()) for own in told}
    return {own: Marked.of(report, account) for own, (account, report) in told.items()}


def circles_of(
    marked: Mapping[str, Marked], judgements: Sequence[Judgement], book: Ledger
) -> list[list[str]]:  # fmt: skip
    """The circles of all reports, each in order, by their first."""
    if len(marked) <= SMALL:
        return [sorted(marked)] if marked else []
    reports = list(marked.values())
    return components(reports, commonplaces(reports), ties_of(judgements, book))


def build_pieces(
    told: Told,
    circles: Iterable[Sequence[str]],
    judgements: Sequence[Judgement],
    book: Ledger,
    matching: Matching,
    there: Callable[[str], bool] = lambda _: False,
) -> dict[tuple[str, ...], Piece]:
    """What each circle gives. `there` says whether circles that are not built tell of what has an id."""
    about: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        for report in reach(judgement):
            about.setdefault(report, []).append(judgement)
    pieces: dict[tuple[str, ...], Piece] = {}
    naming: dict[tuple[str, ...], set[str]] = {}

    def build(circle: tuple[str, ...], absent: Set[str]) -> None:
        accounts, reports = zip(*(told[report] for report in circle), strict=True)
        rest = {one.number: one for report in circle for one in about.get(report, ())}
        pieces[circle] = build_circle(accounts, reports, rest.values(), book, matching, absent)
        named = (book.resolve(own) for one in standing(rest.values()) for own in named_in(one.after))
        naming[circle] = {own for own in named if book.is_common(own)}

    for circle in map(tuple, circles):
        build(circle, frozenset())
    present = {own for piece in pieces.values() for own in piece.shares}
    for circle, named in naming.items():
        absent = {own for own in named if own not in present and not there(own)}
        if absent:
            build(circle, absent)
    return pieces


def whole(pieces: Iterable[Piece], accounts: Iterable[Account], judgements: Iterable[Judgement]) -> Record:
    """The record that the pieces make together."""
    items: dict[str, list[Placed]] = {field: [] for field in FIELDS}
    counts: dict[str, tuple[str, Counts]] = {}
    sources: dict[str, list[Source]] = {}
    for piece in pieces:
        for field, found in piece.items.items():
            items[field] += found
        for own, share in piece.shares.items():
            add(counts.setdefault(own, (share.kind, {}))[1], share.counts)
            sources.setdefault(own, []).extend(share.sources)
    by_number = {judgement.number: judgement for judgement in judgements}
    for own, (kind, counted) in counts.items():
        items[f"{kind}s"].append(united(own, kind, counted, by_number, tuple(in_order(sources[own]))))
    lists: dict[str, Any] = {
        field: tuple(item for _, item in sorted(found, key=lambda one: one[0])) for field, found in items.items()
    }
    return Record(versions=versions_of(accounts), **lists)


def in_order(sources: Iterable[Source]) -> list[Source]:
    """Sources of a thing of many circles, in the order of reports; within one they stand as its circle has them."""
    return sorted(sources, key=lambda source: source.report)


def versions_of(accounts: Iterable[Account]) -> dict[str, str]:
    """The versions of everything that had a part in the record."""
    told: dict[str, set[str]] = {}
    for account in accounts:
        for part, version in account.versions.items():
            if part != GIVEN:
                told.setdefault(part, set()).add(version)
    return joined_versions(told)


def joined_versions(told: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The versions of a record from those of its accounts."""
    every = {part: {*versions, *([VERSION] if part == "record" else [])} for part, versions in told.items()}
    every.setdefault("record", {VERSION})
    return {part: ", ".join(sorted(every[part])) for part in sorted(every)}


def of_the_actors_room() -> Matching:
    """What the actors room says of two actors."""
    from dateline.actors import bare_organ, merge_keys, same_actor

    return Matching(merge_keys, same_actor, bare_organ)
