"""The text of an HTML page as blocks, in the order of the page: one for each paragraph, heading, list item, table row.

White space is joined as a browser joins it; no-break spaces stay. The walk is iterative and visits each element once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section summary table tbody td tfoot th thead tr "
    "ul head item list quote row cell code".split()
)
"""Elements that stand in blocks of their own (the last six are those of Trafilatura's trees)."""
_BARE = frozenset("div body section article main center td".split())
"""Elements in which text often stands bare, its paragraphs parted by line breaks."""
_SKIPPED = frozenset(
    "title script style noscript template svg math iframe object embed button select textarea canvas audio "
    "video".split()
)
_ASIDE = frozenset("aside nav footer form menu dialog".split())
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:wp-)?(?:fig|image|photo|picture|media|img)?-?_?caption(?:$|[\s_-])|photo-?credit|image-?credit",
    re.IGNORECASE,
)
_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:standfirst|sub-?title|sub-?headline|sub-?heading|dek|deck|excerpt|summary|intro|lead-?in|strapline)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_FINAL = re.compile(r"[.!?\u2026:][\"'\u201d\u2019)\]]*\s*$")
_NOT_LETTERS = re.compile(r"[\W_]+")
_C1 = {code: bytes([code]).decode("cp1252", errors="replace") for code in range(0x80, 0xA0)}
_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127), "�")
"""Control characters that a page writes as references; those of Windows-1252 stand for its signs (HTML standard)."""


@dataclass(frozen=True)
class Block:
    """One block: its text, the tag that holds it, and where it stands."""

    text: str
    tag: str
    element: int
    """Number of the element that holds it: lines of one element, parted by line breaks, share it."""
    parent: int
    """Number of the element around that one."""
    caption: bool
    aside: bool
    """Inside navigation, a side column, a footer or a form."""
    standfirst: bool
    linked: float
    """Share of its letters that are links."""
    key: str
    """Its letters and digits alone, for comparing."""

    @property
    def sisters(self) -> int:
        """What it has in common with the paragraphs beside it: the element that holds them all."""
        return self.element if self.tag in _BARE else self.parent


@dataclass(frozen=True)
class Stamp:
    """A `<time>` element: what it gives, and how many blocks stand before it."""

    value: str
    before: int
    published: bool


def key_of(text: str) -> str:
    """Letters and digits of `text` in lower case."""
    return _NOT_LETTERS.sub("", text.lower())


def find_blocks(tree: Any) -> tuple[list[Block], list[Stamp]]:
    """Blocks of the page and its `<time>` elements, in order."""
    return _Walk().over(tree)


class _Walk:
    """One walk over a tree; `pending` is the text since the last border of a block."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._stamps: list[Stamp] = []
        self._pending: list[str] = []
        self._linked = 0
        self._links = 0
        self._open: list[tuple[str, int, bool, bool, bool]] = [("body", 0, False, False, False)]

    def over(self, tree: Any) -> tuple[list[Block], list[Stamp]]:
        from lxml.etree import iterwalk

        walk = iterwalk(tree, events=("start", "end"))
        numbers = 0
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                numbers += 1
                if tag in _SKIPPED or not tag:
                    walk.skip_subtree()
                    continue
                self._start(element, tag, numbers)
                self._add(element.text)
            else:
                if tag and tag not in _SKIPPED:
                    self._end(tag)
                self._add(element.tail if element is not tree else None)
        self._flush()
        return self._blocks, self._stamps

    def _start(self, element: Any, tag: str, number: int) -> None:
        if tag in ("br", "lb"):
            self._pending.append("\x00")
        elif tag == "a":
            self._links += 1
        elif tag == "time":
            value = element.get("datetime") or ""
            told = " ".join(
                (
                    element.get("itemprop") or "",
                    element.get("class") or "",
                    "pubdate" if element.get("pubdate") is not None else "",
                )
            )
            if value and not re.search(r"modif|updat", told, re.IGNORECASE):
                here = len(self._blocks)
                self._stamps.append(
                    Stamp(value, here, re.search(r"pub|posted|creat|entry-date", told, re.IGNORECASE) is not None)
                )
        if tag in _BLOCKS:
            self._flush()
            _, _, caption, aside, standfirst = self._open[-1]
            named = " ".join((element.get("class") or "", element.get("id") or "", element.get("itemprop") or ""))[:300]
            self._open.append(
                (
                    tag,
                    number,
                    caption or tag == "figcaption" or _CAPTION.search(named) is not None,
                    aside or tag in _ASIDE,
                    standfirst
                    or (
                        tag not in ("div", "article", "body", "main", "section")
                        and _STANDFIRST.search(named) is not None
                    ),
                )
            )

    def _end(self, tag: str) -> None:
        if tag == "a":
            self._links -= 1
        if tag in _BLOCKS:
            self._flush()
            self._open.pop()

    def _add(self, text: str | None) -> None:
        if text:
            self._pending.append(text.replace("\x00", ""))
            if self._links > 0:
                self._linked += len(text.strip())

    def _flush(self) -> None:
        whole, linked = "".join(self._pending), self._linked
        self._pending, self._linked = [], 0
        if not whole.strip("\x00 \t\r\n\f"):
            return
        tag, element, caption, aside, standfirst = self._open[-1]
        parent = self._open[-2][1] if len(self._open) > 1 else 0
        share = min(1.0, linked / len(whole.strip()))
        for text in _lines(whole):
            self._blocks.append(Block(text, tag, element, parent, caption, aside, standfirst, share, key_of(text)))


def _lines(whole: str) -> list[str]:
    """Text between line breaks; a single break in the middle of a sentence (before a small letter) is only a space."""
    lines: list[str] = []
    broken = False
    for piece in whole.split("\x00"):
        line = _SPACE.sub(" ", piece).strip(" ").translate(_C1).translate(_CONTROL)
        if not line:
            broken = True
            continue
        if lines and not broken and line[0].islower() and not _FINAL.search(lines[-1][-20:]):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
        broken = False
    return lines
