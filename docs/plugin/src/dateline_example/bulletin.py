"""A way in: bulletins, files of several reports with a line of "====" between them.

A way in is a `Way` whose module has `recognises` (does a sample show such a file?) and `unfold` (its reports, in
order).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dateline.reports.entry import Entry
from dateline.reports.ways import Asked, Sample, Way

WAY = Way("bulletin", (".bulletin",), "dateline_example.bulletin")


def recognises(sample: Sample) -> bool:
    """Whether the file is called so."""
    return sample.suffix == ".bulletin"


def unfold(file: BinaryIO, source: str, asked: Asked) -> Iterator[Entry]:
    """Every report of the bulletin; none is larger than what the limits allow for a file."""
    data = file.read(asked.limits.entry_bytes)
    for number, part in enumerate(data.split(b"\n====\n"), start=1):
        if part.strip():
            yield Entry(f"{source}#{number}", part)
