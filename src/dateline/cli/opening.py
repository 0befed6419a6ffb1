"""Opening a record for a verb that shows or judges it."""

from __future__ import annotations

import sys
from pathlib import Path

from dateline.cli.views.lookup import Lookup
from dateline.errors import UsageError
from dateline.model.record import Record
from dateline.record import Store


def load_record(path: Path) -> Record:
    """The record of a file; raises RecordError where there is none, or it can't be opened."""
    with Store.open(path) as store:
        return record_of(store)


def record_of(store: Store) -> Record:
    """The record that the file holds; says on standard error where it lags behind its reports or judgements."""
    if store.stale:
        print(f"dateline: {store.stale}; `dateline rebuild {store.path}` brings it up to date", file=sys.stderr)
    return store.load_record()


def current_id(store: Store, lookup: Lookup, wanted: str) -> str:
    """The id that `wanted` now stands for: itself where the record has it, else where the ledger's redirects lead."""
    begin = wanted.lower()
    if any(item.startswith(begin) for item in lookup.by_id):
        return wanted
    try:
        return store.find_item(begin)
    except UsageError:  # the lookup says it better: it knows kinds, and letters without their kind
        return wanted
