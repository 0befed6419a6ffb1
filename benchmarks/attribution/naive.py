"""The naive baseline: quotations and what follows "said", of the nearest capitalised words."""

from __future__ import annotations

import re

from benchmarks.attribution.files import Said, words_in

_LINE = re.compile(r"[^\n]+")
_QUOTE = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_SAID = re.compile(r"\b(?:said|says|told|added|according to|claimed|tweeted)\b")
_NAME = re.compile(r"\b[A-Z][\w.-]*(?: [A-Z][\w.-]*)*")


def naive_attributions(text: str) -> list[Said]:
    """Every quotation in a paragraph with a cue, and the sentence after a cue in one without quotations."""
    found: list[Said] = []
    for line in _LINE.finditer(text):
        cues = list(_SAID.finditer(text, *line.span()))
        if not cues:
            continue
        contents = [match.span(1) for match in _QUOTE.finditer(text, *line.span())]
        if not contents:
            contents = [(cue.end(), _end_of_sentence(text, cue.end(), line.end())) for cue in cues]
        for start, end in contents:
            cue = min(cues, key=lambda cue: (abs(cue.start() - end), cue.start()))
            names = [match.span() for match in _NAME.finditer(text, *line.span()) if not start <= match.start() < end]
            near = min(names, key=lambda name: (abs(name[0] - cue.start()), name), default=None)
            found.append(
                Said(
                    words_in(text, ((start, end),)),
                    words_in(text, (cue.span(),)),
                    words_in(text, (near,)) if near else frozenset(),
                )
            )
    return [one for one in found if one.content]


def _end_of_sentence(text: str, start: int, end: int) -> int:
    match = re.compile(r"[.!?](?=\s|$)").search(text, start, end)
    return match.start() if match else end
