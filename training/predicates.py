"""Predicates of EWT: PropBank frames, and how far each is told as having happened (UDS factuality)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from training.documents import Frame, Sentence


@dataclass(frozen=True, slots=True)
class Predicates:
    """By sentence id: words with their frames as spans, and factuality by word."""

    frames: dict[str, tuple[list[str], list[tuple[int, str, list[tuple[str, int, int]]]]]]
    factual: dict[str, dict[int, float]]

    @classmethod
    def of(cls, frames: Path, factuality: Path) -> Predicates:
        """From the two files (JSON lines); a sense "-" is none."""
        found: dict[str, tuple[list[str], list[tuple[int, str, list[tuple[str, int, int]]]]]] = {}
        for line in frames.read_text("utf-8").splitlines():
            row = json.loads(line)
            kept = [
                (frame["pred"], frame["roleset"], [(role, first, end - 1) for role, first, end in frame["args"]])
                for frame in row["frames"]
                if frame["roleset"] != "-"
            ]
            found[row["sent_id"]] = (row["words"], kept)
        factual: dict[str, dict[int, float]] = {}
        for line in factuality.read_text("utf-8").splitlines():
            row = json.loads(line)
            factual.setdefault(row["sent_id"], {})[row["word"] - 1] = row["factual"]
        return cls(found, factual)

    def add_to(self, identity: str, sentence: Sentence) -> None:
        """Give a sentence its frames and factuality, where its words are the same."""
        words, frames = self.frames.get(identity, ([], []))
        if words == sentence.words:
            heads = sentence.heads or []
            sentence.frames = [
                Frame(word, sense, tuple((role, head_of(heads, first, last)) for role, first, last in arguments))
                for word, sense, arguments in frames
            ]
        sentence.factual = {
            word: value for word, value in self.factual.get(identity, {}).items() if word < len(sentence.words)
        }


def head_of(heads: list[int], first: int, last: int) -> int:
    """The first word of a span whose head lies outside it."""
    return next((word for word in range(first, last + 1) if not first <= heads[word] <= last), first)
