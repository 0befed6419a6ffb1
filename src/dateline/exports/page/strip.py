"""The timeline as a picture: a bar for what is told, whole where the days are known, fading where an end is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dateline.exports.page.markup import Markup, element, joined
from dateline.model.record import RecordEvent

_WIDTH, _ROW, _TOP, _LEFT = 960, 14, 26, 8
_MOST = 60


def timeline(events: Sequence[RecordEvent], labels: dict[str, str], families: dict[str, str]) -> Markup | None:
    """An SVG of the dated events, or None where fewer than two days are known.

    `labels` and `families` give each event's title and the class that colours it, by id.
    """
    dated = [event for event in events if event.when.earliest or event.when.latest][:_MOST]
    days = sorted({day for event in dated for day in (event.when.earliest, event.when.latest) if day})
    if len(days) < 2:
        return None
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    margin = max(timedelta(days=1), (last - first) / 24)
    begin = first - margin if first - date.min > margin else first
    span = max(1.0, (last + margin - begin) / timedelta(days=1))

    def across(day: date) -> float:
        return _LEFT + (day - begin) / timedelta(days=1) / span * (_WIDTH - 2 * _LEFT)

    rows: list[float] = []
    bars: list[Markup] = []
    for event in sorted(dated, key=lambda one: (one.when.earliest or one.when.latest or "", one.when.latest or "")):
        start = date.fromisoformat(event.when.earliest) if event.when.earliest else None
        end = date.fromisoformat(event.when.latest) if event.when.latest else None
        left = across(start) if start else max(_LEFT, across(end or last) - 90)
        right = across(end + timedelta(days=1)) if end else min(_WIDTH - _LEFT, across(start or first) + 90)
        right = max(right, left + 6)
        row = next((index for index, free in enumerate(rows) if free + 4 < left), len(rows))
        rows[row : row + 1] = [right]
        kind = "exact" if start and start == end else "between" if start and end else "before" if end else "after"
        box = element(
            "rect", element("title", labels[event.id]), x=f"{left:.1f}", y=f"{_TOP + row * _ROW:.1f}",
            width=f"{right - left:.1f}", height="9", rx="4.5", class_=f"bar {kind} {families[event.id]}",
        )  # fmt: skip
        bars.append(element("a", box, href=f"#{event.id}", aria_label=labels[event.id]))
    height = _TOP + len(rows) * _ROW + 6
    axis = [
        joined((
            element("line", x1=f"{across(day):.1f}", x2=f"{across(day):.1f}", y1="18", y2=str(height), class_="tick"),
            element("text", label, x=f"{across(day) + 3:.1f}", y="12", class_="when"),
        ))
        for day, label in _ticks(begin, last + margin)
    ]  # fmt: skip
    return element(
        "svg", *axis, *bars, viewBox=f"0 0 {_WIDTH} {height}", role="img", class_="strip",
        aria_label="The events by day; faded ends are open",
    )  # fmt: skip


def _ticks(begin: date, end: date) -> list[tuple[date, str]]:
    """Up to ten labelled days at a step that fits: days, weeks, months or years."""
    days = (end - begin).days + 1
    if days <= 70:
        step = max(1, -(-days // 10))
        return [
            (day, f"{day.day} {day:%b}" + (f" {day.year}" if index == 0 else ""))
            for index, day in enumerate(begin + timedelta(days=offset) for offset in range(1, days, step))
        ]
    months = [
        date(year, month, 1)
        for year in range(begin.year, end.year + 1)
        for month in range(1, 13)
        if begin <= date(year, month, 1) <= end
    ]
    if len(months) <= 24:
        return [(day, f"{day:%b} {day.year}") for day in months[:: max(1, len(months) // 8)]]
    years = [day for day in months if day.month == 1]
    return [(day, str(day.year)) for day in years[:: max(1, len(years) // 10)]]
