"""The formats that a report can come in. One module for each way in; a new one is a module and a line in `FORMATS`."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

from dateline.reports.extract import Extract
from dateline.reports.plain import read_plain

_HEAD = 4096
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|p|h[1-6]|meta|title|table|section|script|style|center|font)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Format:
    """A format: how files of it are named, how their first bytes are told, and what makes an `Extract` of them."""

    name: str
    media_type: str
    suffixes: tuple[str, ...]
    """Endings under which files are looked for in a folder, in lower case; "" for files without one."""
    recognises: Callable[[bytes], bool]
    """Whether the first bytes (at most 4096) show this format."""
    read: Callable[[bytes, str], Extract]
    """From bytes and the name of their source; raises InputError. Heavy libraries are imported inside."""


def _is_markup(head: bytes) -> bool:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return _MARKUP.match(head[2:].decode(encoding, errors="ignore")) is not None
    return _MARKUP.match(head.removeprefix(codecs.BOM_UTF8).decode("latin-1")) is not None


def _read_page(data: bytes, source: str) -> Extract:
    from dateline.reports.page import read_page  # its parts are slow to import, and plain text does without

    return read_page(data, source)


FORMATS = (
    Format("HTML", "text/html", (".html", ".htm", ".xhtml"), _is_markup, _read_page),
    Format("plain text", "text/plain", (".txt", ".text", ""), lambda _: True, read_plain),
)
"""Asked in this order; the last one takes whatever is text."""


def format_of(data: bytes) -> Format:
    """The format that the bytes show; what they are called does not count."""
    head = data[:_HEAD]
    return next(each for each in FORMATS if each.recognises(head))


def suffixes() -> frozenset[str]:
    """Endings of files that are read when a folder is named."""
    return frozenset(suffix for each in FORMATS for suffix in each.suffixes)
