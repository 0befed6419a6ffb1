"""ACLED's 31 columns, coded by its rules.

- An event is the same actors at one place on one **day**; what the record keeps apart and ACLED does not becomes one
  row, of the type that comes first in its hierarchy.
- `time_precision` 1 is a day, 2 a week (its middle), 3 a month (its middle); what is vaguer, or has an open end, is
  left out. With `days=split` an interval of up to a week is taken for something that went on: one row for each day,
  the fatalities divided as evenly as they go, the odd ones to the first days, and said in the notes.
- `geo_precision` 1 is a town, 2 near one or a part of a region, 3 a region (its middle: we move nothing to a capital).
  What is only placed in a country is left out.
- Fatalities: the lowest number that was given and that no later one by the same side replaced.
- Forces of a state of which no report says whose they are count as those of the country where it happened.
- In violence against civilians the victim is actor2; unnamed people under arms are "Unidentified Armed Group".

Left out are also: what is planned, threatened, possible or denied; what is told as history; types that ACLED does not
code; fighting of which the record does not say who was attacked (`undecided=keep` keeps it without a type).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.exports.formats import Format, Made, Option
from dateline.exports.mappings import countries, country_name, mapped, tables
from dateline.exports.parties import ARMED, INTER, Class, acled_name, crowd, sides, unidentified
from dateline.exports.parts import REAL, Parts, middle_day, outlet, sentences, span_of_days
from dateline.exports.spreadsheet import sheet
from dateline.exports.tolls import acled_fatalities, deaths, split_evenly
from dateline.model.record import Record, RecordActor, RecordEvent, RecordPlace

COLUMNS = tuple(
    """event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1
    actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude
    longitude geo_precision source source_scale notes fatalities tags timestamp""".split()
)

_WEEK, _MONTH = 9, 31
_CODED = "acled:"
"""How the context begins that holds the sub-event type of an event that ACLED coded."""
_GEO = {"exact": "1", "near": "2", "district": "2", "province": "3", "region": "3"}


@dataclass(slots=True)
class _Coded:
    """An event with what ACLED makes of it."""

    event: RecordEvent
    place: RecordPlace
    first: Class
    second: Class
    sub_type: str
    day: date
    precision: int
    days: int


def write(record: Record, options: Mapping[str, str]) -> Made:
    """The rows in the order of their days; which events are not among them, and why."""
    parts = Parts(record)
    left: dict[str, list[str]] = {}
    coded: dict[tuple[object, ...], list[_Coded]] = {}
    for event in parts.in_order():
        found = _coded(parts, event, options)
        if isinstance(found, str):
            left.setdefault(found, []).append(event.id)
            continue
        key: tuple[object, ...] = (event.id,)
        if not _was_coded(event):
            key = (found.day, found.place.id, frozenset(event.actors), frozenset(event.recipients))
        coded.setdefault(key, []).append(found)
    rows = [row for group in coded.values() for row in _rows(parts, group, options)]
    rows.sort(key=lambda row: (row["event_date"], row["event_id_cnty"]))
    return Made({"": sheet(COLUMNS, rows)}, {why: tuple(events) for why, events in sorted(left.items())})


def _coded(parts: Parts, event: RecordEvent, options: Mapping[str, str]) -> _Coded | str:
    """The event as ACLED would code it, or why it would not."""
    if event.status not in REAL:
        return "not told as having happened"
    if event.background and options["background"] == "leave-out":
        return "told as history (background=keep keeps it)"
    place = parts.place(event)
    country = place.country if place else None
    first, second = sides(event, parts.cast(event.actors), parts.cast(event.recipients), country)
    sub_type = sub_event_type(event, first, second)
    if sub_type is None:
        return "of a type that ACLED does not code"
    if not sub_type and options["undecided"] == "leave-out":
        return "violence whose target the record does not tell (undecided=keep keeps it, without a type)"
    if place is None or place.precision == "country" or place.kind == "country":
        return "without a place below a country"
    length = span_of_days(event)
    if length is None or length > _MONTH:
        return "without a date, or with one vaguer than a month"
    precision = 1 if length == 1 else 2 if length <= _WEEK else 3
    split = options["days"] == "split" and 1 < length <= _WEEK
    day = date.fromisoformat(event.when.earliest or "") if split else middle_day(event)
    return _Coded(event, place, first, second, sub_type, day, 1 if split else precision, length if split else 1)


def sub_event_type(event: RecordEvent, first: Class, second: Class) -> str | None:
    """ACLED's sub-event type; "" where the record does not tell who was attacked, None where ACLED codes nothing."""
    coded = next((context.removeprefix(_CODED) for context in event.contexts if context.startswith(_CODED)), None)
    if coded is not None:
        return coded
    found = mapped(tables()["acled"]["map"], event)
    if found == "agreement":
        return "Agreement" if {first, second} & (ARMED - {"state", "external"}) else None
    if found == "assault":
        return _assault(event, first, second)
    return str(found) if found else None


