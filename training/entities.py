"""Coreference within a document: OntoGUM beside GUM's trees, and LitBank's fiction."""

from __future__ import annotations

import re
from pathlib import Path

from dateline.reader.mentions import heads_among, phrase_of
from training.documents import Document, Phrase, Sentence
from training.predicates import head_of
from training.treebanks import read_trees

_PART = re.compile(r"\((\d+)\)|\((\d+)|(\d+)\)")
_BREAKS = frozenset("of in who which that with for from to at on , whose and or by as".split())


def spans_of(marks: list[str]) -> list[tuple[int, int, int]]:
    """(first, last, chain) of bracketed marks, one string a word (`(3`, `3)`, `(3)`, several joined by `|`)."""
    found: list[tuple[int, int, int]] = []
    waiting: dict[int, list[int]] = {}
    for word, mark in enumerate(marks):
        for both, opened, closed in _PART.findall(mark):
            if both:
                found.append((word, word, int(both)))
            elif opened:
                waiting.setdefault(int(opened), []).append(word)
            elif waiting.get(int(closed)):
                found.append((waiting[int(closed)].pop(), word, int(closed)))
    return found


def gum_documents(folder: Path) -> list[Document]:
    """GUM's documents with trees and, where both layers have the same words, every candidate with its chain."""
    documents = []
    for path in sorted((folder / "dep").glob("*.conllu")):
        sentences = [sentence for _, _, sentence in read_trees(path)]
        document = Document(sentences, whole=True)
        documents.append(document)
        layer = folder / "ontogum" / f"{path.stem}.conll"
        rows = (
            [line.split("\t") for line in layer.read_text("utf-8").splitlines() if line[:1].isdigit()]
            if layer.exists()
            else []
        )
        words = [word for sentence in sentences for word in sentence.words]
        if [row[1] for row in rows] != words:
            continue
        spans = spans_of([row[2] for row in rows])
        position = 0
        for sentence in sentences:
            size = len(sentence.words)
            inside = [
                (a - position, b - position, chain) for a, b, chain in spans if position <= a and b < position + size
            ]
            _add_phrases(sentence, inside)
            position += size
    return documents


def _add_phrases(sentence: Sentence, spans: list[tuple[int, int, int]]) -> None:
    """Candidates of a sentence with a tree: every phrase, with its chain where its head is the head of a gold span."""
    heads, labels, upos = sentence.heads or [], sentence.labels or [], sentence.upos or []
    children: list[list[int]] = [[] for _ in heads]
    for word, head in enumerate(heads):
        if head >= 0:
            children[head].append(word)
    chains: dict[int, int] = {}
    for first, last, chain in sorted(spans, key=lambda span: span[1] - span[0]):
        chains.setdefault(head_of(heads, first, last), chain)
    sentence.phrases = [
        Phrase(head, *phrase_of(head, children, labels), chains.get(head, -1)) for head in heads_among(upos, labels)
    ]
    sentence.known_phrases = True


def fiction_documents(folder: Path) -> list[Document]:
    """LitBank's texts; a mention that nothing else in its text refers to has a chain of its own there."""
    documents = []
    for path in sorted(folder.glob("*.conll")):
        document = Document(whole=True)
        for block in path.read_text("utf-8").split("\n\n"):
            rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
            if not rows:
                continue
            words = [row[3] for row in rows]
            phrases = []
            for first, last, chain in spans_of([row[-1] for row in rows]):
                stop = next((word for word in range(first + 1, last + 1) if words[word].lower() in _BREAKS), last + 1)
                phrases.append(Phrase(stop - 1, first, last, chain))
            phrases.sort(key=lambda phrase: (phrase.head, phrase.first))
            document.sentences.append(Sentence(words, phrases=phrases, bounded=False))
        documents.append(document)
    return documents
