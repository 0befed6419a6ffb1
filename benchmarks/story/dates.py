"""Whether a record's interval is the gold's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

Verdict = Literal["right", "wrong", "contradiction"]
Ends = Sequence[str | None]
"""Earliest and latest day (ISO dates); None is an open end."""


def verdict(gold: Ends, true: Ends | None, found: Ends) -> Verdict:
    """How an interval compares with the gold's.

    Right: the same ends; or inside the gold's, and the true date (outside knowledge) is given and lies inside. So an
    end that the gold leaves open must be open, unless the true date confirms the bound. A contradiction shares no day
    with the gold's. Anything else (wider, or narrower without a true date) is wrong.
    """
    if tuple(gold) == tuple(found):
        return "right"
    if _before(found[1], gold[0]) or _before(gold[1], found[0]):
        return "contradiction"
    inside = _inside(found, gold)
    if inside and true is not None and None not in true and _inside(true, found):
        return "right"
    return "wrong"


def _before(end: str | None, start: str | None) -> bool:
    """Whether an interval that ends here lies before one that starts there."""
    return end is not None and start is not None and end < start


def _inside(inner: Ends, outer: Ends) -> bool:
    starts = outer[0] is None or (inner[0] is not None and inner[0] >= outer[0])
    ends = outer[1] is None or (inner[1] is not None and inner[1] <= outer[1])
    return starts and ends
