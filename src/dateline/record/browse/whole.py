"""The whole record in memory, for what is made of all of it: exports and the brief."""

from __future__ import annotations

from dateline.model.record import Record
from dateline.record.browse.window import Window
from dateline.record.store import Store


def whole(window: Window) -> Record:
    """The record; it is read anew every time, for it may be large. Raises RecordError where it can't be read."""
    with Store.open(window.path) as store:
        return store.load_record()
