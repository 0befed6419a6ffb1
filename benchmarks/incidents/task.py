"""The run of task `incidents`."""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.counts import Share, harmonic
from benchmarks.incidents.files import Report, read_reports
from benchmarks.incidents.naive import naive_told
from benchmarks.incidents.told import Told, told_by
from benchmarks.splits import DEFAULTS
from benchmarks.task import BenchmarkError, Options, Outcome, Score, Task

if TYPE_CHECKING:
    from dateline.places import Gazetteer

KEYS = ("b3_f1", "b3_f1_multi", "date_exact", "date_within_1d", "city", "killed_exact", "injured_exact")


def b3(gold: Sequence[str], found: Sequence[str], among: Sequence[bool]) -> float | None:
    """B3 F1 of items in clusters, averaged over the items that `among` picks; clusters are always whole."""
    wanted, given = Counter(gold), Counter(found)
    both = Counter(zip(gold, found, strict=True))
    precision, recall = Share(), Share()
    for one, other, picked in zip(gold, found, among, strict=True):
        if picked:
            shared = both[one, other]
            precision.add(shared / given[other])
            recall.add(shared / wanted[one])
    if precision.value is None or recall.value is None:
        return None
    return harmonic(precision.value, recall.value)


def score(reports: Sequence[Report], told: Sequence[Told]) -> dict[str, Score]:
    """The seven keys."""
    shares = {key: Share() for key in KEYS[2:]}
    for report, found in zip(reports, told, strict=True):
        gold = report.incident
        off = abs((date.fromisoformat(found.day) - date.fromisoformat(gold.day)).days) if found.day else None
        shares["date_exact"].add(off == 0)
        shares["date_within_1d"].add(off is not None and off <= 1)
        if report.names_city:
            shares["city"].add(found.city in gold.cities)
        shares["killed_exact"].add(found.killed == gold.killed)
        shares["injured_exact"].add(found.injured == gold.injured)
    incidents = [report.incident.identity for report in reports]
    clusters = [found.cluster for found in told]
    sizes = Counter(incidents)
    return {
        "b3_f1": b3(incidents, clusters, [True] * len(incidents)),
        "b3_f1_multi": b3(incidents, clusters, [sizes[incident] > 1 for incident in incidents]),
        **{key: share.value for key, share in shares.items()},
    }


def read_all(reports: Sequence[Report]) -> list[Told]:
    """Read all reports into one temporary record, and what it says of each."""
    from dateline.pipeline import read_paths
    from dateline.places import Gazetteer

    with tempfile.TemporaryDirectory(prefix="dateline-incidents-") as place:
        folder = Path(place) / "reports"
        folder.mkdir()
        published: dict[str, str] = {}
        identities: list[str] = []
        for number, report in enumerate(reports):
            path = folder / f"{number:06d}.txt"
            data = report.text.encode()
            path.write_bytes(data)
            published[path.name] = report.published
            identities.append(hashlib.sha256(data).hexdigest())
        summary = read_paths([folder], Path(place) / "incidents.db", published=published)
        record = summary.record
    for failure in summary.failed:
        print(f"not read: {failure}")
    found = told_by(record, people_of(Gazetteer.shipped()))
    nothing = Told(None, None, 0, 0, "")
    return [found.get(identity, nothing) for identity in identities]


def people_of(gazetteer: Gazetteer) -> Callable[[str], int]:
    """How many people live in a place, by its id ("geonames:170794"); 0 for what is no town."""

    def people(identity: str) -> int:
        source, _, number = identity.partition(":")
        return gazetteer.place(int(number)).population if source == "geonames" and number.isdigit() else 0

    return people


def split_folder(data: Path, split: str | None) -> tuple[Path, str]:
    """The folder of a split, or the folder itself where it holds the files."""
    if (data / "incidents.jsonl").is_file():
        return data, split or "all"
    for name in (split,) if split else DEFAULTS:
        if (data / name / "incidents.jsonl").is_file():
            return data / name, name
    raise BenchmarkError(f"{data}: no {split or ' or '.join(DEFAULTS)} with an incidents.jsonl in it")


def run(options: Options) -> Outcome:
    """Score the reports of a split; `--limit` counts reports."""
    from dateline.places import Gazetteer
    from dateline.places.folding import fold

    folder, split = split_folder(options.folder(), options.split)
    reports = read_reports(folder)[: options.limit]
    gazetteer = Gazetteer.shipped()

    def is_city(name: str) -> bool:
        return any(bearer.kind == "town" for bearer in gazetteer.find([fold(name)])[fold(name)])

    ours = read_all(reports)
    naive = [naive_told(report, is_city) for report in reports]
    incidents = {report.incident.identity for report in reports}
    dated = Share(sum(told.day is not None for told in ours), len(ours))
    placed = Share(sum(told.city is not None for told in ours), len(ours))
    return Outcome(
        split=split,
        n=len(reports),
        scores=score(reports, ours),
        baselines={"naive": score(reports, naive)},
        rows={"reports with a day": dated.value, "reports with a city": placed.value},
        notes=(f"{len(incidents)} incidents in {len({told.cluster for told in ours})} stories",),
    )


TASK = Task(
    name="incidents",
    summary="The whole path on reports of shootings: incidents, dates, cities, tolls.",
    unit="reports",
    keys=KEYS,
    run=run,
)
