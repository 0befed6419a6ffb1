"""The Python interface: `read` reports, `open_record` a record, look at its rows, write it in any format.

Nothing here is not in the command line too; what raises, raises the errors of `dateline.errors`. Objects show
themselves in a notebook, and `Rows` go through the Arrow C stream interface into pandas, polars, DuckDB and others.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from dateline.errors import UsageError
from dateline.exports import format_named
from dateline.exports.brief import compose, html, written
from dateline.exports.tables import Table, tables_of
from dateline.model.record import (
    Disagreement,
    Origin,
    Record,
    RecordActor,
    RecordClaim,
    RecordEvent,
    RecordFigure,
    RecordPlace,
    RecordRelation,
    RecordReport,
    Story,
)
from dateline.record import Store, bring_up_to_date

if TYPE_CHECKING:
    from dateline.model.report import Report

T = TypeVar("T")
_SHOWN = 20
_WIDE = 80


def read(
    *paths: str | PathLike[str],
    into: str | PathLike[str] | None = None,
    published: Mapping[str, str] | None = None,
    workers: int | None = None,
    codebook: str | PathLike[str] | None = None,
) -> OpenRecord:
    """Read files and folders into a record, and give the record.

    `into` is the record's file, made if missing; without it the record is gone with the object. `published` gives days
    of publication by file ("report.txt": "2024-03-12"); `codebook` is a file, the name of an installed one, or
    "plover". Inputs that can't be read are in `problems` of what comes back.
    """
    from dateline.pipeline import read_paths

    held = None
    if into is None:
        held = _Folder()
        into = held.path / "record.db"
    summary = read_paths([Path(path) for path in paths], Path(into), published=published, workers=workers,
                         codebook=fspath(codebook) if codebook is not None else None)  # fmt: skip
    opened = OpenRecord(Path(into), summary.record, tuple(str(error) for error in summary.failed))
    opened._held = held
    return opened


def open_record(path: str | PathLike[str]) -> OpenRecord:
    """The record in a file, as it was last made; raises RecordError where there is none."""
    with Store.open(Path(path)) as store:
        return OpenRecord(Path(path), store.load_record())


class _Folder:
    """A folder that nobody else may read, gone when nothing holds it any more."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="dateline-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


class Rows(Sequence[T], Generic[T]):
    """Items of one kind, in the order of the record: a sequence, a table for notebooks, a stream of Arrow data.

    `table` is the flat form, with the columns that docs/exports.md describes.
    """

    def __init__(self, items: Sequence[T], table: Table) -> None:
        self._items = items
        self.table = table

    def __len__(self) -> int:
        """How many there are."""
        return len(self._items)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...
    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        """The item at a place, or some of them."""
        return self._items[place]

    def __iter__(self) -> Iterator[T]:
        """The items."""
        return iter(self._items)

    def __repr__(self) -> str:
        """How many there are of what."""
        return f"<{len(self):,} {self.table.name}>"

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns of the flat form."""
        return tuple(column.name for column in self.table.columns)

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows of the flat form, a dictionary each; `disagreements` has one for each side."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.table.rows]

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The flat form as an Arrow C stream; raises UsageError without pyarrow (the extra `parquet`)."""
        from dateline.exports.arrow import arrow_table

        return arrow_table(self.table).__arrow_c_stream__(requested_schema)

    def _repr_html_(self) -> str:
        """The first rows as a table, without the columns that are empty in all of them."""
        rows = self.to_dicts()[:_SHOWN]
        shown = [name for name in self.columns if any(row[name] not in (None, "") for row in rows)]
        head = "".join(f"<th>{escape(name)}</th>" for name in shown)
        body = "".join(f"<tr>{''.join(f'<td>{_cell(row[name])}</td>' for name in shown)}</tr>" for row in rows)
        more = f"<p>… and {len(self.table.rows) - _SHOWN:,} more</p>" if len(self.table.rows) > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


