"""The map's answers: places with their precision, and how many events of a choice each has, bin by bin."""

from __future__ import annotations

import msgspec
import numpy as np
from msgspec import Struct

from dateline.record.browse.calendar import Unit, bins
from dateline.record.browse.columns import Choice, Columns, chosen, columns
from dateline.record.browse.window import Look

MOST_BINS = 120


class Spot(Struct, frozen=True, kw_only=True):
    """One place with its events."""

    id: str
    name: str
    kind: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    precision: str | None
    radius_km: float | None
    by_hand: bool
    """Whether a person has put it there, and the record has not been made again since."""
    count: int
    undated: int
    bins: tuple[tuple[int, int], ...]
    """Number of the bin, and events in it."""


class Atlas(Struct, frozen=True, kw_only=True):
    """Places with events of a choice, those with most first; days are `date.toordinal()`."""

    unit: Unit | None
    edges: tuple[int, ...]
    spots: tuple[Spot, ...]
    nowhere: int
    """Events for which no place is told."""


def atlas(look: Look, choice: Choice) -> Atlas:
    """All places with events of a choice. Bins are those of the whole record, whatever is chosen."""
    table = columns(look)
    wanted = chosen(table, choice)
    span = table.span()
    unit, edges = bins(*span, MOST_BINS) if span else (None, [])
    placed = wanted & (table.place >= 0)
    count = np.bincount(table.place[placed], minlength=len(table.places))
    undated = np.bincount(table.place[placed & ~table.dated], minlength=len(table.places))
    in_bins = _in_bins(table, placed & table.dated, edges)
    by_hand = put_by_hand(look)
    rows = look.rows(
        "SELECT id, name, kind, lat, lon, country, admin1, precision, json_extract(detail, '$.radius_km') "
        "FROM places ORDER BY ordinal"
    )
    at = {own: turn for turn, own in enumerate(table.places)}
    spots = []
    for own, *fields in rows:
        turn = at.get(own)
        if turn is None or not count[turn]:
            continue
        named = dict(
            zip(("name", "kind", "lat", "lon", "country", "admin1", "precision", "radius_km"), fields, strict=True)
        )
        spots.append(
            Spot(id=own, **(named | by_hand.get(own, {})), by_hand=own in by_hand, count=int(count[turn]),
                 undated=int(undated[turn]), bins=tuple(in_bins.get(turn, ())))
        )  # fmt: skip
    spots.sort(key=lambda spot: -spot.count)
    return Atlas(unit=unit, edges=tuple(edges), spots=tuple(spots), nowhere=int((wanted & (table.place < 0)).sum()))


def _in_bins(table: Columns, fits: np.ndarray, edges: list[int]) -> dict[int, list[tuple[int, int]]]:
    if not edges:
        return {}
    bin_of = np.searchsorted(np.asarray(edges), table.day[fits], side="right") - 1
    pairs, counts = np.unique(table.place[fits].astype(np.int64) * len(edges) + bin_of, return_counts=True)
    found: dict[int, list[tuple[int, int]]] = {}
    for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
        found.setdefault(pair // len(edges), []).append((pair % len(edges), count))
    return found


def put_by_hand(look: Look) -> dict[str, dict[str, object]]:
    """Fields of places that people have corrected since the record was made; nothing where none came in since.

    What the next rebuild will say, so that who puts a place on the map sees it there at once.
    """
    if not look.stale:
        return {}
    rows = look.rows(
        "SELECT item, field, after FROM judgements WHERE action = 'correct' AND item >= 'plc_' AND item < 'pld' "
        "AND field IN ('lat', 'lon', 'precision', 'radius_km', 'country', 'admin1', 'gazetteer') "
        "ORDER BY settles, number"
    )
    found: dict[str, dict[str, object]] = {}
    for item, field, after in rows:
        try:
            value = msgspec.json.decode(after) if after is not None else None
        except msgspec.DecodeError:
            value = after
        if field != "gazetteer":
            found.setdefault(item, {})[field] = value
    return found
