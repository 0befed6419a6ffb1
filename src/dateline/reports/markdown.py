"""The way in for Markdown: the text without the signs of its markup, and what its front matter states.

Lines keep their paragraphs; links keep their words. What stands in code stays as it is.
"""

from __future__ import annotations

import re

from dateline.model.report import Published, Stated
from dateline.model.spans import Span
from dateline.reports.days import read_stamp
from dateline.reports.encoding import decode
from dateline.reports.extract import Extract

_FRONT = re.compile(r"\A---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z][\w-]{0,40}):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^[ \t]{0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r"^[ \t]{0,3}(=+|-{3,})[ \t]*$")
_RULE = re.compile(r"^[ \t]{0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_QUOTE = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+")
_ITEM = re.compile(r"^[ \t]{0,8}(?:[-*+]|\d{1,3}[.)])[ \t]+")
_PICTURE = re.compile(r"!\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,300}\")?\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\](?:\([^()\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,300}\")?\)|\[[^\[\]\n]{0,200}\])")
_REFERENCE = re.compile(r"^[ \t]{0,3}\[[^\[\]\n]{1,200}\]:[ \t]+\S+.*$")
_STRONG = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,3})(?=\S)([^*_\n]{1,2000}?)(?<=\S)\1(?![\w*_])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")


def read_markdown(data: bytes, source: str) -> Extract:
    """Text and facts of a Markdown file; raises InputError for bytes that are no text."""
    decoded = decode(data, source)
    text = decoded.text
    fields: dict[str, str] = {}
    front = _FRONT.match(text)
    if front:
        fields = {match[1].lower(): match[2].strip("\"'") for match in _FIELD.finditer(front[1])}
        text = text[front.end() :]
    lines, heading = _plain(text)
    start = sum(len(line) + 1 for line in lines[:heading]) if heading is not None else 0
    whole = "\n".join(lines)
    lead = len(whole) - len(whole.lstrip("\n"))
    shown = whole.strip("\n")
    title = None
    if heading is not None:
        span = Span.of(shown, start - lead, start - lead + len(lines[heading]))
        title = Stated(" ".join(span.text.split()), "the first heading", span)
    how = "the front matter of the file"
    stamp = read_stamp(fields.get("date") or fields.get("published") or "")
    return Extract(
        text=shown,
        extractor="dateline-markdown/1",
        issues=decoded.issues,
        title=title or (Stated(fields["title"], how) if fields.get("title") else None),
        outlet=Stated(fields["outlet"], how) if fields.get("outlet") else None,
        byline=Stated(fields["author"], how) if fields.get("author") else None,
        url=Stated(fields["url"], how) if fields.get("url", "").startswith("http") else None,
        published=Published(stamp[0], stamp[0], how, stamp[1]) if stamp else None,
        language=fields.get("lang") or fields.get("language"),
    )


def _plain(text: str) -> tuple[list[str], int | None]:
    """The lines without their signs, and the number of the first heading of the first rank."""
    lines: list[str] = []
    heading: int | None = None
    code = alone = False
    for line in text.split("\n"):
        if line.lstrip().startswith(("```", "~~~")):
            code = not code
            continue
        if code or _REFERENCE.match(line):
            lines.extend([line] if code else [])
            continue
        match = _HEADING.match(line)
        under = _UNDERLINE.match(line)
        if under and lines and lines[-1].strip():
            if heading is None and under[1][0] == "=":
                heading = len(lines) - 1
            continue
        if under or _RULE.match(line):
            lines.append("")
            continue
        if match:
            if lines and lines[-1].strip():
                lines.append("")
            alone = True
            if heading is None and len(match[1]) == 1:
                heading = len(lines)
            lines.append(_inline(match[2]))
            continue
        if alone and line.strip():
            lines.append("")
        alone = False
        lines.append(_inline(_ITEM.sub("", _QUOTE.sub("", line))))
    return lines, heading


def _inline(line: str) -> str:
    line = _PICTURE.sub(r"\1", line)
    line = _LINK.sub(r"\1", line)
    for _ in range(3):
        line = _STRONG.sub(r"\2", line)
    return _ESCAPED.sub(r"\1", line)
