"""The scorer of task `names` on hand-made files."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.names.files import Document, Named, Sentence, read_names, spans_of
from benchmarks.names.task import found_names, naive_names, recut, score
from dateline.model.reading import Name, Reading

TAGS: list[tuple[str, list[Named]]] = [
    ("B-PER I-PER O B-LOC", [(0, 1, "PER"), (3, 3, "LOC")]),
    ("I-PER I-PER O I-ORG I-LOC", [(0, 1, "PER"), (3, 3, "ORG"), (4, 4, "LOC")]),  # IOB1
    ("I-ORG B-ORG I-ORG", [(0, 0, "ORG"), (1, 2, "ORG")]),
    ("B-Facility E-Facility S-Person", [(0, 1, "LOC"), (2, 2, "PER")]),  # BIOES
    ("B-ORG E-ORG E-ORG", [(0, 1, "ORG"), (2, 2, "ORG")]),
    ("B-NORP B-Misc I-Misc B-Date O", []),
    ("B-politicalparty I-politicalparty B-politician", [(0, 1, "ORG"), (2, 2, "PER")]),
    ("O -X- B-location", [(2, 2, "LOC")]),
]


@pytest.mark.parametrize(("tags", "expected"), TAGS)
def test_names_from_tags(tags: str, expected: list[Named]) -> None:
    assert spans_of(tags.split()) == expected


def test_uner_files(tmp_path: Path) -> None:
    path = tmp_path / "dev.iob2"
    path.write_text(
        "# newdoc id = a\n# text = # Ada\n1\t#\tO\t-\tx\n2\tAda\tB-PER\t-\tx\n\n# text = b\n1\tGao\tB-LOC\n\n"
        "# newdoc id = b\n1\tNo\tO\n",
        "utf-8",
    )
    documents = read_names(path)
    assert [len(document.sentences) for document in documents] == [2, 1]
    assert documents[0].sentences[0] == Sentence(["#", "Ada"], [(1, 1, "PER")])


def test_column_files(tmp_path: Path) -> None:
    path = tmp_path / "test.conll"
    path.write_text("-DOCSTART- O\n\n# O\nAda I-PER\n\t\t\nGao\tB-location\n", "utf-8")
    assert [document.sentences for document in read_names(path)] == [
        [Sentence(["#", "Ada"], [(1, 1, "PER")])],
        [Sentence(["Gao"], [(0, 0, "LOC")])],
    ]


def test_worldwide_files_may_have_more_columns_or_fewer(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(
        "Gao\tB-Organization\tB-Location\nCouncil\tI-Organization\t\tI-Location\nmet\n\nAda\tB-Person\n", "utf-8"
    )
    (document,) = read_names(path)
    assert document.sentences == [
        Sentence(["Gao", "Council", "met"], [(0, 1, "ORG")]),
        Sentence(["Ada"], [(0, 0, "PER")]),
    ]


def test_tokens_are_cut_into_words() -> None:
    assert recut(["Gao-led", "\u200b", "men"]) == (["Gao", "-", "led", "\u200b", "men"], [0, 0, 0, 1, 2])


class Reads:
    """A reader that finds the names it is told to, by words."""

    def __init__(self, *names: Name) -> None:
        self.names = list(names)

    def read_words(self, sentences: list[list[str]]) -> Reading:
        words = [word for sentence in sentences for word in sentence]
        count = len(words)
        return Reading(
            text="", version="", language="en", starts=[0] * count, ends=[0] * count, sentences=[0], paragraphs=[0],
            upos=[], feats=[], lemmas=[], heads=[], labels=[], names=self.names,
        )  # fmt: skip


DOCUMENT = Document(
    [
        Sentence(["Ada", "Lem", "leads", "Gao-based", "Aid", "."], [(0, 1, "PER"), (3, 3, "LOC"), (4, 4, "ORG")]),
        Sentence(["Malians", "like", "Gao"], [(2, 2, "LOC")]),
    ]
)
# words: Ada Lem leads Gao - based Aid . | Malians like Gao
RIGHT = (Name(0, 1, "PER", 1.0), Name(3, 3, "LOC", 1.0), Name(6, 6, "ORG", 1.0), Name(10, 10, "LOC", 1.0))


def test_a_perfect_reader_scores_1() -> None:
    found = found_names(Reads(*RIGHT), DOCUMENT)
    assert score([DOCUMENT], [found])[0] == {"f1": 1, "per_f1": 1, "org_f1": 1, "loc_f1": 1}


def test_other_types_are_left_out_where_found() -> None:
    found = found_names(Reads(*RIGHT, Name(8, 8, "NORP", 1.0)), DOCUMENT)
    assert score([DOCUMENT], [found])[0]["f1"] == 1


def test_a_broken_reader_scores_low() -> None:
    # the person is cut short, the organisation is called a place, Malians too; one place of two is right
    names = (Name(0, 0, "PER", 1.0), Name(6, 6, "LOC", 1.0), Name(8, 8, "LOC", 1.0), Name(10, 10, "LOC", 1.0))
    scores, rows = score([DOCUMENT], [found_names(Reads(*names), DOCUMENT)])
    assert scores == {"f1": 2 * 1 / (4 + 4), "per_f1": 0, "org_f1": 0, "loc_f1": 2 * 1 / (3 + 2)}
    assert rows["f1 of spans, types aside"] == 2 * 2 / (4 + 4)


def test_an_empty_reader_scores_0_and_an_absent_type_nothing() -> None:
    scores, _ = score([DOCUMENT], [[set(), set()]])
    assert scores == {"f1": 0, "per_f1": 0, "org_f1": 0, "loc_f1": 0}
    nothing = Document([Sentence(["x"], [])])
    assert score([nothing], [[set()]])[0]["per_f1"] is None


def test_the_baseline() -> None:
    document = Document([Sentence(["The", "Ada", "Lem", "of", "UN", "in", "Gao"], [])])
    assert naive_names(document) == [{(1, 2, "PER"), (4, 4, "ORG"), (6, 6, "LOC")}]
