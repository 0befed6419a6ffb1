"""The brief: a situation report written from the record by rules, every sentence with numbered sources."""

from __future__ import annotations

from dateline.exports.brief.compose import compose
from dateline.exports.brief.document import Brief
from dateline.exports.brief.forms import html, markdown

FORMS = {"md": ".md", "html": ".html", "docx": ".docx"}
"""Forms by name, with the ending of their files."""

__all__ = ["FORMS", "Brief", "compose", "html", "markdown", "written"]


def written(brief: Brief, form: str) -> bytes:
    """The brief in one of `FORMS`."""
    if form == "docx":
        from dateline.exports.brief.word import docx

        return docx(brief)
    return (html(brief) if form == "html" else markdown(brief)).encode()
