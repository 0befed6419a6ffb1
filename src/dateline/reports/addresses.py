"""The way in for lists of addresses, one a line. None is fetched: only those given themselves are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dateline.errors import InputError
from dateline.reports.entry import Found, Listed
from dateline.reports.ways import Asked, Sample

_LONGEST = 8_000


def recognises(sample: Sample) -> bool:
    """Whether every line of the sample is an address."""
    lines = [line.strip() for line in sample.head.splitlines()[:50]]
    given = [line for line in lines if line]
    return bool(given) and all(line.startswith((b"http://", b"https://")) and b" " not in line for line in given)


def unfold(file: BinaryIO, source: str, asked: Asked) -> Iterator[Found]:
    """Its addresses."""
    count = 0
    while line := file.readline(_LONGEST):
        words = line.strip().decode("utf-8", errors="replace")
        if words.startswith(("http://", "https://")):
            count += 1
            if count > asked.limits.entries:
                raise InputError(source, f"more addresses in one file than the limit of {asked.limits.entries:,}")
            yield Listed(f"{source}, address {count}", words)
