"""The way in for gzip, bzip2 and xz: what is packed is opened as if it lay there unpacked, up to the limits."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zlib
from collections.abc import Iterator
from io import BufferedReader, RawIOBase
from typing import Any, BinaryIO, cast

from dateline.errors import InputError
from dateline.reports.entry import Entry, Found, size_words
from dateline.reports.ways import SAMPLE, Asked, Sample, way_of

_MAGIC = ((b"\x1f\x8b", gzip.open), (b"BZh", bz2.open), (b"\xfd7zXZ\x00", lzma.open))
_DAMAGE = (zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)


def recognises(sample: Sample) -> bool:
    """Whether the first bytes are those of a packed file."""
    return any(sample.head.startswith(magic) for magic, _ in _MAGIC)


def unfold(file: BinaryIO, source: str, asked: Asked) -> Iterator[Found]:
    """What is in a packed file; raises InputError where it is damaged, or unpacks to more than it may."""
    from dateline.reports import tarred, warc

    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(6)
    file.seek(0)
    opened = next(way for magic, way in _MAGIC if head.startswith(magic))
    limits = asked.limits
    most = min(limits.total_bytes, max(limits.free_bytes, limits.ratio * size))
    name = _inner_name(source)
    raw = _Unpacking(cast("Any", opened(file, "rb")), source, most, size)
    with BufferedReader(raw, SAMPLE) as unpacked:
        sample = Sample(name.rpartition("/")[2].lower(), unpacked.read(SAMPLE))
        if tarred.recognises(sample) or warc.recognises(sample):
            file.seek(0)
            way = tarred if tarred.recognises(sample) else warc
            yield from way.unfold(file, source, asked)
            return
        unpacked.seek(0)
        way_in = way_of(sample)
        if way_in is None or way_in.archive:
            data = unpacked.read(limits.entry_bytes + 1)
            if len(data) > limits.entry_bytes:
                raise InputError(source, f"unpacks to more than the limit of {size_words(limits.entry_bytes)}")
            yield Entry(name, data)
        else:
            yield from way_in.unfold(cast("BinaryIO", unpacked), name, asked)


def _inner_name(source: str) -> str:
    """What the file is called without its packing: "a.txt.gz" holds "a.txt"."""
    lower = source.lower()
    for suffix in (".gz", ".bz2", ".xz"):
        if lower.endswith(suffix):
            return source[: -len(suffix)]
    return source


class _Unpacking(RawIOBase):
    """The unpacked bytes, read through; raises InputError for damage and past `most` bytes."""

    def __init__(self, file: BinaryIO, source: str, most: int, packed: int) -> None:
        super().__init__()
        self._file = file
        self._source = source
        self._most = most
        self._packed = packed

    def readable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """True: going back unpacks from the start again."""
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """To a place counted from the start."""
        if whence != 0:
            raise OSError("the end of a packed file is not known before it is unpacked")
        return self._file.seek(offset)

    def tell(self) -> int:
        """The place."""
        return self._file.tell()

    def readinto(self, buffer: Any) -> int:
        """Fills `buffer`."""
        try:
            data = self._file.read(len(buffer))
        except _DAMAGE as error:
            raise InputError(self._source, f"this packed file is damaged: {' '.join(str(error).split())}") from None
        if self._file.tell() > self._most:
            raise InputError(
                self._source,
                f"unpacks to more than the limit of {size_words(self._most)} (packed: {size_words(self._packed)})",
            )
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Lets go of what unpacks; the file itself stays open."""
        self._file.close()
        super().close()
