"""The scorer of task `same-event` on hand-made documents of both kinds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from made_readings import made

from benchmarks.command import main
from benchmarks.same_event.files import Document, Mention, read_ecb, read_gvc
from benchmarks.same_event.raw import event_words, keys_of
from benchmarks.same_event.reading import read_given
from benchmarks.same_event.task import Gold, outcome_of, raw_agreement
from benchmarks.task import BenchmarkError
from dateline.model.reading import Reading
from dateline.record.pairs import FEATURES
from dateline.record.same_event import Model, Tables

LEMMAS = {"seized": "seize", "takeover": "takeover", "fled": "flee", "praised": "praise", "struck": "strike"}


def decides(feature: str) -> Model:
    """A decision by one feature alone: above a half is one event."""
    count = len(FEATURES)
    hidden = [[1.0 if name == feature else 0.0] for name in FEATURES]
    return Model([0.0] * count, [1.0] * count, hidden, [0.0], [40.0], -20.0, 0.5, {"seiz takeover": 2.0}, 1.0, -3.0)


def known(feature: str, cosine: float | None = None) -> Tables:
    import msgspec

    model = msgspec.structs.replace(decides(feature), cosine_threshold=cosine)
    return Tables({}, 5.0, model, model, {"verb": 1.0, "noun": -1.0, "takeover noun": 1.0})


class Reads:
    """A reader of words that knows a few verbs, and vectors where it is given some by word."""

    version = "made"

    def __init__(self, vectors: dict[str, bytes] | None = None) -> None:
        self.vectors = vectors or {}

    def read(self, text: str) -> Reading:
        return self.read_words([text.split()])

    def read_words(self, sentences: list[list[str]], vectors: set[int] | None = None) -> Reading:
        words = [word for sentence in sentences for word in sentence]
        tags = ["VERB" if LEMMAS.get(word, word) != word else "NOUN" for word in words]
        asked = vectors if vectors is not None else set(range(len(words)))
        given = {
            place: self.vectors[word] for place, word in enumerate(words) if word in self.vectors and place in asked
        }
        return made(sentences, lemmas=[LEMMAS.get(word, word.lower()) for word in words], upos=tags, vectors=given)


def document(
    name: str, topic: str, words: str, *mentions: tuple[str, str], people: tuple[tuple[str, str], ...] = ()
) -> Document:
    tokens = words.split()
    spans = [(words.index(token), words.index(token) + len(token)) for token in tokens]

    def mention(word: str, chain: str) -> Mention:
        return Mention((spans[tokens.index(word)],), chain)

    return Document(
        name, topic, words, None, [tokens], spans, [(0, len(words))],
        [mention(*one) for one in mentions], [mention(*one) for one in people],
    )  # fmt: skip


DOCUMENTS = [
    document("1_a", "1", "guards seized mills", ("seized", "A"), people=(("guards", "G"),)),
    document("1_b", "1", "guards told of their takeover", ("takeover", "A"), people=(("guards", "G"),)),
    document("2_a", "2", "rebels seized bridges and fled", ("seized", "B"), ("fled", "C"), people=(("rebels", "R"),)),
]
VECTORS = {"seized": bytes([9] + [0] * 63), "takeover": bytes([8, 1] + [0] * 62), "fled": bytes([0] * 63 + [9])}


def test_a_perfect_decision_scores_1() -> None:
    gold = Gold.of([read_given(Reads(), one) for one in DOCUMENTS], "events", known("same lemma"))
    assert gold.agreement([[0, 1], [2], [3]]).conll == 1
    assert gold.agreement([[0, 1, 2, 3]]).conll < 0.6


def test_the_baseline_by_hand() -> None:
    gold = Gold.of([read_given(Reads(), one) for one in DOCUMENTS], "events", known("same lemma"))
    assert gold.lemmas == ["seize", "takeover", "seize", "flee"]
    # by lemma: {1, 3} {2} {4} for {1, 2} {3} {4}: MUC 0; B3 (1/2 + 1/2 + 1 + 1) / 4 both ways; CEAF (2/3 + 2/3 + 1) / 3
    found = gold.by_lemma(topics=False)
    assert (found.muc.f1, found.b3.f1, found.ceaf_e.f1) == pytest.approx((0, 3 / 4, 7 / 9))
    # in topics each stands alone: 3 of 4 clusters
    assert gold.by_lemma(topics=True).b3.recall == pytest.approx(3 / 4)


def test_the_outcome() -> None:
    good = outcome_of(Reads(VECTORS), DOCUMENTS, "dev", 0, known("stems go together", 0.9))
    scores = good.scores
    assert list(scores) == [
        "conll_f1_no_topics", "conll_f1_topics", "conll_f1_raw", "conll_f1_embedding", "conll_f1_participants", "lemma_baseline",
    ]  # fmt: skip
    # the two stems that go together, and one stem: all of "seize" in one without topics
    assert scores["conll_f1_topics"] == 1
    assert isinstance(scores["conll_f1_no_topics"], float)
    assert scores["conll_f1_no_topics"] < 1
    assert scores["conll_f1_embedding"] == scores["conll_f1_no_topics"]
    assert good.n == 4
    without = outcome_of(Reads(), DOCUMENTS, "dev", 0, known("stems go together", 0.9))
    assert without.scores["conll_f1_embedding"] is None
    assert any("gives no vectors" in note for note in without.notes)
    broken = outcome_of(Reads(), DOCUMENTS, "dev", 0, known("numbers in common")).scores
    assert broken["conll_f1_topics"] == pytest.approx((0 + 2 * 0.75 / 1.75 + 2 * (2 / 3 + 2) / 7) / 3)


def test_raw_text() -> None:
    read = [read_given(Reads(), one) for one in DOCUMENTS]
    assert [event_words(one, known("same lemma")) for one in read] == [[1], [4], [1, 4]]
    assert raw_agreement(read, known("stems go together")).mentions.f1 == 1
    assert keys_of(read[0], [0, 1]) == [("1_a", 0, "found"), ("1_a", ((7, 13),))]
    assert keys_of(read[0], [1, 1])[1] == ("1_a", 1, "found")  # a gold mention is found once
    read[2].document.scored = [(0, 6)]
    assert event_words(read[2], known("same lemma")) == []
    nothing = Tables({}, 5.0, decides("same lemma"), decides("same lemma"), {})
    assert raw_agreement(read, nothing).conll == 0


XML = """<Document doc_name="x.xml">
<token t_id="1" sentence="0" number="0">Guards</token>
<token t_id="2" sentence="0" number="1">seized</token>
<token t_id="3" sentence="0" number="2">US-run</token>
<token t_id="4" sentence="0" number="3">mills</token>
<token t_id="5" sentence="0" number="4">.</token>
<token t_id="6" sentence="1" number="0">They</token>
<token t_id="7" sentence="1" number="1">fled</token>
<Markables>
<ACTION_OCCURRENCE m_id="1"><token_anchor t_id="2"/><token_anchor t_id="4"/></ACTION_OCCURRENCE>
<NEG_ACTION_STATE m_id="2"><token_anchor t_id="3"/></NEG_ACTION_STATE>
<ACTION_OCCURRENCE m_id="3"><token_anchor t_id="7"/></ACTION_OCCURRENCE>
<HUMAN_PART_PER m_id="4"><token_anchor t_id="1"/></HUMAN_PART_PER>
<TIME_DATE m_id="5"><token_anchor t_id="1"/></TIME_DATE>
<ACTION_OCCURRENCE m_id="9" RELATED_TO="" TAG_DESCRIPTOR="t" instance_id="ACT1" />
</Markables>
<Relations>
<CROSS_DOC_COREF r_id="7" note="ACT1"><source m_id="1"/><target m_id="9"/></CROSS_DOC_COREF>
<INTRA_DOC_COREF r_id="8"><source m_id="2"/><target m_id="9"/></INTRA_DOC_COREF>
</Relations>
</Document>
"""


def ecb(folder: Path, sentences: str | None = "Topic,File,Sentence Number\n2,1ecb,0\n77,1ecb,1\n") -> Path:
    for topic in ("2", "77"):
        (folder / topic).mkdir(parents=True)
        (folder / topic / f"{topic}_1ecb.xml").write_text(XML, "utf-8")
    if sentences:
        (folder / "sentences.csv").write_text(sentences, "utf-8")
    return folder


def test_ecb_files(tmp_path: Path) -> None:
    (found,) = read_ecb(ecb(tmp_path), "dev", None)
    assert (found.id, found.topic, found.text) == ("2_1ecb", "2", "Guards seized US-run mills. They fled")
    assert found.events == [Mention(((7, 13), (21, 26)), "ACT1"), Mention(((14, 20),), "2_1ecb 8")]
    assert found.participants == [Mention(((0, 6),), "2_1ecb 4")]
    assert found.scored == [(0, 27)]
    assert [one.topic for one in read_ecb(tmp_path, "test", None)] == ["2", "77"]
    (train,) = read_ecb(tmp_path, "train", None)
    assert [mention.chain for mention in train.events] == ["77_1ecb 3"]
    with pytest.raises(BenchmarkError, match="no default split"):
        read_ecb(tmp_path, None, None)
    (tmp_path / "sentences.csv").unlink()
    assert len(read_ecb(tmp_path, "dev", None)[0].events) == 3


def test_tokens_are_cut_and_mapped_back(tmp_path: Path) -> None:
    read = read_given(Reads(), read_ecb(ecb(tmp_path), "dev", None)[0])
    assert read.reading.words == ["Guards", "seized", "US", "-", "run", "mills", ".", "They", "fled"]
    assert [read.document.text[start:end] for start, end in read.spans] == read.reading.words
    assert read.events == [[1, 5], [2, 3, 4]]


def gvc(folder: Path) -> Path:
    (folder / "test").mkdir(parents=True)
    documents: list[dict[str, Any]] = [
        {"id": "a", "title": "Guards seized mills ", "dct": "2031-04-07", "body": "They fled ."},
        {"id": "b", "title": "", "dct": None, "body": "Guards fled"},
    ]
    mentions = [
        ("a", "title", 7, 13, "seized", "x"), ("a", "body", 5, 9, "fled", "y"), ("b", "body", 7, 11, "fled", "y"),
        ("b", "body", 6, 10, "fled", "z"),
    ]  # fmt: skip
    keys = ("doc", "part", "start", "end", "text", "cluster")
    (folder / "test" / "docs.jsonl").write_text("\n".join(map(json.dumps, documents)), "utf-8")
    (folder / "test" / "mentions.jsonl").write_text(
        "\n".join(json.dumps(dict(zip(keys, one, strict=True))) for one in mentions), "utf-8"
    )
    return folder


def test_gvc_files(tmp_path: Path) -> None:
    documents, split, lost = read_gvc(gvc(tmp_path), None, None)
    assert (split, lost) == ("test", 1)
    assert [(one.text, one.published) for one in documents] == [
        ("Guards seized mills\n\nThey fled .", "2031-04-07"),
        ("\n\nGuards fled", None),
    ]
    assert [[one.text[slice(*mention.spans[0])] for mention in one.events] for one in documents] == [
        ["seized", "fled"],
        ["fled"],
    ]
    assert read_gvc(tmp_path, "test", 1)[2] == 0


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keys = [
        "task",
        "data",
        "split",
        "n",
        "conll_f1_no_topics",
        "conll_f1_topics",
        "conll_f1_raw",
        "conll_f1_embedding",
        "conll_f1_participants",
        "lemma_baseline",
    ]
    assert main(["same-event", "--data", str(gvc(tmp_path / "g"))]) == 0
    found = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (list(found), found["split"], found["n"]) == (keys, "test", 3)
    assert main(["same-event", "--data", str(ecb(tmp_path / "e")), "--split", "dev"]) == 0
    found = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (list(found), found["split"], found["n"]) == (keys, "dev", 2)
    assert main(["same-event", "--data", str(tmp_path / "e")]) == 2
    assert "ECB+ has no default split" in capsys.readouterr().err
    assert main(["same-event", "--data", str(tmp_path)]) == 2
    assert "neither folders of topics" in capsys.readouterr().err
