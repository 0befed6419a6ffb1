"""Finding a gold's words in a text: spaces and quotation marks folded, offsets kept."""

from __future__ import annotations

import re

Run = tuple[int, int]
"""First code point, and one past the last."""

_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u201c": '"', "\u201d": '"',
    "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"'})  # fmt: skip
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)


def fold(text: str) -> str:
    """The text with every space character as a plain space and every quotation mark straight; as long as before."""
    return re.sub(r"\s", " ", text.translate(_QUOTES))


def plain(form: str) -> str:
    """A name's form for comparing: folded, single spaces, no article in front. Case is kept ("IS" is not "is")."""
    return _ARTICLE.sub("", " ".join(fold(form).split()))


def pattern_of(phrase: str) -> str:
    """A regular expression for a phrase in folded text: any run of spaces for a space, no letter before or after."""
    words = fold(phrase).split()
    inner = r"\s+".join(re.escape(word) for word in words)
    before = r"(?<!\w)" if words and words[0][0].isalnum() else ""
    after = r"(?!\w)" if words and words[-1][-1].isalnum() else ""
    return before + inner + after


def runs_of(folded: str, phrase: str, start: int = 0, end: int | None = None) -> list[Run]:
    """Every place of a phrase in folded text, in order."""
    if not phrase.strip():
        return []
    stop = len(folded) if end is None else end
    return [match.span() for match in re.compile(pattern_of(phrase)).finditer(folded, start, stop)]


def elided_runs_of(folded: str, phrase: str) -> list[Run]:
    """Every place of a phrase that may be written "first four words … last three words"."""
    whole = runs_of(folded, phrase)
    first, mark, last = phrase.partition("…")
    if whole or not mark or not first.strip() or not last.strip():
        return whole
    return [match.span() for match in re.finditer(pattern_of(first) + r".*?" + pattern_of(last), folded)]


def overlap(one: Run, other: Run) -> int:
    """How many characters two runs share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))
