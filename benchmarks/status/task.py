"""The run of task `status`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Protocol

from benchmarks.counts import harmonic
from benchmarks.splits import split_files
from benchmarks.task import BenchmarkError, Options, Outcome, Score, Task
from benchmarks.treebank import Sentence, groups_of_ids, sentences_by_id
from dateline.model.reading import Reading

_UNREAL = frozenset("not n't never no if whether would could may might should must can will shall ca wo".split())


@dataclass(frozen=True, slots=True)
class Judged:
    """One word (counted from 0) of a sentence, how far it is told as having happened, and how sure people were."""

    sentence: str
    word: int
    factual: float
    confidence: float


class ReadsWords(Protocol):
    """What is scored: dateline's reader, or anything that reads like it."""

    def read_words(self, sentences: list[list[str]]) -> Reading:
        """The Reading of given words and sentences."""
        ...


def read_judged(path: Path) -> list[Judged]:
    """Every line of one file; raises BenchmarkError where a line is not of the format, naming file and line."""
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            found.append(
                Judged(row["sent_id"], row["word"] - 1, float(row["factual"]), float(row.get("confidence", 1)))
            )
        except (json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
            raise BenchmarkError(f"{path}:{number}: not a word with its factuality: {error}") from error
    return found


def values_of(
    reader: ReadsWords, judged: Sequence[Judged], sentences: dict[str, Sentence]
) -> tuple[list[float], list[float]]:
    """For each judged word the reader's value and the baseline's. All sentences must be known."""
    wanted: dict[str, list[int]] = {}
    for number, one in enumerate(judged):
        wanted.setdefault(one.sentence, []).append(number)
    ours, naive = [0.0] * len(judged), [0.0] * len(judged)
    for text in groups_of_ids(sorted(wanted)):
        reading = reader.read_words([sentences[identity].words for identity in text])
        first = 0
        for identity in text:
            for number in wanted[identity]:
                word = first + judged[number].word
                ours[number] = reading.factuality[word] if reading.factuality else 0.0
                naive[number] = _naive(reading, word)
            first += len(sentences[identity].words)
    return ours, naive


def _naive(reading: Reading, word: int) -> float:
    below = (reading.words[child].lower() for child in reading.children[word])
    return -1.0 if any(one in _UNREAL for one in below) or reading.labels[word] == "xcomp" else 1.0


def scores_of(gold: Sequence[float], found: Sequence[float]) -> dict[str, Score]:
    """The keys."""
    return {"pearson_r": pearson(gold, found), "happened_macro_f1": happened_macro_f1(gold, found)}


def pearson(one: Sequence[float], other: Sequence[float]) -> float | None:
    """The correlation of two lists; 0 where the second does not vary, None where the first does not."""
    count = len(one)
    if not count:
        return None
    mean, other_mean = sum(one) / count, sum(other) / count
    spread = sum((value - mean) ** 2 for value in one)
    other_spread = sum((value - other_mean) ** 2 for value in other)
    if spread == 0:
        return None
    if other_spread == 0:
        return 0.0
    return sum((a - mean) * (b - other_mean) for a, b in zip(one, other, strict=True)) / sqrt(spread * other_spread)


def happened_macro_f1(gold: Sequence[float], found: Sequence[float]) -> float | None:
    """Mean F1 of the classes above 0 and not above 0; None where there is nothing."""
    if not gold:
        return None
    total = 0.0
    for happened in (True, False):
        right = sum((a > 0) == happened == (b > 0) for a, b in zip(gold, found, strict=True))
        given = sum((value > 0) == happened for value in found)
        wanted = sum((value > 0) == happened for value in gold)
        total += harmonic(right / given if given else 0.0, right / wanted if wanted else 0.0)
    return total / 2


def run(options: Options) -> Outcome:
    """Score the shipped reader; `--limit` counts judged words."""
    from dateline.reader import Reader

    files, split = split_files(options.folder(), options.split, [".jsonl"])
    judged = [one for path in files for one in read_judged(path)][: options.limit]
    sentences = sentences_by_id(files[0].parent, {one.sentence for one in judged})
    missing = sorted({one.sentence for one in judged} - sentences.keys())
    if missing:
        raise BenchmarkError(
            f"{files[0]}: no CoNLL-U file in its folder or one beside it has the sentence {missing[0]} "
            f"({len(missing)} are missing)"
        )
    beyond = [one for one in judged if not 0 <= one.word < len(sentences[one.sentence].words)]
    if beyond:
        raise BenchmarkError(f"{files[0]}: {beyond[0].sentence} has no word {beyond[0].word + 1}")
    reader = Reader.shipped()
    found, naive = values_of(reader, judged, sentences)
    gold = [one.factual for one in judged]
    sure = [number for number, one in enumerate(judged) if one.confidence >= 1]
    surely = scores_of([gold[number] for number in sure], [found[number] for number in sure])
    return Outcome(
        split=split,
        n=len(judged),
        scores=scores_of(gold, found),
        baselines={"no negation, modal or if": scores_of(gold, naive), "always": scores_of(gold, [1.0] * len(gold))},
        rows={f"{key} where people were sure": value for key, value in surely.items()},
        notes=(f"model {reader.version}; {len(sentences)} sentences",),
    )


TASK = Task(
    name="status",
    summary="How far each predicate is told as having happened.",
    unit="judged words",
    keys=("pearson_r", "happened_macro_f1"),
    run=run,
)
