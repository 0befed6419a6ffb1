"""How fast the desk's pages answer, without a network: time on the clock and on the processor, median and p95.

On a machine that does other things besides, only the processor's time says something of the desk.

    python -m benchmarks.desk.measure FILE [ADDRESS ...]

Without addresses: the story's page (first and a later page of its events), one story's, and events, heavy and light.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path
from typing import NamedTuple

from starlette.testclient import TestClient

from dateline.desk.app import make_app
from dateline.record.browse import Window, ready
from dateline.record.browse.main_events import main_events
from dateline.record.browse.overview import stories

ROUNDS = 40


def addresses(path: Path) -> dict[str, list[str]]:
    """What is asked for, by the name of what is measured."""
    with Window(path).look() as look:
        heavy = main_events(look, most=ROUNDS)
        light = main_events(look, most=ROUNDS, after=(1, 1, "evt_~"))
        story = stories(look)[0].id
    return {
        "story": ["/", *(["/?after=" + ".".join(map(str, heavy.after))] if heavy.after else [])],
        "one story": [f"/story/{story}"],
        "event, many tellings": [f"/event/{event.id}" for event in heavy.events],
        "event, one telling": [f"/event/{event.id}" for event in light.events],
    }


class Took(NamedTuple):
    """Milliseconds: median and 95th percentile."""

    clock: tuple[float, float]
    processor: tuple[float, float]


def measure(path: Path, asked: dict[str, list[str]]) -> dict[str, Took]:
    """How long each took, by name; the first answer, which opens the file, is not counted."""
    client = TestClient(make_app(path), base_url="http://127.0.0.1")
    found = {}
    for name, some in asked.items():
        clock, processor = [], []
        for turn in range(max(ROUNDS, len(some)) + 1):
            start, busy = time.perf_counter(), time.process_time()
            answer = client.get(some[turn % len(some)])
            clock.append((time.perf_counter() - start) * 1000)
            processor.append((time.process_time() - busy) * 1000)
            if answer.status_code != 200:
                raise RuntimeError(f"{some[turn % len(some)]}: {answer.status_code}")
        found[name] = Took(_summary(clock[1:]), _summary(processor[1:]))
    return found


def _summary(times: list[float]) -> tuple[float, float]:
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the desk's pages.")
    parser.add_argument("file", type=Path)
    parser.add_argument("addresses", nargs="*")
    given = parser.parse_args()
    ready(given.file)
    asked = {each: [each] for each in given.addresses} or addresses(given.file)
    for name, took in measure(given.file, asked).items():
        parts = (
            f"{kind} median {middle:6.1f} ms, p95 {slow:6.1f} ms" for kind, (middle, slow) in took._asdict().items()
        )
        print(f"{name:<22} {'   '.join(parts)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
