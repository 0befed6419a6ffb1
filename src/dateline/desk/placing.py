"""Puts a place on the map by a person's word: judgements of it, as `dateline judge … correct` keeps them."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from dateline.model.record import RecordPlace
from dateline.places import Gazetteer
from dateline.places.folding import fold
from dateline.record import Judgement, Store, judge

_MOST = 12
_KINDS = {"division": "province"}


class Position(Struct, frozen=True, kw_only=True):
    """Where a place lies, and what it is where the gazetteer says so."""

    name: str
    lat: float
    lon: float
    precision: str = "exact"
    radius_km: float | None = None
    gazetteer: str | None = None
    country: str | None = None
    admin1: str | None = None


def candidates(name: str) -> tuple[Position, ...]:
    """Places of the gazetteer (and of the user's own) that bear a name, the most populous first."""
    gazetteer = _gazetteer()
    key = fold(name)
    found = gazetteer.find([key])[key] if key else ()
    return tuple(
        Position(
            name=one.name, lat=round(one.lat, 5), lon=round(one.lon, 5), gazetteer=one.ref, country=one.country,
            precision="country" if one.kind == "country" else "province" if one.kind in ("division", "province") else
            "region" if one.kind == "region" else "exact",
            radius_km=one.radius or None,
            admin1=gazetteer.division(one.country, one.admin1) if one.admin1 else None,
        )
        for one in found[:_MOST]
    )  # fmt: skip


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.shipped()


def put(record: Path, place: RecordPlace, position: Position, *, who: str, why: str) -> list[Judgement]:
    """Keep one judgement for each field that changes; raises ValueError for a value that does not fit its field."""
    when = datetime.now().astimezone().isoformat(timespec="seconds")
    values: dict[str, object] = {"lat": position.lat, "lon": position.lon, "precision": position.precision}
    values["radius_km"] = position.radius_km
    if position.gazetteer is not None:
        values |= {"gazetteer": position.gazetteer, "country": position.country, "admin1": position.admin1}
    with Store.open(record, write=True) as store:
        made = [
            judge(place, store.account, "correct", who=who, when=when, why=why, field=field,
                  to=msgspec.json.encode(value).decode())
            for field, value in values.items()
            if getattr(place, field) != value
        ]  # fmt: skip
        return [store.add_judgement(one) for one in made]
