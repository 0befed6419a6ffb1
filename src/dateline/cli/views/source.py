"""One report as it came in: its facts with how each is known, its whole text, and what was marked in it and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct
from rich.text import Text

from dateline.cli.views import palette
from dateline.cli.views.timeline import counted, one_line
from dateline.model.report import UNREAD, Report, Stated
from dateline.wording.days import interval

_GUTTER = 12
"""Columns before a line of the text, which say what it is marked as."""
_WORDS = 60


class MarkLine(Struct, frozen=True, kw_only=True):
    """One mark: what it is, where it stands (code points), its words, why, and whether the reader skips them."""

    kind: str
    start: int
    end: int
    words: str
    why: str
    read: bool


class Fact(Struct, frozen=True, kw_only=True):
    """A fact about the report, and how it is known."""

    label: str
    value: str
    how: str = ""


class SourceView(Struct, frozen=True, kw_only=True):
    """A report as it came in."""

    report: str
    source: str
    facts: tuple[Fact, ...]
    issues: tuple[str, ...]
    text: str
    marks: tuple[MarkLine, ...]
    unread: int
    """Code points of the text that the reader skips."""


def source_of(report: Report) -> SourceView:
    """The view of a report."""
    marks = sorted(report.marks, key=lambda mark: (mark.span.start, -mark.span.end, mark.kind))
    return SourceView(
        report=report.id,
        source=report.source,
        facts=tuple(_facts(report)),
        issues=report.issues,
        text=report.text,
        marks=tuple(
            MarkLine(
                kind=mark.kind, start=mark.span.start, end=mark.span.end, words=mark.span.text, why=mark.why,
                read=mark.kind not in UNREAD,
            )
            for mark in marks
        ),
        unread=sum(end - start for start, end in report.unread()),
    )  # fmt: skip


def _facts(report: Report) -> Iterator[Fact]:
    yield Fact(label="read as", value=report.media_type, how=report.extractor)
    yield Fact(label="SHA-256", value=report.id)
    stated: tuple[tuple[str, Stated | None], ...] = (
        ("title", report.title), ("outlet", report.outlet), ("byline", report.byline), ("dateline", report.dateline),
        ("credit", report.credit), ("address", report.url),
    )  # fmt: skip
    for label, fact in stated:
        if fact is not None:
            yield Fact(label=label, value=one_line(fact.value), how=fact.how)
    known = report.published
    if known is not None:
        days = interval(known.earliest, known.latest)
        yield Fact(label="published", value=f"{days} ({known.time})" if known.time else days, how=known.how)
    yield Fact(label="language", value=report.language or "not told")


def draw(view: SourceView) -> Iterator[tuple[Text, int]]:
    """Lines of a report as it came in, each with the indent at which it folds."""
    yield Text.assemble((view.source, palette.TITLE)), 2
    width = max(len(fact.label) for fact in view.facts) + 4
    for fact in view.facts:
        how = (f" · {fact.how}", palette.QUIET) if fact.how else ""
        yield Text.assemble((f"  {fact.label}".ljust(width), palette.LABEL), fact.value, how), width
    for issue in view.issues:
        yield Text.assemble(("  issue".ljust(width), palette.LABEL), issue), width
    yield Text(), 0
    share = f"; {view.unread / len(view.text):.0%} of it is not read" if view.unread and view.text else ""
    yield Text.assemble(("The text", palette.TITLE), (share, palette.QUIET)), 0
    yield from _lines(view)
    yield Text(), 0
    if not view.marks:
        yield Text("Nothing in it was marked as anything but the report.", palette.QUIET), 0
        return
    yield Text.assemble(("What was marked, and why", palette.TITLE)), 0
    for mark in view.marks:
        told = "" if mark.read else ", not read"
        head = f"  {mark.kind}{told}: "
        yield Text.assemble((head, palette.LABEL), f"“{_cut(mark.words)}”", (f" · {mark.why}", palette.QUIET)), 4
    counts = Counter(mark.kind for mark in view.marks)
    yield Text(f"  {', '.join(counted(number, kind) for kind, number in counts.items())}", palette.QUIET), 4


def _lines(view: SourceView) -> Iterator[tuple[Text, int]]:
    """The text, line by line, each behind the marks that it lies in; a mark inside a line is named beside its words."""
    at = 0
    for line in view.text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        if not line.strip():
            continue
        here = [mark for mark in view.marks if mark.start < end and mark.end > start]
        first, last = start + len(line) - len(line.lstrip()), start + len(line.rstrip())
        whole = [mark for mark in here if mark.start <= first and mark.end >= last]
        style = palette.QUIET if any(not mark.read for mark in whole) else ""
        shown = _with_parts(line, start, [mark for mark in here if mark not in whole], style)
        label = "+".join(dict.fromkeys(mark.kind for mark in whole))
        yield Text.assemble((f"  {label}".ljust(_GUTTER) + " ", palette.LABEL), shown), _GUTTER + 1


def _with_parts(line: str, start: int, marks: Iterable[MarkLine], style: str) -> Text:
    """A line in which the words of marks stand in brackets with their kind: "[dateline: HALWAN] -- Fighters …"."""
    shown = Text(style=style)
    at = 0
    for mark in marks:
        begin, end = max(mark.start - start, at), min(mark.end - start, len(line))
        if begin >= end:
            continue
        shown.append(line[at:begin])
        shown.append(f"[{mark.kind}: ", palette.LABEL)
        shown.append(line[begin:end], "" if mark.read else palette.QUIET)
        shown.append("]", palette.LABEL)
        at = end
    shown.append(line[at:])
    return shown


def _cut(words: str) -> str:
    words = one_line(words)
    return words if len(words) <= _WORDS else f"{words[: _WORDS - 1]}…"
