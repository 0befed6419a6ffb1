"""Gold chains from OntoGUM and LitBank, each with a raw text in which its tokens have spans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reader.conllu import Runs, read_documents
from benchmarks.task import BenchmarkError

Mention = tuple[int, int]
"""First and last token (inclusive)."""

_BRACKET = re.compile(r"\((\w+)\)|\((\w+)|(\w+)\)")
_CLOSING = frozenset([".", ",", ";", ":", "!", "?", ")", "]", "}", "%", "'s", "’s", "n't", "n’t", "''", "”"])
_OPENING = frozenset(["(", "[", "{", "``", "“"])


@dataclass(slots=True)
class Text:
    """One text: sentences of tokens, their spans in `raw`, heads where a gold tree is known, and gold chains."""

    name: str
    sentences: list[list[str]]
    raw: str
    spans: Runs
    heads: list[int] | None
    """Index of each token's head over the whole text, -1 for roots."""
    chains: list[list[Mention]]


def ontogum_text(path: Path) -> Text | None:
    """One text of OntoGUM with the raw text of the layer `dep/`; None where the two have other tokens."""
    beside = path.parent.parent / "dep" / f"{path.stem}.conllu"
    if not beside.is_file():
        raise BenchmarkError(f"{path}: there is no {beside}")
    rows = _rows(path)
    documents = read_documents(beside)
    trees = [tree for document in documents for tree in document.trees]
    if [row[1] for row in rows] != [word for tree in trees for word in tree.words] or len(documents) != 1:
        return None
    raw, spans, _ = documents[0].raw()
    heads: list[int] = []
    for tree in trees:
        first = len(heads)
        heads += [first + head if head >= 0 else -1 for head in tree.heads]
    return Text(path.stem, [tree.words for tree in trees], raw, spans, heads, chains_of([row[2] for row in rows], path))


def litbank_text(path: Path) -> Text:
    """One text of LitBank; its raw text is made of the tokens, with a line break where a part ends."""
    sentences: list[list[str]] = [[]]
    marks = []
    for line in path.read_text("utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("#") or len(cells) < 5:
            if sentences[-1]:
                sentences.append([])
            continue
        sentences[-1].append(cells[3])
        marks.append(cells[-1])
    sentences = [sentence for sentence in sentences if sentence]
    raw, spans = joined(sentences)
    return Text(path.stem, sentences, raw, spans, None, chains_of(marks, path))


def joined(sentences: Sequence[Sequence[str]]) -> tuple[str, Runs]:
    """Raw text of tokens, and their spans: spaces between them but before closing and after opening marks."""
    raw = ""
    spans: Runs = []
    for sentence in sentences:
        before = ""
        for token in sentence:
            if raw and token not in _CLOSING and before not in _OPENING:
                raw += " "
            spans.append((len(raw), len(raw) + len(token)))
            raw += token
            before = token
    return raw, spans


def chains_of(marks: Sequence[str], path: Path) -> list[list[Mention]]:
    """Chains from brackets: `(3` opens a mention of chain 3, `3)` closes the last one open, `(3)` is one token.

    Raises BenchmarkError, naming the file, where a bracket has no other half.
    """
    chains: dict[str, list[Mention]] = {}
    waiting: dict[str, list[int]] = {}
    for token, mark in enumerate(marks):
        for match in _BRACKET.finditer(mark):
            alone, opens, closes = match.groups()
            if alone:
                chains.setdefault(alone, []).append((token, token))
            elif opens:
                waiting.setdefault(opens, []).append(token)
            elif not waiting.get(closes):
                raise BenchmarkError(f"{path}: token {token} closes chain {closes}, which is not open")
            else:
                chains.setdefault(closes, []).append((waiting[closes].pop(), token))
    still = [chain for chain, tokens in waiting.items() if tokens]
    if still:
        raise BenchmarkError(f"{path}: chain {still[0]} is not closed")
    seen: set[Mention] = set()
    found = []
    for chain in chains.values():  # a span marked twice counts once, in the chain that is named first
        kept = [mention for mention in dict.fromkeys(chain) if mention not in seen]
        seen.update(kept)
        if kept:
            found.append(sorted(kept))
    return sorted(found)


def _rows(path: Path) -> list[list[str]]:
    lines = [line for line in path.read_text("utf-8").split("\n") if line.strip() and not line.startswith("#")]
    rows = [line.rstrip("\r").split("\t") for line in lines]
    for row in rows:
        if len(row) < 3:
            raise BenchmarkError(f"{path}: not number, token and chains: {row}")
    return rows
