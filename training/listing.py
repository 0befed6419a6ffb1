"""`python -m training.listing STORY …`: fit the decision which tellings a coder would list as events.

Each STORY is a folder with reports and a coder's `gold.json` (or a folder of such folders). All tellings of its reports
are coded and merged with the decision switched off; a telling is right where it meets a gold trigger, wrong where its
event is spurious by the rules of task `story`, and left out where it is neither. A logistic decision with equal
shrinkage of all weights is fitted on them; how well it does is told story by story, each judged by a decision fitted
on all others, and the threshold is chosen there: the one that leaves out most wrong tellings while it loses no more
than `--lost` of the right ones. Writes `src/dateline/events/data/listing.json`. Seconds on one core; no randomness.
Run it again whenever the reader, the codebook or the rules of the room change.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from benchmarks.story.events import Events
from benchmarks.story.gold import Story, load_gold, story_folders
from benchmarks.story.task import report_paths
from benchmarks.story.view import View
from benchmarks.story.who import Who
from dateline.actors import load_known
from dateline.coding import Coder
from dateline.events import load_codebook
from dateline.events.codebook import Codebook
from dateline.events.find import find_drafts
from dateline.events.listing import Listing, crossed
from dateline.events.signs import Signs
from dateline.events.triggers import trigger_span
from dateline.pipeline import read_paths
from dateline.places import Gazetteer
from dateline.record import Store, rebuild

TABLE = Path(__file__).parents[1] / "src" / "dateline" / "events" / "data" / "listing.json"
LEAST = 6
"""Tellings that must have a sign for it to get a weight."""
SHRINKAGE = 15.0
"""How far weights are drawn to nothing; chosen, as LEAST, by what stories left out lose and keep."""
VERSION = "1"


@dataclass(frozen=True)
class Telling:
    """One telling: its story, its type, its signs, and whether the coder listed it."""

    story: str
    type: str
    signs: dict[str, float]
    right: bool


def tellings_of(folder: Path, codebook: Codebook, coder: Coder) -> Iterator[Telling]:
    """The tellings of one story that are right or wrong; `codebook` and `coder` leave nothing out."""
    gold, notes = load_gold(folder)
    signs: dict[tuple[str, int, int], tuple[str, dict[str, float]]] = {}
    texts: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="dateline-listing-") as place:
        path = Path(place) / "story.db"
        read_paths(report_paths(folder, gold), path)
        with Store.open(path, write=True) as store:
            for report in list(store.reports()):
                reading = store.reading(report.id)
                if reading is None:
                    continue
                account = coder.account(report, reading, store.versions()[report.id])
                store.add(report, reading, account, replace=True)
                texts[Path(report.source).name] = report.text
                drafts = find_drafts(reading, codebook, account.actors, account.claims)
                known = Signs(reading, codebook, account.actors, account.claims, drafts)
                for draft in drafts:
                    span = trigger_span(reading, codebook, draft.trigger)
                    signs[report.id, span.start, span.end] = draft.type, known.of(draft)
            record = rebuild(store)
    story = Story(gold, texts, notes)
    view = View(record, texts)
    events = Events(story, view, Who(story, view))
    spurious, _ = events.spurious
    met = {(told.file, told.run) for told in events.told if _meets(story, told.file, told.run)}
    for event in record.events:
        for source in event.sources:
            found = signs.get((source.report, source.span.start, source.span.end))
            places = {(one.file, one.run) for one in view.places(source)}
            if found is not None and (places & met or event.id in spurious):
                yield Telling(folder.name, *found, right=bool(places & met))


def _meets(story: Story, file: str, run: tuple[int, int]) -> bool:
    """Whether a run overlaps the trigger of a gold mention."""
    return any(
        mention.file == file and mention.trigger and mention.trigger[0] < run[1] and run[0] < mention.trigger[1]
        for mention in story.mentions
    )


def fit(tellings: Sequence[Telling]) -> tuple[list[str], NDArray[np.float64]]:
    """Names of the signs that have a weight, and the weights with the bias last, by Newton's method."""
    counted = Counter(name for telling in tellings for name in crossed(telling.signs))
    names = sorted(name for name, times in counted.items() if times >= LEAST)
    inputs = _inputs(tellings, names)
    right = np.array([telling.right for telling in tellings], np.float64)
    shrinkage = np.full(len(names) + 1, SHRINKAGE)
    shrinkage[-1] = 1e-6
    weights = np.zeros(len(names) + 1)
    for _ in range(40):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (chance - right) + shrinkage * weights
        bend = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + np.diag(shrinkage)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return names, weights


