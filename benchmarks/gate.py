"""Quality as a gate: the runs named in baseline.json must not score below their floors.

`python -m benchmarks gate --data ../shared` runs every entry on its folder below DIR and fails where a score is
worse than its floor by more than the key's band. For keys whose lower values are better the floor is a ceiling.
`--update` moves the floors to the scores of this run; it refuses to make one worse unless `--lower "reason"` is given,
and the reason is kept beside the floor. The file is written in one step.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.registry import task_named
from benchmarks.task import BenchmarkError, Options, Outcome, Task

BASELINE = Path(__file__).parent / "baseline.json"


@dataclass(frozen=True)
class Checked:
    """One score beside its floor. `margin` is how far it is on the good side; below minus `band` it fails."""

    run: str
    key: str
    floor: float
    score: float | None
    band: float
    falling: bool

    @property
    def margin(self) -> float:
        """How much better than the floor; no score at all is as bad as can be."""
        if self.score is None:
            return -float("inf")
        return self.floor - self.score if self.falling else self.score - self.floor

    @property
    def passes(self) -> bool:
        """Whether the score is no worse than the floor, the band allowed."""
        return self.margin >= -self.band - 1e-9

    def line(self) -> str:
        """For people."""
        mark = "ok  " if self.passes else "FAIL"
        kind = "ceiling" if self.falling else "floor"
        given = "-" if self.score is None else f"{self.score:.4f}"
        return f"{mark}  {self.run}  {self.key}  {given}  {kind} {self.floor:.4f}  band {self.band:.4f}"


def main(arguments: Sequence[str]) -> int:
    """The command `gate`; 1 where a score is below its floor, else 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks gate", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that the entries' folders lie in")
    parser.add_argument("--baseline", type=Path, default=BASELINE)
    parser.add_argument("--only", action="append", metavar="TASK", help="these tasks only")
    parser.add_argument("--update", action="store_true", help="move the floors to this run's scores")
    parser.add_argument("--lower", metavar="REASON", help="with --update: allow worse floors, for this reason")
    given = parser.parse_args(arguments)
    baseline = read_baseline(given.baseline)
    entries = [entry for entry in baseline["runs"] if not given.only or entry["task"] in given.only]
    if not entries:
        raise BenchmarkError(f"{given.baseline}: no runs of {', '.join(given.only or ['any task'])}")
    checked = [check for entry in entries for check in check_entry(entry, given.data, baseline["bands"])]
    for check in checked:
        print(check.line(), flush=True)
    if given.update:
        update(baseline, checked, given.lower)
        write_baseline(given.baseline, baseline)
        print(f"{given.baseline}: floors moved")
        return 0
    failed = [check for check in checked if not check.passes]
    print(f"{len(checked) - len(failed)} of {len(checked)} scores hold")
    return 1 if failed else 0


def read_baseline(path: Path) -> dict[str, Any]:
    """The baseline file: `bands` by key ("*" for the others) and `runs`, each with task, data, split and floors."""
    try:
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, json.JSONDecodeError) as error:
        raise BenchmarkError(f"{path}: not a baseline: {error}") from error
    return found


def write_baseline(path: Path, baseline: dict[str, Any]) -> None:
    """Write the file beside itself and put it in place in one step."""
    new = path.with_suffix(".new")
    new.write_text(json.dumps(baseline, ensure_ascii=False, indent=1) + "\n", "utf-8")
    os.replace(new, path)  # noqa: PTH105 (the same, and plainer)


def check_entry(
    entry: dict[str, Any], data: Path, bands: dict[str, float], find: Callable[[str], Task] = task_named
) -> list[Checked]:
    """Run one entry and put its scores beside its floors."""
    task = find(entry["task"])
    folder = data / entry["data"] if entry.get("data") else None
    parser = argparse.ArgumentParser()
    if task.options:
        task.options(parser)
    extra = parser.parse_args(entry.get("options", []))
    outcome = task.run(Options(data=folder, split=entry.get("split"), limit=entry.get("limit"), extra=extra))
    scores = gated(outcome)
    name = " ".join(str(part) for part in (entry["task"], entry.get("data"), entry.get("split")) if part)
    return [
        Checked(name, key, floor, scores.get(key), bands.get(key, bands.get("*", 0.0)), key in task.falling)
        for key, floor in entry["floors"].items()
    ]


def gated(outcome: Outcome) -> dict[str, float]:
    """The numbers that floors are held against."""
    if outcome.gated is not None:
        return outcome.gated
    return {key: float(score) for key, score in outcome.scores.items() if isinstance(score, int | float)}


def update(baseline: dict[str, Any], checked: Sequence[Checked], reason: str | None) -> None:
    """Move the floors to the scores; for a worse one without a reason raises BenchmarkError and changes nothing."""
    worse = [check for check in checked if check.margin < -1e-9]
    if worse and not reason:
        named = "; ".join(f"{check.run} {check.key} {check.floor:.4f} → {check.score}" for check in worse)
        raise BenchmarkError(f'these would get worse: {named}. Give --lower "reason" if that is meant')
    missing = [check for check in checked if check.score is None]
    if missing:
        raise BenchmarkError(f"no score for {', '.join(f'{check.run} {check.key}' for check in missing)}")
    found = {(check.run, check.key): check for check in checked}
    for entry in baseline["runs"]:
        name = " ".join(str(part) for part in (entry["task"], entry.get("data"), entry.get("split")) if part)
        for key in entry["floors"]:
            check = found.get((name, key))
            if check is None or check.score is None:
                continue
            if check in worse:
                entry.setdefault("lowered", []).append(
                    {"key": key, "from": check.floor, "to": round(check.score, 4), "reason": reason}
                )
            entry["floors"][key] = round(check.score, 4)
