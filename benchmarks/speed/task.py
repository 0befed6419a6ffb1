"""The run of task `speed`."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.speed.texts import report_text
from benchmarks.task import BenchmarkError, Options, Outcome, Score, Task

REPORTS = 120
STARTS = 5
KEYS = (
    "words_per_second", "words_per_second_1core", "reader_words_per_second", "reader_words_per_second_1core",
    "reader_share", "room_share", "peak_mb", "start_s", "show_start_s",
)  # fmt: skip

FIRST_READING = """
import time
from dateline.reader import Reader
reading = Reader.shipped().read("The first reading of a fresh process.")
assert len(reading) == 8
print(time.time())
"""
SHOW = """
import sys
from dateline.cli import main
sys.argv = ["dateline", "show", sys.argv[1]]
status = 0
try:
    main()
except SystemExit as end:
    status = end.code or 0
assert status == 0, f"dateline show ended with {status}"
assert "onnxruntime" not in sys.modules, "dateline show loaded the model's runtime"
"""


def processor() -> str:
    """The processor's name and how many cores this process may use."""
    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        rows = dict(line.split(":", 1) for line in info.read_text("utf-8").split("\n\n")[0].splitlines() if ":" in line)
        found = {key.strip(): value.strip() for key, value in rows.items()}
        flags = " ".join(flag for flag in ("avx2", "avx512_vnni") if flag in found.get("flags", "").split())
        name = f"{found.get('model name', name)} ({flags or platform.machine()})"
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{name}, {cores} cores, Python {platform.python_version()}, {platform.system()}"


def write_texts(folder: Path, count: int) -> int:
    """Write the reports into a folder; how many words they have."""
    folder.mkdir()
    words = 0
    for number in range(count):
        text = report_text(number)
        words += len(text.split())
        (folder / f"report-{number:06d}.txt").write_bytes(text.encode())
    return words


def copy_texts(source: Path, folder: Path, count: int) -> int:
    """Copy the .txt files of a folder that the user named; how many words they have."""
    folder.mkdir()
    words = 0
    for path in sorted(source.glob("*.txt"))[:count]:
        shutil.copyfile(path, folder / path.name)
        words += len(path.read_text("utf-8", errors="replace").split())
    return words


def measured(*arguments: str) -> Any:
    """Start a run of measure.py; `finished` gives its figures."""
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "benchmarks.speed.measure", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
        cwd=Path(__file__).parents[2],
    )


def finished(run: Any) -> dict[str, Any]:
    """The figures of a run; raises BenchmarkError with its last words where it failed."""
    out, err = run.communicate()
    if run.returncode != 0:
        raise BenchmarkError(f"a measured run failed: {err.decode('utf-8', 'replace').strip()[-2000:]}")
    found: dict[str, Any] = json.loads(out.decode().strip().splitlines()[-1])
    return found


def _environment() -> dict[str, str]:
    """One thread for the matrices of each process: what is measured is our own use of the cores."""
    return {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def _per(words: int, seconds: float) -> Score:
    return words / seconds if seconds else None


def first_reading() -> float:
    """Seconds from starting Python to the first Reading: the median of some fresh processes."""
    found = []
    for _ in range(STARTS):
        start = time.time()
        found.append(float(_python(FIRST_READING)) - start)
    return median(found)


def shown(record: Path) -> float:
    """Seconds that `dateline show` takes, from starting Python to its end; the model must not be loaded."""
    found = []
    for _ in range(STARTS):
        start = time.perf_counter()
        _python(SHOW, str(record))
        found.append(time.perf_counter() - start)
    return median(found)


def _python(code: str, *arguments: str) -> str:
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, *arguments], capture_output=True, cwd=Path(__file__).parents[2], check=False
    )
    if run.returncode != 0:
        raise BenchmarkError(f"a fresh process failed: {run.stderr.decode('utf-8', 'replace').strip()[-2000:]}")
    return run.stdout.decode("utf-8", "replace")


