"""Actor: the names in use, relations, what it does and what is done to it over time, what it says."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dateline.desk.pages.network import RELATIONS
from dateline.desk.query import ActorId, read_path, read_query
from dateline.desk.refusals import NotThere
from dateline.desk.rendering import desk_of, render
from dateline.desk.strip import strip
from dateline.record.browse.actor import activity, actor, main_events_of, said_by
from dateline.record.browse.columns import Choice
from dateline.record.browse.disagreements import disagreements_of
from dateline.record.browse.identity import current, former
from dateline.record.browse.names import actor_names
from dateline.record.browse.place import named
from dateline.record.browse.recent import judgements_of

ADDRESSES = {"actor": "/actor/{}"}


class Query(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the address may say."""

    was: ActorId | None = None
    """The id by which it was asked for, where it has another now."""


def show(request: Request) -> Response:
    """One actor; an id that was merged into another leads there."""
    wanted = read_path(request, "actor", ActorId)
    query = read_query(request, Query)
    with desk_of(request).window.look() as look:
        own = current(look, wanted)
        if own is not None and own != wanted:
            return RedirectResponse(f"/actor/{own}?was={wanted}")
        found = actor(look, own) if own else None
        if found is None or own is None:
            raise NotThere(f"The record has no actor {wanted}.")
        active = activity(look, own)
        said, said_all = said_by(look, own)
        parties = {one for relation in found.relations for one in (relation.source, relation.target)}
        values = {
            "actor": found,
            "was": query.was,
            "names": actor_names(look, parties),
            "verbs": RELATIONS,
            "activity": active,
            "strip": strip(active.unit, active.edges, active.does, active.receives),
            "day": lambda number: date.fromordinal(number).isoformat(),
            "events": main_events_of(look, Choice(actor=own)),
            "count": active.does_all + active.receives_all,
            "said": said,
            "said_all": said_all,
            "named": named(look, own, 6),
            "disagreements": disagreements_of(look, [own]),
            "judgements": judgements_of(look, former(look, own)),
        }
    return render(request, "actor.html", values)


ROUTES = (Route("/actor/{actor}", show),)
