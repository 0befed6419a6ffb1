"""`dateline rebuild`: the record again, from what each report says and what people decided."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import codebook_option, json_option, record_argument
from dateline.cli.progress import ProgressBar
from dateline.cli.read import print_summary
from dateline.errors import RecordError
from dateline.settings import load_settings


@click.command("rebuild", short_help="Make the record again from what the reports say.")
@record_argument
@click.option(
    "--workers", type=click.IntRange(min=0), metavar="N", help="Processes that read at once; 0: as is useful."
)
@codebook_option
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
@json_option
def command(record: Path, workers: int | None, codebook: str | None, quiet: bool, as_json: bool) -> int:
    """Make the record again from what the reports say.

    Reports whose reading or account an older version made are read again from the texts in the record; then the record
    is made from all accounts, judgements and the id ledger. With nothing new, the content and the ids are the same.
    Reports are coded again, not read again, where only a table is another: a codebook (--codebook), places, actors.
    """
    if not record.exists():  # opening it for writing would make one
        raise RecordError(f"{record} is not there; `dateline read … --into {record}` makes a record")
    settings = load_settings(record, {"workers": workers})
    from dateline.pipeline import rebuild

    with ProgressBar(quiet) as progress:
        summary = rebuild(record, workers=settings.workers or None, codebook=codebook, progress=progress)
    print_summary(summary, record, as_json)
    return 0
