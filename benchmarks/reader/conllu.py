"""Gold trees from CoNLL-U, and the raw text that they came from.

A word of the raw text has a span. Where a token of several words ("don't") is the words' letters one after the other
("do", "n't"), each word is a span of its own; otherwise the token's surface is one span.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.task import BenchmarkError

BLOCKS = frozenset(
    "p head item list caption figure table row cell sp l lg div note label byline dateline opener closer salute "
    "signed trailer postscript".split()
)
"""Elements of GUM's XML (TEI) that stand on lines of their own: before and after them a paragraph ends."""

Runs = list[tuple[int, int]]


@dataclass(slots=True)
class Tree:
    """One sentence. `heads` count from 0, -1 is the root; `spans` are those of its words in `text`."""

    words: list[str]
    lemmas: list[str]
    upos: list[str]
    heads: list[int]
    labels: list[str]
    text: str
    spans: Runs
    paragraph: bool
    """Whether a paragraph starts with it."""


@dataclass(slots=True)
class Document:
    """Sentences that belong together."""

    trees: list[Tree] = field(default_factory=list)

    def raw(self) -> tuple[str, Runs, Runs]:
        """The text, and the spans of its words and of its sentences."""
        text = ""
        words: Runs = []
        sentences: Runs = []
        for tree in self.trees:
            if text:
                text += "\n" if tree.paragraph else " "
            words += [(len(text) + start, len(text) + end) for start, end in tree.spans]
            sentences.append((len(text) + tree.spans[0][0], len(text) + tree.spans[-1][1]))
            text += tree.text
        return text, words, sentences


def read_documents(path: Path) -> list[Document]:
    """Documents of one CoNLL-U file; paragraphs by the XML file of the same name in a sister folder `xml/`, if any."""
    documents: list[Document] = []
    blocks = re.split(r"\n[ \t]*\n", path.read_text("utf-8"))
    blocks = [block for block in blocks if re.search(r"^\d", block, re.MULTILINE)]
    breaks = _paragraphs(path, len(blocks))
    for number, block in enumerate(blocks):
        if not documents or re.search(r"^# newdoc\b", block, re.MULTILINE):
            documents.append(Document())
        starts = bool(re.search(r"^# newpar\s*(?:$|id\b)", block, re.MULTILINE)) or number in breaks
        documents[-1].trees.append(_tree(block, starts, path))
    return documents


def _tree(block: str, paragraph: bool, path: Path) -> Tree:
    rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
    words = [row for row in rows if row[0].isdigit()]
    stated = re.search(r"^# text = (.*)$", block, re.MULTILINE)
    text = stated.group(1) if stated else " ".join(_surfaces(rows))
    return Tree(
        words=[row[1] for row in words],
        lemmas=[row[2] for row in words],
        upos=[row[3] for row in words],
        heads=[int(row[6]) - 1 for row in words],
        labels=[row[7] for row in words],
        text=text,
        spans=_spans(rows, text, path),
        paragraph=paragraph,
    )


def _surfaces(rows: list[list[str]]) -> list[str]:
    return [surface for surface, _ in _tokens(rows)]


def _tokens(rows: list[list[str]]) -> list[tuple[str, list[str]]]:
    """Surface tokens with the words in them, empty nodes left out."""
    found: list[tuple[str, list[str]]] = []
    covered = 0
    for row in rows:
        if "-" in row[0]:
            covered = int(row[0].split("-")[1])
            found.append((row[1], []))
        elif row[0].isdigit() and int(row[0]) <= covered:
            found[-1][1].append(row[1])
        elif row[0].isdigit():
            found.append((row[1], [row[1]]))
    return found


def _spans(rows: list[list[str]], text: str, path: Path) -> Runs:
    spans: Runs = []
    position = 0
    for surface, words in _tokens(rows):
        while position < len(text) and text[position].isspace():
            position += 1
        if not text.startswith(surface, position):
            raise BenchmarkError(f"{path}: {surface!r} is not in its sentence's text after {position} characters")
        pieces = words if "".join(words) == surface else [surface]
        for piece in pieces:
            spans.append((position, position + len(piece)))
            position += len(piece)
    return spans


def _paragraphs(path: Path, count: int) -> set[int]:
    """Numbers of the sentences before which an element of `BLOCKS` opens or closes; empty where there is no XML.

    An XML file with another number of sentences is not the same text, and is left aside.
    """
    beside = path.parent.parent / "xml" / f"{path.stem}.xml"
    if not beside.is_file():
        return set()
    found: set[int] = set()
    sentence, pending, inside = 0, False, False
    for element in re.finditer(r"^<(/?)(\w+)[^\n]*>\s*$", beside.read_text("utf-8"), re.MULTILINE):
        if element.group(2) == "s":
            inside = not element.group(1)
            if inside and pending:
                found.add(sentence)
            sentence, pending = sentence + inside, pending and not inside
        elif element.group(2) in BLOCKS and not inside:
            pending = True
    return found if sentence == count else set()
