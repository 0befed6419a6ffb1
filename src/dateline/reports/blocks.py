"""The text of an HTML page as blocks, in the order of the page: one for each paragraph, heading, list item, table row.

White space is joined as a browser joins it; no-break spaces stay. The walk is iterative and visits each element once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section summary table tbody tfoot thead tr ul "
    "head item list quote row cell code".split()
)
"""Elements that stand in blocks of their own (the last six are those of Trafilatura's trees)."""
_SKIPPED = frozenset(
    "script style noscript template svg math iframe object embed button select textarea canvas audio video".split()
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
_BREAKS = re.compile(r"\s*\x00\s*(?:\x00\s*)+")
_FINAL = re.compile(r"[.!?\u2026:][\"'\u201d\u2019)\]]*\s*$")
_NOT_LETTERS = re.compile(r"[\W_]+")
_C1 = {code: bytes([code]).decode("cp1252", errors="replace") for code in range(0x80, 0xA0)}
_CONTROL = {code: "\ufffd" for code in (*range(9), 11, 12, *range(14, 32), 127)}
"""Control characters that a page writes as references; those of Windows-1252 stand for its signs (HTML standard)."""


@dataclass(frozen=True)
class Block:
    """One block: its text, the tag that holds it, and where it stands."""

    text: str
    tag: str
    parent: int
    """Number of the element that holds the block's element: blocks with one number are sisters."""
    caption: bool
    aside: bool
    """Inside navigation, a side column, a footer or a form."""
    standfirst: bool
    linked: float
    """Share of its letters that are links."""
    key: str
    """Its letters and digits alone, for comparing."""


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
        elif tag in ("td", "th"):
            self._pending.append(" ")
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
        tag, _, caption, aside, standfirst = self._open[-1]
        parent = self._open[-2][1] if len(self._open) > 1 else 0
        if tag in ("div", "body", "section", "article", "main", "center"):
            parent = self._open[-1][1]  # text that stands bare in it, between line breaks
        for part in _BREAKS.split(whole):
            text = _lines(part)
            if text:
                share = min(1.0, linked / len(whole.strip()))
                self._blocks.append(Block(text, tag, parent, caption, aside, standfirst, share, key_of(text)))


def _lines(part: str) -> str:
    """Text between double line breaks: a single break stays one where a sentence ends before it, else it is a space."""
    lines: list[str] = []
    for piece in part.split("\x00"):
        line = _SPACE.sub(" ", piece).strip(" ").translate(_C1).translate(_CONTROL)
        if not line:
            continue
        if lines and not _FINAL.search(lines[-1][-20:]):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return "\n".join(lines)
