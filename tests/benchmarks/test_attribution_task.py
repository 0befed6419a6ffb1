"""The scorer of task `attribution` on a hand-made text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.attribution.files import Said, Text, is_direct, read_texts, words_in
from benchmarks.attribution.naive import naive_attributions
from benchmarks.attribution.scores import jaccard, paired
from benchmarks.attribution.task import score, split_folder
from benchmarks.task import BenchmarkError

TEXT = "Ada Lem said the boats had left.\n“We saw them go,” the guard added, and sighed.\nNobody knows why.\n"
ANN = """T1	Source 0 7	Ada Lem
T2	Cue 8 12	said
T3	Content 13 31	the boats had left
E1	Attribution:T2 Content:T3 Cue:T2 Source:T1
T4	Content 33 40;41 50	...
T5	Cue 60 65	added
E2	Attribution-no-source:T5 Content:T4 Cue:T5
T9	Discuss 0 3	Ada
E3	Attribution-no-source:T9
#1	AnnotatorNotes T9	what of this
"""


def written(tmp_path: Path) -> Path:
    for folder in ("dev/text", "dev/attributions"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "dev/text/paper_1.txt").write_bytes(TEXT.encode())
    first, second = ANN.split("T4\t")
    (tmp_path / "dev/attributions/paper_1_aa11.ann").write_text(first, "utf-8")
    (tmp_path / "dev/attributions/paper_1_aa11_2.ann").write_text("T4\t" + second, "utf-8")
    (tmp_path / "dev/attributions/paper_1_bb22.ann").write_text("", "utf-8")
    return tmp_path


@pytest.fixture
def text(tmp_path: Path) -> Text:
    folder, split = split_folder(written(tmp_path), None)
    assert split == "dev"
    (found,) = read_texts(folder)
    return found


def test_files_of_the_first_annotator_are_joined(text: Text) -> None:
    first, second = text.said
    assert sorted(TEXT[start:].split()[0] for start in first.content) == ["boats", "had", "left.", "the"]
    assert (first.direct, second.direct) == (False, True)
    assert second.source == frozenset()
    assert words_in(TEXT, ((0, 7),)) == first.source == {0, 4}


def test_an_annotation_without_its_text_is_named(tmp_path: Path) -> None:
    folder = written(tmp_path) / "dev"
    (folder / "attributions" / "other_aa11.ann").write_text("", "utf-8")
    with pytest.raises(BenchmarkError, match=r"other_aa11\.ann: there is no text of that name"):
        list(read_texts(folder))


def test_perfect_empty_and_broken(text: Text) -> None:
    perfect = score([text], lambda _: text.said).scores()
    assert perfect == {"source_f1": 1, "cue_f1": 1, "content_f1": 1, "content_exact_f1": 1, "speaker_accuracy": 1}
    empty = score([text], lambda _: []).scores()
    assert empty == {"source_f1": 0, "cue_f1": 0, "content_f1": 0, "content_exact_f1": 0, "speaker_accuracy": None}
    first, second = text.said
    broken = [
        replace(first, content=frozenset(sorted(first.content)[:2]), source=second.cue),  # half of it, a wrong speaker
        replace(second, content=frozenset(sorted(second.content)[:1]), cue=frozenset()),  # a quarter of it
        Said(words_in(TEXT, ((83, 89),)), frozenset(), frozenset()),  # nobody said that
    ]
    assert score([text], lambda _: broken).scores() == {
        "source_f1": 0,
        "cue_f1": pytest.approx(2 * 1 / (2 + 1)),
        "content_f1": pytest.approx(2 * 1 / (2 + 3)),
        "content_exact_f1": 0,
        "speaker_accuracy": 0,
    }


def test_direct_and_indirect_apart(text: Text) -> None:
    rows = score([text], lambda _: text.said[1:]).rows()
    assert rows["content, recall of direct (1)"] == 1
    assert rows["content, recall of indirect (1)"] == 0


def test_pairs_are_one_to_one_best_first() -> None:
    gold = [frozenset({1, 2, 3}), frozenset({1, 2, 3, 4})]
    assert paired(gold, [frozenset({1, 2, 3, 4})], 0.5) == [(1, 0)]
    assert paired(gold, [frozenset({1, 2, 3, 4}), frozenset({1, 2})], 0.5) == [(0, 1), (1, 0)]
    assert paired(gold, [frozenset({9})], 0.0) == []
    assert jaccard(frozenset(), frozenset()) == 0


def test_direct_is_wholly_quoted() -> None:
    text = "“a b” c"
    assert is_direct(text, frozenset({1, 3}))
    assert not is_direct(text, frozenset({1, 6}))
    assert not is_direct(text, frozenset())


def test_naive_attributions() -> None:
    first, second = naive_attributions(TEXT)
    assert first.source == {0, 4}
    assert sorted(first.content) == [13, 17, 23, 27]
    assert min(second.content) == 34
