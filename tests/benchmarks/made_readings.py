"""Readings made by hand for the tests of tasks: words with spaces between them, a flat tree, and what is given."""

from __future__ import annotations

from typing import Any

from dateline.model.reading import Reading


def made(sentences: list[list[str]], **layers: Any) -> Reading:
    """A Reading of these words; each word hangs on its sentence's first unless `heads` says otherwise."""
    words = [word for sentence in sentences for word in sentence]
    starts: list[int] = []
    firsts: list[int] = []
    heads: list[int] = []
    position = 0
    for sentence in sentences:
        firsts.append(len(starts))
        for word in sentence:
            heads.append(-1 if len(starts) == firsts[-1] else firsts[-1])
            starts.append(position)
            position += len(word) + 1
    count = len(words)
    values: dict[str, Any] = {
        "text": " ".join(words), "version": "made", "language": "en", "starts": starts,
        "ends": [start + len(word) for start, word in zip(starts, words, strict=True)],
        "sentences": firsts, "paragraphs": [0], "upos": ["NOUN"] * count, "feats": ["_"] * count,
        "lemmas": [word.lower() for word in words], "heads": heads,
        "labels": ["root" if head < 0 else "dep" for head in heads],
    }  # fmt: skip
    return Reading(**(values | layers))


class Oracle:
    """A reader that gives the same layers whatever it reads; raw text is cut at spaces."""

    version = "oracle"

    def __init__(self, **layers: Any) -> None:
        self.layers = layers

    def read(self, text: str) -> Reading:
        reading = made([text.split()], **self.layers)
        assert reading.text == " ".join(text.split())
        return reading

    def read_words(self, sentences: list[list[str]]) -> Reading:
        return made(sentences, **self.layers)
