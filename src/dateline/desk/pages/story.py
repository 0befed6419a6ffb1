"""Story: what is known at a glance, what came last, where the reports disagree, how much has been checked."""

from __future__ import annotations

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.desk.query import Ended, StoryId, ended, read_path, read_query
from dateline.desk.refusals import NotThere
from dateline.desk.registry import Entry
from dateline.desk.rendering import desk_of, render
from dateline.record.browse.disagreements import disagreements
from dateline.record.browse.identity import current
from dateline.record.browse.main_events import main_events
from dateline.record.browse.overview import checked, overview, stories
from dateline.record.browse.recent import last_judgements, last_reports

ENTRY = Entry("Story", "/")
ADDRESSES = {"story": "/story/{}"}


class Query(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the address may say."""

    after: Ended | None = None


def everything(request: Request) -> Response:
    """The whole record; the one story's page where there is only one."""
    return _show(request, None)


def one(request: Request) -> Response:
    """One story."""
    return _show(request, read_path(request, "story", StoryId))


def _show(request: Request, wanted: str | None) -> Response:
    query = read_query(request, Query)
    after = ended(query.after)
    with desk_of(request).window.look() as look:
        known = stories(look)
        own = current(look, wanted) if wanted else None
        story = next((story for story in known if story.id == own), None)
        if wanted and story is None:
            raise NotThere(f"The record has no story {wanted}.")
        page = main_events(look, story=own, after=after)
        values = {
            "stories": known,
            "story": story,
            "counts": overview(look, own),
            "checked": checked(look, own),
            "events": page.events,
            "after": ".".join(map(str, page.after)) if page.after else None,
            "first_page": after is None,
            "open": disagreements(look, story=own, most=5).lines,
            "updates": disagreements(look, update=True, story=own, most=4).lines,
            "reports": last_reports(look, story=own, most=6),
            "judgements": last_judgements(look, most=6) if own is None else (),
            "stale": look.stale,
        }
    return render(request, "story.html", values)


ROUTES = (Route("/", everything), Route("/story/{story}", one))
