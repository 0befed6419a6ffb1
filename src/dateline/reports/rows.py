"""Rows of tables and objects of JSON files to entries: which field gives the text, which the title, the time.

The names by which exports call them are in `data/columns.toml`; a mapping by the user (`text=body`) wins over it.
A row without a text, but with an address, is `Listed`; one without either is refused.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from importlib.resources import files
from typing import Any

import msgspec

from dateline.errors import InputError, UsageError
from dateline.model.report import Published, Stated
from dateline.reports.days import find_moments, read_stamp
from dateline.reports.entry import Entry, Found, Listed, Said
from dateline.reports.fragment import text_of

FIELDS = ("text", "title", "summary", "url", "outlet", "byline", "published", "updated", "language")
"""What a column can give."""
_CUT = re.compile(r"\s*(?:\u2026|\.\.\.)?\s*\[\+(\d[\d,]*) chars\]\s*$")
"""How NewsAPI ends a text of which it gives only the beginning."""
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_LEAST = 20
"""Letters from which a summary is taken for a text where there is none."""


@cache
def _names() -> dict[str, str]:
    """Name of a column, folded → the field it gives, and how sure, the surest first in the table."""
    table = tomllib.loads(files("dateline.reports").joinpath("data/columns.toml").read_text(encoding="utf-8"))
    return {_fold(name): field for field in FIELDS for name in table[field]}


@cache
def _ranks() -> dict[str, int]:
    table = tomllib.loads(files("dateline.reports").joinpath("data/columns.toml").read_text(encoding="utf-8"))
    return {_fold(name): rank for field in FIELDS for rank, name in enumerate(table[field])}


def _fold(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()


@dataclass(frozen=True)
class Columns:
    """Which columns of a table give which fields; several may give one, the first with a value does."""

    by_field: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, names: Iterable[str], given: Mapping[str, str]) -> Columns:
        """The columns of a table with these names; `given`: field → name, by the user. Raises UsageError."""
        names = list(names)
        found: dict[str, list[str]] = {}
        for name in sorted(names, key=lambda name: _ranks().get(_fold(name), 0)):
            field = _names().get(_fold(name))
            if field is not None:
                found.setdefault(field, []).append(name)
        for field, name in given.items():
            if field not in FIELDS:
                raise UsageError(f"--columns {field}={name}: {field} is none of {', '.join(FIELDS)}")
            if name in names:
                found[field] = [name]
        return cls({field: tuple(columns) for field, columns in found.items()})

    @property
    def readable(self) -> bool:
        """Whether there is a column for the text, or for an address."""
        return bool({"text", "url"} & self.by_field.keys())

    @property
    def sure(self) -> bool:
        """Whether this looks like a table of reports: a text beside a title, an address or a time."""
        return "text" in self.by_field and bool({"title", "url", "published"} & self.by_field.keys())

    def get(self, row: Mapping[str, Any], field: str) -> str:
        """What a row gives for a field, "" for nothing."""
        for name in self.by_field.get(field, ()):
            words = _words(row.get(name))
            if words:
                return words
        return ""


def _words(value: Any) -> str:
    """A cell's value as text: of an object its name, of a list its parts."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        return next((_words(value[name]) for name in ("name", "title", "text", "value", "uri") if value.get(name)), "")
    if isinstance(value, list):
        return ", ".join(filter(None, (_words(part) for part in value[:20] if not isinstance(part, list))))
    return "" if value is None or isinstance(value, bool) else str(value)


def read_row(
    row: Mapping[str, Any], columns: Columns, source: str, data: bytes | None = None, kind: str = "the table"
) -> Found:
    """The entry of one row; `data` are the bytes that it is known by, where the file has some of its own."""
    issues: list[str] = []
    text = columns.get(row, "text")
    summary = columns.get(row, "summary")
    url = columns.get(row, "url")
    cut = _CUT.search(text)
    if cut:
        text = text[: cut.start()]
        issues.append(f"{kind} gives only the beginning of this report; {cut[1]} characters of it are missing")
    elif not text and len(summary) >= _LEAST:
        text = summary
        issues.append(f"{kind} gives only a summary of this report")
    said = Said(
        title=_stated(unescape(columns.get(row, "title")), kind),
        outlet=_stated(columns.get(row, "outlet"), kind),
        byline=_stated(columns.get(row, "byline"), kind),
        url=_stated(url, kind) if url.startswith("http") else None,
        published=_published(columns.get(row, "published"), columns.get(row, "updated"), kind),
        language=columns.get(row, "language") or None,
        issues=tuple(issues),
    )
    text = text if "<html" in text[:2000].lower() else text_of(text, source)
    if not text:
        if url.startswith("http"):
            return Listed(source, url, said)
        return InputError(source, f"no text in this row; the columns for it: {_asked(columns)}")
    if data is None:
        data = _written(row)
    return Entry(source, data, body=text.encode("utf-8", errors="replace"), said=said)


def _written(row: Mapping[str, Any]) -> bytes:
    """A row as JSON with its keys sorted: the bytes that it is known by."""
    try:
        return msgspec.json.encode({str(name): value for name, value in row.items()}, order="sorted")
    except (UnicodeEncodeError, OverflowError, RecursionError):
        return json.dumps(row, sort_keys=True, default=str).encode()  # half characters, numbers past all bounds


def _asked(columns: Columns) -> str:
    return ", ".join(columns.by_field.get("text", ())) or "none (say which with --columns text=NAME)"


def _stated(words: str, kind: str) -> Stated | None:
    words = " ".join(words.split())
    return Stated(words, f"as {kind} gives it") if words else None


def _published(words: str, updated: str, kind: str) -> Published | None:
    if not words:
        return None
    stamp = _stamp(words)
    if stamp is None:
        moments = list(find_moments(words))
        if not moments:
            return None
        return Published(moments[0].earliest, moments[0].latest, f'{kind} gives "{words[:60]}"')
    how = f"as {kind} gives it"
    later = _stamp(updated) if updated else None
    if later is not None and later != stamp:
        how += f"; updated {later[1] or later[0]}"
    return Published(stamp[0], stamp[0], how, stamp[1])


def _stamp(words: str) -> tuple[str, str | None] | None:
    if _EPOCH.fullmatch(words):
        from datetime import UTC, datetime

        seconds = float(words) / (1000 if len(words.partition(".")[0]) == 13 else 1)
        moment = datetime.fromtimestamp(seconds, UTC)
        return moment.date().isoformat(), moment.isoformat()
    return read_stamp(words)
