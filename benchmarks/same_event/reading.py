"""Documents as Readings, and their gold mentions as words of these."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.names.task import recut
from benchmarks.reader.conllu import Runs
from benchmarks.same_event.files import Document, Mention
from dateline.model.reading import Reading

Words = list[int]
"""The words of a mention, its head first."""


@dataclass(slots=True)
class Read:
    """A document's Reading, with the span of each word in the document's own text."""

    document: Document
    reading: Reading
    spans: Runs
    events: list[Words]
    participants: list[Words]


def read_given(reader: Any, document: Document) -> Read:
    """The document read on its tokens, or on its raw text where it has none, with vectors for its gold mentions."""
    if document.tokens is None:
        reading = reader.read(document.text)
        spans = list(zip(reading.starts, reading.ends, strict=True))
        return _read(document, reading, spans)
    sentences, spans = _recut(document)
    wanted = {word for mention in (*document.events, *document.participants) for word in _inside(mention, spans)}
    if "vectors" in inspect.signature(reader.read_words).parameters:
        reading = reader.read_words(sentences, vectors=wanted)
    else:
        reading = reader.read_words(sentences)
    return _read(document, reading, spans)


def read_raw(reader: Any, document: Document) -> Read:
    """The document read as raw text."""
    reading = reader.read(document.text)
    return _read(document, reading, list(zip(reading.starts, reading.ends, strict=True)))


def _read(document: Document, reading: Reading, spans: Runs) -> Read:
    return Read(
        document,
        reading,
        spans,
        [_words(mention, spans, reading) for mention in document.events],
        [_words(mention, spans, reading) for mention in document.participants],
    )


def _recut(document: Document) -> tuple[list[list[str]], Runs]:
    """The sentences in words as the reader cuts them, and the words' spans in the document."""
    sentences, spans = [], []
    token_spans = iter(document.spans)
    for tokens in document.tokens or []:
        words, owners = recut(tokens)
        sentences.append(words)
        starts = [next(token_spans) for _ in tokens]
        position, before = 0, -1
        for word, owner in zip(words, owners, strict=True):
            start, end = starts[owner]
            position = start if owner != before else position
            found = document.text.find(word, position, end)
            position = found if found >= 0 else position
            spans.append((position, position + len(word)))
            position += len(word)
            before = owner
    return sentences, spans


def _inside(mention: Mention, spans: Runs) -> list[int]:
    """Words that share a character with the mention."""
    low, high = mention.spans[0][0], mention.spans[-1][1]
    return [
        word
        for word, (start, end) in enumerate(spans)
        if start < high and end > low and any(start < stop and end > begin for begin, stop in mention.spans)
    ]


def _words(mention: Mention, spans: Runs, reading: Reading) -> Words:
    """The mention's words, first the one whose head lies outside it; none where the reader has no word there."""
    inside = _inside(mention, spans)
    among = set(inside)
    head = next((word for word in inside if reading.heads[word] not in among), None)
    return [] if head is None else [head, *(word for word in inside if word != head)]


def head_lemmas(read: Read, mentions: Sequence[Words]) -> list[str]:
    """The lemma of each mention's head, in lower case; empty for one without words."""
    return [read.reading.lemmas[words[0]].lower() if words else "" for words in mentions]
