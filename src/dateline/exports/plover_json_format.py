"""PLOVER's JSON (manual, draft 2.0): one object for each event.

PLOVER asks for an actor: where the record names none, it is "unidentified", with no code. Statuses become the manual's
auxiliary contexts: `historical`, `future`, `hypothetical`, `negation`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from dateline.exports.formats import Format, Made, Option
from dateline.exports.mappings import countries, country_name, tables
from dateline.exports.parts import REAL, Parts, one_line, outlet, published_day, title
from dateline.model.record import Record, RecordActor, RecordEvent, RecordPlace

_AUXILIARY = {
    "planned": "future", "promised": "future", "threatened": "future", "possible": "hypothetical",
    "hypothetical": "hypothetical", "denied": "negation",
}  # fmt: skip
_RESOLUTION = {"facility": 5, "village": 4, "city": 4, "district": 3, "province": 2, "region": 2, "country": 1}


def write(record: Record, options: Mapping[str, str]) -> Made:
    """The events by day as a JSON array; those without any day are left out, for `date` is required."""
    parts = Parts(record)
    written, left = [], []
    for event in parts.in_order():
        if options["status"] == "happened" and (event.status not in REAL or event.background):
            continue
        if event.when.earliest is None and event.when.latest is None:
            left.append(event.id)
        else:
            written.append(_event(parts, event))
    data = msgspec.json.format(msgspec.json.encode(written, order="sorted"), indent=1) + b"\n"
    return Made({"": data}, {"without any day": tuple(left)} if left else {})


def _event(parts: Parts, event: RecordEvent) -> dict[str, Any]:
    place = parts.place(event)
    source = event.sources[0]
    report = parts.reports[source.report]
    contexts = [*event.contexts]
    if event.background:
        contexts.append("historical")
    if event.status in _AUXILIARY:
        contexts.append(_AUXILIARY[event.status])
    plover = tables()["plover"]
    made: dict[str, Any] = {
        "id": event.id,
        "has_event": True,
        "date": event.when.earliest or event.when.latest,
        "actor": [_entity(actor) for actor in parts.cast(event.actors)] or [{"entity_text": "unidentified"}],
        "recipient": [_entity(actor) for actor in parts.cast(event.recipients)],
        "event": event.type,
        "event_text": one_line(source.span.text),
        "quad_code": plover["quad"].get(event.type),
        "event_scale": plover["scale"].get(event.type),
        "context": contexts,
        "text": one_line((source.sentence or source.span).text),
        "text_info": {"sequence": source.span.start},
        "cite_info": {"citation": title(report), "publication": outlet(report), "coder": "Dateline",
                      "codebook": "PLOVER", "version": "DRAFT 2.0"},
        "coder": "Dateline",
        "comment": f"{event.status}; {_days(event)}; {len(event.origins)} independent origin(s)",
    }  # fmt: skip
    if event.when.latest and event.when.latest != made["date"]:
        made["enddate"] = event.when.latest
    if event.mode:
        made["mode"] = event.mode
    if place is not None:
        made["event_loc"] = _location(place)
    if report.url:
        made["cite_info"]["url"] = report.url.value
    if report.language:
        made["cite_info"]["language"] = report.language
    if day := published_day(report):
        made["cite_info"]["date"] = day
    size = _size(parts, event)
    if size:
        made["size"] = size
    return made


def _days(event: RecordEvent) -> str:
    if event.when.earliest is None:
        return f"by {event.when.latest}, its beginning is open"
    return "its end is open" if event.when.latest is None else event.when.why


def _entity(actor: RecordActor) -> dict[str, Any]:
    found = countries().get(actor.country or "")
    made: dict[str, Any] = {"entity_text": actor.name, "identifier_id": actor.known or actor.id}
    if found:
        made["code"] = found.iso3
    if actor.sector:
        made["sector"] = actor.sector
    if actor.offices:
        made["office"] = "; ".join(actor.offices)
    return made


def _location(place: RecordPlace) -> dict[str, Any]:
    made: dict[str, Any] = {"extracted_place": place.name}
    if place.lat is not None:
        made |= {"resolved_place": place.name, "lat": place.lat, "lon": place.lon}
    if place.gazetteer and place.gazetteer.startswith("geonames:"):
        made["geonameid"] = place.gazetteer.removeprefix("geonames:").partition("/")[0]
    if place.admin1:
        made["province"] = place.admin1
    if place.country:
        found = countries().get(place.country)
        made |= {"country": country_name(place.country), "country_code": found.iso3 if found else place.country}
    if place.kind in _RESOLUTION:
        made["resolution"] = _RESOLUTION[place.kind]
    return made


def _size(parts: Parts, event: RecordEvent) -> dict[str, float]:
    """The least of the standing figures for dead, injured and arrested people."""
    size = {}
    for unit, field in (("killed", "dead"), ("injured", "injured"), ("detained", "arrested")):
        values = [
            figure.value for figure in parts.figures.get(event.id, ())
            if figure.unit == unit and figure.value and figure.id not in parts.replaced
        ]  # fmt: skip
        if values:
            size[field] = min(values)
    return size


FORMAT = Format(
    name="plover-json",
    title="PLOVER's JSON (draft 2.0)",
    suffix=".json",
    media_type="application/json",
    loses=(
        "Events without any day: a date is required.",
        "Open ends of an interval, but for a comment; the reasons behind types, places and merges.",
        "All tellings but the first; who says what; of several figures the lowest is left.",
        "Figures other than dead, injured and arrested; relations; disagreements.",
    ),
    make=write,
    options=(Option("status", ("all", "happened"), "Whether planned, denied and past events are in it too."),),
)
