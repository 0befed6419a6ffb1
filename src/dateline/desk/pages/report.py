"""Report: the text with everything marked where it stands, what is not the report, where it came from, its versions."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.desk.marking import is_report, paragraphs
from dateline.desk.query import ReportId, read_path
from dateline.desk.refusals import NotThere
from dateline.desk.rendering import desk_of, render
from dateline.record.browse.report import report, taken_out
from dateline.record.browse.versions import versions

ADDRESSES = {"report": "/report/{}"}
_LAYERS = (
    ("event", "events"), ("actor", "actors"), ("place", "places"), ("figure", "figures"), ("claim", "who says so"),
    ("content", "what is said"),
)  # fmt: skip


def show(request: Request) -> Response:
    """One report."""
    own = read_path(request, "report", ReportId)
    with desk_of(request).window.look() as look:
        found = report(look, own)
        if found is None:
            gone = taken_out(look, own)
            if gone is not None:
                when, who, why = gone
                raise NotThere(
                    f"The report was taken out on {when[:10]} by {who}: {why}.", status=410,
                    title="This report was taken out of the record",
                )  # fmt: skip
            raise NotThere("The record holds no such report.")
        told = paragraphs(found.text, found.places, found.detail.marks)
        values = {
            "report": found,
            "paragraphs": told,
            "aside": [each for each in told if not is_report(each)],
            "is_report": is_report,
            "lines": {line.id: line for line in found.events},
            "layers": _LAYERS,
            "versions": versions(look, own),
        }
    return render(request, "report.html", values)


ROUTES = (Route("/report/{report}", show),)
