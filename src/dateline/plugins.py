"""Plug-ins: what other packages bring, found through entry points and imported only when it is needed.

A group for each kind: `dateline.exports` (a `dateline.exports.Format`), `dateline.ways` (a `reports.ways.Way`),
`dateline.readers` (what `Reading`s are made with; docs/plugins.md), `dateline.codebooks` (the path of a TOML file).
A plug-in that can't be loaded is named, and stops what asked for it: nothing is left out in silence.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points

from dateline.errors import DatelineError

GROUPS = ("dateline.exports", "dateline.ways", "dateline.readers", "dateline.codebooks")


@cache
def names(group: str) -> tuple[str, ...]:
    """Names of the plug-ins of a group, in order; raises ValueError for a group that there is not."""
    if group not in GROUPS:
        raise ValueError(f"there is no group “{group}”; there are: {', '.join(GROUPS)}")
    return tuple(sorted({found.name for found in entry_points(group=group)}))


@cache
def load(group: str, name: str) -> object:
    """What the plug-in of that name brings; raises DatelineError that names it where it can't be loaded."""
    found = sorted(entry_points(group=group, name=name), key=lambda entry: entry.value)
    if not found:
        raise DatelineError(f"there is no plug-in “{name}” for {group}")
    if len({entry.value for entry in found}) > 1:
        raise DatelineError(f"two plug-ins are called “{name}” for {group}: {', '.join(map(told, found))}")
    try:
        return found[0].load()
    except Exception as error:
        raise DatelineError(f"the plug-in {told(found[0])} can't be loaded: {error!r}") from error


def told(entry: EntryPoint) -> str:
    """A plug-in as messages name it: its entry, and the package that brings it."""
    brought = f" of {entry.dist.name} {entry.dist.version}" if entry.dist else ""
    return f"“{entry.value}”{brought}"
