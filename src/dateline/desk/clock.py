"""The time as judgements made at the desk have it."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """Now with zone and microseconds: what one form decides has one moment, and no two forms have the same."""
    return datetime.now(UTC).astimezone().isoformat(timespec="microseconds")
