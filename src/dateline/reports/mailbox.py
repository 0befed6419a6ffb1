"""The way in for mailboxes (mbox): message after message, each parted from the last by a line that begins "From "."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from dateline.errors import InputError
from dateline.reports import mail
from dateline.reports.entry import Found, size_words
from dateline.reports.ways import Asked, Sample

_START = re.compile(rb"From \S{1,200}[^\n]{0,100}\d{4}[^\n]{0,40}\r?\n[A-Za-z>][\w-]{1,60}:")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def recognises(sample: Sample) -> bool:
    """Whether the file begins as a mailbox does."""
    return _START.match(sample.head) is not None


def unfold(file: BinaryIO, source: str, asked: Asked) -> Iterator[Found]:
    """Every message in it, and what is attached to them."""
    most = asked.limits.entry_bytes
    for number, data in enumerate(_messages(file, most), 1):
        place = f"{source}, message {number}"
        if number > asked.limits.entries:
            raise InputError(source, f"more messages in one file than the limit of {asked.limits.entries:,}")
        if len(data) > most:
            yield InputError(place, f"this message has more than the limit of {size_words(most)} (max_bytes)")
            continue
        yield from mail.entries_of(_ESCAPED.sub(rb"\1", data), place)


def _messages(file: BinaryIO, most: int) -> Iterator[bytes]:
    """The bytes of each message; of one that is past `most`, only as much as shows that it is."""
    lines: list[bytes] = []
    size = 0
    blank = True
    started = False
    whole = True
    while line := file.readline(most):
        if whole and blank and line.startswith(b"From "):
            if started:
                yield b"".join(lines)
            lines, size, started = [], 0, True
        elif size <= most:
            lines.append(line)
            size += len(line)
        blank = whole and not line.strip()
        whole = line.endswith(b"\n")
    if started:
        yield b"".join(lines)
