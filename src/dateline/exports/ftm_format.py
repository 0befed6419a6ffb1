"""FollowTheMoney entities, one in a line: events with their proof, actors, reports, places, relations.

Every Event and UnknownLink has as `proof` the Articles in which it stands; the sentences stand in `description`, for
the schema has no evidence below a document. Mention says where each actor is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from dateline.exports.formats import Format, Made, Option
from dateline.exports.mappings import country_name
from dateline.exports.parts import REAL, Parts, one_line, outlet, sentences, title
from dateline.model.record import Record, RecordActor, RecordEvent, RecordPlace, RecordReport
from dateline.wording.days import interval
from dateline.wording.figures import amount

_SCHEMA = {"person": "Person", "armed group": "Organization", "organisation": "Organization", "state": "PublicBody"}
"""Schema by kind of actor; what is only described is a LegalEntity."""


def write(record: Record, options: Mapping[str, str]) -> Made:
    """The entities in a fixed order: reports, places, actors, events, relations."""
    parts = Parts(record)
    lines = [msgspec.json.encode(entity) for entity in _entities(parts, options)]
    left = [event.id for event in record.events if not _wanted(event, options)]
    out = {"not told as having happened, or as history": tuple(left)} if left else {}
    return Made({"": b"\n".join(lines) + b"\n"}, out)


def _wanted(event: RecordEvent, options: Mapping[str, str]) -> bool:
    return options["status"] == "all" or (event.status in REAL and not event.background)


def _entities(parts: Parts, options: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for report in parts.record.reports:
        yield _entity(report.id, "Article", _article(report))
    for place in parts.record.places:
        yield _entity(place.id, "Address", _address(place))
    for actor in parts.record.actors:
        yield _entity(actor.id, _SCHEMA.get(actor.kind, "LegalEntity"), _party(actor))
        for named in dict.fromkeys(source.report for source in actor.sources):
            mention = {"document": [named], "resolved": [_id(actor.id)], "name": [one_line(actor.name)],
                       "detectedSchema": [_SCHEMA.get(actor.kind, "LegalEntity")]}  # fmt: skip
            yield _entity(f"{actor.id}-{named[:12]}", "Mention", mention)
    for event in parts.in_order():
        if _wanted(event, options):
            yield _entity(event.id, "Event", _event(parts, event))
    for relation in parts.record.relations:
        if relation.source in parts.actors and relation.target in parts.actors:
            yield _entity(relation.id, "UnknownLink", {
                "subject": [_id(relation.source)], "object": [_id(relation.target)],
                "role": [relation.office or relation.kind.replace("_", " ")], "status": [relation.status],
                "proof": list(dict.fromkeys(source.report for source in relation.sources)),
                "description": sentences(relation.sources),
            })  # fmt: skip


def _entity(identity: str, schema: str, properties: Mapping[str, list[str]]) -> dict[str, Any]:
    return {
        "id": _id(identity),
        "schema": schema,
        "properties": {name: values for name, values in properties.items() if values},
    }


def _id(item: str) -> str:
    """An id as FollowTheMoney allows it: letters, digits, dots and dashes."""
    return item.replace("_", "-")


def _article(report: RecordReport) -> dict[str, list[str]]:
    published = report.published
    exact = published is not None and published.exact and published.earliest
    return {
        "title": [one_line(title(report))], "fileName": [report.source], "contentHash": [],
        "publisher": [outlet(report)], "sourceUrl": [report.url.value] if report.url else [],
        "publishedAt": [published.earliest] if published and published.earliest and exact else [],
        "language": [_LANGUAGES[report.language]] if report.language in _LANGUAGES else [],
    }  # fmt: skip


_LANGUAGES = {"en": "eng", "fr": "fra", "es": "spa", "ar": "ara", "ru": "rus", "uk": "ukr", "de": "deu", "pt": "por"}


def _address(place: RecordPlace) -> dict[str, list[str]]:
    whole = [part for part in (place.name, place.admin1, country_name(place.country)) if part]
    return {
        "name": [place.name], "full": [", ".join(dict.fromkeys(whole))],
        "city": [place.name] if place.kind in ("city", "village") else [],
        "state": [place.admin1] if place.admin1 else [], "country": [place.country.lower()] if place.country else [],
        "latitude": [f"{place.lat}"] if place.lat is not None else [],
        "longitude": [f"{place.lon}"] if place.lon is not None else [],
        "remarks": [f"precision: {place.precision}" if place.precision else "not resolved", place.why],
    }  # fmt: skip


def _party(actor: RecordActor) -> dict[str, list[str]]:
    return {
        "name": [one_line(actor.name)],
        "alias": sorted({one_line(alias.form) for alias in actor.aliases} - {one_line(actor.name)}),
        "country": [actor.country.lower()] if actor.country else [],
        "position": list(actor.offices) if actor.kind == "person" else [],
        "sector": [actor.sector] if actor.sector and actor.kind != "person" else [],
        "notes": list(actor.why),
    }  # fmt: skip


def _event(parts: Parts, event: RecordEvent) -> dict[str, list[str]]:
    place = parts.place(event)
    start, end = event.when.earliest, event.when.latest
    figures = dict.fromkeys(amount(figure) for figure in parts.figures.get(event.id, ()))
    return {
        "name": [parts.label(event)],
        "date": [start] if start and start == end else [],
        "startDate": [start] if start else [], "endDate": [end] if end else [],
        "summary": [(f"{event.type}{f'/{event.mode}' if event.mode else ''}, {event.status}, {interval(start, end)}, "
                    f"{len(event.origins)} independent origin(s)")],
        "description": sentences(event.sources), "notes": list(figures),
        "involved": [_id(actor.id) for actor in parts.cast(dict.fromkeys((*event.actors, *event.recipients)))],
        "location": [place.name] if place else [], "addressEntity": [_id(place.id)] if place else [],
        "country": [place.country.lower()] if place and place.country else [],
        "keywords": [event.type, *event.contexts],
        "sourceUrl": [report.url.value for report in parts.told_by(event) if report.url],
        "publisher": list(dict.fromkeys(outlet(report) for report in parts.told_by(event))),
        "proof": [report.id for report in parts.told_by(event)],
    }  # fmt: skip


FORMAT = Format(
    name="ftm",
    title="FollowTheMoney entities with proof",
    suffix=".ftm.json",
    media_type="application/x-ndjson",
    loses=(
        "Who acts and who is acted on: both are `involved`.",
        "The span of the words: proof is the report, the sentence stands in the description.",
        "Claims and disagreements, for which there is no schema; figures, but for their words in the notes.",
        "How precisely a place is known, but for a remark.",
    ),
    make=write,
    options=(Option("status", ("happened", "all"), "Whether planned, denied and past events are in it too."),),
)
