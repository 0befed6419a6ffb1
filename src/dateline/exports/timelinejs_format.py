"""TimelineJS's JSON: a slide for each dated event; what is uncertain of a date stands in `display_date`."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import msgspec

from dateline.exports.formats import Format, Made, Option
from dateline.exports.parts import REAL, Parts, outlet, published_day, sentences
from dateline.model.record import Record, RecordEvent
from dateline.wording.days import interval
from dateline.wording.figures import amount


def write(record: Record, options: Mapping[str, str]) -> Made:
    """Slides by day. The words of reports are escaped: TimelineJS takes `text` for HTML."""
    parts = Parts(record)
    slides, left = [], []
    for event in parts.in_order():
        if options["status"] == "happened" and (event.status not in REAL or event.background):
            continue
        if event.when.earliest is None and event.when.latest is None:
            left.append(event.id)
        else:
            slides.append(_slide(parts, event))
    name = record.stories[0].title if record.stories else "A record"
    told = f"{len(record.reports)} reports, {len({report.origin for report in record.reports})} independent origins"
    made = {"title": {"text": {"headline": escape(name), "text": escape(told)}}, "events": slides}
    data = msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n"
    return Made({"": data}, {"without any day": tuple(left)} if left else {})


def _slide(parts: Parts, event: RecordEvent) -> dict[str, Any]:
    start, end = event.when.earliest, event.when.latest
    place = parts.place(event)
    told = [f"<p>{escape(sentence)}</p>" for sentence in sentences(event.sources)[:3]]
    figures = dict.fromkeys(amount(figure) for figure in parts.figures.get(event.id, ()))
    if figures:
        told.append(f"<p>{escape('; '.join(figures))}</p>")
    cited = (
        f"{outlet(report)}{f', {day}' if (day := published_day(report)) else ''}" for report in parts.told_by(event)
    )
    told.append(f"<p><small>{escape('; '.join(dict.fromkeys(cited)))}</small></p>")
    mark = "" if event.status == "happened" else f" ({event.status})"
    slide: dict[str, Any] = {
        "start_date": _date(start or end or ""),
        "text": {"headline": escape(parts.label(event) + mark), "text": "".join(told)},
        "display_date": interval(start, end) + (f" · {place.name}" if place else ""),
        "group": place.name if place else "no place told",
        "unique_id": event.id,
        "autolink": False,
    }
    if start and end and start != end:
        slide["end_date"] = _date(end)
    return slide


def _date(day: str) -> dict[str, int]:
    year, month, number = day.split("-")
    return {"year": int(year), "month": int(month), "day": int(number)}


FORMAT = Format(
    name="timelinejs",
    title="A timeline for TimelineJS",
    suffix=".json",
    media_type="application/json",
    loses=(
        "Events without any day.",
        "An open end of an interval, but for its words in display_date: the slide stands on the end that is known.",
        "Who says what, relations, disagreements; all but the first three sentences of an event.",
    ),
    make=write,
    options=(Option("status", ("happened", "all"), "Whether planned, denied and past events are in it too."),),
)
