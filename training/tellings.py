"""`python -m training.tellings --data DIR`: fit the decision that two tellings of a record are of one event.

Reads our own stories (`benchmarks/stories_own`) and the train parts of ECB+ and GVC as the program reads reports, takes
the pairs of tellings whose triggers the gold has, and fits boosted trees to what the two share
(`record/resemblance.py`). Prints what a model without a story makes of that story, and of the dev parts, then fits all
and writes `src/dateline/record/data/tellings.json.gz`. Run it again whenever reader, rooms or `same_event` change.
Seeded; some ten minutes on one core; what was read is kept in `--work`.
"""

from __future__ import annotations

import argparse
import gzip
import pickle
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, groupby
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from benchmarks.same_event.files import Document, read_ecb, read_gvc
from benchmarks.story.events import Events
from benchmarks.story.gold import story_folders
from benchmarks.story.task import read_story, report_paths
from benchmarks.story.view import View
from benchmarks.story.who import Who
from dateline.model.account import Account
from dateline.model.report import Report
from dateline.model.spans import Span
from dateline.pipeline import read_paths
from dateline.record import Store
from dateline.record.actors import merge_actors
from dateline.record.build import of_the_actors_room
from dateline.record.clusters import Clusters
from dateline.record.corpus import Corpus
from dateline.record.dating import dated
from dateline.record.events import UNLIKE
from dateline.record.judgements import Rulings
from dateline.record.ledger import Ledger
from dateline.record.linkage import link
from dateline.record.places import merge_places
from dateline.record.resemblance import FEATURES, Resemblance, log_odds
from dateline.record.tellings import Told, make_tellings
from dateline.record.trees import Ensemble, Trees

ROOT = Path(__file__).parents[1]
OUT = ROOT / "src" / "dateline" / "record" / "data" / "tellings.json.gz"
NEWS = 0.1
"""What a pair of ECB+ or GVC weighs beside one of our stories: they hold many more, of fewer kinds of events."""
MOST = 6000
"""Pairs taken of one collection."""
THRESHOLD = -0.3
"""Log odds from which on tellings are one event: chosen on stories left out and on the dev parts."""

Where = tuple[str, int, int]
"""Report, start and end of a trigger."""


@dataclass(slots=True)
class Collection:
    """Reports of one story or topic with their accounts, and the gold event of each trigger that has one."""

    name: str
    reports: list[Report]
    accounts: list[Account]
    gold: dict[Where, str]


@dataclass(slots=True)
class Pairs:
    """The pairs of tellings of a collection that are worth comparing."""

    name: str
    events: list[str | None]
    """The gold event of each telling."""
    told: list[Told]
    pairs: list[tuple[int, int]]
    rows: NDArray[np.float32]
    labelled: NDArray[np.bool_] = field(init=False)
    same: NDArray[np.bool_] = field(init=False)

    def __post_init__(self) -> None:
        """Which pairs have a gold answer, and what it is."""
        mine = [self.events[one] for one, _ in self.pairs]
        theirs = [self.events[other] for _, other in self.pairs]
        self.labelled = np.array([a is not None and b is not None for a, b in zip(mine, theirs, strict=True)], bool)
        self.same = np.array([a == b for a, b in zip(mine, theirs, strict=True)], bool)


def stories(folder: Path) -> Iterator[Collection]:
    """Our own stories; a telling has the gold event of the mention that it was found for."""
    for place in story_folders(folder):
        story, record = read_story(place)
        view = View(record, story.texts)
        pairs = Events(story, view, Who(story, view)).pairs
        meant = {
            (pair.told.file, pair.told.run): pair.mention.event for pair in pairs if pair.told and pair.how == "trigger"
        }
        gold = {
            (report, *run): event for report, files in view.files.items() for (file, run), event in meant.items()
            if file in files
        }  # fmt: skip
        with tempfile.TemporaryDirectory() as work:
            yield _collection(place.name, report_paths(place, story.gold), Path(work), gold)


