"""The way in for PDF: text in reading order, running heads and feet apart, scanned pages named.

Read by pypdf in a child process with limits on memory, time and pages. Arabic and Hebrew come out of PDF files damaged
by every tool there is; that is said, not hidden.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from dateline.errors import InputError
from dateline.model.report import Stated
from dateline.model.spans import Span
from dateline.reports import child
from dateline.reports.entry import Limits
from dateline.reports.extract import Extract

_VERSION = "dateline-pdf/1"
_LEAST = 15
"""Letters below which a page with a picture is a scan."""
_FORMS = re.compile("[\ufb00-\ufdff\ufe70-\ufefc]+")
"""Ligatures and the forms of Arabic letters, which stand for others."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_MADE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_UNKNOWN = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")


def read_pdf(data: bytes, source: str) -> Extract:
    """Text and facts of a PDF file; raises InputError where it has no text, is locked, damaged, or past a limit."""
    return child.one_extract("pdf", data, source)


def pdf_job(file: BinaryIO, source: str, limits: Limits) -> Iterator[Extract]:
    """The child's side: one Extract."""
    import pypdf
    from pypdf.errors import PyPdfError

    from dateline.reports.pdflayout import lines_of
    from dateline.reports.pdfparagraphs import shape
    from dateline.reports.pdfruns import runs_of

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(BytesIO(file.read()), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(source, "this PDF file is locked with a password; unlock it yourself to have it read")
        count = len(reader.pages)
    except PyPdfError as error:
        raise InputError(source, f"this PDF file is damaged: {' '.join(str(error).split())[:200]}") from None
    if count > limits.pages:
        raise InputError(source, f"this PDF file has {count:,} pages, more than the limit of {limits.pages:,}")
    pages, scanned, unknown, broken = [], [], [], []
    for number in range(1, count + 1):
        try:
            runs, pictures = runs_of(reader.pages[number - 1])
        except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, AssertionError) as error:
            broken.append(f"{number} ({type(error).__name__})")
            continue
        text = "".join(run.text for run in runs)
        letters = sum(character.isalnum() for character in text)
        if letters < _LEAST and pictures:
            scanned.append(str(number))
        elif text.strip() and len(_UNKNOWN.findall(text)) > 0.3 * len(text.replace(" ", "")):
            unknown.append(str(number))
        else:
            pages.append(lines_of(runs))
    issues = []
    if scanned:
        issues.append(f"{_pages(scanned)} of {count} a picture of text (a scan), which is not read")
    if unknown:
        issues.append(f"{_pages(unknown)} of {count} in a font that does not tell its letters, which is not read")
    if broken:
        issues.append(f"{_pages(broken)} of {count} damaged, which is not read")
    if not any(any(character.isalpha() for character in piece.text) for page in pages for piece in page):
        if scanned:
            raise InputError(
                source,
                "this PDF file holds pictures of pages (a scan) and no text; have its text recognised (OCR) first",
            )
        raise InputError(source, "; ".join(issues) or "there is no text in this PDF file")
    shaped = shape(pages)
    yield _extract(shaped.paragraphs, shaped.headline, shaped.repeated, issues, reader)


def _pages(numbers: list[str]) -> str:
    shown = ", ".join(numbers[:20]) + (f" and {len(numbers) - 20} more" if len(numbers) > 20 else "")
    return f"page {shown} is" if len(numbers) == 1 else f"pages {shown} are each"


def _extract(
    paragraphs: tuple[str, ...], headline: int | None, repeated: tuple[tuple[str, str], ...], issues: list[str],
    reader: object,
) -> Extract:  # fmt: skip
    import pypdf

    parts = [_clean(paragraph) for paragraph in paragraphs]
    starts, at = [], 0
    for part in parts:
        starts.append(at)
        at += len(part) + 2
    asides = []
    for line, why in repeated:
        line = _clean(line)
        asides.append((at, at + len(line), why))
        parts.append(line)
        at += len(line) + 2
    text = "\n\n".join(parts)
    title = None
    if headline is not None:
        span = Span.of(text, starts[headline], starts[headline] + len(parts[headline]))
        title = Stated(span.text, "the largest letters on the first page", span)
    letters = sum(character.isalpha() for character in text)
    if len(_RIGHT_TO_LEFT.findall(text)) > 0.2 * letters:
        issues.append("text that runs from right to left comes out of PDF files damaged: check it against the page")
    made = _made(reader)
    return Extract(
        text=text,
        extractor=f"{_VERSION} pypdf/{pypdf.__version__}",
        issues=tuple(issues),
        title=title,
        asides=tuple(asides),
        made=(made, "the PDF file was made on that day") if made else None,
    )


def _clean(text: str) -> str:
    text = _FORMS.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    text = _UNKNOWN.sub("\ufffd", text.replace("\u00ad", "").replace("\t", " "))
    return text.encode("utf-8", errors="replace").decode("utf-8").replace("\r", " ").replace("\n", " ").strip()


def _made(reader: object) -> str | None:
    """The day on which the file was made, as it says itself."""
    from datetime import date

    from pypdf.errors import PyPdfError

    try:
        metadata = getattr(reader, "metadata", None)
        match = _MADE.match(str((metadata or {}).get("/CreationDate", "")))
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat() if match else None
    except (PyPdfError, ValueError, AttributeError, TypeError):
        return None
