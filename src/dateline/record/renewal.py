"""A record file's record made to follow its reports and judgements: by what came in (`increment`), or anew, whole."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from dateline.errors import RecordError
from dateline.model.record import Record
from dateline.record.actors import Matching
from dateline.record.build import build_pieces, circles_of, marked_of, of_the_actors_room, paired, versions_of
from dateline.record.circle import Piece
from dateline.record.circles import SMALL, Marked
from dateline.record.increment import common_rows, increment, piece_rows
from dateline.record.judgements import Judgement
from dateline.record.ledger import Ledger, LedgerEntry
from dateline.record.placed import circle_row, mark_rows
from dateline.record.reach import bind_merges
from dateline.record.store import Saving, Store, judged_rows
from dateline.record.tables import COUNTED, KEYS, Rows, all_rows, changes, sizes
from dateline.record.united import Counts, add
from dateline.record.version import VERSION


def rebuild(store: Store, *, matching: Matching | None = None) -> Record:
    """Make the record again from all that the file keeps, save it, and give it back.

    The same reports, accounts, judgements and ledger give the same record with the same ids. Raises RecordError when
    another command has made the record anew meanwhile.
    """
    store.save(made_anew(store, matching or of_the_actors_room()))
    return store.load_record()


def renew(store: Store, *, matching: Matching | None = None) -> None:
    """Let the record follow what came in since it was made: the circles that it touches; the whole, if need be."""
    if not store.stale:
        return
    matching = matching or of_the_actors_room()
    saving = increment(store, matching) if store.made.get("record") == VERSION else None
    store.save(saving or made_anew(store, matching))


def bring_up_to_date(store: Store, *, matching: Matching | None = None) -> Record:
    """The record, renewed first where it lags behind its reports or judgements."""
    renew(store, matching=matching)
    return store.load_record()


def made_anew(
    store: Store, matching: Matching, *, without: str | None = None, more: Sequence[LedgerEntry] = ()
) -> Saving:
    """The whole record made again, on its way into the file; `without` one report and with `more` of a ledger."""
    with store.snapshot():
        basis = store.basis()
        reports = [report for report in store.reports() if report.id != without]
        accounts = [account for account in store.accounts() if account.report != without]
        judgements, ledger = store.judgements(), store.ledger()
        numbers, before = store.numbers(), all_rows(store.connection)
    told, book = paired(accounts, reports), Ledger([*ledger, *more])
    bind_merges(judgements, book)
    marked = marked_of(told)
    pieces = build_pieces(told, circles_of(marked, judgements, book), judgements, book, matching)
    after = whole_rows(pieces, marked, judgements, numbers)
    return Saving(
        changes=changes(before, after, whole=True),
        additions=(*more, *book.additions),
        versions=versions_of(accounts),
        basis=basis,
        circled=len(told) > SMALL,
        judged=tuple(row for judgement in judgements for row in judged_rows(judgement.number, judgement)),
    )


def whole_rows(
    pieces: dict[tuple[str, ...], Piece],
    marked: dict[str, Marked],
    judgements: list[Judgement],
    numbers: dict[str, int],
) -> Rows:
    """All rows of a record."""
    found: Rows = {table: [] for table in KEYS}
    counts: dict[str, tuple[str, Counts]] = {}
    for circle, piece in pieces.items():
        for table, rows in piece_rows(piece, circle, numbers).items():
            found[table] += rows
        for item, share in piece.shares.items():
            add(counts.setdefault(item, (share.kind, {}))[1], share.counts)
        own = min(numbers[report] for report in circle)
        for report in circle:
            found["circles"].append(circle_row(numbers[report], own, marked[report]))
            found["marks"] += mark_rows(numbers[report], marked[report])
    by_number = {judgement.number: judgement for judgement in judgements}
    for item, (kind, counted) in counts.items():
        for table, rows in common_rows(item, kind, counted, by_number).items():
            found[table] += rows
        found["tallies"] += [
            (item, field, value, count) for field, values in counted.items() for value, count in values.items()
        ]
    found["tallies"] += [(*COUNTED, name, count) for name, count in sizes(found).items()]
    return found


def main() -> int:
    """Bring one file up to date: `python -m dateline.record.renewal FILE`, as the desk does in the background."""
    try:
        with Store.open(sys.argv[1], write=True, wait_s=60) as store:
            renew(store)
    except RecordError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
