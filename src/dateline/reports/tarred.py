"""The way in for tar archives, packed or not: read in a child process (`archives.tar_job`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, cast

from dateline.reports import child
from dateline.reports.entry import Found
from dateline.reports.ways import Asked, Sample


def recognises(sample: Sample) -> bool:
    """Whether the first header is that of a tar archive (POSIX and GNU; older ones by their checksum)."""
    head = sample.head[:512]
    if len(head) < 512:
        return False
    if head[257:262] == b"ustar":
        return True
    if not sample.name.endswith(".tar"):
        return False
    try:
        told = int(head[148:156].strip(b"\x00 ") or b"-1", 8)
    except ValueError:
        return False
    return told == sum(head[:148]) + 8 * 32 + sum(head[156:])


def unfold(file: BinaryIO, source: str, asked: Asked) -> Iterator[Found]:
    """Its entries, in its order."""
    return cast("Iterator[Found]", child.run("tar", file, source, asked.limits))