def _assault(event: RecordEvent, first: Class, second: Class) -> str:
    if first in ("rioters", "protesters"):
        return "Mob violence"
    if second == "protesters":
        return "Excessive force against protesters"
    if second == "civilians":
        return "Attack" if first in ARMED or first == "unknown" else "Mob violence"
    words = [source.span.text.lower().removeprefix("re") for source in event.sources]
    if event.type == "ASSAULT" and any(
        word.startswith(tuple(tables()["acled"]["words"]["territory"])) for word in words
    ):
        if first == "state":
            return "Government regains territory"
        if first in ("rebel", "political", "identity"):
            return "Non-state actor overtakes territory"
    return "Armed clash" if first in ARMED and second in ARMED else ""


def _was_coded(event: RecordEvent) -> bool:
    """Whether the event comes from a table of ACLED, which goes out as it came in."""
    return any(context.startswith(_CODED) for context in event.contexts)


def type_of(sub_type: str) -> str:
    """The event type to which a sub-event type belongs; nothing for none."""
    types: dict[str, list[str]] = tables()["acled"]["types"]
    return next((name for name, subs in types.items() if sub_type in subs), "")


def _rows(parts: Parts, group: Sequence[_Coded], options: Mapping[str, str]) -> list[dict[str, str]]:
    """One row for each day of one event."""
    hierarchy: list[str] = tables()["acled"]["hierarchy"]
    ranks = {name: rank for rank, name in enumerate(hierarchy)}
    lead = min(group, key=lambda one: (ranks.get(type_of(one.sub_type), 99), one.event.id))
    events = [one.event for one in group]
    several = int(options["several"])
    toll, how = acled_fatalities(deaths(parts, events), options["fatalities"], several)
    days = max(one.days for one in group)
    notes = [*_sentences(group), how]
    if days > 1:
        notes.append(f"told of {days} days, one row for each; fatalities divided evenly, the odd ones to the first")
    if lead.precision > 1 and lead.event.when.words:
        notes.append(f"date: “{lead.event.when.words}”")
    if lead.place.lat is None:
        notes.append(f"the place is not in the gazetteer: {lead.place.why}")
    base = _row(parts, lead, group)
    if _was_coded(lead.event):
        notes = [(source.sentence or source.span).text for source in lead.event.sources]
    rows = []
    for turn, share in enumerate(split_evenly(toll, days)):
        day = lead.day + timedelta(days=turn)
        rows.append(base | {
            "event_id_cnty": base["event_id_cnty"] + (f"-{turn + 1}" if days > 1 else ""),
            "event_date": day.isoformat(), "year": str(day.year), "fatalities": str(share), "notes": ". ".join(notes),
        })  # fmt: skip
    return rows


