"""The ways in for ZIP and tar archives. Nothing is unpacked to disk: an entry's name leads nowhere, it only names.

Entries are read one at a time, each up to its limit; the archive as a whole up to its own (`Limits`). Links, devices
and files whose names are not those of reports are passed over and counted. Both jobs run in a child process.
"""

from __future__ import annotations

import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from dateline.errors import InputError
from dateline.reports.entry import Entry, Limits, Passed, size_words

_NAMED = 3
"""So many of the entries that are passed over are named; the others are counted."""
_UNSHOWABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_ENCRYPTED = 0x1


class _Unpacked:
    """How much an archive has given so far, against what it may."""

    def __init__(self, source: str, size: int, limits: Limits) -> None:
        self._source = source
        self._most = min(limits.total_bytes, max(limits.free_bytes, limits.ratio * size))
        self._packed = size
        self._left = self._most

    def take(self, size: int) -> None:
        """Counts `size` bytes; raises InputError past the limit."""
        self._left -= size
        if self._left < 0:
            raise InputError(
                self._source,
                f"unpacks to more than the limit of {size_words(self._most)} (it has {size_words(self._packed)} itself)"
                "; what came before is kept, the rest is not read",
            )


def zip_job(file: BinaryIO, source: str, limits: Limits) -> Iterator[Entry | Passed | InputError]:
    """Entries of a ZIP archive, in its order; raises InputError where it is none, or past a limit."""
    unpacked = _Unpacked(source, _size(file), limits)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError) as error:
        raise InputError(source, f"this ZIP archive is damaged: {error}") from None
    members = [member for member in archive.infolist() if not member.is_dir()]
    _check_count(len(members), source, limits)
    passed: list[str] = []
    for member in members:
        name = shown_name(member.filename)
        if not is_readable(member.filename):
            passed.append(name)
            continue
        place = f"{source}/{name}"
        if member.flag_bits & _ENCRYPTED:
            yield InputError(place, "this entry is encrypted; unpack it yourself to have it read")
            continue
        try:
            with archive.open(member) as part:
                data = part.read(limits.entry_bytes + 1)
        except NotImplementedError as error:
            yield InputError(place, f"this entry is packed in a way that is not known here ({error})")
            continue
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, RuntimeError) as error:
            yield InputError(place, f"this entry is damaged: {_words(error)}")
            continue
        unpacked.take(len(data))
        yield _entry(place, data, limits)
    yield from _said(passed, source)


def tar_job(file: BinaryIO, source: str, limits: Limits) -> Iterator[Entry | Passed | InputError]:
    """Entries of a tar archive, packed or not, in its order; raises InputError where it is none, or past a limit."""
    unpacked = _Unpacked(source, _size(file), limits)
    passed: list[str] = []
    count = 0
    try:
        with tarfile.open(fileobj=file, mode="r|*") as archive:
            for member in archive:
                if member.isdir():
                    continue
                count += 1
                _check_count(count, source, limits)
                name = shown_name(member.name)
                if not member.isreg() or not is_readable(member.name):
                    passed.append(name)
                    unpacked.take(member.size if member.isreg() else 0)
                    continue
                place = f"{source}/{name}"
                if member.size > limits.entry_bytes:
                    unpacked.take(member.size)
                    yield _too_large(place, limits)
                    continue
                part = archive.extractfile(member)
                data = part.read(limits.entry_bytes + 1) if part is not None else b""
                unpacked.take(len(data))
                yield _entry(place, data, limits)
    except (tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, OverflowError) as error:
        yield InputError(source, f"this tar archive is damaged: {_words(error)}; what came before is kept")
    yield from _said(passed, source)


def shown_name(name: str) -> str:
    """An entry's name for messages: no control characters, none that turn the direction of writing, not too long."""
    name = _UNSHOWABLE.sub("\ufffd", name.replace("\\", "/"))
    return name if len(name) <= 300 else f"…{name[-299:]}"


def is_readable(name: str) -> bool:
    """Whether the name of an entry is that of a report or of something that may hold reports."""
    from dateline.reports.ways import suffixes

    parts = PurePosixPath(name.replace("\\", "/")).parts
    if not parts or any(part.startswith(".") and part not in ("..", ".") for part in parts) or "__MACOSX" in parts:
        return False
    return PurePosixPath(parts[-1]).suffix.lower() in suffixes()


def _entry(place: str, data: bytes, limits: Limits) -> Entry | InputError:
    return _too_large(place, limits) if len(data) > limits.entry_bytes else Entry(place, data)


def _too_large(place: str, limits: Limits) -> InputError:
    return InputError(place, f"this entry has more than the limit of {size_words(limits.entry_bytes)} (max_bytes)")


def _check_count(count: int, source: str, limits: Limits) -> None:
    if count > limits.entries:
        raise InputError(source, f"this archive has more entries than the limit of {limits.entries:,}")


def _said(passed: list[str], source: str) -> Iterator[Passed]:
    if passed:
        more = len(passed) - _NAMED
        names = passed[:_NAMED] + ([f"{more:,} more"] if more > 0 else [])
        yield Passed(source, f"in it, passed over: {', '.join(names)} (no reports by their names)")


def _size(file: BinaryIO) -> int:
    size = file.seek(0, 2)
    file.seek(0)
    return size


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
