"""Which events a page shows, as its address says it: story, type, how told, who, where, from when to when."""

from __future__ import annotations

from datetime import MAXYEAR, date
from typing import Annotated

import msgspec
import numpy as np
from msgspec import Meta, Struct

from dateline.desk.query import ActorId, Day, PlaceId, StoryId
from dateline.desk.refusals import NotFitting
from dateline.exports.page.render import FAMILIES
from dateline.record.browse import Look
from dateline.record.browse.columns import TOLD, Choice, Told, Whole, chosen, columns
from dateline.record.browse.names import actor_names, place_names
from dateline.record.browse.overview import stories

TypeName = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_ .:-]{1,60}$")]
Moment = Annotated[str, Meta(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2})?)?)?$")]
"""A day, or a minute of it."""
_MOST_OPTIONS = 60
_TOLD = ("told as happened", "planned, threatened, possible", "denied", "told as history")


class Chosen(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an address may say of the events that are wanted; pages add fields of their own."""

    story: StoryId | None = None
    type: TypeName | None = None
    told: Told | None = None
    actor: ActorId | None = None
    other: ActorId | None = None
    place: PlaceId | None = None
    first: Moment | None = msgspec.field(default=None, name="from")
    last: Moment | None = msgspec.field(default=None, name="to")

    def choice(self) -> Choice:
        """As the record takes it."""
        return Choice(
            story=self.story, type=self.type, told=self.told, actor=self.actor, other=self.other, place=self.place
        )

    def days(self) -> tuple[int, int] | None:
        """The first and last day that are wanted, where either is given."""
        if self.first is None and self.last is None:
            return None
        begin = day_of(self.first) if self.first else 1
        end = day_of(self.last, end=True) if self.last else date.max.toordinal()
        if begin > end:
            raise NotFitting("“from” is later than “to”.")
        return begin, end


class Option(Struct, frozen=True):
    """One entry of a filter."""

    value: str
    name: str


class Filters(Struct, frozen=True):
    """What can be chosen, for the form."""

    stories: tuple[Option, ...]
    types: tuple[Option, ...]
    told: tuple[Option, ...]
    actors: tuple[Option, ...]
    places: tuple[Option, ...]


def day_of(given: Day, *, end: bool = False) -> int:
    """The number of a day (`date.toordinal`); of a month or year its first day, with `end` its last."""
    year, month, day = (*map(int, given[:10].split("-")), 0, 0)[:3]
    try:
        if day:
            return date(year, month, day).toordinal()
        if not end:
            return date(year, month or 1, 1).toordinal()
        following = (year + 1, 1) if month in (0, 12) else (year, month + 1)
        return (date.max if following[0] > MAXYEAR else date(*following, 1)).toordinal() - 1
    except ValueError:
        raise NotFitting(f"There is no day {given}.") from None


def filters(look: Look, query: Chosen) -> Filters:
    """The entries of the form: all stories and types, the actors and places with most events, and what is chosen."""
    table = columns(look)
    whole = chosen(table, Choice(story=query.story))
    actors = _most(table.actors, table.party_actor[whole[table.party_event]], (query.actor, query.other))
    places = _most(table.places, table.place[whole], (query.place,))
    actor_of, place_of = actor_names(look, actors), place_names(look, places)
    return Filters(
        stories=tuple(Option(story.id, story.title) for story in stories(look)),
        types=tuple(Option(name, name) for name in sorted(table.types, key=lambda one: (FAMILIES.get(one, "~"), one))),
        told=tuple(map(Option, TOLD, _TOLD)),
        actors=_options(actors, actor_of),
        places=_options(places, place_of),
    )  # fmt: skip


def _most(names: list[str], rows: Whole, also: tuple[str | None, ...]) -> list[str]:
    """The names that stand in most rows, and what is chosen."""
    counts = np.bincount(rows[rows >= 0], minlength=len(names))
    top = [names[row] for row in np.argsort(-counts, kind="stable")[:_MOST_OPTIONS] if counts[row]]
    return list(dict.fromkeys([*top, *(own for own in also if own)]))


def _options(ids: list[str], names: dict[str, str]) -> tuple[Option, ...]:
    return tuple(sorted((Option(own, names.get(own, own)) for own in ids), key=lambda one: one.name.casefold()))
