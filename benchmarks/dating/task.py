"""The run of task `dating`."""

from __future__ import annotations

import argparse
import hashlib
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.counts import Share
from benchmarks.dating.naive import Interval, first_day, last_year_of, latest_year
from benchmarks.dating.stated import holds_day, years_in
from benchmarks.incidents.files import Report, read_reports
from benchmarks.incidents.task import split_folder
from benchmarks.task import Options, Outcome, Score, Task
from dateline.model.record import Record

KEYS = ("inside", "exact_where_stated", "bounded", "anchored_inside", "anchored_narrow_7d")
_YEAR, _WEEK = 366, 7


def holds(interval: Interval, day: str) -> bool:
    """Whether a day (ISO) lies in an interval."""
    return (interval[0] or "") <= day <= (interval[1] or "9999")


def days_of(interval: Interval) -> int | None:
    """How many days an interval has; None where an end is open."""
    if interval[0] is None or interval[1] is None:
        return None
    return (date.fromisoformat(interval[1]) - date.fromisoformat(interval[0])).days + 1


def score(reports: Sequence[Report], found: Sequence[Interval]) -> dict[str, Score]:
    """The keys of a run in which no report has a date."""
    shares = {key: Share() for key in KEYS[:3]}
    for report, interval in zip(reports, found, strict=True):
        shares["inside"].add(holds(interval, report.published))
        if holds_day(report.text, date.fromisoformat(report.published)):
            shares["exact_where_stated"].add(interval == (report.published, report.published))
        if years_in(report.text):
            days = days_of(interval)
            shares["bounded"].add(days is not None and days <= _YEAR)
    return {key: share.value for key, share in shares.items()}


def score_anchored(reports: Sequence[Report], found: Sequence[Interval]) -> dict[str, Score]:
    """The keys of a run in which the first report of each incident has its date, over the other reports."""
    first = anchors(reports)
    shares = {key: Share() for key in KEYS[3:]}
    for report, interval in zip(reports, found, strict=True):
        if report.identity in first:
            continue
        inside, days = holds(interval, report.published), days_of(interval)
        shares["anchored_inside"].add(inside)
        shares["anchored_narrow_7d"].add(inside and days is not None and days <= _WEEK)
    return {key: share.value for key, share in shares.items()}


def anchors(reports: Sequence[Report]) -> set[str]:
    """The first report by id of each incident."""
    first: dict[str, str] = {}
    for report in reports:
        incident = report.incident.identity
        first[incident] = min(first.get(incident, report.identity), report.identity)
    return set(first.values())


def solve_all(reports: Sequence[Report], *, anchored: bool) -> tuple[list[Interval], list[Interval]]:
    """What the record says of every report's publication: none dated; then, if asked for, with the anchors dated."""
    from dateline.pipeline import read_paths

    with tempfile.TemporaryDirectory(prefix="dateline-dating-") as place:
        folder = Path(place) / "reports"
        folder.mkdir()
        names: list[str] = []
        identities: list[str] = []
        for number, report in enumerate(reports):
            data = report.text.encode()
            names.append(f"{number:06d}.txt")
            (folder / names[-1]).write_bytes(data)
            identities.append(hashlib.sha256(data).hexdigest())
        record = Path(place) / "dating.db"
        summary = read_paths([folder], record)
        for failure in summary.failed:
            print(f"not read: {failure}")
        undated = _intervals(summary.record, identities)
        if not anchored:
            return undated, []
        first = anchors(reports)
        days = {name: report.published for name, report in zip(names, reports, strict=True) if report.identity in first}
        return undated, _intervals(read_paths([folder], record, published=days).record, identities)


def _intervals(record: Record, identities: Sequence[str]) -> list[Interval]:
    known = {report.id: report.published for report in record.reports}
    answers = [known.get(identity) for identity in identities]
    return [(one.earliest, one.latest) if one is not None else (None, None) for one in answers]


def run(options: Options) -> Outcome:
    """Score the reports of a split; `--limit` counts reports."""
    folder, split = split_folder(options.folder(), options.split)
    reports = read_reports(folder)[: options.limit]
    anchored = bool(options.extra.anchored)
    ours, with_anchors = solve_all(reports, anchored=anchored)
    until = last_year_of(report.published for report in reports)
    years = [latest_year(report.text, until) for report in reports]
    firsts = [first_day(report.text) for report in reports]
    scores = score(reports, ours)
    baselines = {"latest year": score(reports, years), "first date": score(reports, firsts)}
    if anchored:
        scores |= score_anchored(reports, with_anchors)
        baselines["latest year"] |= score_anchored(reports, years)
        baselines["first date"] |= score_anchored(reports, firsts)
    open_ = Share(sum(interval == (None, None) for interval in ours), len(ours))
    exact = Share(sum(days_of(interval) == 1 for interval in ours), len(ours))
    return Outcome(
        split=split,
        n=len(reports),
        scores=scores,
        baselines=baselines,
        rows={"nothing known (open at both ends)": open_.value, "a single day": exact.value},
        notes=(f"{len(reports) - len(anchors(reports))} reports are not the first of their incident",),
    )


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--anchored", action="store_true", help="also with the first report of each incident dated")


TASK = Task(
    name="dating",
    summary="When reports were published that carry no date.",
    unit="reports",
    keys=KEYS,
    run=run,
    options=_options,
)