def news(documents: Sequence[Document], name: str) -> Collection:
    """Documents of ECB+ or GVC as one collection."""
    with tempfile.TemporaryDirectory() as work:
        paths: list[Path] = []
        published: dict[str, str] = {}
        for number, document in enumerate(documents):
            paths.append(Path(work) / f"{number:05}.txt")
            paths[-1].write_text(document.text, "utf-8")
            if document.published:
                published[str(paths[-1])] = document.published[:10]
        found = _collection(name, paths, Path(work), {}, published)
    by_text = {document.text: document for document in documents}
    for report in found.reports:
        document = by_text.get(report.text)
        account = next(one for one in found.accounts if one.report == report.id)
        for event in account.events if document is not None else ():
            chain = _chain_at(document, event.trigger)
            if chain is not None:
                found.gold[report.id, event.trigger.start, event.trigger.end] = chain
    return found


def _chain_at(document: Document | None, trigger: Span) -> str | None:
    """The chain of the gold mention that shares most with a trigger."""
    best: tuple[int, str | None] = (0, None)
    for mention in document.events if document is not None else ():
        shared = min(mention.spans[-1][1], trigger.end) - max(mention.spans[0][0], trigger.start)
        best = max(best, (shared, mention.chain), key=lambda one: one[0])
    return best[1]


def _collection(
    name: str, paths: Sequence[Path], work: Path, gold: dict[Where, str], published: dict[str, str] | None = None
) -> Collection:
    read_paths(paths, work / "read.db", published=published or {})
    with Store.open(work / "read.db") as store:
        return Collection(name, list(store.reports()), list(store.accounts()), gold)


def pairs_of(collection: Collection) -> Pairs:
    """What is compared in a collection, all of it taken for one story."""
    rulings = Rulings((), Ledger(()))
    corpus = dated(Corpus(collection.accounts, collection.reports))
    actors, places = merge_actors(corpus, of_the_actors_room(), rulings), merge_places(corpus, rulings)
    tellings = make_tellings(corpus, actors, places)
    resemblance = Resemblance(corpus, places, tellings)
    events = [
        collection.gold.get((corpus.reports[one.report].id, one.event.trigger.start, one.event.trigger.end))
        for one in tellings
    ]
    pairs = [pair for pair in combinations(range(len(tellings)), 2) if resemblance.may_be_one(*pair)]
    rows = np.array([resemblance.of(*pair) for pair in pairs], np.float32).reshape(len(pairs), len(FEATURES))
    return Pairs(collection.name, events, [Told.of(one, places) for one in tellings], pairs, rows)


def fit(own: Sequence[Pairs], others: Sequence[Pairs], seed: int = 0) -> Trees:
    """Boosted trees for the pairs of our own stories and, at the weight `NEWS`, of the others."""
    rows, same, weights = [], [], []
    for part, weight in ((own, 1.0), (others, NEWS)):
        for one in part:
            chosen = np.flatnonzero(one.labelled)
            if len(chosen) > MOST:
                chosen = np.random.default_rng(seed).choice(chosen, MOST, replace=False)
            rows.append(one.rows[chosen])
            same.append(one.same[chosen])
            weights.append(np.full(len(chosen), weight))
    model = HistGradientBoostingClassifier(
        max_iter=150, learning_rate=0.06, max_leaf_nodes=12, l2_regularization=2.0, min_samples_leaf=20,
        random_state=seed,
    ).fit(np.concatenate(rows), np.concatenate(same), sample_weight=np.concatenate(weights))  # fmt: skip
    nodes = [tree[0].nodes for tree in model._predictors]
    return Trees(
        features=list(FEATURES),
        base=float(model._baseline_prediction.ravel()[0]),
        threshold=THRESHOLD,
        feature=[[int(node["feature_idx"]) for node in tree] for tree in nodes],
        split=[[_split(node) for node in tree] for tree in nodes],
        left=[[_child(number, node, "left") for number, node in enumerate(tree)] for tree in nodes],
        right=[[_child(number, node, "right") for number, node in enumerate(tree)] for tree in nodes],
        value=[[round(float(node["value"]), 6) if node["is_leaf"] else 0.0 for node in tree] for tree in nodes],
    )


