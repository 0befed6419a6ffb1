"""The events that most stands behind: what happened or goes on, by independent origins, then by reports."""

from __future__ import annotations

from msgspec import Struct

from dateline.record.browse.event_lines import COLUMNS, EventLine, lines
from dateline.record.browse.window import Look

After = tuple[int, int, str]
"""Where a page ended: origins, reports and id of its last event."""
_START: After = (1 << 60, 0, "")


class MainEvents(Struct, frozen=True):
    """A page of events, and where it ended (None for the last)."""

    events: tuple[EventLine, ...]
    after: After | None


def main_events(look: Look, *, story: str | None = None, after: After | None = None, most: int = 20) -> MainEvents:
    """The heaviest events that happened (no history, nothing planned or denied), of one story or of all."""
    wanted = "background = 0 AND status IN ('happened', 'ongoing') AND (origins, reports, id) < (?, ?, ?)"
    values: tuple[object, ...] = (*(after or _START), most + 1)
    if story is not None:
        wanted, values = f"story = ? AND {wanted}", (story, *values)
    rows = look.rows(
        f"SELECT {COLUMNS} FROM events WHERE {wanted} "  # noqa: S608 - our own columns
        "ORDER BY origins DESC, reports DESC, id DESC LIMIT ?",
        *values,
    )
    found = lines(look, rows[:most])
    last = found[-1] if found and len(rows) > most else None
    return MainEvents(found, (last.origins, last.reports, last.id) if last else None)
