"""JSON-LD: events in SEM, their mentions in GAF with attributions as in GRaSP, where all comes from in PROV.

A mention is a run of characters of a report (`…#char=1097,1101`, code points, end exclusive). Its attribution says how
the telling holds the event to be (certainty, tense, polarity), whose word it is (`grasp:wasAttributedTo`, a speaker)
and who publishes it (`prov:wasAttributedTo`). Everything lies under `urn:dateline:`, so that nothing claims an address.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import msgspec

from dateline.exports.formats import Format, one
from dateline.exports.mappings import cameo, media_topic
from dateline.exports.parts import Parts, one_line, outlet, published_day, title
from dateline.model.record import Record, RecordClaim, RecordEvent, RecordFigure, Source

CONTEXT: dict[str, Any] = {
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "gaf": "http://groundedannotationframework.org/gaf#",
    "grasp": "http://groundedannotationframework.org/grasp#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "wgs84": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dl": "urn:dateline:terms:",
}

_HELD = {
    "happened": "CERTAIN_NON_FUTURE_POS", "ongoing": "CERTAIN_NON_FUTURE_POS", "planned": "PROBABLE_FUTURE_POS",
    "promised": "PROBABLE_FUTURE_POS", "threatened": "POSSIBLE_FUTURE_POS", "possible": "POSSIBLE_u_POS",
    "hypothetical": "POSSIBLE_u_POS", "denied": "CERTAIN_NON_FUTURE_NEG",
}  # fmt: skip
"""Status as GRaSP's certainty, tense and polarity; `u` is unknown."""


def write(record: Record) -> bytes:
    """The graph as one JSON-LD document."""
    parts = Parts(record)
    document = {"@context": CONTEXT, "@graph": list(_nodes(parts))}
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def _urn(item: str) -> str:
    return (
        f"urn:dateline:{item.partition('_')[0]}:{item.partition('_')[2]}"
        if "_" in item
        else f"urn:dateline:report:{item}"
    )


def _refs(items: Any) -> list[dict[str, str]]:
    return [{"@id": _urn(item)} for item in dict.fromkeys(items)]


def _nodes(parts: Parts) -> Iterator[dict[str, Any]]:
    record = parts.record
    made = {"@id": "urn:dateline:activity", "@type": "prov:Activity", "rdfs:label": "Dateline made the record"}
    yield made | {"dl:version": [f"{name} {version}" for name, version in sorted(record.versions.items())]}
    for report in record.reports:
        node: dict[str, Any] = {
            "@id": _urn(report.id), "@type": "prov:Entity", "dct:title": one_line(title(report)),
            "dct:source": report.source, "prov:wasAttributedTo": {"@id": _outlet(outlet(report))},
            "prov:wasDerivedFrom": {"@id": _urn(report.origin)},
        }  # fmt: skip
        if day := published_day(report):
            node["dct:issued"] = {"@value": day, "@type": "xsd:date"}
        if report.language:
            node["dct:language"] = report.language
        if report.url:
            node["dct:identifier"] = report.url.value
        yield node
    for name in dict.fromkeys(outlet(report) for report in record.reports):
        yield {"@id": _outlet(name), "@type": ["prov:Agent", "prov:Organization"], "rdfs:label": name}
    for origin in record.origins:
        yield {"@id": _urn(origin.id), "@type": "prov:Entity", "rdfs:label": origin.name, "dl:kind": origin.kind,
               "dl:why": list(origin.why)}  # fmt: skip
    for actor in record.actors:
        yield {"@id": _urn(actor.id), "@type": ["sem:Actor", "prov:Agent"], "rdfs:label": actor.name,
               "dl:kind": actor.kind,
               "skos:altLabel": [alias.form for alias in actor.aliases if alias.form != actor.name],
               "gaf:denotedBy": [{"@id": _mention(source)} for source in actor.sources]}  # fmt: skip
    for place in record.places:
        node = {"@id": _urn(place.id), "@type": "sem:Place", "rdfs:label": place.name, "dl:why": place.why}
        if place.lat is not None:
            node |= {"wgs84:lat": place.lat, "wgs84:long": place.lon, "dl:precision": place.precision}
        if place.country:
            node["dl:country"] = place.country
        yield node
    claims = _claims(record)
    for event in record.events:
        yield _event(parts, event)
        for source in event.sources:
            yield _telling(parts, source, event, claims.get((source.report, event.id)))
    for relation in record.relations:
        yield {"@id": _urn(relation.id), "@type": "dl:Relation", "dl:kind": relation.kind, "dl:status": relation.status,
               "dl:from": {"@id": _urn(relation.source)}, "dl:to": {"@id": _urn(relation.target)},
               "gaf:denotedBy": [{"@id": _mention(source)} for source in relation.sources]}  # fmt: skip
    for claim in record.claims:
        yield _claim(claim)
    for figure in record.figures:
        yield _figure(figure)
    for one_ in record.disagreements:
        sides = [{"dl:says": side.says, "dl:item": _refs(side.items)} for side in one_.sides]
        yield {"@id": _urn(one_.id), "@type": "dl:Update" if one_.update else "dl:Disagreement", "dl:kind": one_.kind,
               "dl:about": one_.about, "dl:side": sides, "dl:why": one_.why}  # fmt: skip


