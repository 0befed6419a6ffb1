"""The run of task `roles`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from benchmarks.roles.files import Sentence, read_frames
from benchmarks.roles.naive import naive_frames
from benchmarks.roles.scores import Roles
from benchmarks.splits import split_files
from benchmarks.task import Options, Outcome, Task
from benchmarks.treebank import groups_of_ids, sentences_by_id
from dateline.model.reading import Reading


class ReadsWords(Protocol):
    """What is scored: dateline's reader, or anything that reads like it."""

    def read_words(self, sentences: list[list[str]]) -> Reading:
        """The Reading of given words and sentences."""
        ...


def texts_of(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """The sentences as texts: those whose ids follow one another."""
    rest = iter(sentences)
    return [[next(rest) for _ in group] for group in groups_of_ids([sentence.id for sentence in sentences])]


def score(reader: ReadsWords, texts: Sequence[Sequence[Sentence]], heads: dict[str, list[int]]) -> tuple[Roles, Roles]:
    """The reader's scores, and the baseline's on the same trees. `heads` has gold trees by sentence id."""
    ours, naive = Roles(), Roles()
    for text in texts:
        reading = reader.read_words([sentence.words for sentence in text])
        trees = [heads.get(sentence.id) for sentence in text]
        ours.add(text, reading, trees)
        naive.add(text, naive_frames(reading), trees)
    return ours, naive


def run(options: Options) -> Outcome:
    """Score the shipped reader; `--limit` counts sentences."""
    from dateline.reader import Reader

    files, split = split_files(options.folder(), options.split, [".jsonl"])
    sentences = [sentence for path in files for sentence in read_frames(path)][: options.limit]
    known = sentences_by_id(files[0].parent, [sentence.id for sentence in sentences])
    heads = {
        sentence.id: known[sentence.id].heads
        for sentence in sentences
        if sentence.id in known and known[sentence.id].words == sentence.words
    }
    reader = Reader.shipped()
    ours, naive = score(reader, texts_of(sentences), heads)
    apart = ours.auxiliary.predicates.gold
    notes = [
        f"model {reader.version}; {len(sentences)} sentences, gold trees for the heads of {len(heads)} of them",
        f"the keys leave auxiliaries out: {apart} of {apart + ours.plain.predicates.gold} gold predicates",
        "argument keys: over found predicates, missed and wrong ones counted; “on gold predicates”: over those found",
    ]
    return Outcome(
        split=split,
        n=ours.plain.predicates.gold,
        scores=ours.scores(),
        baselines={"verbs and their subjects": {**naive.scores(), **naive.rows()}},
        rows=ours.rows(),
        notes=tuple(notes),
    )


TASK = Task(
    name="roles",
    summary="Predicates, their PropBank senses and their arguments, on gold words.",
    unit="gold predicates, auxiliaries left out",
    keys=("predicate_f1", "sense_accuracy", "argument_head_f1", "argument_span_f1"),
    run=run,
)
