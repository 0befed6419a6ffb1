"""A row of UCDP's Georeferenced Event Dataset as a report and an account."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec.structs import replace

from dateline.exports.coded.acled import read_day
from dateline.exports.coded.layout import Laid
from dateline.exports.mappings import countries, country_name
from dateline.model.account import Account, Actor, Event, Figure, Place, Precision, When
from dateline.model.report import Report, Stated

COLUMNS = ("id", "type_of_violence", "side_a", "side_b", "date_start", "date_end", "best")
"""Columns without which a table is no export of UCDP GED."""
EXTRACTOR = "ucdp-csv 1"

_PRECISION: dict[str, Precision] = {
    "1": "exact", "2": "near", "3": "district", "4": "province", "5": "region", "6": "country", "7": "country",
}  # fmt: skip


def account(row: Mapping[str, str], source: str, number: int) -> tuple[Report, Account]:
    """The report and the account of a row; raises ValueError that says what is wrong with it."""
    laid = Laid(row, source, number)
    violence = laid.cell("type_of_violence")
    if violence is None:
        raise ValueError("there is no type_of_violence")
    report = laid.report(EXTRACTOR)
    if laid.cell("source_office"):
        report = replace(report, outlet=Stated(row["source_office"], "source_office", laid.cell("source_office")))
    actors = []
    for column in ("side_a", "side_b"):
        span = laid.cell(column)
        if span is not None:
            state = span.text.startswith("Government of ")
            civil = column == "side_b" and violence.text == "3"
            actors.append(
                Actor(
                    name=span.text, kind="state" if state else "group" if civil else "armed group", mentions=(span,),
                    sector="GOV" if state else "CVL" if civil else "REB", country=_state(span.text) if state else None,
                    why="as UCDP names them",
                )
            )  # fmt: skip
    place = _place(laid)
    told = laid.cell("source_headline", "where_description") or violence
    event = Event(
        trigger=violence, sentence=told, type="ASSAULT", contexts=(f"ucdp:{violence.text}",),
        actors=(0,) if actors else (),
        recipients=(1,) if len(actors) > 1 else (), place=0 if place else None, when=0, why=("as UCDP coded it",),
    )  # fmt: skip
    return report, Account(
        report=report.id, versions={"coded": EXTRACTOR}, actors=tuple(actors), places=(place,) if place else (),
        times=(_when(laid),), events=(event,), figures=_deaths(laid),
    )  # fmt: skip


def _state(name: str) -> str | None:
    by_name = _by_name()
    home = name.removeprefix("Government of ")
    return by_name.get(home, by_name.get(home.partition(" (")[0]))


def _place(laid: Laid) -> Place | None:
    span = laid.cell("where_coordinates", "adm_2", "adm_1", "country")
    if span is None:
        return None
    lat, lon = laid.row.get("latitude"), laid.row.get("longitude")
    return Place(
        name=span.text, kind="other", mentions=(span,), lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
        country=_by_gw().get(laid.row.get("country_id") or ""), admin1=laid.row.get("adm_1") or None,
        precision=_PRECISION.get(laid.row.get("where_prec") or ""), why="as UCDP placed it",
    )  # fmt: skip


@cache
def _by_name() -> dict[str, str]:
    return {name: code for code in countries() for name in (country_name(code), country_name(code, "ucdp"))}


@cache
def _by_gw() -> dict[str, str]:
    return {one.gw: one.iso2 for one in countries().values() if one.gw}


def _when(laid: Laid) -> When:
    start, end = laid.cell("date_start"), laid.cell("date_end")
    if start is None or end is None:
        raise ValueError("there is no date_start or no date_end")
    first, last = read_day(start.text), read_day(end.text)
    return When(
        span=start, earliest=first.isoformat(), latest=last.isoformat(), anchor="none", rule="coded",
        granularity="day" if first == last else "duration", why="as UCDP dated it",
    )  # fmt: skip


def _deaths(laid: Laid) -> tuple[Figure, ...]:
    span = laid.cell("best")
    if span is None:
        return ()
    low, high = laid.row.get("low"), laid.row.get("high")
    return (
        Figure(
            span=span, value=float(span.text), low=float(low) if low else None, high=float(high) if high else None,
            unit="killed", what="", event=0, sentence=laid.cell("source_headline"), why="as UCDP counted them",
        ),
    )  # fmt: skip
