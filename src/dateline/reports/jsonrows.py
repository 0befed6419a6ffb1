"""The ways in for JSON: JSON lines (one object a line, read as they come) and documents with a list of reports.

A report's id is the hash of its line; in a document, of its object written out again with its keys sorted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, BinaryIO

import msgspec

from dateline.errors import InputError
from dateline.reports.encoding import decode
from dateline.reports.entry import Entry, Found, Passed, size_words
from dateline.reports.rows import Columns, read_row
from dateline.reports.ways import SAMPLE, Asked, Sample

_LISTS = ("articles", "results", "stories", "items", "documents", "docs", "hits", "data", "entries", "response", "news")
"""Names under which documents keep the list of their reports."""
_MOST = 500_000_000
"""Bytes of a JSON document, which is held in memory as a whole; JSON lines have no such limit."""
_KEY = re.compile(rb'"([\w .-]{1,40})"\s*:')
_START = re.compile(rb"\s*+(?:\xef\xbb\xbf\s*+)?[\[{]\s*[\"{\]}\[]")
_DEPTH = 12
_BESIDE = re.compile(rb"NaN|Infinity|\\\\u[dD][89a-fA-F]|\d{19}")
_Row = tuple[int, dict[str, Any], bytes | None]


class _NoReportsError(InputError):
    """A JSON document of something else."""


def recognises(sample: Sample) -> bool:
    """Whether this is JSON that the user named, or that holds objects with a text and a title, an address or a time."""
    head = sample.head
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", errors="ignore").encode()
    if sample.suffix in (".jsonl", ".ndjson"):
        return sample.named or _looks_like_reports(head)
    if not _START.match(head) or sample.suffix not in (".json", ""):
        return False
    return (sample.named and sample.suffix == ".json") or _looks_like_reports(head)


def _looks_like_reports(head: bytes) -> bool:
    """Whether its objects have a text and more; where the sample is not all of the file, its names alone tell."""
    if len(head) < SAMPLE:
        try:
            rows = _list_of(_decoded(head.removeprefix(b"\xef\xbb\xbf")), 0)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            pass  # lines, or no JSON at all
        else:
            return bool(rows) and Columns.of(rows[0], {}).sure
    names = {key.decode("ascii", errors="replace") for key in _KEY.findall(head)}
    return Columns.of(names, {}).sure


def unfold(file: BinaryIO, source: str, asked: Asked) -> Iterator[Found]:
    """Its reports, one for each object; raises InputError where there are none."""
    lines = source.lower().endswith((".jsonl", ".ndjson")) or _is_lines(file)
    count = 0
    rows = _lines(file, asked) if lines else _document(file, source)
    try:
        first = next(rows, None)
    except _NoReportsError:
        if asked.named:
            raise
        yield Passed(source, "passed over: nothing in it looks like a report; name the file itself to read it")
        return
    for number, row, data in chain([first] if first else [], rows):
        place = f"{source}, {'line' if lines else 'item'} {number}"
        if data is not None and not row:
            yield InputError(place, data.decode())
            continue
        count += 1
        if count > asked.limits.entries:
            raise InputError(source, f"more reports in one file than the limit of {asked.limits.entries:,}")
        found = read_row(row, Columns.of(row, asked.columns), place, data, "the JSON file")
        yield _checked(found, asked)


def _checked(found: Found, asked: Asked) -> Found:
    if isinstance(found, Entry) and len(found.data) > asked.limits.entry_bytes:
        return InputError(
            found.source, f"this report has more than the limit of {size_words(asked.limits.entry_bytes)} (max_bytes)"
        )
    return found


def _is_lines(file: BinaryIO) -> bool:
    """Whether the first line alone is a whole object that is no list of reports."""
    first = file.readline(50_000_000).strip()
    file.seek(0)
    try:
        parsed = _decoded(first.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return isinstance(parsed, dict) and ("text" in Columns.of(parsed, {}).by_field or not _list_of(parsed, 0))


def _lines(file: BinaryIO, asked: Asked) -> Iterator[_Row]:
    most = asked.limits.entry_bytes
    number = 0
    while line := file.readline(most + 1):
        number += 1
        if len(line) > most:
            while line and not line.endswith(b"\n"):
                line = file.readline(most + 1)
            yield number, {}, f"this line has more than the limit of {size_words(most)} (max_bytes)".encode()
            continue
        line = line.strip().removeprefix(b"\xef\xbb\xbf")
        if not line:
            continue
        try:
            row = _decoded(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            yield number, {}, f"this line is no JSON: {error}".encode()
            continue
        if isinstance(row, dict) and row:
            yield number, row, line
        else:
            yield number, {}, b"this line is no JSON object"


def _decoded(data: bytes) -> Any:
    """The value of a JSON text; what Python writes beside the standard (NaN, half characters) is read, too."""
    try:
        return msgspec.json.decode(data)
    except msgspec.DecodeError:
        if not _BESIDE.search(data):
            raise
    try:
        return json.loads(data)
    except ValueError as error:
        raise msgspec.DecodeError(str(error)) from None


def _document(file: BinaryIO, source: str) -> Iterator[_Row]:
    data = file.read(_MOST + 1)
    if len(data) > _MOST:
        raise InputError(source, f"this JSON document has more than the limit of {size_words(_MOST)}; write JSON lines")
    try:
        parsed = _decoded(data.removeprefix(b"\xef\xbb\xbf"))
    except UnicodeDecodeError:
        parsed = _parsed(decode(data, source).text, source)
    except (msgspec.DecodeError, RecursionError) as error:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:4] or not _is_utf8(data):
            parsed = _parsed(decode(data, source).text, source)
        else:
            raise InputError(source, f"this is no JSON: {error}") from None
    rows = _list_of(parsed, 0)
    if not rows:
        names = ", ".join(list(parsed)[:12]) if isinstance(parsed, dict) else type(parsed).__name__
        holds = f"it holds {names or 'nothing'}"
        raise _NoReportsError(source, f"there is no list of reports in this JSON document ({holds})")
    for number, row in enumerate(rows, 1):
        yield number, row, None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _parsed(text: str, source: str) -> Any:
    try:
        return _decoded(text.encode("utf-8", errors="replace"))
    except (msgspec.DecodeError, RecursionError) as error:
        raise InputError(source, f"this is no JSON: {error}") from None


def _list_of(parsed: Any, depth: int) -> list[dict[str, Any]]:
    """The objects of a document that are reports: a list at its top, under a name that is known, or itself."""
    if depth > _DEPTH:
        return []
    if isinstance(parsed, list):
        objects = [_unwrapped(each) for each in parsed if isinstance(each, dict)]
        return [each for each in objects if each]
    if isinstance(parsed, dict):
        for name in _LISTS:
            if isinstance(parsed.get(name), (list, dict)):
                found = _list_of(parsed[name], depth + 1)
                if found:
                    return found
        columns = Columns.of(parsed, {})
        flat = not any(isinstance(value, (list, dict)) for value in parsed.values())
        if columns.sure or (columns.readable and flat):
            return [parsed]
    return []


def _unwrapped(row: Mapping[str, Any]) -> dict[str, Any]:
    """An object of a search engine's answer is what stands under `_source`; fields of one level below count, too."""
    inner = row.get("_source")
    flat = dict(inner if isinstance(inner, dict) else row)
    fields = flat.get("fields")
    if isinstance(fields, dict):
        flat = {**flat, **fields}
    return flat
