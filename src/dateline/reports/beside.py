"""Which blocks of a page stand beside its report although they read like parts of it, and which say it again.

Teasers of other reports, invitations, lines above the headline: each with a reason. Names of classes count only for
elements that hold a small part of the text, because outlets call frames of whole pages by all sorts of names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from dateline.reports.blocks import Block

_MOST = 1 / 3
"""Share of the main text from which an element is a frame around it, whatever it is called."""
_MOST_BEFORE = 0.6
"""Share of the main text that may stand before the headline without being part of it."""
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_CUT = re.compile(r"(?:\.{3}|\u2026|\[\u2026\])\s*$")
_QUOTED_WORDS = 4
"""Words from which a quotation that the text holds, too, is one said again."""
_SENTENCE_WORDS = 8
_POINT_WORDS = 5
"""Mean number of words from which the items of a list are sentences rather than buttons or facts."""
_FINAL = re.compile(r"[.!?\u2026][\"'\u201d\u2019)\]]*\s*$")
_MOST_QUOTES = 200
"""Quotations that are compared with the text."""


def find_beside(blocks: Sequence[Block], kept: Collection[int], head: int | None) -> dict[int, str]:
    """Number of each block, of all, that stands beside the report → why; `kept` was taken for the report."""
    size: Counter[int] = Counter()
    parents: Counter[int] = Counter()
    for index in kept:
        block = blocks[index]
        parents[block.parent] += len(block.key)
        for element, _ in block.beside:
            size[element] += len(block.key)
    whole = sum(len(blocks[index].key) for index in kept)
    found: dict[int, str] = {}
    for index, block in enumerate(blocks):
        if index == head:
            continue
        word = next(
            (word for element, word in block.beside if word == "dialog" or size[element] <= _MOST * whole), None
        )
        if word is not None and not block.caption:
            found[index] = f'it stands in an element that the page calls "{word}"'
        elif _is_teaser(blocks, index) and parents[block.parent] <= _MOST * whole:
            found[index] = "it stands under a headline that leads to another page"
            found[index - 1] = "a headline that leads to another page"
    if head is not None:
        above = [index for index in kept if index < head and index not in found]
        if sum(len(blocks[index].key) for index in above) <= _MOST_BEFORE * whole:
            found.update({index: "it stands above the headline" for index in above if not blocks[index].standfirst})
    return found


def _is_teaser(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block is the text of a card: right below a heading that is a link, or cut short below any heading."""
    if index == 0 or blocks[index].tag in _HEADINGS:
        return False
    block, above = blocks[index], blocks[index - 1]
    if above.tag not in _HEADINGS or above.parent != block.parent:
        return False
    return above.linked > 0.8 or _CUT.search(block.text[-10:]) is not None


def find_quotes(blocks: Sequence[Block]) -> set[int]:
    """Numbers of blocks set apart as quotations whose words another block of the report holds, too: pull quotes."""
    set_apart = [index for index, block in enumerate(blocks) if block.quote and not block.caption]
    words = "\0".join(block.key for block in blocks if not block.quote)
    return {
        index
        for index in set_apart[:_MOST_QUOTES]
        if len(blocks[index].text.split()) >= _QUOTED_WORDS and blocks[index].key in words
    }


def find_added(
    blocks: Sequence[Block], start: int, first: int, last: int, away: Collection[int], sisters: Collection[int]
) -> set[int]:
    """Numbers of blocks from `start` (the headline) to `last` that belong to the report although nothing kept them.

    Lists of sentences, notes between the headline and the text, and what is quoted among its paragraphs; `first` is the
    number of its first block, `sisters` the elements that hold its paragraphs.
    """
    found: set[int] = set()
    lists: dict[int, list[int]] = {}
    for index in range(start, last + 1):
        block = blocks[index]
        if (block.aside and not block.quote) or index in away or block.caption or block.linked > 0.5:
            continue
        words = len(block.text.split())
        if block.tag == "li":
            lists.setdefault(block.parent, []).append(index)
        elif (
            block.tag == "p"
            and words >= _SENTENCE_WORDS
            and _FINAL.search(block.text[-10:]) is not None
            and (start < index < first or (block.quote and block.above in sisters))
        ):
            found.add(index)
    for items in lists.values():
        if sum(len(blocks[index].text.split()) for index in items) >= _POINT_WORDS * len(items):
            found.update(items)
    return found
