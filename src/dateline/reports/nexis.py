"""The way in for text exports of Nexis: many articles in one file.

Two layouts: LexisNexis Academic ("3 of 25 DOCUMENTS", "HEADLINE:", "BODY:", "LOAD-DATE:") and Nexis Uni (headline,
outlet, date, "Body", "Load-Date:", "End of Document"). An article's id is the hash of its lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from dateline.errors import InputError
from dateline.model.report import Published, Stated
from dateline.reports.days import find_moments
from dateline.reports.entry import Entry, Found, Said
from dateline.reports.factiva import read_export
from dateline.reports.ways import Asked, Sample

_NUMBERED = re.compile(r"^[ \t]*(?:Document[ \t]+)?\d{1,4} of \d{1,4}(?: DOCUMENTS)?[ \t]*$", re.MULTILINE)
_ENDED = re.compile(r"^[ \t]*End of Document[ \t]*$", re.MULTILINE)
_NUMBERED_BYTES = re.compile(
    rb"^[ \t]*(?:\d{1,4} of \d{1,4} DOCUMENTS|Document[ \t]+\d{1,4} of \d{1,4})[ \t]*\r?$", re.MULTILINE
)
_ENDED_BYTES = re.compile(rb"^[ \t]*(?:End of Document|Load-Date:.{1,40})[ \t]*\r?$", re.MULTILINE)
_BODY_BYTES = re.compile(rb"^[ \t]*Body[ \t]*\r?$", re.MULTILINE)
_FIELD = re.compile(r"^[ \t]*([A-Z][A-Z-]{2,20}|[A-Z][a-z]+(?:-[A-Z][a-z]+)?):[ \t]*(.*)$")
_KNOWN = frozenset(
    "headline byline dateline length section body load-date language publication-type copyright highlight graphic "
    "subject geographic person organization company country city state industry type series journal-code "
    "classification notes correction acc-no".split()
)
_AFTER = frozenset(_KNOWN - {"headline", "byline", "dateline", "length", "section", "body", "highlight", "copyright"})
"""Fields that stand after the text."""
_RIGHTS = re.compile(r"^\s*(?:Copyright|\u00a9|All Rights Reserved)", re.IGNORECASE)


def recognises(sample: Sample) -> bool:
    """Whether the sample has the lines that part the articles of an export of Nexis."""
    head = sample.head
    return _NUMBERED_BYTES.search(head) is not None or (
        _ENDED_BYTES.search(head) is not None and _BODY_BYTES.search(head) is not None
    )


def unfold(file: BinaryIO, source: str, asked: Asked) -> Iterator[Found]:
    """Its articles."""
    text = read_export(file, source)
    parts = _ENDED.split(text) if _ENDED.search(text) else _NUMBERED.split(text)
    number = 0
    for part in parts:
        lines = [line.rstrip() for line in _NUMBERED.sub("", part).strip("\n\f ").split("\n")]
        if not any(_FIELD.match(line) or line.strip() == "Body" for line in lines):
            continue  # the list of contents, the search that was made
        number += 1
        if number > asked.limits.entries:
            raise InputError(source, f"more articles in one file than the limit of {asked.limits.entries:,}")
        yield _article(lines, f"{source}, article {number}")


def _article(lines: list[str], place: str) -> Found:
    fields: dict[str, list[str]] = {}
    head: list[str] = []
    body: list[str] = []
    field = ""
    for line in lines:
        match = _FIELD.match(line)
        name = match[1].lower() if match else ""
        if line.strip() == "Body" and not body:
            field = "body"
        elif name in _KNOWN and (field != "body" or name in _AFTER):
            field = name
            if name == "body":
                body.append(match[2] if match else "")
            else:
                fields.setdefault(name, []).append(match[2] if match else "")
        elif field == "body":
            body.append(line.strip())
        elif field and line.strip():
            fields[field].append(line.strip())
        elif field:
            field = ""
        elif line.strip():
            head.append(line.strip())
    text = "\n".join(body).strip("\n")
    if not any(character.isalpha() for character in text):
        return InputError(place, "there is no text in this article")
    return Entry(
        place, "\n".join(lines).encode(), body=text.encode("utf-8", errors="replace"), said=_said(fields, head)
    )


def _said(fields: dict[str, list[str]], head: list[str]) -> Said:
    """What the lines above the text state: fields by their names, outlet and date by their places."""
    values = {name: " ".join(filter(None, given)) for name, given in fields.items()}
    dated = next((index for index, line in enumerate(head[:12]) if list(find_moments(line))), None)
    published = None
    outlet = ""
    title = values.get("headline", "")
    if dated is not None:
        moment = next(find_moments(head[dated]))
        published = Published(moment.earliest, moment.latest, "as the export of Nexis gives it", moment.time)
        above = [line for line in head[:dated] if not _RIGHTS.match(line)]
        if above:
            outlet = above[-1]
            title = title or (above[-2] if len(above) > 1 else "")
    else:
        above = [line for line in head if not _RIGHTS.match(line)]
        outlet = above[0] if above else ""
    language = values.get("language", "").strip().lower()[:2]
    return Said(
        title=_stated(title),
        outlet=_stated(outlet),
        byline=_stated(re.sub(r"^by\s+", "", values.get("byline", ""), flags=re.IGNORECASE)),
        published=published,
        language={"en": "en", "fr": "fr", "ge": "de", "sp": "es", "ar": "ar", "ru": "ru"}.get(language),
    )


def _stated(words: str) -> Stated | None:
    words = " ".join(words.split())
    return Stated(words, "as the export of Nexis gives it") if words else None
