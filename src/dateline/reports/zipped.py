"""The way in for ZIP archives: read in a child process (`archives.zip_job`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, cast

from dateline.reports import child
from dateline.reports.entry import Found
from dateline.reports.ways import Asked, Sample


def recognises(sample: Sample) -> bool:
    """Whether the first bytes are those of a ZIP archive (office documents are told before)."""
    return sample.head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK00PK\x03\x04"))


def unfold(file: BinaryIO, source: str, asked: Asked) -> Iterator[Found]:
    """Its entries, in its order."""
    return cast("Iterator[Found]", child.run("zip", file, source, asked.limits))
