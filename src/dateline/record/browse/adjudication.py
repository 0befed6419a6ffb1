"""How far the people who judged agree, and the events on which they differ."""

from __future__ import annotations

from collections import defaultdict

from msgspec import Struct

from dateline.record.agreement import Agreement, Unit, agreement, units_of
from dateline.record.browse.judged import judgements_about, redirects
from dateline.record.browse.window import Look
from dateline.record.judgements import standing
from dateline.record.ledger import Ledger, LedgerEntry

_FEW = 20


class Adjudication(Struct, frozen=True, kw_only=True):
    """What several people judged."""

    agreement: tuple[Agreement, ...]
    open: dict[str, tuple[Unit, ...]]
    """By item: what they judged differently and nobody settled."""


def adjudication(look: Look) -> Adjudication:
    """All that two people or more judged; remembered until somebody judges again."""
    return look.kept("adjudication", lambda: _adjudication(look), judged=True)


def lately(look: Look) -> Adjudication:
    """The same as of a few judgements ago: for pages that show it beside other things."""
    return look.kept(f"adjudication {look.changes // _FEW}", lambda: _adjudication(look))


def units_about(look: Look, ids: list[str]) -> tuple[Unit, ...]:
    """What people judged of one thing, by any of its ids (the last first)."""
    judgements = standing(judgements_about(look, ids))
    ledger = Ledger([*redirects(look, judgements), *(LedgerEntry(own, "", 0, 0, redirect=ids[0]) for own in ids[1:])])
    return units_of(judgements, ledger)


def _adjudication(look: Look) -> Adjudication:
    people: dict[str, set[str]] = defaultdict(set)
    into = dict(look.rows("SELECT id, redirect FROM ledger WHERE redirect IS NOT NULL"))
    ledger = Ledger(LedgerEntry(own, "", 0, 0, redirect=other) for own, other in into.items())
    names: dict[str, set[str]] = defaultdict(set)
    for item, who in look.rows(
        "SELECT DISTINCT item, who FROM judgements WHERE action NOT IN ('note', 'withdraw') AND NOT settles"
    ):
        own = ledger.resolve(item)
        people[own].add(who)
        names[own].add(item)
    several = sorted(name for own, some in people.items() if len(some) > 1 for name in names[own])
    units = units_of(standing(judgements_about(look, several)), ledger) if several else ()
    found: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.differs and unit.settled is None:
            found[unit.item.partition(" ")[0]].append(unit)
    return Adjudication(agreement=agreement(units), open={item: tuple(some) for item, some in found.items()})
