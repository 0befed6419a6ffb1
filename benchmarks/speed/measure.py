"""One measured run in a process of its own: `python -m benchmarks.speed.measure KIND …` prints one JSON object."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from benchmarks.speed.reference import units_per_second
from benchmarks.speed.sampler import Sampler


def keep_to(cores: list[int]) -> bool:
    """Keep this process to some of the cores it may use; False where the system can't."""
    if not hasattr(os, "sched_setaffinity"):
        return False
    allowed = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {allowed[core % len(allowed)] for core in cores})
    return True


def peak_mb(workers: int) -> float | None:
    """The most memory so far in MiB: this process, and its workers as if each took as much as the largest."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    unit = 1 if sys.platform == "darwin" else 1024
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (own + (largest * workers if workers > 1 else 0)) * unit / 2**20


def whole_path(folder: Path, record: Path, workers: int) -> dict[str, Any]:
    """Read every report of a folder into a record; with one worker, the time by room too."""
    from dateline.pipeline import read_paths

    before = units_per_second() if workers == 1 else 0.0
    sampler = Sampler() if workers == 1 else None
    start, used = time.perf_counter(), time.process_time()
    with sampler or nullcontext():
        summary = read_paths([folder], record, workers=workers)
    seconds, processor_s = time.perf_counter() - start, time.process_time() - used
    after = units_per_second() if workers == 1 else 0.0
    return {
        "seconds": seconds,
        "processor_s": processor_s,
        "reports": len(summary.read),
        "failed": [str(failure) for failure in summary.failed],
        "events": len(summary.record.events),
        "peak_mb": peak_mb(workers),
        "shares": sampler.shares() if sampler else {},
        "reference": (before + after) / 2,
    }


def reader(folder: Path, part: int, parts: int) -> dict[str, Any]:
    """Read every `parts`-th text from number `part` on; times are the clock's, so that processes can be compared."""
    from dateline.reader import Reader

    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))][part::parts]
    before = units_per_second()
    shipped = Reader.shipped()
    shipped.read(texts[0])  # loads the model
    start, used = time.time(), time.process_time()
    words = sum(len(shipped.read(text)) for text in texts)
    end, processor_s = time.time(), time.process_time() - used
    return {
        "start": start,
        "end": end,
        "processor_s": processor_s,
        "words": sum(len(text.split()) for text in texts),
        "tokens": words,
        "reference": (before + units_per_second()) / 2,
    }


def main() -> None:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=("path", "reader"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--record", type=Path)
    parser.add_argument("--cores", type=int, nargs="+", default=[0])
    parser.add_argument("--part", type=int, default=0)
    parser.add_argument("--parts", type=int, default=1)
    given = parser.parse_args()
    kept = keep_to(given.cores)
    if given.kind == "path":
        found = whole_path(given.folder, given.record, len(given.cores))
    else:
        found = reader(given.folder, given.part, given.parts)
    print(json.dumps({**found, "kept": kept}))


if __name__ == "__main__":
    main()
