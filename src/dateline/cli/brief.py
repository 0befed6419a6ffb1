"""`dateline brief`: a situation report from the record."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dateline.cli.export import write_output
from dateline.cli.opening import load_record
from dateline.cli.options import json_option, record_argument
from dateline.cli.terminal import print_json
from dateline.errors import UsageError


@click.command("brief", short_help="Write a situation report with numbered sources.")
@record_argument
@click.option(
    "--since", metavar="DAY", help="Reports of this day (2024-03-14) and later are new; say what they changed."
)
@click.option("--story", metavar="STORY", help="Only this story: its id, its beginning, or its title.")
@click.option(
    "--format", "form", type=click.Choice(["md", "html", "docx", "pdf"]), metavar="FORM",
    help="md, html, docx or pdf; else as the file is called, else md.",
)  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write there.")
@json_option
def command(
    record: Path, since: str | None, story: str | None, form: str | None, output: Path | None, as_json: bool
) -> int:
    """Write a situation report with numbered sources.

    What happened by day and place, who says what, where accounts differ, what changed, what is not known. Nothing is in
    it that the record does not hold; every number leads to the words. A PDF is printed by an installed Chromium.
    """
    from dateline.exports.brief import compose, html, written
    from dateline.exports.brief.printing import pdf

    if as_json:
        if form or output:
            raise UsageError("--json prints the parts of the report; it goes with neither --format nor -o")
        print_json(compose(load_record(record), since=since, story=story))
        return 0
    if form is None:
        form = output.suffix.lower().removeprefix(".") if output else "md"
        form = {"markdown": "md", "htm": "html"}.get(form, form)
        if form not in ("md", "html", "docx", "pdf"):
            raise UsageError(f"{output}: say with --format what it is to be: md, html, docx or pdf")
    if output is None and form in ("docx", "pdf") and sys.stdout.isatty():
        raise UsageError(f"a {form} is nothing for the terminal; name a file with -o")
    made = compose(load_record(record), since=since, story=story)
    write_output(output, pdf(html(made)) if form == "pdf" else written(made, form))
    return 0
