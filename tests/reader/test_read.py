"""The shipped reader on real text: true offsets, one tree a sentence, the same Reading however it is run."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import ReaderError
from dateline.model.reading import Reading
from dateline.reader import Reader
from dateline.reader.network import Network

REPORT = (
    "Ceasefire holds in Marawi valley\n\n"
    "TAMARA, Kenya — Troops loyal to President Aden Warsame shelled the town of Borama on Monday, a spokesman said.\n"
    "“We did not attack anyone,” Col. Peter Okello told Horn Monitor. “The U.S.-backed militia opened fire first.”\n"
    "It was not clear how many people were killed."
)


def test_reads_a_report(reader: Reader) -> None:
    reading = reader.read(REPORT)
    sentences = [reading.sentence_span(number).text for number in range(len(reading.sentences))]
    assert sentences[0] == "Ceasefire holds in Marawi valley"
    assert "“We did not attack anyone,” Col. Peter Okello told Horn Monitor." in sentences
    assert len(sentences) == 5
    assert len(reading.paragraphs) == 4
    killed = reading.words.index("killed")
    people = reading.words.index("people")
    assert (reading.heads[people], reading.labels[people], reading.lemmas[killed]) == (killed, "nsubj:pass", "kill")
    names = {reading.span(name.first, name.last).text: name.type for name in reading.names}
    assert names["Aden Warsame"] == names["Peter Okello"] == "PER"
    assert names["Borama"] == "LOC"


def test_skipped_text_is_not_read(reader: Reader) -> None:
    text = "Share this article\nThe army left Goma."
    reading = reader.read(text, skip=[(0, 18)])
    assert reading.words == ["The", "army", "left", "Goma", "."]
    assert reading.span(0, 1).text == "The army"


def _check(reading: Reading, text: str) -> None:
    assert [text[start:end] for start, end in zip(reading.starts, reading.ends, strict=True)] == reading.words
    bounds = [*reading.sentences, len(reading)]
    assert bounds[0] == 0
    for first, end in pairwise(bounds):
        heads = reading.heads[first:end]
        assert heads.count(-1) == 1
        assert all(head == -1 or first <= head < end for head in heads)
        assert reading.labels[first:end].count("root") == 1
    assert Reading.from_bytes(reading.to_bytes(), text) == reading


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=400))
def test_any_string_is_read(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    if len(reading):
        _check(reading, text)


@pytest.mark.parametrize(
    "text", ['"' * 3_000, "a" * 100_000, "שלום עולם. مرحبا بالعالم! " * 40, "x " * 4_000, "(" * 900]
)
def test_odd_texts_are_read(reader: Reader, text: str) -> None:
    _check(reader.read(text), text)


def test_threads_do_not_change_a_reading(reader: Reader) -> None:
    assert Reader.shipped(threads=2).read(REPORT * 3) == reader.read(REPORT * 3)


def test_gold_words_keep_their_sentences(reader: Reader) -> None:
    reading = reader.read_words([["Troops", "left", "."], ["Rebels", "came", "."]])
    assert reading.sentences == [0, 3]
    assert reading.words == ["Troops", "left", ".", "Rebels", "came", "."]


def test_a_changed_model_is_refused(tmp_path: Path) -> None:
    shipped = Network.shipped().folder
    card = json.loads((shipped / "reader.json").read_text("utf-8"))
    (tmp_path / "reader.json").write_text(json.dumps(card), "utf-8")
    (tmp_path / "model.onnx").write_bytes((shipped / "model.onnx").read_bytes()[:-1] + b"?")
    with pytest.raises(ReaderError, match=r"model\.onnx: this is not the model"):
        _ = Network(tmp_path)._session
    with pytest.raises(ReaderError, match="is not there"):
        _ = Network(tmp_path / "nowhere").card
