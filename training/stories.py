"""One event told in several documents: ECB+ and the Gun Violence Corpus, as stories read together."""

from __future__ import annotations

import csv
import json
import random
import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from lxml import etree

from dateline.reader.tokens import words_of
from training.documents import Sentence

HELD_TOPICS = frozenset({"2", "5", "12", "18", "21", "23", "34", "35"})
"""Topics of ECB+ that are never trained on."""


@dataclass(slots=True)
class Story:
    """Documents that belong together, each its sentences; the same word of two stories is never one event."""

    documents: list[list[Sentence]] = field(default_factory=list)


def event_stories(data: Path, *, held: bool = False) -> list[Story]:
    """Every story for training: ECB+ by topic, the Gun Violence Corpus by a few incidents; or those held back."""
    numbers = count()
    part = "dev" if held else "train"
    return [*_topics(data / "ecbplus", numbers, held=held), *_incidents(data / "gvc" / part, numbers)]


def _topics(folder: Path, numbers: count[int], *, held: bool) -> list[Story]:
    """ECB+: the validated sentences of every topic, event and human mentions labelled."""
    validated: dict[tuple[str, str], set[int]] = defaultdict(set)
    with (folder / "sentences.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            validated[row["Topic"], row["File"]].add(int(row["Sentence Number"]))
    stories = []
    for topic in sorted((path for path in folder.iterdir() if path.is_dir()), key=lambda path: int(path.name)):
        if (topic.name in HELD_TOPICS) != held:
            continue
        story, ids = Story(), defaultdict(lambda: next(numbers))
        for path in sorted(topic.glob("*.xml")):
            kept = validated.get((topic.name, path.stem.split("_", 1)[1]))
            if kept:
                story.documents.append(_ecb_document(path, kept, ids))
        stories.append(story)
    return stories


def _ecb_document(path: Path, kept: set[int], ids: dict[str, int]) -> list[Sentence]:
    root = etree.parse(str(path)).getroot()
    place: dict[str, tuple[int, int]] = {}
    words: dict[int, list[str]] = defaultdict(list)
    for token in root.iter("token"):
        sentence = int(token.get("sentence"))
        place[token.get("t_id")] = (sentence, len(words[sentence]))
        words[sentence].append(token.text or "-")
    chain: dict[str, str] = {}
    for relation in root.find("Relations"):
        note = relation.get("note") if relation.tag == "CROSS_DOC_COREF" else f"{path.name}:{relation.get('r_id')}"
        for source in relation.findall("source"):
            chain[source.get("m_id")] = note
    sentences = {number: Sentence(words[number], bounded=False) for number in sorted(kept) if words.get(number)}
    for mention in root.find("Markables"):
        anchors = [place[anchor.get("t_id")] for anchor in mention.findall("token_anchor")]
        event, human = mention.tag.startswith(("ACTION", "NEG_ACTION")), mention.tag.startswith("HUMAN")
        if not anchors or not (event or human) or anchors[0][0] not in sentences:
            continue
        sentence, word = anchors[0] if event else anchors[-1]
        name = chain.get(mention.get("m_id"), f"{path.name}:{mention.get('m_id')}")
        sentences[sentence].chains[word] = ids[name]
    return list(sentences.values())


def _incidents(folder: Path, numbers: count[int], together: int = 8) -> list[Story]:
    """The Gun Violence Corpus: passages with event mentions, the documents of eight incidents to a story."""
    mentions: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for line in (folder / "mentions.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["plausible"]:
            mentions[row["doc"], row["part"]][row["start"]] = row["cluster"]
    ids: dict[str, int] = defaultdict(lambda: next(numbers))
    incidents: dict[str, list[list[Sentence]]] = defaultdict(list)
    for line in (folder / "docs.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        sentences = []
        for part in ("title", "body"):
            found = mentions.get((row["id"], part), {})
            for block in re.finditer(r"[^\n]+", row[part]):
                pairs = words_of(block.group())
                chains = {
                    word: ids[found[block.start() + start]]
                    for word, (start, _) in enumerate(pairs)
                    if block.start() + start in found
                }
                if chains and len(pairs) < 90:
                    words = [block.group()[start:end] for start, end in pairs]
                    sentences.append(Sentence(words, chains=chains, bounded=False))
        if sentences:
            incidents[row["incident"]].append(sentences[:4])
    names = sorted(incidents)
    random.Random(0).shuffle(names)
    return [
        Story([document for name in names[start : start + together] for document in incidents[name]])
        for start in range(0, len(names), together)
    ]
