"""Files made to do harm: none crashes, none hangs, each that is refused is named, and what is read is whole.

All of them: `python -m pytest tests/reports/test_hostile_files.py -m "slow or not slow"` (a few minutes of one core).
"""

from __future__ import annotations

import time
from collections import Counter
from io import BytesIO
from itertools import islice

import pytest
from _pytest.mark.structures import ParameterSet

from dateline.errors import InputError
from dateline.model.report import Report
from dateline.reports import Entry, read_entry
from dateline.reports.entry import Limits
from dateline.reports.ways import Asked, unfold
from tests.reports import hostile

FILES = hostile.all_files()
LIMITS = Limits(entry_bytes=2_000_000, free_bytes=10_000_000, total_bytes=200_000_000, entries=10_000, archives=40)
IN_A_CHILD = ("zip", "tar", "pdf", "office", "warc", "packed")
_SECONDS = 20.0
"""Processor time that one file may take in this process; children have a limit of their own."""
_MOST_READ = 5
"""Entries of one file that are read; the others are only counted."""


def _cases() -> list[ParameterSet]:
    counts: Counter[str] = Counter()
    cases = []
    for name in FILES:
        kind = name.partition(" ")[0]
        counts[kind] += 1
        often = kind not in IN_A_CHILD or counts[kind] % 5 == 1
        cases.append(pytest.param(name, marks=() if often else pytest.mark.slow))
    return cases


def test_there_are_enough_of_them() -> None:
    assert len(FILES) >= 200


@pytest.mark.parametrize("name", _cases())
def test_a_hostile_file_is_read_or_refused_by_name(name: str) -> None:
    data = FILES[name]()
    start = time.process_time()
    read = 0
    for found in islice(unfold(BytesIO(data), name, Asked(LIMITS)), 2 * LIMITS.entries):
        if isinstance(found, InputError):
            assert str(found).startswith(found.source)
            assert "\n" not in str(found)
        elif isinstance(found, Entry):
            assert len(found.data) <= LIMITS.entry_bytes
            read += 1
            if read <= _MOST_READ:
                _read(found)
    assert time.process_time() - start < _SECONDS


def _read(entry: Entry) -> None:
    report, refused = _tried(entry)
    if report is None:
        assert refused
        assert "\n" not in refused
        return
    report.text.encode("utf-8")
    assert "\0" not in report.text
    assert "root:" not in report.text
    assert all(report.text[mark.span.start : mark.span.end] == mark.span.text for mark in report.marks)


def _tried(entry: Entry) -> tuple[Report | None, str]:
    """The report, or why there is none; any other error fails the test."""
    try:
        return read_entry(entry), ""
    except InputError as error:
        return None, str(error)
