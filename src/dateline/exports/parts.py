"""A record's parts by id, and how exports name them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dateline.model.record import (
    Record,
    RecordActor,
    RecordEvent,
    RecordFigure,
    RecordPlace,
    RecordReport,
    Source,
)
from dateline.wording.days import place_in_time

REAL = ("happened", "ongoing")
"""Only these count as events where a format has no room for a status."""


class Parts:
    """Parts by id; figures and claims by the event that they are about."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.reports = {report.id: report for report in record.reports}
        self.actors = {actor.id: actor for actor in record.actors}
        self.places = {place.id: place for place in record.places}
        self.events = {event.id: event for event in record.events}
        self.origins = {origin.id: origin for origin in record.origins}
        self.figures: dict[str, list[RecordFigure]] = {}
        for figure in record.figures:
            if figure.event:
                self.figures.setdefault(figure.event, []).append(figure)
        self.replaced = frozenset(
            item for one in record.disagreements if one.update for side in one.sides[:-1] for item in side.items
        )
        """Items that a later one by the same side replaced."""

    def in_order(self) -> list[RecordEvent]:
        """Events by day; undated ones last."""
        return sorted(
            self.record.events,
            key=lambda event: (place_in_time(event.when.earliest, event.when.latest), event.sources),
        )

    def real(self) -> list[RecordEvent]:
        """Events told as having happened or going on, as this story's news, by day."""
        return [event for event in self.in_order() if event.status in REAL and not event.background]

    def place(self, event: RecordEvent) -> RecordPlace | None:
        """Where it happened, if that is known."""
        return self.places.get(event.place or "")

    def cast(self, items: Iterable[str]) -> list[RecordActor]:
        """Actors by their ids."""
        return [self.actors[item] for item in items if item in self.actors]

    def names(self, items: Iterable[str], between: str = ", ") -> str:
        """Names of actors by their ids, each once."""
        return between.join(dict.fromkeys(actor.name for actor in self.cast(items)))

    def label(self, event: RecordEvent) -> str:
        """Who did what to whom, in the words of the reports: "River Front → mayor: shelled"."""
        who, whom = self.names(event.actors), self.names(event.recipients)
        words = one_line(event.sources[0].span.text) if event.sources else event.type.lower()
        return f"{who or 'Somebody unnamed'}{f' → {whom}' if whom else ''}: {words}"

    def told_by(self, event: RecordEvent) -> list[RecordReport]:
        """The reports that tell of an event, by day of publication."""
        found = dict.fromkeys(source.report for source in event.sources)
        return sorted(
            (self.reports[report] for report in found), key=lambda one: (published_day(one) or "9999", one.id)
        )


def outlet(report: RecordReport) -> str:
    """The outlet where it is known, else the agency credited, else the file's name."""
    for stated in (report.outlet, report.credit):
        if stated:
            return stated.value
    return report.source.replace("\\", "/").rpartition("/")[2]


def title(report: RecordReport) -> str:
    """The title of a report, else the file's name."""
    return report.title.value if report.title else report.source.replace("\\", "/").rpartition("/")[2]


def published_day(report: RecordReport) -> str | None:
    """The day of publication where it is known."""
    return report.published.earliest if report.published and report.published.exact else None


def one_line(text: str) -> str:
    """Words of a report without their line breaks."""
    return " ".join(text.split())


def sentences(sources: Sequence[Source]) -> list[str]:
    """The sentences of some sources, each once, in one line each."""
    return list(dict.fromkeys(one_line((source.sentence or source.span).text) for source in sources))


def span_of_days(event: RecordEvent) -> int | None:
    """How many days an event's interval has; None where an end is open."""
    if event.when.earliest is None or event.when.latest is None:
        return None
    return (date.fromisoformat(event.when.latest) - date.fromisoformat(event.when.earliest)).days + 1


def middle_day(event: RecordEvent) -> date:
    """The middle of a closed interval, the earlier of two middles; raises ValueError for an open one."""
    length = span_of_days(event)
    if length is None or event.when.earliest is None:
        raise ValueError(f"{event.id}: an end of its interval is open")
    first = date.fromisoformat(event.when.earliest)
    return date.fromordinal(first.toordinal() + (length - 1) // 2)
