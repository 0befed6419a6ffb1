"""A table of ACLED or UCDP GED as reports, accounts and a record in which every row is an event of its own.

Nothing is merged: what coders kept apart stays apart. Rows that can't be taken are named, with the reason.
"""

from __future__ import annotations

import csv
import hashlib
import io
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dateline.errors import InputError, UsageError
from dateline.exports.coded import acled, ucdp
from dateline.model.account import Account, Place
from dateline.model.record import (
    Interval,
    Origin,
    Record,
    RecordActor,
    RecordEvent,
    RecordFigure,
    RecordPlace,
    RecordReport,
    Source,
    Story,
)
from dateline.model.report import Report

_Maker = Callable[[Mapping[str, str], str, int], tuple[Report, Account]]
FORMS: dict[str, tuple[tuple[str, ...], _Maker]] = {
    "acled": (acled.COLUMNS, acled.account),
    "ucdp": (ucdp.COLUMNS, ucdp.account),
}
"""Tables that can be loaded: the columns by which each is known, and what makes an account of a row."""
_KEYS = {"acled": "event_id_cnty", "ucdp": "id"}
"""The column that names a row."""
_SAMPLE, _CELL = 1_000_000, 10_000_000


@dataclass(frozen=True, slots=True)
class Coded:
    """What a table gave."""

    form: str
    reports: tuple[Report, ...]
    accounts: tuple[Account, ...]
    record: Record
    refused: tuple[str, ...]
    """Rows that could not be taken, a sentence each."""
    passed: int = 0
    """Rows that were not wanted."""


def load(path: Path, form: str | None = None, keep: Callable[[Account], bool] | None = None) -> Coded:
    """The table in a file, of it the rows that `keep` wants; raises InputError where it can't be read or is none."""
    try:
        with path.open("rb") as file:
            return load_stream(file, path.name, form, keep)
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}") from error


def load_bytes(data: bytes, source: str, form: str | None = None) -> Coded:
    """The table in some bytes; `source` names it. Raises as `load_stream` does."""
    return load_stream(io.BytesIO(data), source, form)


def load_stream(
    file: BinaryIO, source: str, form: str | None = None, keep: Callable[[Account], bool] | None = None
) -> Coded:
    """The table in a file that can be read again from its beginning, a row at a time.

    Raises InputError where its columns are those of none of `FORMS`, UsageError for a form that there is not.
    """
    if form is not None and form not in FORMS:
        raise UsageError(f"there is no table “{form}”; there are: {', '.join(FORMS)}")
    sample = file.read(_SAMPLE)
    file.seek(0)
    try:
        getincrementaldecoder("utf-8")().decode(sample)
        encoding = "utf-8-sig"
    except UnicodeDecodeError:
        encoding = "cp1252"
    first = sample.partition(b"\n")[0]
    delimiter = max((",", ";", "\t"), key=lambda one: first.count(one.encode()))
    csv.field_size_limit(_CELL)
    text = io.TextIOWrapper(file, encoding, "replace", newline="")
    try:
        rows = csv.DictReader(text, delimiter=delimiter)
        columns = set(rows.fieldnames or ())
        form = form or next((name for name, (needed, _) in FORMS.items() if set(needed) <= columns), None)
        if form is None:
            raise InputError(source, f"has the columns of none of these tables: {', '.join(FORMS)}")
        needed, make = FORMS[form]
        missing = [name for name in needed if name not in columns]
        if missing:
            raise InputError(source, f"is no table of {form}: it has no column {', '.join(missing)}")
        reports, accounts, refused, passed = [], [], [], 0
        for number, row in enumerate(rows, start=2):
            cells = {name: value for name, value in row.items() if name and isinstance(value, str) and value}
            try:
                report, account = make(cells, source, number)
            except ValueError as error:
                refused.append(f"{source}, row {number}: {error}")
                continue
            if keep is None or keep(account):
                reports.append(report)
                accounts.append(account)
            else:
                passed += 1
    except csv.Error as error:
        raise InputError(source, f"is no table: {error}") from error
    finally:
        text.detach()  # the file is the caller's to close
    names = [_name(report, _KEYS[form]) for report in reports]
    record = _record(reports, accounts, names, source)
    return Coded(form, tuple(reports), tuple(accounts), record, tuple(refused), passed)


