"""`dateline page`: the record as one HTML file to send."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.export import write_whole
from dateline.cli.opening import load_record
from dateline.cli.options import record_argument


@click.command("page", short_help="Write the record as one HTML file to send.")
@record_argument
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write there; else beside the record."
)
def command(record: Path, output: Path | None) -> int:
    """Write the record as one HTML file to send.

    The file holds everything it shows, asks no host for anything and opens from a mail attachment. Every line opens on
    the words it rests on.
    """
    from dateline.exports.page import render

    target = output or record.with_suffix(".html")
    write_whole(target, render(load_record(record)).encode())
    click.echo(f"{target}: written; open it in a browser, or send it.")
    return 0
