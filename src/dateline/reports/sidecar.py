"""The sidecar `reports.csv`: what the user knows of the files beside it and their text doesn't say.

Columns: file, outlet, url, published (see `parse_published`). Only `file` must be there. What is wrong is reported,
with the line, and the rest is used.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from dateline.errors import InputError, UsageError
from dateline.model.report import Published, Stated
from dateline.reports.days import parse_published
from dateline.reports.encoding import decode

SIDECAR_NAME = "reports.csv"
COLUMNS = ("file", "outlet", "url", "published")
_MAX_BYTES = 20_000_000


@dataclass(frozen=True)
class Sidecar:
    """One row: what the user says of one file."""

    file: str
    """Path from the sidecar's folder, with "/"."""
    line: int
    outlet: Stated | None = None
    url: Stated | None = None
    published: Published | None = None


@dataclass(frozen=True)
class SidecarTable:
    """All rows of one sidecar by file, and what was wrong with it, one error for each fault."""

    path: Path
    rows: dict[str, Sidecar] = field(default_factory=dict)
    issues: tuple[InputError, ...] = ()

    def row_for(self, path: Path) -> Sidecar | None:
        """The row for the file at `path`, or None."""
        try:
            name = path.absolute().relative_to(self.path.absolute().parent).as_posix()
        except ValueError:
            return None
        return self.rows.get(name)


def read_sidecar(path: Path) -> SidecarTable:
    """The sidecar at `path`; raises InputError where it cannot be read at all or has no column "file"."""
    source = str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(source, f"the sidecar cannot be read: {error.strerror or error}") from error
    if len(data) > _MAX_BYTES:
        raise InputError(
            source, f"the sidecar has {len(data) / 1e6:,.1f} MB, more than the limit of {_MAX_BYTES / 1e6:,.0f} MB"
        )
    if not data.strip():
        raise InputError(source, "the sidecar is empty; its first line names the columns: file,outlet,url,published")
    text = decode(data, source).text
    first = text.partition("\n")[0]
    mark = max((",", ";", "\t"), key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=mark)
    issues: list[InputError] = []
    rows: dict[str, Sidecar] = {}
    try:
        header = [name.strip().lower() for name in next(reader)]
        if "file" not in header:
            raise InputError(
                source,
                f'the sidecar has no column "file"; its columns are: {", ".join(filter(None, header)) or "none"}',
            )
        unknown = [name for name in header if name and name not in COLUMNS]
        if unknown:
            issues.append(InputError(source, f"unknown {_columns(unknown)}; known are: {', '.join(COLUMNS)}"))
        for cells in reader:
            _read_row(header, cells, reader.line_num, source, rows, issues)
    except csv.Error as error:
        raise InputError(source, f"line {reader.line_num}: this is no row of a table: {error}") from error
    return SidecarTable(path, rows, tuple(issues))


def _columns(names: list[str]) -> str:
    return f"column{'s' if len(names) > 1 else ''} {', '.join(names)}"


def _read_row(
    header: list[str], cells: list[str], line: int, source: str, rows: dict[str, Sidecar], issues: list[InputError]
) -> None:
    cells = [cell.strip() for cell in cells]
    if not any(cells):
        return
    if len(cells) > len(header):
        issues.append(InputError(source, f"line {line}: {len(cells)} cells, but the table has {len(header)} columns"))
        return
    given = dict(zip(header, cells, strict=False))
    name = given.get("file", "")
    if not name:
        issues.append(InputError(source, f"line {line}: the cell for the file is empty"))
        return
    name = PurePosixPath(name.replace("\\", "/")).as_posix()
    if name in rows:
        issues.append(
            InputError(
                source, f"line {line}: {name} has a row already, in line {rows[name].line}; this one is not used"
            )
        )
        return
    how = f"the sidecar {SIDECAR_NAME}, line {line}"
    published = None
    if given.get("published"):
        try:
            published = parse_published(given["published"], how)
        except UsageError as error:
            issues.append(InputError(source, f"line {line}: {error}"))
    rows[name] = Sidecar(
        name,
        line,
        outlet=Stated(given["outlet"], how) if given.get("outlet") else None,
        url=Stated(given["url"], how) if given.get("url") else None,
        published=published,
    )
