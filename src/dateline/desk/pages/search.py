"""Search: events, actors, places and the words of reports, by words and filters; each result with its evidence."""

from __future__ import annotations

import re
from typing import Annotated, Literal, get_args

from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dateline.desk.query import ITEM, ActorId, Day, Ended, PlaceId, StoryId, Words, ended, read_query
from dateline.desk.rendering import desk_of, render
from dateline.model.account import Status
from dateline.record.browse.identity import current
from dateline.record.browse.names import actor_names, place_names
from dateline.record.browse.report_list import outlets
from dateline.record.browse.search import Filters, events_found, names_found, reports_found, types
from dateline.record.ledger import KIND_OF

_ID = re.compile(ITEM)
Type = Annotated[str, Meta(pattern=r"^[A-Za-z][A-Za-z0-9_ -]{0,40}$")]


class Query(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the address may say."""

    words: Words = ""
    first: Day | None = None
    last: Day | None = None
    type: Type | None = None
    status: Status | None = None
    actor: ActorId | None = None
    place: PlaceId | None = None
    outlet: Words | None = None
    story: StoryId | None = None
    checked: Literal["yes", "no"] | None = None
    after: Ended | None = None


def show(request: Request) -> Response:
    """What was found; an id leads to what it stands for."""
    query = read_query(request, Query)
    after = ended(query.after)
    words = query.words.strip()
    with desk_of(request).window.look() as look:
        if (address := _address(request, words)) and (own := current(look, words)):
            return RedirectResponse(address.format(own), status_code=303)
        actor = current(look, query.actor) if query.actor else None
        place = current(look, query.place) if query.place else None
        filters = Filters(
            words=words, first=query.first, last=query.last, type=query.type, status=query.status, actor=actor,
            place=place, outlet=query.outlet, story=query.story,
            checked=None if query.checked is None else query.checked == "yes",
        )  # fmt: skip
        asked = any(getattr(query, name) for name in Query.__struct_fields__ if name != "after")
        values = {
            "query": query,
            "asked": asked,
            "hits": events_found(look, filters, after=after),
            "names": names_found(look, words) if words and not after else (),
            "reports": reports_found(look, words) if words and not after else (),
            "types": look.kept("types", lambda: types(look)),
            "statuses": get_args(Status),
            "outlets": look.kept("outlets", lambda: outlets(look)),
            "actor_name": actor_names(look, [actor]).get(actor, actor) if actor else None,
            "place_name": place_names(look, [place]).get(place, place) if place else None,
        }  # fmt: skip
    return render(request, "search.html", values)


def _address(request: Request, words: str) -> str | None:
    """Where an id leads, if the words are one."""
    kind = KIND_OF.get(words.partition("_")[0])
    return desk_of(request).pages.addresses.get(kind) if kind and _ID.match(words) else None


ROUTES = (Route("/search", show),)