def _split(node: np.void) -> float:
    return 0.0 if node["is_leaf"] else float(np.float32(node["num_threshold"]))


def _child(number: int, node: np.void, side: str) -> int:
    return number if node["is_leaf"] else int(node[side])


def judge(pairs: Pairs, model: Trees, threshold: float) -> NDArray[np.int64]:
    """Pairs of tellings with a gold event that our clusters have rightly, wrongly and not as one."""
    clusters = Clusters(len(pairs.told), [_fresh(one) for one in pairs.told])
    odds = log_odds(pairs.rows, Ensemble(model)).tolist() if pairs.pairs else []
    link(clusters, [(*pair, one) for pair, one in zip(pairs.pairs, odds, strict=True)], threshold, UNLIKE, _no_reason)
    found = np.zeros(3, np.int64)
    known = [number for number, event in enumerate(pairs.events) if event is not None]
    for one, other in combinations(known, 2):
        gold, ours = pairs.events[one] == pairs.events[other], clusters.find(one) == clusters.find(other)
        found += (gold and ours, ours and not gold, gold and not ours)
    return found


def _fresh(told: Told) -> Told:
    """The summary of one telling, to be changed."""
    return Told(told.lies, told.status_class, told.low, told.high, dict(told.times), set(told.places),
                list(told.actors), list(told.recipients), set(told.triggers))  # fmt: skip


def _no_reason(_one: int, _other: int, _odds: float) -> str:
    return ""


def _shown(found: NDArray[np.int64]) -> str:
    right, wrong, missed = found.tolist()
    gold = right + missed
    return f"precision {right / max(right + wrong, 1):.3f}, recall {right / max(gold, 1):.3f} of {gold}"


def main() -> None:
    """Judge and fit, and write the trees."""
    parser = argparse.ArgumentParser(prog="python -m training.tellings", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of public data sets")
    parser.add_argument("--stories", type=Path, default=ROOT / "benchmarks" / "stories_own")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "tellings")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    kept = given.work / "pairs.bin"
    if kept.exists():
        parts: dict[str, list[Pairs]] = pickle.loads(kept.read_bytes())  # noqa: S301 - written by this program
    else:
        parts = {"own": [pairs_of(one) for one in stories(given.stories)]}
        for split in ("train", "dev"):
            topics = groupby(read_ecb(given.data / "ecbplus", split, None), key=lambda document: document.topic)
            parts[split] = [pairs_of(news(list(group), f"ecb {topic}")) for topic, group in topics]
            parts[split].append(pairs_of(news(read_gvc(given.data / "gvc", split, None)[0], "gvc")))
        kept.write_bytes(pickle.dumps(parts))
    model = fit(parts["own"], parts["train"])
    total: dict[tuple[str, float], NDArray[np.int64]] = {}
    for one in parts["own"]:
        without = fit([other for other in parts["own"] if other is not one], parts["train"])
        for threshold in (THRESHOLD - 0.4, THRESHOLD, THRESHOLD + 0.4):
            key = ("stories left out", threshold)
            total[key] = total.get(key, np.zeros(3, np.int64)) + judge(one, without, threshold)
    for one in parts["dev"]:
        for threshold in (THRESHOLD - 0.4, THRESHOLD, THRESHOLD + 0.4):
            key = (f"{one.name.split()[0]} dev", threshold)
            total[key] = total.get(key, np.zeros(3, np.int64)) + judge(one, model, threshold)
    for (name, threshold), found in total.items():
        print(f"{name}, from {threshold:.1f}: {_shown(found)}", flush=True)
    given.out.write_bytes(gzip.compress(msgspec.json.encode(model), 9, mtime=0))
    print(f"{given.out}: {given.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
