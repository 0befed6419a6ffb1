"""Paragraphs of a plain text: its lines, or, where lines have a fixed width, the blocks between blank lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_FOLDED = str.maketrans(
    "\u00a0\u2007\u202f\u2009\u200a\u2002\u2003\u3000\t\n\u200b\ufeff\u2018\u2019\u02bc\u201c\u201d\u201e\u2010\u2011",
    "            '''\"\"\"--",
)
_LINE = re.compile(r"[^\n]+")
_FINAL = re.compile(r"[.!?\u2026][\"'\u201d\u2019)\]]*$")
_LONG = 2500
"""Code points; also what keeps every search through a paragraph short, whatever the input."""
_WIDTH = (40, 120)
"""Length of a line that was broken at a fixed width, in code points."""


@dataclass(frozen=True)
class Paragraph:
    """Run of the text without the white space around it. `folded` has plain spaces and quotation marks, same length."""

    start: int
    end: int
    folded: str
    words: int
    """Number of runs between spaces."""

    @property
    def ends(self) -> bool:
        """Whether it ends as a sentence does."""
        return _FINAL.search(self.folded[-20:]) is not None

    @property
    def long(self) -> bool:
        """Whether it is so long that it can be nothing but running text: no pattern is tried on it."""
        return self.end - self.start > _LONG

    @property
    def running(self) -> bool:
        """Whether it reads like running text rather than like a heading or a label."""
        return (self.words >= 10 and self.ends) or self.words >= 40


def fold(text: str) -> str:
    """`text` with plain spaces, quotation marks and hyphens; the length stays."""
    return text.translate(_FOLDED)


def find_paragraphs(text: str) -> list[Paragraph]:
    """Paragraphs of `text` in order; white space alone is none."""
    lines = []
    for match in _LINE.finditer(text):
        words = match.group().strip()
        if words:
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            lines.append((start, start + len(words)))
    if _broken_at_width(text, lines):
        lines = _joined(text, lines)
    found = []
    for start, end in lines:
        folded = fold(text[start:end])
        found.append(Paragraph(start, end, folded, len(folded.split())))
    return found


def _broken_at_width(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether lines mostly follow one another directly, with one width, and end in the middle of a sentence."""
    followed = broken = 0
    for (start, end), (following, _) in pairwise(lines):
        if text.count("\n", end, following) != 1:
            continue
        followed += 1
        broken += _WIDTH[0] <= end - start <= _WIDTH[1] and _FINAL.search(text[max(start, end - 20) : end]) is None
    return followed >= 4 and followed >= 0.4 * len(lines) and broken >= 0.7 * followed


def _joined(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    blocks: list[tuple[int, int]] = []
    for start, end in lines:
        if blocks and text.count("\n", blocks[-1][1], start) == 1:
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
    return blocks
