"""Captions of pictures and videos among the paragraphs of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.reports.paragraphs import Paragraph

_WORDS = 70
_CAPTION = re.compile(
    r"""
      (?P<label>^[(\[]?(?:file\s+)?(?:photo(?:graph)?s?|image|picture|pic|caption|video|map|graphic|illustration|credit|photo\s+credit|image\s+credit)(?:\s+(?:by|credit|courtesy(?:\s+of)?|from|via))?\s*[:/|\u00a9\u2013\u2014-](?!\d))
    | (?P<file>^[(\[]?(?:file\s+(?:photo|image|picture|pic)\b|file\s*[-\u2013\u2014]|handout\b.{0,20}(?:photo|image|picture)))
    | (?P<by>^[(\[](?:photo|image|picture|ap\s+photo|afp\s+photo)\b[^()]{0,120}[)\]]\.?$)
    | (?P<tail>[(\[](?:(?:file\s+|ap\s+|afp\s+|reuters\s+)?(?:photo|image|picture|credit|source|courtesy|screengrab|screenshot)s?\b\s*[:/]?|[^()]{0,40}/(?:getty(?:\s+images)?|afp|ap|reuters|epa|file))[^()]{0,120}[)\]]\.?$)
    | (?P<slash>[|/]\s*(?:photo|image|picture)\s*(?:by|:)[^.]{0,60}$)
    | (?P<getty>(?:via\s+)?getty\s+images[).]*$)
    | (?P<inphoto>\bin\s+(?:a|an|this|these|the)\s+(?:[\w-]+\s+){0,4}(?:photos?|photographs?|images?|pictures?|screengrab|screenshot|frame\s+grab|video\s+grab|still(?:\s+image)?)\s+(?:shared|posted|released|provided|published|taken|made\s+available|obtained|distributed|issued|from|by|on|taken)\b)
    | (?P<seen>\b(?:is|are|was|were)\s+seen\s+(?:here\s+)?in\s+(?:this|an?)\s+(?:[\w-]+\s+){0,4}(?:photo|photograph|image|picture)\b|\bpictured\s+(?:here|above|below)\b|\((?:pictured|left|right|above|below|centre|center|l|r)\)|\bseen\s+(?:here|above|below)\b)
    | (?P<courtesy>\b(?:photo|image|picture|video)\s+courtesy\b|\bcourtesy\s+(?:of\s+)?(?:the\s+)?[A-Z][\w' .-]{2,60}\)?\.?$)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WHY = {
    "label": "begins as captions do, with a label",
    "file": "says that it is a file picture",
    "by": "nothing but the maker of a picture",
    "tail": "ends with the maker or source of a picture",
    "slash": "ends with the maker of a picture",
    "getty": "ends with the agency of a picture",
    "inphoto": "describes what is seen in a picture, and whose it is",
    "seen": "describes who is seen in a picture",
    "courtesy": "names who lent the picture",
}
_SPOKEN = re.compile(r"\b(?:said|says|told|posted\s+(?:a|an|the)|tweeted)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?]\s+[\"'(]?[A-Z]")


def find_captions(paragraphs: Sequence[Paragraph]) -> dict[int, str]:
    """Index of each paragraph that is a caption → why."""
    found: dict[int, str] = {}
    for index, paragraph in enumerate(paragraphs):
        if paragraph.words > _WORDS or paragraph.long:
            continue
        match = _CAPTION.search(paragraph.folded)
        if match is None:
            continue
        kind = str(match.lastgroup)
        if kind in ("inphoto", "seen", "courtesy") and (
            _SPOKEN.search(paragraph.folded) or len(_SENTENCE.findall(paragraph.folded)) > 1 or paragraph.words > 45
        ):
            continue  # a sentence of the report that speaks of a picture
        found[index] = f"a caption: it {_WHY[kind]}" if kind != "by" else f"a caption: {_WHY[kind]}"
    return found
