"""The pages: every module in `pages/` is one, found by itself; nobody edits a list to add a page.

A page's module has

- `ROUTES`: a tuple of Starlette routes (sync functions: they run beside one another in threads);
- `ENTRY` (may be left out): its title in the navigation, one of `SECTIONS`, and where it leads;
- `ADDRESSES` (may be left out): kinds of things that have a page here, with their address ("event": "/event/{}");
- `BODY_LIMITS` (may be left out): the most bytes that a POST may have, by path, where that is more than usual.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import ModuleType
from typing import Literal, NamedTuple, get_args

from starlette.routing import BaseRoute

from dateline.desk import pages

Section = Literal["Story", "Timeline", "Map", "Network", "Reports", "Review", "Exports"]
SECTIONS: tuple[Section, ...] = get_args(Section)
"""The navigation, in its order; a section without a page is not shown."""


class Entry(NamedTuple):
    """A page's line in the navigation."""

    section: Section
    address: str


class Pages(NamedTuple):
    """All pages together."""

    routes: tuple[BaseRoute, ...]
    navigation: tuple[Entry, ...]
    addresses: Mapping[str, str]
    body_limits: Mapping[str, int]


def find_pages() -> Pages:
    """Every page of the desk."""
    routes: list[BaseRoute] = []
    entries: list[Entry] = []
    addresses: dict[str, str] = {}
    limits: dict[str, int] = {}
    for module in _modules():
        routes.extend(module.ROUTES)
        entries.extend([module.ENTRY] if hasattr(module, "ENTRY") else [])
        addresses |= getattr(module, "ADDRESSES", {})
        limits |= getattr(module, "BODY_LIMITS", {})
    entries.sort(key=lambda entry: SECTIONS.index(entry.section))
    return Pages(tuple(routes), tuple(entries), addresses, limits)


def _modules() -> Iterator[ModuleType]:
    for found in sorted(pkgutil.iter_modules(pages.__path__), key=lambda found: found.name):
        yield import_module(f"{pages.__name__}.{found.name}")
