"""A Report from the bytes of one file: its format told, its text made, its facts and marks found.

Invariants: `id` is the SHA-256 of the bytes; every span is true to `text`; for plain text nothing is lost but the
kind of line ends and what `issues` names. What the user says wins over the sidecar, the sidecar over the page's
markup, the markup over what the text seems to say.
"""

from __future__ import annotations

import hashlib

from dateline.errors import InputError
from dateline.model.report import Published, Report, Stated
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
    check_size(len(data), source, max_bytes)
    if not data.strip():
        raise InputError(source, "the file is empty")
    form = format_of(data)
    extract = form.read(data, source)
    if not any(character.isalpha() for character in extract.text):
        raise InputError(source, "there is no word in this file")
    marked = find_marks(extract.text, title=extract.title, captions=extract.captions)
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
        published=published or (sidecar.published if sidecar else None) or extract.published or marked.published,
        marks=marked.marks,
        issues=extract.issues,
    )


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
