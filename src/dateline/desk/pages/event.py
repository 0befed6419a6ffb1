"""Event: every telling side by side, fields with the values each gives, figures, disagreements, who judged what."""

from __future__ import annotations

from itertools import groupby

from msgspec import Struct, structs
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dateline.desk.chart import charts
from dateline.desk.fields import fields_of
from dateline.desk.query import EventId, read_path, read_query
from dateline.desk.refusals import NotThere
from dateline.desk.rendering import desk_of, render
from dateline.record.browse.disagreements import disagreements_of
from dateline.record.browse.event import event
from dateline.record.browse.event_claims import claims_of
from dateline.record.browse.event_figures import figures_of
from dateline.record.browse.identity import current, former
from dateline.record.browse.judged import judged_event
from dateline.record.browse.recent import judgements_of
from dateline.record.browse.tellings import tellings

ADDRESSES = {"event": "/event/{}"}


class Query(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the address may say."""

    was: EventId | None = None
    """The id by which it was asked for, where it has another now."""


def show(request: Request) -> Response:
    """One event; an id that was merged into another leads there."""
    wanted = read_path(request, "event", EventId)
    query = read_query(request, Query)
    with desk_of(request).window.look() as look:
        own = current(look, wanted)
        if own is None:
            raise NotThere(f"The record never had an event {wanted}.")
        if own != wanted:
            return RedirectResponse(f"/event/{own}?was={wanted}")
        judged = judgements_of(look, former(look, own))
        found = event(look, own)
        if found is None:
            rejected = next((one for one in reversed(judged) if one.action == "reject"), None)
            raise NotThere(
                f"{own} was rejected by {rejected.who} on {rejected.when[:10]}: {rejected.why or 'no reason is given'}."
                if rejected
                else f"The record no longer lists {own}: no report tells it as it did.",
                status=410,
                title="The record no longer lists this event",
                todo="The judgement is kept; accepting the event brings it back." if rejected else None,
            )
        as_judged = judged_event(look, own)
        if as_judged is not None:
            found = structs.replace(found, contexts=as_judged.event.contexts, when=as_judged.event.when)
        told, more = tellings(look, own)
        figures = figures_of(look, own)
        values = {
            "event": found,
            "was": query.was,
            "fields": fields_of(found, told),
            "origins": [list(each) for _, each in groupby(told, key=lambda telling: telling.origin)],
            "more": more,
            "figures": figures,
            "charts": charts(figures),
            "disagreements": disagreements_of(look, [own, *(figure.id for figure in figures)]),
            "claims": claims_of(look, own),
            "judgements": judged,
            "waiting": len(as_judged.pending) if as_judged else 0,
        }
    return render(request, "event.html", values)


ROUTES = (Route("/event/{event}", show),)
