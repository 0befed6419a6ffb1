"""What a record says of one report's incident, as somebody who opens the record would read it off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.model.record import Record, RecordEvent, RecordFigure, RecordPlace

VIOLENT = "ASSAULT"
HAPPENED = ("happened", "ongoing")


@dataclass(frozen=True)
class Told:
    """Day (None: no single day), city (None: none named), killed and injured (0 where nothing is said), cluster."""

    day: str | None
    city: str | None
    killed: int
    injured: int
    cluster: str


def told_by(record: Record) -> dict[str, Told]:
    """For each report of the record (by its id) what the record says of its main event.

    The main event is the violent one (PLOVER's ASSAULT) that happened and is told first in the report, headline before
    text; without one, the first event that happened. Day and place are the event's. The dead and the injured are the
    first figure of that unit in the report that counts this event, else the first of that unit in the report, else 0.
    The cluster is the report's story.
    """
    events: dict[str, list[tuple[int, RecordEvent]]] = defaultdict(list)
    for event in record.events:
        for source in event.sources:
            events[source.report].append((source.span.start, event))
    figures: dict[str, list[RecordFigure]] = defaultdict(list)
    for figure in record.figures:
        figures[figure.source.report].append(figure)
    places = {place.id: place for place in record.places}
    story_of = {report: story.id for story in record.stories for report in story.reports}
    found: dict[str, Told] = {}
    for report in record.reports:
        main = main_event(events[report.id])
        counted = sorted(figures[report.id], key=lambda figure: figure.source.span.start)
        when = main.when if main else None
        found[report.id] = Told(
            day=when.earliest if when and when.earliest == when.latest else None,
            city=city_of(places.get(main.place or "")) if main else None,
            killed=toll(counted, "killed", main),
            injured=toll(counted, "injured", main),
            cluster=story_of.get(report.id, report.id),
        )
    return found


def main_event(told: Iterable[tuple[int, RecordEvent]]) -> RecordEvent | None:
    """The first violent event that happened, else the first that happened; None where there is none."""
    happened = sorted(
        ((event.type != VIOLENT, start, event.id, event) for start, event in told if event.status in HAPPENED),
        key=lambda option: option[:3],
    )
    return happened[0][3] if happened else None


def city_of(place: RecordPlace | None) -> str | None:
    """The place's name in lower case, where it is a city, or a district (a county)."""
    return place.name.lower() if place and place.kind in ("city", "village", "district") else None


def toll(figures: Iterable[RecordFigure], unit: str, main: RecordEvent | None) -> int:
    """The first number of that unit that counts the main event, else the first of that unit, else 0."""
    of_unit = [figure for figure in figures if figure.unit == unit and number(figure) is not None]
    of_event = [figure for figure in of_unit if main is not None and figure.event == main.id]
    chosen = (of_event or of_unit)[:1]
    return next((int(number(figure) or 0) for figure in chosen), 0)


def number(figure: RecordFigure) -> float | None:
    """A figure's value, else its lower or upper bound."""
    return next((one for one in (figure.value, figure.low, figure.high) if one is not None), None)
