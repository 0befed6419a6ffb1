"""A record seen from the gold's side: its sources by file, its parts by id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from benchmarks.story.text import Run
from benchmarks.task import BenchmarkError
from dateline.model.record import Record, RecordActor, RecordEvent, RecordPlace, Source


@dataclass(frozen=True)
class Place:
    """Where a source stands: gold file and run."""

    file: str
    run: Run


@dataclass(frozen=True)
class View:
    """A record and the texts that its spans point into, by gold file name.

    A report is the gold's file of the same name; a file whose text equals another's may have no report of its own, and
    is then seen through that one.
    """

    record: Record
    texts: dict[str, str]

    @cached_property
    def files(self) -> dict[str, tuple[str, ...]]:
        """Gold files of each report, by the report's id."""
        named = {re.split(r"[\\/]", report.source)[-1]: report.id for report in self.record.reports}
        found: dict[str, tuple[str, ...]] = {}
        for file in self.texts:
            report = named.get(file)
            if report is None:
                twins = [other for other, text in self.texts.items() if other in named and text == self.texts[file]]
                report = named[twins[0]] if twins else None
            if report is not None:
                found[report] = (*found.get(report, ()), file)
        return found

    def places(self, source: Source) -> list[Place]:
        """Files and runs of a source; more than one only where files have the same text."""
        return [Place(file, (source.span.start, source.span.end)) for file in self.files.get(source.report, ())]

    @cached_property
    def events(self) -> dict[str, RecordEvent]:
        """Events by id."""
        return {event.id: event for event in self.record.events}

    @cached_property
    def actors(self) -> dict[str, RecordActor]:
        """Actors by id."""
        return {actor.id: actor for actor in self.record.actors}

    @cached_property
    def gazetteer(self) -> dict[str, RecordPlace]:
        """Places by id."""
        return {place.id: place for place in self.record.places}

    def sources(self) -> Iterator[Source]:
        """Every source of every part."""
        record = self.record
        for actor in record.actors:
            yield from actor.sources
        for place in record.places:
            yield from place.sources
        for event in record.events:
            yield from event.sources
        for relation in record.relations:
            yield from relation.sources
        for claim in record.claims:
            yield claim.source
        for figure in record.figures:
            yield figure.source
        for disagreement in record.disagreements:
            for side in disagreement.sides:
                yield from side.sources

    def check(self) -> None:
        """Raise BenchmarkError where a span's words are not what stands there: such a record can't be scored."""
        for source in self.sources():
            for place in self.places(source):
                stands = self.texts[place.file][slice(*place.run)]
                if stands != source.span.text:
                    raise BenchmarkError(
                        f"{place.file}: the record says {source.span.text!r} at {place.run}, there stands {stands!r}"
                    )
