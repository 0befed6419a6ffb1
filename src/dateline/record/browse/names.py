"""Names of actors, places, reports and origins by their ids or numbers."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from dateline.record.browse.window import Look


class ReportName(Struct, frozen=True):
    """A report as it is cited."""

    number: int
    id: str
    name: str
    """Its outlet, else its credit, else its file's name."""
    title: str | None
    earliest: str | None
    latest: str | None
    language: str | None


def actor_names(look: Look, ids: Iterable[str]) -> dict[str, str]:
    """Names of actors by their ids."""
    return dict(look.among("SELECT id, name FROM actors WHERE id IN ({})", list(dict.fromkeys(ids))))


def place_names(look: Look, ids: Iterable[str]) -> dict[str, str]:
    """Names of places by their ids."""
    return dict(look.among("SELECT id, name FROM places WHERE id IN ({})", list(dict.fromkeys(ids))))


PUBLISHED = (
    "coalesce(published_earliest, record_reports.detail ->> '$.published.earliest')",
    "coalesce(published_latest, record_reports.detail ->> '$.published.latest')",
)
"""First and last day of a report's publication: as it says itself, else as the record works it out."""
_REPORT = (
    f"SELECT number, reports.id, coalesce(outlet, credit, source), title, {PUBLISHED[0]}, {PUBLISHED[1]}, language, "  # noqa: S608
    "outlet IS NULL AND credit IS NULL FROM reports LEFT JOIN record_reports USING (id) WHERE "
)


def reports_by_number(look: Look, numbers: Iterable[int]) -> dict[int, ReportName]:
    """Reports by their numbers in the file."""
    return {row[0]: _report(row) for row in look.among(f"{_REPORT} number IN ({{}})", sorted(set(numbers)))}


def reports_by_id(look: Look, ids: Iterable[str]) -> dict[str, ReportName]:
    """Reports by their ids."""
    return {row[1]: _report(row) for row in look.among(f"{_REPORT} reports.id IN ({{}})", list(dict.fromkeys(ids)))}


def _report(row: tuple[object, ...]) -> ReportName:
    number, own, name, title, earliest, latest, language, is_file = row
    shown = str(name).replace("\\", "/").rpartition("/")[2] if is_file else str(name)
    return ReportName(number, own, shown, title, earliest, latest, language)  # type: ignore[arg-type]
