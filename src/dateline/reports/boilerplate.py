"""Paragraphs that stand on a news page beside the report: buttons, notices, invitations, lists of other reports.

The patterns are in `data/boilerplate.toml`. A paragraph is taken whole or not at all, so that no sentence is broken.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.reports.paragraphs import Paragraph

_WORDS = 30
_WORD = re.compile(r"[^\s,;:\u2022\u00b7]+")
_DATE = re.compile(r"\b(?:19|20)\d\d\b")
_CLIP = re.compile(r"\d{1,2}:\d{2}\b(?! ?[ap]\.?m)", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)@\w{3,}|\bwww\.\S+|https?://\S+|\+?\(?\d[\d().\s-]{7,18}\d"
)
_MOST_BESIDE = 8
"""Words that may stand beside an address in a line that is nothing but a way to reach somebody."""
_SLUG = re.compile(r"\b[A-Z]{3,}(?:-[A-Z]{3,}){2,}\b")
_SECTIONS = re.compile(r"[^|>\u203a\u00bb]{1,30}(?: [|>\u203a\u00bb] [^|>\u203a\u00bb]{1,30}){2,}")
_FILED = 2
"""Lines at the start among which the keywords of an agency or the sections of a site stand."""
_QUOTED = re.compile(r"^\W*\"|\b(?:said|says|told|according to)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Patterns:
    whole: re.Pattern[str]
    opening: re.Pattern[str]
    within: re.Pattern[str]
    heading: re.Pattern[str]
    reasons: dict[str, tuple[str, int]]
    """Group name → why, most words."""
    buttons: frozenset[str]


@cache
def _patterns() -> _Patterns:
    table = tomllib.loads(files("dateline.reports").joinpath("data/boilerplate.toml").read_text(encoding="utf-8"))
    reasons: dict[str, tuple[str, int]] = {}

    def joined(kind: str) -> re.Pattern[str]:
        parts = []
        for number, entry in enumerate(table[kind]):
            group = f"{kind}{number}"
            reasons[group] = (entry["why"], entry.get("words", _WORDS))
            parts.append(f"(?P<{group}>{entry['pattern']})")
        return re.compile("|".join(parts), re.IGNORECASE)

    buttons = frozenset(word for entry in table["button"] for word in entry["words"])
    return _Patterns(joined("whole"), joined("opening"), joined("within"), joined("heading"), reasons, buttons)


def find_boilerplate(paragraphs: Sequence[Paragraph]) -> dict[int, str]:
    """Index of each paragraph that is no part of the report → why."""
    found: dict[int, str] = {}
    under: str | None = None
    for index, paragraph in enumerate(paragraphs):
        if paragraph.long:
            under = None
            continue
        why = _why(paragraph)
        if why is None and under is not None and _is_listed(paragraph):
            why = under
        elif why is None or _patterns().heading.fullmatch(paragraph.folded) is None:
            under = None
        if why is not None:
            found[index] = why
            if _patterns().heading.fullmatch(paragraph.folded):
                under = f'one of the other reports under "{paragraph.folded.rstrip(" :")}"'
    found.update(_clips(paragraphs, found))
    for index, paragraph in enumerate(paragraphs[:_FILED]):
        if paragraph.folded.isupper() and _SLUG.search(paragraph.folded):
            found[index] = "the keywords under which an agency files the report"
        elif _SECTIONS.fullmatch(paragraph.folded):
            found[index] = "the sections in which the report stands"
    return found


def _why(paragraph: Paragraph) -> str | None:
    patterns, line, words = _patterns(), paragraph.folded, paragraph.words
    if words <= _WORDS:
        parts = [part.strip("().:!").lower() for part in _WORD.findall(line)]
        if any(part in patterns.buttons for part in parts) and all(
            part in patterns.buttons or part.isdigit() or not part for part in parts
        ):
            return "a row of buttons"
        beside, addresses = _ADDRESS.subn(" ", line)
        if addresses and not _DATE.search(line) and len(re.findall(r"[^\W\d_]{2,}", beside)) <= _MOST_BESIDE:
            return "an address, not part of the report"
        match = patterns.whole.fullmatch(line) or patterns.heading.fullmatch(line)
        if match:
            return patterns.reasons[str(match.lastgroup)][0]
    for match in (patterns.opening.match(line), patterns.within.search(line)):
        if match is None:
            continue
        why, most = patterns.reasons[str(match.lastgroup)]
        if words <= most and not (paragraph.running and _QUOTED.search(line)):
            return why
    return None


def _is_listed(paragraph: Paragraph) -> bool:
    """Whether a paragraph under a heading such as "Related stories" is one of the headlines listed there."""
    return paragraph.words <= 25 and not paragraph.ends


def _clips(paragraphs: Sequence[Paragraph], found: dict[int, str]) -> dict[int, str]:
    """Runs of three or more lines that begin with the length of a video ("1:09 Procession through the town")."""
    clips: dict[int, str] = {}
    run: list[int] = []
    for index in range(len(paragraphs) + 1):
        line = paragraphs[index].folded if index < len(paragraphs) else ""
        if _CLIP.match(line) and paragraphs[index].words <= 25:
            run.append(index)
            continue
        if index < len(paragraphs) and index in found and run:
            continue
        if len(run) >= 3:
            clips.update(dict.fromkeys(run, "one of a list of videos with their lengths"))
        run = []
    return clips
