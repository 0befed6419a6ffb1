"""The run of task `coreference`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from benchmarks.clusters import agreement, without_singletons
from benchmarks.coreference.files import Text, litbank_text, ontogum_text
from benchmarks.coreference.gap import Names, chains_in, clusters_of, gold_chains, read_questions
from benchmarks.coreference.naive import head_match, nearest_person
from benchmarks.coreference.scores import Chains, found_in_raw, found_on_gold
from benchmarks.splits import split_files
from benchmarks.task import BenchmarkError, Options, Outcome, Score, Task
from dateline.model.reading import Reading


class Reads(Protocol):
    """What is scored: dateline's reader, or anything that reads like it."""

    version: str

    def read(self, text: str) -> Reading:
        """The Reading of raw text."""
        ...

    def read_words(self, sentences: list[list[str]]) -> Reading:
        """The Reading of given words and sentences."""
        ...


Change = Callable[[Reading], Reading]


def score(reader: Reads, texts: Sequence[Text], changes: Sequence[Change]) -> list[tuple[Chains, Chains]]:
    """For each change of the Readings (none, the baseline's), the chains from raw text and on gold mentions."""
    found = [(Chains(), Chains()) for _ in changes]
    for text in texts:
        raw, given = reader.read(text.raw), reader.read_words(text.sentences)
        for change, (from_raw, on_gold) in zip(changes, found, strict=True):
            from_raw.add(text.chains, found_in_raw(change(raw), text.spans))
            on_gold.add(text.chains, found_on_gold(change(given), text))
    return found


def run(options: Options) -> Outcome:
    """Score the shipped reader; `--limit` counts texts."""
    from dateline.reader import Reader

    return run_with(Reader.shipped(), options)


def run_with(reader: Reads, options: Options) -> Outcome:
    """Score any reader."""
    data = options.folder()
    files, split = _files(data, options.split)
    if files[0].suffix == ".tsv":
        return _run_gap(reader, files, split, options.limit)
    if files[0].parent.name == "ontogum":
        read = [(path, ontogum_text(path)) for path in files[: options.limit]]
    else:
        read = [(path, litbank_text(path)) for path in files[: options.limit]]
    texts = [text for _, text in read if text is not None]
    differing = [path.stem for path, text in read if text is None]
    if not texts:
        raise BenchmarkError(f"{data}: no text whose tokens are the same in both layers")
    (raw, gold), (naive_raw, naive_gold) = score(reader, texts, [lambda reading: reading, head_match])
    notes = [f"model {reader.version}; {len(texts)} texts, {len(raw.gold)} gold chains"]
    if differing:
        notes.append(f"left out, their tokens differ between the layers: {', '.join(differing)}")
    return Outcome(
        split=split,
        n=sum(map(len, raw.gold)),
        scores=_scores(raw, gold),
        baselines={"head match": {**_scores(naive_raw, naive_gold), **_rows(naive_raw, naive_gold)}},
        rows=_rows(raw, gold),
        notes=tuple(notes),
    )


def _scores(raw: Chains, gold: Chains) -> dict[str, Score]:
    return {"conll_f1": raw.agreement().conll, "conll_f1_gold_mentions": gold.agreement().conll}


def _rows(raw: Chains, gold: Chains) -> dict[str, Score]:
    rows: dict[str, Score] = {**raw.agreement().rows("raw text: "), **gold.agreement().rows("gold mentions: ")}
    if raw.singletons:
        rows["raw text, chains of two or more: conll_f1"] = raw.agreement_without_singletons().conll
    return rows


def _run_gap(reader: Reads, files: Sequence[Path], split: str, limit: int | None) -> Outcome:
    questions = [question for path in files for question in read_questions(path)][:limit]
    readings = [reader.read(question.text) for question in questions]
    gold = [cluster for text, one in enumerate(questions) for cluster in clusters_of(gold_chains(one), text)]
    outcomes: list[tuple[dict[str, Score], dict[str, Score]]] = []
    changes: tuple[Change, ...] = (lambda reading: reading, nearest_person)
    for change in changes:
        chains = [chains_in(one, change(reading)) for one, reading in zip(questions, readings, strict=True)]
        found = [cluster for text, one in enumerate(chains) for cluster in clusters_of(one, text)]
        agreed = agreement(without_singletons(gold), without_singletons(found))
        outcomes.append(({"conll_f1": agreed.conll}, {**Names.of(questions, chains).rows(), **agreed.rows()}))
    (scores, rows), (naive, naive_rows) = outcomes
    return Outcome(
        split=split,
        n=len(questions),
        scores=scores,
        baselines={"nearest person": {**naive, **naive_rows}},
        rows=rows,
        notes=(
            f"model {reader.version}; conll_f1 over the pronoun and the two names of each of {len(questions)} texts",
        ),
    )


def _files(data: Path, split: str | None) -> tuple[list[Path], str]:
    """The files of the split: OntoGUM's in `<split>/ontogum/`, else LitBank's .conll, else GAP's .tsv.

    Data without a split of the name asked for, but with such files in the folder itself, are taken whole.
    """
    if data.is_dir() and (data / "coref" / "conll").is_dir():
        data = data / "coref" / "conll"
    failed: BenchmarkError | None = None
    for wanted in (split, None) if split else (None,):
        for endings, inside in (((".conll",), "ontogum"), ((".tsv",), "")):
            try:
                return split_files(data, wanted, endings, inside=inside)
            except BenchmarkError as error:
                failed = failed or error
    raise BenchmarkError(f"{data}: neither OntoGUM, LitBank nor GAP: {failed}")


TASK = Task(
    name="coreference",
    summary="Mentions of one thing within a text, from raw text and on gold mentions.",
    unit="gold mentions (GAP: texts)",
    keys=("conll_f1", "conll_f1_gold_mentions"),
    run=run,
)
