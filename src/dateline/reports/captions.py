"""Captions of pictures and videos among the paragraphs of a text; the patterns are in `data/captions.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.reports.agencies import agency_of
from dateline.reports.paragraphs import Paragraph

_WORDS = 70
_HEAD = 4
"""Paragraphs from the start among which a short text with a station's letters behind it is a caption."""
_SPOKEN = re.compile(r"\b(?:said|says|told|posted\s+(?:a|an|the)|tweeted)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?]\s+[\"'(]?[A-Z]")


@dataclass(frozen=True)
class _Kind:
    why: str
    spoken: bool
    head: bool


@cache
def _captions() -> tuple[re.Pattern[str], dict[str, _Kind]]:
    table = tomllib.loads(files("dateline.reports").joinpath("data/captions.toml").read_text(encoding="utf-8"))
    kinds: dict[str, _Kind] = {}
    parts = []
    for number, entry in enumerate(table["caption"]):
        kinds[f"kind{number}"] = _Kind(entry["why"], entry.get("spoken", False), entry.get("head", False))
        parts.append(f"(?P<kind{number}>{entry['pattern']})")
    return re.compile("|".join(parts), re.VERBOSE | re.IGNORECASE), kinds


def find_captions(paragraphs: Sequence[Paragraph]) -> dict[int, str]:
    """Index of each paragraph that is a caption → why."""
    pattern, kinds = _captions()
    found: dict[int, str] = {}
    for index, paragraph in enumerate(paragraphs):
        if paragraph.words > _WORDS or paragraph.long:
            continue
        match = pattern.search(paragraph.folded)
        if match is None:
            continue
        kind = kinds[str(match.lastgroup)]
        if kind.spoken and _tells(paragraph):
            continue
        if kind.head and (
            index > _HEAD or index + 1 >= len(paragraphs) or agency_of(paragraph.folded.rpartition("(")[2])
        ):
            continue  # further down, or from an agency, it is the credit of the report itself
        found[index] = f"a caption: it {kind.why}"
    return found


def _tells(paragraph: Paragraph) -> bool:
    """Whether it is a sentence of the report that speaks of a picture."""
    line = paragraph.folded
    return _SPOKEN.search(line) is not None or len(_SENTENCE.findall(line)) > 1 or paragraph.words > 45
