"""Events of a choice as a list: the other side of timeline, map and network, with an address of its own."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.desk.choice import Chosen, filters
from dateline.desk.query import Numbers, numbers, read_query
from dateline.desk.rendering import desk_of, render
from dateline.record.browse.chosen_events import chosen_events
from dateline.record.browse.names import actor_names, place_names


class Query(Chosen, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the address may say."""

    after: Numbers | None = None
    part: bool = False
    """Only the list, for a page that shows it beside something else."""


def show(request: Request) -> Response:
    """The list, page by page."""
    query = read_query(request, Query)
    after = numbers(query.after, 2)
    days = query.days()
    with desk_of(request).window.look() as look:
        found = chosen_events(look, query.choice(), days=days, after=(after[0], after[1]) if after else None)
        named = actor_names(look, [own for own in (query.actor, query.other) if own])
        named |= place_names(look, [query.place] if query.place else [])
        values = {
            "query": query,
            "events": found.events,
            "count": found.count,
            "first_page": after is None,
            "next": f"/events?{_address(request, '.'.join(map(str, found.after)))}" if found.after else None,
            "names": named,
            "whole": f"/events?{_address(request, None)}",
        }
        if not query.part:
            values["filters"] = filters(look, query)
    return render(request, "event_list.html" if query.part else "events.html", values)


def _address(request: Request, after: str | None) -> str:
    kept = {name: value for name, value in request.query_params.items() if name not in ("after", "part") and value}
    return urlencode(kept | ({"after": after} if after else {}))


ROUTES = (Route("/events", show),)
