"""Taking a report out of a record for good: what goes, what stays, what rested on it.

The text, the reading, the account and the words in the index go, overwritten and the file written anew; so does every
row of the record that was made from them. A tombstone (hash, time, who, why) stays, and judgements stay, for they are a
person's; what they had quoted of the report stays in them. The record is made again without the report in the same
transaction: there is no moment at which the file holds the one without the other.

An id that the report had founded lives on in what other reports tell of the same thing: it redirects there.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from dateline.errors import RecordError, UsageError
from dateline.model.record import Record
from dateline.record.actors import Matching
from dateline.record.build import build_record, of_the_actors_room
from dateline.record.judgements import Judgement
from dateline.record.kept import Tombstone
from dateline.record.ledger import Ledger, LedgerEntry
from dateline.record.parted import items_of, outlived
from dateline.record.renewal import bring_up_to_date, made_anew
from dateline.record.store import Store


class Resting(Struct, frozen=True):
    """A judgement that rested on a report, and on how many others it rests besides."""

    judgement: Judgement
    others: int


class Forgotten(Struct, frozen=True, kw_only=True):
    """What came of taking a report out."""

    tombstone: Tombstone
    source: str
    """The file or address that the report had come from."""
    judgements: tuple[Resting, ...]
    gone: dict[str, int]
    """How many items the record had of each kind that it no longer has."""
    redirected: int
    """How many ids now lead to what other reports tell."""
    alike: tuple[str, ...]
    """Sources of other reports that hold the same text, or part of it: they stay."""
    compacted: str | None
    """Why the file could not be written anew, as a sentence; None where it was."""
    record: Record


def forget(store: Store, report: str, *, who: str, when: str, why: str, matching: Matching | None = None) -> Forgotten:
    """Take the report with this id out of the record for good.

    Raises UsageError where it isn't there, RecordError where another command writes; a command that only reads can
    hinder the writing anew, which `compacted` then says: `store.compact` does it later.
    """
    found = store.report(report)
    matching = matching or of_the_actors_room()
    before = bring_up_to_date(store, matching=matching)
    with store.snapshot():
        reports = [one for one in store.reports() if one.id != report]
        accounts = [one for one in store.accounts() if one.report != report]
        judgements, ledger = store.judgements(), store.ledger()
    after, additions = build_record(accounts, reports, judgements, ledger, matching=matching)
    moved = outlived(before, after)
    book = Ledger([*ledger, *additions])
    leading = [
        LedgerEntry(own, *key, redirect=into)
        for own, into in sorted(moved.items())
        if (key := book.evidence(own)) is not None and book.resolve(own) == own
    ]
    tombstone = Tombstone(report, when, who, why)
    store.withdraw(tombstone, made_anew(store, matching, without=report, more=(*additions, *leading)))
    after = store.load_record()
    return Forgotten(
        tombstone=tombstone,
        source=found.source,
        judgements=resting_on(judgements, report),
        gone=_gone(before, after, moved),
        redirected=len(moved),
        alike=_alike(before, report),
        compacted=_compacted(store),
        record=after,
    )


def resting_on(judgements: list[Judgement], report: str) -> tuple[Resting, ...]:
    """The judgements whose evidence is in a report, wholly or in part."""
    found = []
    for judgement in judgements:
        reports = {key[0] for key in (*judgement.evidence, *judgement.other)}
        if report in reports:
            found.append(Resting(judgement, len(reports) - 1))
    return tuple(found)


def find_tombstone(store: Store, prefix: str) -> Tombstone | None:
    """What stays of the report whose id begins with `prefix`; raises UsageError where that could be several."""
    found = [one for own, one in store.tombstones().items() if prefix and own.startswith(prefix.lower())]
    if len(found) > 1:
        raise UsageError(f"“{prefix}” could be any of {len(found)} reports that were taken out")
    return found[0] if found else None


def _compacted(store: Store) -> str | None:
    try:
        store.compact()
    except RecordError as error:
        return str(error)
    return None


def _gone(before: Record, after: Record, moved: Mapping[str, str]) -> dict[str, int]:
    found = {}
    for name, items in items_of(before):
        left = {item.id for item in getattr(after, name)}
        count = sum(item.id not in left and item.id not in moved for item in items)
        if count:
            found[name] = count
    return found


def _alike(before: Record, report: str) -> tuple[str, ...]:
    """Reports that repeat one text with this one."""
    sources = {one.id: one.source for one in before.reports}
    for origin in before.origins:
        if report in origin.reports and origin.kind in ("copy", "agency"):
            return tuple(sources[one] for one in origin.reports if one != report)
    return ()
