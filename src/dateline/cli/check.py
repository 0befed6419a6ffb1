"""`dateline check`: whether the record keeps its promises."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import json_option, record_argument
from dateline.cli.terminal import print_json
from dateline.record import Store


@click.command("check", short_help="Check that the record keeps its promises.")
@record_argument
@json_option
def command(record: Path, as_json: bool) -> int:
    """Check that the record keeps its promises.

    Every span says what stands in its text; whatever is resolved or merged has its reason; ids are unique and lead
    somewhere; no event holds two different exact days; making the record again gives the same one. One line for each
    problem; the exit status is 0 where there is none.
    """
    from dateline.record import check

    with Store.open(record) as store:
        problems = check(store)
    if as_json:
        print_json({"record": str(record), "problems": problems})
    elif problems:
        for problem in problems:
            click.echo(problem)
    else:
        click.echo(f"{record}: nothing is wrong.")
    return 1 if problems else 0
