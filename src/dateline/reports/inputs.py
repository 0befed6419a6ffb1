"""What a command is to read: files and addresses that the user named, and what lies in the folders among them.

Folders are walked in the order of their names, without hidden files and folders; the sidecar is read, not yielded.
What cannot be read comes out as an InputError in its place, so that nothing stops the others.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import InputError
from dateline.reports.entry import Found, Limits, Passed
from dateline.reports.read import MAX_BYTES, check_size
from dateline.reports.sidecar import SIDECAR_NAME, Sidecar, SidecarTable, read_sidecar
from dateline.reports.ways import Asked, sample_of, suffixes, unfold, unsure_suffixes, way_of

if TYPE_CHECKING:
    from dateline.reports.fetch import Fetcher


_ABOUT = frozenset({"readme", "notes", "license", "licence", "notice", "changelog", "contributing", "copying"})
"""Names of files that say something about a folder; they are no reports unless the user names them."""


@dataclass(frozen=True)
class Input:
    """One file to read: its path, its name as the user gave it, and its row of the sidecar."""

    path: Path
    source: str
    sidecar: Sidecar | None = None
    named: bool = True
    """Whether the user named the file, rather than a folder around it."""

    def entries(self, columns: Mapping[str, str] | None = None, max_bytes: int = MAX_BYTES) -> Iterator[Found]:
        """Every report in it, one at a time; what cannot be read comes out in its place. `columns`: see `Asked`."""
        asked = Asked(Limits(entry_bytes=max_bytes), columns or {}, self.named)
        try:
            file = self.path.open("rb")
        except OSError as error:
            yield InputError(self.source, f"cannot be read: {error.strerror or error}")
            return
        with file:
            try:
                yield from unfold(file, self.source, asked)
            except OSError as error:
                yield InputError(self.source, f"cannot be read: {error.strerror or error}")

    def read(self, max_bytes: int = MAX_BYTES) -> bytes:
        """Its bytes; raises InputError where it is larger than `max_bytes` or cannot be read."""
        try:
            check_size(self.path.stat().st_size, self.source, max_bytes)
            with self.path.open("rb") as file:
                data = file.read(max_bytes + 1)
        except OSError as error:
            raise InputError(self.source, f"cannot be read: {error.strerror or error}") from error
        check_size(len(data), self.source, max_bytes)
        return data


@dataclass(frozen=True)
class Address:
    """One address to fetch and read, because the user gave it."""

    source: str
    fetcher: Fetcher | None = None
    sidecar: Sidecar | None = None

    @property
    def path(self) -> Path:
        """Its last part, as the name of a file."""
        return Path(self.source.partition("?")[0].rstrip("/").rpartition("/")[2] or "page")

    def entries(self, columns: Mapping[str, str] | None = None, max_bytes: int = MAX_BYTES) -> Iterator[Found]:
        """What is there: a page, or every report of the feed, table or archive that it turns out to be."""
        from dateline.reports.fetch import Fetcher, fetched_entries

        asked = Asked(Limits(entry_bytes=max_bytes), columns or {})
        try:
            yield from fetched_entries(self.fetcher or Fetcher(), self.source, asked)
        except InputError as error:
            yield error


@dataclass(frozen=True)
class Held:
    """Entries that are here already, under one name (what a feed brought)."""

    source: str
    held: tuple[Found, ...]
    sidecar: Sidecar | None = None

    @property
    def path(self) -> Path:
        """Its name."""
        return Path(self.source)

    def entries(self, columns: Mapping[str, str] | None = None, max_bytes: int = MAX_BYTES) -> Iterator[Found]:  # noqa: ARG002 - as the other inputs
        """The entries."""
        yield from self.held


AnyInput = Input | Address | Held


def is_address(words: str) -> bool:
    """Whether what the user gave is an address rather than a path."""
    return words.lower().startswith(("http://", "https://"))


def find_inputs(paths: Iterable[Path | str | Held]) -> Iterator[AnyInput | Passed | InputError]:
    """Every file and address to read, in order, each once; in their places, what was passed over or cannot be read.

    A file that the user names is yielded whatever its name; in folders, files with the endings of known formats (of
    those whose endings others have, too, only the ones that hold reports). Nothing is fetched yet.
    """
    sidecars: dict[Path, SidecarTable | None] = {}
    seen: set[tuple[int, int] | str] = set()
    for given in paths:
        if isinstance(given, Held):
            yield given
            continue
        if isinstance(given, str) and is_address(given):
            if given not in seen:
                seen.add(given)
                yield Address(given)
            continue
        path = Path(given)
        source = str(given)
        try:
            there = path.stat()
        except (OSError, ValueError) as error:
            yield InputError(source, _why_not(error))
            continue
        if stat.S_ISDIR(there.st_mode):
            yield from _in_folder(path, sidecars, seen)
        elif not stat.S_ISREG(there.st_mode):
            yield InputError(source, "this is neither a file nor a folder")
        elif _is_new(path, there, seen):
            yield from _sidecar(path.parent, sidecars)
            yield Input(path, source, _row(path, sidecars, path.parent))


def _in_folder(
    folder: Path, sidecars: dict[Path, SidecarTable | None], seen: set[tuple[int, int] | str]
) -> Iterator[Input | Passed | InputError]:
    known, unsure, found = suffixes(), unsure_suffixes(), False
    faults: list[InputError] = []
    walk = os.walk(folder, onerror=lambda error: faults.append(InputError(str(error.filename), _why_not(error))))
    for root, folders, names in walk:
        here = Path(root)
        pages = {name.rpartition(".")[0] for name in names if name.lower().endswith((".html", ".htm"))}
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name.removesuffix("_files") not in pages
        )
        yield from _sidecar(here, sidecars)
        for name in sorted(names):
            path = here / name
            if name.startswith(".") or name == SIDECAR_NAME:
                continue
            if path.stem.lower() in _ABOUT:
                yield Passed(str(path), "passed over: it is about the folder; name the file itself to read it")
                continue
            if path.suffix.lower() not in known:
                kind = f"the ending {path.suffix} is" if path.suffix else "its name is"
                yield Passed(
                    str(path), f"passed over: {kind} not that of a report; name the file itself to read it all the same"
                )
                continue
            try:
                there = path.stat()
            except OSError as error:
                yield InputError(str(path), _why_not(error))
                continue
            if not stat.S_ISREG(there.st_mode):
                yield InputError(str(path), "this is neither a file nor a folder")
                continue
            if path.suffix.lower() in unsure and not _holds_reports(path):
                yield Passed(
                    str(path), "passed over: nothing in it looks like a report; name the file itself to read it"
                )
                continue
            found = True
            if _is_new(path, there, seen):
                yield Input(path, str(path), _row(path, sidecars, folder), named=False)
    yield from faults
    if not found and not faults:
        yield InputError(
            str(folder),
            f"there is no report in this folder (files that end in {', '.join(sorted(filter(None, known)))})",
        )


def _holds_reports(path: Path) -> bool:
    """Whether a file whose ending others have, too, is recognised by what it holds."""
    try:
        with path.open("rb") as file:
            return way_of(sample_of(file, path.name)) is not None
    except OSError:
        return True  # reading it says why not


def _sidecar(folder: Path, sidecars: dict[Path, SidecarTable | None]) -> Iterator[InputError]:
    """Reads the sidecar of `folder`, once; yields what is wrong with it."""
    if folder in sidecars:
        return
    sidecars[folder] = None
    path = folder / SIDECAR_NAME
    if not path.is_file():
        return
    try:
        table = read_sidecar(path)
    except InputError as error:
        yield error
        return
    sidecars[folder] = table
    yield from table.issues
    for row in table.rows.values():
        if not (folder / row.file).exists():
            yield InputError(str(path), f"line {row.line}: there is no file {row.file} in this folder")


def _row(path: Path, sidecars: dict[Path, SidecarTable | None], top: Path) -> Sidecar | None:
    """The row for a file from the nearest sidecar, from its own folder up to the one that the user named."""
    if not any(sidecars.values()):
        return None
    for folder in path.parents:
        table = sidecars.get(folder)
        row = table.row_for(path) if table else None
        if row is not None:
            return row
        if folder == top:
            break
    return None


def _is_new(path: Path, found: os.stat_result, seen: set[tuple[int, int] | str]) -> bool:
    """Whether this file was not yielded before under another name; `found` is what the system says of it."""
    name = (found.st_dev, found.st_ino) if found.st_ino else os.path.realpath(path)  # some file systems number none
    if name in seen:
        return False
    seen.add(name)
    return True


def _why_not(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(error, PermissionError):
        return "you may not read this (no permission)"
    return f"cannot be read: {getattr(error, 'strerror', None) or error}"
