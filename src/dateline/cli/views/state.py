"""The state of things on a day, as reported by then: who stands how to whom, and what goes on, with the sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from rich.text import Text

from dateline.cli.views import palette
from dateline.cli.views.lookup import Lookup
from dateline.cli.views.timeline import EventLine, counted, draw_events, event_line, names_of, outlet_of
from dateline.model.record import RecordRelation, RecordReport

if TYPE_CHECKING:
    from dateline.record.subset import AsOf

_SAYS = {
    "backs": "backs", "part_of": "is part of", "speaks_for": "speaks for",
    "fights": "fights", "allied_with": "is allied with", "controls": "controls", "located_in": "is in",
    "same_as_claimed": "is said to be",
}  # fmt: skip
_OUTLETS = 4


class Standing(Struct, frozen=True, kw_only=True):
    """How one actor stands to another by the last report that says so; `others` are what else was reported of it."""

    id: str
    source: str
    kind: str
    target: str
    office: str | None
    status: str
    outlets: tuple[str, ...]
    last: str | None
    """Day of the last report that says so."""
    others: tuple[str, ...]


class State(Struct, frozen=True, kw_only=True):
    """The state of things on a day."""

    day: str
    reports: int
    later: tuple[str, ...]
    """Files of reports of later days."""
    unknown: tuple[str, ...]
    """Files of reports that are left out because their day is not known."""
    standing: tuple[Standing, ...]
    going_on: tuple[EventLine, ...]


def state_of(found: AsOf, lookup: Lookup) -> State:
    """What was reported of relations by the day, the last word of each first, and of events that go on."""
    groups: dict[tuple[str, str, str, str | None], list[RecordRelation]] = {}
    for relation in found.record.relations:
        source, target = (names_of((own,), lookup) or (own,) for own in (relation.source, relation.target))
        # by name: "soldiers" of two reports, who are nobody in particular, make one line
        groups.setdefault((source[0], relation.kind, target[0], relation.office), []).append(relation)
    standing = [_standing(group, lookup) for group in groups.values()]
    standing.sort(key=lambda one: (one.source.casefold(), one.kind, one.target.casefold(), one.office or ""))
    going = [
        event for event in found.record.events
        if event.status == "ongoing" and not event.background
        and (event.when.earliest is None or event.when.earliest <= found.day)
    ]  # fmt: skip
    return State(
        day=found.day,
        reports=len(found.record.reports),
        later=tuple(report.source for report in found.later),
        unknown=tuple(report.source for report in found.unknown),
        standing=tuple(standing),
        going_on=tuple(event_line(event, lookup) for event in going),
    )


def _standing(group: list[RecordRelation], lookup: Lookup) -> Standing:
    """What the last report says of two actors; where several are of one day, most reports, then "stated", win."""
    ranked = sorted(group, key=lambda one: (_last(one, lookup) or "", len(one.sources), one.status == "stated"))
    held = ranked[-1]
    source, target = ((names_of((own,), lookup) or ("?",))[0] for own in (held.source, held.target))
    same = [one for one in ranked if one.status == held.status]
    others = [
        f"{one.status} ({', '.join(_outlets(one, lookup))})" for one in reversed(ranked) if one.status != held.status
    ]
    return Standing(
        id=held.id, source=source, kind=held.kind, target=target, office=held.office, status=held.status,
        outlets=tuple(dict.fromkeys(name for one in reversed(same) for name in _outlets(one, lookup))),
        last=_last(held, lookup), others=tuple(others),
    )  # fmt: skip


def _last(relation: RecordRelation, lookup: Lookup) -> str | None:
    days = (_day(lookup.report_by_id(source.report)) for source in relation.sources)
    return max((day for day in days if day), default=None)


def _day(report: RecordReport) -> str | None:
    return report.published.latest[:10] if report.published and report.published.latest else None


def _outlets(relation: RecordRelation, lookup: Lookup) -> tuple[str, ...]:
    return tuple(dict.fromkeys(outlet_of(source.report, lookup) for source in relation.sources))


def draw_head(state: State) -> Iterator[tuple[Text, int]]:
    """What the record rests on by the day."""
    left = [
        text for text in (
            f"{counted(len(state.later), 'later report')}" if state.later else "",
            f"{counted(len(state.unknown), 'report')} of unknown day ({', '.join(state.unknown)})"
            if state.unknown else "",
        ) if text
    ]  # fmt: skip
    yield Text(f"As reported by {state.day}: {counted(state.reports, 'report')}", palette.TITLE), 0
    if left:
        yield Text(f"  left out: {' and '.join(left)}", palette.QUIET), 2
    yield Text(), 0


def draw_state(state: State, lookup: Lookup) -> Iterator[tuple[Text, int]]:
    """Relations one under the other, then what goes on."""
    yield Text(), 0
    yield Text(f"The state of things on {state.day}, as reported", palette.TITLE), 0
    if not state.standing and not state.going_on:
        yield Text("  nothing is reported of who stands how to whom", palette.QUIET), 2
    for one in state.standing:
        said = (
            f"{one.source} holds the office of {one.office or 'office-holder'} ({one.target})"
            if one.kind == "holds_office" else f"{one.source} {_SAYS[one.kind]} {one.target}"
        )  # fmt: skip
        status = {"stated": "", "former": " · no longer"}.get(one.status, f" · {one.status}")
        named = ", ".join(one.outlets[:_OUTLETS])
        if len(one.outlets) > _OUTLETS:
            named += f" and {len(one.outlets) - _OUTLETS} more"
        last = f", last on {one.last}" if one.last else ""
        yield Text.assemble(
            "  ", (lookup.short(one.id), palette.IDENTIFIER), f" {said}", (status, "magenta"),
            (f"  {named}{last}", palette.QUIET),
        ), 4  # fmt: skip
        for other in one.others:
            yield Text(f"    before or beside it: {other}", palette.QUIET), 6
    if state.going_on:
        yield Text("  going on:", palette.QUIET), 2
        yield from draw_events(state.going_on, 0, lookup)
