"""The ways in for DOCX (Office Open XML, ECMA-376) and ODT (OpenDocument 1.3): paragraphs, titles, properties.

Read with zipfile and lxml in a child process; no entity, no network. Deleted words of tracked changes are left out and
that is said; so are comments. Notes follow the text. Pictures are not looked at; their captions are marked.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from dateline.errors import InputError
from dateline.model.report import Stated
from dateline.model.spans import Span
from dateline.reports import child
from dateline.reports.entry import Limits, size_words
from dateline.reports.extract import Extract

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_MOST = 60_000_000
"""Bytes of one part of a document, unpacked."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
)


@dataclass(frozen=True)
class _Paragraph:
    text: str
    style: str = ""
    cell: bool = False


def read_docx(data: bytes, source: str) -> Extract:
    """Text and facts of a DOCX file; raises InputError."""
    return child.one_extract("office", data, source)


def read_odt(data: bytes, source: str) -> Extract:
    """Text and facts of an ODT file; raises InputError."""
    return child.one_extract("office", data, source)


def office_job(file: BinaryIO, source: str, limits: Limits) -> Iterator[Extract]:
    """The child's side: one Extract."""
    try:
        archive = zipfile.ZipFile(file)
        names = set(archive.namelist())
    except _DAMAGE as error:
        raise InputError(source, f"this document is damaged: {' '.join(str(error).split())[:200]}") from None

    def part(name: str) -> Any:
        return _tree(archive, name, source, limits) if name in names else None

    if "word/document.xml" in names:
        yield _docx(part, source)
    elif "content.xml" in names:
        if "META-INF/manifest.xml" in names and b"encryption-data" in _bytes(archive, "META-INF/manifest.xml", source):
            raise InputError(source, "this document is locked with a password; unlock it yourself to have it read")
        yield _odt(part, source)
    else:
        raise InputError(source, "this document holds no text: it is neither DOCX nor ODT")


def _bytes(archive: zipfile.ZipFile, name: str, source: str) -> bytes:
    try:
        with archive.open(name) as file:
            data = file.read(_MOST + 1)
    except _DAMAGE as error:
        raise InputError(source, f"{name} in this document is damaged: {' '.join(str(error).split())[:200]}") from None
    if len(data) > _MOST:
        raise InputError(source, f"{name} in this document unpacks to more than the limit of {size_words(_MOST)}")
    return data