@dataclass(frozen=True)
class Alone:
    """The reader alone: words and tokens per second, words per second of processor time; the reference loop's units."""

    words: float
    tokens: float
    per_processor_s: float
    reference: float


def read_alone(folder: Path, cores: int) -> Alone:
    """The reader's speed, one process for each core."""
    runs = [
        measured("reader", str(folder), "--cores", str(core), "--part", str(core), "--parts", str(cores))
        for core in range(cores)
    ]
    found = [finished(run) for run in runs]
    seconds = max(one["end"] for one in found) - min(one["start"] for one in found)
    words, tokens, used = (sum(one[key] for one in found) for key in ("words", "tokens", "processor_s"))
    return Alone(words / seconds, tokens / seconds, words / used, sum(one["reference"] for one in found) / len(found))


def run(options: Options) -> Outcome:
    """Measure everything; `--limit` is the number of reports (120 without it)."""
    count = options.limit or REPORTS
    notes = [processor()]
    with tempfile.TemporaryDirectory(prefix="dateline-speed-") as place:
        folder, record = Path(place) / "reports", Path(place) / "two.db"
        given = options.data if options.data and any(options.data.glob("*.txt")) else None
        words = copy_texts(given, folder, count) if given else write_texts(folder, count)
        if options.data and not given:
            notes.append(f"no .txt in {options.data}: read our own texts")
        reports = len(list(folder.iterdir()))
        one = finished(measured("path", str(folder), "--record", str(Path(place) / "one.db"), "--cores", "0"))
        two = finished(measured("path", str(folder), "--record", str(record), "--cores", "0", "1"))
        for figures in (one, two):
            if figures["failed"] or figures["reports"] != reports:
                raise BenchmarkError(f"{figures['reports']} of {reports} reports read: {figures['failed'][:3]}")
        alone, both = read_alone(folder, 1), read_alone(folder, 2)
        start_s, show_start_s = first_reading(), shown(record)
    shares: dict[str, float] = one["shares"]
    peaks = [figures["peak_mb"] for figures in (one, two) if figures["peak_mb"] is not None]
    scores: dict[str, Score] = {
        "words_per_second": words / two["seconds"],
        "words_per_second_1core": words / one["seconds"],
        "reader_words_per_second": both.tokens,
        "reader_words_per_second_1core": alone.tokens,
        "reader_share": shares.get("reader", 0.0),
        "room_share": shares,
        "peak_mb": max(peaks) if peaks else None,
        "start_s": start_s,
        "show_start_s": show_start_s,
    }
    if not one["kept"]:
        notes.append("this system can't keep a process to one core: the one-core figures may use more")
    spent = sum(shares.get(room, 0.0) for room in ("times", "places"))
    ratios = {
        "words_per_second_1core": words / one["processor_s"] / one["reference"],
        "reader_words_per_second_1core": alone.per_processor_s / alone.reference,
    }
    notes.append(f"{reports} reports of {words / reports:.0f} words; {one['events']} events in the record")
    return Outcome(
        split="all",
        n=reports,
        scores=scores,
        rows={
            "reader, words between white space per second": both.words,
            "reader, words between white space per second, 1 core": alone.words,
            "words per second of processor time": words / one["processor_s"],
            "reader, words per second of processor time": alone.per_processor_s,
            "times and places, words per second of processor time": _per(words, one["processor_s"] * spent),
            "peak_mb, 1 core": one["peak_mb"],
            "reference loop, units per second of processor time": one["reference"],
            **{f"ratio to the reference: {key}": ratio for key, ratio in ratios.items()},
        },
        notes=tuple(notes),
        gated=ratios,
    )


TASK = Task(
    name="speed",
    summary="Words per second of the whole path and of the reader, memory, start-up. Needs no --data.",
    unit="reports",
    keys=KEYS,
    falling=frozenset({"peak_mb", "start_s", "show_start_s"}),
    run=run,
    needs_data=False,
)
