"""The ways in for files that hold several reports. One module for each; a new one is a module and a line in `WAYS`.

`unfold` opens a file, whatever it is, to its reports, one at a time: a file that is one report is its only entry; an
archive in an archive is opened in its turn, down to the limits. Nothing is fetched here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from io import BytesIO
from types import ModuleType
from typing import BinaryIO, cast

import dateline.plugins
from dateline.errors import DatelineError, InputError
from dateline.reports import formats
from dateline.reports.entry import Entry, Found, Limits, size_words

SAMPLE = 65_536
"""Bytes at the start (and at the end) of a file by which it is told what it is."""
MOST_FAULTS = 1_000
"""Faults of one file that are named; the others are counted."""


@dataclass(frozen=True)
class Asked:
    """How a file is to be opened: the limits, and what the user says of it."""

    limits: Limits = field(default_factory=Limits)
    columns: Mapping[str, str] = field(default_factory=dict)
    """For tables: which column gives what (`text`, `title`, `url` …), where their names do not tell."""
    named: bool = True
    """Whether the user named the file, rather than a folder around it."""


@dataclass(frozen=True)
class Sample:
    """What tells a file's way in: its name in lower case, its first bytes, its last bytes."""

    name: str
    head: bytes
    tail: bytes = b""
    named: bool = False
    """Whether the user named the file, rather than a folder or an archive around it."""

    @property
    def suffix(self) -> str:
        """The ending of the name, with its dot; "" where it has none."""
        stem, dot, ending = self.name.rpartition(".")
        return f".{ending}" if dot and stem and ending else ""


Unfold = Callable[[BinaryIO, str, Asked], Iterator[Found]]


@dataclass(frozen=True)
class Way:
    """A kind of file that holds several reports."""

    name: str
    suffixes: tuple[str, ...]
    """Endings under which files are looked for in a folder, in lower case."""
    module: str
    """Where its `recognises` (from a Sample) and `unfold` stand; imported when a file is looked at."""
    sure: bool = True
    """Whether every file with such an ending in a folder is meant to be read; else only what is recognised."""
    archive: bool = False
    """Whether its entries may be archives in their turn."""

    def recognises(self, sample: Sample) -> bool:
        """Whether the sample shows this kind."""
        return bool(_module(self.module).recognises(sample))

    def unfold(self, file: BinaryIO, source: str, asked: Asked) -> Iterator[Found]:
        """Its entries, in order; raises InputError."""
        return cast("Iterator[Found]", _module(self.module).unfold(file, source, asked))


@cache
def _module(name: str) -> ModuleType:
    """A way's module; every file of a folder asks for all of them."""
    return import_module(name)


WAYS = (
    Way("packed file", (".gz", ".bz2", ".xz", ".tgz"), "dateline.reports.packed", archive=True),
    Way("ZIP archive", (".zip",), "dateline.reports.zipped", archive=True),
    Way("tar archive", (".tar",), "dateline.reports.tarred", archive=True),
    Way("WARC", (".warc",), "dateline.reports.warc", archive=True),
    Way("mailbox", (".mbox",), "dateline.reports.mailbox", archive=True),
    Way("e-mail", (".eml",), "dateline.reports.mail", archive=True),
    Way("feed", (".rss", ".atom", ".xml"), "dateline.reports.feed", sure=False),
    Way("JSON", (".json", ".jsonl", ".ndjson"), "dateline.reports.jsonrows", sure=False),
    Way("export of Factiva", (), "dateline.reports.factiva"),
    Way("export of Nexis", (), "dateline.reports.nexis"),
    Way("table", (".csv", ".tsv"), "dateline.reports.csvrows", sure=False),
    Way("list of addresses", (), "dateline.reports.addresses"),
    Way("live-blog", (), "dateline.reports.liveblog"),
)
"""Asked in this order; a file that none of them recognises is one report (`formats.FORMATS`)."""


