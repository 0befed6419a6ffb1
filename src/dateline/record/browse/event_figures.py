"""The figures that are claimed for an event: who says how many, when, in which words."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from dateline.model.account import Bound
from dateline.model.record import Interval
from dateline.record.browse.names import ReportName, actor_names, reports_by_number
from dateline.record.browse.tellings import CUT, Words, words_of
from dateline.record.browse.window import Look


class _Detail(Struct):
    claimants: tuple[str, ...]
    outlet: str | None
    as_of: Interval | None
    why: str


_DETAIL = msgspec.json.Decoder(_Detail)


class FigureLine(Struct, frozen=True, kw_only=True):
    """One figure with its claimants."""

    id: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    bound: Bound
    what: str
    claimants: tuple[tuple[str, str], ...]
    """Id and name of those who say it; empty where the outlet itself does."""
    said_by: str
    """Names of the claimants, else the outlet's."""
    report: ReportName
    origin: str
    origin_name: str
    words: Words
    as_of: Interval | None
    day: str | None
    """The day for which it is given, else that of the report."""
    why: str


def figures_of(look: Look, event: str) -> tuple[FigureLine, ...]:
    """Figures for an event by what they count, then by day."""
    rows = look.rows(
        "SELECT figures.id, value, low, high, unit, bound, what, figures.origin, origins.name, figures.detail, "  # noqa: S608
        f"mentions.report, span_start, span_end, sentence_start, sentence_end, {CUT} "
        "FROM figures JOIN mentions ON mentions.item = figures.id AND turn = 0 "
        "JOIN reports ON reports.number = mentions.report LEFT JOIN origins ON origins.id = figures.origin "
        "WHERE figures.event = ? ORDER BY figures.ordinal LIMIT 400",
        event,
    )
    details = [_DETAIL.decode(row[9]) for row in rows]
    names = actor_names(look, (own for detail in details for own in detail.claimants))
    reports = reports_by_number(look, (row[10] for row in rows))
    found = []
    for row, detail in zip(rows, details, strict=True):
        own, value, low, high, unit, bound, what, origin, origin_name, _, number, start, end, first, last, text = row
        claimants = tuple((one, names.get(one, one)) for one in detail.claimants)
        report = reports[number]
        found.append(
            FigureLine(
                id=own, value=value, low=low, high=high, unit=unit, bound=bound, what=what, claimants=claimants,
                said_by=", ".join(name for _, name in claimants) or detail.outlet or report.name, report=report,
                origin=origin, origin_name=origin_name or "", why=detail.why, as_of=detail.as_of,
                words=words_of(text, start, (first, last) if first is not None else None, end),
                day=(detail.as_of.latest if detail.as_of else None) or report.latest,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.unit, one.day or "9999", one.report.number)))
