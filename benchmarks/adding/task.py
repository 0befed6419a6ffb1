"""The run of task `adding`."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path
from statistics import median

from benchmarks.adding.made import MadeStory, stories
from benchmarks.task import Options, Outcome, Task
from dateline.record import Store, renew
from dateline.record.circles import SMALL

LARGE, SMALLER = 100_000, 100
"""Reports of the large record, and by how much the small one is smaller."""
LEAST = SMALL + 60
"""A record of about so many reports is no longer one circle, made whole."""
ADDED = 40
_BATCH = 1000
KEYS = ("cost_ratio", "written_ratio", "steps_ratio")


@dataclass
class Costs:
    """What each report more cost a record."""

    seconds: list[float] = field(default_factory=list)
    written: list[int] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)


def grow(store: Store, made: Sequence[MadeStory], batch: int = _BATCH) -> int:
    """Read all reports of stories but the last of each into a record, batch by batch; how many."""
    told = (story.report(turn) for story in made for turn in range(story.size - 1))
    many = 0
    while some := list(islice(told, batch)):
        for report, account in some:
            store.add(report, None, account)
        renew(store)
        many += len(some)
    return many


def add_last(store: Store, made: Iterable[MadeStory]) -> Costs:
    """Add the last report of stories, one by one; steps are counted of every second one, which costs time."""
    costs = Costs()
    db = store.connection
    for turn, (report, account) in enumerate([story.report(story.size - 1) for story in made]):
        steps = count(1)
        db.set_progress_handler(_counting(steps) if turn % 2 else None, 1)
        written, start = db.total_changes, time.process_time()
        store.add(report, None, account)
        renew(store)
        if turn % 2:
            costs.steps.append(next(steps) - 1)
        else:
            costs.seconds.append(time.process_time() - start)
        costs.written.append(db.total_changes - written)
    db.set_progress_handler(None, 1)
    return costs


def _counting(steps: Iterator[int]) -> Callable[[], None]:
    def look() -> None:
        next(steps)

    return look


def chosen(made: Sequence[MadeStory], many: int) -> list[MadeStory]:
    """So many stories, of all sizes alike."""
    ordered = sorted(made, key=lambda story: (story.size, story.number))
    many = min(many, len(ordered))
    return [ordered[turn * len(ordered) // many] for turn in range(many)]


def measure(reports: int, added: int = ADDED) -> tuple[int, Costs]:
    """How many reports a record of about so many had, and what more of them cost."""
    made = list(stories(reports))
    with (
        tempfile.TemporaryDirectory(prefix="dateline-adding-") as place,
        Store.open(Path(place) / "made.db", write=True) as store,
    ):
        many = grow(store, made)
        return many, add_last(store, chosen(made, added))


def run(options: Options) -> Outcome:
    """Add reports to a small and to a large record; `--limit` is the size of the large one."""
    large = options.limit or LARGE
    few, small_costs = measure(max(LEAST, large // SMALLER))
    many, large_costs = measure(large)
    scores: dict[str, float] = {}
    rows: dict[str, float] = {}
    for key, name, unit in (("cost", "seconds", 1000), ("written", "written", 1), ("steps", "steps", 1)):
        one, other = median(getattr(small_costs, name)), median(getattr(large_costs, name))
        scores[f"{key}_ratio"] = other / one
        shown = "milliseconds" if unit > 1 else f"rows {name}" if name == "written" else name
        rows[f"{shown}, {few} reports"], rows[f"{shown}, {many} reports"] = one * unit, other * unit
    return Outcome(
        split="made",
        n=ADDED,
        scores=dict(scores),
        rows=dict(rows),
        notes=(f"records of {few} and {many} reports; medians of {ADDED} reports more",),
    )


TASK = Task(
    name="adding",
    summary="What one report more costs a small record and a large one.",
    unit="reports added",
    keys=KEYS,
    falling=frozenset(KEYS),
    run=run,
    needs_data=False,
)
