"""The way in for e-mail (.eml): the message is an entry, and so is each thing attached to it that may be a report.

The message's own text wins over its HTML where there is enough of it. Subject, sender and date are stated by its head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr
from itertools import islice
from typing import BinaryIO

from dateline.errors import InputError
from dateline.model.report import Published, Stated
from dateline.reports.archives import is_readable, shown_name
from dateline.reports.days import read_stamp
from dateline.reports.encoding import decode
from dateline.reports.entry import Entry, Found, Said, size_words
from dateline.reports.fragment import text_of
from dateline.reports.ways import Asked, Sample

_FIELD = re.compile(rb"^[A-Za-z][\w-]{1,60}:", re.MULTILINE)
_TELLING = re.compile(rb"(?mi)^(?:Message-ID|MIME-Version|Received|Return-Path|Delivered-To|DKIM-Signature):")
_PASSED_ON = re.compile(r"^\s*(?:fwd?|fw|re|aw|wg|tr|rv)\s*:", re.IGNORECASE)
_ENOUGH = 100
"""Letters of plain text from which it is taken rather than the HTML beside it."""
_MOST_PARTS = 1000
_MOST_DEPTH = 40
_MULTIPART = re.compile(rb"^Content-Type:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
_FIELDS = 64_000


def recognises(sample: Sample) -> bool:
    """Whether the file begins with the fields of a message, among them one that only messages have."""
    head = sample.head[:_FIELDS]
    block = head.partition(b"\r\n\r\n")[0].partition(b"\n\n")[0]
    if not _FIELD.match(head):
        return False
    if sample.suffix == ".eml":
        return True
    return _TELLING.search(block) is not None and re.search(rb"(?mi)^(?:From|Subject|Date):", block) is not None


def unfold(file: BinaryIO, source: str, asked: Asked) -> Iterator[Found]:
    """The message and what is attached to it; raises InputError."""
    most = asked.limits.entry_bytes
    data = file.read(most + 1)
    if len(data) > most:
        raise InputError(source, f"this message has more than the limit of {size_words(most)} (max_bytes)")
    yield from entries_of(data, source)


def entries_of(data: bytes, place: str) -> Iterator[Found]:
    """The message and what is attached to it; what cannot be read comes out as an InputError."""
    if len(_MULTIPART.findall(data)) > _MOST_PARTS:
        yield InputError(place, f"this message has more parts than the limit of {_MOST_PARTS:,}")
        return
    if _depth(data) > _MOST_DEPTH:
        yield InputError(place, f"the parts of this message are nested deeper than the limit of {_MOST_DEPTH}")
        return
    try:
        message = BytesParser().parsebytes(data)
        parts = list(islice(message.walk(), _MOST_PARTS))
    except (RecursionError, MessageError, ValueError, LookupError, AttributeError) as error:
        yield InputError(place, f"this message cannot be taken apart: {' '.join(str(error).split())[:200]}")
        return
    yield _message(message, parts, data, place)
    number = 0
    for part in parts:
        name = _file_name(part)
        if part.is_multipart() or name is None:
            continue
        number += 1
        payload = _payload(part)
        if payload and "." in name and is_readable(name):
            yield Entry(f"{place}/{shown_name(name)}", payload)


def _depth(data: bytes) -> int:
    """How deep parts may be nested: the boundaries that the message declares, each inside the one before."""
    return len(set(re.findall(rb"boundary\s*=\s*\"?([^\"\s;]{1,100})", data, re.IGNORECASE)))


def _message(message: Message, parts: list[Message], data: bytes, place: str) -> Found:
    plain: list[str] = []
    markup: list[str] = []
    for part in parts:
        if part.is_multipart() or _file_name(part) is not None:
            continue
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html"):
            payload = _payload(part)
            if not payload.strip():
                continue
            try:
                text = decode(payload, place, declared=_charset(part)).text
            except InputError as error:
                return error
            if kind == "text/plain":
                plain.append(text.strip("\n"))
            else:
                markup.append(text)
    text = "\n\n".join(plain)
    if sum(character.isalpha() for character in text) < _ENOUGH and markup:
        try:
            shown = "\n\n".join(filter(None, (text_of(each, place) for each in markup)))
        except InputError as error:
            return error
        text = shown if len(shown) > len(text) else text
    if not any(character.isalpha() for character in text):
        return InputError(place, "there is no text in this message")
    return Entry(place, data, body=text.encode("utf-8", errors="replace"), said=_said(message))


def _said(message: Message) -> Said:
    subject = _field(message, "Subject")
    name, address = parseaddr(_field(message, "From"))
    stamp = read_stamp(_field(message, "Date"))
    passed_on = _PASSED_ON.match(subject) is not None
    title = re.sub(r"^(?:\s*(?:fwd?|fw|re|aw|wg|tr|rv)\s*:\s*)+", "", subject, flags=re.IGNORECASE)
    return Said(
        title=Stated(title, "the subject of the message") if title else None,
        outlet=Stated(name or address, "the sender of the message") if (name or address) and not passed_on else None,
        published=(
            None
            if stamp is None
            else Published(None, stamp[0], "the message that passed it on was sent on that day")
            if passed_on
            else Published(stamp[0], stamp[0], "the date of the message", stamp[1])
        ),
    )


def _field(message: Message, name: str) -> str:
    value = message.get(name)
    if value is None:
        return ""
    raw = str(value)[:4000]
    try:
        words = str(make_header(decode_header(raw)))
    except (MessageError, ValueError, LookupError, AssertionError, IndexError):
        words = raw
    return " ".join(words.replace("\x00", "").split())


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (ValueError, LookupError, AttributeError):
        return None


def _file_name(part: Message) -> str | None:
    """The name under which a part is attached, None for a part of the message's own text."""
    try:
        name = part.get_filename()
        attached = part.get_content_disposition() == "attachment"
    except (MessageError, ValueError, LookupError, AttributeError, TypeError):
        return None
    if name is None:
        return "attachment" if attached else None
    try:
        return str(make_header(decode_header(str(name))))
    except (MessageError, ValueError, LookupError, AssertionError, IndexError):
        return str(name)


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (MessageError, ValueError, LookupError, AssertionError, AttributeError):
        return b""
    return payload if isinstance(payload, bytes) else b""
