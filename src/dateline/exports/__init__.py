"""Exports: one module for each format, all named here.

To add one: a module with a `FORMAT` in this folder, its name below, its page in docs/, a test against a reader of the
format that is not ours. A format never turns what is unresolved into a value: what it cannot hold, it lists in `loses`.
"""

from __future__ import annotations

from importlib import import_module

from dateline.errors import UsageError
from dateline.exports.formats import Format

NAMES = ("json",)
"""Formats by name; the module of each has the same name with `_format` behind it."""

__all__ = ["NAMES", "Format", "format_named", "formats"]


def format_named(name: str) -> Format:
    """The format of that name; raises UsageError where there is none."""
    if name not in NAMES:
        raise UsageError(f"there is no format “{name}”; there are: {', '.join(NAMES)}")
    found = import_module(f"{__name__}.{name}_format").FORMAT
    assert isinstance(found, Format)  # noqa: S101 - for mypy: modules are looked up by name
    return found


def formats() -> tuple[Format, ...]:
    """All formats, in the order of the registry."""
    return tuple(format_named(name) for name in NAMES)
