"""The run of task `times`."""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.counts import Counts, Share
from benchmarks.splits import split_files
from benchmarks.task import Options, Outcome, Score, Task
from benchmarks.times.conventions import converted
from benchmarks.times.naive import naive_times
from benchmarks.times.peers import Finder, peer_finders
from benchmarks.times.recognizers import Found, is_folder, read_cases, right, value_right
from benchmarks.times.timeml import Document, read_timeml


@dataclass
class Spans:
    """Expressions found, strictly, by overlap, and by overlap with their value."""

    strict: Counts = field(default_factory=Counts)
    relaxed: Counts = field(default_factory=Counts)
    value: Counts = field(default_factory=Counts)

    def add(self, document: Document, found: list[Found]) -> None:
        """Count one document; overlapping expressions are paired one to one, exact spans first, then in order."""
        gold = document.expressions
        self.strict.add([(one.start, one.end) for one in gold], [(one.start, one.end) for one in found])
        pairs = _paired(document, found)
        for counts, right_ones in (
            (self.relaxed, len(pairs)),
            (self.value, sum(gold[wanted].value == found[given].value for wanted, given in pairs)),
        ):
            counts.right += right_ones
            counts.found += len(found)
            counts.gold += len(gold)

    def scores(self) -> dict[str, Score]:
        """The keys."""
        return {"span_strict_f1": self.strict.f1, "span_relaxed_f1": self.relaxed.f1, "value_f1": self.value.f1}


def _paired(document: Document, found: list[Found]) -> list[tuple[int, int]]:
    gold = document.expressions
    options = sorted(
        ((wanted.start, wanted.end) != (given.start, given.end), number, index)
        for number, wanted in enumerate(gold)
        for index, given in enumerate(found)
        if given.start < wanted.end and wanted.start < given.end
    )
    pairs: dict[int, int] = {}
    for _, number, index in options:
        if number not in pairs and index not in pairs.values():
            pairs[number] = index
    return list(pairs.items())


def our_finder(*, recognizers: bool = False) -> Finder:
    """Dateline's own: raw text through the reader and the times room; in the form that the data has."""
    from dateline.model.report import Published
    from dateline.reader import Reader
    from dateline.times import find_times, tags

    reader = Reader.shipped()

    def find(text: str, reference: str | None) -> list[Found]:
        published = Published(reference[:10], reference[:10], "given", reference) if reference else None
        times = find_times(reader.read(text), published)
        if recognizers:
            return [converted(text, when, reference) for when in times]
        return [
            Found(tag.span.start, tag.span.end, tag.value, when.earliest, when.latest)
            for when in times
            for tag in tags(when)
        ]

    return find


def run(options: Options) -> Outcome:
    """TempEval-3 scores on a folder of .tml files, the share of right cases on a recognizers folder."""
    data = options.folder()
    recognizers = data.is_dir() and is_folder(data)
    finders: dict[str, Finder] = {"times": our_finder(recognizers=recognizers), "naive": naive_times}
    notes: tuple[str, ...] = ("peers left out",)
    if options.extra.peers:
        peers, missing = peer_finders()
        finders |= peers
        notes = tuple(f"{name}: not installed" for name in missing)
    if recognizers:
        return _recognizers(data, finders, options.limit, notes)
    files, split = split_files(data, options.split, [".tml"])
    documents = [read_timeml(path) for path in files[: options.limit]]
    scores: dict[str, dict[str, Score]] = {}
    for name, find in finders.items():
        spans = Spans()
        for document in documents:
            spans.add(document, find(document.text, document.created))
        scores[name] = spans.scores()
    return Outcome(
        split=split,
        n=sum(len(document.expressions) for document in documents),
        scores=scores.pop("times"),
        baselines=scores,
        notes=(f"{len(documents)} documents", *notes),
    )


def _recognizers(data: Path, finders: dict[str, Finder], limit: int | None, notes: tuple[str, ...]) -> Outcome:
    cases = read_cases(data)[:limit]
    scores: dict[str, dict[str, Score]] = {}
    rows: dict[str, Score] = {}
    for name, find in finders.items():
        found = [find(case.text, case.reference) for case in cases]
        whole = [right(case, given) for case, given in zip(cases, found, strict=True)]
        scores[name] = {"recognizers_accuracy": sum(whole) / len(cases) if cases else None}
        if name == "times":
            values = [value_right(case, given) for case, given in zip(cases, found, strict=True)]
            rows["value right, span aside"] = sum(values) / len(cases) if cases else None
            by_parser: dict[str, Share] = {}
            for case, is_right in zip(cases, whole, strict=True):
                by_parser.setdefault(case.parser, Share()).add(is_right)
            rows.update({parser: share.value for parser, share in by_parser.items()})
    counted = Counter(case.parser for case in cases)
    return Outcome(
        split="all",
        n=len(cases),
        scores=scores.pop("times"),
        baselines=scores,
        rows=rows,
        notes=(", ".join(f"{parser} {count}" for parser, count in counted.items()), *notes),
    )


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--peers",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="run other installed programs beside (dateparser's search takes two minutes)",
    )


TASK = Task(
    name="times",
    summary="Time expressions: TempEval-3 (a folder of .tml) or recognizers cases.",
    unit="expressions, or cases",
    keys=("span_strict_f1", "span_relaxed_f1", "value_f1", "recognizers_accuracy"),
    run=run,
    options=_options,
)
