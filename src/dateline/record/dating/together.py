"""Which reports tell of the same happening, for dating: pairs that share rare marks in what they tell as events.

The record's own merging needs days; this comes before it and needs none. A report's marks are its particular persons,
organisations and places, and the words of the sentences that tell events; a mark weighs more the fewer reports have it,
and one that more than `_COMMON` reports have weighs nothing, which keeps the cost in line with the number of reports.
Whole names of persons weigh most, and count besides however long the two reports are; reports that share no name at all
are never taken for one happening, for what they share is mostly what a site writes under every report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log, sqrt

from dateline.model.account import Account, Actor
from dateline.record.words import fold, words_of

_COMMON = 60
_ENOUGH = 0.07
_BESIDE_BEST = 0.3
_PARTNERS = 12
_SHORT = 4
_PAIR = re.compile(
    r"\b(?:[A-Z][\w.'’]*|\d[\d,]*) (?=[A-Z])[A-Z][\w.'’]*|\b\d[\d,]*[ -](?:year|month|week|block|people|men|women)\w*"
)
"""Two words that name something: "Mill Road", "3 Oaks", and numbers with what they count."""
_WEIGHTS = {"*": 5.0, "=": 2.0, "+": 1.0, ".": 1.0}
"""By the first character of a mark: a person's whole name; another name, or a place; a pair of words that names
something; an organisation; a word."""
_NAMED = frozenset("*=+")
_PERSON = 0.06
"""What every whole name adds by itself."""
_BESIDES = 100
"""Reports of other things that a mark's rarity is reckoned among besides: in a record of one story all reports share
the names that tell it from others."""
_RARE = 3
"""The power by which a rarer mark weighs more. This, the weights and `_PERSON` were chosen on the training part of the
Gun Violence Corpus and on the incidents for development."""


@dataclass(frozen=True, slots=True)
class Partner:
    """A report that tells of the same, and how alike the two are."""

    report: int
    likeness: float
    names: int
    """How many names they share (of people, places, streets)."""


def partners(accounts: Sequence[Account]) -> list[list[Partner]]:
    """For every report the others that tell of the same happening, the likest first."""
    marks = [_marks(account) for account in accounts]
    holders: dict[str, list[int]] = {}
    for number, mine in enumerate(marks):
        for mark in sorted(mine):
            holders.setdefault(mark, []).append(number)
    among = len(marks) + _BESIDES
    most = log(1 + among / 2)
    size = [0.0] * len(marks)
    shared: dict[tuple[int, int], float] = {}
    names: dict[tuple[int, int], int] = {}
    persons: dict[tuple[int, int], float] = {}
    for mark, reports in sorted(holders.items()):
        rare = log(1 + among / len(reports)) / most
        weight = _WEIGHTS.get(mark[0], 1.0) * rare**_RARE
        for number in reports:
            size[number] += weight
        if 1 < len(reports) <= _COMMON:
            for place, one in enumerate(reports):
                for other in reports[place + 1 :]:
                    shared[one, other] = shared.get((one, other), 0.0) + weight
                    if mark[0] in _NAMED:
                        names[one, other] = names.get((one, other), 0) + 1
                    if mark[0] == "*":
                        persons[one, other] = persons.get((one, other), 0.0) + rare
    found: list[list[Partner]] = [[] for _ in marks]
    for (one, other), weight in sorted(shared.items()):
        count = names.get((one, other), 0)
        likeness = round(weight / sqrt(size[one] * size[other]) + _PERSON * persons.get((one, other), 0.0), 9)
        if likeness >= _ENOUGH and count:
            found[one].append(Partner(other, likeness, count))
            found[other].append(Partner(one, likeness, count))
    return [_likest(mine) for mine in found]


def _likest(mine: Iterable[Partner]) -> list[Partner]:
    ordered = sorted(mine, key=lambda partner: (-partner.likeness, partner.report))[:_PARTNERS]
    return [partner for partner in ordered if partner.likeness >= _BESIDE_BEST * ordered[0].likeness]


def _marks(account: Account) -> set[str]:
    found = {mark for actor in account.actors if (mark := _actor_mark(actor)) is not None}
    found.update(f"={fold(place.name)}" for place in account.places if place.kind not in ("country", "region"))
    for sentence in {event.sentence for event in account.events}:
        found.update(word for word in words_of(sentence.text) if len(word) >= _SHORT)
        found.update(f"+{fold(pair[0])}" for pair in _PAIR.finditer(sentence.text))
    found.update(
        f"={when.arguments[0]}:{when.arguments[1]} {when.span.text[-4:].lower()}"
        for when in account.times
        if when.rule == "clock" and len(when.arguments) > 1
    )
    return found


def _actor_mark(actor: Actor) -> str | None:
    if actor.kind == "person":
        return f"{'*' if ' ' in actor.name.strip() else '='}{fold(actor.name)}"
    return f".{fold(actor.name)}" if actor.kind in ("organisation", "armed group") else None
