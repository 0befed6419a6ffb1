"""`dateline export`: the record in a format that others open."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from dateline.cli.opening import load_record
from dateline.cli.options import RECORD, json_option
from dateline.cli.terminal import print_json
from dateline.errors import DatelineError, UsageError
from dateline.exports import NAMES, Format, format_named, formats, plugin_names
from dateline.exports.formats import zipped


@click.command("export", short_help="Write the record in another format.")
@click.argument("record", type=RECORD, metavar="RECORD", required=False)
@click.option("--format", "name", metavar="FORMAT", default="json", help="One that --list names; else json.")
@click.option(
    "--option", "chosen", metavar="NAME=VALUE", multiple=True, help="A choice that the format has. Repeatable."
)  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write there.")
@click.option("--list", "listing", is_flag=True, help="List the formats, their options, and what each cannot hold.")
@json_option
def command(
    record: Path | None, name: str, chosen: tuple[str, ...], output: Path | None, listing: bool, as_json: bool
) -> int:
    """Write the record in another format.

    The same record gives the same bytes. Events that a format has no room for are counted, with the reason, on standard
    error. A format of several files gives one zip, or the files themselves where FILE is a folder or has no ending.
    `--json` is for `--list`.
    """
    if listing:
        _list(as_json)
        return 0
    if record is None:
        there = ", ".join((*NAMES, *plugin_names()))
        raise UsageError(f"name a record, or ask for the formats with --list (there are: {there})")
    form = format_named(name)
    options = form.chosen(_options(chosen))
    made = form.made(load_record(record), options)
    for why, events in made.left_out.items():
        print(f"dateline: {len(events)} event{'' if len(events) == 1 else 's'} left out: {why}", file=sys.stderr)
    if not form.several:
        write_output(output, next(iter(made.files.values())))
    elif output is not None and (output.is_dir() or not output.suffix):
        _write_folder(output, made.files)
    else:
        write_output(output, zipped(made.files))
    return 0


def _options(given: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise UsageError(f"--option {pair}: write NAME=VALUE, as in fatalities=latest")
        found[name] = value
    return found


def _list(as_json: bool) -> None:
    if as_json:
        print_json([_told(one) for one in formats()])
        return
    for one in formats():
        needs = f", needs the extra “{one.extra}”" if one.extra else ""
        click.echo(f"{one.name}  {one.title} ({one.suffix}, {one.media_type}{needs})")
        indent = " " * len(one.name)
        for option in one.options:
            values = "|".join(option.values) if len(option.values) > 1 else "TEXT"
            click.echo(f"{indent}  --option {option.name}={values}: {option.help}")
        for sentence in one.loses:
            click.echo(f"{indent}  not in it: {sentence}")


def _told(one: Format) -> dict[str, object]:
    options = [{"name": option.name, "values": option.values, "help": option.help} for option in one.options]
    fields = ("name", "title", "suffix", "media_type", "loses", "extra")
    return {field: getattr(one, field) for field in fields} | {"options": options}


def write_output(output: Path | None, data: bytes) -> None:
    """Write a file whole, or to standard output where there is no name for one."""
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write_whole(output, data)


def _write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatelineError(f"{folder}: cannot be made: {error.strerror}") from error
    for name, data in files.items():
        write_whole(folder / name, data)


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
