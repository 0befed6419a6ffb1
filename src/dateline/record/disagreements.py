"""A disagreement before it has an id: what it is about, and its sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.model.record import Source

Kind = Literal["figure", "date", "place", "actor", "status", "name"]


@dataclass(slots=True)
class SideFound:
    """One side: what it says, the items that say so (ids), and where."""

    says: str
    items: list[str]
    sources: list[Source]


@dataclass(slots=True)
class DisagreementFound:
    """Two or more readings that can't both hold or, for an update, one that replaced another."""

    kind: Kind
    about: str
    update: bool
    sides: list[SideFound]
    why: str
