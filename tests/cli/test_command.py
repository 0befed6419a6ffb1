"""What holds for every verb: exit statuses, one line for an error, nothing heavy loaded to show a record."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from dateline.cli import VERBS, dateline
from dateline.errors import RecordError
from tests.cli.conftest import Run

HEAVY = (
    "onnxruntime",
    "numpy",
    "trafilatura",
    "lxml",
    "rensa",
    "rapidfuzz",
    "py3langid",
    "rich.progress",
    "dateline.reader",
)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(run: Run, verb: str) -> None:
    outcome = run(verb, "--help")
    assert outcome.status == 0
    assert outcome.out.startswith(f"Usage: dateline {verb}")


def test_help_names_every_verb_and_the_version_is_told(run: Run) -> None:
    out = run("--help").out
    assert all(f"  {verb} " in out and line in out for verb, line in VERBS.items())
    assert re.match(r"dateline \d+\.\d|dateline, run from its source", run("--version").out)


@pytest.mark.parametrize(
    "arguments",
    [
        ["shwo"],
        ["show"],
        ["show", "a.db", "--sideways"],
        ["read", "x.txt"],
        ["read", "--into", "a.db"],
        ["export"],
        ["judge", "accept", "a.db"],
    ],
)
def test_what_is_asked_wrongly_gives_2(run: Run, arguments: list[str]) -> None:
    outcome = run(*arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err


@pytest.mark.parametrize("verb", ["show", "export", "check"])
@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("none.db", None, "is not there"),
        ("text.db", b"Reports.\n" * 9, "is not a Dateline record"),
        ("empty.db", b"", "is empty"),
    ],
)
def test_a_file_that_is_no_record_is_named(
    run: Run, tmp_path: Path, verb: str, name: str, content: bytes | None, says: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    outcome = run(verb, tmp_path / name)
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.err.startswith("dateline: ")
    assert name in outcome.err
    assert says in outcome.err
    assert outcome.err.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (KeyboardInterrupt(), 130, "interrupted"),
        (RecordError("a.db is locked"), 1, "a.db is locked"),
        (BrokenPipeError(), 1, ""),
    ],
)
def test_what_ends_a_verb_early(
    run: Run, monkeypatch: pytest.MonkeyPatch, story_file: Path, error: BaseException, status: int, says: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("dateline.cli.discard_output", lambda: None)
    monkeypatch.setattr("dateline.cli.show.record_of", fail)
    outcome = run("show", story_file)
    assert outcome.status == status
    assert says in outcome.err
    assert outcome.err.strip().count("\n") == 0  # click ends the line of the ^C


def test_a_reader_that_goes_away_is_no_error(story_file: Path) -> None:
    program = [sys.executable, "-m", "dateline", "show", str(story_file), "--all"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as shown:
        assert shown.stdout is not None
        assert shown.stderr is not None
        shown.stdout.close()
        assert shown.stderr.read() == b""


def test_showing_loads_neither_the_reader_nor_its_libraries(story_file: Path) -> None:
    program = (
        "import sys, time; start = time.perf_counter(); from dateline.cli import main; status = main(sys.argv[1:]); import json; "
        "print(json.dumps([status, time.perf_counter() - start, sorted(sys.modules)]), file=sys.stderr)"
    )
    for arguments in (["show", str(story_file)], ["export", str(story_file)]):
        done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, check=True)
        status, seconds, modules = json.loads(done.stderr)
        assert status == 0
        assert [name for name in HEAVY if name in modules] == []
        assert seconds < 2  # half a second is what benchmarks/speed holds it to; here the machine may be busy


def test_data_can_be_had_as_json_from_every_verb() -> None:
    without = [
        name
        for name in VERBS
        if name not in ("page", "desk")  # they print a file's name, an address
        if (command := dateline.get_command(click.Context(dateline), name))
        for one in (command.commands.values() if isinstance(command, click.Group) else [command])
        if not any("--json" in parameter.opts for parameter in one.params)
    ]
    assert without == []


def test_output_that_the_system_cannot_encode_is_utf8(story_file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dateline", "show", str(story_file)],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert "“shelled”" in done.stdout.decode("utf-8")
