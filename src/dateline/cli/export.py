"""`dateline export`: the record in a format that others open."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dateline.cli.opening import load_record
from dateline.cli.options import RECORD, json_option
from dateline.cli.terminal import print_json
from dateline.errors import DatelineError, UsageError
from dateline.exports import NAMES, format_named, formats


@click.command("export", short_help="Write the record in another format.")
@click.argument("record", type=RECORD, metavar="RECORD", required=False)
@click.option("--format", "name", metavar="FORMAT", default="json", help="One that --list names; else json.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write there.")
@click.option("--list", "listing", is_flag=True, help="List the formats, and what each cannot hold.")
@json_option
def command(record: Path | None, name: str, output: Path | None, listing: bool, as_json: bool) -> int:
    """Write the record in another format.

    The same record gives the same bytes. `--json` is for `--list`.
    """
    if listing:
        _list(as_json)
        return 0
    if record is None:
        raise UsageError(f"name a record, or ask for the formats with --list (there are: {', '.join(NAMES)})")
    chosen = format_named(name)
    data = chosen.write(load_record(record))
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write_whole(output, data)
    return 0


def _list(as_json: bool) -> None:
    if as_json:
        told = ("name", "title", "suffix", "media_type", "loses")
        print_json([{field: getattr(one, field) for field in told} for one in formats()])
        return
    for one in formats():
        click.echo(f"{one.name}  {one.title} ({one.suffix}, {one.media_type})")
        for sentence in one.loses:
            click.echo(f"{' ' * len(one.name)}  not in it: {sentence}")


def write_whole(output: Path, data: bytes) -> None:
    """Write a file whole or not at all; raises DatelineError that names it where it can't be written."""
    if output.is_dir():
        raise DatelineError(f"{output}: is a folder; name a file in it")
    beside = output.with_name(f".{output.name}.part")
    try:
        if output.exists() and not output.is_file():  # a device or a pipe, to be written to and not replaced
            output.write_bytes(data)
            return
        try:
            beside.write_bytes(data)
            beside.replace(output)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise DatelineError(f"{output}: cannot be written: {error.strerror}") from error
