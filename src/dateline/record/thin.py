"""Tellings that name nobody ("the attack", "this week's killings near Brova"): which event they mean, if only one fits.

Such a telling is joined to an event only where it can mean no other: in its own report the only one of its type that
shares the mode, the day and place, or the trigger (and the place, where the telling does not point back to it); across
reports the only one of its type with the same trigger or mode in the same small place within days. Where two would do
it stays by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.record.clusters import Clusters
from dateline.record.likeness import OF_A_DAY
from dateline.record.places import PlacesFound
from dateline.record.tellings import Telling
from dateline.record.words import common_triggers

_POINTING = re.compile(r"(?:\b(?:the|this|that|these|those|its|their|his|her)|'s?)(?:\s+[^\s,.;:]+){0,3}\s*$")
"""What stands shortly before a noun that points back to something told before."""
_SAID = frozenset(("ACCUSE", "REJECT", "REQUEST", "THREATEN"))
_DAYS = 7
_MANY = 60
"""More events than this under one key, and which one is meant can't be told anyway."""


@dataclass(slots=True)
class Meant:
    """A cluster of tellings as something that may be meant by, or may mean, another."""

    root: int
    first: Telling
    low: int
    high: int
    places: frozenset[int]
    modes: frozenset[str]
    stems: frozenset[str]
    reports: frozenset[int]
    who: frozenset[str]
    whom: frozenset[str]
    thin: bool
    pointing: bool
    """Whether some telling points back ("the attack", "its strikes"), as a verb of its own does not."""

    def may_be(self, other: Meant) -> bool:
        """Whether neither the mode nor what the unnamed are called speaks against it."""
        if self.modes and other.modes and not self.modes & other.modes:
            return False
        if self.who and other.who and not self.who & other.who:
            return False
        if self.first.event.type in _SAID and (self.who or other.who) and not self.who & other.who:
            return False  # "the police denied it", "the ministry denied it": who says it makes it another
        return not (self.whom and other.whom) or bool(self.whom & other.whom)

    @property
    def bounded(self) -> bool:
        """Whether its days are narrow enough to tell it from others."""
        return self.high - self.low < _DAYS


def join_thin(tellings: Sequence[Telling], clusters: Clusters, live: Sequence[int], places: PlacesFound) -> None:
    """Join clusters that name nobody to the only event that they can mean."""
    everything = [_meant([tellings[member] for member in group]) for group in clusters.groups(live)]
    here: dict[tuple[int, str, str], list[Meant]] = {}
    there: dict[tuple[str, str, int], list[Meant]] = {}
    for one in everything:
        of = (one.first.event.type, one.first.status_class)
        for report in sorted(one.reports):
            here.setdefault((report, *of), []).append(one)
        for place in sorted(one.places):
            if one.bounded and not places.everywhere[place].wide:
                there.setdefault((*of, place), []).append(one)
    for one in everything:
        if not one.thin:
            continue
        of = (one.first.event.type, one.first.status_class)
        near = [other for report in sorted(one.reports) for other in here[report, *of]]
        found = _only(one, [other for other in near if _fits_here(one, other, places)], clusters)
        if found is not None:
            clusters.join(
                one.root, found.root, f"{_start(one, found)}, the only event of this report that can be meant"
            )
            continue
        far = [other for place in sorted(one.places) for other in there.get((*of, place), ())] if one.bounded else []
        found = _only(one, [other for other in far if _fits_there(one, other)], clusters)
        if found is not None:
            clusters.join(
                one.root, found.root, f"{_start(one, found)}, same place and days, the only event that can be meant"
            )


def _meant(tellings: list[Telling]) -> Meant:
    return Meant(
        root=tellings[0].number,
        first=tellings[0],
        low=max(telling.low for telling in tellings),
        high=min(telling.high for telling in tellings),
        places=frozenset(telling.place for telling in tellings) - {-1},
        modes=frozenset(telling.mode for telling in tellings if telling.mode),
        stems=frozenset(stem for telling in tellings for stem in telling.stems),
        reports=frozenset(telling.report for telling in tellings),
        who=frozenset(head for telling in tellings for head in telling.actors.heads),
        whom=frozenset(head for telling in tellings for head in telling.recipients.heads),
        thin=not any(telling.actors or telling.recipients for telling in tellings),
        pointing=any(_POINTING.search(telling.sentence[: telling.offset]) for telling in tellings),
    )


def _only(one: Meant, fits: list[Meant], clusters: Clusters) -> Meant | None:
    """The one event among those that fit; those that name somebody come before those that name nobody."""
    by_root: dict[int, Meant] = {}
    for other in fits[:_MANY]:
        if clusters.find(other.root) != clusters.find(one.root):
            by_root.setdefault(clusters.find(other.root), other)
    named = [other for other in by_root.values() if not other.thin] or list(by_root.values())
    if len(named) != 1 or len(fits) > _MANY or not clusters.may_join(one.root, named[0].root):
        return None
    return named[0]


def _fits_here(one: Meant, other: Meant, places: PlacesFound) -> bool:
    if one is other or not one.may_be(other) or one.low > other.high or other.low > one.high:
        return False
    if one.modes & other.modes:
        return True
    close = any(places.lie(mine, theirs) in ("same", "near") for mine in one.places for theirs in other.places)
    if one.stems & other.stems:
        return close or one.pointing
    return close and one.bounded and other.bounded and one.first.event.type in OF_A_DAY


def _fits_there(one: Meant, other: Meant) -> bool:
    if one is other or not one.may_be(other) or one.low > other.high or other.low > one.high:
        return False
    if one.reports & other.reports or not (one.stems & other.stems or one.modes & other.modes):
        return False
    if not other.thin:
        return True
    # neither names anybody: two shootings of one day in one city look just so
    return bool(one.whom & other.whom or (one.stems & other.stems) - common_triggers())


def _start(one: Meant, other: Meant) -> str:
    words = sorted(_shared_words(one, other))
    tie = f"trigger “{words[0]}”" if words else f"same type ({one.first.event.type})"
    return f"merged: {tie}, names nobody"


def _shared_words(one: Meant, other: Meant) -> Iterator[str]:
    if one.first.stems & other.stems:
        yield one.first.event.trigger.text
