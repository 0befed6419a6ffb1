"""`dateline places`: places of one's own beside the gazetteer of the package."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import json_option
from dateline.cli.terminal import print_json


@click.group("places", short_help="Add places of one's own to the gazetteer.")
def command() -> None:
    """Places of one's own: villages above all, which the gazetteer of the package mostly lacks.

    They are kept in the user's data folder, for every record.
    """


@command.command("add", short_help="Add a GeoNames dump or a CSV.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE...")
@json_option
def add(files: tuple[Path, ...], as_json: bool) -> int:
    """Add places from a GeoNames dump (SY.zip, allCountries.zip) or a CSV.

    The CSV has the columns name, lat and lon, and may have other_names (parted by ";"), kind, country (two letters) and
    division. Rows that cannot be read are named by their line and left out. Where two files give one place, the later
    one wins. Reading that was broken off goes on where it stopped.
    """
    from dateline.places import add_places, own_path

    target = own_path()
    given = []
    for file in files:
        found = add_places(file, target, lambda rows, file=file: click.echo(f"{file}: {rows:,} rows", err=True))  # type: ignore[misc]
        given.append(
            {
                "file": str(file), "rows": found.rows, "places": found.places, "replaced": found.replaced,
                "skipped": found.skipped, "faults": found.faults, "messages": found.messages, "resumed": found.resumed,
            }
        )  # fmt: skip
        if as_json:
            continue
        for message in found.messages:
            click.echo(message, err=True)
        if found.faults > len(found.messages):
            click.echo(f"{file}: {found.faults - len(found.messages)} more rows could not be read", err=True)
        if found.resumed:
            click.echo(f"{file}: read before up to line {found.resumed:,}, went on from there", err=True)
        line = f"{file}: {found.places:,} places added from {found.rows:,} rows"
        if found.replaced:
            line += f"; {found.replaced:,} of them replace what an earlier file gave"
        click.echo(line)
    if as_json:
        print_json({"kept_in": str(target), "files": given})
    else:
        click.echo(f"kept in {target}; `dateline rebuild` gives a record the new places")
    return 0 if all(row["places"] or row["resumed"] or not row["faults"] for row in given) else 1


@command.command("forget", short_help="Take out what a file had added.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@json_option
def forget(file: Path, as_json: bool) -> int:
    """Take out the places that a file had added."""
    from dateline.places import forget_places, own_path

    count = forget_places(file, own_path())
    if as_json:
        print_json({"file": str(file), "places": count})
    else:
        click.echo(f"{file}: {count:,} places taken out" if count else f"{file}: had added nothing that is kept")
    return 0 if count else 1
