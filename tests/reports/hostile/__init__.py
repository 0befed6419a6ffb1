"""About two hundred files that were made to do harm, by kind: each a name and its bytes, made when it is asked for."""

from __future__ import annotations

from tests.reports.hostile import archives, documents, messages, pdfs, texts
from tests.reports.hostile.making import Make


def all_files() -> dict[str, Make]:
    """Every file by its name, whose first word is its kind."""
    found: dict[str, Make] = {}
    for part in (archives, pdfs, documents, texts, messages):
        found |= part.files()
    return found
