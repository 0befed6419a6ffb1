"""The 49 columns of UCDP's Georeferenced Event Dataset, coded by its rules.

An event is organised violence with at least one direct death, at a place, on a date: 1 state-based (a state and another
organised actor), 2 non-state (two organised actors, no state), 3 one-sided (an organised actor and civilians). `best`,
`low` and `high` come from all the numbers that were given and that no later one replaced, and `best` is the sum of the
four columns of deaths. Forces of a state of which no report says whose they are count as those of the country where it
happened. Ids of conflicts, dyads and sides are UCDP's own and stay empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor

from dateline.exports.formats import Format, Made, Option
from dateline.exports.mappings import countries, country_name, tables
from dateline.exports.parties import Class, class_of
from dateline.exports.parts import REAL, Parts, one_line, outlet, published_day, sentences, span_of_days, title
from dateline.exports.spreadsheet import sheet
from dateline.exports.tolls import Toll, deaths, ucdp_toll
from dateline.model.record import Record, RecordActor, RecordEvent, RecordPlace

COLUMNS = tuple(
    """id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name
    dyad_dset_id dyad_new_id dyad_name
    side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources
    source_article source_office source_date source_headline source_original where_prec where_coordinates
    where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity
    date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob""".split()
)

_WHERE = {"exact": 1, "near": 2, "district": 3, "province": 4, "region": 5, "country": 6}
_ORGANISED: frozenset[Class] = frozenset({"rebel", "political", "identity"})
_STATES: frozenset[Class] = frozenset({"state", "external"})


def write(record: Record, options: Mapping[str, str]) -> Made:
    """The rows in the order of their days; which events are not among them, and why."""
    parts = Parts(record)
    left: dict[str, list[str]] = {}
    rows = []
    for event in parts.in_order():
        found = _row(parts, event, options)
        if isinstance(found, str):
            left.setdefault(found, []).append(event.id)
        else:
            rows.append(found)
    return Made({"": sheet(COLUMNS, rows)}, {why: tuple(events) for why, events in sorted(left.items())})


def _row(parts: Parts, event: RecordEvent, options: Mapping[str, str]) -> dict[str, str] | str:
    """One row, or why there is none."""
    if event.status not in REAL:
        return "not told as having happened"
    if event.background and options["background"] == "leave-out":
        return "told as history (background=keep keeps it)"
    if event.type not in tables()["ucdp"]["types"]:
        return "not violence"
    toll = ucdp_toll(deaths(parts, [event]), options["best"])
    if toll is None or toll.high < 1:
        return "without a death that is counted"
    place = parts.place(event)
    if place is None:
        return "without a place"
    length = span_of_days(event)
    if length is None or length > 366:
        return "without a date, or with one vaguer than a year"
    kinds = _sides(parts, event, place, toll)
    if kinds is None:
        return "violence whose sides the record does not tell"
    violence, side_a, side_b = kinds
    return _filled(parts, event, place, toll, violence, side_a, side_b, length)


def _sides(
    parts: Parts, event: RecordEvent, place: RecordPlace, toll: Toll
) -> tuple[int, RecordActor, RecordActor | None] | None:
    """Type of violence and the two sides (None for civilians); None where they can't be told."""
    actors, others = parts.cast(event.actors), parts.cast(event.recipients)
    first, second = _organised(actors, place), _organised(others, place)
    civilians = any(class_of(actor, place.country) == "civilians" for actor in others) or toll.who == "civilians"
    if first and second and first[0] is not second[0]:
        if second[1] in _STATES and first[1] not in _STATES:
            first, second = second, first
        return (1 if first[1] in _STATES else 2), first[0], second[0]
    if first and civilians:
        return 3, first[0], None
    return None


def _organised(actors: Sequence[RecordActor], place: RecordPlace) -> tuple[RecordActor, Class] | None:
    for actor in actors:
        kind = class_of(actor, place.country)
        if kind in _ORGANISED | _STATES:
            return actor, kind
    return None


