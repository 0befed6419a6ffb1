"""A row of ACLED's export as a report and an account. What the account has no room for is in `LOST`.

The sub-event type is kept in the contexts ("acled:Grenade") and the class of an actor in `known` ("acled:Rebel group"),
so that the export of `acled-csv` gives back what was there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from msgspec.structs import replace

from dateline.exports.coded.layout import Laid
from dateline.exports.mappings import countries, country_name, tables
from dateline.model.account import Account, Actor, ActorKind, Event, Figure, Place, Precision, When
from dateline.model.report import Report, Stated
from dateline.model.spans import Span

COLUMNS = ("event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "location", "fatalities")
"""Columns without which a table is no export of ACLED."""
LOST = ("admin2", "admin3", "source_scale", "tags", "timestamp")
"""Columns that an account does not keep."""
EXTRACTOR = "acled-csv 1"

_PRECISION: dict[str, Precision] = {"1": "exact", "2": "near", "3": "province"}
_AROUND = {"1": 0, "2": 3, "3": 15}
_SECTORS = {
    "State forces": "MIL", "Rebel group": "REB", "Political militia": "UAF", "Identity militia": "UAF",
    "Rioters": "CVL", "Protesters": "CVL", "Civilians": "CVL", "External/Other forces": "MIL",
}  # fmt: skip
_CODES = {str(number): name for number, name in enumerate(_SECTORS, start=1)}
_PLOVER = {
    "Armed clash": ("ASSAULT", None), "Attack": ("ASSAULT", None), "Government regains territory": ("ASSAULT", None),
    "Non-state actor overtakes territory": ("ASSAULT", None), "Mob violence": ("ASSAULT", None),
    "Grenade": ("ASSAULT", "explosives"), "Excessive force against protesters": ("ASSAULT", "crowd-control"),
    "Protest with intervention": ("PROTEST", "demo"), "Peaceful protest": ("PROTEST", "demo"),
    "Violent demonstration": ("PROTEST", "riot"), "Agreement": ("AGREE", None), "Arrests": ("COERCE", "arrest"),
    "Looting/property destruction": ("COERCE", "seize"), "Disrupted weapons use": ("COERCE", "seize"),
    "Non-violent transfer of territory": ("RETREAT", "withdraw"), "Air/drone strike": ("ASSAULT", "aerial"),
}  # fmt: skip


def account(row: Mapping[str, str], source: str, number: int) -> tuple[Report, Account]:
    """The report and the account of a row; raises ValueError that says what is wrong with it."""
    laid = Laid(row, source, number)
    told = laid.cell("notes", "sub_event_type")
    trigger = laid.cell("sub_event_type", "event_type")
    if told is None or trigger is None:
        raise ValueError("there is neither a sub_event_type nor an event_type")
    report = laid.report(EXTRACTOR)
    if laid.cell("source"):
        report = replace(report, outlet=Stated(row["source"], "the column source", laid.cell("source")))
    actors: list[Actor] = []
    sides = tuple(tuple(_side(laid, side, actors)) for side in ("1", "2"))
    place = _place(laid)
    when = _when(laid)
    kind, mode = _plover(row.get("sub_event_type") or row["event_type"])
    event = Event(
        trigger=trigger, sentence=told, type=kind, mode=mode, contexts=(f"acled:{trigger.text}",), actors=sides[0],
        recipients=sides[1], place=0 if place else None, when=0, why=("as ACLED coded it",),
    )  # fmt: skip
    return report, Account(
        report=report.id, versions={"coded": EXTRACTOR}, actors=tuple(actors), places=(place,) if place else (),
        times=(when,), events=(event,), figures=_fatalities(laid),
    )  # fmt: skip


def _side(laid: Laid, side: str, actors: list[Actor]) -> list[int]:
    kind = laid.row.get(f"inter{side}", "")
    kind = _CODES.get(kind, kind)
    found = []
    for column in (f"actor{side}", f"assoc_actor_{side}"):
        for name in (part.strip() for part in (laid.row.get(column) or "").split(";")):
            span = laid.part(column, name)
            if span is not None:
                found.append(len(actors))
                actors.append(_actor(name, kind if column.startswith("actor") else "", span))
    return found


def _actor(name: str, kind: str, span: Span) -> Actor:
    sorts: dict[str, ActorKind] = {"State forces": "organisation", "Rebel group": "armed group",
                                   "Political militia": "armed group", "Identity militia": "armed group"}  # fmt: skip
    unidentified = name.startswith("Unidentified")
    return Actor(
        name=name, kind="unidentified" if unidentified else sorts.get(kind, "group"), mentions=(span,),
        known=f"acled:{kind}", sector=_SECTORS.get(kind), why="as ACLED names them",
    )  # fmt: skip


def _place(laid: Laid) -> Place | None:
    span = laid.cell("location")
    if span is None:
        return None
    number = (laid.row.get("iso") or "").lstrip("0")
    lat, lon = (_number(laid.row.get(column)) for column in ("latitude", "longitude"))
    return Place(
        name=span.text, kind="other", mentions=(span,), lat=lat, lon=lon,
        country=_by_number().get(number) or _by_name().get(laid.row.get("country") or ""),
        admin1=laid.row.get("admin1") or None, precision=_PRECISION.get(laid.row.get("geo_precision") or ""),
        why="as ACLED placed it",
    )  # fmt: skip


@cache
def _by_number() -> dict[str, str]:
    return {one.numeric: one.iso2 for one in countries().values() if one.numeric}


@cache
def _by_name() -> dict[str, str]:
    return {country_name(code, "acled"): code for code in countries()}


def _number(cell: str | None) -> float | None:
    return float(cell) if cell else None


def _when(laid: Laid) -> When:
    span = laid.cell("event_date")
    if span is None:
        raise ValueError("there is no event_date")
    day = read_day(span.text)
    around = timedelta(days=_AROUND.get(laid.row.get("time_precision") or "1", 0))
    return When(
        span=span, earliest=(day - around).isoformat(), latest=(day + around).isoformat(),
        granularity="week" if around.days == 3 else "month" if around.days else "day", anchor="none", rule="coded",
        why=f"as ACLED dated it, precision {laid.row.get('time_precision') or 'not given'}",
    )  # fmt: skip


_MONTHS = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}


def read_day(words: str) -> date:
    """The day of a cell: "2024-03-12" or "12 March 2024"; raises ValueError for anything else."""
    try:
        return date.fromisoformat(words[:10])
    except ValueError:
        parts = words.replace("-", " ").split()
        if len(parts) != 3 or parts[1][:3].lower() not in _MONTHS or not (parts[0] + parts[2]).isdecimal():
            raise ValueError(f"“{words}” is no date") from None
        return date(int(parts[2]), _MONTHS[parts[1][:3].lower()], int(parts[0]))


def _plover(sub_type: str) -> tuple[str, str | None]:
    """PLOVER's type and mode of a sub-event type: the first of the table of mappings that leads there."""
    if sub_type in _PLOVER:
        return _PLOVER[sub_type]
    for code, mapped in tables()["acled"]["map"].items():
        if mapped == sub_type:
            kind, _, mode = code.partition("/")
            return kind, mode or None
    return "MOBILIZE", None


def _fatalities(laid: Laid) -> tuple[Figure, ...]:
    span = laid.cell("fatalities")
    number = _number(laid.row.get("fatalities"))
    if span is None or number is None:
        return ()
    return (
        Figure(span=span, value=number, unit="killed", what="", event=0, sentence=laid.cell("notes"),
               why="as ACLED counted them"),
    )  # fmt: skip
