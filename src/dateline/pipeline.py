"""The main job: inputs to reports to accounts, in parallel, into the store; then the record.

Each report is stored whole, with its reading and account, in one transaction as soon as it is read: an interrupted run
loses nothing that it finished, and the repeated command reads only what is missing or was made by older versions.
"""

from __future__ import annotations

import hashlib
import os
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple, Protocol

import dateline.actors
import dateline.places
import dateline.plugins
import dateline.reports
from dateline.codebooks import SHIPPED, Book, find_book, version_of
from dateline.coding import Coder
from dateline.errors import InputError, UsageError
from dateline.llm import DRAFTED
from dateline.model.account import Account
from dateline.model.reading import Reading
from dateline.model.record import Record
from dateline.model.report import Published, Report
from dateline.reader import Reader
from dateline.record import Store, renew
from dateline.record import rebuild as rebuild_record
from dateline.record.version import GIVEN
from dateline.reports import (
    MAX_BYTES,
    AnyInput,
    Entry,
    Held,
    Listed,
    Passed,
    Sidecar,
    find_inputs,
    parse_published,
    read_entry,
    read_sidecar,
)

_FEW = 40  # so few inputs are read faster in this process than by starting others
_WAITING = 3  # inputs handed out ahead, per worker


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: inputs finished of all, and the one just finished."""

    done: int
    total: int
    source: str


@dataclass(frozen=True)
class Summary:
    """What a run did."""

    read: tuple[str, ...]
    """Ids of the reports read anew."""
    unchanged: tuple[str, ...]
    """Ids of the reports that were there already, made by the same versions."""
    failed: tuple[InputError, ...]
    """What could not be read, and faults in what the user said of the reports."""
    passed: tuple[Passed, ...]
    """Files of a folder that are no reports by their names, and what else was left alone, with the reason."""
    path: Path
    """The record's file."""

    @cached_property
    def record(self) -> Record:
        """The whole record as the file has it, read when it is first asked for."""
        with Store.open(self.path) as store:
            return store.load_record()


class _Tables(NamedTuple):
    """What the tables of a run are: the codebook (None: the package's), and a mark of what the user has added."""

    book: Book | None
    own: str


@dataclass(frozen=True, slots=True)
class _Job:
    """One entry for a worker: bytes to make a report of, or a report that only needs a new account."""

    source: str
    entry: Entry | None = None
    published: Published | None = None
    sidecar: Sidecar | None = None
    given: str = ""
    report: Report | None = None
    reading: bytes | None = None


@dataclass(frozen=True, slots=True)
class _Done:
    """What a worker made of a job; `refused` says why there is no report."""

    source: str
    report: Report | None = None
    reading: Reading | None = None
    account: Account | None = None
    refused: str | None = None
    fault: str | None = None
    """What went wrong by a fault of our own; the report is kept, but not read."""


