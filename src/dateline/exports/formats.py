"""What a format is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dateline.model.record import Record


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a record: `write` gives the bytes of the file, the same bytes for the same record."""

    name: str
    title: str
    suffix: str
    media_type: str
    loses: tuple[str, ...]
    """What of the record the format cannot hold, in sentences."""
    write: Callable[[Record], bytes]
