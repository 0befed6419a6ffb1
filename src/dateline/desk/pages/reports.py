"""Reports: all of them, newest first, with the origin that each rests on."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.desk.query import StoryId, Words, read_query
from dateline.desk.registry import Entry
from dateline.desk.rendering import desk_of, render
from dateline.record.browse.report_list import outlets, report_list

ENTRY = Entry("Reports", "/reports")
Place = Annotated[str, Meta(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?\.[0-9]{1,18}$")]
"""Where a page of the list ended: a day (none where it is not known), a point, the report's number."""


class Query(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the address may say."""

    outlet: Words | None = None
    story: StoryId | None = None
    after: Place | None = None


def show(request: Request) -> Response:
    """The list."""
    query = read_query(request, Query)
    day, _, number = (query.after or ".0").partition(".")
    with desk_of(request).window.look() as look:
        page = report_list(
            look, outlet=query.outlet, story=query.story, after=(day, int(number)) if query.after else None
        )
        values = {
            "query": query,
            "page": page,
            "outlets": look.kept("outlets", lambda: outlets(look)),
            "after": f"{page.after[0]}.{page.after[1]}" if page.after else None,
        }
    return render(request, "reports.html", values)


ROUTES = (Route("/reports", show),)
