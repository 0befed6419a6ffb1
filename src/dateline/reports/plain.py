"""The way in for plain text: the whole text as it is, decoded, its lines ended by a bare line feed."""

from __future__ import annotations

from dateline.reports.encoding import decode
from dateline.reports.extract import Extract

EXTRACTOR = "dateline-text/1"


def read_plain(data: bytes, source: str) -> Extract:
    """The text of a plain-text file; raises InputError for bytes that are no text."""
    decoded = decode(data, source)
    return Extract(text=decoded.text, extractor=EXTRACTOR, issues=decoded.issues)
