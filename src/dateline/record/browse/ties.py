"""Who does what to whom, counted over events, and the relations that reports state between actors."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

import numpy as np
from msgspec import Struct

from dateline.record.browse.columns import Choice, Columns, Mask, Whole, chosen, columns, overlapping
from dateline.record.browse.names import ReportName, reports_by_number
from dateline.record.browse.window import Look

MOST_ACTORS = 60
_MOST_REPORTS = 6


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Every event's pairs of who does and to whom, row by row."""

    event: Whole
    source: Whole
    target: Whole


class ActorLine(Struct, frozen=True, kw_only=True):
    """One actor of the network."""

    id: str
    name: str
    kind: str
    events: int
    """Events of the choice in which it takes part."""


class Tie(Struct, frozen=True, kw_only=True):
    """Events that one does to another."""

    source: str
    target: str
    events: int
    types: tuple[tuple[str, int], ...]
    """Types with their numbers, most first."""


class RelationLine(Struct, frozen=True, kw_only=True):
    """A relation that reports state."""

    id: str
    kind: str
    source: str
    target: str
    office: str | None
    status: str
    why: str
    first: str | None
    """Days of the first and the last report that states it."""
    last: str | None
    reports: tuple[tuple[ReportName, int], ...]
    """The first few that state it, and where."""
    stated: int
    """In how many reports."""


class Network(Struct, frozen=True, kw_only=True):
    """Actors with most events, the ties between them, the relations stated between them."""

    actors: tuple[ActorLine, ...]
    ties: tuple[Tie, ...]
    relations: tuple[RelationLine, ...]
    count: int
    """Actors that have a tie or a relation in all."""


def network(look: Look, choice: Choice, days: tuple[int, int] | None = None, most: int = MOST_ACTORS) -> Network:
    """The network of the events of a choice (of one actor and its neighbours, where the choice names one)."""
    table = columns(look)
    fits = chosen(table, choice)
    if days is not None:
        fits &= overlapping(table, *days)
    pairs = look.kept("pairs", lambda: _pairs(table))
    inside = fits[pairs.event]
    source, target = pairs.source[inside], pairs.target[inside]
    weight = np.bincount(source, minlength=len(table.actors)) + np.bincount(target, minlength=len(table.actors))
    stated = _stated(look, choice)
    at = {own: turn for turn, own in enumerate(table.actors)}
    ids = list(table.actors)
    related: Counter[int] = Counter()
    for _, one, other in stated:
        for own in (one, other):
            if own not in at:
                at[own] = len(ids)
                ids.append(own)
            related[at[own]] += 1
    weights = Counter({turn: int(many) for turn, many in enumerate(weight.tolist()) if many})
    weights.update(related)
    top = [turn for turn, _ in sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))]
    if choice.actor in at:  # the one that is asked about stands whatever it weighs
        top = list(dict.fromkeys([at[choice.actor], *top]))
    shown = {ids[turn] for turn in top[:most]}
    relations = relation_lines(look, [own for own, one, other in stated if one in shown and other in shown], days)
    return Network(
        actors=_actors(look, table, [ids[turn] for turn in top[:most]], fits),
        ties=_ties(table, pairs, inside, shown),
        relations=relations,
        count=len(top),
    )


def relation_lines(look: Look, ids: list[str], days: tuple[int, int] | None = None) -> tuple[RelationLine, ...]:
    """Relations with the reports that state them; those of `days` only, where a report of those days states them."""
    rows = look.among(
        "SELECT id, kind, source, target, office, status, json_extract(detail, '$.why'), ordinal FROM relations "
        "WHERE id IN ({})", ids,
    )  # fmt: skip
    told: dict[str, dict[int, int]] = defaultdict(dict)
    for item, number, start in look.among(
        "SELECT item, report, span_start FROM mentions WHERE item IN ({}) ORDER BY report, turn", ids
    ):
        told[item].setdefault(number, start)
    reports = reports_by_number(look, (number for each in told.values() for number in each))
    found = []
    for own, kind, source, target, office, status, why, _ in sorted(rows, key=lambda row: row[-1]):
        known = sorted(((day, number) for number in told[own] if (day := reports[number].latest)), key=lambda one: one)
        if (
            days is not None
            and known
            and not any(days[0] <= date.fromisoformat(day).toordinal() <= days[1] for day, _ in known)
        ):
            continue
        found.append(
            RelationLine(
                id=own, kind=kind, source=source, target=target, office=office, status=status, why=why or "",
                first=known[0][0] if known else None, last=known[-1][0] if known else None, stated=len(told[own]),
                reports=tuple((reports[number], start) for number, start in list(told[own].items())[:_MOST_REPORTS]),
            )
        )  # fmt: skip
    return tuple(found)


