"""PropBank frames joined with the words of a treebank: JSON lines, one sentence each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from benchmarks.task import BenchmarkError

AUXILIARY = frozenset({"be.01", "be.03", "have.01", "do.01"})
"""Senses of auxiliaries: the copula, and the auxiliaries "be", "have" and "do"."""

Role = tuple[str, int, int]
"""Role, first and last word (inclusive)."""


@dataclass(slots=True)
class GoldFrame:
    """One predicate."""

    word: int
    sense: str
    arguments: list[Role]


@dataclass(slots=True)
class Sentence:
    """The words of a sentence and its frames; words count from 0."""

    id: str
    words: list[str]
    frames: list[GoldFrame]


def read_frames(path: Path) -> list[Sentence]:
    """Every sentence of one file; raises BenchmarkError where a line is none, naming file and line."""
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            frames = [
                GoldFrame(
                    frame["pred"], frame["roleset"], [(role, first, end - 1) for role, first, end in frame["args"]]
                )
                for frame in row["frames"]
            ]
            sentence = Sentence(row["sent_id"], row["words"], frames)
        except (json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
            raise BenchmarkError(f"{path}:{number}: not a sentence with frames: {error}") from error
        found.append(sentence)
    return found
