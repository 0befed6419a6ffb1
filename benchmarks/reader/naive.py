"""What no model is needed for: the naive baseline of trees and cuts."""

from __future__ import annotations

import re
from itertools import accumulate

from benchmarks.reader.conllu import Runs
from dateline.model.reading import Reading

_CLOSED = {
    "DET": "the a an this that these those all some any no",
    "ADP": "of in to for on at by with from as into over after before under between against",
    "CCONJ": "and or but",
    "PRON": "i you he she it we they him her them us me who which what his their its our my your",
    "AUX": "is was are were be been has have had will would can could may might should do does did",
    "PART": "not n't 's",
}
_TAG = {word: tag for tag, words in _CLOSED.items() for word in words.split()}
_LABEL = {
    "DET": "det", "ADP": "case", "CCONJ": "cc", "PRON": "nsubj", "AUX": "aux", "PART": "advmod",
    "PUNCT": "punct", "NUM": "nummod", "PROPN": "compound", "NOUN": "obj",
}  # fmt: skip
_WORD = re.compile(r"\w+|[^\w\s]")
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?]+[\"'”’)]*(?=\s+[\"'“‘(]?[A-Z0-9])|(?=\n)|$)")


def naive_reading(sentences: list[list[str]]) -> Reading:
    """Tags from a word list and capitals; each word hangs on the next one, the last on the first; lower-case lemmas."""
    words = [word for sentence in sentences for word in sentence]
    heads: list[int] = []
    firsts: list[int] = []
    for sentence in sentences:
        first = len(heads)
        firsts.append(first)
        heads += [first + index + 1 for index in range(len(sentence))]
        heads[-1] = -1 if len(sentence) == 1 else first
        if len(sentence) > 1:
            heads[first] = -1
    upos = [_tag(word) for word in words]
    text = " ".join(words)
    starts = list(accumulate((len(word) + 1 for word in words[:-1]), initial=0))
    return Reading(
        text=text, version="naive", language="en", starts=starts,
        ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
        sentences=firsts, paragraphs=[0], upos=upos, feats=["_"] * len(words),
        lemmas=[word if tag == "PROPN" else word.lower() for word, tag in zip(words, upos, strict=True)],
        heads=heads, labels=["root" if head < 0 else _LABEL[tag] for head, tag in zip(heads, upos, strict=True)],
    )  # fmt: skip


def naive_cuts(text: str) -> tuple[Runs, Runs]:
    """Words are runs of letters or single marks; sentences end at . ! ? before a capital, and at line breaks."""
    words = [match.span() for match in _WORD.finditer(text)]
    sentences = []
    for match in _SENTENCE.finditer(text):
        inner = match.group()
        if inner.strip():
            start = match.start() + len(inner) - len(inner.lstrip())
            sentences.append((start, start + len(inner.strip())))
    return words, sentences


def _tag(word: str) -> str:
    if not any(character.isalnum() for character in word):
        return "PUNCT"
    if word[0].isdigit():
        return "NUM"
    return _TAG.get(word.lower()) or ("PROPN" if word[0].isupper() else "NOUN")
