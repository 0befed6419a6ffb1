"""Readings and actors for the tests of claims: actors by their names, readings without a model."""

from __future__ import annotations

import re

from dateline.model.account import Actor, ActorKind
from dateline.model.reading import Reading
from dateline.model.spans import Span
from dateline.reader.tokens import words_of


def actor(reading: Reading, kind: ActorKind, *forms: str, sector: str | None = None) -> Actor:
    """An actor who is mentioned wherever one of the forms stands as whole words (longer forms first)."""
    pattern = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    mentions = tuple(
        Span.of(reading.text, match.start(), match.end()) for match in re.finditer(rf"\b(?:{pattern})\b", reading.text)
    )
    assert mentions, f"nobody is called {forms}"
    return Actor(name=forms[0], kind=kind, mentions=mentions, sector=sector)


def bare(text: str) -> Reading:
    """A Reading with words and no tree worth the name: one sentence a line, every word hanging on the first."""
    places = words_of(text)
    starts = [start for start, _ in places]
    ends = [end for _, end in places]
    sentences = [0]
    for word in range(1, len(starts)):
        if "\n" in text[ends[word - 1] : starts[word]]:
            sentences.append(word)
    if not starts:
        sentences = []
    heads = [-1 if word in sentences else max(s for s in sentences if s <= word) for word in range(len(starts))]
    count = len(starts)
    return Reading(
        text=text,
        version="bare",
        language="en",
        starts=starts,
        ends=ends,
        sentences=sentences,
        paragraphs=list(range(len(sentences))),
        upos=["X"] * count,
        feats=["_"] * count,
        lemmas=[text[start:end].lower() for start, end in places],
        heads=heads,
        labels=["root" if head < 0 else "dep" for head in heads],
    )
