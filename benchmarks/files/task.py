"""The run of task `files`.

The same small reports are read twice: from a folder, one file each, and from one file of JSON lines. What is timed is
the way in (finding the files, opening, telling what they are, making Reports), in processor time; the reader and the
record take the same for both, and stand in neither figure. Both are read in turns, several times, and the best of each
counts. With `--whole`, all of `dateline read` is timed too, in one process.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.speed.texts import report_text
from benchmarks.task import Options, Outcome, Task

REPORTS = 10_000
TURNS = 3
_WORDS = 60
KEYS = ("share_of_speed",)


def small_text(number: int) -> str:
    """The beginning of a made report: its first lines, about `_WORDS` words."""
    kept: list[str] = []
    for line in report_text(number).split("\n"):
        if sum(len(each.split()) for each in kept) >= _WORDS:
            break
        kept.append(line)
    return "\n".join((*kept, f"Item {number}."))


def write_both(place: Path, count: int) -> tuple[Path, Path]:
    """The folder of files, and the file of JSON lines."""
    folder, lines = place / "files", place / "lines.jsonl"
    folder.mkdir()
    with lines.open("w", encoding="utf-8") as out:
        for number in range(count):
            text = small_text(number)
            (folder / f"{number:06d}.txt").write_bytes(text.encode())
            out.write(json.dumps({"text": text}) + "\n")
    return folder, lines


def reports_in(path: Path) -> Iterator[str]:
    """The texts of all reports below a path, made as `dateline read` makes them."""
    from dateline.reports import Entry, Input, find_inputs, read_entry

    for one in find_inputs([path]):
        if isinstance(one, Input):
            for entry in one.entries():
                if isinstance(entry, Entry):
                    yield read_entry(entry).text


def seconds(path: Path, count: int) -> float:
    """Seconds of processor time for all reports below a path; raises AssertionError where they are not all read."""
    start = time.process_time()
    read = sum(1 for _ in reports_in(path))
    took = time.process_time() - start
    assert read == count, f"{path}: {read} of {count} reports"
    return took


def whole_seconds(path: Path, place: Path, count: int) -> float:
    """Seconds of processor time that `dateline read` takes into a new record, in this process."""
    from dateline.pipeline import read_paths

    record = place / "whole.db"
    for each in place.glob("whole.db*"):
        each.unlink()
    start = time.process_time()
    summary = read_paths([path], record, workers=1)
    took = time.process_time() - start
    assert len(summary.read) == count, f"{path}: {len(summary.read)} of {count} reports"
    return took


def run(options: Options) -> Outcome:
    """Time both; `share_of_speed` is that of the folder by that of the one file."""
    count = options.limit or REPORTS
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        folder, lines = write_both(place, count)
        for path in (folder, lines):  # what is imported late, and the system's own keeping of files, is no difference
            next(reports_in(path))
        turns = [(seconds(folder, count), seconds(lines, count)) for _ in range(TURNS)]
        files, one = (min(turn[each] for turn in turns) for each in (0, 1))
        rows: dict[str, float] = {"reports a second, files": count / files, "reports a second, JSON lines": count / one}
        if getattr(options.extra, "whole", False):
            whole_seconds(folder / "000000.txt", place, 1)  # loads the model
            whole = [whole_seconds(path, place, count) for path in (folder, lines)]
            rows["share of speed, all of `dateline read`"] = whole[1] / whole[0]
    return Outcome(split="all", n=count, scores={"share_of_speed": one / files}, rows=dict(rows))


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--whole", action="store_true", help="time `dateline read` too, with the reader and the record")


TASK = Task(
    name="files",
    summary="Small files in a folder beside one JSON lines file of the same. Needs no --data.",
    unit="reports",
    keys=KEYS,
    run=run,
    options=_options,
    needs_data=False,
)
