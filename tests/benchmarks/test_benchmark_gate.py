"""The gate, the finding of splits, the table and the last line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import gate
from benchmarks.counts import Counts, Share
from benchmarks.printing import line_of, table_of
from benchmarks.registry import MODULES, task_named
from benchmarks.splits import split_files
from benchmarks.task import BenchmarkError, Options, Outcome, Task


def toy(score: float | None) -> Task:
    return Task(
        name="toy", summary="", unit="things", keys=("good", "bad"), falling=frozenset({"bad"}),
        run=lambda _: Outcome(split="dev", n=3, scores={"good": score, "bad": 0.25}, baselines={"naive": {"good": 0.1}}),
    )  # fmt: skip


ENTRY: dict[str, Any] = {"task": "toy", "data": "x", "split": "dev", "floors": {"good": 0.8, "bad": 0.25}}


@pytest.mark.parametrize(
    ("score", "passes"), [(0.8, True), (0.795, True), (0.79, True), (0.789, False), (0.95, True), (None, False)]
)
def test_a_score_may_lie_below_its_floor_by_the_band(score: float | None, passes: bool) -> None:
    good, bad = gate.check_entry(ENTRY, Path("/data"), {"*": 0.01}, find=lambda _: toy(score))
    assert good.passes is passes
    assert bad.passes


def test_a_falling_key_has_a_ceiling() -> None:
    entry = {**ENTRY, "floors": {"bad": 0.2}}
    (bad,) = gate.check_entry(entry, Path("/data"), {"bad": 0.01}, find=lambda _: toy(1.0))
    assert not bad.passes
    assert "ceiling 0.2000" in bad.line()


def test_an_update_raises_floors(tmp_path: Path) -> None:
    baseline: dict[str, Any] = {"bands": {}, "runs": [json.loads(json.dumps(ENTRY))]}
    checked = gate.check_entry(ENTRY, Path("/data"), {}, find=lambda _: toy(0.91))
    gate.update(baseline, checked, None)
    assert baseline["runs"][0]["floors"] == {"good": 0.91, "bad": 0.25}
    gate.write_baseline(tmp_path / "baseline.json", baseline)
    assert gate.read_baseline(tmp_path / "baseline.json") == baseline
    assert [path.name for path in tmp_path.iterdir()] == ["baseline.json"]


def test_an_update_lowers_a_floor_only_with_a_reason() -> None:
    baseline: dict[str, Any] = {"bands": {}, "runs": [json.loads(json.dumps(ENTRY))]}
    checked = gate.check_entry(ENTRY, Path("/data"), {}, find=lambda _: toy(0.7))
    with pytest.raises(BenchmarkError, match="would get worse: toy x dev good"):
        gate.update(baseline, checked, None)
    assert baseline["runs"][0]["floors"]["good"] == 0.8
    gate.update(baseline, checked, "a smaller model")
    assert baseline["runs"][0]["floors"]["good"] == 0.7
    assert baseline["runs"][0]["lowered"] == [{"key": "good", "from": 0.8, "to": 0.7, "reason": "a smaller model"}]


def test_the_shipped_baseline_names_tasks_and_keys_that_exist() -> None:
    baseline = gate.read_baseline(gate.BASELINE)
    for entry in baseline["runs"]:
        task = task_named(entry["task"])
        assert set(entry["floors"]) <= set(task.keys)
        assert entry["floors"]


def test_every_task_in_the_registry_is_one() -> None:
    for name in MODULES:
        task = task_named(name)
        assert task.name == name
        assert task.falling <= set(task.keys)
    with pytest.raises(BenchmarkError, match="no task 'nothing'"):
        task_named("nothing")


def test_the_last_line_has_the_keys_and_nothing_else() -> None:
    task = toy(1 / 3)
    outcome = task.run(Options(data=None))
    assert line_of(task, Path("a/b"), outcome) == {
        "task": "toy", "data": "a/b", "split": "dev", "n": 3, "good": 0.3333, "bad": 0.25,
    }  # fmt: skip


def test_the_table_puts_the_baseline_beside() -> None:
    task = toy(0.5)
    lines = table_of(task, task.run(Options(data=None))).splitlines()
    assert lines[1].split() == ["good", "0.5000", "0.1000"]
    assert lines[2].split() == ["bad", "(lower", "is", "better)", "0.2500"]


def test_splits(tmp_path: Path) -> None:
    for name in ("dev.conllu", "train.conllu", "README.md"):
        (tmp_path / name).write_text("", "utf-8")
    assert split_files(tmp_path, None, [".conllu"]) == ([tmp_path / "dev.conllu"], "dev")
    assert split_files(tmp_path, "train", [".conllu"]) == ([tmp_path / "train.conllu"], "train")
    with pytest.raises(BenchmarkError, match="no test with files"):
        split_files(tmp_path, "test", [".conllu"])
    (tmp_path / "test" / "dep").mkdir(parents=True)
    (tmp_path / "test" / "dep" / "b.conllu").write_text("", "utf-8")
    (tmp_path / "test" / "dep" / "a.conllu").write_text("", "utf-8")
    found, split = split_files(tmp_path, None, [".conllu"], inside="dep")
    assert ([path.name for path in found], split) == (["a.conllu", "b.conllu"], "test")
    assert split_files(tmp_path / "dev.conllu", None, [".conllu"]) == ([tmp_path / "dev.conllu"], "dev")


def test_data_without_splits_are_taken_whole(tmp_path: Path) -> None:
    (tmp_path / "names.conll.txt").write_text("", "utf-8")
    assert split_files(tmp_path, None, [".txt"]) == ([tmp_path / "names.conll.txt"], "all")
    with pytest.raises(BenchmarkError, match="no test or dev"):
        split_files(tmp_path, None, [".conllu"])


def test_counts() -> None:
    counts = Counts()
    assert counts.f1 is None
    counts.add(["a", "b"], ["b", "c", "d"])
    assert (counts.precision, counts.recall) == (1 / 3, 1 / 2)
    assert counts.f1 == pytest.approx(2 / 5)
    assert Share().value is None
