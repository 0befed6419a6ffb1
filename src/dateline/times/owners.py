"""Which word a time belongs to in the tree, mended where the words say better than the parser.

The parser's commonest slip is in reported speech: in "the minister said on Monday that rebels had attacked", Monday is
the day of speaking, wherever the arc went.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from dateline.model.reading import Reading
from dateline.model.spans import Span

_SUBJECTS = ("mark", "nsubj", "nsubj:pass", "expl")
_REPORTED = ("ccomp", "parataxis", "xcomp")
_BETWEEN = frozenset({"ADP", "ADJ", "ADV", "PART"})


class Owned(NamedTuple):
    """A time in its sentence: its words, the word it belongs to (-1: none) and the relation."""

    first: int
    last: int
    owner: int
    label: str


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    text = files("dateline.times").joinpath("data").joinpath("speech.toml").read_text(encoding="utf-8")
    return {name: frozenset(lemmas) for name, lemmas in tomllib.loads(text).items()}


def speaks(reading: Reading, word: int) -> bool:
    """Whether a word is a verb of saying."""
    return reading.upos[word] == "VERB" and reading.lemmas[word].lower() in _words()["verbs"]


def views(reading: Reading, word: int) -> bool:
    """Whether a word is a verb of what one thinks of an event ("condemned the attack on Sunday")."""
    return reading.upos[word] == "VERB" and reading.lemmas[word].lower() in _words()["views"]


def is_light(reading: Reading, word: int) -> bool:
    """Whether a noun says only that there was the event named after it ("a series of attacks")."""
    return reading.lemmas[word].lower() in _words()["light_nouns"]


def words_of(reading: Reading, span: Span) -> tuple[int, int]:
    """First and last word of a span of the reading."""
    return bisect_right(reading.starts, span.start) - 1, max(bisect_left(reading.starts, span.end) - 1, 0)


def top(reading: Reading, first: int, last: int) -> int:
    """Of the words `first` to `last`, the one that hangs on a word outside them."""
    return next((word for word in range(first, last + 1) if not first <= reading.heads[word] <= last), last)


def owned(reading: Reading, first: int, last: int) -> Owned:
    """The word that the words `first` to `last` belong to."""
    highest = top(reading, first, last)
    owner, label = reading.heads[highest], reading.labels[highest]
    before = first - 1
    while before > 0 and reading.upos[before] in _BETWEEN:
        before -= 1
    if (
        label != "nmod:poss"
        and before >= 0
        and before != owner
        and speaks(reading, before)
        and reading.sentence_of[before] == reading.sentence_of[first]
    ):
        return Owned(first, last, before, "obl")
    if owner < 0:
        return Owned(first, last, owner, label)
    governor = reading.heads[owner]
    if (
        reading.labels[owner] in _REPORTED
        and 0 <= governor < first <= last < owner
        and speaks(reading, governor)
        and any(reading.labels[child] in _SUBJECTS and child > last for child in reading.children[owner])
    ):
        return Owned(first, last, governor, "obl")
    return Owned(first, last, owner, label)
