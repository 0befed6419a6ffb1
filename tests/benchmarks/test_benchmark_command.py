"""The contract of the command line: the last line is JSON with task, data, split, n and the task's keys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_reader_task import CONLLU
from tiny_story import GOLD, A, B

from benchmarks.command import main
from benchmarks.registry import task_named

HEAD = ["task", "data", "split", "n"]


def last_line(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    found: dict[str, object] = json.loads(capsys.readouterr().out.splitlines()[-1])
    return found


def test_reader(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "dev.conllu").write_text(CONLLU, "utf-8")
    detail = tmp_path / "out.json"
    assert main(["reader", "--data", str(tmp_path), "--json", str(detail)]) == 0
    found = last_line(capsys)
    assert list(found) == [*HEAD, "upos", "uas", "las", "lemma", "sentence_f1", "word_f1"]
    assert (found["task"], found["split"], found["n"]) == ("reader", "dev", 4)
    assert json.loads(detail.read_text("utf-8"))["baselines"]["naive"]


def test_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "test").mkdir()
    (tmp_path / "test" / "a.tsv").write_text("Ada\tB-Person\nLem\tI-Person\nleft\tO\nGao\tB-Location\n", "utf-8")
    assert main(["names", "--data", str(tmp_path), "--limit", "1"]) == 0
    found = last_line(capsys)
    assert list(found) == [*HEAD, "f1", "per_f1", "org_f1", "loc_f1"]
    assert (found["split"], found["n"]) == ("test", 2)


@pytest.mark.parametrize("nested", [False, True])
def test_story(tmp_path: Path, capsys: pytest.CaptureFixture[str], nested: bool) -> None:
    folder = tmp_path / "tiny" if nested else tmp_path
    folder.mkdir(exist_ok=True)
    for name, text in (("a.txt", A), ("b.txt", B), ("gold.json", json.dumps(GOLD)), ("NOTES.md", "")):
        (folder / name).write_text(text, "utf-8")
    assert main(["story", "--data", str(tmp_path)]) == 0
    found = last_line(capsys)
    assert list(found) == [*HEAD, *task_named("story").keys]
    assert found["n"] == 4


@pytest.mark.slow
def test_speed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["speed", "--limit", "4"]) == 0
    found = last_line(capsys)
    assert list(found) == [*HEAD, *task_named("speed").keys]
    assert (found["data"], found["n"]) == ("own", 4)
    assert isinstance(found["room_share"], dict)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing"], "there is no task 'nothing'"),
        (["reader", "--data", "/not/there"], "/not/there: there is no such file or folder"),
        (["names", "--data", "{empty}"], "no test or dev with files ending in .iob2"),
        (["story", "--data", "{empty}"], "neither a gold.json nor sub-folders with one"),
        (["reader", "--data", "{empty}", "--limit", "0"], "--limit must be at least 1"),
    ],
)
def test_bad_data_get_one_clear_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main([argument.format(empty=tmp_path) for argument in arguments]) == 2
    assert message in capsys.readouterr().err
