"""Questions that somebody who browses a record asks: one module for each, every one answered from an index.

A `Window` is an open record file for many readers at once; a `Look` through it shows the record as it is at one moment.
Each question is a function of a look. Lists are pages: `after` is where the last one ended (keyset paging: what is
further down costs no more than what is on top). Nothing here reads the whole record but `columns`, which keeps of
every event what can be counted, and reads that once for each state of the record.
"""

from __future__ import annotations

from dateline.record.browse.window import Look, Window, ready

__all__ = ["Look", "Window", "ready"]
