"""How far a run is: a bar on a terminal, now and then a line elsewhere, on standard error in either case."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

_PAUSE = 5.0
"""Seconds between two lines where there is no terminal."""


class Step(Protocol):
    """What the pipeline tells of a run."""

    @property
    def done(self) -> int:
        """Inputs that are finished."""

    @property
    def total(self) -> int:
        """Inputs known so far."""

    @property
    def source(self) -> str:
        """The input that was finished last."""


class ProgressBar:
    """Called with each step. A context: what it drew is gone or finished when it is left, also by an error."""

    def __init__(self, quiet: bool = False) -> None:
        self._quiet = quiet
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        self._last = time.monotonic()

    def __enter__(self) -> ProgressBar:
        """Draw the bar, where there is a terminal."""
        if not self._quiet and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self._bar = Progress(
                TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                TextColumn("{task.fields[source]}", style="dim"),
                console=Console(file=sys.stderr, markup=False, highlight=False), transient=True,
            )  # fmt: skip
            self._task = self._bar.add_task("read", total=None, source="")
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, step: Step) -> None:
        """Show one step."""
        if self._quiet:
            return
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=step.done, total=step.total, source=_end_of(step.source))
            return
        now = time.monotonic()
        if now - self._last >= _PAUSE:
            self._last = now
            print(f"read {step.done:,} of {step.total:,}: {step.source}", file=sys.stderr, flush=True)


def _end_of(source: str, width: int = 32) -> str:
    return source if len(source) <= width else "…" + source[1 - width :]
