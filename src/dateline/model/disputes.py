"""Disagreements as people read them: those about one thing under one heading, each side once.

A record has one disagreement for each two sides that can't both hold, so that each can be judged and told apart from
what was only updated; six numbers for one toll are fifteen of them, and one paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from dateline.model.record import Disagreement, Side


class Dispute(Struct, frozen=True, kw_only=True):
    """The disagreements (or updates) of one kind about one thing."""

    kind: str
    about: str
    update: bool
    ids: tuple[str, ...]
    sides: tuple[Side, ...]
    """Each side once, in the order in which they come; where two say the same in other items, the items of both."""
    why: tuple[str, ...]


def disputes_of(disagreements: Iterable[Disagreement]) -> list[Dispute]:
    """Disagreements about one thing together, in the order of the first of each; updates stay one by one."""
    groups: dict[tuple[str, ...], list[Disagreement]] = {}
    for one in disagreements:
        key = (one.kind, one.about, one.id if one.update else "")
        groups.setdefault(key, []).append(one)
    return [
        Dispute(
            kind=group[0].kind,
            about=group[0].about,
            update=group[0].update,
            ids=tuple(one.id for one in group),
            sides=_once(side for one in group for side in one.sides),
            why=tuple(dict.fromkeys(one.why for one in group)),
        )
        for group in groups.values()
    ]


def _once(sides: Iterable[Side]) -> tuple[Side, ...]:
    said: dict[str, list[Side]] = {}
    for side in sides:
        said.setdefault(side.says, []).append(side)
    return tuple(
        Side(
            says=says,
            items=tuple(dict.fromkeys(item for side in same for item in side.items)),
            sources=tuple(dict.fromkeys(source for side in same for source in side.sources)),
        )
        for says, same in said.items()
    )
