"""What an address stands for now: ids are kept for ever, things are merged, rejected and found again."""

from __future__ import annotations

from dateline.record.browse.window import Look


def current(look: Look, item: str) -> str | None:
    """The id that `item` now stands for (itself, mostly); None for an id that this record never gave."""
    if look.row("SELECT 1 FROM ledger WHERE id = ?", item) is None:
        return None
    seen = {item}
    while found := look.row("SELECT redirect FROM ledger WHERE id = ? AND redirect IS NOT NULL LIMIT 1", item):
        item = str(found[0])
        if item in seen:
            break  # `check` names a circle of redirects; here it only must not turn for ever
        seen.add(item)
    return item


def former(look: Look, item: str) -> list[str]:
    """`item` and every id that redirects to it."""
    rows = look.rows(
        "WITH RECURSIVE same (id) AS (SELECT ? UNION SELECT ledger.id FROM same JOIN ledger ON redirect = same.id) "
        "SELECT id FROM same",
        item,
    )
    return [str(own) for (own,) in rows]