def _outlet(name: str) -> str:
    return f"urn:dateline:outlet:{quote(name, safe='')}"


def _mention(source: Source) -> str:
    return f"{_urn(source.report)}#char={source.span.start},{source.span.end}"


def _event(parts: Parts, event: RecordEvent) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@id": _urn(event.id), "@type": "sem:Event", "rdfs:label": parts.label(event),
        "sem:eventType": {"@id": f"urn:dateline:plover:{event.type}{f'/{event.mode}' if event.mode else ''}"},
        "dl:status": event.status, "dl:background": event.background,
        "sem:hasActor": _refs((*event.actors, *event.recipients)), "dl:agent": _refs(event.actors),
        "dl:recipient": _refs(event.recipients), "gaf:denotedBy": [{"@id": _mention(one)} for one in event.sources],
        "prov:wasDerivedFrom": _refs(event.origins), "prov:wasGeneratedBy": {"@id": "urn:dateline:activity"},
        "dl:why": list(event.why),
    }  # fmt: skip
    if event.place:
        node["sem:hasPlace"] = {"@id": _urn(event.place)}
    if event.when.earliest or event.when.latest:
        time: dict[str, Any] = {"@type": "sem:Time", "dl:why": event.when.why}
        for field, day in (("sem:hasEarliestBeginTimeStamp", event.when.earliest),
                           ("sem:hasLatestEndTimeStamp", event.when.latest)):  # fmt: skip
            if day:
                time[field] = {"@value": day, "@type": "xsd:date"}
        node["sem:hasTime"] = time
    if code := cameo(event):
        node["dl:cameo"] = code
    if topic := media_topic(event):
        node["dct:subject"] = {"@id": f"http://cv.iptc.org/newscodes/mediatopic/{topic[0].partition(':')[2]}"}
    return node


def _claims(record: Record) -> dict[tuple[str, str], RecordClaim]:
    """The claim in which a report tells an event, by both."""
    return {(claim.source.report, event): claim for claim in reversed(record.claims) for event in claim.events}


def _telling(parts: Parts, source: Source, event: RecordEvent, claim: RecordClaim | None) -> dict[str, Any]:
    attribution: dict[str, Any] = {
        "@type": "grasp:Attribution",
        "rdf:value": {"@id": f"{CONTEXT['grasp']}{_HELD[event.status]}"},
        "prov:wasAttributedTo": {"@id": _outlet(outlet(parts.reports[source.report]))},
    }
    if claim is not None and claim.speaker and any(_within(span, source) for span in claim.content):
        attribution["grasp:wasAttributedTo"] = {"@id": _urn(claim.speaker)}
    node = {"@id": _mention(source), "@type": "gaf:Mention", "rdf:value": source.span.text,
            "prov:wasDerivedFrom": {"@id": _urn(source.report)}, "grasp:hasAttribution": attribution}  # fmt: skip
    if source.sentence:
        node["dl:sentence"] = one_line(source.sentence.text)
    return node


def _within(span: Any, source: Source) -> bool:
    return bool(span.start <= source.span.start and source.span.end <= span.end)


def _claim(claim: RecordClaim) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@id": _urn(claim.id), "@type": "dl:Claim",
        "rdf:value": " … ".join(one_line(span.text) for span in claim.content),
        "dl:certainty": claim.certainty, "dl:direct": claim.direct, "gaf:denotedBy": {"@id": _mention(claim.source)},
        "dl:tells": _refs((*claim.events, *claim.figures)), "prov:wasDerivedFrom": {"@id": _urn(claim.origin)},
    }  # fmt: skip
    if claim.speaker:
        node["grasp:wasAttributedTo"] = {"@id": _urn(claim.speaker)}
    return node


def _figure(figure: RecordFigure) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@id": _urn(figure.id), "@type": "dl:Figure", "dl:unit": figure.unit, "dl:bound": figure.bound,
        "dl:what": figure.what, "gaf:denotedBy": {"@id": _mention(figure.source)},
        "grasp:wasAttributedTo": _refs(figure.claimants), "prov:wasDerivedFrom": {"@id": _urn(figure.origin)},
    }  # fmt: skip
    numbers = (("rdf:value", figure.value), ("dl:low", figure.low), ("dl:high", figure.high))
    node |= {field: value for field, value in numbers if value is not None}
    if figure.event:
        node["dl:event"] = {"@id": _urn(figure.event)}
    return node


FORMAT = Format(
    name="jsonld",
    title="Linked data: SEM, PROV and attributions as in GRaSP (JSON-LD)",
    suffix=".jsonld",
    media_type="application/ld+json",
    loses=(
        "Whether an event is planned, promised or possible, but for dl:status: GRaSP has certainty, tense, polarity.",
        "Sentences of the words that name actors, claims and figures; stories; the reasons behind actors and claims.",
        "The texts of the reports.",
    ),
    make=lambda record, _options: one(write(record)),
)
