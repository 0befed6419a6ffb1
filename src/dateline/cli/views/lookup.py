"""Finding a thing of the record by what a person types: an id or its beginning, a name, a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import PurePath
from typing import TypeVar

from dateline.errors import UsageError
from dateline.model.record import (
    Disagreement,
    Origin,
    Record,
    RecordActor,
    RecordClaim,
    RecordEvent,
    RecordFigure,
    RecordPlace,
    RecordRelation,
    RecordReport,
    Story,
)

Part = (
    RecordEvent | RecordActor | RecordPlace | RecordClaim | RecordFigure | RecordRelation | Disagreement | Story
    | Origin | RecordReport
)  # fmt: skip
"""Whatever has an id."""

T = TypeVar("T", bound=Part)

SHORTEST = 4
"""Letters of an id that are shown at least, behind its kind."""


def parts(record: Record) -> Iterator[Part]:
    """Everything that has an id."""
    yield from record.events
    yield from record.actors
    yield from record.places
    yield from record.claims
    yield from record.figures
    yield from record.relations
    yield from record.disagreements
    yield from record.stories
    yield from record.origins
    yield from record.reports


class Lookup:
    """The parts of one record by id, and their ids cut as short as they stay unambiguous."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.by_id: dict[str, Part] = {part.id: part for part in parts(record)}
        self._length = _unambiguous(self.by_id)

    def short(self, item: str) -> str:
        """An id as it is shown."""
        kind, line, letters = item.rpartition("_")
        return f"{kind}{line}{letters[: self._length]}"

    def report_by_id(self, report: str) -> RecordReport:
        """A report that something of the record points at."""
        found = self.by_id[report]
        assert isinstance(found, RecordReport)  # noqa: S101 - for mypy
        return found

    def find(self, wanted: str, *kinds: type[Part], noun: str = "thing") -> Part:
        """The part of one of `kinds` (of any, without them) whose id begins so, with or without its kind in front.

        Raises UsageError where there is none, or more than one.
        """
        begin = wanted.lower()
        found = [
            part
            for item, part in self.by_id.items()
            if (not kinds or isinstance(part, kinds))
            and (item.startswith(begin) or ("_" not in begin and item.rpartition("_")[2].startswith(begin)))
        ]
        exact = [part for part in found if part.id == begin]
        return _single(exact or found, wanted, noun)

    def actor(self, wanted: str) -> RecordActor:
        """The actor with this id or name: a name before another form of it, a form in full before a part of one."""
        if _looks_like_id(wanted, "act"):
            found = self.find(wanted, RecordActor, noun="actor")
            assert isinstance(found, RecordActor)  # noqa: S101 - for mypy
            return found
        name = wanted.casefold()
        actors = self.record.actors
        for matches in (
            [actor for actor in actors if actor.name.casefold() == name],
            [actor for actor in actors if any(alias.form.casefold() == name for alias in actor.aliases)],
            [actor for actor in actors if any(name in form.casefold() for form in _forms(actor))],
        ):
            if matches:
                return _single(matches, wanted, "actor")
        return _single([], wanted, "actor")

    def story(self, wanted: str) -> Story:
        """The story with this id, or the only one with these words in its title."""
        if _looks_like_id(wanted, "sto"):
            found = self.find(wanted, Story, noun="story")
            assert isinstance(found, Story)  # noqa: S101 - for mypy
            return found
        return _single(
            [story for story in self.record.stories if wanted.casefold() in story.title.casefold()], wanted, "story"
        )

    def report(self, wanted: str) -> RecordReport:
        """The report with this id, or from the file of this path or name."""
        reports = self.record.reports
        path = PurePath(wanted)
        for matches in (
            [report for report in reports if report.source == wanted],
            [report for report in reports if PurePath(report.source).parts[-len(path.parts) :] == path.parts],
            [report for report in reports if report.id.startswith(wanted.lower())],
        ):
            if matches:
                return _single(matches, wanted, "report")
        return _single([], wanted, "report")


def _forms(actor: RecordActor) -> Iterator[str]:
    yield actor.name
    for alias in actor.aliases:
        yield alias.form


def _looks_like_id(wanted: str, kind: str) -> bool:
    return wanted.lower().startswith(f"{kind}_")


def _single(found: list[T], wanted: str, noun: str) -> T:
    if not found:
        raise UsageError(f"the record has no {noun} “{wanted}”")
    if len(found) > 1:
        some = ", ".join(part.id for part in found[:5]) + (" …" if len(found) > 5 else "")
        raise UsageError(f"“{wanted}” could be {len(found)} things; say more of it: {some}")
    return found[0]


def _unambiguous(items: Iterable[str]) -> int:
    """How many letters, behind the kind, tell every id from every other."""
    ordered = sorted(items)
    longest = SHORTEST
    for one, other in pairwise(ordered):
        if one.rpartition("_")[0] != other.rpartition("_")[0]:
            continue
        one, other = one.rpartition("_")[2], other.rpartition("_")[2]
        same = next(
            (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
        )
        longest = max(longest, same + 1)
    return longest
