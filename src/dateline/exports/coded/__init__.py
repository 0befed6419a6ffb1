"""What people coded: ACLED's and UCDP's exports as a second set of accounts, and a record laid beside them."""

from __future__ import annotations

from dateline.exports.coded.compare import Comparison, Difference, Frame, Pair, compare, frame_of
from dateline.exports.coded.load import FORMS, Coded, load, load_bytes, load_stream

__all__ = [
    "FORMS", "Coded", "Comparison", "Difference", "Frame", "Pair", "compare", "frame_of", "load", "load_bytes",
    "load_stream",
]  # fmt: skip