def _row(parts: Parts, lead: _Coded, group: Sequence[_Coded]) -> dict[str, str]:
    event, place = lead.event, lead.place
    country = countries().get(place.country or "")
    kind = type_of(lead.sub_type)
    actors, recipients = parts.cast(event.actors), parts.cast(event.recipients)
    actor1, with1, inter1 = _party(actors, lead.first, place.country, acts=not _was_coded(event))
    actor2, with2, inter2 = _party(recipients, lead.second, place.country, acts=False)
    disorder: dict[str, str] = tables()["acled"]["disorder"]
    reports = dict.fromkeys(report.id for one in group for report in parts.told_by(one.event))
    civilian = kind == "Violence against civilians" or (lead.second == "civilians" and kind in (
        "Explosions/Remote violence", "Riots",
    ))  # fmt: skip
    return dict.fromkeys(COLUMNS, "") | {
        "event_id_cnty": ("" if not country or _was_coded(event) else country.iso3)
        + min(one.event.id for one in group).removeprefix("evt_"),
        "time_precision": str(lead.precision),
        "disorder_type": disorder.get(lead.sub_type, disorder.get(kind, "")),
        "event_type": kind, "sub_event_type": lead.sub_type,
        "actor1": actor1, "assoc_actor_1": with1, "inter1": inter1,
        "actor2": actor2, "assoc_actor_2": with2, "inter2": inter2,
        "interaction": interaction(inter1, inter2),
        "civilian_targeting": "Civilian targeting" if civilian else "",
        "iso": country.numeric if country else "", "region": country.acled_region if country else "",
        "country": country_name(place.country, "acled"), "admin1": place.admin1 or "", "location": place.name,
        "latitude": f"{place.lat:.4f}" if place.lat is not None else "",
        "longitude": f"{place.lon:.4f}" if place.lon is not None else "",
        "geo_precision": _GEO.get(place.precision or "", ""),
        "source": "; ".join(dict.fromkeys(outlet(parts.reports[report]) for report in reports)),
        "tags": _crowd_size(parts, group),
    }  # fmt: skip


def _party(actors: Sequence[RecordActor], kind: Class, country: str | None, *, acts: bool) -> tuple[str, str, str]:
    """Name of one side, of those with it, and its class."""
    coded = any((actor.known or "").startswith(_CODED) for actor in actors)
    if kind in ("protesters", "rioters", "civilians") and not coded:
        named = [
            actor.name for actor in actors if actor.name[:1].isupper() and actor.kind in ("organisation", "person")
        ]
        return crowd(kind, country), "; ".join(dict.fromkeys(named)), INTER[kind]
    if not actors:
        return (unidentified(country), "", INTER["political"]) if acts else ("", "", "")
    names = list(dict.fromkeys(acled_name(actor, kind, country) for actor in actors))
    return names[0], "; ".join(names[1:]), INTER.get(kind, "")


def interaction(first: str, second: str) -> str:
    """ACLED's name of who meets whom: the lower class first, "Protesters only" for one side alone."""
    order = list(INTER.values())
    known = sorted((one for one in (first, second) if one), key=order.index)
    return f"{known[0]} only" if len(known) == 1 else "-".join(known)


def _crowd_size(parts: Parts, group: Sequence[_Coded]) -> str:
    sizes = [
        figure.source.span.text for one in group for figure in parts.figures.get(one.event.id, ())
        if figure.unit == "people" and one.event.type == "PROTEST"
    ]  # fmt: skip
    return f"crowd size={'; '.join(dict.fromkeys(' '.join(size.split()) for size in sizes))}" if sizes else ""


def _sentences(group: Sequence[_Coded]) -> list[str]:
    told = sentences([source for one in group for source in one.event.sources])
    return [sentence.rstrip(" .") for sentence in told[:3]]


FORMAT = Format(
    name="acled-csv",
    title="ACLED's columns (31), coded by its rules",
    suffix=".csv",
    media_type="text/csv",
    loses=(
        "Events that did not happen, that are history, or that ACLED does not code; the command names how many.",
        "Events without a day, a week or a month, and without a place below a country.",
        "Who says what: of several tolls one number is left, with the others in the notes.",
        "How many independent origins stand behind an event, and every disagreement.",
        "What is not in the record stays empty: admin2, admin3, source_scale, timestamp, the years of governments.",
    ),
    make=write,
    options=(
        Option("fatalities", ("lowest", "latest", "highest"), "Which number counts where several were given."),
        Option("several", ("3", "10"), "What “several”, “many” and “few” count as."),
        Option("days", ("whole", "split"), "Whether an interval of up to a week is one row or one for each day."),
        Option("undecided", ("leave-out", "keep"), "Violence whose target the record does not tell."),
        Option("background", ("leave-out", "keep"), "What the reports tell as history."),
    ),
)
