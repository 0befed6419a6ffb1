"""Reads many news reports of one story and writes the record behind them, every line tied to the words it came from.

    >>> import dateline
    >>> record = dateline.read("examples")  # doctest: +SKIP

The names in `__all__` are stable: what they do changes only with a new major version. docs/api.md shows them at work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.api import OpenRecord, Rows, open_record, read

__all__ = ["OpenRecord", "Rows", "open_record", "read"]


def __getattr__(name: str) -> object:
    """Names of the API are imported when they are first asked for: the command line doesn't wait for them."""
    if name in __all__:
        from importlib import import_module

        return getattr(import_module("dateline.api"), name)
    raise AttributeError(f"module “dateline” has no attribute “{name}”")


def __dir__() -> list[str]:
    """The stable names, for those who look around in a notebook."""
    return sorted({*globals(), *__all__})
