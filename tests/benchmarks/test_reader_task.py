"""The scorer of task `reader` on a hand-made treebank."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.reader.conllu import Document, read_documents
from benchmarks.reader.naive import naive_cuts, naive_reading
from benchmarks.reader.scores import Trees
from benchmarks.reader.task import load, naive, score
from benchmarks.task import BenchmarkError
from dateline.model.reading import Reading

CONLLU = """\
# newdoc id = one
# newpar
# text = Boats don't sink.
1\tBoats\tboat\tNOUN\t_\t_\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\t_\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\t_\t_\t4\tadvmod\t_\t_
4\tsink\tsink\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_

# text = They  float, wanna bet?
1\tThey\tthey\tPRON\t_\t_\t2\tnsubj\t_\t_
2\tfloat\tfloat\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
3\t,\t,\tPUNCT\t_\t_\t2\tpunct\t_\t_
4-5\twanna\t_\t_\t_\t_\t_\t_\t_\t_
4\twant\twant\tVERB\t_\t_\t2\tparataxis\t_\t_
5\tto\t_\tPART\t_\t_\t6\tmark\t_\t_
5.1\tit\tit\tPRON\t_\t_\t_\t_\t_\t_
6\tbet\tbet\tVERB\t_\t_\t4\txcomp\t_\tSpaceAfter=No
7\t?\t?\tPUNCT\t_\t_\t2\tpunct\t_\t_

# newpar id = p2
# text = Yes
1\tYes\tyes\tINTJ\t_\t_\t0\troot\t_\t_

