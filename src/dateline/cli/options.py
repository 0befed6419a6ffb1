"""Options that several verbs have."""

from __future__ import annotations

from pathlib import Path

import click

RECORD = click.Path(path_type=Path, dir_okay=False)
"""A record's file; whether it is there and a record is for record/ to say."""

record_argument = click.argument("record", type=RECORD, metavar="RECORD")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
colour_option = click.option(
    "--colour",
    "--color",
    "colour",
    type=click.Choice(["auto", "always", "never"]),
    metavar="WHEN",
    help="auto (where there is a terminal), always or never.",
)

codebook_option = click.option(
    "--codebook",
    metavar="CODEBOOK",
    help="A codebook file, the name of an installed one, or plover; else that of the record. The record keeps it.",
)
