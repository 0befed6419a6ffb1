"""The way in for text exports of Factiva: many articles in one file, each ended by the line with its document number.

Two layouts: with the letters of the fields ("HD", "PD", "LP", "TD"), and without them (headline, byline, "512 words",
date, source, code, language, rights, then the text). An article's id is the hash of its lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from dateline.errors import InputError
from dateline.model.report import Published, Stated
from dateline.reports.days import read_stamp
from dateline.reports.encoding import decode
from dateline.reports.entry import Entry, Found, Said, size_words
from dateline.reports.ways import Asked, Sample

MOST = 200_000_000
"""Bytes of one export, which is held in memory."""
_END = re.compile(r"^Document [A-Za-z0-9]{2,12}\d{8}[a-z0-9]{6,16}[ \t]*$", re.MULTILINE)
_END_BYTES = re.compile(rb"^Document [A-Za-z0-9]{2,12}\d{8}[a-z0-9]{6,16}[ \t]*\r?$", re.MULTILINE)
_FIELD = re.compile(
    r"^(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPD|IPC|PUB|AN|CLM|VOL|ART)[ \t]+(?=\S)"
)
_WORDS = re.compile(r"^[\d,.]+ words$")
_CODE = re.compile(r"^[A-Z0-9]{2,8}$")
_CLOCK = re.compile(r"^\d{1,2}:\d{2}(?: ?[AP]M)?(?: [A-Z]{2,4})?$")
_RIGHTS = re.compile(r"^(?:\(c\)|\u00a9|Copyright|\(Copyright)", re.IGNORECASE)
_PLACE = re.compile(r"^(?:Page |Vol|[A-Z]?\d{1,3}$|\d+$)")
_LANGUAGES = {
    "english": "en", "french": "fr", "german": "de", "spanish": "es", "arabic": "ar", "russian": "ru",
    "portuguese": "pt", "italian": "it", "dutch": "nl", "turkish": "tr",
    "ukrainian": "uk", "polish": "pl", "swedish": "sv",
}  # fmt: skip
_SEARCH = re.compile(r"^(?:Search Summary|\u00a9 \d{4} Factiva|Factiva|Page \d+ of \d+)")


def recognises(sample: Sample) -> bool:
    """Whether the sample has a line with a document number of Factiva's."""
    return _END_BYTES.search(sample.head) is not None


def unfold(file: BinaryIO, source: str, asked: Asked) -> Iterator[Found]:
    """Its articles."""
    text = read_export(file, source)
    at = 0
    number = 0
    for end in _END.finditer(text):
        number += 1
        article = text[at : end.start()].strip("\n\f ")
        at = end.end()
        if number > asked.limits.entries:
            raise InputError(source, f"more articles in one file than the limit of {asked.limits.entries:,}")
        if article:
            yield _article(article, f"{source}, article {number}", end.group().strip())
    rest = text[at:].strip("\n\f ")
    if rest and not _SEARCH.match(rest) and len(rest.split()) > 40:
        yield InputError(f"{source}, after article {number}", "text that belongs to no article (no document number)")


def read_export(file: BinaryIO, source: str) -> str:
    """The text of an export; raises InputError past its limit."""
    data = file.read(MOST + 1)
    if len(data) > MOST:
        raise InputError(source, f"this export has more than the limit of {size_words(MOST)}; export fewer articles")
    return decode(data, source).text


def _article(article: str, place: str, number: str) -> Found:
    lines = [line.strip() for line in article.split("\n")]
    while lines and (not lines[0] or _SEARCH.match(lines[0])):
        lines.pop(0)
    marked = sum(_FIELD.match(line) is not None for line in lines) >= 3
    fields, body = _with_letters(lines) if marked else _without_letters(lines)
    if not any(character.isalpha() for character in body):
        return InputError(place, "there is no text in this article")
    stamp = read_stamp(f"{fields.get('PD', '')} {fields.get('ET', '')}".strip()) or read_stamp(fields.get("PD", ""))
    said = Said(
        title=_stated(fields.get("HD")),
        outlet=_stated(fields.get("SN")),
        byline=_stated(re.sub(r"^by\s+", "", fields.get("BY", ""), flags=re.IGNORECASE)),
        credit=_stated(fields.get("CR")),
        published=Published(stamp[0], stamp[0], "as the export of Factiva gives it", stamp[1]) if stamp else None,
        language=_LANGUAGES.get(fields.get("LA", "").lower()),
    )
    return Entry(place, f"{article}\n\n{number}".encode(), body=body.encode("utf-8", errors="replace"), said=said)


def _stated(words: str | None) -> Stated | None:
    words = " ".join((words or "").split())
    return Stated(words, "as the export of Factiva gives it") if words else None


def _with_letters(lines: list[str]) -> tuple[dict[str, str], str]:
    """Fields by their letters, and the text: lead and body, paragraphs apart."""
    fields: dict[str, list[str]] = {}
    letters = ""
    for line in lines:
        match = _FIELD.match(line)
        alone = line if line in ("LP", "TD", "HD", "BY", "CT") else ""
        if match or alone:
            letters = match[1] if match else alone
            line = line[match.end() :] if match else ""
        if letters:
            fields.setdefault(letters, []).append(line)
    body = "\n".join([*fields.pop("LP", []), "", *fields.pop("TD", [])]).strip("\n")
    return {name: " ".join(filter(None, given)) for name, given in fields.items()}, body


def _without_letters(lines: list[str]) -> tuple[dict[str, str], str]:
    """Fields by their order around the line that counts the words, and the text after them."""
    fields: dict[str, str] = {}
    given = [(index, line) for index, line in enumerate(lines) if line][:30]
    counted = next((place for place, (_, line) in enumerate(given) if _WORDS.match(line)), None)
    if counted is None:
        return {}, "\n".join(lines)
    before = [line for _, line in given[:counted]]
    if before:
        fields["HD"] = before[-1] if len(before) == 1 else before[-2] if _is_byline(before[-1]) else before[-1]
        if len(before) > 1 and _is_byline(before[-1]):
            fields["BY"] = before[-1]
    start = given[counted][0] + 1
    for index, line in given[counted + 1 :]:
        if "PD" not in fields and read_stamp(line):
            fields["PD"] = line
        elif "PD" in fields and _CLOCK.match(line):
            fields["ET"] = line
        elif "PD" in fields and "SN" not in fields and len(line.split()) <= 8:
            fields["SN"] = line
        elif _CODE.match(line) or _PLACE.match(line) or line.lower() in _LANGUAGES or _RIGHTS.match(line):
            if line.lower() in _LANGUAGES:
                fields["LA"] = line
            if _RIGHTS.match(line):
                start = index + 1
                break
        elif "LA" in fields or len(line.split()) > 12:
            break
        start = index + 1
    return fields, "\n".join(lines[start:]).strip("\n")


def _is_byline(line: str) -> bool:
    return re.match(r"by\s", line, re.IGNORECASE) is not None or (
        2 <= len(line.split()) <= 5 and all(word[:1].isupper() for word in line.split()) and len(line) < 50
    )
