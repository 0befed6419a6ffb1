"""`dateline read`: reports into a record."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.options import RECORD, json_option
from dateline.cli.progress import ProgressBar
from dateline.cli.terminal import print_json
from dateline.cli.views.counts import counts_of, in_words
from dateline.cli.views.timeline import counted
from dateline.errors import UsageError
from dateline.settings import load_settings

if TYPE_CHECKING:
    from dateline.pipeline import Summary

_PASSED = 3
"""So many files that are no reports by their names are named; the others are counted."""


@click.command("read", short_help="Read reports into a record.")
@click.argument("paths", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="PATH...")
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
    "--workers", type=click.IntRange(min=0), metavar="N", help="Processes that read at once; 0: as is useful."
)
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
@json_option
def command(
    paths: tuple[Path, ...],
    record: Path,
    published: tuple[str, ...],
    sidecar: Path | None,
    workers: int | None,
    quiet: bool,
    as_json: bool,
) -> int:
    """Read reports into a record.

    PATH is a file or a folder. Reports that are in the record already are left as they are; one that cannot be read is
    named with the reason, and the others are read. What was read before an interruption is kept.
    """
    days = _published(published)
    settings = load_settings(record, {"workers": workers})
    from dateline.pipeline import read_paths

    try:
        with ProgressBar(quiet) as progress:
            summary = read_paths(
                paths, record, published=days, sidecar=sidecar, workers=settings.workers or None, progress=progress
            )
    except KeyboardInterrupt:
        print(
            f"dateline: interrupted; what was read so far is kept in {record}, the same command goes on from there",
            file=sys.stderr,
        )
        return 130
    print_summary(summary, record, as_json)
    return 0 if summary.read or summary.unchanged else 1


def _published(given: tuple[str, ...]) -> dict[str, str]:
    days = {}
    for pair in given:
        file, equals, day = pair.rpartition("=")
        if not equals or not file or not day:
            raise UsageError(f"--published {pair}: write FILE=DATE, as in report.txt=2018-06-05")
        days[file] = day
    return days


def as_data(summary: Summary, record: Path) -> dict[str, object]:
    """What a run did, for JSON."""
    return {
        "record": str(record),
        "read": summary.read,
        "unchanged": summary.unchanged,
        "failed": [{"source": error.source, "message": str(error)} for error in summary.failed],
        "passed": [{"source": one.source, "message": one.message} for one in summary.passed],
        "counts": counts_of(summary.record),
    }


def print_summary(summary: Summary, record: Path, as_json: bool) -> None:
    """Say what a run did: what could not be read on standard error, one line each, the rest on standard output."""
    for problem in summary.failed:
        print(f"dateline: {problem}", file=sys.stderr)
    if as_json:
        print_json(as_data(summary, record))
        return
    if summary.passed:
        more = len(summary.passed) - _PASSED
        names = [one.source for one in summary.passed[:_PASSED]] + ([f"{more:,} more"] if more > 0 else [])
        click.echo(f"Passed over, by their names no reports: {', '.join(names)}. Name a file itself to read it.")
    if not summary.read and not summary.unchanged:
        return
    parts = [f"{len(summary.read):,} read"]
    if summary.unchanged:
        parts.append(f"{len(summary.unchanged):,} there already")
    if summary.failed:
        parts.append(f"{counted(len(summary.failed), 'problem')} named above")
    click.echo(f"{record}: {', '.join(parts)}.")
    click.echo(f"The record holds {in_words(summary.record)}.")
