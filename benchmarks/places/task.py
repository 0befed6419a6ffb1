"""The run of task `places`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.counts import Counts, Share
from benchmarks.places.files import HALF_GLOBE_KM, Article, Toponym, read_articles
from benchmarks.places.resolving import Put, Resolver
from benchmarks.splits import split_files
from benchmarks.story.where import kilometres
from benchmarks.task import Options, Outcome, Score, Task

NEAR_KM = 161.0


@dataclass
class OnGoldNames:
    """Names put right, and how far off each was."""

    right: Share = field(default_factory=Share)
    near: Share = field(default_factory=Share)
    distances: list[float] = field(default_factory=list)
    by_class: dict[str, Share] = field(default_factory=dict)

    def add(self, gold: Toponym, put: Put | None, same_entity: Callable[[Toponym, Put], bool]) -> None:
        """Count one name; one without gold coordinates is left out."""
        if gold.point is None:
            return
        distance = HALF_GLOBE_KM if put is None or put.point is None else kilometres(gold.point, put.point)
        near = distance <= NEAR_KM
        self.near.add(near)
        self.right.add(near or (put is not None and same_entity(gold, put)))
        self.distances.append(distance)
        self.by_class.setdefault(gold.kind or "kind not stated", Share()).add(near)

    def scores(self) -> dict[str, Score]:
        """The keys on gold names."""
        return {
            "accuracy": self.right.value,
            "accuracy_161km": self.near.value,
            "median_km": median(self.distances) if self.distances else None,
        }


def count_raw(counts: Counts, article: Article, puts: Sequence[Put], is_demonym: Callable[[str], bool]) -> None:
    """Count the place names of one raw text, matched by overlap, one to one, in the order of the text.

    Left out: gold names that are demonyms or have no coordinates, and whatever was found on them; places found without
    coordinates.
    """
    gold = [one for one in article.toponyms if one.point and not is_demonym(article.text[one.start : one.end])]
    aside = [one for one in article.toponyms if one not in gold]
    found = [
        put
        for put in puts
        if put.point and not any(put.start < one.end and one.start < put.end for one in aside)
        and not is_demonym(article.text[put.start : put.end])
    ]  # fmt: skip
    counts.gold += len(gold)
    counts.found += len(found)
    used: set[int] = set()
    for one in gold:
        for index, put in enumerate(found):
            if index not in used and put.start < one.end and one.start < put.end:
                used.add(index)
                counts.right += bool(one.point and put.point and kilometres(one.point, put.point) <= NEAR_KM)
                break


def run(options: Options) -> Outcome:
    """Score one XML file (or the XML files of a folder); `--limit` counts articles."""
    data = options.folder()
    files: list[Path]
    files, split = ([data], "all") if data.is_file() else split_files(data, options.split, [".xml"])
    articles = [article for path in files for article in read_articles(path)][: options.limit]
    resolver = Resolver()
    ours, naive, raw = OnGoldNames(), OnGoldNames(), Counts()
    for article in articles:
        given, puts = resolver.both(article)
        for toponym, put in zip(article.toponyms, given, strict=True):
            ours.add(toponym, put, resolver.same_entity)
            words = article.text[toponym.start : toponym.end]
            best = resolver.most_populous(words) or resolver.of_demonym(article, toponym)
            naive.add(toponym, best, resolver.same_entity)
        count_raw(raw, article, puts, resolver.is_demonym)
    rows: dict[str, Score] = {
        "raw text, precision": raw.precision,
        "raw text, recall": raw.recall,
        **{f"within 161 km: {kind} ({share.of:,})": share.value for kind, share in sorted(ours.by_class.items())},
    }
    left_out = sum(toponym.point is None for article in articles for toponym in article.toponyms)
    return Outcome(
        split=split,
        n=len(ours.distances),
        scores={**ours.scores(), "raw_f1_161km": raw.f1},
        baselines={"most populous": naive.scores()},
        rows=rows,
        notes=(f"{len(articles)} texts; {left_out} names without coordinates left out",),
    )


TASK = Task(
    name="places",
    summary="Names of places to coordinates: LGL or GeoVirus, one XML file.",
    unit="place names with coordinates",
    keys=("accuracy", "accuracy_161km", "median_km", "raw_f1_161km"),
    falling=frozenset({"median_km"}),
    run=run,
)