def _filled(
    parts: Parts,
    event: RecordEvent,
    place: RecordPlace,
    toll: Toll,
    violence: int,
    side_a: RecordActor,
    side_b: RecordActor | None,
    length: int,
) -> dict[str, str]:
    country = countries().get(place.country or "")
    reports = parts.told_by(event)
    name_a, name_b = _name(side_a, place), _name(side_b, place) if side_b else "Civilians"
    split = {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": 0, "deaths_unknown": 0}
    split[_column(toll, side_a, side_b, place)] = toll.best
    claimants = dict.fromkeys(parts.names(figure.claimants) for figure in toll.figures if figure.claimants)
    start = event.when.earliest or ""
    text = "; ".join(f"“{outlet(report)}, {published_day(report) or 'no date'}, {title(report)}”" for report in reports)
    row = dict.fromkeys(COLUMNS, "") | {
        "id": event.id, "relid": event.id, "year": start[:4], "code_status": "Draft",
        "type_of_violence": str(violence), "conflict_name": f"{name_a} - {name_b}",
        "dyad_name": f"{name_a} - {name_b}", "side_a": name_a, "side_b": name_b,
        "number_of_sources": str(len(reports)), "source_article": text,
        "source_office": "; ".join(dict.fromkeys(outlet(report) for report in reports)),
        "source_date": "; ".join(dict.fromkeys(day for report in reports if (day := published_day(report)))),
        "source_headline": "; ".join(dict.fromkeys(one_line(title(report)) for report in reports)),
        "source_original": "; ".join(claimants), "where_prec": str(_WHERE.get(place.precision or "", "")),
        "where_coordinates": place.name, "where_description": sentences(event.sources)[0] if event.sources else "",
        "adm_1": place.admin1 or "", "country": country_name(place.country, "ucdp"),
        "country_id": country.gw if country else "", "region": country.ucdp_region if country else "",
        "event_clarity": "1", "date_prec": str(_date_precision(length)), "date_start": start,
        "date_end": event.when.latest or "", "best": str(toll.best), "high": str(toll.high), "low": str(toll.low),
        "gwnoa": _gw(side_a, place), "gwnob": _gw(side_b, place) if side_b else "",
    }  # fmt: skip
    if place.lat is not None and place.lon is not None:
        row |= {"latitude": f"{place.lat:.6f}", "longitude": f"{place.lon:.6f}",
                "geom_wkt": f"POINT ({place.lon:.6f} {place.lat:.6f})",
                "priogrid_gid": str(prio_grid(place.lat, place.lon))}  # fmt: skip
    return row | {name: str(number) for name, number in split.items()}


def _column(toll: Toll, side_a: RecordActor, side_b: RecordActor | None, place: RecordPlace) -> str:
    """Where the deaths are counted, by whom the number counts."""
    if toll.who == "civilians" or side_b is None:
        return "deaths_civilians"
    a, b = (class_of(side, place.country) in _STATES for side in (side_a, side_b))
    if toll.who == "state" and a != b:
        return "deaths_a" if a else "deaths_b"
    if toll.who == "group" and a != b:
        return "deaths_b" if a else "deaths_a"
    return "deaths_unknown"


def _date_precision(length: int) -> int:
    for precision, most in ((1, 1), (2, 6), (3, 7), (4, 31)):
        if length <= most:
            return precision
    return 5


def _home(actor: RecordActor, place: RecordPlace) -> str | None:
    """The country of a state's side: its own, else, for forces of the state, that of the place; None for others."""
    kind = class_of(actor, place.country)
    return (actor.country or (place.country if kind == "state" else None)) if kind in _STATES else None


def _name(actor: RecordActor, place: RecordPlace) -> str:
    home = _home(actor, place)
    return f"Government of {country_name(home, 'ucdp')}" if home else actor.name


def _gw(actor: RecordActor, place: RecordPlace) -> str:
    found = countries().get(_home(actor, place) or "")
    return found.gw if found else ""


def prio_grid(lat: float, lon: float) -> int:
    """The cell of PRIO-GRID (half a degree, counted from the south-west) in which a point lies."""
    return min(floor((lat + 90) * 2), 359) * 720 + min(floor((lon + 180) * 2), 719) + 1


FORMAT = Format(
    name="ucdp-csv",
    title="UCDP GED's columns (49), coded by its rules",
    suffix=".csv",
    media_type="text/csv",
    loses=(
        "Everything but violence with at least one counted death at a place on a date between two sides that are told.",
        "Who gave which number: best, low and high are left, with the claimants in source_original.",
        "Independent origins: number_of_sources counts reports.",
        "Ids of conflicts, dyads and sides, and the second administrative level, which are not in the record.",
        "Deaths by side where the reports do not say whose they were: they stand in deaths_unknown.",
    ),
    make=write,
    options=(
        Option("best", ("lowest", "latest", "highest"), "Which number is the best where several were given."),
        Option("background", ("leave-out", "keep"), "What the reports tell as history."),
    ),
)
