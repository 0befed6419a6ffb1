"""Sentence starts: what the model sees, made consistent with the marks around it.

Closing marks belong to the sentence before them, opening marks to the one after; no sentence is made of marks alone.
The number of a footnote ("in July. [6] He …") closes the sentence that it is a note to. Where no mark ends a sentence,
within a line, the model must be surer that it ends; the day of the week ("… wounded two others Tuesday night") and the
dash behind a dateline ("BELLFORD, Wash. — A woman …") open none.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

NEITHER, CLOSING, OPENING = 0, 1, 2

_CLOSES = frozenset(")]},.;:!?%\u201d\u00bb\u2026")
_OPENS = frozenset("([{\u201c\u2018\u00ab\u201e")
_EITHER = frozenset("\"'\u2019`")
_SURE = 2.0
"""Score from which a sentence starts behind a word; behind a mark it is 0. Chosen on GUM's train part and EWT's dev."""
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_DASHES = frozenset(("\u2014", "\u2013", "--", "-"))
_DATELINE = 8
"""Words that a dateline has at most."""


def sides_of(words: list[str], starts: list[int], ends: list[int]) -> list[int]:
    """Whether each word is a mark that closes what stands before it, one that opens what follows, or neither.

    A straight quotation mark, and a curly single one, is told by the word that it touches.
    """
    sides = [NEITHER] * len(words)
    for index, word in enumerate(words):
        if len(word) > 3 or word[0].isalnum():
            continue
        if word[0] in _EITHER and len(word) == 1:
            before = index > 0 and starts[index] == ends[index - 1]
            after = index + 1 < len(words) and starts[index + 1] == ends[index]
            sides[index] = CLOSING if before and not after else OPENING if after and not before else NEITHER
        elif word[0] in _CLOSES:
            sides[index] = CLOSING
        elif word[0] in _OPENS:
            sides[index] = OPENING
    for index in range(1, len(words) - 2):
        if words[index] == "[" and words[index + 1].isdigit() and words[index + 2] == "]":
            sides[index] = sides[index + 1] = CLOSING
    return sides


def starts_within(scores: NDArray[np.float32], words: list[str], breaks: list[bool], first: int) -> list[int]:
    """Words of the text that start a sentence; `scores` are the model's, of the words from `first` on."""
    found = []
    for index in np.flatnonzero(scores > 0).tolist():
        word = first + index
        if word and not breaks[word]:
            after_word = any(letter.isalnum() for letter in words[word - 1])
            if after_word and (scores[index] < _SURE or words[word] in _DAYS):
                continue
            if words[word] in _DASHES and words[word - 1] == "." and _is_dateline(words, breaks, word):
                continue
        found.append(word)
    return found


def _is_dateline(words: list[str], breaks: list[bool], end: int) -> bool:
    """Whether the words of the line before `end` are few, and all names and marks."""
    for word in range(end - 1, max(end - 1 - _DATELINE, -1), -1):
        if words[word][0].islower():
            return False
        if breaks[word]:
            return True
    return False


def settle_starts(begins: list[bool], breaks: list[bool], sides: list[int], first: int, last: int) -> None:
    """Correct `begins` for words `first` to `last` of one window, in place; starts at line breaks always stay."""
    for word in range(first + 1, last + 1):
        if not begins[word] or breaks[word]:
            continue
        if sides[word] == CLOSING:
            begins[word] = False
            following = next((place for place in range(word + 1, last + 1) if sides[place] != CLOSING), None)
            if following is not None:
                begins[following] = True
        elif sides[word - 1] == OPENING:
            begins[word] = False
            begins[word - 1] = True