# newdoc id = two
# text = No
1\tNo\tno\tINTJ\t_\t_\t0\troot\t_\t_
"""


@pytest.fixture
def documents(tmp_path: Path) -> list[Document]:
    path = tmp_path / "dev.conllu"
    path.write_text(CONLLU, "utf-8")
    return read_documents(path)


def gold_reading(document: Document, text: str, cuts: bool) -> Reading:
    """The Reading that has everything right."""
    words = [word for tree in document.trees for word in tree.words]
    heads: list[int] = []
    firsts: list[int] = []
    for tree in document.trees:
        firsts.append(len(heads))
        heads += [head + firsts[-1] if head >= 0 else -1 for head in tree.heads]
    _, spans, sentences = document.raw()
    if cuts:
        starts = [start for start, _ in spans]
        firsts = [starts.index(start) for start, _ in sentences]
    else:
        spans = [(0, 1)] * len(words)
    return Reading(
        text=text, version="gold", language="en", starts=[start for start, _ in spans],
        ends=[end for _, end in spans], sentences=firsts, paragraphs=[0],
        upos=[tag for tree in document.trees for tag in tree.upos], feats=[],
        lemmas=[lemma for tree in document.trees for lemma in tree.lemmas], heads=heads,
        labels=[label for tree in document.trees for label in tree.labels],
    )  # fmt: skip


class Perfect:
    """Reads as the gold has it."""

    def __init__(self, documents: list[Document]) -> None:
        self.by_words = {tuple(document.trees[0].words): document for document in documents}
        self.by_text = {document.raw()[0]: document for document in documents}

    def read(self, text: str) -> Reading:
        return gold_reading(self.by_text[text], text, cuts=True)

    def read_words(self, sentences: list[list[str]]) -> Reading:
        return gold_reading(self.by_words[tuple(sentences[0])], "", cuts=False)


class Broken(Perfect):
    """Every word a noun that hangs on nothing; the whole text is one word and one sentence."""

    def read(self, text: str) -> Reading:
        return replace(super().read(text), starts=[0], ends=[len(text)], sentences=[0])

    def read_words(self, sentences: list[list[str]]) -> Reading:
        found = super().read_words(sentences)
        count = len(found)
        return replace(found, upos=["NOUN"] * count, heads=[-1] * count, lemmas=["x"] * count, labels=["dep"] * count)


def test_words_documents_and_raw_text(documents: list[Document]) -> None:
    assert [len(document.trees) for document in documents] == [3, 1]
    text, words, sentences = documents[0].raw()
    assert text == "Boats don't sink. They  float, wanna bet?\nYes"
    assert [text[start:end] for start, end in words] == [
        "Boats", "do", "n't", "sink", ".", "They", "float", ",", "wanna", "bet", "?", "Yes",
    ]  # fmt: skip
    assert [text[start:end] for start, end in sentences] == ["Boats don't sink.", "They  float, wanna bet?", "Yes"]


def test_a_perfect_reader_scores_1(documents: list[Document]) -> None:
    assert score(Perfect(documents), documents) == dict.fromkeys(
        ("upos", "uas", "las", "lemma", "sentence_f1", "word_f1"), 1.0
    )


def test_a_broken_reader_scores_low(documents: list[Document]) -> None:
    found = score(Broken(documents), documents)
    assert found["upos"] == 1 / 14  # Boats
    assert found["uas"] == 4 / 14  # the roots
    assert found["las"] == 0
    assert found["lemma"] == 0
    assert found["word_f1"] == pytest.approx(2 * 1 / (2 + 13))  # the second document is one word
    assert found["sentence_f1"] == 2 * 1 / (2 + 4)


def test_labels_count_with_their_subtypes(documents: list[Document]) -> None:
    reading = Perfect(documents).read_words([documents[1].trees[0].words])
    trees = Trees()
    trees.add(documents[1], replace(reading, labels=["root:x"]))
    assert trees.scores() == {"upos": 1, "uas": 1, "las": 0, "lemma": 1}


def test_other_words_than_given_are_refused(documents: list[Document]) -> None:
    with pytest.raises(BenchmarkError, match="1 words for given ones"):
        Trees().add(documents[0], Perfect(documents).read_words([["No"]]))


def test_the_baseline_is_low_but_not_nothing(documents: list[Document]) -> None:
    found = naive(documents)
    assert all(0 < float(str(found[key])) < 1 for key in ("upos", "uas", "las", "word_f1"))


def test_naive_trees_have_one_root_each() -> None:
    reading = naive_reading([["Boats", "sink"], ["Yes"]])
    assert reading.heads == [-1, 0, -1]
    assert [reading.text[start:end] for start, end in zip(reading.starts, reading.ends, strict=True)] == [
        "Boats", "sink", "Yes",
    ]  # fmt: skip


def test_naive_cuts() -> None:
    text = "He left. “Go!” she said\nMr. X"
    _, sentences = naive_cuts(text)
    assert [text[start:end] for start, end in sentences] == ["He left.", "“Go!” she said", "Mr.", "X"]


def test_paragraphs_come_from_the_xml_beside(tmp_path: Path) -> None:
    (tmp_path / "dep").mkdir()
    (tmp_path / "xml").mkdir()
    block = "# text = {}\n1\t{}\t_\tNOUN\t_\t_\t0\troot\t_\t_\n"
    (tmp_path / "dep" / "x.conllu").write_text(
        "# newdoc id = x\n" + "\n".join(block.format(word, word) for word in "abcd"), "utf-8"
    )
    xml = tmp_path / "xml" / "x.xml"
    xml.write_text(
        '<text id="x">\n<head>\n<s>\na\n</s>\n</head>\n<p>\n<s>\nb\n</s>\n<hi>\n<s>\n<date when="1">\nc\n</date>\n</s>\n'
        "</hi>\n</p>\n<s>\nd\n</s>\n</text>\n",
        "utf-8",
    )
    assert read_documents(tmp_path / "dep" / "x.conllu")[0].raw()[0] == "a\nb c\nd"
    xml.write_text("<text>\n<p>\n<s>\na\n</s>\n</p>\n</text>\n", "utf-8")  # another text
    assert read_documents(tmp_path / "dep" / "x.conllu")[0].raw()[0] == "a b c d"


def test_limit_counts_sentences(tmp_path: Path) -> None:
    path = tmp_path / "dev.conllu"
    path.write_text(CONLLU, "utf-8")
    assert [len(document.trees) for document in load([path], 2)] == [2]
    assert [len(document.trees) for document in load([path, path], 5)] == [3, 1, 1]


def test_a_text_without_its_words_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "dev.conllu"
    path.write_text("# text = Other\n1\tword\tword\tNOUN\t_\t_\t0\troot\t_\t_\n", "utf-8")
    with pytest.raises(BenchmarkError, match="'word' is not in its sentence's text"):
        read_documents(path)
