"""Review: what matters and is least certain comes first; the text beside its coding; one key for each decision."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from itertools import islice
from typing import Annotated, Any, Literal
from urllib.parse import parse_qsl, urlencode

import msgspec
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from dateline.codebooks import Book
from dateline.desk.clock import now
from dateline.desk.deciding import STATUSES, Decision, differences, judgements_for, repeats
from dateline.desk.fields import fields_of
from dateline.desk.query import EventId, StoryId, Words, read_form, read_path, read_query, read_values
from dateline.desk.refusals import NotAllowed, NotFitting, NotThere
from dateline.desk.registry import Entry
from dateline.desk.rendering import desk_of, render
from dateline.desk.values import readable
from dateline.events import Codebook, load_codebook
from dateline.model.account import Status
from dateline.record import Judgement, Store, withdrawal
from dateline.record.agreement import SAME
from dateline.record.browse import Look
from dateline.record.browse.adjudication import adjudication, lately, units_about
from dateline.record.browse.choices import candidates, choices, codebook, described
from dateline.record.browse.event import event as whole_event
from dateline.record.browse.event_lines import lines_of
from dateline.record.browse.identity import current, former
from dateline.record.browse.judged import (
    Judged,
    judged_event,
    judgement_numbered,
    judgements_about,
    last_number,
    last_of,
    waiting,
)
from dateline.record.browse.overview import stories
from dateline.record.browse.queue import Queue, Show, Wanted, queue, types
from dateline.record.browse.surroundings import surroundings
from dateline.record.browse.tellings import Telling, tellings
from dateline.record.judgements import withdrawn
from dateline.record.store import Outdated

ENTRY = Entry("Review", "/review")
_WAIT_S = 60.0
"""How long a decision waits for another command that writes."""
_writing = threading.Lock()
"""One decision at a time: coders of one desk wait for one another here, in order, and not in SQLite, by chance."""
_TELLINGS = 12
_NEXT = 6
_OPENED = 3


class Filter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the queue is narrowed to."""

    show: Show = "open"
    type: Words | None = None
    story: StoryId | None = None
    status: Status | None = None

    def query(self, **more: str) -> str:
        """As the query of an address, with what differs from the default only."""
        values = {"show": self.show if self.show != "open" else "", "type": self.type, "story": self.story,
                  "status": self.status, **more}  # fmt: skip
        return urlencode({name: value for name, value in values.items() if value})


