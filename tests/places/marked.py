"""Readings without a model: names are marked in the text, "[Afrin]" a place, "{Adoum Juba}" a person, "<SDF>" a body."""

from __future__ import annotations

import re

from dateline.model.reading import Name, Reading
from dateline.reader.tokens import words_of

_MARKS = {"[": "LOC", "{": "PER", "<": "ORG"}
_MARKED = re.compile(r"\[([^\]]+)\]|\{([^}]+)\}|<([^>]+)>")
_ADJECTIVES = frozenset("northern southern eastern western northeastern rural central Syrian Iraqi Turkish".split())


def marked(text: str) -> Reading:
    """A Reading of the text without its marks; every word hangs on the first one of its sentence."""
    plain, spans, position = "", [], 0
    for match in _MARKED.finditer(text):
        plain += text[position : match.start()]
        name = next(group for group in match.groups() if group)
        spans.append((len(plain), len(plain) + len(name), _MARKS[match.group()[0]]))
        plain += name
        position = match.end()
    plain += text[position:]
    cut = words_of(plain)
    starts, ends = [start for start, _ in cut], [end for _, end in cut]
    names = []
    for start, end, kind in spans:
        inside = [word for word in range(len(cut)) if starts[word] >= start and ends[word] <= end]
        names.append(Name(inside[0], inside[-1], kind, 0.9))
    words = [plain[start:end] for start, end in cut]
    named = {word for name in names for word in range(name.first, name.last + 1)}
    sentences = [0, *(word + 1 for word, text in enumerate(words[:-1]) if text == ".")]
    first = {word: max(start for start in sentences if start <= word) for word in range(len(words))}
    upos = [_part_of_speech(text, word in named, word in sentences) for word, text in enumerate(words)]
    return Reading(
        text=plain,
        version="marked",
        language="en",
        starts=starts,
        ends=ends,
        sentences=sentences,
        paragraphs=[0],
        upos=upos,
        feats=["_"] * len(cut),
        lemmas=[text.lower() for text in words],
        heads=[-1 if word in sentences else first[word] for word in range(len(words))],
        labels=["root" if word in sentences else "dep" for word in range(len(words))],
        names=names,
    )


def _part_of_speech(text: str, named: bool, begins: bool) -> str:
    if text in _ADJECTIVES:
        return "ADJ"
    if named or (text[0].isupper() and not begins):
        return "PROPN"
    return "NOUN" if text.isalpha() else "PUNCT"
