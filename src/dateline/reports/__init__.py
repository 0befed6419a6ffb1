"""The ways in: from files and folders to Reports, the text whole, what is not the report marked."""

from __future__ import annotations

from dateline.reports.days import parse_published
from dateline.reports.inputs import Input, Passed, find_inputs
from dateline.reports.read import MAX_BYTES, read_report
from dateline.reports.sidecar import SIDECAR_NAME, Sidecar, SidecarTable, read_sidecar

VERSION = "1"

__all__ = [
    "MAX_BYTES", "SIDECAR_NAME", "VERSION", "Input", "Passed", "Sidecar", "SidecarTable", "find_inputs",
    "parse_published", "read_report", "read_sidecar",
]  # fmt: skip
