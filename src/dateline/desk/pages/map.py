"""Map: events by place, each place as precisely as it is known, over an offline ground that can be replaced."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.desk.basemap import WORLD, Basemap, Box
from dateline.desk.choice import Chosen, filters
from dateline.desk.json_answer import answer
from dateline.desk.query import PlaceId, read_query
from dateline.desk.refusals import NotFitting
from dateline.desk.registry import Entry
from dateline.desk.rendering import desk_of, render
from dateline.record.browse.atlas import Spot, atlas

ENTRY = Entry("Map", "/map")
EPOCH = date(1970, 1, 1).toordinal()
_MOST_LISTED = 200


class Query(Chosen, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the address may say."""

    at: PlaceId | None = None
    """The place that is picked out."""


class BaseQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which part of the ground."""

    box: Annotated[str, Meta(pattern=r"^-?[0-9]{1,3}(\.[0-9]{1,4})?(,-?[0-9]{1,3}(\.[0-9]{1,4})?){3}$")] | None = None


def show(request: Request) -> Response:
    """The page; the list of places stands beside the map, and says the same."""
    query = read_query(request, Query)
    query.days()
    with desk_of(request).window.look() as look:
        found = atlas(look, query.choice())
        values = {
            "query": query,
            "filters": filters(look, query),
            "placed": [spot for spot in found.spots if spot.lat is not None][:_MOST_LISTED],
            "unplaced": [spot for spot in found.spots if spot.lat is None][:_MOST_LISTED],
            "nowhere": found.nowhere,
            "own": desk_of(request).ground.own,
            "may": _may(request),
        }
    return render(request, "map.html", values, worker=True)


def data(request: Request) -> Response:
    """Places with their events, bin by bin."""
    query = read_query(request, Query)
    ground = desk_of(request).ground
    coarse, fine = ground.coarse(), ground.fine()
    with desk_of(request).window.look() as look:
        found = atlas(look, query.choice())
    return answer(
        {
            "unit": found.unit,
            "edges": [edge - EPOCH for edge in found.edges],
            "nowhere": found.nowhere,
            "places": [_place(spot, coarse, fine) for spot in found.spots],
        }
    )


def base(request: Request) -> Response:
    """The ground as GeoJSON: all of it, coarse, with its names; or what lies in a box, fine."""
    query = read_query(request, BaseQuery)
    ground = desk_of(request).ground
    if query.box is None:
        whole = ground.coarse()
        made: dict[str, object] = {
            "land": {"type": "FeatureCollection", "features": whole.features(WORLD, 2)},
            "names": {"type": "FeatureCollection", "features": whole.labels()},
        }
    else:
        made = {"land": {"type": "FeatureCollection", "features": ground.fine().features(_box(query.box), 3)}}
    response = answer(made)
    response.headers["cache-control"] = "private, max-age=300"
    return response


def _place(spot: Spot, coarse: Basemap, fine: Basemap) -> dict[str, object]:
    outlines: tuple[int | None, ...] = (None, None)
    if spot.precision == "country" and spot.lat is not None and spot.lon is not None:
        outlines = tuple(ground.at(spot.lon, spot.lat) for ground in (coarse, fine))
    return {
        "id": spot.id, "name": spot.name, "kind": spot.kind, "lat": spot.lat, "lon": spot.lon,
        "precision": spot.precision, "radius": spot.radius_km, "outline": outlines[0], "fine": outlines[1],
        "count": spot.count, "undated": spot.undated, "bins": spot.bins, "hand": spot.by_hand,
    }  # fmt: skip


def _box(given: str) -> Box:
    west, south, east, north = map(float, given.split(","))
    if west > east or south > north:
        raise NotFitting("“box” is west, south, east, north.")
    return west, south, east, north


def _may(request: Request) -> bool:
    person = desk_of(request).accounts.person(request)
    return person is not None and person.role != "reader"


ROUTES = (Route("/map", show), Route("/map/data", data), Route("/map/base", base))
