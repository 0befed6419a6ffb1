"""The shipped reader on real text: true offsets, one tree a sentence, the same Reading however it is run."""

from __future__ import annotations

import json
import time
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


MARKS = "\"'“”‘’«»()[]{}.,:;!?-–—…\n\t \u00a0\u00ad\u200b\u200f\u202e\ufeff"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.sampled_from("The army said that he attacked U.S. Kurdish-led 5pm can't Dr. 1,000".split()),
            st.sampled_from("الجيش قال הצבא 军队 กองทัพ армия".split()),
            st.text(MARKS, min_size=1, max_size=4),
        ),
        max_size=80,
    ),
    st.sampled_from(["", " ", "\n"]),
)
def test_any_mixture_of_words_and_marks_is_read(reader: Reader, parts: list[str], between: str) -> None:
    text = between.join(parts)
    reading = reader.read(text)
    if len(reading):
        _check(reading, text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text("ab .\n", max_size=80), cuts=st.lists(st.integers(0, 80), max_size=6))
def test_what_is_skipped_is_never_read(reader: Reader, text: str, cuts: list[int]) -> None:
    bounds = sorted(min(cut, len(text)) for cut in cuts[: len(cuts) // 2 * 2])
    skip = list(zip(bounds[::2], bounds[1::2], strict=True))
    reading = reader.read(text, skip)
    if len(reading):
        _check(reading, text)
    for start, end in zip(reading.starts, reading.ends, strict=True):
        assert all(end <= first or last <= start for first, last in skip if first < last)


@pytest.mark.parametrize(
    "text", ['"' * 3_000, "a" * 100_000, "שלום עולם. مرحبا بالعالم! " * 40, "x " * 4_000, "(" * 900, ")" * 900]
)
def test_odd_texts_are_read(reader: Reader, text: str) -> None:
    _check(reader.read(text), text)


HARD = {
    "one line of a megabyte": "The army said on Monday that it had seized the town of Kano from the rebels. ",
    "quotation marks": '"',
    "closing brackets": ")",
    "one long word": "a",
    "right to left": "قال الجيش إنه سيطر على المدينة يوم الاثنين. ",
    "line ends": "\n",
    "words and stops": "ab.",
    "a phrase told over and over": "the army ",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HARD)
def test_time_is_linear(reader: Reader, name: str) -> None:
    """Eight times the text takes no more than some thirteen times as long, in one run; offsets hold at both lengths."""
    unit = HARD[name]
    most = 1_000_000 if name in ("one line of a megabyte", "one long word", "line ends") else 80_000
    seconds = []
    for length in (most // 8, most):
        text = unit * (length // len(unit))
        start = time.process_time()
        reading = reader.read(text)
        seconds.append(time.process_time() - start)
        if len(reading):
            _check(reading, text)
    assert seconds[1] < 13 * seconds[0] + 0.2


def test_ten_thousand_quotation_marks_are_read(reader: Reader) -> None:
    text = "“" * 5_000 + "”" * 5_000
    reading = reader.read(text)
    assert len(reading) == 10_000
    _check(reading, text)


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
