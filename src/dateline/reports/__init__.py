"""The ways in: from files, folders, archives and addresses to Reports, their texts whole, what is not theirs marked."""

from __future__ import annotations

from dateline.reports.days import parse_published
from dateline.reports.entry import Entry, Found, Limits, Listed, Passed, Said
from dateline.reports.inputs import Address, AnyInput, Held, Input, find_inputs, is_address
from dateline.reports.read import MAX_BYTES, read_entry, read_report
from dateline.reports.sidecar import SIDECAR_NAME, Sidecar, SidecarTable, read_sidecar

VERSION = "3"

__all__ = [
    "MAX_BYTES", "SIDECAR_NAME", "VERSION", "Address", "AnyInput", "Entry", "Found", "Held", "Input", "Limits",
    "Listed", "Passed", "Said", "Sidecar", "SidecarTable", "find_inputs", "is_address", "parse_published", "read_entry",
    "read_report", "read_sidecar",
]  # fmt: skip
