"""A Report from the bytes of one file: its format told, its text made, its facts and marks found.

Invariants: `id` is the SHA-256 of the bytes; every span is true to `text`; for plain text nothing is lost but the
kind of line ends and what `issues` names. What the user says wins over the sidecar, the sidecar over the page's
markup, the markup over what the text seems to say.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from dateline.errors import InputError
from dateline.model.report import Published, Report, Stated
from dateline.reports.entry import Entry
from dateline.reports.extract import TITLE_ELEMENT, Extract
from dateline.reports.formats import format_of
from dateline.reports.language import find_language
from dateline.reports.marks import Marked, find_marks
from dateline.reports.sidecar import Sidecar

MAX_BYTES = 20_000_000
"""Largest file that is read, in bytes, unless the user sets another limit (`max_bytes`)."""


def read_report(
    data: bytes,
    source: str,
    *,
    published: Published | None = None,
    sidecar: Sidecar | None = None,
    max_bytes: int = MAX_BYTES,
) -> Report:
    """The report in `data`; `source` names it as the user did. Raises InputError where there is none to read.

    `published` is what the user says of the time of publication; `sidecar` is the row that the user wrote of the file.
    """
    return read_entry(Entry(source, data), published=published, sidecar=sidecar, max_bytes=max_bytes)


def read_entry(
    entry: Entry, *, published: Published | None = None, sidecar: Sidecar | None = None, max_bytes: int = MAX_BYTES
) -> Report:
    """The report of an entry, as `read_report`. What the file around it says wins over what its own text says.

    For a page that was fetched it is the other way round, because there it is only the address that led to it.
    """
    data, source = entry.data, entry.source
    check_size(len(data), source, max_bytes)
    body = data if entry.body is None else entry.body
    check_size(len(body), source, max_bytes)
    if not body.strip():
        raise InputError(source, "the file is empty")
    form = format_of(body, source if entry.body is None else "")
    extract = form.read(body, source)
    if not any(character.isalpha() for character in extract.text):
        raise InputError(source, "there is no word in this file")
    extract = _with(extract, entry)
    marked = find_marks(
        extract.text, title=extract.title, captions=extract.captions, asides=extract.asides, quotes=extract.quotes
    )
    outlet = _first(sidecar.outlet if sidecar else None, extract.outlet, marked.outlet)
    return Report(
        id=hashlib.sha256(data).hexdigest(),
        source=source,
        media_type=form.media_type,
        text=extract.text,
        text_sha256=hashlib.sha256(extract.text.encode("utf-8", errors="surrogatepass")).hexdigest(),
        extractor=extract.extractor,
        language=find_language(extract.text, extract.language),
        outlet=outlet,
        title=_title(extract, marked),
        byline=_first(extract.byline, marked.byline),
        dateline=marked.dateline,
        credit=_credit(extract, marked, outlet),
        url=_first(sidecar.url if sidecar else None, extract.url),
        published=published
        or (sidecar.published if sidecar else None)
        or extract.published
        or marked.published
        or (_at_latest(*extract.made) if extract.made else None)
        or (_at_latest(entry.fetched, "the day on which it was fetched") if entry.fetched else None),
        marks=marked.marks,
        issues=extract.issues,
    )


def _with(extract: Extract, entry: Entry) -> Extract:
    """The extract with what the file around the entry says of it."""
    said = entry.said
    names = ("title", "outlet", "byline", "credit", "url", "published", "language")
    pairs = [(name, getattr(said, name), getattr(extract, name)) for name in names]
    if entry.fetched is not None:
        won = {name: own if own is not None else told for name, told, own in pairs}
    else:
        won = {name: told if told is not None else own for name, told, own in pairs}
        if said.title is not None and extract.title is not None and extract.title.span is not None:
            won["title"] = extract.title  # the page shows it: its own words are a better proof
    return replace(extract, **won, issues=(*said.issues, *extract.issues))


def _at_latest(day: str, how: str) -> Published:
    return Published(None, day, f"{how}; the report itself gives no date")


def check_size(size: int, source: str, max_bytes: int) -> None:
    """Raises InputError where a file of `size` bytes is past the limit."""
    if size > max_bytes:
        raise InputError(
            source,
            f"the file has {size / 1e6:,.1f} MB, more than the limit of {max_bytes / 1e6:,.1f} MB (max_bytes)",
        )


def _first(*facts: Stated | None) -> Stated | None:
    return next((fact for fact in facts if fact is not None), None)


def _title(extract: Extract, marked: Marked) -> Stated | None:
    """The title: as the markup gives it, but the site's own title only where the text shows none."""
    if extract.title is not None and extract.title.span is None and extract.title.how == TITLE_ELEMENT:
        return marked.title or extract.title
    return _first(extract.title, marked.title)


def _credit(extract: Extract, marked: Marked, outlet: Stated | None) -> Stated | None:
    """The credit, unless it only names the outlet itself ("LOUISVILLE (WDRB) --" on WDRB's own page)."""
    credit = _first(marked.credit, extract.credit)
    if credit is None or outlet is None or outlet.how == credit.how:
        return credit
    own = outlet.value.lower()
    return None if credit.value.lower() == own or own.startswith(f"{credit.value.lower()} ") else credit
