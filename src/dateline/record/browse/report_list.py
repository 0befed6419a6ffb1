"""Reports in a list: newest first, of one outlet or story if that is asked for."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from dateline.record.browse.names import PUBLISHED, ReportName, reports_by_number
from dateline.record.browse.window import Look

After = tuple[str, int]
"""Where a page ended: day and number of its last report ("" for no day)."""
_DAY = f"coalesce({PUBLISHED[1]}, '')"


class ReportLine(Struct, frozen=True):
    """A report of the list."""

    name: ReportName
    origin: str
    shared: int
    """Reports of the same origin, itself among them."""
    events: int
    read: bool


class ReportPage(Struct, frozen=True):
    """A page of the list, and where it ended (None for the last)."""

    reports: tuple[ReportLine, ...]
    after: After | None


class _Read(Struct):
    read: bool = True


def report_list(
    look: Look, *, outlet: str | None = None, story: str | None = None, after: After | None = None, most: int = 40
) -> ReportPage:
    """Reports by the day of their publication, those without a day last."""
    wanted, values = ["1"], list[object]()
    if after is not None:
        wanted.append(f"({_DAY}, number) < (?, ?)")
        values += after
    if outlet is not None:
        wanted.append("outlet = ?")
        values.append(outlet)
    if story is not None:
        wanted.append("number IN (SELECT report FROM story_reports WHERE story = ?)")
        values.append(story)
    rows = look.rows(
        f"SELECT number, {_DAY} FROM reports LEFT JOIN record_reports USING (id) "  # noqa: S608 - our own columns
        f"WHERE {' AND '.join(wanted)} ORDER BY {_DAY} DESC, number DESC LIMIT ?",
        *(*values, most + 1),
    )
    numbers = [number for number, _ in rows[:most]]
    names = reports_by_number(look, numbers)
    events = dict(look.among(
        "SELECT report, count(DISTINCT item) FROM mentions WHERE item >= 'evt_' AND item < 'evu' AND report IN ({}) "
        "GROUP BY report", numbers))  # fmt: skip
    origins = {
        number: (str(name), msgspec.json.decode(detail, type=_Read).read, origin)
        for number, name, detail, origin in look.among(
            "SELECT reports.number, origins.name, record_reports.detail, origins.id FROM reports "
            "JOIN record_reports USING (id) JOIN origins ON origins.id = record_reports.origin "
            "WHERE reports.number IN ({})", numbers)
    }  # fmt: skip
    shared = dict(look.among(
        "SELECT origin, count(*) FROM record_reports WHERE origin IN ({}) GROUP BY origin",
        sorted({origin for _, _, origin in origins.values()})))  # fmt: skip
    lines = []
    for number in numbers:
        name, read, origin = origins.get(number, ("", True, ""))
        lines.append(ReportLine(names[number], name, shared.get(origin, 1), events.get(number, 0), read))
    last = rows[most - 1] if len(rows) > most else None
    return ReportPage(tuple(lines), (last[1], last[0]) if last else None)


def outlets(look: Look) -> tuple[tuple[str, int], ...]:
    """Outlets and how many reports each has, the busiest first."""
    rows = look.rows("SELECT outlet, count(*) FROM reports WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY 2 DESC, 1")
    return tuple((str(name), int(count)) for name, count in rows)
