"""Network: who does what to whom, and which relations reports state, over time; every tie leads to its evidence."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.desk.choice import Chosen, filters
from dateline.desk.json_answer import answer
from dateline.desk.query import read_query
from dateline.desk.registry import Entry
from dateline.desk.rendering import desk_of, render
from dateline.exports.page.render import FAMILIES
from dateline.record.browse.ties import Network, find_actors, network

ENTRY = Entry("Network", "/network")
RELATIONS = {
    "backs": "backs", "part_of": "is part of", "speaks_for": "speaks for", "holds_office": "holds office in",
    "fights": "fights", "allied_with": "is allied with", "controls": "controls", "located_in": "is located in",
    "same_as_claimed": "is said to be",
}  # fmt: skip
"""Kinds of relations as verbs."""
_MOST_TIES = 40
MOST_DRAWN = 140
"""Ties that are drawn: more can’t be told apart."""


class Query(Chosen, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the address may say."""

    find: Annotated[str, Meta(max_length=200)] | None = None
    """Part of a name."""


def show(request: Request) -> Response:
    """The page; the lists say what the picture does."""
    query = read_query(request, Query)
    with desk_of(request).window.look() as look:
        found = network(look, query.choice(), query.days())
        values = {
            "query": query,
            "filters": filters(look, query),
            "found": find_actors(look, query.find) if query.find else (),
            "network": found,
            "names": {actor.id: actor.name for actor in found.actors},
            "verbs": RELATIONS,
            "drawn": MOST_DRAWN,
            "ties": found.ties[:_MOST_TIES],
        }
    return render(request, "network.html", values)


def data(request: Request) -> Response:
    """What there is to draw."""
    query = read_query(request, Query)
    with desk_of(request).window.look() as look:
        found = network(look, query.choice(), query.days())
    return answer(_drawn(found))


def _drawn(found: Network) -> dict[str, object]:
    return {
        "actors": [
            {"id": actor.id, "name": actor.name, "kind": actor.kind, "events": actor.events} for actor in found.actors
        ],
        "ties": [
            {"source": tie.source, "target": tie.target, "events": tie.events,
             "family": FAMILIES.get(tie.types[0][0], "other"),
             "types": ", ".join(f"{kind} {many}" for kind, many in tie.types)}
            for tie in found.ties[:MOST_DRAWN]
        ],
        "relations": [
            {"id": one.id, "source": one.source, "target": one.target, "verb": RELATIONS.get(one.kind, one.kind),
             "status": one.status, "stated": one.stated}
            for one in found.relations
        ],
    }  # fmt: skip


ROUTES = (Route("/network", show), Route("/network/data", data))
