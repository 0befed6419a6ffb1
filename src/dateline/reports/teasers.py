"""Short paragraphs that the text says again: the lead cut short ("… are coordinating [...]"), a headline said twice."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from dateline.reports.paragraphs import Paragraph

_SHORTENED = re.compile(
    r"(?:[\[(]\s*(?:\.{2,}|\u2026)\s*[\])]|\.{3,}|\u2026)\s*"
    r"(?:[\[(]?(?:read more|more|continue reading)[\])]?)?\s*[\u00bb>\u2192]*\s*$",
    re.IGNORECASE,
)
_NOT_WORDS = re.compile(r"[\W_]+")
_HEAD = 8
"""Paragraphs from the start among which a repeated lead that is not cut short is looked for."""
_ENDING = 60
"""Code points at the end in which the mark of something cut short is looked for."""
_KEY = 24
"""Letters that two paragraphs must share at their start to be compared."""


def find_teasers(paragraphs: Sequence[Paragraph], skip: Collection[int]) -> dict[int, str]:
    """Index of each paragraph whose words the text says again in full → why; `skip` are known as something else."""
    keys = [_NOT_WORDS.sub("", paragraph.folded.lower()) for paragraph in paragraphs]
    starts: dict[str, list[int]] = {}
    for index, key in enumerate(keys):
        starts.setdefault(key[:_KEY], []).append(index)
    found: dict[int, str] = {}
    for index, paragraph in enumerate(paragraphs):
        if index in skip or paragraph.words > 80 or paragraph.long:
            continue
        shortened = _SHORTENED.search(paragraph.folded[-_ENDING:]) is not None
        key = _NOT_WORDS.sub("", _without_ending(paragraph.folded).lower()) if shortened else keys[index]
        if len(key) < _KEY or (not shortened and paragraph.words < 5):
            continue
        for other in starts.get(key[:_KEY], ())[:50]:
            if other == index or other in skip or other in found:
                continue
            whole = keys[other]
            if shortened and len(whole) > len(key) and whole.startswith(key):
                found[index] = "the beginning of a later paragraph, cut short"
            elif not shortened and whole == key and other < index and _headline_like(paragraph):
                found[index] = "the same words as an earlier line"
            elif not shortened and index < other and index < _HEAD and _headline_like(paragraph) and _opens(key, whole):
                found[index] = "the beginning of a later paragraph, standing before it"
            else:
                continue
            break
    return found


def _without_ending(line: str) -> str:
    return line[:-_ENDING] + _SHORTENED.sub("", line[-_ENDING:])


def _headline_like(paragraph: Paragraph) -> bool:
    return paragraph.words <= 40 and not paragraph.folded.endswith((".", ":", ";", ","))


def _opens(key: str, whole: str) -> bool:
    """Whether the paragraph `whole` begins with all of `key` and goes on well beyond it."""
    return whole.startswith(key) and len(whole) > len(key) + 10
