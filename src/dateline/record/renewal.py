"""A record file's record made again from its accounts, judgements and ledger."""

from __future__ import annotations

import sys

from dateline.errors import RecordError
from dateline.model.record import Record
from dateline.record.actors import Matching
from dateline.record.build import build_record
from dateline.record.store import Store


def rebuild(store: Store, *, matching: Matching | None = None) -> Record:
    """Make the record again from all that the file keeps, save it, and give it back.

    The same reports, accounts, judgements and ledger give the same record with the same ids. Raises RecordError when
    another command has made the record anew meanwhile.
    """
    with store.snapshot():
        basis = store.basis()
        reports, accounts = list(store.reports()), list(store.accounts())
        judgements, ledger = store.judgements(), store.ledger()
    record, additions = build_record(accounts, reports, judgements, ledger, matching=matching)
    store.save_record(record, additions, basis)
    return record


def bring_up_to_date(store: Store, *, matching: Matching | None = None) -> Record:
    """The record, made again first where it lags behind its reports or judgements."""
    return rebuild(store, matching=matching) if store.stale else store.load_record()


def main() -> int:
    """Bring one file up to date: `python -m dateline.record.renewal FILE`, as the desk does in the background."""
    try:
        with Store.open(sys.argv[1], write=True, wait_s=60) as store:
            bring_up_to_date(store)
    except RecordError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
