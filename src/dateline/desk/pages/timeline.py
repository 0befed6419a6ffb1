"""Timeline: events as intervals in lanes, from years to hours, with the reports' own days on the same axis."""

from __future__ import annotations

from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.desk.choice import Chosen, filters
from dateline.desk.json_answer import answer
from dateline.desk.query import read_query
from dateline.desk.refusals import NotFitting
from dateline.desk.registry import Entry
from dateline.desk.rendering import desk_of, render
from dateline.exports.page.render import FAMILIES
from dateline.record.browse import Look
from dateline.record.browse.axis import Axis, Lanes, axis, overview, report_days, usual_days
from dateline.record.browse.chosen_events import chosen_events
from dateline.record.browse.event_lines import EventLine
from dateline.record.browse.names import reports_by_number

ENTRY = Entry("Timeline", "/timeline")
EPOCH = date(1970, 1, 1).toordinal()
"""Scripts count days from here."""
_MOST_REPORTS = 60
_MOST_LISTED = 40


class Query(Chosen, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the address may say."""

    lanes: Lanes = "place"


def show(request: Request) -> Response:
    """The page: its script draws, the list below says the same."""
    query = read_query(request, Query)
    with desk_of(request).window.look() as look:
        choice = query.choice()
        begin, end = query.days() or usual_days(look, choice)
        listed = chosen_events(look, choice, days=(begin, end), most=_MOST_LISTED)
        values = {
            "query": query,
            "filters": filters(look, query),
            "begin": date.fromordinal(begin).isoformat(),
            "end": date.fromordinal(end).isoformat(),
            "events": listed.events,
            "count": listed.count,
            "more": listed.after is not None,
            "whole": overview(look, choice),
            "listed": _MOST_LISTED,
        }
    return render(request, "timeline.html", values)


def data(request: Request) -> Response:
    """What there is to draw of a window, and the whole of it in small."""
    query = read_query(request, Query)
    days = query.days()
    if days is None:
        raise NotFitting("The address says neither “from” nor “to”.")
    desk = desk_of(request)
    with desk.window.look() as look:
        choice = query.choice()
        found = axis(look, choice, *days, query.lanes)
        whole = overview(look, choice)
        reports = _reports(look, query.story, days, found)
        for report in reports.get("each", ()):
            report["address"] = desk.address("report", report.pop("id"))
        return answer(
            {
                "unit": found.unit,
                "edges": _days(found.edges),
                "single": found.single,
                "count": found.count,
                "left_out": found.left_out,
                "undated": found.undated,
                "lanes": [
                    {
                        "name": lane.name, "told": lane.told, "count": lane.count, "bins": lane.bins,
                        "events": lane.events,
                        "address": desk.address(query.lanes, lane.id) if query.lanes != "type" and lane.id else None,
                        "family": FAMILIES.get(lane.id, "other") if query.lanes == "type" else None,
                    }
                    for lane in found.lanes
                ],
                "events": [
                    {**_event(line), "first": first and first - EPOCH, "last": last and last - EPOCH}
                    for line, first, last in found.events
                ],
                "reports": reports,
                "whole": {
                    "edges": _days(whole.edges), "counts": whole.counts,
                    "first": whole.first and whole.first - EPOCH, "last": whole.last and whole.last - EPOCH,
                },
            }
        )  # fmt: skip


def _event(line: EventLine) -> dict[str, Any]:
    who = ", ".join(name for _, name in line.actors) or "Nobody named"
    whom = ", ".join(name for _, name in line.recipients)
    return {
        "id": line.id, "type": line.type, "family": FAMILIES.get(line.type, "other"), "who": who, "whom": whom,
        "words": line.words, "place": line.place_name, "status": line.status, "history": line.background,
        "origins": line.origins, "checked": line.judged is not None,
    }  # fmt: skip


def _reports(look: Look, story: str | None, days: tuple[int, int], found: Axis) -> dict[str, Any]:
    """Reports of the window, each where they are few, else their number in each bin."""
    inside = [one for one in report_days(look, story) if one[0] <= days[1] and one[1] >= days[0]]
    if len(inside) <= _MOST_REPORTS:
        named = reports_by_number(look, (one[3] for one in inside))
        return {
            "count": len(inside),
            "each": [
                {"id": one.id, "name": one.title or one.name, "outlet": one.name,
                 "first": first - EPOCH, "last": last - EPOCH, "time": time}
                for first, last, time, number in inside
                for one in [named[number]]
            ],
        }  # fmt: skip
    counts = [0] * (len(found.edges) - 1)
    turn = 0
    for first, *_ in inside:
        while turn < len(counts) - 1 and first >= found.edges[turn + 1]:
            turn += 1
        counts[turn] += 1
    return {"count": len(inside), "bins": [[turn, count, 0] for turn, count in enumerate(counts) if count]}


def _days(edges: tuple[int, ...]) -> list[int]:
    return [edge - EPOCH for edge in edges]


ROUTES = (Route("/timeline", show), Route("/timeline/data", data))