class OpenRecord:
    """A record to look at. Made by `read` and `open_record`; it holds what the file held then."""

    def __init__(self, path: Path, record: Record, problems: tuple[str, ...] = ()) -> None:
        self.path = path
        """The file of the record."""
        self.record = record
        """The whole record, as docs/record.md describes it."""
        self.problems = problems
        """What could not be read, a sentence each; only after `read`."""
        self._held: _Folder | None = None
        self._tables: dict[str, Table] = {}

    def _rows(self, name: str, items: Sequence[T]) -> Rows[T]:
        if not self._tables:
            self._tables = {table.name: table for table in tables_of(self.record)}
        return Rows(items, self._tables[name])

    @property
    def reports(self) -> Rows[RecordReport]:
        """The reports, without their texts; see `report`."""
        return self._rows("reports", self.record.reports)

    @property
    def origins(self) -> Rows[Origin]:
        """What the reports repeat: an agency's text, a statement, another outlet's report."""
        return self._rows("origins", self.record.origins)

    @property
    def stories(self) -> Rows[Story]:
        """Reports that tell of the same happenings."""
        return self._rows("stories", self.record.stories)

    @property
    def events(self) -> Rows[RecordEvent]:
        """The events, whatever their status."""
        return self._rows("events", self.record.events)

    @property
    def actors(self) -> Rows[RecordActor]:
        """Who acts, is acted on or speaks."""
        return self._rows("actors", self.record.actors)

    @property
    def places(self) -> Rows[RecordPlace]:
        """The places, resolved or not."""
        return self._rows("places", self.record.places)

    @property
    def claims(self) -> Rows[RecordClaim]:
        """Who says what."""
        return self._rows("claims", self.record.claims)

    @property
    def figures(self) -> Rows[RecordFigure]:
        """The numbers, with who gives them."""
        return self._rows("figures", self.record.figures)

    @property
    def relations(self) -> Rows[RecordRelation]:
        """Who backs, belongs to, speaks for whom."""
        return self._rows("relations", self.record.relations)

    @property
    def disagreements(self) -> Rows[Disagreement]:
        """Where the reports differ, and what later ones replaced."""
        return self._rows("disagreements", self.record.disagreements)

    def report(self, wanted: str) -> Report:
        """A report with its text, by the beginning of its id or its file; raises UsageError for none or several."""
        with Store.open(self.path) as store:
            return store.find_report(wanted)

    def export(self, name: str, **options: str) -> bytes:
        """The record in a format that `dateline export --list` names; raises UsageError for what there is not."""
        return format_named(name).write(self.record, **options)

    def brief(self, *, since: str | None = None, story: str | None = None, form: str = "md") -> str | bytes:
        """The situation report: text for the forms md and html, bytes for docx."""
        data = written(compose(self.record, since=since, story=story), form)
        return data if form == "docx" else data.decode()

    def as_of(self, day: str) -> OpenRecord:
        """The record as it would have stood with the reports known to be published by a day ("2024-03-14")."""
        from dateline.record.subset import as_of

        with Store.open(self.path) as store:
            made = OpenRecord(self.path, as_of(store, day).record)
        made._held = self._held
        return made

    def changes(self, older: OpenRecord | None = None, *, since: str | None = None) -> tuple[str, ...]:
        """What changed, in sentences: since an older record, else by the reports of a day and later."""
        from dateline.changes import changes, is_new
        from dateline.record.diff import difference
        from dateline.record.subset import made_with

        if (older is None) == (since is None):
            raise UsageError("give either an older record or a day")
        if older is not None:
            before = older.record
        else:
            with Store.open(self.path) as store:
                before = made_with(store, lambda report: not is_new(report, since or ""))
        return tuple(change.text for change in changes(difference(before, self.record)))

    def refresh(self) -> OpenRecord:
        """The record brought up to date with reports and judgements that came in meanwhile."""
        with Store.open(self.path, write=True) as store:
            made = OpenRecord(self.path, bring_up_to_date(store))
        made._held = self._held
        return made

    def __repr__(self) -> str:
        """The file, and how much is in it."""
        return f"<record of {len(self.record.reports)} reports, {len(self.record.events)} events: {self.path}>"

    def _repr_html_(self) -> str:
        """The situation report, for a notebook."""
        page = html(compose(self.record))
        return page[page.index("<main>") : page.index("</main>") + len("</main>")]


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    return escape(text if len(text) <= _WIDE else f"{text[: _WIDE - 1]}…")
