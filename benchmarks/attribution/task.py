"""The run of task `attribution`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from benchmarks.attribution.files import Said, Text, read_texts, words_in
from benchmarks.attribution.naive import naive_attributions
from benchmarks.attribution.scores import Attributed
from benchmarks.splits import DEFAULTS
from benchmarks.task import BenchmarkError, Options, Outcome, Score, Task

Finder = Callable[[str], Sequence[Said]]


def our_finder() -> Finder:
    """Dateline's own: raw text through the reader, the actors and the claims room."""
    from dateline.actors import find_actors, load_known
    from dateline.claims import find_claims
    from dateline.reader import Reader

    reader, known = Reader.shipped(), load_known()

    def find(text: str) -> list[Said]:
        reading = reader.read(text)
        return [
            Said(
                words_in(text, tuple((span.start, span.end) for span in claim.content)),
                words_in(text, ((claim.cue.start, claim.cue.end),)),
                words_in(text, ((claim.speaker_span.start, claim.speaker_span.end),))
                if claim.speaker_span
                else frozenset(),
                claim.direct,
            )
            for claim in find_claims(reading, find_actors(reading, known))
        ]

    return find


def score(texts: Sequence[Text], find: Finder) -> Attributed:
    """What a finder has right."""
    sums = Attributed()
    for text in texts:
        sums.add(text.said, list(find(text.text)))
    return sums


def split_folder(data: Path, split: str | None) -> tuple[Path, str]:
    """The folder of a split, or the folder itself where it holds `text/`."""
    if (data / "text").is_dir():
        return data, split or "all"
    for name in (split,) if split else DEFAULTS:
        if (data / name / "text").is_dir():
            return data / name, name
    raise BenchmarkError(f"{data}: no {split or ' or '.join(DEFAULTS)} with a folder text in it")


def run(options: Options) -> Outcome:
    """Score the texts of a split; `--limit` counts texts."""
    folder, split = split_folder(options.folder(), options.split)
    texts = list(islice(read_texts(folder), options.limit))
    ours, naive = score(texts, our_finder()), score(texts, naive_attributions)
    baselines: dict[str, dict[str, Score]] = {"naive": {**naive.scores(), **naive.rows()}}
    return Outcome(
        split=split,
        n=sum(len(text.said) for text in texts),
        scores=ours.scores(),
        baselines=baselines,
        rows=ours.rows(),
        notes=(f"{len(texts)} texts",),
    )


TASK = Task(
    name="attribution",
    summary="Who says what in news: source, cue and content (PolNeAR).",
    unit="gold attributions",
    keys=("source_f1", "cue_f1", "content_f1", "content_exact_f1", "speaker_accuracy"),
    run=run,
)
