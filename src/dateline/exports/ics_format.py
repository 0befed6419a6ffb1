"""iCalendar (RFC 5545): an all-day entry for each dated event; planned ones are tentative, denied ones cancelled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from dateline.exports.formats import Format, Made, Option
from dateline.exports.mappings import country_name
from dateline.exports.parts import REAL, Parts, outlet, published_day, sentences, span_of_days
from dateline.model.record import Record, RecordEvent
from dateline.wording.days import interval

_STATUS = {"denied": "CANCELLED"} | dict.fromkeys(
    ("planned", "promised", "threatened", "possible", "hypothetical"), "TENTATIVE"
)
_STAMP = "19800101T000000Z"  # DTSTAMP is required; a time of writing would make two exports of one record differ
_LONG = 62


def write(record: Record, options: Mapping[str, str]) -> Made:
    """A calendar; events with an open end, or vaguer than two months, are left out."""
    parts = Parts(record)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dateline//Record//EN", "CALSCALE:GREGORIAN"]
    left = []
    for event in parts.in_order():
        if options["status"] == "happened" and (event.status not in REAL or event.background):
            continue
        length = span_of_days(event)
        if length is None or length > _LONG:
            left.append(event.id)
        else:
            lines += _entry(parts, event)
    lines.append("END:VCALENDAR")
    data = "".join(f"{_folded(line)}\r\n" for line in lines).encode()
    return Made({"": data}, {"without a date, or with one vaguer than two months": tuple(left)} if left else {})


def _entry(parts: Parts, event: RecordEvent) -> list[str]:
    first, last = (date.fromisoformat(day or "") for day in (event.when.earliest, event.when.latest))
    place = parts.place(event)
    told = [(f"{event.type}{f'/{event.mode}' if event.mode else ''}, {event.status}, "
            f"{interval(event.when.earliest, event.when.latest)}"), *sentences(event.sources)[:3]]  # fmt: skip
    told += dict.fromkeys(
        f"{outlet(report)}, {published_day(report) or 'no date'}" for report in parts.told_by(event)
    )  # fmt: skip
    lines = [
        "BEGIN:VEVENT", f"UID:{event.id}@dateline", f"DTSTAMP:{_STAMP}", f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{last + timedelta(days=1) if last < date.max else last:%Y%m%d}",
        f"SUMMARY:{_escaped(parts.label(event))}", f"DESCRIPTION:{_escaped(chr(10).join(told))}",
        f"STATUS:{_STATUS.get(event.status, 'CONFIRMED')}", "TRANSP:TRANSPARENT", f"CATEGORIES:{event.type}",
    ]  # fmt: skip
    if place is not None:
        where = ", ".join(part for part in (place.name, place.admin1, country_name(place.country)) if part)
        lines.append(f"LOCATION:{_escaped(where)}")
        if place.lat is not None and place.lon is not None:
            lines.append(f"GEO:{place.lat:.6f};{place.lon:.6f}")
    return [*lines, "END:VEVENT"]


def _escaped(text: str) -> str:
    clean = "".join(letter for letter in text if letter == "\n" or letter >= " ")
    return clean.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line in pieces of at most 75 bytes, never within a character."""
    pieces, piece, size = [], "", 0
    for letter in line:
        length = len(letter.encode())
        if size + length > 74:
            pieces.append(piece)
            piece, size = "", 0
        piece += letter
        size += length
    return "\r\n ".join((*pieces, piece))


FORMAT = Format(
    name="ics",
    title="A calendar (iCalendar)",
    suffix=".ics",
    media_type="text/calendar",
    loses=(
        "Events with an open end, without a date, or with one vaguer than two months.",
        "That an interval of days is what is not known, and not how long it went on: the words of it say so.",
        "Who says what, relations, disagreements; all but the first three sentences of an event.",
    ),
    make=write,
    options=(Option("status", ("all", "happened"), "Whether planned, denied and past events are in it too."),),
)