def _stated(look: Look, choice: Choice) -> list[tuple[str, str, str]]:
    """Relations (id, source, target); those of one actor, where the choice names one."""
    every = look.kept("stated", lambda: [(one, source, target) for one, source, target in look.rows(_ENDS)])
    if choice.actor is None:
        return every
    mine = [row for row in every if choice.actor in row[1:]]
    return mine if choice.other is None else [row for row in mine if choice.other in row[1:]]


_ENDS = "SELECT id, source, target FROM relations ORDER BY ordinal"


def _pairs(table: Columns) -> _Pairs:
    does: dict[int, list[int]] = defaultdict(list)
    receives: dict[int, list[int]] = defaultdict(list)
    for event, actor, to in zip(
        table.party_event.tolist(), table.party_actor.tolist(), table.party_receives.tolist(), strict=True
    ):
        (receives if to else does)[event].append(actor)
    rows = [
        (event, one, other)
        for event, some in does.items()
        for one in some
        for other in receives.get(event, ())
        if one != other
    ]
    whole = np.array(rows, np.int32).reshape(-1, 3)
    return _Pairs(whole[:, 0], whole[:, 1], whole[:, 2])


def _ties(table: Columns, pairs: _Pairs, inside: Mask, shown: set[str]) -> tuple[Tie, ...]:
    """Ties between actors that are shown, those of most events first."""
    keep = np.array([own in shown for own in table.actors], bool)
    rows = inside & keep[pairs.source] & keep[pairs.target]
    types: dict[tuple[int, int], Counter[int]] = defaultdict(Counter)
    for one, other, kind in zip(
        pairs.source[rows].tolist(), pairs.target[rows].tolist(), table.type[pairs.event[rows]].tolist(), strict=True
    ):
        types[one, other][kind] += 1
    found = [
        Tie(source=table.actors[one], target=table.actors[other], events=some.total(),
            types=tuple((table.types[kind], many) for kind, many in some.most_common()))
        for (one, other), some in types.items()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda tie: (-tie.events, tie.source, tie.target)))


def _actors(look: Look, table: Columns, ids: list[str], fits: Mask) -> tuple[ActorLine, ...]:
    rows = np.unique(table.party_event[fits[table.party_event]].astype(np.int64) * len(table.actors)
                     + table.party_actor[fits[table.party_event]])  # fmt: skip
    events = np.bincount(rows % max(1, len(table.actors)), minlength=len(table.actors))
    at = {own: turn for turn, own in enumerate(table.actors)}
    named = {row[0]: row for row in look.among("SELECT id, name, kind FROM actors WHERE id IN ({})", ids)}
    return tuple(
        ActorLine(id=own, name=named[own][1], kind=named[own][2], events=int(events[at[own]]) if own in at else 0)
        for own in ids
        if own in named
    )


def find_actors(look: Look, words: str, most: int = 30) -> tuple[ActorLine, ...]:
    """Actors with a name in use that holds these words, or words that begin so."""
    terms = " ".join(f'"{word}"*' for word in words.replace('"', " ").split())
    if not terms:
        return ()
    rows = look.rows(
        "SELECT DISTINCT item FROM names WHERE names MATCH ? AND item >= 'act_' AND item < 'acu' LIMIT ?", terms, most
    )
    table = columns(look)
    found = _actors(look, table, [own for (own,) in rows], np.ones(len(table), bool))
    return tuple(sorted(found, key=lambda actor: (-actor.events, actor.name)))
