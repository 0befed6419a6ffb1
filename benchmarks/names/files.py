"""Gold names from column files: UNER's .iob2, WNUT, wikigold and CrossNER, Worldwide's folder of .tsv.

Tags may be IOB1, IOB2 (BIO) or BIOES; nested names stand in further columns, of which only the first (the outermost)
is read.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from benchmarks.task import BenchmarkError

Named = tuple[int, int, str]
"""First and last token (inclusive) of a name, and its type."""

KINDS = ("PER", "ORG", "LOC")
_TABLE: dict[str, list[str]] = tomllib.loads(
    resources.files("benchmarks.names").joinpath("kinds.toml").read_text("utf-8")
)
KIND_OF = {name.lower(): kind for kind, names in _TABLE.items() for name in names}


@dataclass(slots=True)
class Sentence:
    """Tokens as the file has them, and their gold names."""

    tokens: list[str]
    names: list[Named]


@dataclass(slots=True)
class Document:
    """Sentences that follow one another."""

    sentences: list[Sentence]


def read_names(path: Path) -> list[Document]:
    """Documents of one file. A .tsv is one document, an .iob2 has marks, elsewhere each sentence stands alone."""
    text = path.read_text("utf-8-sig")
    documents: list[Document] = []
    for block in re.split(r"\n[ \t\r]*\n", text):
        lines = [line.rstrip("\r") for line in block.splitlines() if line.strip()]
        rows = [_cells(line, path) for line in lines if not (line.startswith("#") and path.suffix == ".iob2")]
        rows = [row for row in rows if row[0] != "-DOCSTART-"]
        alone = path.suffix not in (".tsv", ".iob2")
        if not documents or alone or re.search(r"^# newdoc\b", block, re.MULTILINE):
            documents.append(Document([]))
        if rows:
            tokens = [token for token, _ in rows]
            documents[-1].sentences.append(Sentence(tokens, spans_of([tag for _, tag in rows])))
    return [document for document in documents if document.sentences]


def _cells(line: str, path: Path) -> tuple[str, str]:
    """Token and tag of one line; a line of a token alone has no name (a few of Worldwide's)."""
    cells = line.split("\t") if "\t" in line else line.split(" ")
    if path.suffix == ".iob2":
        if len(cells) < 3 or not cells[0].isdigit():
            raise BenchmarkError(f"{path}: not a line of number, token and tag: {line!r}")
        return cells[1], cells[2]
    return cells[0].strip() or cells[0], cells[1].strip() if len(cells) > 1 and cells[1].strip() else "O"


def spans_of(tags: list[str]) -> list[Named]:
    """Names from tags, in order, types in PER, ORG, LOC; others are left out.

    B and S begin a name, I and E go on with one of the same type (and begin one where there is none), E and S end it.
    """
    found: list[list[int | str]] = []
    open_kind = ""
    for index, tag in enumerate(tags):
        mark, _, kind = tag.partition("-")
        if mark not in ("B", "I", "E", "S", "L", "U") or not kind:
            open_kind = ""
            continue
        if mark in "BSU" or kind != open_kind:
            found.append([index, index, kind])
        else:
            found[-1][1] = index
        open_kind = "" if mark in "ESLU" else kind
    known = [(int(first), int(last), KIND_OF.get(str(kind).lower())) for first, last, kind in found]
    return [(first, last, kind) for first, last, kind in known if kind is not None]
