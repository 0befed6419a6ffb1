"""Events as lines of a list: who did what to whom, where, when, in how many reports and origins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from dateline.record.browse.names import actor_names, place_names
from dateline.record.browse.window import Look
from dateline.record.judgements import read_value

COLUMNS = "id, ordinal, story, type, mode, status, background, earliest, latest, place, reports, origins"
"""Columns of `events` that a line needs, in the order that `lines` takes."""


class EventLine(Struct, frozen=True, kw_only=True):
    """One event as a list shows it."""

    id: str
    ordinal: str
    """Its place in the order of all events."""
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
    """What a person did last and did not take back ("accept", "correct" …); None where nobody has looked."""


def _judged(look: Look, ids: Sequence[str]) -> tuple[dict[str, str], dict[str, dict[str, Any]]]:
    """What people did last, by event; and the fields that they corrected since the record was made."""
    rows = look.among(
        "SELECT item, number, action, field, after FROM judgements WHERE item IN ({}) AND action <> 'note' "
        "ORDER BY number", ids,
    )  # fmt: skip
    gone = {int(after) for _, _, action, _, after in rows if action == "withdraw"}
    judged: dict[str, str] = {}
    corrected: dict[str, dict[str, Any]] = defaultdict(dict)
    for item, number, action, field, after in rows:
        if action != "withdraw" and number not in gone:
            judged[item] = action
            if action == "correct" and number > look.judged:
                corrected[item][field] = read_value("event", field, after)
    return judged, dict(corrected)


def _as_corrected(row: tuple[Any, ...], fields: dict[str, Any]) -> tuple[Any, ...]:
    """A row of `COLUMNS` with corrections put in that the record does not have yet."""
    values = dict(zip(COLUMNS.split(", "), row, strict=True))
    values |= {field: fields[field] for field in ("type", "mode", "status", "background", "place") if field in fields}
    if "when" in fields:
        values |= {"earliest": fields["when"].earliest, "latest": fields["when"].latest}
    return tuple(values.values())


def lines(look: Look, rows: Sequence[tuple[Any, ...]]) -> tuple[EventLine, ...]:
    """Lines for rows of `events` that hold `COLUMNS`, in their order."""
    ids = [str(row[0]) for row in rows]
    judged, corrected = _judged(look, ids)
    rows = [_as_corrected(row, corrected[row[0]]) if row[0] in corrected else row for row in rows]
    parties: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"actor": [], "recipient": []})
    for event, role, actor in look.among("SELECT event, role, actor FROM participants WHERE event IN ({})", ids):
        parties[event][role].append(actor)
    for event, fields in corrected.items():
        parties[event] |= {role: fields[f"{role}s"] for role in ("actor", "recipient") if f"{role}s" in fields}
    named = actor_names(look, (actor for both in parties.values() for each in both.values() for actor in each))
    places = place_names(look, (str(row[9]) for row in rows if row[9]))
    words = dict(look.among(
        "SELECT item, substr(text, span_start + 1, span_end - span_start) FROM mentions "
        "JOIN reports ON reports.number = mentions.report WHERE turn = 0 AND item IN ({})", ids))  # fmt: skip
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


def lines_of(look: Look, ids: Sequence[str]) -> tuple[EventLine, ...]:
    """Lines of the events with these ids, in their order; those that the record does not list are left out."""
    rows = look.among(f"SELECT {COLUMNS} FROM events WHERE id IN ({{}})", ids)  # noqa: S608 - our own columns
    place = {own: number for number, own in enumerate(ids)}
    return lines(look, sorted(rows, key=lambda row: place[row[0]]))