def _inputs(tellings: Sequence[Telling], names: Sequence[str]) -> NDArray[np.float64]:
    """A row for each telling, a column for each sign, the last for the bias."""
    column = {name: number for number, name in enumerate(names)}
    found = np.zeros((len(tellings), len(names) + 1))
    found[:, -1] = 1
    for row, telling in enumerate(tellings):
        for name, value in crossed(telling.signs).items():
            if name in column:
                found[row, column[name]] = value
    return found


def judged_by_others(tellings: Sequence[Telling]) -> NDArray[np.float64]:
    """The chance of each telling by a decision fitted on all other stories."""
    found = np.zeros(len(tellings))
    for story in sorted({telling.story for telling in tellings}):
        own = [number for number, telling in enumerate(tellings) if telling.story == story]
        names, weights = fit([telling for telling in tellings if telling.story != story])
        found[own] = 1 / (1 + np.exp(-_inputs([tellings[number] for number in own], names) @ weights))
    return found


def threshold_of(tellings: Sequence[Telling], chances: NDArray[np.float64], lost: float) -> float:
    """The chance below which about a share `lost` of the right tellings lie: a mean over its neighbourhood."""
    right = np.sort([chance for chance, telling in zip(chances, tellings, strict=True) if telling.right])
    first, last = (int(share * lost * len(right)) for share in (0.7, 1.3))
    return round(float(right[first : last + 1].mean()), 3)


def main() -> None:
    """Read the stories, judge, fit and write the table."""
    parser = argparse.ArgumentParser(prog="python -m training.listing", description=__doc__)
    parser.add_argument("stories", type=Path, nargs="+", metavar="STORY")
    parser.add_argument("--lost", type=float, default=0.03, help="share of right tellings that may be left out")
    parser.add_argument("--out", type=Path, default=TABLE)
    given = parser.parse_args()
    codebook = replace(load_codebook(), listing=None)
    coder = Coder(codebook, load_known(), Gazetteer.shipped())
    folders = [folder for path in given.stories for folder in story_folders(path)]
    tellings = [telling for folder in folders for telling in tellings_of(folder, codebook, coder)]
    chances = judged_by_others(tellings)
    threshold = threshold_of(tellings, chances, given.lost)
    print(f"{len(tellings)} tellings of {len(folders)} stories; below {threshold}, by decisions of the others:")
    for story in [folder.name for folder in folders]:
        own = [(chance < threshold, one.right) for chance, one in zip(chances, tellings, strict=True)
               if one.story == story]  # fmt: skip
        wrong, right = ([out for out, is_right in own if is_right is side] for side in (False, True))
        print(f"  {story:24} wrong {sum(wrong):3} of {len(wrong):3}   right {sum(right):3} of {len(right):3}")
    names, weights = fit(tellings)
    table = Listing(
        version=VERSION,
        types=tuple(sorted({telling.type for telling in tellings})),
        bias=round(float(weights[-1]), 3),
        threshold=threshold,
        weights={name: round(float(weight), 3) for name, weight in zip(names, weights[:-1], strict=True)},
    )
    given.out.write_bytes(msgspec.json.format(msgspec.json.encode(table), indent=1) + b"\n")
    print(f"{given.out}: {len(names)} signs")


if __name__ == "__main__":
    main()
