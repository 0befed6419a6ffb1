"""The way in for tables (CSV, TSV) with one report a row, read as they come: Media Cloud, NewsAPI and the like.

A report's id is the hash of its row as JSON with its keys sorted, so that it is the same wherever the row stands.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from io import TextIOWrapper
from typing import BinaryIO, cast

from dateline.errors import InputError
from dateline.reports.encoding import decode
from dateline.reports.entry import Found, Listed
from dateline.reports.rows import Columns, read_row
from dateline.reports.ways import Asked, Sample

_MARKS = (",", "\t", ";", "|")
_GDELT = (58, 61)
"""Columns of GDELT's event files (1.0, 2.0), which have no header; the last is the address."""


def recognises(sample: Sample) -> bool:
    """Whether a file called .csv or .tsv has a column for the text or the address of reports (or is GDELT's)."""
    if sample.suffix not in (".csv", ".tsv", ".tab"):
        return False
    header = _header(sample.head)
    return sample.named or Columns.of(header, {}).readable or _is_gdelt(sample.head)


def _header(head: bytes) -> list[str]:
    line = head.decode("utf-8-sig", errors="replace").partition("\n")[0].rstrip("\r")
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=_mark(line)), [])]
    except csv.Error:
        return []


def _mark(line: str) -> str:
    return max(_MARKS, key=line.count)


def _is_gdelt(head: bytes) -> bool:
    cells = head.partition(b"\n")[0].strip().split(b"\t")
    return len(cells) in _GDELT and cells[0].isdigit() and cells[-1].startswith(b"http")


def unfold(file: BinaryIO, source: str, asked: Asked) -> Iterator[Found]:
    """Its reports, one for each row; raises InputError where no column gives a text."""
    sample = file.read(1 << 20)
    file.seek(0)
    if _is_gdelt(sample):
        yield from _gdelt(file, source)
        return
    encoding = _encoding(sample, source)
    text = TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    before = csv.field_size_limit(asked.limits.entry_bytes)
    try:
        line = sample[: 1 << 16].decode(encoding, errors="replace").partition("\n")[0]
        reader = csv.DictReader((row.replace("\x00", "\ufffd") for row in text), delimiter=_mark(line))
        columns = Columns.of([name for name in reader.fieldnames or () if name], asked.columns)
        if not columns.readable:
            raise InputError(
                source,
                "no column of this table gives a text; say which with --columns text=NAME (it has "
                f"{', '.join(name for name in (reader.fieldnames or ())[:20] if name) or 'none'})",
            )
        count = 0
        for row in reader:
            count += 1
            if count > asked.limits.entries:
                raise InputError(source, f"more reports in one file than the limit of {asked.limits.entries:,}")
            place = f"{source}, row {count}"
            if None in row:
                yield InputError(place, "more cells than the table has columns; the row is not read")
                continue
            cells = {name: cell for name, cell in cast("dict[str, str | None]", row).items() if name and cell}
            if cells:
                yield read_row(cells, columns, place)
    except csv.Error as error:
        raise InputError(source, f"row {count + 1} is no row of a table: {error}; what came before is kept") from None
    finally:
        csv.field_size_limit(before)
        text.detach()


def _encoding(sample: bytes, source: str) -> str:
    if sample.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"  # takes the mark for what it is; without one it would refuse the file
    end = sample.rfind(b"\n") + 1 or len(sample)
    return decode(sample[:end], source).encoding


def _gdelt(file: BinaryIO, source: str) -> Iterator[Found]:
    seen: set[bytes] = set()
    for number, line in enumerate(file, 1):
        address = line.strip().split(b"\t")[-1]
        if address.startswith(b"http") and address not in seen:
            seen.add(address)
            yield Listed(f"{source}, row {number}", address.decode("utf-8", errors="replace"))
