"""`dateline actors`: known actors of one's own beside the table of the package."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import json_option
from dateline.cli.terminal import print_json
from dateline.cli.views.timeline import counted


@click.group("actors", short_help="Add known actors of one's own.")
def command() -> None:
    """Known actors of one's own: groups, bodies, offices and people with all the names by which reports call them.

    They are kept in the user's data folder, for every record.
    """


@command.command("add", short_help="Add a table of actors, CSV or TOML.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE...")
@json_option
def add(files: tuple[Path, ...], as_json: bool) -> int:
    """Add known actors from a CSV or a TOML (FILE ends in .toml).

    A CSV has the columns name and kind, and may have other_names (parted by ";"), sector (PLOVER's code), country (two
    letters), wikidata and id. A TOML has an [[actor]] with the same keys for each; other_names is a list. Kinds are
    person, armed group, state, organisation, place-as-actor, group and unidentified. A name that ends in "?" counts
    only where the report uses another name of the actor too. An actor of that kind whom the package knows by the name
    is that actor; otherwise a name that had meant somebody else means the one added. Rows that cannot be read are named
    by their line and left out. Where two files give one actor, the later one holds.
    """
    from dateline.actors import add_actors, load_known, own_path

    target = own_path()
    given = []
    for file in files:
        found = add_actors(file, target)
        known = load_known()
        names = [name for actor in found.actors for name in (actor.name, *actor.other_names)]
        taken = {name: known.taken[name] for name in names if name in known.taken}
        given.append(
            {
                "file": str(file), "rows": found.rows, "actors": len(found.actors),
                "replaced": [{"name": name, "file": before} for name, before in found.replaced],
                "meant_before": taken, "faults": found.faults, "messages": found.messages,
            }
        )  # fmt: skip
        if as_json:
            continue
        for message in found.messages:
            click.echo(message, err=True)
        if found.faults > len(found.messages):
            click.echo(f"{file}: {found.faults - len(found.messages):,} more rows could not be read", err=True)
        click.echo(f"{file}: {counted(len(found.actors), 'actor')} added from {counted(found.rows, 'row')}")
        for name, before in found.replaced:
            click.echo(f"  “{name}” was given by {before} too; what {file} says holds")
        for name, others in taken.items():
            click.echo(f"  “{name}” has meant {', '.join(others)}; it means the one added now")
    if as_json:
        print_json({"kept_in": str(target), "files": given})
    else:
        click.echo(f"kept in {target}; `dateline rebuild` gives a record the new actors")
    return 0 if all(row["actors"] or not row["faults"] for row in given) else 1


@command.command("list", short_help="List the files that were added, with their actors.")
@json_option
def listing(as_json: bool) -> int:
    """List the files that were added, the later ones last, with their actors."""
    from dateline.actors import own_files, own_path

    files = own_files(own_path())
    if as_json:
        print_json({"kept_in": str(own_path()), "files": files})
        return 0
    for file in files:
        click.echo(file.path)
        for actor in file.actors:
            facts = (actor.kind, actor.sector, actor.country, actor.wikidata, *actor.other_names)
            click.echo(f"  {actor.name}: {', '.join(filter(None, facts))}")
    return 0


@command.command("forget", short_help="Take out what a file had added.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@json_option
def forget(file: Path, as_json: bool) -> int:
    """Take out the actors that a file had added. The file itself need not be there any more."""
    from dateline.actors import forget_actors, own_path

    count = forget_actors(file, own_path())
    if as_json:
        print_json({"file": str(file), "actors": count})
    else:
        click.echo(f"{file}: {counted(count, 'actor')} taken out" if count else f"{file}: had added none that is kept")
    return 0 if count else 1
