"""Events as lines of a list: who did what to whom, where, when, in how many reports and origins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from dateline.record.browse.names import actor_names, place_names
from dateline.record.browse.window import Look

COLUMNS = "id, ordinal, story, type, mode, status, background, earliest, latest, place, reports, origins"
"""Columns of `events` that a line needs, in the order that `lines` takes."""


class EventLine(Struct, frozen=True, kw_only=True):
    """One event as a list shows it."""

    id: str
    ordinal: int
    story: str
    type: str
    mode: str | None
    status: str
    background: bool
    earliest: str | None
    latest: str | None
    place: str | None
    place_name: str | None
    actors: tuple[tuple[str, str], ...]
    """Id and name."""
    recipients: tuple[tuple[str, str], ...]
    words: str
    """The first telling's trigger."""
    reports: int
    origins: int
    judged: str | None
    """The last verdict of a person: "accept" or "correct"; None where nobody has looked."""


def lines(look: Look, rows: Sequence[tuple[Any, ...]]) -> tuple[EventLine, ...]:
    """Lines for rows of `events` that hold `COLUMNS`, in their order."""
    ids = [str(row[0]) for row in rows]
    parties: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"actor": [], "recipient": []})
    for event, role, actor in look.among("SELECT event, role, actor FROM participants WHERE event IN ({})", ids):
        parties[event][role].append(actor)
    named = actor_names(look, (actor for both in parties.values() for each in both.values() for actor in each))
    places = place_names(look, (str(row[9]) for row in rows if row[9]))
    words = dict(look.among(
        "SELECT item, substr(text, span_start + 1, span_end - span_start) FROM mentions "
        "JOIN reports ON reports.number = mentions.report WHERE turn = 0 AND item IN ({})", ids))  # fmt: skip
    judged = dict(
        look.among("SELECT item, action FROM judgements WHERE item IN ({}) AND action <> 'reject' ORDER BY number", ids)
    )
    return tuple(
        EventLine(
            id=own, ordinal=ordinal, story=story, type=kind, mode=mode, status=status, background=bool(background),
            earliest=earliest, latest=latest, place=place, place_name=places.get(place),
            actors=tuple((actor, named.get(actor, actor)) for actor in parties[own]["actor"]),
            recipients=tuple((actor, named.get(actor, actor)) for actor in parties[own]["recipient"]),
            words=" ".join(str(words.get(own, "")).split()), reports=reports, origins=origins, judged=judged.get(own),
        )
        for own, ordinal, story, kind, mode, status, background, earliest, latest, place, reports, origins in rows
    )  # fmt: skip
