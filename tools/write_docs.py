"""Writes the parts of the documentation that are made from the code: `python -m tools.write_docs`.

docs/cli.md from the verbs and their options, docs/settings.md from the table of settings, docs/record.schema.json and
docs/draft.schema.json from the types. With `--excerpt` also the excerpt in README.md, from what `dateline` really says
of examples/. tests/test_docs.py fails where a file is not what this would write.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from dateline.cli import VERBS, dateline
from dateline.exports.schema import schema
from dateline.llm.form import published_schema
from dateline.settings import table

ROOT = Path(__file__).parent.parent
BEGIN, END = "<!-- excerpt -->", "<!-- end of excerpt -->"
MADE = "<!-- Made by `make docs`; edit the code, not this file. -->\n"
_EXITS = """\
Data go to standard output, everything else to standard error. The exit status is 0 when the verb did what was asked,
1 when it could not, 2 when it was asked wrongly, 130 when it was interrupted.
"""
_PRECEDENCE = """\
A setting comes from the last of these that has it: its default; `dateline.toml` in your configuration folder
(`~/.config/dateline` or `$XDG_CONFIG_HOME/dateline`; `~/Library/Application Support/Dateline` on macOS;
`%APPDATA%\\Dateline` on Windows); `dateline.toml` beside the record; the environment; the flag of the command. A name
that is not in this table is an error.
"""


def verbs() -> Iterator[tuple[str, click.Command]]:
    """Every command that a person can call, with its full name: "judge accept" for a verb's own verbs."""
    root = click.Context(dateline, info_name="dateline")
    for name in VERBS:
        command = dateline.get_command(root, name)
        if command is None:
            raise LookupError(f"the verb {name} is listed and not there")
        yield from _with_own(name, command)


def _with_own(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    """A command, and the commands of its own."""
    yield name, command
    if isinstance(command, click.Group):
        for inner, below in command.commands.items():
            yield from _with_own(f"{name} {inner}", below)


def cli() -> str:
    """docs/cli.md."""
    parts = [
        MADE,
        "# The command line\n",
        "`dateline VERB --help` says the same in the terminal.\n",
        _EXITS,
    ]
    for name, command in verbs():
        context = click.Context(command, info_name=f"dateline {name}")
        pieces = " ".join(command.collect_usage_pieces(context))
        parts.append(f"## dateline {name}\n")
        parts.append(f"    dateline {name} {pieces}\n")
        parts.append(_paragraphs(command.help or ""))
        rows = [
            f"| {_code(record[0])} | {_cell(record[1])} |"
            for parameter in command.params
            if isinstance(parameter, click.Option) and (record := parameter.get_help_record(context))
        ]
        if rows:
            parts.append("\n".join(["| option | |", "| --- | --- |", *rows]) + "\n")
    return "\n".join(parts)


def settings() -> str:
    """docs/settings.md."""
    rows = [
        f"| `{line.name}` | {_cell(line.fits)} | {f'`{line.default}`' if line.default != '' else 'empty'} "
        f"| `{line.variable}` | {_cell(line.help)} |"
        for line in table()
    ]
    return "\n".join(
        [
            MADE,
            "# Settings\n",
            _PRECEDENCE,
            "| name | fits | default | environment | what it does |",
            "| --- | --- | --- | --- | --- |",
            *rows,
            "",
            "A `dateline.toml`:\n",
            "```toml",
            "workers = 2",
            'by = "A. Coder"',
            "```",
            "",
        ]
    )


def record_schema() -> str:
    """docs/record.schema.json."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def draft_schema() -> str:
    """docs/draft.schema.json."""
    return json.dumps(published_schema(), ensure_ascii=False, indent=1) + "\n"


def excerpt(events: int = 12, lines: int = 18) -> str:
    """What `dateline show` says of examples/, in a pipe, as a block of Markdown: the first lines of each."""
    with TemporaryDirectory() as folder:
        record = str(Path(folder) / "examples.db")
        _run("read", "examples", "--into", record, "--quiet")
        shown = _cut(_run("show", record), events)
        why = _cut(_run("show", record, "--why", "top"), lines)
    told = ["$ dateline show story.db", *shown, "", "$ dateline show story.db --why top", *why]
    return "\n".join([BEGIN, "", "```text", *told, "```", "", END])


def _cut(text: str, most: int) -> list[str]:
    lines = text.rstrip().splitlines()
    return [*lines[:most], "…"] if len(lines) > most else lines


def with_excerpt(readme: str, block: str) -> str:
    """`readme` with `block` in place of its excerpt; raises ValueError where it has no place for one."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"README.md has no {BEGIN} … {END}")
    return before + block + after


def generated() -> dict[str, str]:
    """What every generated file should hold, by its path from the root."""
    return {
        "docs/cli.md": cli(),
        "docs/settings.md": settings(),
        "docs/record.schema.json": record_schema(),
        "docs/draft.schema.json": draft_schema(),
    }


def _run(*arguments: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "dateline", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"dateline {' '.join(arguments)} failed: {done.stderr}")
    return done.stdout


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.replace("\b", "").split("\n\n")) + "\n"


def _code(names: str) -> str:
    return f"`{_cell(names)}`"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> None:
    """Write the files."""
    for path, text in generated().items():
        (ROOT / path).write_text(text, encoding="utf-8", newline="\n")
        print(path)
    if "--excerpt" in sys.argv[1:]:
        readme = ROOT / "README.md"
        readme.write_text(with_excerpt(readme.read_text("utf-8"), excerpt()), encoding="utf-8", newline="\n")
        print("README.md")


if __name__ == "__main__":
    main()
