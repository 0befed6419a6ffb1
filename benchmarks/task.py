"""What a task is, what it is asked, and what it gives back."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

Score = float | int | dict[str, float] | None
"""A fraction from 0 to 1 unless the key's name has a unit; None where the data hold nothing to score."""


class BenchmarkError(Exception):
    """The data are not there, or not what the task reads. The message names the file."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the command line asks of a task."""

    data: Path | None
    split: str | None = None
    limit: int | None = None
    extra: argparse.Namespace = field(default_factory=argparse.Namespace)

    def folder(self) -> Path:
        """The data, which must be given and exist; raises BenchmarkError."""
        if self.data is None:
            raise BenchmarkError("--data DIR is missing")
        if not self.data.exists():
            raise BenchmarkError(f"{self.data}: there is no such file or folder")
        return self.data


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Scores of one run. `baselines` stand beside them, by name; `rows` and `notes` are for people only."""

    split: str
    n: int
    """Number of gold items, of the kind that the task names in `unit`."""
    scores: dict[str, Score]
    baselines: dict[str, dict[str, Score]] = field(default_factory=dict)
    rows: dict[str, Score] = field(default_factory=dict)
    """Further figures for the table, not part of the last line."""
    notes: tuple[str, ...] = ()
    gated: dict[str, float] | None = None
    """What the gate compares instead of `scores` (speed: ratios to the reference loop)."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """One benchmark. A run gives a score for each of `keys`, or for a subset that `run` documents."""

    name: str
    summary: str
    unit: str
    """What `n` counts."""
    keys: tuple[str, ...]
    run: Callable[[Options], Outcome]
    falling: frozenset[str] = frozenset()
    """Keys whose lower values are better."""
    options: Callable[[argparse.ArgumentParser], None] | None = None
    """Adds options of this task only to its parser."""
    needs_data: bool = True
