"""The record as it would stand with some of its reports only: what was known by a day, or without what is new.

Nothing is written. Ids are those of the record where their evidence is among the reports that are kept. Judgements are
replayed, those of later days too: they say what the reports mean, whenever that was seen.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from dateline.model.record import Record, RecordReport
from dateline.record.actors import Matching
from dateline.record.build import build_record
from dateline.record.store import Store


class AsOf(Struct, frozen=True, kw_only=True):
    """The record by a day, and what was left out of it."""

    record: Record
    day: str
    later: tuple[RecordReport, ...]
    """Reports of later days."""
    unknown: tuple[RecordReport, ...]
    """Reports whose day is not known well enough to say that they were there."""


def made_with(store: Store, keep: Callable[[RecordReport], bool], *, matching: Matching | None = None) -> Record:
    """The record of those reports of the file for which `keep` says True, as the file's record lists them."""
    with store.snapshot():
        whole = store.load_record()
        kept = {report.id for report in whole.reports if keep(report)}
        if len(kept) == len(whole.reports):
            return whole
        reports = [report for report in store.reports() if report.id in kept]
        accounts = [account for account in store.accounts() if account.report in kept]
        judgements = [
            judgement for judgement in store.judgements() if any(key[0] in kept for key in judgement.evidence)
        ]
        ledger = store.ledger()
    return build_record(accounts, reports, judgements, ledger, matching=matching)[0]


def as_of(store: Store, day: str, *, matching: Matching | None = None) -> AsOf:
    """The record as it would have stood with the reports published by a day (ISO date), that day included.

    Reports whose day of publication may be later, or is not known at all, are left out and listed.
    """
    listed = store.load_record().reports
    return AsOf(
        record=made_with(store, lambda report: known_by(report, day) is True, matching=matching),
        day=day,
        later=tuple(report for report in listed if known_by(report, day) is False),
        unknown=tuple(report for report in listed if known_by(report, day) is None),
    )


def known_by(report: RecordReport, day: str) -> bool | None:
    """Whether a report was published by a day; None where that can't be said."""
    published = report.published
    if published is None:
        return None
    if published.latest is not None and published.latest[:10] <= day:
        return True
    return False if published.earliest is not None and published.earliest[:10] > day else None