@cache
def ways() -> tuple[Way, ...]:
    """The ways in that plug-ins bring, by name, then ours; raises DatelineError for a plug-in that is none."""
    brought = []
    for name in dateline.plugins.names("dateline.ways"):
        way = dateline.plugins.load("dateline.ways", name)
        if not isinstance(way, Way):
            raise DatelineError(f"the plug-in “{name}” for dateline.ways is no dateline.reports.ways.Way")
        brought.append(way)
    return (*brought, *WAYS)


@cache
def suffixes() -> frozenset[str]:
    """Endings of files that are read when a folder is named."""
    return formats.suffixes() | {suffix for way in ways() for suffix in way.suffixes}


@cache
def unsure_suffixes() -> frozenset[str]:
    """Of these, the endings that other files often have, too: their files are looked into first."""
    return frozenset(suffix for way in ways() if not way.sure for suffix in way.suffixes)


def way_of(sample: Sample) -> Way | None:
    """The kind of file that the sample shows, None for one report."""
    if formats.is_single(sample.head, sample.tail):
        return None
    return next((way for way in ways() if way.recognises(sample)), None)


def sample_of(file: BinaryIO, name: str, *, named: bool = False) -> Sample:
    """The sample of an open file, which stands at its start again afterwards."""
    head = file.read(SAMPLE)
    tail = b""
    if len(head) == SAMPLE and head.startswith(b"PK"):  # what an office document is stands at its end
        size = file.seek(0, 2)
        file.seek(max(SAMPLE, size - SAMPLE))
        tail = file.read(SAMPLE)
    file.seek(0)
    return Sample(name.replace("\\", "/").rpartition("/")[2].lower(), head, tail, named)


@dataclass
class _Inside:
    """How deep in archives an entry lies, and how many archives were opened for one file."""

    archives: int = 0


def unfold(file: BinaryIO, source: str, asked: Asked | None = None) -> Iterator[Found]:
    """Every report in an open file, in order; what cannot be read comes out in its place as an InputError."""
    yield from _unfold(file, source, source, asked or Asked(), _Inside(), 0)


def _unfold(file: BinaryIO, source: str, name: str, asked: Asked, inside: _Inside, depth: int) -> Iterator[Found]:
    limits = asked.limits
    sample = sample_of(file, name, named=asked.named and not depth)
    way = way_of(sample)
    if way is None:
        # most files are smaller than a sample: they are read then
        data = file.read(limits.entry_bytes + 1) if len(sample.head) == SAMPLE else sample.head
        if len(data) > limits.entry_bytes:
            yield InputError(
                source, f"the file has more than the limit of {size_words(limits.entry_bytes)} (max_bytes)"
            )
        else:
            yield Entry(source, data)
        return
    if way.archive:
        inside.archives += 1
        if depth >= limits.depth:
            yield InputError(source, f"lies deeper in archives than the limit of {limits.depth}; it is not opened")
            return
        if inside.archives > limits.archives and depth:
            yield InputError(source, f"more archives in one file than the limit of {limits.archives}; not opened")
            return
    nothing, faults = True, 0
    try:
        for found in way.unfold(file, source, asked):
            nothing = False
            faults += isinstance(found, InputError)
            if isinstance(found, InputError) and faults > MOST_FAULTS:
                continue
            if isinstance(found, Entry) and way.archive and found.body is None and found.data:
                yield from _entry(found, asked, inside, depth + 1)
            else:
                yield found
    except InputError as error:
        yield error
        return
    if faults > MOST_FAULTS:
        yield InputError(source, f"{faults - MOST_FAULTS:,} more faults of this kind in this file; they are not listed")
    if nothing:
        yield InputError(source, f"there is no report in this {way.name}")


def _entry(entry: Entry, asked: Asked, inside: _Inside, depth: int) -> Iterator[Found]:
    """An entry of an archive: opened in its turn where it holds several reports."""
    sample = Sample(entry.source.rpartition("/")[2].lower(), entry.data[:SAMPLE], entry.data[-SAMPLE:])
    if way_of(sample) is None:
        yield entry
        return
    with BytesIO(entry.data) as file:
        yield from _unfold(file, entry.source, entry.source, asked, inside, depth)
