"""Place: what it is, where it lies, how precisely, why, what happened there; and a person's word on where it lies."""

from __future__ import annotations

from typing import Annotated, Literal

from markupsafe import Markup
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dateline.desk.placing import Position, candidates, put
from dateline.desk.query import PlaceId, Words, read_form, read_path, read_query
from dateline.desk.refusals import NotAllowed, NotFitting, NotThere
from dateline.desk.rendering import desk_of, render
from dateline.desk.strip import strip
from dateline.exports.page.atlas import draw_map
from dateline.model.record import RecordPlace
from dateline.record.browse import Look
from dateline.record.browse.actor import main_events_of
from dateline.record.browse.atlas import put_by_hand
from dateline.record.browse.axis import overview
from dateline.record.browse.chosen_events import chosen_events
from dateline.record.browse.columns import Choice
from dateline.record.browse.identity import current, former
from dateline.record.browse.place import named, place
from dateline.record.browse.recent import judgements_of

ADDRESSES = {"place": "/place/{}"}


class Query(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the address may say."""

    was: PlaceId | None = None
    """The id by which it was asked for, where it has another now."""
    name: Words | None = None
    """Another name under which to look in the gazetteer."""
    kept: Annotated[int, Meta(ge=0, le=20)] | None = None
    """How many fields were judged just now."""


class Form(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a person says it lies: coordinates, or an entry of the gazetteer."""

    lat: Annotated[float, Meta(ge=-90, le=90)] | None = None
    lon: Annotated[float, Meta(ge=-180, le=180)] | None = None
    radius: Annotated[float, Meta(gt=0, le=5000)] | None = None
    entry: Annotated[str, Meta(max_length=120)] | None = None
    name: Words | None = None
    why: Words = ""
    back: Literal["map"] | None = None


def show(request: Request) -> Response:
    """One place; an id that was merged into another leads there."""
    query = read_query(request, Query)
    with desk_of(request).window.look() as look:
        wanted = read_path(request, "place", PlaceId)
        found = _found(look, wanted)
        if found.id != wanted:
            return RedirectResponse(f"/place/{found.id}?was={wanted}")
        choice = Choice(place=found.id)
        whole = overview(look, choice)
        drawn = draw_map([found], {found.id: chosen_events(look, choice, most=1).count})
        person = desk_of(request).accounts.person(request)
        values = {
            "place": found,
            "was": query.was,
            "kept": query.kept,
            "pending": found.id in put_by_hand(look),
            # what is drawn is a link here: no picture for who hears the page
            "picture": Markup(drawn.replace('role="img"', 'role="group"', 1)) if drawn else None,  # noqa: S704 - escaped
            "strip": strip(whole.unit, whole.edges, whole.counts),
            "events": main_events_of(look, choice),
            "count": chosen_events(look, choice, most=1).count,
            "named": named(look, found.id),
            "judgements": judgements_of(look, former(look, found.id)),
            "may": person is not None and person.role != "reader",
            "candidates": candidates(query.name or found.name),
            "name": query.name or found.name,
        }
    return render(request, "place.html", values)


def decide(request: Request) -> Response:
    """Keep a person's word on where it lies, as `dateline judge … correct` would."""
    desk = desk_of(request)
    person = desk.accounts.person(request)
    if person is None or person.role == "reader":
        raise NotAllowed("Readers do not judge.", todo="Ask a lead of this desk to make you a coder.")
    form = read_form(request, Form)
    with desk.window.look() as look:
        found = _found(look, read_path(request, "place", PlaceId))
    try:
        kept = put(desk.record, found, _position(form, found), who=person.name, why=form.why)
    except ValueError as error:
        raise NotFitting(f"{error}.") from error
    desk.renewal.wanted()
    return RedirectResponse(f"/map?at={found.id}" if form.back else f"/place/{found.id}?kept={len(kept)}", 303)


def _found(look: Look, wanted: str) -> RecordPlace:
    own = current(look, wanted)
    found = place(look, own) if own else None
    if found is None:
        raise NotThere(f"The record has no place {wanted}.")
    return found


def _position(form: Form, found: RecordPlace) -> Position:
    if form.entry is not None:
        chosen = next((one for one in candidates(form.name or found.name) if one.gazetteer == form.entry), None)
        if chosen is None:
            raise NotFitting("The gazetteer has no such entry under that name.")
        return chosen
    if form.lat is None or form.lon is None:
        raise NotFitting("Latitude or longitude is missing.")
    return Position(
        name=found.name, lat=form.lat, lon=form.lon, precision="near" if form.radius else "exact", radius_km=form.radius
    )


ROUTES = (Route("/place/{place}", show, methods=["GET"]), Route("/place/{place}", decide, methods=["POST"]))