class Query(Filter, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the address of one event may say besides."""

    panel: Literal["correct", "merge", "split"] | None = None
    words: Words = ""
    """For a merge: what the other event is looked for by."""


class News(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Asks what came after."""

    since: Annotated[int, Meta(ge=0)]


class Choosing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Asks for names."""

    kind: Literal["actor", "place"]
    words: Words = ""


class Undo(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Takes back what was decided last."""

    numbers: tuple[Annotated[int, Meta(ge=1)], ...] = ()
    queue: Words = ""


def start(request: Request) -> Response:
    """The first event of the queue; a page that says so where nothing is left."""
    wanted = read_query(request, Filter)
    with desk_of(request).window.look() as look:
        every = queue(look)
        first = next(every.after(_wanted(request, look, wanted)), None)
        if first is None:
            return render(request, "review_empty.html", _around(request, look, every, wanted))
    return RedirectResponse(_to(first, wanted), status_code=303)


def show(request: Request) -> Response:
    """One event to decide on."""
    event = read_path(request, "event", EventId)
    query = read_query(request, Query)
    with desk_of(request).window.look() as look:
        own = current(look, event)
        if own is None:
            raise NotThere(f"The record never had an event {event}.")
        if own != event:
            return RedirectResponse(_to(own, query), status_code=303)
        judged = judged_event(look, own)
        if judged is None:
            raise NotThere(
                f"The record does not list {own} now: it was rejected, or merged. If that was taken back, "
                "it comes with the next rebuild.", status=410, title="Not in the record now",
                todo="Go on with the queue.",
            )  # fmt: skip
        return render(request, "review.html", _page(request, look, judged, query))


def decide(request: Request) -> Response:
    """Keep a decision, and go on to the next event; what changed meanwhile comes back as a page with both (409)."""
    event = read_path(request, "event", EventId)
    decision = read_form(request, Decision)
    narrowed = _filter(decision.queue)
    person = _coder(request)
    if decision.settles and person.role != "lead":
        raise NotAllowed("Only a lead settles what coders judged differently.", todo="Judge it in your own name.")
    desk = desk_of(request)
    with _writing, desk.window.look() as look:
        own = current(look, event)
        judged = judged_event(look, own) if own else None
        if own is None or judged is None:
            raise NotThere(f"The record does not list {event} any more: it was rejected or merged.", status=410,
                           todo="Go on with the queue.")  # fmt: skip
        made = judgements_for(look, judged, decision, person.name)
        if not repeats(made, judged, decision.seen):
            changed = differences(decision.shown, judged.outline)
            theirs = [one for one in judged.judgements
                      if one.number > decision.seen and one.who != person.name and one.action != "note"]  # fmt: skip
            if changed or theirs:
                return _conflict(request, look, judged, decision, theirs)
            about = former(look, own) + (former(look, decision.other) if decision.other else [])
            try:
                with Store.open(desk.record, write=True, wait_s=_WAIT_S) as store:
                    store.add_judgements(made, unless=about, since=max(decision.seen, last_number(look)))
            except Outdated:
                raise NotFitting(
                    "Somebody else judged this event in the same moment; nothing of yours was kept.", status=409,
                    title="Somebody was quicker", todo="Go back and load the page again.",
                ) from None  # fmt: skip
            if decision.do != "note":
                desk.renewal.wanted()
    if decision.do == "note":
        return RedirectResponse(_to(own, narrowed), status_code=303)
    with desk.window.look() as look:
        further = next(queue(look).after(_wanted(request, look, narrowed), own), None)
    return RedirectResponse(_to(further, narrowed) if further else f"/review?{narrowed.query()}", status_code=303)


def undo(request: Request) -> Response:
    """Take back what this person decided last, by judgements that say so."""
    wanted = read_form(request, Undo)
    person = _coder(request)
    desk = desk_of(request)
    with _writing, desk.window.look() as look:
        found = [one for number in wanted.numbers if (one := judgement_numbered(look, number))]
        if not found or any(one.who != person.name for one in found):
            raise NotAllowed("There is nothing of yours to take back.")
        own = current(look, found[0].on) or found[0].on
        gone = withdrawn(judgements_about(look, [*former(look, own), found[0].on]))
        when = now()
        back = [withdrawal(one, who=person.name, when=when) for one in found if one.number not in gone]
        if back:
            with Store.open(desk.record, write=True, wait_s=_WAIT_S) as store:
                store.add_judgements(back)
            desk.renewal.wanted()
    return RedirectResponse(_to(own, _filter(wanted.queue)), status_code=303)


def news(request: Request) -> Response:
    """What others have judged of an event since its page was made; nothing (204) where nobody has."""
    event = read_path(request, "event", EventId)
    query = read_query(request, News)
    with desk_of(request).window.look() as look:
        judged = judged_event(look, current(look, event) or event)
        person = desk_of(request).accounts.person(request)
        came = [one for one in (judged.judgements if judged else ())
                if one.number > query.since and person and one.who != person.name]  # fmt: skip
        if not came:
            return Response(status_code=204)
        return render(request, "review.html", {"came": came, "said": _said(look, came)}, fragment="news")


def names(request: Request) -> Response:
    """Actors or places for what was typed so far."""
    query = read_query(request, Choosing)
    with desk_of(request).window.look() as look:
        found = choices(look, query.kind, query.words)
    return JSONResponse([{"id": one.id, "name": one.name, "about": one.about} for one in found])


def agreed(request: Request) -> Response:
    """How far coders agree, field by field, and where they differ."""
    with desk_of(request).window.look() as look:
        found = adjudication(look)
        ids = list(found.open)[:60]
        values = {
            "differing": [(line, found.open[line.id]) for line in lines_of(look, ids)],
            "said": readable(
                look, (value for each in ids for unit in found.open[each] for value in unit.values.values())
            ),
            **_around(request, look, queue(look), Filter()),
            "agreement": found,
        }  # fmt: skip
    return render(request, "review_agreement.html", values)


def _page(request: Request, look: Look, judged: Judged, query: Query) -> dict[str, Any]:
    own = judged.event.id
    found = whole_event(look, own)
    if found is None:
        raise NotThere(f"The record does not list {own}.")
    found = msgspec.structs.replace(found, contexts=judged.event.contexts, when=judged.event.when)
    told, more = tellings(look, own, most=_TELLINGS)
    around = surroundings(look, own, most=_TELLINGS)
    every = queue(look)
    wanted = _wanted(request, look, query)
    coming = list(islice(every.after(wanted, own), _NEXT))
    units = [unit for unit in units_about(look, former(look, own)) if unit.differs and unit.settled is None]
    fields = fields_of(found, told)
    values = {
        "event": found,
        "judged": judged,
        "fields": fields,
        # "Brova" is no other value than "Brova, in its province"
        "also_told": {
            one.name: [given for given in one.given if not f"{one.value}, ".startswith(f"{given.value}, ")]
            for one in fields
        },
        "tellings": told,
        "more": more,
        "around": {key: around[key] for key in _opened(told) if key in around},
        "doubt": every.doubt(own),
        "coming": lines_of(look, coming),
        "previous": every.before(wanted, own),
        "units": units,
        "same": SAME,
        "panel": query.panel,
        "words": query.words,
        "said": _said(look, judged.judgements, *(value for unit in units for value in unit.values.values())),
        "came": (),
        "conflict": None,
        **_around(request, look, every, query),
    }
    if query.panel == "correct":
        book = look.kept("codebook", lambda: _codebook(look))
        values |= {
            "types": sorted({*book.types, judged.event.type}),
            "modes": sorted({mode for kind in book.types.values() for mode in kind.modes}),
            "contexts": sorted(book.contexts),
            "statuses": STATUSES,
            "actors": described(look, "actor", judged.event.actors),
            "recipients": described(look, "actor", judged.event.recipients),
        }
    if query.panel == "merge":
        values["candidates"] = candidates(look, judged.event, query.words)
    return values


def _opened(told: Sequence[Telling]) -> set[tuple[int, int]]:
    """The tellings that are shown with the words around them: the first of each of the first reports."""
    first: dict[int, tuple[int, int]] = {}
    for telling in told:
        first.setdefault(telling.report.number, (telling.report.number, telling.position))
    return set(list(first.values())[:_OPENED])


def _conflict(request: Request, look: Look, judged: Judged, decision: Decision, theirs: list[Judgement]) -> Response:
    """The page for a decision about an event that has changed since: theirs and mine, side by side."""
    changed = differences(decision.shown, judged.outline)
    every = queue(look)
    narrowed = _filter(decision.queue)
    further = next(every.after(_wanted(request, look, narrowed), judged.event.id), None)
    said = _said(look, theirs, *(value for one in changed for value in (one.shown, one.now)))
    fields = [(name, value) for name, value in request.scope["desk.form"] if name not in ("seen", "shown", "settles")]
    found = whole_event(look, judged.event.id)
    values = {
        "event": found, "judged": judged, "theirs": theirs, "changed": changed, "decision": decision, "said": said,
        "again": fields, "further": _to(further, narrowed) if further else "/review", "last": last_number(look),
        **_around(request, look, every, narrowed),
    }  # fmt: skip
    return render(request, "review_conflict.html", values, status=409)


def _around(request: Request, look: Look, every: Queue, query: Filter) -> dict[str, Any]:
    """What all pages of the review show: filter, progress, what was decided last, what is not in the record yet."""
    desk = desk_of(request)
    person = desk.accounts.person(request)
    who = person.name if person else ""
    wanted = _wanted(request, look, query)
    last = last_of(look, who)
    return {
        "filter": Filter(show=query.show, type=query.type, story=query.story, status=query.status),
        "narrowed": Filter(show=query.show, type=query.type, story=query.story, status=query.status).query(),
        "progress": every.progress(wanted),
        "kinds": types(look),
        "all_statuses": STATUSES,
        "stories": stories(look),
        "may": person is not None and person.role != "reader",
        "lead": person is not None and person.role == "lead",
        "undoable": last,
        "last": last_number(look),
        "waiting": waiting(look),
        "renewal": desk.renewal,
        "agreement": lately(look),
    }  # fmt: skip


def _said(look: Look, judgements: Any, *more: str) -> Any:
    return readable(look, [*(value for one in judgements for value in (one.before, one.after)), *more])


def _wanted(request: Request, look: Look, query: Filter) -> Wanted:
    person = desk_of(request).accounts.person(request)
    return Wanted(
        show=query.show, who=person.name if person else "", type=query.type, story=query.story, status=query.status,
        differing=frozenset(adjudication(look).open) if query.show == "differ" else frozenset(),
    )  # fmt: skip


def _coder(request: Request) -> Any:
    person = desk_of(request).accounts.person(request)
    if person is None or person.role == "reader":
        raise NotAllowed("You may read this record; who judges is a coder or a lead.", todo="Ask a lead for that role.")
    return person


def _filter(query: str) -> Filter:
    return read_values(parse_qsl(query), Filter)


def _to(event: str, query: Filter) -> str:
    narrowed = Filter(show=query.show, type=query.type, story=query.story, status=query.status).query()
    return f"/review/{event}" + (f"?{narrowed}" if narrowed else "")


def _codebook(look: Look) -> Codebook:
    kept = codebook(look)
    return Book(*kept).codebook() if kept else load_codebook()


ROUTES = (
    Route("/review", start),
    Route("/review/undo", undo, methods=["POST"]),
    Route("/review/names", names),
    Route("/review/agreement", agreed),
    Route("/review/news/{event}", news),
    Route("/review/{event}", show),
    Route("/review/{event}", decide, methods=["POST"]),
)
