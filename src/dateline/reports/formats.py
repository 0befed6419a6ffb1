"""The formats that a report can come in. One module for each way in; a new one is a module and a line in `FORMATS`."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

from dateline.reports.extract import Extract
from dateline.reports.plain import read_plain

_HEAD = 4096
_PDF_HEAD = 1024
"""Bytes in which a PDF file says that it is one; what stands before is passed over (PDF 1.7, annex H)."""
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
    recognises: Callable[[bytes, bytes], bool]
    """Whether the first bytes (at most 65,536) and the last ones show this format."""
    read: Callable[[bytes, str], Extract]
    """From bytes and the name of their source; raises InputError. Heavy libraries are imported inside."""


def _is_markup(head: bytes, _tail: bytes) -> bool:
    head = head[:_HEAD]
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return _MARKUP.match(head[2:].decode(encoding, errors="ignore")) is not None
    return _MARKUP.match(head.removeprefix(codecs.BOM_UTF8).decode("latin-1")) is not None


def _read_page(data: bytes, source: str) -> Extract:
    from dateline.reports.page import read_page  # its parts are slow to import, and plain text does without

    return read_page(data, source)


def _is_pdf(head: bytes, _tail: bytes) -> bool:
    return b"%PDF-" in head[:_PDF_HEAD] and not head.lstrip().startswith(b"<")


def _read_pdf(data: bytes, source: str) -> Extract:
    from dateline.reports.pdf import read_pdf

    return read_pdf(data, source)


def _is_docx(head: bytes, tail: bytes) -> bool:
    return head.startswith(b"PK\x03\x04") and (b"word/document.xml" in head or b"word/document.xml" in tail)


def _is_odt(head: bytes, _tail: bytes) -> bool:
    return head.startswith(b"PK\x03\x04") and b"mimetypeapplication/vnd.oasis.opendocument.text" in head[:200]


def _read_docx(data: bytes, source: str) -> Extract:
    from dateline.reports.office import read_docx

    return read_docx(data, source)


def _read_odt(data: bytes, source: str) -> Extract:
    from dateline.reports.office import read_odt

    return read_odt(data, source)


def _read_markdown(data: bytes, source: str) -> Extract:
    from dateline.reports.markdown import read_markdown

    return read_markdown(data, source)


PDF = Format("PDF", "application/pdf", (".pdf",), _is_pdf, _read_pdf)
DOCX = Format(
    "DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",), _is_docx, _read_docx
)
ODT = Format("ODT", "application/vnd.oasis.opendocument.text", (".odt",), _is_odt, _read_odt)
HTML = Format("HTML", "text/html", (".html", ".htm", ".xhtml"), _is_markup, _read_page)
MARKDOWN = Format("Markdown", "text/markdown", (".md", ".markdown"), lambda *_: False, _read_markdown)
PLAIN = Format("plain text", "text/plain", (".txt", ".text", ""), lambda *_: True, read_plain)

FORMATS = (PDF, DOCX, ODT, HTML, MARKDOWN, PLAIN)
"""Asked in this order; the last one takes whatever is text. Markdown alone is told by the name of its file."""
_SAMPLE = 65_536


def format_of(data: bytes, source: str = "") -> Format:
    """The format that the bytes show; what they are called counts only between Markdown and plain text."""
    head, tail = data[:_SAMPLE], data[-_SAMPLE:]
    found = next(each for each in FORMATS if each.recognises(head, tail))
    return MARKDOWN if found is PLAIN and source.lower().endswith(MARKDOWN.suffixes) else found


def is_single(head: bytes, tail: bytes) -> bool:
    """Whether a sample is that of a PDF or an office document: one report, although it is packed as archives are."""
    return any(each.recognises(head, tail) for each in (PDF, DOCX, ODT))


def suffixes() -> frozenset[str]:
    """Endings of files that are read when a folder is named."""
    return frozenset(suffix for each in FORMATS for suffix in each.suffixes)
