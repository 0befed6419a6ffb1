"""Opening a record for a verb that only reads it."""

from __future__ import annotations

from pathlib import Path

from dateline.model.record import Record


def load_record(path: Path) -> Record:
    """The record of a file; raises RecordError where there is none, or it can't be opened."""
    from dateline.record import Store

    with Store.open(path, write=False) as store:
        return store.load_record()
