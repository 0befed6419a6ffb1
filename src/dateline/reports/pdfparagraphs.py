"""Paragraphs from the lines of a PDF's pages: what repeats on the pages apart, words joined that a line end parted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.reports.pdflayout import Piece

_EDGE = 3
"""Lines from the top and the bottom of a page among which those that repeat are looked for."""
_NUMBER = re.compile(
    r"^(?:page\s+|p\.\s*|[-\u2013\u2014|]\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-\u2013\u2014|])?$", re.IGNORECASE
)
_ENOUGH = 4
"""Lines from which a block is running text, and last lines from which it shows how paragraphs are set."""
_DIGITS = re.compile(r"\d+")
_FINAL = re.compile(r"[.!?:\u2026][\"'\u201d\u2019)\]]*$")
_HYPHEN = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_FIRST = re.compile(r"([^\W\d_]+)(.*)$", re.DOTALL)
_KEPT = frozenset(
    "all anti by co cross ex far half high long low mid multi near non off old one pan post pre pro re self short "
    "single so three two ultra under well year".split()
)
"""First parts of compounds that keep their hyphen where the rest of the document does not tell."""


@dataclass(frozen=True)
class Shaped:
    """The paragraphs of a document in order, its headline's number among them, and the lines that repeat, with why."""

    paragraphs: tuple[str, ...]
    headline: int | None
    repeated: tuple[tuple[str, str], ...]


def shape(pages: Sequence[Sequence[Piece]]) -> Shaped:
    """Paragraphs of a document whose pages' lines are in reading order."""
    repeated, dropped = _repeated(pages)
    known = _vocabulary(pages)
    lines = [
        (number, piece) for number, page in enumerate(pages) for piece in page if (number, _key(piece)) not in dropped
    ]
    usual = _usual_size([piece for _, piece in lines])
    paragraphs: list[tuple[str, float, int]] = []
    layout = _Layout(lines)
    for index, (page, piece) in enumerate(lines):
        last = lines[index - 1] if index else None
        if last is not None and paragraphs and not _starts(last, (page, piece), layout, paragraphs[-1][0]):
            text, size, first = paragraphs[-1]
            paragraphs[-1] = (_joined(text, piece.text, known), size, first)
        else:
            paragraphs.append((piece.text, piece.size, page))
    return Shaped(tuple(text for text, _, _ in paragraphs), _headline(paragraphs, usual), repeated)


def _key(piece: Piece) -> tuple[float, float, str]:
    return piece.x0, piece.y, piece.text


