"""Exports: every format with what it loses, a preview, the file; and the brief."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeVar
from urllib.parse import urlencode

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.desk.previews import previews
from dateline.desk.query import Day, StoryId, read_query
from dateline.desk.refusals import NotFitting, NotThere
from dateline.desk.registry import Entry
from dateline.desk.rendering import desk_of, render
from dateline.errors import DatelineError, UsageError
from dateline.exports import Format, format_named, formats
from dateline.exports.brief import Brief, compose, written
from dateline.exports.brief.document import Bullets, Grid, Heading, Paragraph
from dateline.record.browse.overview import stories
from dateline.record.browse.whole import whole

T = TypeVar("T")
ENTRY = Entry("Exports", "/exports")
_KINDS = {Heading: "heading", Paragraph: "paragraph", Bullets: "bullets", Grid: "grid"}
_BRIEFS = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class BriefQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a brief is to be."""

    since: Day | None = None
    story: StoryId | None = None
    form: Literal["md", "html", "docx"] | None = None
    """Given: the file; not given: the page that shows it."""


def show(request: Request) -> Response:
    """All formats."""
    with desk_of(request).window.look() as look:
        known = stories(look)
    return render(request, "exports.html", {"formats": formats(), "stories": known})


def one(request: Request) -> Response:
    """One format: its options, what it loses, how the file begins."""
    form = _format(request)
    given = _options(request, form)
    made = _made(lambda: form.made(whole(desk_of(request).window), given))
    values = {
        "format": form,
        "chosen": form.chosen(given),
        "previews": previews(form, made.files),
        "left_out": made.left_out,
        "file": f"/exports/{form.name}/file" + (f"?{urlencode(given)}" if given else ""),
    }
    return render(request, "export.html", values)


def file(request: Request) -> Response:
    """The file itself, to be saved: it is never opened in the desk's own pages."""
    form = _format(request)
    given = _options(request, form)
    record = whole(desk_of(request).window)
    data = _made(lambda: form.write(record, **given))
    suffix = ".zip" if form.several else form.suffix
    return _download(request, data, form.media_type if not form.several else "application/zip", suffix)


def brief(request: Request) -> Response:
    """The brief, as a page or as a file."""
    query = read_query(request, BriefQuery)
    desk = desk_of(request)
    made: Brief = _made(lambda: compose(whole(desk.window), since=query.since, story=query.story))
    if query.form is not None:
        return _download(request, written(made, query.form), _BRIEFS[query.form], f"-brief.{query.form}")
    with desk.window.look() as look:
        known = stories(look)
    blocks = [(_KINDS[type(block)], block) for block in made.blocks]
    kept = {name: value for name, value in (("since", query.since), ("story", query.story)) if value}
    values = {"brief": made, "blocks": blocks, "query": query, "stories": known, "forms": tuple(_BRIEFS),
              "kept": urlencode(kept)}  # fmt: skip
    return render(request, "brief.html", values)


def _format(request: Request) -> Format:
    try:
        return format_named(request.path_params["format"])
    except DatelineError as error:
        raise NotThere(f"{error}."[:200]) from None


def _options(request: Request, form: Format) -> dict[str, str]:
    """The options of the address that say anything, checked."""
    given: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name in given or len(value) > 100:
            raise NotFitting(f"“{name[:40]}” is given twice, or is too long.")
        if value:
            given[name] = value
    _made(lambda: form.chosen(given))
    return given


def _made(make: Callable[[], T]) -> T:
    """What `make` gives; what it says of unfitting options and missing extras becomes a page."""
    try:
        return make()
    except UsageError as error:
        raise NotFitting(f"{error}.") from None


def _download(request: Request, data: bytes, media_type: str, suffix: str) -> Response:
    name = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_") else "-"
                   for letter in desk_of(request).name) or "record"  # fmt: skip
    headers = {"content-disposition": f'attachment; filename="{name}{suffix}"'}
    return Response(data, media_type=media_type, headers=headers)


ROUTES = (
    Route("/exports", show),
    Route("/exports/brief", brief),
    Route("/exports/{format}", one),
    Route("/exports/{format}/file", file),
)
