"""Exports: one module for each format, all named here; plug-ins add theirs through the entry points `dateline.exports`.

To add one: a module with a `FORMAT` in this folder, its name below, its lines in docs/exports.md, a test against a
reader of the format that is not ours. A format never turns what is unresolved into a value: what it cannot hold, it
lists in `loses`; events that it has to leave out, it names.
"""

from __future__ import annotations

from importlib import import_module

import dateline.plugins
from dateline.errors import DatelineError, UsageError
from dateline.exports.formats import Format, Made, Option

NAMES = (
    "json", "csv", "parquet", "acled-csv", "ucdp-csv", "plover-json", "geojson", "timelinejs", "ics", "graphml", "ftm",
    "jsonld", "html", "brief",
)  # fmt: skip
"""Formats by name; the module of each has the same name, with `_` for `-` and `_format` behind it."""
GROUP = "dateline.exports"
"""Entry points of this group lead to a `Format` of somebody else's package."""

__all__ = ["GROUP", "NAMES", "Format", "Made", "Option", "format_named", "formats", "plugin_names"]


def plugin_names() -> tuple[str, ...]:
    """Names of the formats that other packages bring, in order; ours come first where names are the same."""
    return tuple(name for name in dateline.plugins.names(GROUP) if name not in NAMES)


def format_named(name: str) -> Format:
    """The format of that name; raises UsageError where there is none, DatelineError where a plug-in's is no format."""
    if name in NAMES:
        found = import_module(f"{__name__}.{name.replace('-', '_')}_format").FORMAT
    elif name in plugin_names():
        found = dateline.plugins.load(GROUP, name)
        if not isinstance(found, Format) or found.name != name:
            raise DatelineError(f"the plug-in “{name}” for {GROUP} is no dateline.exports.Format of that name")
    else:
        raise UsageError(f"there is no format “{name}”; there are: {', '.join((*NAMES, *plugin_names()))}")
    assert isinstance(found, Format)  # noqa: S101 - for mypy: modules are looked up by name
    return found


def formats() -> tuple[Format, ...]:
    """All formats, in the order of the registry, then those of plug-ins."""
    return tuple(format_named(name) for name in (*NAMES, *plugin_names()))
