"""The brief: a situation report with numbered sources; `dateline brief` writes the same."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.exports.brief import compose, written
from dateline.exports.formats import Format, Made, Option
from dateline.model.record import Record


def write(record: Record, options: Mapping[str, str]) -> Made:
    """The brief in the form that is asked for; raises UsageError where `since` is no day."""
    return Made({"": written(compose(record, since=options["since"] or None), options["form"])})


FORMAT = Format(
    name="brief",
    title="A situation report with numbered sources",
    suffix=".md",
    media_type="text/markdown",
    loses=(
        "Events told once and undated, beyond those that best attested ones leave room for; what is only hypothetical.",
        "The reasons behind every line, ids, and all but the numbered words.",
    ),
    make=write,
    options=(
        Option("form", ("md", "html", "docx"), "Markdown, one HTML page or a Word document."),
        Option("since", (), "The day (2024-03-14) from which on reports count as new."),
    ),
)
