"""The command line: `python -m benchmarks TASK --data DIR [--split ..] [--limit N] [--json FILE]`, and `gate`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import gate
from benchmarks.printing import detail_of, line_of, table_of, write_detail
from benchmarks.registry import MODULES, task_named
from benchmarks.splits import SPLITS
from benchmarks.task import BenchmarkError, Options, Task


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a task or the gate; the exit status is 0, 1 where the gate fails, 2 where the data are not as needed."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        if given and given[0] == "gate":
            return gate.main(given[1:])
        if not given or given[0] in ("-h", "--help"):
            print(f"python -m benchmarks TASK --data DIR\ntasks: {', '.join(MODULES)}, gate (checks baseline.json)")
            return 0 if given else 2
        return _run(task_named(given[0]), given[1:])
    except BenchmarkError as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 2


def parser_of(task: Task) -> argparse.ArgumentParser:
    """The options of one task."""
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks {task.name}", description=task.summary)
    parser.add_argument("--data", type=Path, required=task.needs_data, help="folder or file, see shared/BENCHMARKS.md")
    parser.add_argument("--split", choices=SPLITS, help="default: test where there is one, else dev")
    parser.add_argument("--limit", type=int, metavar="N", help="read the first N only")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything that the table shows there, too")
    if task.options:
        task.options(parser)
    return parser


def _run(task: Task, arguments: Sequence[str]) -> int:
    given = parser_of(task).parse_args(arguments)
    if given.limit is not None and given.limit < 1:
        raise BenchmarkError("--limit must be at least 1")
    outcome = task.run(Options(data=given.data, split=given.split, limit=given.limit, extra=given))
    print(table_of(task, outcome))
    if given.json:
        write_detail(given.json, detail_of(task, given.data, outcome))
    print(json.dumps(line_of(task, given.data, outcome), ensure_ascii=False), flush=True)
    return 0
