"""The run of task `story`."""

from __future__ import annotations

import argparse
import hashlib
import tempfile
from pathlib import Path

from benchmarks.story.gold import Gold, Story, load_gold, story_folders
from benchmarks.story.listing import listed
from benchmarks.story.measures import FALLING, KEYS, Measures
from benchmarks.story.naive import naive_record
from benchmarks.story.units import UNITS
from benchmarks.story.who import b_cubed, same_last_word, same_string
from benchmarks.task import BenchmarkError, Options, Outcome, Score, Task
from dateline.model.record import Record


def score(stories: list[tuple[Story, Record]]) -> Measures:
    """The measures of some stories with their records."""
    measures = Measures()
    for story, record in stories:
        measures.add(story, record)
    return measures


def read_story(folder: Path) -> tuple[Story, Record]:
    """Read the report files of one story into a temporary record; with the texts that the record's spans point into."""
    from dateline.pipeline import read_paths

    gold, notes = load_gold(folder)
    paths = report_paths(folder, gold)
    with tempfile.TemporaryDirectory(prefix="dateline-story-") as place:
        summary = read_paths(paths, Path(place) / "story.db")
        record = summary.record
        texts = _texts(Path(place) / "story.db", paths)
    for failure in summary.failed:
        print(f"not read: {failure}")
    return Story(gold, texts, notes), record


def report_paths(folder: Path, gold: Gold) -> list[Path]:
    """The report files that the gold names; raises BenchmarkError where one is not there."""
    paths = [folder / report["file"] for report in gold["reports"]]
    missing = [path.name for path in paths if not path.is_file()]
    if missing:
        raise BenchmarkError(f"{folder}: gold.json names files that are not there: {', '.join(missing)}")
    return paths


def _texts(record: Path, paths: list[Path]) -> dict[str, str]:
    """The text of each file as the record keeps it; of a file that it doesn't have, the text of the file itself.

    Reports are known by the digest of their bytes, so that a file which repeats another has a text, too.
    """
    from dateline.record import Store

    with Store.open(record) as store:
        stored = {report.id: report.text for report in store.reports()}
    found: dict[str, str] = {}
    for path in paths:
        data = path.read_bytes()
        text = stored.get(hashlib.sha256(data).hexdigest())
        found[path.name] = data.decode("utf-8", errors="replace") if text is None else text
    return found


def actor_baseline(stories: list[Story], cut: str) -> float | None:
    """B3 F1 of a naive clustering of the actors' aliases: by the same string, or by the same last word."""
    from benchmarks.counts import Share, harmonic

    precision, recall = Share(), Share()
    for story in stories:
        found = same_string(story) if cut == "string" else same_last_word(story)
        one, other, _ = b_cubed([occurrence.actor for occurrence in story.occurrences], found)
        precision.add(one * len(found), len(found))
        recall.add(other * len(found), len(found))
    if precision.value is None or recall.value is None:
        return None
    return harmonic(precision.value, recall.value)


def run(options: Options) -> Outcome:
    """Read every story of the folder and score the records; `--limit` counts stories."""
    folders = list(story_folders(options.folder()))[: options.limit]
    read = [read_story(folder) for folder in folders]
    stories = [story for story, _ in read]
    if options.extra.list:
        for story, record in read:
            print(f"== {story.name}", *listed(story, record), sep="\n")
    measures = score(read)
    naive = score([(story, naive_record(story.texts)) for story in stories])
    baselines: dict[str, dict[str, Score]] = {
        "naive": naive.scores(),
        "same string": {"actor_b3_f1": actor_baseline(stories, "string")},
        "same last word": {"actor_b3_f1": actor_baseline(stories, "last word")},
    }
    return Outcome(
        split=options.split or "all",
        n=sum(len(story.mentions) for story in stories),
        scores=measures.scores(),
        baselines=baselines,
        rows=measures.rows(),
        notes=(
            f"{len(stories)} stories: {', '.join(story.name for story in stories)}",
            f"units of figures: {', '.join(UNITS)}; anything else counted is count",
        ),
    )


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--list", action="store_true", help="print what is wrong, one line each, before the table")


TASK = Task(
    name="story",
    summary="The whole path: from the reports of a story to the record, against a careful coder's.",
    unit="gold mentions of events",
    keys=KEYS,
    falling=FALLING,
    run=run,
    options=_options,
)
