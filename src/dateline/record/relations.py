"""Relations across reports: one for each kind, pair of actors, office and status, with every place that states it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dateline.model.account import RelationKind
from dateline.record.actors import ActorsFound, most
from dateline.record.corpus import Corpus
from dateline.record.judgements import Rulings
from dateline.record.ledger import Where
from dateline.record.words import fold, spaced


@dataclass(slots=True)
class RelationFound:
    """One relation of the record before it has an id; `source` and `target` are numbers of actors."""

    members: list[int]
    kind: RelationKind
    source: int
    target: int
    office: str | None
    status: Literal["stated", "claimed", "denied", "former"]
    offices: Mapping[str, int]
    reports: int
    first: str
    """The reason that the first report gives."""


def merge_relations(corpus: Corpus, actors: ActorsFound, rulings: Rulings) -> list[RelationFound]:
    """All relations of all accounts, in an order made from content; those of an actor with itself are left out."""
    items = corpus.relations
    rejected = rulings.rejected("relation", Where(corpus.keys("relation"))) if rulings else set()
    groups: dict[tuple[str, int, int, str, str], list[int]] = {}
    for number, relation in enumerate(items.items):
        report = items.report[number]
        source = actors.of[corpus.actors.number(report, relation.source)]
        target = actors.of[corpus.actors.number(report, relation.target)]
        if number in rejected or source < 0 or target < 0 or source == target:
            continue
        groups.setdefault((relation.kind, source, target, fold(relation.office or ""), relation.status), []).append(
            number
        )
    found: list[RelationFound] = []
    for (_, source, target, _, _), members in sorted(groups.items()):
        first = items.items[members[0]]
        offices = Counter(spaced(office) for number in members if (office := items.items[number].office))
        reports = len({items.report[number] for number in members})
        why = first.why or f"stated: {spaced(first.span.text)}"
        found.append(
            RelationFound(members, first.kind, source, target, most(offices), first.status, offices, reports, why)
        )
    return found


def why_stated(first: str, members: int, reports: int) -> str:
    """The reason for a relation, and how often it is stated."""
    if members == 1:
        return first
    return f"{first}; stated {members} times in {reports} {'reports' if reports > 1 else 'report'}"
