"""Agreement between people who judged one record: Krippendorff's alpha for each field, and where they differ.

A unit is a field of an item, and its values are what each person's last word makes of it: a correction gives the field
its value, an acceptance gives every field the value that was there, a rejection says that the thing is not listed. What
settles a difference (`Judgement.settles`) is nobody's coding and does not count. Several files may be put together:
copies of one record on which people worked without seeing each other.

alpha = 1 - Do / De (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"), with a distance of 0 or 1 between
values and, between lists (actors, contexts), one less what they share of all that they name (Jaccard).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

import msgspec
from msgspec import Struct

from dateline.record.judgements import CORRECTABLE, SAYING_NOTHING, Judgement, plain_json, read_value
from dateline.record.ledger import Ledger, kind_of

LISTED, SAME = "listed", "same"
"""Units that are no fields: whether a thing is to be listed, and whether two things are one."""


class Unit(Struct, frozen=True, kw_only=True):
    """One thing that several people judged, each with their value as JSON."""

    item: str
    field: str
    values: dict[str, str]
    settled: str | None
    """The value that a judgement put which settles it; None where none did."""

    @property
    def differs(self) -> bool:
        """Whether they gave different values."""
        return len(set(self.values.values())) > 1


class Agreement(Struct, frozen=True, kw_only=True):
    """How far people agree on a field."""

    kind: str
    field: str
    units: int
    """Units that two people or more judged."""
    people: tuple[str, ...]
    same: int
    """Units on which all gave one value."""
    alpha: float | None
    """None where all values of all units are one: nothing tells agreement from habit."""


def units_of(judgements: Iterable[Judgement], ledger: Ledger) -> tuple[Unit, ...]:
    """What people judged, by item and field, in the order in which it was first judged.

    Give it judgements that stand (`judgements.standing`, file by file).
    """
    values: dict[tuple[str, str], dict[str, str]] = {}
    settled: dict[tuple[str, str], str] = {}
    for judgement in judgements:
        if judgement.action in SAYING_NOTHING:
            continue
        for about, value in _said(judgement, ledger):
            if judgement.settles:
                settled[about] = value
            else:
                values.setdefault(about, {})[judgement.who] = value
    return tuple(
        Unit(item=item, field=field, values=said, settled=settled.get((item, field)))
        for (item, field), said in values.items()
    )


def agreement(units: Iterable[Unit]) -> tuple[Agreement, ...]:
    """Agreement for each kind of item and field that two people or more judged, the field with most units first."""
    groups: dict[tuple[str, str], list[Unit]] = {}
    for unit in units:
        if len(unit.values) > 1:
            groups.setdefault((kind_of(unit.item.partition(" ")[0]) or "", unit.field), []).append(unit)
    found = [
        Agreement(
            kind=kind,
            field=field,
            units=len(mine),
            people=tuple(sorted({who for unit in mine for who in unit.values})),
            same=sum(not unit.differs for unit in mine),
            alpha=alpha([list(unit.values.values()) for unit in mine]),
        )
        for (kind, field), mine in groups.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.units, one.kind, one.field)))


def alpha(units: Sequence[Sequence[str]]) -> float | None:
    """Krippendorff's alpha over units, each the values (JSON) that its coders gave; units with one value don't count.

    None where there is no unit with two values, or only one value among all.
    """
    paired = [values for values in units if len(values) > 1]
    counts = Counter(value for values in paired for value in values)
    total = sum(counts.values())
    if len(counts) < 2:
        return None
    parsed = {value: msgspec.json.decode(value) for value in counts}
    observed = sum(
        2 * sum(_distance(parsed[one], parsed[two]) for one, two in combinations(values, 2)) / (len(values) - 1)
        for values in paired
    ) / total  # fmt: skip
    expected = 2 * sum(
        counts[one] * counts[two] * _distance(parsed[one], parsed[two]) for one, two in combinations(counts, 2)
    ) / (total * (total - 1))  # fmt: skip
    return 1 - observed / expected


def _distance(one: Any, two: Any) -> float:
    if isinstance(one, list) and isinstance(two, list):
        mine, theirs = set(map(str, one)), set(map(str, two))
        return 1 - len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0
    return 0.0 if one == two else 1.0


def _said(judgement: Judgement, ledger: Ledger) -> list[tuple[tuple[str, str], str]]:
    """(item, field) and value for everything that a judgement says."""
    item = ledger.resolve(judgement.on)
    kind = kind_of(item) or ""
    if judgement.action in ("merge", "split"):
        ends = sorted(min(keys) for keys in (judgement.evidence, judgement.other) if keys)
        pair = " ".join((item if judgement.action == "split" else min(item, ledger.resolve(judgement.after or item)),
                         *(f"{key[0][:8]}:{key[1]}" for key in ends)))  # fmt: skip
        return [((pair, SAME), '"one"' if judgement.action == "merge" else '"two"')]
    found = [((item, LISTED), '"no"' if judgement.action == "reject" else '"yes"')]
    if judgement.action == "correct" and judgement.field:
        value = read_value(kind, judgement.field, judgement.after)
        found.append(((item, judgement.field), _resolved(plain_json(value), ledger)))
    elif judgement.action == "accept" and judgement.before:
        seen: Mapping[str, Any] = msgspec.json.decode(judgement.before)
        found += [
            ((item, field), _resolved(plain_json(seen[field]), ledger))
            for field in CORRECTABLE.get(kind, ()) if field in seen
        ]  # fmt: skip
    return found


def _resolved(value: str, ledger: Ledger) -> str:
    """A value with the ids that now stand for those in it; lists in one order."""
    read = msgspec.json.decode(value)
    if isinstance(read, list):
        read = sorted(
            ledger.resolve(one) if isinstance(one, str) else msgspec.json.encode(one).decode() for one in read
        )
    elif isinstance(read, str):
        read = ledger.resolve(read)
    return msgspec.json.encode(read, order="sorted").decode()
