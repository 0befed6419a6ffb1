"""The training data as one form: documents of sentences, whatever is labelled marked, the rest left open.

Each corpus labels some layers only. A layer that a corpus does not have is `None`, and its head is not trained there.
Which corpora may be used is said in the data folder's README (*ship*); nothing else is read here.
"""

from __future__ import annotations

import re
from pathlib import Path

from dateline.reader.tokens import words_of
from training.documents import Document, Sentence
from training.entities import gum_documents
from training.predicates import Predicates
from training.treebanks import read_trees


def tree_documents(
    paths: list[Path],
    names: dict[str, tuple[list[str], list[str]]] | None = None,
    predicates: Predicates | None = None,
) -> list[Document]:
    """Documents of CoNLL-U files; `names` gives (words, BIO) by sentence id and is used where the words agree."""
    documents: list[Document] = []
    for path in paths:
        for identity, starts, sentence in read_trees(path):
            if starts or not documents:
                documents.append(Document())
            found = (names or {}).get(identity)
            if found and found[0] == sentence.words:
                sentence.names, sentence.open_types = found[1], frozenset({"NORP", "MISC"})
            if predicates is not None:
                predicates.add_to(identity, sentence)
            documents[-1].sentences.append(sentence)
    return documents


def universal_names(path: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Words and BIO names by sentence id from an UNER `.iob2` file."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for block in path.read_text("utf-8").split("\n\n"):
        identity = re.search(r"^# sent_id = (.+)$", block, re.MULTILINE)
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        if identity and rows:
            known = [row[2] if row[2][2:] in ("PER", "ORG", "LOC") else "O" for row in rows]
            found[identity.group(1).strip()] = ([row[1] for row in rows], known)
    return found


_COLUMN_TYPES = {
    "PER": "PER", "person": "PER", "politician": "PER", "writer": "PER", "scientist": "PER", "researcher": "PER",
    "musicalartist": "PER", "ORG": "ORG", "organisation": "ORG", "corporation": "ORG", "group": "ORG", "band": "ORG",
    "politicalparty": "ORG", "university": "ORG", "LOC": "LOC", "location": "LOC", "country": "LOC", "MISC": "MISC",
    "misc": "MISC", "product": "MISC", "creative-work": "MISC", "event": "MISC", "election": "MISC", "award": "MISC",
    "book": "MISC", "album": "MISC", "song": "MISC", "poem": "MISC", "magazine": "ORG", "conference": "MISC",
    "academicjournal": "ORG",
}  # fmt: skip


def column_documents(path: Path, word_column: int = 0) -> list[Document]:
    """Names from a two-column file (wikigold, WNUT, CrossNER); the words are cut as the treebanks cut them."""
    sentences: list[Sentence] = []
    for block in re.split(r"\n\s*\n", path.read_text("utf-8")):
        words: list[str] = []
        tags: list[str] = []
        previous = "O"
        for line in block.splitlines():
            cells = line.split()
            if len(cells) < 2 or cells[0] == "-DOCSTART-":
                continue
            tag = cells[-1]
            kind = "O" if tag == "O" else _COLUMN_TYPES.get(tag[2:], "O")
            begins = tag.startswith("B-") or previous != tag[2:]
            previous = "" if tag == "O" else tag[2:]
            pieces = [cells[word_column][start:end] for start, end in words_of(cells[word_column])]
            for index, piece in enumerate(pieces or [cells[word_column]]):
                words.append(piece)
                tags.append("O" if kind == "O" else ("B-" if begins and index == 0 else "I-") + kind)
        if words:
            sentences.append(Sentence(words=words, other_names=tags, open_types=frozenset({"NORP"}), bounded=False))
    return [Document(sentences=[sentence], ordered=False) for sentence in sentences]


_INLINE = re.compile(r"\[([A-Z]+) ([^\]]+)\]")
_INLINE_TYPES = {"PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "NORP", "MISC": "MISC"}


def inline_documents(path: Path) -> list[Document]:
    """Our own news sentences: `[TYPE words]` in running text, passages parted by blank lines."""
    documents: list[Document] = []
    for block in re.split(r"\n\s*\n", path.read_text("utf-8")):
        document = Document()
        for line in block.splitlines():
            text, spans = "", []
            position = 0
            for match in _INLINE.finditer(line):
                text += line[position : match.start()]
                spans.append((len(text), len(text) + len(match.group(2)), _INLINE_TYPES[match.group(1)]))
                text += match.group(2)
                position = match.end()
            text += line[position:]
            words, tags = [], []
            for start, end in words_of(text):
                inside = next((span for span in spans if span[0] <= start < span[1]), None)
                words.append(text[start:end])
                tags.append("O" if inside is None else ("B-" if start == inside[0] else "I-") + inside[2])
            if words:
                document.sentences.append(Sentence(words=words, names=tags))
        if document.sentences:
            documents.append(document)
    return documents


def role_documents(data: Path, part: str) -> list[Document]:
    """EWT with trees, names, frames and factuality."""
    return tree_documents(
        [data / f"ud-ewt/{part}.conllu"],
        universal_names(data / f"uner-ewt/{part}.iob2"),
        Predicates.of(data / f"propbank-ewt/{part}.jsonl", data / f"uds-factuality/{part}.jsonl"),
    )


def training_documents(data: Path, own: Path, gum: int = 1) -> list[Document]:
    """Everything the reader is trained on, in a fixed order; GUM, the treebank nearest to news, `gum` times."""
    documents = role_documents(data, "train")
    documents += gum_documents(data / "gum-open/train") * gum
    documents += column_documents(data / "wikigold/wikigold.conll.txt")
    documents += column_documents(data / "wnut17/train.conll")
    for folder in sorted((data / "crossner").iterdir()):
        documents += column_documents(folder / "train.txt")
    for path in sorted(own.glob("*.txt")):
        documents += inline_documents(path) * 2  # the one set that is news, and in our own scheme throughout
    return documents
