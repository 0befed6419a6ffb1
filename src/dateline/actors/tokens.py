"""The words of a text as names are compared: without hyphens, dots, apostrophes and accents."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from dateline.actors.hits import HYPHENS
from dateline.actors.known import fold
from dateline.model.reading import Reading


class Tokens(NamedTuple):
    """The words of a text as names are compared: no hyphens, dots, apostrophes, accents; parts of a word apart."""

    texts: list[str]
    lowers: list[str]
    words: list[int]
    starts: list[int]
    ends: list[int]


def tokens_of(reading: Reading) -> Tokens:
    """The tokens of a reading."""
    texts: list[str] = []
    numbers: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    for number, word in enumerate(reading.words):
        if word in HYPHENS or word in ("'", "’", "."):
            continue
        start = reading.starts[number]
        if word.isascii() and word.isalnum():
            texts.append(word)
            numbers.append(number)
            starts.append(start)
            ends.append(start + len(word))
            continue
        offset = 0
        for part in _cut(word):
            plain = part if part.isascii() else fold(part)
            if plain != "'s":
                plain = plain.replace("'", "").replace(".", "")
            if plain:
                texts.append(plain)
                numbers.append(number)
                starts.append(start + offset)
                ends.append(start + offset + len(part))
            offset += len(part) + 1
    return Tokens(texts, [text.lower() for text in texts], numbers, starts, ends)


def _cut(word: str) -> list[str]:
    """A word at its inner hyphens ("anti-IS")."""
    for hyphen in HYPHENS:
        if hyphen in word:
            word = word.replace(hyphen, "-")
    return word.split("-") if "-" in word else [word]


def shouted(reading: Reading) -> list[bool]:
    """For each sentence, whether it is written in capitals throughout."""
    found = []
    bounds = [*reading.sentences, len(reading)]
    for first, end in pairwise(bounds):
        text = reading.text[reading.starts[first] : reading.ends[end - 1]]
        found.append(text.isupper() and end - first > 1)
    return found
