"""The scorer of task `coreference` on hand-made texts and chains."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made_readings import Oracle, made

from benchmarks.command import main
from benchmarks.coreference.files import Text, chains_of, joined, litbank_text, ontogum_text
from benchmarks.coreference.gap import Names, Question, chains_in, gold_chains, read_questions
from benchmarks.coreference.naive import head_match, nearest_person
from benchmarks.coreference.scores import found_in_raw, found_on_gold
from benchmarks.coreference.task import run_with, score
from benchmarks.task import BenchmarkError, Options
from dateline.model.reading import Mention, Name, Reading

HERE = Path("x.conll")
# The mayor of Gao left | She took her car | Gao slept
SENTENCES = [["The", "mayor", "of", "Gao", "left"], ["She", "took", "her", "car"], ["Gao", "slept"]]
HEADS = [1, 4, 3, 1, -1, 6, -1, 8, 6, 10, -1]
GOLD = [[(0, 3), (5, 5), (7, 7)], [(3, 3), (9, 9)]]
RIGHT = [[Mention(1, 0, 3), Mention(5, 5, 5), Mention(7, 7, 7)], [Mention(3, 3, 3), Mention(9, 9, 9)]]


def text(chains: list[list[tuple[int, int]]] = GOLD) -> Text:
    raw, spans = joined(SENTENCES)
    return Text("x", SENTENCES, raw, spans, HEADS, chains)


def scores(chains: list[list[Mention]], gold: list[list[tuple[int, int]]] = GOLD) -> tuple[float, float]:
    ((raw, given),) = score(Oracle(chains=chains), [text(gold)], [lambda reading: reading])
    return raw.agreement().conll, given.agreement().conll


def test_a_perfect_reader_scores_1() -> None:
    assert scores(RIGHT) == (1, 1)


def test_an_empty_reader_scores_0() -> None:
    assert scores([]) == (0, 0)


def test_a_broken_reader_scores_low() -> None:
    everything = [[mention for chain in RIGHT for mention in chain]]
    raw, given = scores(everything)
    assert (
        raw
        == given
        == pytest.approx(((2 * 0.75 / 1.75) + 2 * (13 / 25) / (1 + 13 / 25) + 2 * 0.75 * 0.375 / 1.125) / 3)
    )
    assert scores([[Mention(4, 4, 4), Mention(8, 8, 8)]]) == (0, 0)


def test_on_gold_mentions_the_head_is_enough() -> None:
    short = [[Mention(1, 0, 1), *RIGHT[0][1:]], RIGHT[1]]
    raw, given = scores(short)
    assert given == 1
    assert raw < 1


def test_what_stands_alone_is_dropped_where_the_gold_has_no_such() -> None:
    alone = [*RIGHT, [Mention(8, 8, 8)]]
    assert scores(alone)[0] == 1
    assert scores(alone, [*GOLD, [(8, 8)]]) == (1, 1)
    assert scores(RIGHT, [*GOLD, [(8, 8)]])[0] < 1


def test_mentions_are_matched_by_characters() -> None:
    # the reader cuts "Gao-led" into three words, and reads "U.S." as one where the file has two tokens
    found = made(
        [["Gao", "-", "led", "U.S.", "men"]], chains=[[Mention(0, 0, 2), Mention(4, 3, 4)], [Mention(1, 1, 1)]]
    )
    found.starts[:], found.ends[:] = [0, 3, 4, 8, 13], [3, 4, 7, 12, 16]
    assert found_in_raw(found, [(0, 7), (8, 10), (10, 12), (13, 16)]) == [[(0, 0), (1, 3)]]


def test_another_number_of_words_is_refused() -> None:
    with pytest.raises(BenchmarkError, match="x: the reader gave 1 words for 11"):
        found_on_gold(made([["one"]]), text())


BRACKETS = [
    (["(1)", "_", "(2", "2)"], [[(0, 0)], [(2, 3)]]),
    (["(1(2)", "1)(2)"], [[(0, 0), (1, 1)], [(0, 1)]]),
    (["(1|(1)", "1)|(3", "3)"], [[(0, 0), (0, 1)], [(1, 2)]]),
    (["(1)(2)"], [[(0, 0)]]),  # one span in two chains: the first
]


@pytest.mark.parametrize(("marks", "chains"), BRACKETS)
def test_brackets(marks: list[str], chains: list[list[tuple[int, int]]]) -> None:
    assert chains_of(marks, HERE) == chains


@pytest.mark.parametrize("marks", [["1)"], ["(1", "_"]])
def test_half_a_bracket_is_refused(marks: list[str]) -> None:
    with pytest.raises(BenchmarkError, match=r"x\.conll"):
        chains_of(marks, HERE)


def gum(folder: Path, name: str, words: list[str], marks: list[str], other: list[str] | None = None) -> None:
    for layer in ("dep", "ontogum"):
        (folder / layer).mkdir(parents=True, exist_ok=True)
    rows = [f"{number}\t{word}\t_\tX\t_\t_\t{number - 1}\tdep\t_\t_" for number, word in enumerate(words, 1)]
    dep = f"# newdoc id = {name}\n# text = {' '.join(words)}\n" + "\n".join(rows) + "\n\n"
    (folder / "dep" / f"{name}.conllu").write_text(dep, "utf-8")
    lines = [f"{number}\t{word}\t{mark}" for number, (word, mark) in enumerate(zip(other or words, marks, strict=True))]
    (folder / "ontogum" / f"{name}.conll").write_text(
        "# begin document\n" + "\n".join(lines) + "\n# end document\n", "utf-8"
    )


def test_ontogum(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gum(tmp_path / "test", "one", ["Ada", "saw", "her", "car"], ["(1)", "_", "(1)", "_"])
    gum(tmp_path / "test", "two", ["Bo", "left"], ["(1)", "(1)"], ["Bo", "went"])
    found = ontogum_text(tmp_path / "test" / "ontogum" / "one.conll")
    assert found is not None
    assert (found.raw, found.heads, found.chains) == ("Ada saw her car", [-1, 0, 1, 2], [[(0, 0), (2, 2)]])
    outcome = run_with(Oracle(chains=[[Mention(0, 0, 0), Mention(2, 2, 2)]]), Options(data=tmp_path))
    assert outcome.scores == {"conll_f1": 1, "conll_f1_gold_mentions": 1}
    assert any("left out" in note and "two" in note for note in outcome.notes)
    assert main(["coreference", "--data", str(tmp_path)]) == 0
    line = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert list(line) == ["task", "data", "split", "n", "conll_f1", "conll_f1_gold_mentions"]
    assert (line["split"], line["n"]) == ("test", 2)


def test_litbank(tmp_path: Path) -> None:
    path = tmp_path / "coref" / "conll" / "a.conll"
    path.parent.mkdir(parents=True)
    rows = [("Ada", "(0)"), ("left", ""), (".", ""), None, ("She", "(0)"), ("slept", "")]
    lines = ["" if row is None else f"a\t0\t0\t{row[0]}" + "\t_" * 8 + f"\t{row[1]}" for row in rows]
    path.write_text("#begin document (a); part 0\n" + "\n".join(lines) + "\n#end document\n", "utf-8")
    found = litbank_text(path)
    assert (found.raw, found.sentences) == ("Ada left. She slept", [["Ada", "left", "."], ["She", "slept"]])
    assert found.chains == [[(0, 0), (3, 3)]]
    outcome = run_with(Oracle(), Options(data=tmp_path))
    assert outcome.scores == {"conll_f1": 0, "conll_f1_gold_mentions": 0}


QUESTION = Question("Ada met Eva and she left", (16, 19), ((0, 3), (8, 11)), (False, True))


def gap_reading(*chains: list[int]) -> Reading:
    return made([QUESTION.text.split()], chains=[[Mention(word, word, word) for word in chain] for chain in chains])


def test_gap() -> None:
    assert chains_in(QUESTION, gap_reading([2, 4])) == [0, None, 0]
    assert gold_chains(QUESTION) == [0, None, 0]
    right = Names.of([QUESTION], [chains_in(QUESTION, gap_reading([2, 4]))]).rows()
    wrong = Names.of([QUESTION], [chains_in(QUESTION, gap_reading([0, 4]))]).rows()
    assert (right["gap f1"], wrong["gap f1"], right["gap f1, masculine"]) == (1, 0, None)
    assert Names.of([QUESTION], [chains_in(QUESTION, gap_reading([0, 2, 4]))]).rows()["gap f1"] == pytest.approx(2 / 3)


def test_gap_files(tmp_path: Path) -> None:
    head = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n"
    (tmp_path / "a.tsv").write_text(f"{head}1\t{QUESTION.text}\tshe\t16\tAda\t0\tFALSE\tEva\t8\tTRUE\tx\n", "utf-8")
    assert read_questions(tmp_path / "a.tsv") == [QUESTION]
    outcome = run_with(Oracle(chains=gap_reading([2, 4]).chains), Options(data=tmp_path))
    assert (outcome.scores, outcome.n) == ({"conll_f1": 1}, 1)
    assert run_with(Oracle(), Options(data=tmp_path)).scores == {"conll_f1": 0}
    (tmp_path / "a.tsv").write_text(f"{head}1\t{QUESTION.text}\tshe\t5\tAda\t0\tFALSE\tEva\t8\tTRUE\tx\n", "utf-8")
    with pytest.raises(BenchmarkError, match=r"a\.tsv:2: .* does not stand at 5"):
        read_questions(tmp_path / "a.tsv")


def test_the_baselines() -> None:
    layers = {
        "upos": ["DET", "NOUN", "VERB", "DET", "NOUN"], "heads": [1, 2, -1, 4, 2],
        "lemmas": ["the", "mill", "fear", "a", "mill"], "labels": ["det", "nsubj", "root", "det", "obj"],
    }  # fmt: skip
    reading = made([["The", "mill", "fears", "a", "mill"]], **layers)
    assert head_match(reading).chains == [[Mention(1, 0, 1), Mention(4, 3, 4)]]
    named = made([QUESTION.text.split()], names=[Name(0, 0, "PER", 1.0), Name(2, 2, "PER", 1.0)])
    assert nearest_person(named).chains == [[Mention(2, 2, 2), Mention(4, 4, 4)]]
