"""The scorer of task `roles` on hand-made frames."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made_readings import Oracle, made

from benchmarks.command import main
from benchmarks.roles.files import GoldFrame, Sentence, read_frames
from benchmarks.roles.naive import naive_frames
from benchmarks.roles.scores import Roles, head_of
from benchmarks.roles.task import score, texts_of
from benchmarks.task import BenchmarkError
from dateline.model.reading import Argument, Frame

# Rebels have seized the mill . | Attacks were feared
FIRST = Sentence(
    "a-1",
    ["Rebels", "have", "seized", "the", "mill", "."],
    [GoldFrame(1, "have.01", []), GoldFrame(2, "seize.01", [("ARG0", 0, 0), ("ARG1", 3, 4)])],
)
SECOND = Sentence(
    "a-2", ["Attacks", "were", "feared"], [GoldFrame(0, "attack.01", []), GoldFrame(2, "fear.01", [("ARG1", 0, 0)])]
)
HEADS = {"a-1": [2, 2, -1, 4, 2, 2], "a-2": [2, 2, -1]}
RIGHT = [
    Frame(1, "have.01", []),
    Frame(2, "seize.01", [Argument("ARG0", 0, 0, 0), Argument("ARG1", 4, 3, 4)]),
    Frame(6, "attack.01", []),
    Frame(8, "fear.01", [Argument("ARG1", 6, 6, 6)]),
]


def scored(frames: list[Frame]) -> Roles:
    return score(Oracle(frames=frames), [[FIRST, SECOND]], HEADS)[0]


def test_a_perfect_reader_scores_1() -> None:
    roles = scored(RIGHT)
    assert roles.scores() == dict.fromkeys(
        ("predicate_f1", "sense_accuracy", "argument_head_f1", "argument_span_f1"), 1
    )
    assert set(roles.rows().values()) == {1, None}  # no argument of an auxiliary: nothing to score


def test_an_empty_reader_scores_0() -> None:
    assert set(scored([]).scores().values()) == {0}


def test_a_broken_reader_scores_low() -> None:
    # seize: wrong sense, one argument right by head only, one with a wrong role; fear missed; "mill" is none; a wrong auxiliary
    frames = [
        Frame(1, "do.01", []),
        Frame(2, "seize.02", [Argument("ARG0", 0, 0, 1), Argument("ARG2", 4, 3, 4)]),
        Frame(4, "mill.01", [Argument("ARG0", 2, 2, 2)]),
        Frame(6, "attack.01", []),
        Frame(7, "be.01", []),
    ]
    roles = scored(frames)
    assert roles.scores() == {
        "predicate_f1": pytest.approx(2 * 2 / (3 + 3)),
        "sense_accuracy": 1 / 2,
        "argument_head_f1": pytest.approx(2 * 1 / (3 + 3)),
        "argument_span_f1": 0,
    }
    assert roles.rows()["argument_head_f1 on gold predicates"] == pytest.approx(2 * 1 / (2 + 2))
    assert roles.rows()["argument spans on gold predicates, roles aside"] == pytest.approx(2 * 1 / (2 + 2))
    assert roles.auxiliary.predicates == type(roles.auxiliary.predicates)(right=1, found=2, gold=1)
    assert roles.rows()["sense_accuracy of auxiliaries"] == 0


def test_the_head_of_a_span() -> None:
    assert head_of(3, 4, HEADS["a-1"]) == 4
    assert head_of(0, 5, HEADS["a-1"]) == 2
    assert head_of(0, 1, HEADS["a-1"]) == 0  # two heads: the first


def test_without_gold_trees_the_readers_own_serve() -> None:
    layers = {"frames": RIGHT, "heads": [2, 2, -1, 4, 2, 2, 8, 8, -1]}
    assert score(Oracle(**layers), [[FIRST, SECOND]], {})[0].scores()["argument_head_f1"] == 1
    layers["heads"] = [2, 2, -1, 2, 3, 2, 8, 8, -1]  # "the" heads the mill
    assert score(Oracle(**layers), [[FIRST, SECOND]], {})[0].scores()["argument_head_f1"] == pytest.approx(2 / 3)


def test_the_baseline() -> None:
    reading = made(
        [["Rebels", "have", "seized", "mills"]], upos=["NOUN", "AUX", "VERB", "NOUN"], heads=[2, 2, -1, 2],
        lemmas=["rebel", "have", "seize", "mill"], labels=["nsubj", "aux", "root", "obj"],
    )  # fmt: skip
    assert naive_frames(reading).frames == [
        Frame(1, "have.01", []),
        Frame(2, "seize.01", [Argument("ARG0", 0, 0, 0), Argument("ARG1", 3, 3, 3)]),
    ]


def test_texts_are_runs_of_ids() -> None:
    sentences = [Sentence(name, [], []) for name in ("a-1", "a-2", "b-1", "a-3", "lone")]
    assert [len(text) for text in texts_of(sentences)] == [2, 1, 1, 1]


def line(sentence: Sentence) -> str:
    frames = [
        {
            "pred": one.word,
            "roleset": one.sense,
            "args": [[role, first, last + 1] for role, first, last in one.arguments],
        }
        for one in sentence.frames
    ]
    return json.dumps({"sent_id": sentence.id, "words": sentence.words, "frames": frames})


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "roles"
    folder.mkdir()
    (folder / "test.jsonl").write_text(f"{line(FIRST)}\n{line(SECOND)}\n", "utf-8")
    assert read_frames(folder / "test.jsonl") == [FIRST, SECOND]
    (tmp_path / "trees").mkdir()
    rows = [
        f"{number}\t{word}\t_\tX\t_\t_\t{head + 1}\tdep\t_\t_"
        for number, (word, head) in enumerate(zip(FIRST.words, HEADS["a-1"], strict=True), 1)
    ]
    (tmp_path / "trees" / "any.conllu").write_text("# sent_id = a-1\n" + "\n".join(rows) + "\n\n", "utf-8")
    assert main(["roles", "--data", str(folder)]) == 0
    out = capsys.readouterr().out
    found = json.loads(out.splitlines()[-1])
    assert list(found) == [
        "task",
        "data",
        "split",
        "n",
        "predicate_f1",
        "sense_accuracy",
        "argument_head_f1",
        "argument_span_f1",
    ]
    assert (found["split"], found["n"]) == ("test", 3)
    assert "gold trees for the heads of 1 of them" in out
    (folder / "test.jsonl").write_text('{"sent_id": "a"}\n', "utf-8")
    with pytest.raises(BenchmarkError, match=r"test\.jsonl:1: not a sentence with frames"):
        read_frames(folder / "test.jsonl")
