"""Who is reported to say so: the claims whose content tells an event."""

from __future__ import annotations

from msgspec import Struct

from dateline.record.browse.names import ReportName, actor_names, reports_by_number
from dateline.record.browse.window import Look


class ClaimLine(Struct, frozen=True, kw_only=True):
    """One claim: who says it, how surely, in which report."""

    id: str
    speaker: str | None
    speaker_name: str | None
    """None where the report names nobody."""
    direct: bool
    certainty: str
    report: ReportName


def claims_of(look: Look, event: str) -> tuple[ClaimLine, ...]:
    """Claims about an event, in the record's order."""
    rows = look.rows(
        # only claims of the event's own reports are looked at: an index of claims by event would cost every rebuild
        "SELECT DISTINCT claims.ordinal, claims.id, speaker, direct, certainty, said.report FROM mentions AS told "
        "JOIN mentions AS said ON said.report = told.report AND said.item >= 'clm_' AND said.item < 'cln' "
        "JOIN claims ON claims.id = said.item "
        "WHERE told.item = ? AND instr(claims.detail, ?) > 0 ORDER BY claims.ordinal LIMIT 60",
        *(event, f'"{event}"'),
    )
    names = actor_names(look, (row[2] for row in rows if row[2]))
    reports = reports_by_number(look, (row[5] for row in rows))
    return tuple(
        ClaimLine(id=own, speaker=speaker, speaker_name=names.get(speaker), direct=bool(direct), certainty=certainty,
                  report=reports[number])
        for _, own, speaker, direct, certainty, number in rows
    )  # fmt: skip
