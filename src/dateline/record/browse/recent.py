"""What came last: reports, and judgements of people."""

from __future__ import annotations

from msgspec import Struct

from dateline.record.browse.names import ReportName, reports_by_number
from dateline.record.browse.window import Look


class JudgementLine(Struct, frozen=True, kw_only=True):
    """One judgement of a person."""

    number: int
    who: str
    when: str
    item: str
    action: str
    field: str | None
    before: str | None
    """JSON."""
    after: str | None
    why: str
    settles: bool


_COLUMNS = "number, who, made, item, action, field, before, after, why, settles"


def last_judgements(look: Look, *, before: int | None = None, most: int = 10) -> tuple[JudgementLine, ...]:
    """The last judgements, newest first; `before` is the number at which the last page ended."""
    rows = look.rows(
        f"SELECT {_COLUMNS} FROM judgements WHERE number < ? ORDER BY number DESC LIMIT ?", before or 1 << 60, most  # noqa: S608
    )  # fmt: skip
    return tuple(_line(row) for row in rows)


def judgements_of(look: Look, ids: list[str]) -> tuple[JudgementLine, ...]:
    """All judgements of things that bore any of these ids, oldest first."""
    rows = look.among(f"SELECT {_COLUMNS} FROM judgements WHERE item IN ({{}})", ids)  # noqa: S608
    return tuple(sorted((_line(row) for row in rows), key=lambda line: line.number))


def last_reports(look: Look, *, story: str | None = None, most: int = 8) -> tuple[ReportName, ...]:
    """The reports published last, newest first."""
    if story is None:
        rows = look.rows("SELECT number FROM reports ORDER BY published_latest DESC, number DESC LIMIT ?", most)
    else:
        rows = look.rows(
            "SELECT number FROM story_reports JOIN reports ON reports.number = report WHERE story = ? "
            "ORDER BY published_latest DESC, number DESC LIMIT ?",
            *(story, most),
        )
    numbers = [number for (number,) in rows]
    found = reports_by_number(look, numbers)
    return tuple(found[number] for number in numbers)


def _line(row: tuple[object, ...]) -> JudgementLine:
    names = ("number", "who", "when", "item", "action", "field", "before", "after", "why")
    return JudgementLine(**dict(zip(names, row[:9], strict=True)), settles=bool(row[9]))  # type: ignore[arg-type]
