"""Gold mentions of ECB+ and GVC, in documents of tokens or of raw text."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from benchmarks.coreference.files import joined
from benchmarks.reader.conllu import Runs
from benchmarks.splits import split_files
from benchmarks.task import BenchmarkError

DEV_TOPICS = frozenset({"2", "5", "12", "18", "21", "23", "34", "35"})
"""The topics of ECB+ that the usual protocol keeps for development."""

_EVENT = re.compile(r"^(?:NEG_)?ACTION_")
_HUMAN = re.compile(r"^HUMAN_")


@dataclass(frozen=True, slots=True)
class Mention:
    """A gold mention: code points of its words in the document's text, which may lie apart, and its chain."""

    spans: tuple[tuple[int, int], ...]
    chain: str


@dataclass(slots=True)
class Document:
    """One document; `tokens` and `spans` where the data have tokens, else None; `scored` are the runs that count."""

    id: str
    topic: str
    text: str
    published: str | None
    tokens: list[list[str]] | None
    spans: Runs
    scored: Runs
    events: list[Mention] = field(default_factory=list)
    participants: list[Mention] = field(default_factory=list)


def read_ecb(data: Path, split: str | None, limit: int | None) -> list[Document]:
    """Documents of the split with a mention that counts, or validated sentences; the first `limit` of them."""
    if split is None:
        raise BenchmarkError(f"{data}: ECB+ has no default split: give --split dev, train or test (every topic)")
    validated = _validated(data)
    found: list[Document] = []
    for folder in sorted(
        (path for path in data.iterdir() if path.is_dir()), key=lambda path: (len(path.name), path.name)
    ):
        if (split == "dev") != (folder.name in DEV_TOPICS) and split != "test":
            continue
        for path in sorted(folder.glob("*.xml")):
            if limit is not None and len(found) >= limit:
                return found
            wanted = validated.get(path.stem) if validated is not None else None
            if validated is None or wanted:
                found.append(_ecb_document(path, folder.name, wanted))
    return found


def _validated(data: Path) -> dict[str, set[str]] | None:
    """Validated sentences by file; None where the data don't say."""
    path = data / "sentences.csv"
    if not path.is_file():
        return None
    found: dict[str, set[str]] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(f"{row['Topic'].strip()}_{row['File'].strip()}", set()).add(row["Sentence Number"].strip())
    return found


def _ecb_document(path: Path, topic: str, validated: set[str] | None) -> Document:
    try:
        root = ET.fromstring(path.read_bytes())  # noqa: S314 (a file that the user names, on their machine)
    except ET.ParseError as error:
        raise BenchmarkError(f"{path}: not XML: {error}") from error
    by_sentence: dict[str, list[ET.Element]] = {}
    for token in root.iter("token"):
        by_sentence.setdefault(token.get("sentence", "0"), []).append(token)
    sentences = [[token.text or "" for token in tokens] for tokens in by_sentence.values()]
    text, spans = joined(sentences)
    elements = [token for tokens in by_sentence.values() for token in tokens]
    span_of = {token.get("t_id"): span for token, span in zip(elements, spans, strict=True)}
    sentence_of = {token.get("t_id"): token.get("sentence", "0") for token in elements}
    scored: Runs = []
    position = 0
    for number, tokens in by_sentence.items():
        if (validated is None or number in validated) and tokens:
            scored.append((spans[position][0], spans[position + len(tokens) - 1][1]))
        position += len(tokens)
    document = Document(path.stem, topic, text, None, sentences, spans, scored)
    chains = _chains(root, path.stem)
    for markable in root.iter():
        words = [anchor.get("t_id") for anchor in markable.findall("token_anchor")]
        kind = document.events if _EVENT.match(markable.tag) else document.participants
        if not words or not (_EVENT.match(markable.tag) or _HUMAN.match(markable.tag)):
            continue
        if any(word not in span_of for word in words):
            raise BenchmarkError(f"{path}: markable {markable.get('m_id')} names a token that is not there")
        if validated is None or sentence_of[words[0]] in validated:
            chain = chains.get(markable.get("m_id", ""), f"{path.stem} {markable.get('m_id')}")
            kind.append(Mention(tuple(span_of[word] for word in words), chain))
    for kind in (document.events, document.participants):
        kind.sort(key=lambda mention: mention.spans)
    return document


def _chains(root: ET.Element, document: str) -> dict[str, str]:
    """The chain of each markable that a relation joins: across documents by its instance, else within this one."""
    found = {}
    instances = {element.get("m_id"): element.get("instance_id") for element in root.iter() if element.get("m_id")}
    for relation in root.iter():
        if relation.tag not in ("CROSS_DOC_COREF", "INTRA_DOC_COREF"):
            continue
        target = relation.find("target")
        instance = relation.get("note") or (instances.get(target.get("m_id")) if target is not None else None)
        within = f"{document} {relation.get('r_id')}"
        chain = instance if relation.tag == "CROSS_DOC_COREF" and instance else within
        for source in relation.findall("source"):
            found[source.get("m_id", "")] = chain
    return found


def is_gvc(data: Path) -> bool:
    """Whether a folder is GVC's, or one of its parts."""
    return any((folder / "mentions.jsonl").is_file() for folder in (data, *data.glob("*/")))


def read_gvc(data: Path, split: str | None, limit: int | None) -> tuple[list[Document], str, int]:
    """Documents of the split (title, line break, body), its name, and how many mentions don't stand in their text."""
    files, split = split_files(data, split, [".jsonl"])
    folder = files[0].parent
    documents: dict[str, Document] = {}
    body: dict[str, int] = {}
    for row in _lines(folder / "docs.jsonl"):
        if limit is not None and len(documents) >= limit:
            break
        title = (row.get("title") or "").rstrip()
        text = f"{title}\n\n{row.get('body') or ''}"
        body[row["id"]] = len(title) + 2
        documents[row["id"]] = Document(row["id"], "", text, row.get("dct"), None, [], [(0, len(text))])
    lost = 0
    for row in _lines(folder / "mentions.jsonl"):
        document = documents.get(row["doc"])
        if document is None:
            lost += limit is None
            continue
        shift = body[row["doc"]] if row["part"] == "body" else 0
        span = (row["start"] + shift, row["end"] + shift)
        if document.text[slice(*span)] != row["text"]:
            lost += 1
        elif all(mention.spans != (span,) for mention in document.events):
            document.events.append(Mention((span,), row["cluster"]))
    for document in documents.values():
        document.events.sort(key=lambda mention: mention.spans)
    return list(documents.values()), split, lost


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        raise BenchmarkError(f"{path}: there is no such file")
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip():
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise BenchmarkError(f"{path}:{number}: not JSON: {error}") from error
