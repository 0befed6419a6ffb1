"""The run of task `names`."""

from __future__ import annotations

from typing import Protocol

from benchmarks.counts import Counts
from benchmarks.names.files import KINDS, Document, Named, read_names
from benchmarks.splits import split_files
from benchmarks.task import Options, Outcome, Score, Task
from dateline.model.reading import Reading
from dateline.reader.tokens import words_of

ENDINGS = (".iob2", ".conll", ".tsv", ".txt")


class ReadsWords(Protocol):
    """What is scored: dateline's reader, or anything that reads like it."""

    def read_words(self, sentences: list[list[str]]) -> Reading:
        """The Reading of given words and sentences."""
        ...


def recut(tokens: list[str]) -> tuple[list[str], list[int]]:
    """The words of the tokens, and for each word the number of its token."""
    words: list[str] = []
    owners: list[int] = []
    for number, token in enumerate(tokens):
        pieces = [token[start:end] for start, end in words_of(token)] or [token]
        words += pieces
        owners += [number] * len(pieces)
    return words, owners


def found_names(reader: ReadsWords, document: Document) -> list[set[Named]]:
    """For each sentence the names found, on the file's tokens."""
    cut = [recut(sentence.tokens) for sentence in document.sentences]
    reading = reader.read_words([words for words, _ in cut])
    owners = [(number, token) for number, (_, tokens) in enumerate(cut) for token in tokens]
    found: list[set[Named]] = [set() for _ in cut]
    for name in reading.names:
        number, first = owners[name.first]
        last_number, last = owners[name.last]
        if name.type in KINDS and number == last_number:
            found[number].add((first, last, name.type))
    return found


def naive_names(document: Document) -> list[set[Named]]:
    """Runs of capitalised tokens, a sentence's first token aside.

    Two tokens or more are a person, one all in capitals is an organisation, any other a place.
    """
    found: list[set[Named]] = []
    for sentence in document.sentences:
        names: set[Named] = set()
        first: int | None = None
        for index, token in enumerate([*sentence.tokens, "."]):
            capital = index > 0 and token[:1].isupper()
            if capital and first is None:
                first = index
            elif not capital and first is not None:
                only = sentence.tokens[first]
                kind = "PER" if index - first > 1 else "ORG" if only.isupper() else "LOC"
                names.add((first, index - 1, kind))
                first = None
        found.append(names)
    return found


def score(documents: list[Document], found: list[list[set[Named]]]) -> tuple[dict[str, Score], dict[str, Score]]:
    """The keys, and precision and recall beside them. `f1` counts the names of all three types together."""
    counts = {kind: Counts() for kind in KINDS}
    spans = Counts()
    for document, per_sentence in zip(documents, found, strict=True):
        for sentence, names in zip(document.sentences, per_sentence, strict=True):
            for kind in KINDS:
                wanted = [name for name in sentence.names if name[2] == kind]
                counts[kind].add(wanted, [name for name in names if name[2] == kind])
            spans.add([name[:2] for name in sentence.names], [name[:2] for name in names])
    total = Counts(
        sum(one.right for one in counts.values()),
        sum(one.found for one in counts.values()),
        sum(one.gold for one in counts.values()),
    )
    scores: dict[str, Score] = {"f1": total.f1, **{f"{kind.lower()}_f1": counts[kind].f1 for kind in KINDS}}
    rows: dict[str, Score] = {
        "precision": total.precision,
        "recall": total.recall,
        "f1 of spans, types aside": spans.f1,
    }
    return scores, rows


def run(options: Options) -> Outcome:
    """Score the shipped reader; `--limit` counts documents of a folder, sentences of a file."""
    from dateline.reader import Reader

    files, split = split_files(options.folder(), options.split, ENDINGS)
    documents = [document for path in files for document in read_names(path)][: options.limit]
    reader = Reader.shipped()
    scores, rows = score(documents, [found_names(reader, document) for document in documents])
    naive, _ = score(documents, [naive_names(document) for document in documents])
    return Outcome(
        split=split,
        n=sum(len(sentence.names) for document in documents for sentence in document.sentences),
        scores=scores,
        baselines={"naive": naive},
        rows=rows,
        notes=(f"model {reader.version}; {len(documents)} documents of {len(files)} files",),
    )


TASK = Task(
    name="names",
    summary="Exact span F1 of persons, organisations and places.",
    unit="gold names (PER, ORG, LOC)",
    keys=("f1", "per_f1", "org_f1", "loc_f1"),
    run=run,
)
