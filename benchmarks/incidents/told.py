"""What a record says of one report's incident, as somebody who opens the record would read it off."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from math import cos, hypot, radians

from dateline.claims import is_toll
from dateline.happening import is_outcome
from dateline.model.record import Interval, Record, RecordEvent, RecordFigure, RecordPlace

VIOLENT = "ASSAULT"
HAPPENED = ("happened", "ongoing")
_SIDE = re.compile(r"^(?:near |(?:north|south|east|west|northeast|northwest|southeast|southwest)ern |central )|"
                   r" (?:countryside|neighborhoods?|neighbourhoods?|area)$")  # fmt: skip
"""What the record adds to the name of a city for a part of it, or for what lies around it."""
_AROUND_KM = 30.0
_FADES = 300.0
"""Characters after which a mention weighs half."""
_TIMES, _BIG, _REACH_KM = 30, 50_000, 15.0


@dataclass(frozen=True)
class Told:
    """Day (None: no single day), city (None: none named), killed and injured (0 where nothing is said), cluster."""

    day: str | None
    city: str | None
    killed: int
    injured: int
    cluster: str


def told_by(record: Record, people: Callable[[str], int] = lambda _: 0) -> dict[str, Told]:
    """For each report of the record (by its id) what the record says of its main event.

    The main event is the violent one (PLOVER's ASSAULT) that happened and is told first in the report, headline before
    text; without one, the first event that happened. Day (`day_of`) and place are the event's; for a part of a city it
    is that city, for what is on no map the city that the report names first and most. The dead and the injured are the
    toll that the report as a whole gives the event (`toll`). The cluster is the report's story. `people` gives the
    number of people of a place by its id in the gazetteer.
    """
    events: dict[str, list[tuple[int, RecordEvent]]] = defaultdict(list)
    for event in record.events:
        for source in event.sources:
            events[source.report].append((source.span.start, event))
    figures: dict[str, list[RecordFigure]] = defaultdict(list)
    for figure in record.figures:
        figures[figure.source.report].append(figure)
    places = {place.id: place for place in record.places}
    named: dict[str, dict[str, RecordPlace]] = defaultdict(dict)
    for place in record.places:
        for source in place.sources:
            named[source.report][place.id] = place
    story_of = {report: story.id for story in record.stories for report in story.reports}
    found: dict[str, Told] = {}
    for report in record.reports:
        main = main_event(events[report.id])
        counted = sorted(figures[report.id], key=lambda figure: figure.source.span.start)
        when = main.when if main else None
        found[report.id] = Told(
            day=day_of(when) if when else None,
            city=_city(places.get(main.place or ""), report.id, named[report.id].values(), people) if main else None,
            killed=toll(counted, "killed", main),
            injured=toll(counted, "injured", main),
            cluster=story_of.get(report.id, report.id),
        )
    return found


def main_event(told: Iterable[tuple[int, RecordEvent]]) -> RecordEvent | None:
    """The first violent event that happened, else the first that happened; None where there is none.

    A mere death comes after what is more than that.
    """
    happened = sorted(
        (
            (event.type != VIOLENT, all(is_outcome(source.span) for source in event.sources), start, event.id, event)
            for start, event in told
            if event.status in HAPPENED
        ),
        key=lambda option: option[:4],
    )
    return happened[0][4] if happened else None


def day_of(when: Interval) -> str | None:
    """The day that somebody takes from the record who has to name one.

    That is the day itself where the record has a single one. Where it only says that the event was over by a day (that
    of the report's publication, mostly), leaves two days open, or has the days only from that of the report (no `words`
    say when), it is the last of them: news is told at once.
    """
    if when.latest is None or when.earliest == when.latest:
        return when.earliest if when.latest else None
    if when.earliest is None or when.words is None:
        return when.latest
    near = (date.fromisoformat(when.latest) - date.fromisoformat(when.earliest)).days <= 1
    return when.latest if near else None


def city_of(place: RecordPlace | None) -> str | None:
    """The place's name in lower case, where it is a city, a part of one or near one, a district, or on no map."""
    if place is None or place.kind in ("country", "province", "river") or (place.kind == "region" and _is_wide(place)):
        return None
    return _SIDE.sub("", place.name.lower())


def _city(
    place: RecordPlace | None, report: str, named: Collection[RecordPlace], people: Callable[[str], int]
) -> str | None:
    if place is not None and place.lat is None:
        place = first_city(place, report, named) or place
    return city_of(in_city(place, named, people))


def first_city(place: RecordPlace, report: str, named: Iterable[RecordPlace]) -> RecordPlace | None:
    """The city that a report names first and most, in the country and division of a place where they are known."""
    weights = [
        (sum(1.0 / (1.0 + source.span.start / _FADES) for source in city.sources if source.report == report), city)
        for city in named
        if city.kind == "city"
        and city.lat is not None
        and (place.country is None or place.country == city.country)
        and (place.admin1 is None or place.admin1 == city.admin1)
    ]
    return max(weights, key=lambda found: (found[0], found[1].id))[1] if weights else None


def in_city(
    place: RecordPlace | None, named: Iterable[RecordPlace], people: Callable[[str], int]
) -> RecordPlace | None:
    """The city that a place is a part of, where the report names it; else the place itself.

    A part of a city is a place within its reach that has hardly a thirtieth of its people; `people` counts them by
    the gazetteer's id.
    """
    if place is None or place.lat is None or place.lon is None or place.kind == "country":
        return place
    least = max(_TIMES * people(place.gazetteer or ""), _BIG)
    around = [
        other
        for other in named
        if other.kind == "city"
        and other.lat is not None
        and other.lon is not None
        and people(other.gazetteer or "") >= least
        and _km(place.lat, place.lon, other.lat, other.lon) <= _REACH_KM
    ]
    return max(around, key=lambda other: (people(other.gazetteer or ""), other.id)) if around else place


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    return hypot(lat - other_lat, (lon - other_lon) * cos(radians(lat))) * 111.2


def _is_wide(place: RecordPlace) -> bool:
    """Whether a region is larger than the surroundings of a town."""
    return place.radius_km is None or place.radius_km > _AROUND_KM


def toll(figures: Iterable[RecordFigure], unit: str, main: RecordEvent | None) -> int:
    """The toll of that unit that the report as a whole gives its main event.

    Without one, the first number of that unit that counts the main event, else the first of that unit, else 0.
    """
    of_unit = [figure for figure in figures if figure.unit == unit and number(figure) is not None]
    of_event = [figure for figure in of_unit if main is not None and figure.event == main.id]
    chosen = ([figure for figure in of_event if is_toll(figure.why)] or of_event or of_unit)[:1]
    return next((int(number(figure) or 0) for figure in chosen), 0)


def number(figure: RecordFigure) -> float | None:
    """A figure's value, else its lower or upper bound."""
    return next((one for one in (figure.value, figure.low, figure.high) if one is not None), None)
