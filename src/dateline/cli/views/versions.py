"""The versions of one report, the oldest first, and what changed from each to the next, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct
from rich.text import Text

from dateline.cli.views import palette
from dateline.cli.views.timeline import counted
from dateline.model.record import Record
from dateline.record import Store
from dateline.reports.versions import find_candidates, find_changes, find_versions


class Step(Struct, frozen=True, kw_only=True):
    """From one version to the next: their ids and files, and the changes as sentences."""

    before: str
    after: str
    changes: tuple[str, ...]
    sources: tuple[str, str]


class VersionsView(Struct, frozen=True, kw_only=True):
    """A report among its versions; `why` they are taken for one, None where it has no other."""

    report: str
    source: str
    why: str | None
    versions: tuple[str, ...]
    steps: tuple[Step, ...]


def versions_of(store: Store, record: Record, report: str, source: str) -> VersionsView:
    """The versions of a report in a record."""
    texts = {each: store.report(each) for each in find_candidates(record.reports, {report})}
    chain = next((one for one in find_versions(texts.values()) if report in one.reports), None)
    steps = [
        Step(
            before=old, after=new, changes=tuple(map(str, find_changes(texts[old], texts[new]))),
            sources=(texts[old].source, texts[new].source),
        )
        for old, new in pairwise(chain.reports if chain else ())
    ]  # fmt: skip
    return VersionsView(
        report=report, source=source, why=chain.why if chain else None,
        versions=chain.reports if chain else (report,), steps=tuple(steps),
    )  # fmt: skip


def draw(view: VersionsView) -> Iterator[tuple[Text, int]]:
    """Lines of the versions, each with the indent at which it folds."""
    if view.why is None:
        yield Text(f"{view.source}: no other version of it is in the record."), 2
        return
    yield Text.assemble((counted(len(view.versions), "version"), palette.TITLE), f" of one report: {view.why}."), 2
    for step in view.steps:
        yield Text(" → ".join(step.sources), palette.LABEL), 2
        for line in step.changes or ("no word of the text changed",):
            yield Text(f"  {line}"), 4
