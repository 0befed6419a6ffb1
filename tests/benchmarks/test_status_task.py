"""The scorer of task `status` on hand-made values."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made_readings import Oracle

from benchmarks.command import main
from benchmarks.status.task import Judged, happened_macro_f1, pearson, read_judged, scores_of, values_of
from benchmarks.task import BenchmarkError
from benchmarks.treebank import Sentence, sentences_by_id

SENTENCES = {"a-1": Sentence(["They", "left"], [1, -1]), "a-2": Sentence(["We", "won't", "go"], [2, 2, -1])}
JUDGED = [Judged("a-2", 2, -1.5, 1.0), Judged("a-1", 1, 1.1, 0.5)]


def test_correlation() -> None:
    assert pearson([1, 2, 3], [3, 5, 7]) == pytest.approx(1)
    assert pearson([1, 2, 3], [7, 5, 3]) == pytest.approx(-1)
    assert pearson([0, 0, 1, 1], [0, 1, 0, 1]) == 0
    assert pearson([1, 2, 4], [1, 3, 2]) == pytest.approx(1.0 / (14 / 3 * 2) ** 0.5)
    assert pearson([1, 2], [5, 5]) == 0
    assert pearson([], []) is None


def test_classes() -> None:
    # gold + + - 0; found + - - +: happened 1 of 2 found and of 2 gold, not 1 of 2 and of 2
    assert happened_macro_f1([1, 2, -1, 0], [0.5, -1, -2, 1]) == pytest.approx(0.5)
    assert happened_macro_f1([1, 2, -1, 0], [1, 1, 0, -1]) == 1
    assert happened_macro_f1([1, -1], [1, 1]) == pytest.approx((2 / 3 + 0) / 2)


def test_a_perfect_reader_scores_1_and_a_broken_one_low() -> None:
    values = [0.0, 1.1, 0.0, 0.0, -1.5]
    ours, naive = values_of(Oracle(factuality=values, lemmas=["x"] * 5), JUDGED, SENTENCES)
    assert ours == [-1.5, 1.1]
    assert scores_of([-1.5, 1.1], ours) == {"pearson_r": pytest.approx(1), "happened_macro_f1": 1}
    shifted, _ = values_of(Oracle(factuality=[1.1, 0.0, 0.0, -1.5, 0.0]), JUDGED, SENTENCES)
    assert shifted == [0, 0]
    assert scores_of([-1.5, 1.1], [1.0, -1.0])["pearson_r"] == pytest.approx(-1)
    assert naive == [1.0, 1.0]


def test_a_reader_without_the_head_scores_0() -> None:
    ours, _ = values_of(Oracle(), JUDGED, SENTENCES)
    assert scores_of([-1.5, 1.1], ours)["pearson_r"] == 0


def test_the_command_finds_the_words_beside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "judged"
    data.mkdir()
    rows = [
        {"sent_id": "a-1", "word": 2, "factual": 1.2, "confidence": 1.0},
        {"sent_id": "a-1", "word": 1, "factual": -1},
    ]
    (data / "dev.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert read_judged(data / "dev.jsonl")[1] == Judged("a-1", 0, -1.0, 1.0)
    assert main(["status", "--data", str(data)]) == 2
    assert "has the sentence a-1 (1 are missing)" in capsys.readouterr().err
    (tmp_path / "bank").mkdir()
    (tmp_path / "bank" / "x.conllu").write_text(
        "# sent_id = a-1\n1\tThey\tthey\tPRON\t_\t_\t2\tnsubj\t_\t_\n2\tleft\tleave\tVERB\t_\t_\t0\troot\t_\t_\n",
        "utf-8",
    )
    assert sentences_by_id(data, ["a-1", "b"]) == {"a-1": SENTENCES["a-1"]}
    assert main(["status", "--data", str(data)]) == 0
    found = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert list(found) == ["task", "data", "split", "n", "pearson_r", "happened_macro_f1"]
    assert found["n"] == 2
    (data / "dev.jsonl").write_text(json.dumps({**rows[0], "word": 9}), "utf-8")
    assert main(["status", "--data", str(data)]) == 2
    assert "a-1 has no word 9" in capsys.readouterr().err
    (data / "dev.jsonl").write_text("{}", "utf-8")
    with pytest.raises(BenchmarkError, match="not a word with its factuality"):
        read_judged(data / "dev.jsonl")
