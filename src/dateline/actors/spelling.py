"""Spellings of one name: what a foreign name's transliterations have in common."""

from __future__ import annotations

import re

_LONG = 6
"""Letters from which on a name is long enough for its vowels to be put aside; short ones would become others' names."""
_PAIRS = (
    ("sch", "sh"), ("tch", "ch"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("ph", "f"), ("th", "t"), ("zh", "j"),
    ("ck", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("iy", "i"), ("yi", "i"), ("ij", "i"), ("ei", "ai"),
    ("ey", "ai"), ("ay", "ai"), ("q", "k"), ("w", "v"), ("y", "i"), ("o", "u"), ("e", "a"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


def sound(name: str) -> str:
    """A part of a name in lower case by its sound, the same for "mohammed" and "muhamad"; its last vowel is kept."""
    plain = name.replace("'", "").replace("’", "")
    if len(plain) < _LONG:
        return plain
    body, last = plain[:-1], plain[-1]
    if last not in "aeiouy":
        body, last = plain, ""
    for written, heard in _PAIRS:
        body = body.replace(written, heard)
    last = "i" if last == "y" else last
    return _DOUBLED.sub(r"\1", body + last)
