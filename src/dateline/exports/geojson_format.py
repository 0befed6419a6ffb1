"""GeoJSON (RFC 7946): one feature for each event that has a place; coordinates only where the place is resolved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from dateline.exports.formats import Format, Made, Option
from dateline.exports.mappings import country_name
from dateline.exports.parts import REAL, Parts, outlet, sentences
from dateline.model.record import Record, RecordEvent, RecordPlace
from dateline.wording.days import interval
from dateline.wording.figures import amount


def write(record: Record, options: Mapping[str, str]) -> Made:
    """A feature collection in the order of the days; events without a place are left out."""
    parts = Parts(record)
    features, left, vague = [], [], []
    for event in parts.in_order():
        if options["status"] == "happened" and (event.status not in REAL or event.background):
            continue
        place = parts.place(event)
        if place is None:
            left.append(event.id)
        elif place.lat is None and options["unplaced"] == "leave-out":
            vague.append(event.id)
        else:
            features.append(_feature(parts, event, place))
    data = msgspec.json.format(
        msgspec.json.encode({"type": "FeatureCollection", "features": features}), indent=1
    )  # fmt: skip
    out = {"without a place": tuple(left), "at a place that is not resolved": tuple(vague)}
    return Made({"": data + b"\n"}, {why: events for why, events in out.items() if events})


def _feature(parts: Parts, event: RecordEvent, place: RecordPlace) -> dict[str, Any]:
    known = place.lat is not None and place.lon is not None
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]} if known else None,
        "properties": {
            "label": parts.label(event), "type": event.type, "mode": event.mode, "status": event.status,
            "background": event.background, "earliest": event.when.earliest, "latest": event.when.latest,
            "days": interval(event.when.earliest, event.when.latest), "actors": parts.names(event.actors, "; "),
            "recipients": parts.names(event.recipients, "; "), "place": place.name, "admin1": place.admin1,
            "country": country_name(place.country) or None, "precision": place.precision, "radius_km": place.radius_km,
            "place_why": place.why, "figures": "; ".join(amount(one) for one in parts.figures.get(event.id, ())),
            "reports": len(parts.told_by(event)), "origins": len(event.origins),
            "outlets": "; ".join(dict.fromkeys(outlet(report) for report in parts.told_by(event))),
            "words": " / ".join(sentences(event.sources)[:3]),
        },
    }  # fmt: skip


FORMAT = Format(
    name="geojson",
    title="Events on the map (RFC 7946)",
    suffix=".geojson",
    media_type="application/geo+json",
    loses=(
        "Events without a place; those at a place that is not resolved have no geometry.",
        "The area of a place that is only roughly known: a point with precision and radius_km stands for it.",
        "Who says what, relations, disagreements; all but the first three sentences of an event.",
    ),
    make=write,
    options=(
        Option("status", ("all", "happened"), "Whether planned, denied and past events are in it too."),
        Option("unplaced", ("keep", "leave-out"), "Whether events at unresolved places are kept, without geometry."),
    ),
)
