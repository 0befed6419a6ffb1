"""Exports: every format with what it loses, a preview, the file; and the brief.

What is made of the whole record takes its time with a large one, so that the page comes first and what is made follows
(`static/later.js`); without scripts, behind a link.
"""

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
    """One format: its options, what it loses; how the file begins follows."""
    form = _format(request)
    given = _options(request, form)
    return render(request, "export.html", _around(form, given) | {"previews": None, "left_out": {}})


def preview(request: Request) -> Response:
    """How the file begins, and what it leaves out: for the page to put in, or as a page."""
    form = _format(request)
    given = _options(request, form)
    made = _made(lambda: form.made(whole(desk_of(request).window), given))
    values = _around(form, given) | {"previews": previews(form, made.files), "left_out": made.left_out}
    return render(request, "export.html", values, fragment=_wanted(request, "preview"))


def _around(form: Format, given: dict[str, str]) -> dict[str, object]:
    """What the page of a format shows without making anything."""
    asked = f"?{urlencode(given)}" if given else ""
    return {
        "format": form,
        "chosen": form.chosen(given),
        "file": f"/exports/{form.name}/file{asked}",
        "later": f"/exports/{form.name}/preview{asked}",
    }


def _wanted(request: Request, block: str) -> str | None:
    """The block that a script asks for; None where the whole page is wanted."""
    return block if request.headers.get("x-part") == block else None


def file(request: Request) -> Response:
    """The file itself, to be saved: it is never opened in the desk's own pages."""
    form = _format(request)
    given = _options(request, form)
    record = whole(desk_of(request).window)
    data = _made(lambda: form.write(record, **given))
    suffix = ".zip" if form.several else form.suffix
    return _download(request, data, form.media_type if not form.several else "application/zip", suffix)


def brief(request: Request) -> Response:
    """The page of the brief, or the file; the brief itself follows."""
    query = read_query(request, BriefQuery)
    if query.form is not None:
        return _download(
            request, written(_brief(request, query), query.form), _BRIEFS[query.form], f"-brief.{query.form}"
        )
    return render(request, "brief.html", _around_brief(request, query) | {"brief": None, "blocks": ()})


def brief_text(request: Request) -> Response:
    """The brief: for the page to put in, or as a page."""
    query = read_query(request, BriefQuery)
    made = _brief(request, query)
    blocks = [(_KINDS[type(block)], block) for block in made.blocks]
    values = _around_brief(request, query) | {"brief": made, "blocks": blocks}
    return render(request, "brief.html", values, fragment=_wanted(request, "text"))


def _brief(request: Request, query: BriefQuery) -> Brief:
    return _made(lambda: compose(whole(desk_of(request).window), since=query.since, story=query.story))


def _around_brief(request: Request, query: BriefQuery) -> dict[str, object]:
    with desk_of(request).window.look() as look:
        known = stories(look)
    kept = urlencode({name: value for name, value in (("since", query.since), ("story", query.story)) if value})
    later = "/exports/brief/text" + (f"?{kept}" if kept else "")
    return {"query": query, "stories": known, "forms": tuple(_BRIEFS), "kept": kept, "later": later}


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
    Route("/exports/brief/text", brief_text),
    Route("/exports/{format}", one),
    Route("/exports/{format}/preview", preview),
    Route("/exports/{format}/file", file),
)
