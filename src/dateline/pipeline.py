"""The main job: inputs to reports to accounts, in parallel, into the store; then the record.

Each report is stored whole, with its reading and account, in one transaction as soon as it is read: an interrupted run
loses nothing that it finished, and the repeated command reads only what is missing or was made by older versions.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from dateline.coding import Coder
from dateline.errors import InputError
from dateline.model.account import Account
from dateline.model.reading import Reading
from dateline.model.record import Record
from dateline.model.report import Report
from dateline.reader import Reader
from dateline.record import Store
from dateline.reports import Input, Sidecar, find_inputs, read_report, read_sidecar

_FEW = 24  # so few inputs are read faster in this process than by starting others
_WAITING = 4  # inputs handed out ahead, per worker


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: inputs finished of those known so far, and the one just finished."""

    done: int
    total: int
    source: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did."""

    read: tuple[str, ...]
    """Ids of the reports read anew."""
    unchanged: tuple[str, ...]
    """Ids of the reports that were there already, made by the same versions."""
    failed: tuple[InputError, ...]
    record: Record


@dataclass(frozen=True, slots=True)
class _Job:
    data: bytes
    source: str
    entry: Mapping[str, Any]
    reading: bytes | None


def read_paths(
    paths: Sequence[Path],
    record: Path,
    *,
    published: Mapping[str, str] | None = None,
    sidecar: Path | None = None,
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Summary:
    """Read files and folders into the record at `record` (made if missing) and bring the record up to date."""
    raise NotImplementedError
