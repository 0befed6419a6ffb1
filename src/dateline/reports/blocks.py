"""The text of an HTML page as blocks, in the order of the page: one for each paragraph, heading, list item, table row.

White space is joined as a browser joins it; no-break spaces stay. The walk is iterative and visits each element once.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
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
_QUOTE = re.compile(
    r"(?:^|[\s_-])(?:pull|lift|big|side)-?_?(?:ed-?)?quote|(?:^|[\s_-])quote-?(?:box|block|pull)?(?:$|[\s_-])",
    re.IGNORECASE,
)
_ROLES = frozenset("dialog alertdialog banner navigation contentinfo complementary search form menu".split())
"""Roles (WAI-ARIA) of elements that stand beside the content."""
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_NAME_ENDS = re.compile(r"[\s_-]+")
_WHOLE_PAGE = frozenset("html body main article blockquote".split())
"""Elements whose class says something of the page or of who is quoted rather than of a part of the page."""
_BYLINE = re.compile(r"by\s+[A-Z]")
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
    quote: bool = False
    """Inside a quotation that is set apart, or a side column."""
    above: int = 0
    """Number of the element around `parent`."""
    beside: tuple[tuple[int, str], ...] = ()
    """Elements around it whose class says that they stand beside the report: number, and the word that says so."""

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
    updated: bool = False


def key_of(text: str) -> str:
    """Letters and digits of `text` in lower case."""
    return _NOT_LETTERS.sub("", text.lower())


def find_blocks(tree: Any) -> tuple[list[Block], list[Stamp]]:
    """Blocks of the page and its `<time>` elements, in order."""
    return _Walk().over(tree)


@dataclass(frozen=True)
class _Frame:
    """An element that is open: its tag and number, and what it and those around it make of the blocks inside."""

    tag: str
    element: int
    caption: bool = False
    aside: bool = False
    standfirst: bool = False
    quote: bool = False
    beside: tuple[tuple[int, str], ...] = ()


@cache
def _beside_words() -> frozenset[str]:
    table = tomllib.loads(files("dateline.reports").joinpath("data/beside.toml").read_text(encoding="utf-8"))
    return frozenset(table["words"])


@lru_cache(maxsize=4096)
def _beside_word(named: str) -> str | None:
    """The word of a class or id that says that an element stands beside the report."""
    words = _beside_words()
    for token in _NAME_ENDS.split(named):
        if any(character.isdigit() for character in token):
            continue  # names made by a program
        for part in (token, *_NAME_PARTS.findall(token)):
            if part.lower() in words:
                return str(part)
    return None


class _Walk:
    """One walk over a tree; `pending` is the text since the last border of a block."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._stamps: list[Stamp] = []
        self._pending: list[str] = []
        self._linked = 0
        self._links = 0
        self._own: list[Any] = []
        self._open: list[_Frame] = [_Frame("body", 0)]

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
                    self._end(element, tag)
                self._add(element.tail if element is not tree else None)
        self._flush()
        return self._blocks, self._stamps

    def _start(self, element: Any, tag: str, number: int) -> None:
        if tag in ("br", "lb"):
            self._pending.append("\x00")
        elif tag == "a":
            self._links += _leads_away(element)
        elif tag == "time":
            value = element.get("datetime") or ""
            told = " ".join(
                (
                    element.get("itemprop") or "",
                    element.get("class") or "",
                    "pubdate" if element.get("pubdate") is not None else "",
                )
            )
            if value:
                updated = re.search(r"modif|updat", told, re.IGNORECASE) is not None
                published = re.search(r"pub|posted|creat|entry-date", told, re.IGNORECASE) is not None
                self._stamps.append(Stamp(value, len(self._blocks), published and not updated, updated))
        if tag in _BLOCKS or ("-" in tag and _holds_blocks(element)):
            self._own.append(element)
            self._flush()
            around = self._open[-1]
            role = (element.get("role") or "").lower()
            named = " ".join(filter(None, (element.get("class"), element.get("id"), element.get("itemprop"))))[:300]
            named = f"{named} {tag}" if "-" in tag else f"{named} dialog" if role.endswith("dialog") else named
            word = _beside_word(named) if tag not in _WHOLE_PAGE else None
            self._open.append(
                _Frame(
                    tag,
                    number,
                    caption=around.caption or tag == "figcaption" or _CAPTION.search(named) is not None,
                    aside=around.aside or tag in _ASIDE or role in _ROLES,
                    standfirst=around.standfirst
                    or (
                        tag not in ("div", "article", "body", "main", "section")
                        and _STANDFIRST.search(named) is not None
                    ),
                    quote=around.quote or tag in ("blockquote", "aside") or _QUOTE.search(named) is not None,
                    beside=(*around.beside, (number, word)) if word else around.beside,
                )
            )

    def _end(self, element: Any, tag: str) -> None:
        if tag == "a":
            self._links -= _leads_away(element)
        if self._own and self._own[-1] is element:
            self._own.pop()
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
        frame = self._open[-1]
        parent = self._open[-2].element if len(self._open) > 1 else 0
        above = self._open[-3].element if len(self._open) > 2 else 0
        share = min(1.0, linked / len(whole.strip()))
        for text in _lines(whole):
            self._blocks.append(
                Block(
                    text, frame.tag, frame.element, parent, frame.caption, frame.aside, frame.standfirst, share,
                    key_of(text), frame.quote, above, frame.beside,
                )
            )  # fmt: skip


def _holds_blocks(element: Any) -> bool:
    """Whether an element of the site's own making holds blocks, and so is one (others stand inside sentences)."""
    return any(isinstance(child.tag, str) and (child.tag in _BLOCKS or "-" in child.tag) for child in element)


def _leads_away(link: Any) -> bool:
    """Whether a link leads to something else than a place on the same page."""
    address = link.get("href") or ""
    return not address.startswith("#") or len(address) == 1


def _lines(whole: str) -> list[str]:
    """Text between line breaks; a single break in the middle of a sentence (before a small letter) is only a space."""
    lines: list[str] = []
    broken = False
    for piece in whole.split("\x00"):
        line = _SPACE.sub(" ", piece).strip(" ").translate(_C1).translate(_CONTROL)
        if not line:
            broken = True
            continue
        if (
            lines
            and not broken
            and line[0].islower()
            and not _BYLINE.match(line)
            and not _FINAL.search(lines[-1][-20:])
        ):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
        broken = False
    return lines
