"""A Reading from spaCy: labels turned round, what must hold of any Doc; with a pipeline where spaCy is installed."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.errors import ReaderError
from dateline.model.reading import Name
from dateline.spacy_labels import is_universal, to_universal
from dateline.spacy_reader import SpacyReader, joined, reading_of

# word, part of speech, head (by number, itself for a root), ClearNLP's label; then UD's head and label
Row = tuple[str, str, int, str, int, str]
TREES: list[list[Row]] = [
    [
        ("Rebels", "NOUN", 1, "nsubj", 1, "nsubj"),
        ("marched", "VERB", 1, "ROOT", -1, "root"),
        ("into", "ADP", 1, "prep", 4, "case"),
        ("the", "DET", 4, "det", 4, "det"),
        ("town", "NOUN", 2, "pobj", 1, "obl"),
        ("of", "ADP", 4, "prep", 6, "case"),
        ("Gao", "PROPN", 5, "pobj", 4, "nmod"),
    ],
    [
        ("Mills", "NOUN", 2, "nsubjpass", 2, "nsubj:pass"),
        ("were", "AUX", 2, "auxpass", 2, "aux:pass"),
        ("seized", "VERB", 2, "ROOT", -1, "root"),
        ("by", "ADP", 2, "agent", 4, "case"),
        ("rebels", "NOUN", 3, "pobj", 2, "obl:agent"),
        ("Monday", "PROPN", 2, "npadvmod", 2, "obl:unmarked"),
    ],
    [
        ("Ada", "PROPN", 1, "nsubj", 3, "nsubj"),
        ("is", "AUX", 1, "ROOT", 3, "cop"),
        ("the", "DET", 3, "det", 3, "det"),
        ("mayor", "NOUN", 1, "attr", -1, "root"),
        (".", "PUNCT", 1, "punct", 3, "punct"),
    ],
    [
        ("mills", "NOUN", 0, "ROOT", -1, "root"),
        (",", "PUNCT", 0, "punct", 2, "punct"),
        ("farms", "NOUN", 0, "conj", 0, "conj"),
        ("and", "CCONJ", 2, "cc", 4, "cc"),
        ("roads", "NOUN", 2, "conj", 0, "conj"),
    ],
    [
        ("they", "PRON", 1, "nsubj", 1, "nsubj"),
        ("left", "VERB", 1, "ROOT", -1, "root"),
        ("without", "ADP", 1, "prep", 3, "mark"),
        ("saying", "VERB", 2, "pcomp", 1, "advcl"),
        ("why", "ADV", 3, "advmod", 3, "advmod"),
    ],
    [
        ("Mills", "NOUN", 1, "nsubj", 3, "nsubj"),
        ("are", "AUX", 1, "ROOT", 3, "cop"),
        ("in", "ADP", 1, "prep", 3, "case"),
        ("Gao", "PROPN", 2, "pobj", -1, "root"),
    ],
]


@pytest.mark.parametrize("rows", TREES, ids=lambda rows: " ".join(row[0] for row in rows))
def test_labels_turned_round(rows: list[Row]) -> None:
    heads = [-1 if row[2] == word else row[2] for word, row in enumerate(rows)]
    lemmas = ["be" if row[0] in ("is", "are", "were") else row[0] for row in rows]
    labels, above = to_universal([row[3] for row in rows], heads, [row[1] for row in rows], lemmas)
    assert list(zip(above, labels, strict=True)) == [row[4:] for row in rows]


def test_which_scheme() -> None:
    assert not is_universal(["ROOT", "nsubj", "dobj", "prep", "pobj", "det", "nmod"])
    assert is_universal(["ROOT", "nsubj", "obj", "obl", "case", "det", "nmod"])
    assert is_universal(["ROOT", "nsubj"])


class Token:
    """As much of a spaCy token as a Reading is made of."""

    def __init__(self, i: int, idx: int, text: str, tag: str, dep: str, start: bool | None) -> None:
        self.i, self.idx, self.text, self.pos_, self.dep_, self.is_sent_start = i, idx, text, tag, dep, start
        self.tag_, self.lemma_, self.morph = "", text.lower(), ""
        self.head: Token = self


class Entity(list[Token]):
    label_ = ""


class Doc(list[Token]):
    """Tokens with their text, given as (text, part of speech, head, label, whether a sentence starts)."""

    def __init__(
        self, text: str, rows: list[tuple[str, str, int, str, bool]], ents: list[tuple[int, int, str]]
    ) -> None:
        super().__init__()
        self.text = text
        position = 0
        for number, (word, tag, _, dep, start) in enumerate(rows):
            position = text.index(word, position)
            self.append(Token(number, position, word, tag, dep, start))
            position += len(word)
        for token, row in zip(self, rows, strict=True):
            token.head = self[row[2]]
        self.ents: list[Any] = []
        for first, end, label in ents:
            entity = Entity(self[first:end])
            entity.label_ = label
            self.ents.append(entity)


def test_a_reading_of_a_doc() -> None:
    text = "Ada left .\n\nGao slept"
    rows = [
        ("Ada", "PROPN", 1, "nsubj", True), ("left", "VERB", 1, "ROOT", False), (".", "PUNCT", 1, "punct", False),
        ("\n\n", "SPACE", 2, "dep", False), ("Gao", "PROPN", 3, "obl", False), ("slept", "", 1, "conj", False),
    ]  # fmt: skip
    reading = reading_of(Doc(text, rows, [(0, 1, "PERSON"), (3, 5, "GPE"), (5, 6, "DATE")]), "x")
    assert reading.words == ["Ada", "left", ".", "Gao", "slept"]
    assert (reading.sentences, reading.paragraphs) == ([0, 3], [0, 1])
    # what hung over the line break hangs in its own sentence; white space is passed over
    assert (reading.heads, reading.labels) == ([1, -1, 1, -1, 3], ["nsubj", "root", "punct", "root", "parataxis"])
    assert reading.upos == ["PROPN", "VERB", "PUNCT", "PROPN", "X"]
    assert reading.names == [Name(0, 0, "PER", 1.0), Name(3, 3, "LOC", 1.0)]
    assert type(reading).from_bytes(reading.to_bytes(), text) == reading


def test_readings_of_parts_are_joined() -> None:
    text = "Ada left -- Gao slept"
    part = Doc("Gao slept", [("Gao", "PROPN", 1, "nsubj", True), ("slept", "VERB", 1, "ROOT", False)], [(0, 1, "GPE")])
    first = Doc(
        "Ada left ", [("Ada", "PROPN", 1, "nsubj", True), ("left", "VERB", 1, "ROOT", False)], [(0, 1, "PERSON")]
    )
    found = joined(text, [(0, reading_of(first, "x")), (12, reading_of(part, "x"))], "x", "en")
    assert found.words == ["Ada", "left", "Gao", "slept"]
    assert (found.sentences, found.paragraphs, found.heads) == ([0, 2], [0, 1], [1, -1, 3, -1])
    assert found.names == [Name(0, 0, "PER", 1.0), Name(2, 2, "LOC", 1.0)]


def test_an_empty_doc() -> None:
    reading = reading_of(Doc("", [], []), "x")
    assert len(reading) == 0
    assert reading.sentences == reading.paragraphs == []


TEXT = "Rebels seized mills in Gao on Monday.\nThey fled, and Ada Lem left the town of Aster."


@pytest.fixture(scope="module")
def trained() -> SpacyReader:
    """A pipeline trained on a few sentences of our own: it knows little, but it is one."""
    spacy = pytest.importorskip("spacy")
    training = pytest.importorskip("spacy.training")
    pipeline = spacy.blank("en")
    sentences = [
        ("Rebels seized mills in Gao", [1, 1, 1, 4, 1], ["nsubj", "ROOT", "obj", "case", "obl"]),
        ("They left the town of Aster", [1, 1, 3, 1, 5, 3], ["nsubj", "ROOT", "det", "obj", "case", "nmod"]),
    ]
    examples = [
        training.Example.from_dict(
            pipeline.make_doc(text), {"heads": heads, "deps": deps, "sent_starts": [1] + [0] * (len(deps) - 1)}
        )
        for text, heads, deps in sentences
    ]
    pipeline.add_pipe("parser", config={"min_action_freq": 1})
    optimizer = pipeline.initialize(lambda: examples)
    for _ in range(25):
        pipeline.update(examples, sgd=optimizer)
    return SpacyReader(pipeline, "tiny")


def test_a_pipeline_reads(trained: SpacyReader) -> None:
    reading = trained.read(TEXT)
    assert all(reading.span(word, word).text == reading.words[word] for word in range(len(reading)))
    assert reading.words[:4] == ["Rebels", "seized", "mills", "in"]
    assert reading.labels[:5] == ["nsubj", "root", "obj", "case", "obl"]
    assert len(reading.paragraphs) == 2
    assert trained.version == "spacy-tiny-0.0.0"
    assert type(reading).from_bytes(reading.to_bytes(), TEXT) == reading


def test_given_words_stay(trained: SpacyReader) -> None:
    sentences = [["Rebels", "seized", "US", "-", "run", "mills"], ["They", "left"]]
    reading = trained.read_words(sentences)
    assert reading.words == [word for sentence in sentences for word in sentence]
    assert reading.sentences == [0, 6]
    for first, end in ((0, 6), (6, 8)):
        assert [reading.heads[word] for word in range(first, end)].count(-1) == 1


def test_what_is_skipped_is_not_read(trained: SpacyReader) -> None:
    reading = trained.read(TEXT, [(0, 38)])
    assert reading.words[0] == "They"
    assert reading.starts[0] == 38
    assert len(trained.read(TEXT, [(0, len(TEXT))])) == 0


def test_no_pipeline_there() -> None:
    with pytest.raises(ReaderError, match="spaCy"):
        SpacyReader.of("/not/there")
