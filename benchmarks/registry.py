"""The tasks by name. A module is imported only when its task runs; each has a `TASK`.

To add a task: one module (or folder) here with a `TASK`, one line below, a test that a broken system scores low.
"""

from __future__ import annotations

from importlib import import_module

from benchmarks.task import BenchmarkError, Task

MODULES = {
    "reader": "benchmarks.reader",
    "names": "benchmarks.names",
    "story": "benchmarks.story",
    "speed": "benchmarks.speed",
    "times": "benchmarks.times",
    "places": "benchmarks.places",
    "event-place": "benchmarks.event_place",
    "attribution": "benchmarks.attribution",
    "incidents": "benchmarks.incidents",
    "dating": "benchmarks.dating",
    "codes": "benchmarks.codes",
    "roles": "benchmarks.roles",
    "status": "benchmarks.status",
    "coreference": "benchmarks.coreference",
    "same-event": "benchmarks.same_event",
    "pages": "benchmarks.pages",
    "files": "benchmarks.files",
    "adding": "benchmarks.adding",
}


def task_named(name: str) -> Task:
    """The task of that name; raises BenchmarkError where there is none."""
    if name not in MODULES:
        raise BenchmarkError(f"there is no task {name!r}; there are {', '.join(MODULES)}")
    task = import_module(MODULES[name]).TASK
    assert isinstance(task, Task)
    return task
