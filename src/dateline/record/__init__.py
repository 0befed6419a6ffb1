"""The record: what all accounts say together, and the file that keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.record.judgements import CORRECTABLE, LOOK_AGAIN, Judgement, judge, standing, withdrawal
from dateline.record.kept import Basis
from dateline.record.ledger import LedgerEntry
from dateline.record.store import Store
from dateline.record.version import VERSION

if TYPE_CHECKING:
    from dateline.record.build import build_record
    from dateline.record.comparison import content
    from dateline.record.invariants import check
    from dateline.record.renewal import bring_up_to_date, rebuild, renew

__all__ = [
    "CORRECTABLE",
    "LOOK_AGAIN",
    "VERSION",
    "Basis",
    "Judgement",
    "LedgerEntry",
    "Store",
    "bring_up_to_date",
    "build_record",
    "check",
    "content",
    "judge",
    "rebuild",
    "renew",
    "standing",
    "withdrawal",
]

_LATER = {
    "build_record": "build",
    "check": "invariants",
    "content": "comparison",
    "bring_up_to_date": "renewal",
    "rebuild": "renewal",
    "renew": "renewal",
}


def __getattr__(name: str) -> object:
    """Building is imported when it is first asked for: who only shows a record doesn't wait for it."""
    if name in _LATER:
        from importlib import import_module

        return getattr(import_module(f"dateline.record.{_LATER[name]}"), name)
    raise AttributeError(name)
