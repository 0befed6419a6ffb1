"""The table for people and the last line for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.task import Outcome, Score, Task

_DIGITS = 4


def rounded(score: Score) -> Score:
    """A score with four digits after the point."""
    if isinstance(score, dict):
        return {name: round(value, _DIGITS) for name, value in score.items()}
    return round(score, _DIGITS) if isinstance(score, float) else score


def line_of(task: Task, data: Path | None, outcome: Outcome) -> dict[str, Any]:
    """The last line: task, data, split, n and the keys, nothing else."""
    keys = {key: rounded(outcome.scores[key]) for key in task.keys if key in outcome.scores}
    return {
        "task": task.name,
        "data": "own" if data is None else data.as_posix(),
        "split": outcome.split,
        "n": outcome.n,
        **keys,
    }


def table_of(task: Task, outcome: Outcome) -> str:
    """The scores with their baselines beside them, then the further rows and the notes."""
    names = list(outcome.baselines)
    header = ["", task.name, *names]
    lines = [header]
    for key, score in _rows({**outcome.scores, **outcome.rows}):
        beside = [_cell(outcome.baselines[name].get(key)) if key in outcome.baselines[name] else "" for name in names]
        lines.append([key + (" (lower is better)" if key in task.falling else ""), _cell(score), *beside])
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    text = [
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]
    return "\n".join([*text, *(f"* {note}" for note in outcome.notes)])


def _rows(scores: dict[str, Score]) -> Iterator[tuple[str, float | int | None]]:
    """A row for each score, and one for each part of a score that is an object."""
    for key, score in scores.items():
        if isinstance(score, dict):
            yield from ((f"{key}: {name}", value) for name, value in score.items())
        else:
            yield key, score


def _cell(score: Score) -> str:
    if score is None or isinstance(score, dict):
        return "-"
    if isinstance(score, int):
        return f"{score:,}"
    return f"{score:.4f}" if abs(score) < 10 else f"{score:,.0f}"


def detail_of(task: Task, data: Path | None, outcome: Outcome) -> dict[str, Any]:
    """What `--json FILE` writes: the last line, and everything that the table shows."""
    return {
        **line_of(task, data, outcome),
        "unit": task.unit,
        "baselines": {
            name: {key: rounded(score) for key, score in scores.items()} for name, scores in outcome.baselines.items()
        },
        "rows": {key: rounded(score) for key, score in outcome.rows.items()},
        "notes": list(outcome.notes),
        "gated": outcome.gated,
    }


def write_detail(path: Path, detail: dict[str, Any]) -> None:
    """Write the detail of a run as JSON."""
    path.write_text(json.dumps(detail, ensure_ascii=False, indent=1) + "\n", "utf-8")
