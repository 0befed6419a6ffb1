"""The run of task `reader`."""

from __future__ import annotations

import argparse
from itertools import islice
from pathlib import Path
from typing import Protocol

from benchmarks.reader.conllu import Document, read_documents
from benchmarks.reader.naive import naive_cuts, naive_reading
from benchmarks.reader.scores import Cuts, Trees, runs_of
from benchmarks.splits import split_files
from benchmarks.task import Options, Outcome, Score, Task
from dateline.model.reading import Reading

KEYS = ("upos", "uas", "las", "lemma", "sentence_f1", "word_f1")


class ReadsWords(Protocol):
    """What is scored: dateline's reader, or anything that reads like it."""

    def read(self, text: str) -> Reading:
        """The Reading of raw text."""
        ...

    def read_words(self, sentences: list[list[str]]) -> Reading:
        """The Reading of given words and sentences."""
        ...


def load(files: list[Path], limit: int | None) -> list[Document]:
    """Documents of the files, in their order; `limit` counts sentences, over all files."""
    documents = (document for file in files for document in read_documents(file))
    if limit is None:
        return list(documents)
    kept: list[Document] = []
    for document in documents:
        room = limit - sum(len(one.trees) for one in kept)
        if room <= 0:
            break
        kept.append(Document(list(islice(document.trees, room))))
    return kept


def score(reader: ReadsWords, documents: list[Document], *, raw: bool = True) -> dict[str, Score]:
    """The six keys (the four on gold words, where `raw` is False)."""
    trees, cuts = Trees(), Cuts()
    for document in documents:
        trees.add(document, reader.read_words([tree.words for tree in document.trees]))
        if raw:
            text, words, sentences = document.raw()
            cuts.add(words, sentences, *runs_of(reader.read(text)))
    return {**trees.scores(), **(cuts.scores() if raw else {})}


def naive(documents: list[Document]) -> dict[str, Score]:
    """The baseline's six keys."""
    trees, cuts = Trees(), Cuts()
    for document in documents:
        trees.add(document, naive_reading([tree.words for tree in document.trees]))
        text, words, sentences = document.raw()
        cuts.add(words, sentences, *naive_cuts(text))
    return {**trees.scores(), **cuts.scores()}


def run(options: Options) -> Outcome:
    """Score the shipped reader; with `--model FILE` another model file (the float one) beside it, on gold words."""
    from dateline.reader import Reader

    files, split = split_files(options.folder(), options.split, [".conllu"], inside="dep")
    documents = load(files, options.limit)
    reader = Reader.shipped()
    scores = score(reader, documents)
    rows: dict[str, Score] = {}
    notes = [f"model {reader.version}; {len(documents)} documents of {len(files)} files"]
    if options.extra.model:
        other = score(Reader.of_model(options.extra.model), documents, raw=False)
        rows = {f"{key} of {options.extra.model.name}": value for key, value in other.items()}
        lost = float(str(other["las"])) - float(str(scores["las"]))
        notes.append(f"LAS lost against {options.extra.model}: {lost:.4f}")
    return Outcome(
        split=split,
        n=sum(len(document.trees) for document in documents),
        scores=scores,
        baselines={"naive": naive(documents)},
        rows=rows,
        notes=tuple(notes),
    )


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", type=Path, metavar="FILE", help="score this (float) model beside the shipped one")


TASK = Task(
    name="reader",
    summary="Parts of speech, trees, lemmas on gold words; words and sentences on raw text.",
    unit="sentences",
    keys=KEYS,
    run=run,
    options=_options,
)
