"""Versions of one report: the same page sent again with changes, and what changed from each to the next."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from dateline.model.report import Report
from dateline.record.browse.names import ReportName, reports_by_id
from dateline.record.browse.window import Look
from dateline.record.report_keys import reports_alike
from dateline.reports.versions import find_changes, find_versions


class Change(Struct, frozen=True):
    """Sentences that were taken out and put in."""

    before: str
    after: str


class Version(Struct, frozen=True):
    """One version, and what changed in it since the one before."""

    report: ReportName
    changes: tuple[Change, ...]


_REPORT = msgspec.json.Decoder(Report)


def versions(look: Look, own: str) -> tuple[Version, ...]:
    """All versions of a report, the oldest first, itself among them; empty where it is the only one."""
    wanted = reports_alike(look.connection, own)
    rows = look.among("SELECT detail, text FROM reports WHERE id IN ({})", wanted)
    whole = {
        report.id: report
        for report in (msgspec.structs.replace(_REPORT.decode(detail), text=text) for detail, text in rows)
    }
    group = next((one for one in find_versions(whole[each] for each in wanted) if own in one.reports), None)
    if group is None:
        return ()
    names = reports_by_id(look, group.reports)
    found = []
    for before, report in zip((None, *group.reports), group.reports, strict=False):
        changed = find_changes(whole[before], whole[report]) if before is not None else ()
        found.append(
            Version(
                names[report],
                tuple(
                    Change(" ".join(span.text for span in one.before), " ".join(span.text for span in one.after))
                    for one in changed
                ),
            )
        )
    return tuple(found)