def _repeated(
    pages: Sequence[Sequence[Piece]],
) -> tuple[tuple[tuple[str, str], ...], set[tuple[int, tuple[float, float, str]]]]:
    """Running heads and feet: lines near an edge that stand on several pages at one height, and page numbers."""
    counts: Counter[tuple[str, int, bool]] = Counter()
    edges: list[list[tuple[Piece, bool]]] = []
    for page in pages:
        lines = sorted(page, key=lambda piece: -piece.y)
        heights = sorted({round(piece.y) for piece in lines}, reverse=True)
        top, bottom = set(heights[:_EDGE]), set(heights[-_EDGE:])
        here = [(piece, True) for piece in lines if round(piece.y) in top]
        here += [(piece, False) for piece in lines if round(piece.y) in bottom]
        edges.append(here)
        counts.update({(_DIGITS.sub("#", piece.text), round(piece.y / 3), at_top) for piece, at_top in here})
    needed = 2 if len(pages) <= 3 else max(3, len(pages) // 4)
    dropped: set[tuple[int, tuple[float, float, str]]] = set()
    told: dict[str, str] = {}
    for number, here in enumerate(edges):
        lowest = min((piece.y for piece in pages[number]), default=0.0)
        highest = max((piece.y for piece in pages[number]), default=0.0)
        for piece, at_top in here:
            place = "top" if at_top else "bottom"
            form, height = _DIGITS.sub("#", piece.text), round(piece.y / 3)
            times = max(counts[form, near, at_top] for near in (height - 1, height, height + 1))
            if len(pages) > 1 and times >= needed:
                dropped.add((number, _key(piece)))
                told.setdefault(piece.text, f"the same line stands at the {place} of {times} pages")
            elif _NUMBER.match(piece.text) and piece.y in (lowest, highest):
                dropped.add((number, _key(piece)))
                told.setdefault(piece.text, f"a page number at the {place} of the page")
    first: dict[str, str] = {}
    for text, why in told.items():
        first.setdefault(_DIGITS.sub("#", text), text)
        if first[_DIGITS.sub("#", text)] != text and "page number" in why:
            continue
    return tuple((text, told[text]) for text in first.values()), dropped


def _usual_size(pieces: Sequence[Piece]) -> float:
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[round(piece.size, 1)] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


class _Layout:
    """How a document sets its paragraphs: the edges of its blocks, and whether first lines are set in."""

    def __init__(self, lines: Sequence[tuple[int, Piece]]) -> None:
        self._edges: dict[tuple[int, int], tuple[float, float]] = {}
        self._lines: Counter[tuple[int, int]] = Counter()
        for page, piece in lines:
            left, right = self._edges.get((page, piece.block), (piece.x0, piece.x1))
            self._edges[page, piece.block] = (min(left, piece.x0), max(right, piece.x1))
            self._lines[page, piece.block] += 1
        after_ends = [
            self.is_set_in(here, piece)
            for (page, above), (here, piece) in pairwise(lines)
            if (page, above.block) == (here, piece.block) and self.is_short(page, above) and _FINAL.search(above.text)
        ]
        self.sets_in = len(after_ends) >= _ENOUGH and 2 * sum(after_ends) >= len(after_ends)
        """Whether most lines after a last line are set in: then a short line alone ends no paragraph."""

    def is_set_in(self, page: int, piece: Piece) -> bool:
        """Whether a line begins behind the left edge of its block."""
        return piece.x0 - self._edges[page, piece.block][0] > 0.7 * piece.size

    def is_short(self, page: int, piece: Piece) -> bool:
        """Whether a line ends well before the right edge of its block."""
        left, right = self._edges[page, piece.block]
        return right - piece.x1 > 0.12 * (right - left)

    def is_filled(self, page: int, piece: Piece) -> bool:
        """Whether a line goes on to the right edge of a block of running text."""
        left, right = self._edges[page, piece.block]
        return self._lines[page, piece.block] >= _ENOUGH and right - piece.x1 <= 0.3 * (right - left)


def _starts(last: tuple[int, Piece], line: tuple[int, Piece], layout: _Layout, text: str) -> bool:
    """Whether a line begins a paragraph."""
    (page, above), (here, piece) = last, line
    if max(above.size, piece.size) > 1.12 * min(above.size, piece.size):
        return True
    ended = _FINAL.search(above.text) is not None
    if (page, above.block) == (here, piece.block):
        if above.y - piece.y > 1.65 * piece.size:
            return True
        if layout.is_set_in(here, piece) and not layout.is_set_in(page, above):
            return ended or piece.text[:1].isupper()
        return layout.is_short(page, above) and ended and not layout.sets_in and not piece.text[:1].islower()
    if abs(above.y - piece.y) <= 0.45 * piece.size and page == here and piece.x0 > above.x0:
        return ended and piece.x0 - above.x1 > 4 * piece.size
    if piece.text[:1].islower() or _HYPHEN.search(text):
        return False  # the next column or page goes on with the sentence
    if layout.sets_in and not layout.is_set_in(here, piece):
        right_below = page == here and 0 < above.y - piece.y <= 1.65 * piece.size and piece.x0 < above.x1
        if right_below or layout.is_filled(page, above):
            return False  # justified words far apart make blocks of their own
    return ended or not (len(text.split()) > 25 or layout.is_filled(page, above))


def _vocabulary(pages: Sequence[Sequence[Piece]]) -> Counter[str]:
    known: Counter[str] = Counter()
    for page in pages:
        for piece in page:
            known.update(word.lower() for word in _WORD.findall(piece.text))
    return known


def _joined(text: str, line: str, known: Counter[str]) -> str:
    """A paragraph with one more line; a word that the line end parted is made whole."""
    parted = _HYPHEN.search(text)
    first = _FIRST.match(line)
    if parted is None or first is None:
        return f"{text} {line}"
    one, other = parted[1], first[1]
    if text.endswith("\u00ad"):
        return text[:-1] + line
    whole, compound = (one + other).lower(), f"{one}-{other}".lower()
    if not other[0].islower():
        return text + line
    if known[compound] and not known[whole]:
        return text + line
    if known[whole]:
        return text[:-1] + line
    return text + line if one.lower() in _KEPT else text[:-1] + line


def _headline(paragraphs: Sequence[tuple[str, float, int]], usual: float) -> int | None:
    """The first paragraph of the first page in the largest letters, if they are larger than the text's."""
    first = [(index, text, size) for index, (text, size, page) in enumerate(paragraphs[:12]) if page == 0]
    large = [(index, size) for index, text, size in first if size >= 1.25 * usual and 3 <= len(text.split()) <= 35]
    if not large:
        return None
    most = max(size for _, size in large)
    return next(index for index, size in large if size >= 0.98 * most)
