"""`dateline codebook`: codebooks of one's own. `check` says what is wrong in one and what it would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.options import RECORD, json_option
from dateline.cli.terminal import print_json
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.events import Codebook
    from dateline.events.recoding import Change

_SHOWN = 20
"""Changes that are shown in full."""


@click.group("codebook", short_help="Check a codebook of one's own.")
def command() -> None:
    """Codebooks: the types of events and the words by which they are found.

    The form is explained in docs/codebook.md.
    """


@command.command("check", short_help="Say what is wrong in a codebook and what it would change.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.option("--record", type=RECORD, metavar="RECORD", help="Show what the codebook would change on this record.")
@json_option
def check(file: Path, record: Path | None, as_json: bool) -> int:
    """Say what is wrong in a codebook, one line for each problem with its place in the file.

    Where nothing is wrong, the examples that stand in it are coded with it, and those coded otherwise are named; with
    --record, every report of the record is coded anew (nothing is written), and what changes is shown. The exit status
    is 0 where nothing is wrong with the file itself.
    """
    from dateline.events.loading import read_codebook

    try:
        text = file.read_text("utf-8")
    except OSError as error:
        raise UsageError(f"{file}: can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{file}: is not a text in UTF-8") from error
    codebook, problems = read_codebook(text)
    found = [f"{file}:{problem.line}: {problem.text}" for problem in problems]
    if codebook is None:
        if as_json:
            print_json({"codebook": str(file), "problems": found})
        else:
            for line in found:
                click.echo(line)
        return 1
    missed = list(_missed(file, codebook))
    changed = list(_changed(record, codebook)) if record is not None else []
    if as_json:
        print_json(
            {
                "codebook": str(file),
                "problems": [],
                "types": {name: list(kind.modes) for name, kind in codebook.types.items()},
                "contexts": list(codebook.contexts),
                "examples_coded_otherwise": missed,
                "changes": [
                    {
                        "report": report,
                        "trigger": change.trigger,
                        "before": change.before,
                        "after": change.after,
                        "sentence": change.sentence,
                    }
                    for report, change in changed
                ],
            }
        )
        return 0
    modes = sum(len(kind.modes) for kind in codebook.types.values())
    click.echo(
        f"{file}: nothing is wrong. Types {len(codebook.types)}, modes {modes}, contexts {len(codebook.contexts)}."
    )
    for line in missed:
        click.echo(line)
    if record is not None:
        _print_changes(record, changed)
    return 0


def _missed(file: Path, codebook: Codebook) -> Iterator[str]:
    """The file's own examples that the codebook codes otherwise."""
    from dateline.events.examples import load_examples

    examples = load_examples(file)
    if not examples:
        return
    from dateline.actors import find_actors, load_known
    from dateline.events import find_events
    from dateline.events.recoding import code_of
    from dateline.reader import Reader

    reader, known = Reader.shipped(), load_known()
    for example in examples:
        reading = reader.read(example.text)
        events = find_events(reading, codebook, find_actors(reading, known), ())
        told = {event.type for event in events}
        if example.type is not None and (example.type in told) == example.near:
            wanted = f"must not be {example.type}" if example.near else f"is to be {example.type}"
            given = ", ".join(code_of(event) for event in events) or "no event"
            yield f"“{example.text}” {wanted}; coded: {given}"


def _changed(record: Path, codebook: Codebook) -> Iterator[tuple[str, Change]]:
    """What the codebook changes on each report, with the report's id."""
    from dateline.events import find_events
    from dateline.events.recoding import changes
    from dateline.record import Store

    with Store.open(record) as store:
        for account in store.accounts():
            reading = store.reading(account.report)
            if reading is None:
                continue
            after = find_events(reading, codebook, account.actors, account.claims)
            for change in changes(reading.text, account.events, after):
                yield account.report, change


def _print_changes(record: Path, changed: list[tuple[str, Change]]) -> None:
    if not changed:
        click.echo(f"{record}: it would change nothing.")
        return
    kinds = Counter(
        "new events" if change.before is None else "events gone" if change.after is None else "events coded otherwise"
        for _, change in changed
    )
    click.echo(f"{record}: " + ", ".join(f"{name} {count}" for name, count in sorted(kinds.items())) + ".")
    for report, change in changed[:_SHOWN]:
        click.echo(
            f"  {report[:12]}  {change.before or 'no event'} → {change.after or 'no event'}: “{change.trigger}” in "
            f"“{change.sentence[:160]}”"
        )
    if len(changed) > _SHOWN:
        click.echo(f"  and {len(changed) - _SHOWN} more: --json gives all.")
