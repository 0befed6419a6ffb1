"""`dateline read`: reports into a record."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.options import RECORD, codebook_option, json_option
from dateline.cli.progress import ProgressBar
from dateline.cli.terminal import print_json
from dateline.cli.views.counts import KINDS, in_words
from dateline.cli.views.timeline import counted
from dateline.errors import UsageError
from dateline.settings import load_settings

if TYPE_CHECKING:
    from dateline.pipeline import Summary

_CHANGES = 5
"""So many changes of a new version are shown; the others are counted."""
_PASSED = 3
"""So many files that are no reports by their names are named; the others are counted."""


@click.command("read", short_help="Read reports into a record.")
@click.argument("paths", type=click.Path(), nargs=-1, required=True, metavar="PATH...")
@click.option("--into", "record", type=RECORD, metavar="RECORD", required=True, help="The record; made if missing.")
@click.option(
    "--published",
    metavar="FILE=DATE",
    multiple=True,
    help="When a report was published. Repeatable.",
)
@click.option(
    "--sidecar",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="CSV",
    help="Table of file, outlet, url, published; `reports.csv` beside the reports is found by itself.",
)
@click.option(
    "--columns",
    metavar="FIELD=NAME",
    multiple=True,
    help="Which column of a table gives the text, title, url, outlet, byline, published … Repeatable.",
)
@click.option(
    "--workers", type=click.IntRange(min=0), metavar="N", help="Processes that read at once; 0: as is useful."
)
@codebook_option
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
@json_option
def command(
    paths: tuple[str, ...],
    record: Path,
    published: tuple[str, ...],
    sidecar: Path | None,
    columns: tuple[str, ...],
    workers: int | None,
    codebook: str | None,
    quiet: bool,
    as_json: bool,
) -> int:
    """Read reports into a record.

    PATH is a file, a folder or an address (https://…), which is fetched. A file may be a report or hold many: archives,
    mailboxes, feeds, exports and tables are opened. Reports that are in the record already are left as they are; one
    that cannot be read is named with the reason, and the others are read. What was read before an interruption is kept.
    """
    days = _published(published)
    mapping = _columns(columns)
    settings = load_settings(record, {"workers": workers})
    from dateline.pipeline import read_paths

    try:
        with ProgressBar(quiet) as progress:
            summary = read_paths(
                paths, record, published=days, sidecar=sidecar, columns=mapping,
                workers=settings.workers or None, codebook=codebook, progress=progress,
            )  # fmt: skip
    except KeyboardInterrupt:
        print(
            f"dateline: interrupted; what was read so far is kept in {record}, the same command goes on from there",
            file=sys.stderr,
        )
        return 130
    print_summary(summary, record, as_json, find_republished(summary, record))
    return 0 if summary.read or summary.unchanged else 1


def _published(given: tuple[str, ...]) -> dict[str, str]:
    days = {}
    for pair in given:
        file, equals, day = pair.rpartition("=")
        if not equals or not file or not day:
            raise UsageError(f"--published {pair}: write FILE=DATE, as in report.txt=2018-06-05")
        days[file] = day
    return days


def _columns(given: tuple[str, ...]) -> dict[str, str]:
    from dateline.reports.rows import FIELDS

    columns = {}
    for pair in given:
        field, equals, name = pair.partition("=")
        if not equals or not name or field not in FIELDS:
            raise UsageError(f"--columns {pair}: write FIELD=NAME, where FIELD is one of {', '.join(FIELDS)}")
        columns[field] = name
    return columns


@dataclass(frozen=True)
class Republished:
    """A report that is a new version of one that is there, and what changed between them."""

    report: str
    source: str
    before: str
    why: str
    changes: tuple[str, ...]


def find_republished(summary: Summary, record: Path) -> list[Republished]:
    """Of the reports read in a run, those that are versions of others, each beside the version before it."""
    from dateline.record import Store
    from dateline.reports.versions import find_changes, find_versions

    with Store.open(record) as store:
        wanted = {like for each in summary.read for like in store.reports_like(each)}
        reports = {each: store.report(each) for each in sorted(wanted)}
    found = []
    for versions in find_versions(reports.values()):
        for before, after in pairwise(versions.reports):
            if before in summary.read or after in summary.read:
                changes = tuple(map(str, find_changes(reports[before], reports[after])))
                found.append(Republished(after, reports[after].source, reports[before].source, versions.why, changes))
    return found


def as_data(summary: Summary, record: Path, republished: Sequence[Republished] = ()) -> dict[str, object]:
    """What a run did, for JSON."""
    counts = _counts(record)
    return {
        "record": str(record),
        "read": summary.read,
        "unchanged": summary.unchanged,
        "failed": [{"source": error.source, "message": str(error)} for error in summary.failed],
        "passed": [{"source": one.source, "message": one.message} for one in summary.passed],
        "republished": [asdict(one) for one in republished],
        "counts": {name: counts.get(name, 0) for name in KINDS},
    }


def _counts(record: Path) -> dict[str, int]:
    from dateline.record import Store

    with Store.open(record) as store:
        return store.counts()


def print_summary(summary: Summary, record: Path, as_json: bool, republished: Sequence[Republished] = ()) -> None:
    """Say what a run did: what could not be read on standard error, one line each, the rest on standard output."""
    for problem in summary.failed:
        print(f"dateline: {problem}", file=sys.stderr)
    if as_json:
        print_json(as_data(summary, record, republished))
        return
    by_name = [one.source for one in summary.passed if one.message.startswith("passed over")]
    if by_name:
        more = len(by_name) - _PASSED
        names = by_name[:_PASSED] + ([f"{more:,} more"] if more > 0 else [])
        click.echo(f"Passed over, by their names no reports: {', '.join(names)}. Name a file itself to read it.")
    for one in summary.passed:
        if not one.message.startswith("passed over"):
            click.echo(f"{one.source}: {one.message}.")
    if not summary.read and not summary.unchanged:
        return
    parts = [f"{len(summary.read):,} read"]
    if summary.unchanged:
        parts.append(f"{len(summary.unchanged):,} there already")
    if summary.failed:
        parts.append(f"{counted(len(summary.failed), 'problem')} named above")
    click.echo(f"{record}: {', '.join(parts)}.")
    for version in republished:
        click.echo(f"{version.source} is a new version of {version.before} ({version.why}):")
        for change in version.changes[:_CHANGES]:
            click.echo(f"  {change}")
        if len(version.changes) > _CHANGES:
            click.echo(f"  and {len(version.changes) - _CHANGES} more changes (all of them with --json)")
        if not version.changes:
            click.echo("  no word of the text changed")
    click.echo(f"The record holds {in_words(_counts(record))}.")
