"""`dateline compare`: a record laid beside what others coded."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.opening import load_record
from dateline.cli.options import json_option, record_argument
from dateline.cli.terminal import print_json
from dateline.errors import DatelineError
from dateline.exports.parts import Parts
from dateline.wording.days import interval

_SQLITE = b"SQLite format 3\x00"


@click.command("compare", short_help="Lay the record beside rows of ACLED or UCDP, or another record.")
@record_argument
@click.argument("other", type=click.Path(path_type=Path, dir_okay=False), metavar="OTHER")
@json_option
def command(record: Path, other: Path, as_json: bool) -> int:
    """Lay the record beside rows of ACLED or UCDP, or another record.

    OTHER is a CSV file of ACLED or UCDP GED, or a record. Events that match are shown with the fields in which they
    differ, then those that only one side has. Of the record, what happened and what ACLED codes is compared; where
    OTHER is a record of the same reports (drafts of a language model: `dateline draft`), everything is.
    """
    from dateline.exports.coded import compare, frame_of, load

    ours = load_record(record)
    refused: tuple[str, ...] = ()
    outside = 0
    if _is_record(other):
        theirs = load_record(other)
    else:
        loaded = load(other, keep=frame_of(ours).has_account)
        theirs, refused, outside = loaded.record, loaded.refused, loaded.passed
    found = compare(ours, theirs)
    outside += found.outside
    for problem in refused:
        click.echo(f"dateline: {problem}", err=True)
    if as_json:
        print_json({"pairs": found.pairs, "ours_only": found.ours_only, "theirs_only": found.theirs_only,
                    "outside": outside, "refused": refused})  # fmt: skip
        return 0
    mine, others = Parts(ours), Parts(theirs)
    both = f"{len(found.pairs)} in both" if found.pairs else "none in both"
    if outside:
        both = f"{outside:,} of {other.name} lie outside the record's days and countries; {both}"
    click.echo(f"{both}, {len(found.ours_only)} only in {record.name}, {len(found.theirs_only)} only in {other.name}")
    for pair in found.pairs:
        click.echo(f"\n{pair.ours}  {_line(mine, pair.ours)}")
        click.echo(f"  = {pair.theirs}  {_line(others, pair.theirs)}  ({', '.join(pair.why)})")
        for one in pair.differences:
            click.echo(f"    {one.field}: {one.ours or 'not told'} | {one.theirs or 'not told'}")
    _only(f"Only in {record.name}", mine, found.ours_only)
    _only(f"Only in {other.name}", others, found.theirs_only)
    return 0


def _is_record(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError as error:
        raise DatelineError(f"{path}: cannot be read: {error.strerror}") from error


def _line(parts: Parts, item: str) -> str:
    event = parts.events[item]
    place = parts.place(event)
    days = interval(event.when.earliest, event.when.latest)
    return "  ".join(part for part in (days, parts.label(event), place.name if place else "") if part)


def _only(title: str, parts: Parts, items: tuple[str, ...]) -> None:
    if items:
        click.echo(f"\n{title}")
    for item in items:
        click.echo(f"  {item}  {_line(parts, item)}")
