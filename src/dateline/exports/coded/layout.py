"""A row of a table as a text, so that what is taken from it has a span: "event_date: 2024-03-12"."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from dateline.model.report import Report
from dateline.model.spans import Span


class Laid:
    """A row laid out; `cell` gives the span of a column's words, None where the cell is empty."""

    def __init__(self, row: Mapping[str, str], source: str, number: int) -> None:
        self.row = row
        parts: list[str] = []
        self._at: dict[str, tuple[int, int]] = {}
        length = 0
        for column, value in row.items():
            if not value:
                continue
            lead = f"{column}: "
            self._at[column] = (length + len(lead), length + len(lead) + len(value))
            parts.append(f"{lead}{value}\n")
            length += len(parts[-1])
        self.text = "".join(parts)
        self.source = f"{source}, row {number}"

    def cell(self, *columns: str) -> Span | None:
        """The span of the first of these columns that is not empty."""
        for column in columns:
            if column in self._at:
                return Span.of(self.text, *self._at[column])
        return None

    def part(self, column: str, words: str) -> Span | None:
        """The span of some words of a cell; None where the cell does not have them."""
        if column not in self._at or not words:
            return None
        start, end = self._at[column]
        at = self.text.find(words, start, end)
        return Span.of(self.text, at, at + len(words)) if at >= 0 else None

    def report(self, extractor: str) -> Report:
        """The row as a report without outlet and date, for its maker to fill in."""
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        identity = hashlib.sha256(f"{self.source}\n{self.text}".encode()).hexdigest()
        return Report(
            id=identity, source=self.source, media_type="text/csv", text=self.text, text_sha256=digest,
            extractor=extractor, language="en",
        )  # fmt: skip