def _tree(archive: zipfile.ZipFile, name: str, source: str, _limits: Limits) -> Any:
    from lxml import etree

    data = _bytes(archive, name, source)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise InputError(
            source, f"{name} in this document declares entities, which no such document has; it is not read"
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(source, f"{name} in this document is no XML: {' '.join(str(error).split())[:200]}") from None


# DOCX


def _docx(part: Callable[[str], Any], source: str) -> Extract:
    body = part("word/document.xml")
    if body is None:
        raise InputError(source, "this document holds no text")
    issues: list[str] = []
    if next(body.iter(f"{_W}del"), None) is not None or next(body.iter(f"{_W}moveFrom"), None) is not None:
        issues.append("words that tracked changes delete are left out")
    if part("word/comments.xml") is not None:
        issues.append("comments are left out")
    styles = _docx_styles(part("word/styles.xml"))
    paragraphs = list(_docx_paragraphs(body, styles))
    for notes, kind in (("word/footnotes.xml", f"{_W}footnote"), ("word/endnotes.xml", f"{_W}endnote")):
        tree = part(notes)
        for note in () if tree is None else tree.iter(kind):
            if note.get(f"{_W}type") not in ("separator", "continuationSeparator", "continuationNotice"):
                paragraphs.extend(_docx_paragraphs(note, styles))
    return _extract(paragraphs, issues, _properties(part("docProps/core.xml")), "dateline-docx/1", source)


def _docx_styles(tree: Any) -> dict[str, str]:
    if tree is None:
        return {}
    names: dict[str, str] = {}
    for style in tree.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is not None:
            names[style.get(f"{_W}styleId") or ""] = (name.get(f"{_W}val") or "").lower()
    return names


def _docx_paragraphs(root: Any, styles: dict[str, str]) -> Iterator[_Paragraph]:
    from lxml import etree

    pieces: list[list[str]] = []
    named: list[str] = []
    skipped = 0
    cells = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        step = 1 if event == "start" else -1
        if tag in (
            f"{_W}del",
            f"{_W}moveFrom",
            "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
        ):
            skipped += step
        elif tag == f"{_W}tc":
            cells += step
        elif tag == f"{_W}p":
            if event == "start":
                pieces.append([])
                named.append("")
            elif pieces:
                text = "".join(pieces.pop())
                yield _Paragraph(text, named.pop(), cells > 0)
        elif event == "start" and pieces and not skipped:
            if tag == f"{_W}t":
                pieces[-1].append(element.text or "")
            elif tag == f"{_W}tab" and element.getparent().tag == f"{_W}r":
                pieces[-1].append("\t")
            elif tag in (f"{_W}br", f"{_W}cr"):
                pieces[-1].append("\n")
            elif tag == f"{_W}noBreakHyphen":
                pieces[-1].append("-")
            elif tag == f"{_W}pStyle":
                given = element.get(f"{_W}val") or ""
                named[-1] = styles.get(given, given.lower())


# ODT


def _odt(part: Callable[[str], Any], source: str) -> Extract:
    root = part("content.xml")
    body = root.find(f"{_OFFICE}body")
    if body is None:
        raise InputError(source, "this document holds no text")
    issues: list[str] = []
    if next(body.iter(f"{_TEXT}tracked-changes"), None) is not None:
        issues.append("words that tracked changes delete are left out")
    parents = {
        style.get(f"{_STYLE}name") or "": (style.get(f"{_STYLE}parent-style-name") or "").lower().replace("_20_", " ")
        for style in root.iter(f"{_STYLE}style")
    }
    paragraphs = list(_odt_paragraphs(body, parents))
    return _extract(paragraphs, issues, _properties(part("meta.xml")), "dateline-odt/1", source)


def _odt_paragraphs(root: Any, parents: dict[str, str]) -> Iterator[_Paragraph]:
    from lxml import etree

    out = (f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note-citation", f"{_TEXT}sequence-decls")
    pieces: list[list[str]] = []
    named: list[str] = []
    cells = skipped = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        start = event == "start"
        if tag in out:
            skipped += 1 if start else -1
        elif tag == f"{_TABLE}table-cell":
            cells += 1 if start else -1
        elif tag in (f"{_TEXT}p", f"{_TEXT}h") and not skipped:
            if start:
                style = element.get(f"{_TEXT}style-name") or ""
                pieces.append([])
                named.append(parents.get(style) or style.lower().replace("_20_", " "))
            elif pieces:
                yield _Paragraph("".join(pieces.pop()), named.pop(), cells > 0)
        elif start and pieces and not skipped:
            if tag == f"{_TEXT}s":
                count = element.get(f"{_TEXT}c") or "1"
                pieces[-1].append(" " * (min(int(count), 200) if count.isdigit() else 1))
            elif tag == f"{_TEXT}tab":
                pieces[-1].append("\t")
            elif tag == f"{_TEXT}line-break":
                pieces[-1].append("\n")
        if pieces and not skipped:
            if start:
                pieces[-1].append(element.text or "")
            elif tag not in (f"{_TEXT}p", f"{_TEXT}h"):
                pieces[-1].append(element.tail or "")


# both


def _properties(tree: Any) -> dict[str, str]:
    """What the document's properties say: title, creator, modified …, by the local names of their elements."""
    if tree is None:
        return {}
    return {
        element.tag.rpartition("}")[2].lower(): " ".join((element.text or "").split())
        for element in tree.iter()
        if isinstance(element.tag, str)
    }


def _extract(
    paragraphs: list[_Paragraph], issues: list[str], properties: dict[str, str], extractor: str, source: str
) -> Extract:
    parts: list[str] = []
    runs: list[tuple[int, int, str]] = []
    at = 0
    before: _Paragraph | None = None
    for paragraph in paragraphs:
        text = "\n".join(" ".join(line.split(" ")).strip() for line in paragraph.text.split("\n")).strip()
        text = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u2028\u2029\x85]", "\ufffd", text)
        if not text:
            continue
        gap = "" if before is None else "\n" if before.cell and paragraph.cell else "\n\n"
        parts.append(gap + text)
        at += len(gap)
        runs.append((at, at + len(text), paragraph.style))
        at += len(text)
        before = paragraph
    text = "".join(parts)
    if not text:
        raise InputError(source, "there is no text in this document")
    titles = [run for run in runs if run[2] == "title"] or [run for run in runs[:6] if run[2].startswith("heading 1")]
    title = None
    if titles:
        span = Span.of(text, *titles[0][:2])
        title = Stated(" ".join(span.text.split()), f'the document\'s style "{titles[0][2]}"', span)
    day = _DAY.match(properties.get("modified") or properties.get("date") or properties.get("created") or "")
    return Extract(
        text=text,
        extractor=extractor,
        issues=tuple(issues),
        title=title,
        language=properties.get("language") or None,
        captions=tuple((start, end) for start, end, style in runs if style in ("caption", "figure", "illustration")),
        made=(day.group(), "the document was last changed on that day") if day else None,
    )