def _name(report: Report, key: str) -> str:
    lines = (line.partition(": ") for line in report.text.splitlines())
    return next((value for name, _, value in lines if name == key), report.id[:12])


def _record(reports: Sequence[Report], accounts: Sequence[Account], names: Sequence[str], source: str) -> Record:
    actors: dict[str, RecordActor] = {}
    places: dict[str, RecordPlace] = {}
    events, figures = [], []
    for report, account, name in zip(reports, accounts, names, strict=True):
        for actor in account.actors:
            identity = _id("act", actor.name, actor.known or "")
            actors.setdefault(identity, RecordActor(
                id=identity, name=actor.name, kind=actor.kind, aliases=(), known=actor.known, sector=actor.sector,
                country=actor.country, sources=(Source(report.id, 0, actor.mentions[0]),), why=(actor.why,),
            ))  # fmt: skip
        for place in account.places:
            identity = _place_id(place)
            places.setdefault(identity, RecordPlace(
                id=identity, name=place.name, kind=place.kind, gazetteer=None, lat=place.lat, lon=place.lon,
                country=place.country, admin1=place.admin1, precision=place.precision, radius_km=None,
                sources=(Source(report.id, 0, place.mentions[0]),), why=place.why,
            ))  # fmt: skip
        event, when = account.events[0], account.times[0]
        places_here = [_place_id(one) for one in account.places]
        here = [_id("act", one.name, one.known or "") for one in account.actors]
        events.append(RecordEvent(
            id=f"evt_{name}", story="sto_coded", type=event.type, mode=event.mode, contexts=event.contexts,
            actors=tuple(dict.fromkeys(here[index] for index in event.actors)),
            recipients=tuple(dict.fromkeys(here[index] for index in event.recipients)),
            place=places_here[0] if places_here else None,
            when=Interval(when.earliest, when.latest, when.why, when.span.text), status=event.status,
            background=False, sources=(Source(report.id, 0, event.trigger, event.sentence),),
            origins=("org_coded",), why=event.why,
        ))  # fmt: skip
        figures += [
            RecordFigure(
                id=f"fig_{name}", source=Source(report.id, 0, one.span, one.sentence), value=one.value, low=one.low,
                high=one.high, unit=one.unit, bound=one.bound, what=one.what, event=f"evt_{name}", claimants=(),
                outlet=report.outlet.value if report.outlet else None, as_of=None, origin="org_coded", why=one.why,
            )
            for one in account.figures
        ]  # fmt: skip
    listed = tuple(_listed(report) for report in reports)
    everywhere = tuple(report.id for report in reports)
    origin = Origin(id="org_coded", name=source, kind="report", reports=everywhere, why=("rows of one table",))
    return Record(
        versions={"coded": "1"}, reports=listed, origins=(origin,) if reports else (),
        stories=(Story(id="sto_coded", title=source, reports=everywhere, why="rows of one table"),) if reports else (),
        actors=tuple(actors.values()), places=tuple(places.values()), events=tuple(_once(events)), claims=(),
        figures=tuple(figures), relations=(), disagreements=(),
    )  # fmt: skip


def _once(events: Iterable[RecordEvent]) -> list[RecordEvent]:
    """Events with ids that are unique: the same id again in a table gets the number of its turn."""
    seen: dict[str, int] = {}
    made = []
    for event in events:
        seen[event.id] = seen.get(event.id, 0) + 1
        if seen[event.id] > 1:
            event = RecordEvent(**{name: getattr(event, name) for name in event.__struct_fields__}
                                | {"id": f"{event.id}-{seen[event.id]}"})  # fmt: skip
        made.append(event)
    return made


def _listed(report: Report) -> RecordReport:
    return RecordReport(
        id=report.id, source=report.source, outlet=report.outlet, title=None, credit=None, url=None, language="en",
        published=None, origin="org_coded", read=True,
    )  # fmt: skip


def _place_id(place: Place) -> str:
    """One id for places that are alike in everything, for the name alone is not one place."""
    return _id("plc", place.name, f"{place.lat} {place.lon} {place.precision} {place.country} {place.admin1}")


def _id(kind: str, name: str, more: str) -> str:
    return f"{kind}_{hashlib.sha256(f'{name}|{more}'.encode()).hexdigest()[:10]}"
