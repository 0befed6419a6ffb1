"""The fields of an event beside what each telling gives for them: the record's value, the others, and the reasons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from dateline.record.browse.event import EventWhole
from dateline.record.browse.tellings import Telling
from dateline.wording.days import interval


class Given(Struct, frozen=True):
    """One value, and the tellings that give it."""

    value: str
    tellings: tuple[Telling, ...]
    reasons: tuple[str, ...]


class Field(Struct, frozen=True, kw_only=True):
    """One field: what the record has, what the reports give, why."""

    name: str
    label: str
    value: str
    """What the record has; empty where nothing is known."""
    given: tuple[Given, ...]
    silent: int
    """Tellings that say nothing of it."""
    reasons: tuple[str, ...]


def fields_of(event: EventWhole, tellings: Sequence[Telling]) -> tuple[Field, ...]:
    """The fields, in the order in which people ask: what, who, to whom, where, when, told how."""
    line = event.line
    place = event.place
    where = ", ".join(part for part in (place.name, place.admin1, place.country) if part) if place else ""
    kind = " · ".join(part for part in (line.type, line.mode) if part)
    rows: tuple[tuple[str, str, str, Callable[[Telling], str], tuple[str, ...]], ...] = (
        ("type", "What", kind, lambda told: " · ".join(part for part in (told.type, told.mode) if part), (line.type,)),
        ("actors", "Who", _names(line.actors), lambda told: ", ".join(told.actors), ("actor", "who")),
        ("recipients", "To whom", _names(line.recipients), lambda told: ", ".join(told.recipients), ("recipient",)),
        ("place", "Where", where, lambda told: told.place or "", ("place", "where")),
        ("when", "When", _days(event.when.earliest, event.when.latest),
         lambda told: _days(told.earliest, told.latest), ("dated", "when")),
        ("status", "Status", _status(line.status, background=line.background),
         lambda told: _status(told.status, background=told.background), (line.status, "background", "status")),
        ("contexts", "Context", ", ".join(event.contexts), lambda told: ", ".join(told.contexts), ("context",)),
    )  # fmt: skip
    own = {"place": (place.why,) if place else (), "when": (event.when.why,)}
    return tuple(
        Field(
            name=name, label=label, value=value,
            given=_given(tellings, of, openings),
            silent=sum(not of(telling) for telling in tellings),
            reasons=(*(why for why in own.get(name, ()) if why), *_about(event.why, openings)),
        )
        for name, label, value, of, openings in rows
    )  # fmt: skip


def _given(tellings: Sequence[Telling], of: Callable[[Telling], str], openings: tuple[str, ...]) -> tuple[Given, ...]:
    """Values by how many tellings give them."""
    by_value: dict[str, list[Telling]] = {}
    for telling in tellings:
        if value := of(telling):
            by_value.setdefault(value, []).append(telling)
    found = [
        Given(
            value,
            tuple({telling.report.number: telling for telling in told}.values()),
            tuple(dict.fromkeys(line for telling in told for line in _reasons(telling, openings)))[:6],
        )
        for value, told in by_value.items()
    ]
    return tuple(sorted(found, key=lambda given: -len(given.tellings)))


def _reasons(telling: Telling, openings: tuple[str, ...]) -> tuple[str, ...]:
    dated = (telling.when_why,) if "when" in openings and telling.when_why else ()
    return (*dated, *_about(telling.why, openings))


def _about(lines: Sequence[str], openings: tuple[str, ...]) -> tuple[str, ...]:
    """Lines of reasons that are about one field: they begin with its name, or with its value."""
    return tuple(line for line in lines if line.startswith(openings))


def _names(parties: Sequence[tuple[str, str]]) -> str:
    return ", ".join(name for _, name in parties)


def _days(earliest: str | None, latest: str | None) -> str:
    return interval(earliest, latest) if earliest or latest else ""


def _status(status: str, *, background: bool) -> str:
    return f"{status}, told as history" if background else status
