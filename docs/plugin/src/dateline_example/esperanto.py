"""A reader: Esperanto, word by word, without a model. It finds words and sentences, no trees and no names.

A reader is a class (or function) without arguments. What it makes has `languages` (ISO 639-1), a `version` that changes
whenever its Readings do, and `read`, which gives a `Reading`: lists over the words, each sentence a tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from dateline.model.reading import Reading

_WORD = re.compile(r"\w+|[^\w\s]")
_TAGS = {"o": "NOUN", "a": "ADJ", "e": "ADV", "as": "VERB", "is": "VERB", "os": "VERB", "us": "VERB", "i": "VERB"}


class Reader:
    """Reads Esperanto, whose endings tell the part of speech."""

    languages = frozenset({"eo"})
    version = "example-eo/1"

    def read(self, text: str, skip: Iterable[tuple[int, int]] = (), language: str = "eo") -> Reading:
        """The Reading of `text`; runs in `skip` (code points) are not read."""
        skipped = list(skip)
        words = [
            found for found in _WORD.finditer(text)
            if not any(start < found.end() and found.start() < end for start, end in skipped)
        ]  # fmt: skip
        gaps = [text[before.end() : word.start()] for before, word in pairwise(words)]
        sentences = [
            number for number in range(len(words))
            if number == 0 or words[number - 1][0] in ".!?" or "\n" in gaps[number - 1]
        ]  # fmt: skip
        roots = dict.fromkeys(sentences)
        heads: list[int] = []
        for number in range(len(words)):
            heads.append(-1 if number in roots else max(root for root in sentences if root <= number))
        return Reading(
            text=text, version=self.version, language=language, starts=[found.start() for found in words],
            ends=[found.end() for found in words], sentences=sentences,
            paragraphs=[
                turn for turn, number in enumerate(sentences)
                if turn == 0 or "\n" in gaps[number - 1]
            ],
            upos=[self._tag(found[0]) for found in words], feats=["_"] * len(words),
            lemmas=[found[0].lower() for found in words], heads=heads,
            labels=["root" if head < 0 else "dep" for head in heads],
        )  # fmt: skip

    @staticmethod
    def _tag(word: str) -> str:
        if not word[0].isalnum():
            return "PUNCT"
        bare = word.lower().rstrip("n").rstrip("j")
        return next((tag for ending, tag in _TAGS.items() if bare.endswith(ending)), "X")
