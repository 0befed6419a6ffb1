"""A Report: the extracted text, whole, and where it came from. What is not the report is marked, never cut out."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dateline.model.spans import Span

MarkKind = Literal["boilerplate", "teaser", "caption", "title", "byline", "dateline", "credit"]
UNREAD: frozenset[MarkKind] = frozenset({"boilerplate", "teaser", "byline"})
"""Marked text that the reader skips: it says nothing of the story, or says it twice."""


class Mark(Struct, frozen=True):
    """A run of the text that is something else than running text, and why we think so."""

    kind: MarkKind
    span: Span
    why: str


class Stated(Struct, frozen=True):
    """A fact about the report (its outlet, its title …), how it is known, and the words that say so, if any."""

    value: str
    how: str
    span: Span | None = None


class Published(Struct, frozen=True):
    """What is known of the time of publication: an interval whose ends may be open.

    Dates are ISO 8601 (`2018-06-05`); `time` is the full time with its zone where the source gives one.
    """

    earliest: str | None
    latest: str | None
    how: str
    time: str | None = None

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.earliest is not None and self.earliest == self.latest


class Report(Struct, frozen=True, kw_only=True):
    """One report. `id` is the SHA-256 of the bytes received (of the entry, in an archive or feed), in hexadecimal."""

    id: str
    source: str
    """Where the bytes came from, as the user named it (a path, an address)."""
    media_type: str
    text: str
    text_sha256: str
    extractor: str
    """Name and version of what made the text from the bytes."""
    language: str | None = None
    """ISO 639-1 code, None where it could not be told."""
    outlet: Stated | None = None
    title: Stated | None = None
    byline: Stated | None = None
    dateline: Stated | None = None
    """The place that the report is written from ("AMMAN")."""
    credit: Stated | None = None
    """The agency whose text this is or rests on ("Reuters")."""
    url: Stated | None = None
    published: Published | None = None
    marks: tuple[Mark, ...] = ()
    issues: tuple[str, ...] = ()
    """What had to be mended while it was read (bytes that fit no encoding …), in sentences."""

    def unread(self) -> list[tuple[int, int]]:
        """Runs of the text that the reader skips, in order, without overlaps."""
        runs: list[tuple[int, int]] = []
        for start, end in sorted((mark.span.start, mark.span.end) for mark in self.marks if mark.kind in UNREAD):
            if runs and start <= runs[-1][1]:
                runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
            else:
                runs.append((start, end))
        return runs