def read_paths(
    paths: Sequence[Path | str | Held],
    record: Path,
    *,
    published: Mapping[str, str] | None = None,
    sidecar: Path | None = None,
    columns: Mapping[str, str] | None = None,
    workers: int | None = None,
    max_bytes: int = MAX_BYTES,
    codebook: str | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Summary:
    """Read files, folders and addresses into the record at `record` (made if missing) and bring it up to date.

    `published` gives publication dates by file, as the user names it or by its name alone; it wins over the sidecar,
    and holds for every entry of a file with several. `columns` says what the columns of tables give (`reports.rows`).
    `codebook` is a file, the name of a plug-in's, or “plover”; without it the one that the record was made with.
    `workers` counts processes, all cores by default. Raises UsageError for a date that is none, a file that is not
    among the inputs, and a codebook other than that of the reports in the record; RecordError where the record cannot
    be written; inputs that cannot be read are in the summary.
    """
    found = list(find_inputs(paths))
    inputs = [one for one in found if isinstance(one, AnyInput)]
    passed = [one for one in found if isinstance(one, Passed)]
    failed = [one for one in found if isinstance(one, InputError)]
    table = read_sidecar(sidecar) if sidecar else None
    if table:
        failed.extend(table.issues)
    days = _days(published or {}, inputs)
    chosen = (find_book(codebook),) if codebook is not None else None
    with Store.open(record, write=True) as store:
        made = store.account_versions()
        if DRAFTED in made:
            raise UsageError(
                f"{record} holds what a language model drafted; read the reports into a record of their own"
            )
        book = _kept_book(store)
        if chosen is not None and chosen[0] != book:
            if store.holds_more_than(0):
                raise UsageError(
                    f"{record} was made with the codebook {_named(book)}; to code all its reports with another: "
                    f"`dateline rebuild {record} --codebook {codebook}`"
                )
            (book,) = chosen
            store.keep_codebook(book)
        tables = _tables(book)
        current = _versions(tables)
        forgotten = store.tombstones()
        unchanged: list[str] = []
        read: list[str] = []

        def jobs() -> Iterator[_Job | _Done]:
            for one in inputs:
                row = (table.row_for(one.path) if table else None) or one.sidecar
                day = days.get(one.source)
                listed: list[Listed] = []
                for entry in one.entries(columns, max_bytes):
                    if isinstance(entry, Passed):
                        passed.append(entry)
                    elif isinstance(entry, Listed):
                        listed.append(entry)
                    elif isinstance(entry, InputError):
                        yield _Done(entry.source, refused=str(entry))
                    else:
                        given = _given(day, row, entry.said.digest())
                        identity = hashlib.sha256(entry.data).hexdigest()
                        if identity in forgotten:
                            passed.append(Passed(entry.source, forgotten[identity].told()))
                            yield _Done(entry.source)
                        elif store.versions_of(identity) == {**current, GIVEN: given}:
                            unchanged.append(identity)
                            yield _Done(entry.source)
                        else:
                            yield _Job(entry.source, entry, day, row, given)
                if listed:
                    passed.append(
                        Passed(one.source, f"{len(listed):,} addresses without a text; an address is fetched only when "
                               f"it is given: `dateline read {listed[0].url}`")
                    )  # fmt: skip

        for count, done in enumerate(_worked(jobs(), workers, tables), start=1):
            if done.refused is not None:
                failed.append(InputError(done.source, done.refused.removeprefix(f"{done.source}: ")))
            elif done.report is not None and done.account is not None:
                store.add(done.report, done.reading, done.account, replace=True)
                read.append(done.report.id)
                if done.fault is not None:
                    failed.append(InputError(done.source, done.fault))
            if progress:
                progress(Progress(count, max(count, len(inputs)), done.source))
        renew(store)
    return Summary(tuple(dict.fromkeys(read)), tuple(unchanged), tuple(failed), tuple(passed), record)


def rebuild(
    record: Path,
    *,
    workers: int | None = None,
    codebook: str | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Summary:
    """Make the record again: first the accounts that older versions made, from the texts that it keeps.

    A reading is made again only where the reader is another; a new codebook or table codes the readings that are there.
    `codebook` (a file, the name of a plug-in's, or “plover”) takes the place of the one the record was made with.
    """
    chosen = (find_book(codebook),) if codebook is not None else None
    with Store.open(record, write=True) as store:
        book = _kept_book(store)
        if chosen is not None and chosen[0] != book:
            (book,) = chosen
            store.keep_codebook(book)
        tables = _tables(book)
        current = _versions(tables)
        stale = [
            (report, versions)
            for report, versions in store.versions().items()
            if DRAFTED not in versions  # a draft is made again by `dateline draft` alone
            and {name: version for name, version in versions.items() if name != "given"} != current
        ]

        def jobs() -> Iterator[_Job | _Done]:
            for identity, versions in stale:
                report = store.report(identity)
                reading = store.reading(identity) if versions.get("reader") == current["reader"] else None
                yield _Job(
                    report.source, report=report, reading=reading.to_bytes() if reading else None,
                    given=versions.get("given", ""),
                )  # fmt: skip

        read: list[str] = []
        failed: list[InputError] = []
        for count, done in enumerate(_worked(jobs(), workers, tables), start=1):
            if done.report is not None and done.account is not None:
                store.add(done.report, done.reading, done.account, replace=True)
                read.append(done.report.id)
                if done.fault is not None:
                    failed.append(InputError(done.source, done.fault))
            if progress:
                progress(Progress(count, len(stale), done.source))
        made = rebuild_record(store)
        unchanged = tuple(report.id for report in made.reports if report.id not in set(read))
    return Summary(tuple(read), unchanged, tuple(failed), (), record)


def _days(published: Mapping[str, str], inputs: Iterable[AnyInput]) -> dict[str, Published]:
    """Publication dates by source."""
    names: dict[str, list[str]] = {}
    for one in inputs:
        for name in dict.fromkeys((one.source, str(one.path), one.path.name)):
            names.setdefault(name, []).append(one.source)
    found: dict[str, Published] = {}
    for file, day in published.items():
        try:
            parsed = parse_published(day)
        except UsageError as error:
            raise UsageError(f"--published {file}={day}: {error}") from error
        matching = names.get(file, [])
        if len(matching) != 1:
            problem = "is not among what is read" if not matching else "is the name of several files; give its path"
            raise UsageError(f"--published {file}={day}: {file} {problem}")
        found[matching[0]] = parsed
    return found


def _given(published: Published | None, sidecar: Sidecar | None, told: str) -> str:
    """A digest of what is said of a report (`told`: by the file around it), so that another makes it be read again."""
    if published is None and sidecar is None:
        return told
    said = repr((published, *((sidecar.outlet, sidecar.url, sidecar.published) if sidecar else ()))) + told
    return hashlib.sha256(said.encode()).hexdigest()[:16]


class AnyReader(Protocol):
    """What makes Readings: the shipped reader, or that of a plug-in (entry points `dateline.readers`)."""

    languages: frozenset[str]
    version: str

    def read(self, text: str, skip: Iterable[tuple[int, int]] = (), language: str = ...) -> Reading:
        """The Reading of `text`, runs in `skip` left out."""


@cache
def _readers() -> dict[str, AnyReader]:
    """The reader of each language: the shipped one for its own, those of plug-ins for the others, by their names."""
    readers: list[AnyReader] = [Reader.shipped()]
    for name in dateline.plugins.names("dateline.readers"):
        make = dateline.plugins.load("dateline.readers", name)
        readers.append(make())  # type: ignore[operator]  # a class or function without arguments, by docs/plugins.md
    found: dict[str, AnyReader] = {}
    for reader in readers:
        for language in sorted(reader.languages):
            found.setdefault(language, reader)
    return found


def _kept_book(store: Store) -> Book | None:
    """The codebook that the record was made with; None for the package's own."""
    kept = store.codebook()
    return Book(*kept) if kept is not None else None


def _named(book: Book | None) -> str:
    """A codebook as a message names it."""
    return f"{book.name} ({version_of(book)})" if book is not None else f"{SHIPPED} ({version_of(None)})"


def _tables(book: Book | None) -> _Tables:
    """The tables as they are now: another mark makes them be loaded anew."""
    marks = [hashlib.sha256(dateline.actors.kept_text(dateline.actors.own_path())).hexdigest()]
    places = dateline.places.own_path()
    if places.is_file():
        found = places.stat()
        marks.append(f"{found.st_mtime_ns} {found.st_size}")
    return _Tables(book, " ".join(marks))


@cache
def _coder(tables: _Tables) -> Coder:
    return Coder.shipped(tables.book)


def _versions(tables: _Tables) -> dict[str, str]:
    """Versions of everything that an account depends on, what the user says apart."""
    readers = " ".join(dict.fromkeys(reader.version for reader in _readers().values()))
    return {"reader": readers, "reports": dateline.reports.VERSION, **_coder(tables).versions}


def _worked(jobs: Iterator[_Job | _Done], workers: int | None, tables: _Tables) -> Iterator[_Done]:
    """Every job done, as each is finished; what is done already passes through."""
    first = list(islice(jobs, _FEW + 1))
    count = min(workers or os.cpu_count() or 1, max(1, len(first)))
    few, jobs = len(first) <= _FEW, chain(first, jobs)
    if count == 1 or (workers is None and few):
        for job in jobs:
            yield job if isinstance(job, _Done) else _work(job, tables)
        return
    # spawned, not forked: the reader's threads don't survive a fork, and Windows has none
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        waiting: set[Future[_Done]] = set()
        try:
            for job in jobs:
                if isinstance(job, _Done):
                    yield job
                    continue
                waiting.add(pool.submit(_work, job, tables))
                if len(waiting) >= count * _WAITING:
                    finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in finished)
            while waiting:
                finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in finished)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _work(job: _Job, tables: _Tables) -> _Done:
    """Report, reading and account of one input."""
    report = job.report
    if report is None:
        assert job.entry is not None  # noqa: S101 - for mypy: a job has the one or the other
        try:
            most = max(MAX_BYTES, len(job.entry.data), len(job.entry.body or b""))
            report = read_entry(job.entry, published=job.published, sidecar=job.sidecar, max_bytes=most)
        except InputError as error:
            return _Done(job.source, refused=str(error))
    reader = _readers().get(report.language or "en")
    versions = {**_versions(tables), "given": job.given}
    if reader is None:
        issue = f"not read: there is no reader for “{report.language}”, only for {', '.join(sorted(_readers()))}"
        return _Done(job.source, report, None, Account(report=report.id, versions=versions, issues=(issue,)))
    try:
        reading = Reading.from_bytes(job.reading, report.text) if job.reading else _read(reader, report)
        account = _coder(tables).account(report, reading, versions)
    except Exception as fault:  # noqa: BLE001 - a fault of ours in one report must not lose the others; it is said
        said = _own(fault)
        account = Account(report=report.id, versions=versions, issues=(said,))
        return _Done(job.source, report, None, account, fault=said)
    return _Done(job.source, report, reading, account)


def _own(fault: Exception) -> str:
    """What is said of a report in which the program itself failed: it is kept, and marked as not read."""
    place = traceback.extract_tb(fault.__traceback__)[-1]
    where = f"{Path(place.filename).parent.name}/{Path(place.filename).name}:{place.lineno}"
    return f"not read: a fault of Dateline's own ({type(fault).__name__} at {where}: {fault}); please report it"


def _read(reader: AnyReader, report: Report) -> Reading:
    return reader.read(report.text, report.unread(), report.language or "en")


__all__ = ["Progress", "Summary", "read_paths", "rebuild"]
