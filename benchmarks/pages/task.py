"""The run of task `pages`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from benchmarks.counts import Share, harmonic
from benchmarks.pages.marked import MarkedPage, read_marked
from benchmarks.splits import SPLITS
from benchmarks.task import BenchmarkError, Options, Outcome, Score, Task
from dateline.errors import InputError
from dateline.model.report import Published, Report
from dateline.reports.entry import Entry
from dateline.reports.read import read_entry
from dateline.reports.ways import unfold

KEYS = ("f1", "published", "published_day", "updated", "captions_apart", "title", "outlet")
_WORD = re.compile(r"\w+")
_OUTSIDE = frozenset({"title", "byline", "boilerplate", "caption", "teaser"})
"""Kinds of marks whose words are no main text."""
_ENOUGH = {"f1": 0.97}
"""Values from which a page is not named in the notes (1 for the other keys)."""
_THE = re.compile(r"^the\s+")


@dataclass(frozen=True)
class Read:
    """What somebody makes of a page: its main text, and what is said of each report on it."""

    text: str
    titles: tuple[str | None, ...] = ()
    outlets: tuple[str | None, ...] = ()
    published: tuple[Published | None, ...] = ()


ReadsPages = Callable[[bytes, str], Read]


def read_ours(data: bytes, name: str) -> Read:
    """What dateline reads; nothing where it refuses the page."""
    try:
        with BytesIO(data) as file:
            found = list(unfold(file, f"{name}.html"))
        reports = [read_entry(each) for each in found if isinstance(each, Entry)]
    except InputError:
        reports = []
    return Read(
        "\n".join(map(main_text, reports)),
        tuple(report.title.value if report.title else None for report in reports),
        tuple(report.outlet.value if report.outlet else None for report in reports),
        tuple(report.published for report in reports),
    )


def main_text(report: Report) -> str:
    """The text of a report without what is marked as no part of what it tells."""
    kept, at = [], 0
    for start, end in sorted((mark.span.start, mark.span.end) for mark in report.marks if mark.kind in _OUTSIDE):
        kept.append(report.text[at : max(at, start)])
        at = max(at, end)
    return "\n".join((*kept, report.text[at:]))


def read_trafilatura(data: bytes, _name: str) -> Read:
    """What trafilatura gives alone."""
    import trafilatura

    document: Any = trafilatura.bare_extraction(data, include_comments=False, with_metadata=True)
    if document is None:
        return Read("")
    day = str(document.date) if document.date else None
    published = Published(day, day, "trafilatura") if day else None
    return Read(document.text or "", (document.title,), (document.sitename,), (published,))


def f1(gold: str, found: str, titles: Sequence[str] = ()) -> float:
    """F1 over the words of two texts, lines that are one of the titles left out."""
    wanted, given = _bag(gold, titles), _bag(found, titles)
    common = (wanted & given).total()
    return harmonic(common / given.total(), common / wanted.total()) if common else 0.0


def _bag(text: str, titles: Sequence[str]) -> Counter[str]:
    """Words of a text, each as often as it stands there, without those of lines that are one of the titles."""
    headlines = {tuple(words_of(title)) for title in titles}
    lines = (words_of(line) for line in text.splitlines())
    return Counter(word for words in lines if tuple(words) not in headlines for word in words)


def words_of(text: str) -> list[str]:
    """Words in small letters."""
    return _WORD.findall(text.casefold())


def is_right(gold: str, found: Published | None, *, day: bool = False) -> bool:
    """Whether a time of publication is the one of the truth, as far as the truth goes (or its day)."""
    if found is None:
        return False
    if ".." in gold:
        return (found.earliest, found.latest) == tuple(gold.split(".."))
    if "T" not in gold or day:
        return found.earliest == found.latest == gold[:10]
    if found.time is None:
        return False
    wanted, given = datetime.fromisoformat(gold), datetime.fromisoformat(found.time)
    return (wanted.tzinfo is None) == (given.tzinfo is None) and wanted == given


def scores_of(pages: Sequence[MarkedPage], read: ReadsPages) -> tuple[dict[str, Score], dict[str, dict[str, float]]]:
    """The keys, and for each page its F1 and whether each fact is right (1 or 0)."""
    shares = {key: Share() for key in KEYS}
    detail: dict[str, dict[str, float]] = {}
    for page in pages:
        found = read(page.data, page.name)
        one: dict[str, float] = {"f1": f1(page.text, found.text, page.titles)}
        if page.published:
            for key, day in (("published", False), ("published_day", True)):
                one[key] = len(page.published) == len(found.published) and all(
                    is_right(gold, given, day=day) for gold, given in zip(page.published, found.published, strict=True)
                )
        if page.updated:
            one["updated"] = any(
                each is not None and f"updated {page.updated[:10]}" in each.how for each in found.published
            )
        if page.apart:
            words = Counter(words_of(page.apart))
            extra = _bag(found.text, page.titles) - _bag(page.text, page.titles)
            one["captions_apart"] = 1 - (words & extra).total() / words.total()
        one["title"] = len(page.titles) == len(found.titles) and all(
            words_of(gold) == words_of(given or "") for gold, given in zip(page.titles, found.titles, strict=True)
        )
        one["outlet"] = {_outlet(page.outlet)} == set(map(_outlet, found.outlets or (None,)))
        for key, value in one.items():
            shares[key].add(value)
        detail[page.name] = {key: float(value) for key, value in one.items()}
    return {key: share.value for key, share in shares.items()}, detail


def _outlet(name: str | None) -> str:
    return _THE.sub("", " ".join((name or "").casefold().split()))


def pages_of(data: Path, split: str | None) -> tuple[list[Path], str]:
    """The pages of one split or of all, in a fixed order; raises BenchmarkError where there are none."""
    names = (split,) if split else SPLITS
    files = sorted(path for name in names for path in (data / name).glob("*.page"))
    if not files:
        raise BenchmarkError(f"{data}: no files ending in .page in a folder {' or '.join(names)}")
    return files, split or "all"


def run(options: Options) -> Outcome:
    """Score dateline and trafilatura on the same pages."""
    files, split = pages_of(options.folder(), options.split)
    pages = [read_marked(path) for path in files][: options.limit]
    ours, detail = scores_of(pages, read_ours)
    theirs, their_detail = scores_of(pages, read_trafilatura)
    undated = Share()
    for page in pages:
        if not page.published:
            undated.add(not any(each and each.exact for each in read_ours(page.data, page.name).published))
    lost = []
    for name, one in detail.items():
        low = [f"{key} {value:.3f}" for key, value in one.items() if value < _ENOUGH.get(key, 1)]
        if low:
            lost.append(f"{name}: {', '.join(low)} (trafilatura's f1 {their_detail[name]['f1']:.3f})")
    worse = sum(detail[name]["f1"] < their_detail[name]["f1"] - 0.005 for name in detail)
    return Outcome(
        split=split,
        n=len(pages),
        scores=ours,
        baselines={"trafilatura alone": {key: theirs[key] for key in KEYS if key not in ("published", "updated")}},
        rows={
            "no day given where the page has none": undated.value,
            "lowest f1 of a page": min(one["f1"] for one in detail.values()),
            "share of pages read worse than by trafilatura": worse / len(pages),
        },
        notes=tuple(lost),
    )


TASK = Task(
    name="pages",
    summary="The report on a web page, apart from what stands around it.",
    unit="pages",
    keys=KEYS,
    run=run,
)
