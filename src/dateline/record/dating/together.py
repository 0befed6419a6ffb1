"""Which reports tell of the same happening, for dating: pairs that share rare marks in what they tell as events.

The record's own merging needs days; this comes before it and needs none. A report's marks are its particular persons,
organisations and places, and the words of the sentences that tell events; a mark weighs more the fewer reports have it,
and one that more than `_COMMON` reports have weighs nothing, which keeps the cost in line with the number of reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log, sqrt

from dateline.model.account import Account
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
_NAMES = frozenset("=+")
_NAME = 2.0
"""Names count twice as much as words."""


@dataclass(frozen=True, slots=True)
class Partner:
    """A report that tells of the same, and how alike the two are (0 to 1)."""

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
    size = [0.0] * len(marks)
    shared: dict[tuple[int, int], float] = {}
    names: dict[tuple[int, int], int] = {}
    for mark, reports in sorted(holders.items()):
        weight = (_NAME if mark[0] == "=" else 1.0) * log(1 + len(marks) / len(reports)) ** 2
        for number in reports:
            size[number] += weight
        if 1 < len(reports) <= _COMMON:
            for place, one in enumerate(reports):
                for other in reports[place + 1 :]:
                    shared[one, other] = shared.get((one, other), 0.0) + weight
                    if mark[0] in _NAMES:
                        names[one, other] = names.get((one, other), 0) + 1
    found: list[list[Partner]] = [[] for _ in marks]
    for (one, other), weight in sorted(shared.items()):
        likeness = round(weight / sqrt(size[one] * size[other]), 9)
        if likeness >= _ENOUGH:
            count = names.get((one, other), 0)
            found[one].append(Partner(other, likeness, count))
            found[other].append(Partner(one, likeness, count))
    return [_likest(mine) for mine in found]


def _likest(mine: Iterable[Partner]) -> list[Partner]:
    ordered = sorted(mine, key=lambda partner: (-partner.likeness, partner.report))[:_PARTNERS]
    return [partner for partner in ordered if partner.likeness >= _BESIDE_BEST * ordered[0].likeness]


def _marks(account: Account) -> set[str]:
    found = {
        f"={fold(actor.name)}" for actor in account.actors if actor.kind in ("person", "organisation", "armed group")
    }
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
