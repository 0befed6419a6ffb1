"""What is one thing in all circles of reports.

These are known actors, bodies and office-holders of one name, places of the gazetteer, relations between such actors. A
circle gives each of them a share: how often it saw which name, kind, office … The record's item is what the shares add
up to. Adding is all there is to it: in whatever order circles come, and whichever is taken off and put in anew, the
item is the same.

Invariants: an item of a circle has at most one mark, and of several items of a circle that would have one mark none
has it, so that no two things become one by way of a third. What people put together or took apart goes before names.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct

from dateline.model.record import RecordActor, RecordPlace, RecordRelation, Source
from dateline.record.actors import Seen, Someone, most, why_one
from dateline.record.aliases import aliases_of
from dateline.record.corpus import Corpus
from dateline.record.judgements import Judgement, ruled
from dateline.record.places import Somewhere, why_merged
from dateline.record.relations import RelationFound, why_stated
from dateline.record.words import fold

Counts = dict[str, dict[str, int]]
"""By field and value how often it was seen."""
Common = RecordActor | RecordPlace | RecordRelation
FIRST = "first"
"""The field of which only the least value counts: what the first report says that names the thing."""
JUDGED = "judged"
"""The field whose values are the numbers of judgements that rest on the thing."""
_SHORTEST = 3
"""Letters of the shortest name in capitals that is taken for one and the same body wherever it stands."""


class Share(Struct, frozen=True):
    """What a circle adds to a thing that other circles may tell of, too."""

    kind: str
    counts: Counts
    sources: tuple[Source, ...] = ()


def digest(*parts: str) -> str:
    """A mark from what a thing is: a hash, for the ledger keeps it longer than any report."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]


def mark_of_actor(someone: Someone) -> str:
    """The mark of an actor that is one wherever it is named; "" for who may be somebody else elsewhere."""
    if someone.known is not None:
        return digest("known", someone.known)
    if not someone.named:
        return ""
    name, country = fold(someone.name), someone.country or ""
    if someone.kind == "person":
        office = "" if country else min(map(fold, someone.offices), default="")
        return digest("person", name, country, office) if " " in name and (country or office) else ""
    particular = " " in name or country or (someone.name.isupper() and len(name) >= _SHORTEST)
    return digest("body", name, country) if particular else ""


def mark_of_place(where: Somewhere) -> str:
    """The mark of a place of the gazetteer; "" for any other."""
    return digest("place", where.place.gazetteer) if where.place.gazetteer is not None else ""


def mark_of_relation(one: RelationFound, source: str, target: str) -> str:
    """The mark of a relation between things of these marks; "" where one has none."""
    return digest(one.kind, source, target, fold(one.office or ""), one.status) if source and target else ""


def lone(marks: Sequence[str]) -> list[str]:
    """Marks of the things of one circle, without those that two of them would have."""
    counted = Counter(marks)
    return [mark if counted[mark] == 1 else "" for mark in marks]


def add(total: Counts, part: Counts, times: int = 1) -> Counts:
    """`total` with counts added (`times` -1: taken off)."""
    for field, values in part.items():
        row = total.setdefault(field, {})
        for value, count in values.items():
            row[value] = row.get(value, 0) + times * count
            if not row[value]:
                del row[value]
    return total


def actor_share(corpus: Corpus, someone: Someone, judged: Iterable[int], sources: tuple[Source, ...]) -> Share:
    """What a circle tells of an actor."""
    items, first = corpus.actors, someone.members[0]
    seen = someone.seen
    counts = {
        **{field: dict(getattr(seen, field)) for field in seen.__dataclass_fields__},
        "known": {someone.known: 1} if someone.known is not None else {},
        "in": {alias.form: len(alias.reports) for alias in someone.aliases},
        "reason": dict.fromkeys(someone.reasons, 1),
        FIRST: {f"{_place(corpus.reports[items.report[first]].id, items.index(first))} {items.items[first].why}": 1},
    }
    return _share("actor", counts, judged, sources)


def place_share(corpus: Corpus, where: Somewhere, judged: Iterable[int], sources: tuple[Source, ...]) -> Share:
    """What a circle tells of a place."""
    items, best = corpus.places, where.best
    report = corpus.reports[items.report[best]].id
    head = msgspec.json.encode(where.item("", ())).decode()
    counts = {
        "members": {"": len(where.members)},
        "reports": {"": where.reports},
        "reason": dict.fromkeys(where.reasons, 1),
        FIRST: {f"{where.place.lat is None:d} {_place(report, items.index(best))} {head}": 1},
    }
    return _share("place", counts, judged, sources)


def relation_share(
    corpus: Corpus, one: RelationFound, ends: tuple[str, str], judged: Iterable[int], sources: tuple[Source, ...]
) -> Share:
    """What a circle tells of a relation; `ends` are the ids of its actors."""
    items, first = corpus.relations, one.members[0]
    why = one.first
    counts = {
        "is": {msgspec.json.encode((one.kind, *ends, one.status)).decode(): 1},
        "office": dict(one.offices),
        "members": {"": len(one.members)},
        "reports": {"": one.reports},
        FIRST: {f"{_place(corpus.reports[items.report[first]].id, items.index(first))} {why}": 1},
    }
    return _share("relation", counts, judged, sources)


def _share(
    kind: str, counts: Mapping[str, Mapping[str, int]], judged: Iterable[int], sources: tuple[Source, ...]
) -> Share:
    whole: Counts = {field: dict(values) for field, values in counts.items() if values}
    told = {str(number): 1 for number in judged}
    return Share(kind, {**whole, "circles": {"": 1}, **({JUDGED: told} if told else {})}, sources)


def _place(report: str, index: int) -> str:
    return f"{report} {index:06}"


_AT = 64 + 1 + 6


def united(
    own: str, kind: str, counts: Counts, judgements: Mapping[int, Judgement], sources: tuple[Source, ...] = ()
) -> tuple[str, Common]:
    """The item that the shares of all circles add up to, and its place in the order of its list.

    Without `sources` it has none, and no aliases. `judgements` are those that rest on it, by their numbers.
    """
    rest = [judgements[int(number)] for number in counts.get(JUDGED, ())]
    first = min(counts[FIRST])
    if kind == "relation":
        relation = ruled(_relation(own, counts, sources), kind, rest)
        return f"{relation.kind} {first[:_AT]}", relation
    if kind == "actor":
        actor = ruled(_actor(own, counts, sources), kind, rest)
        return f"{fold(actor.name)}\n{first[:_AT]}", actor
    place = ruled(_place_item(own, counts, sources), kind, rest)
    return f"{fold(place.name)}\n{first[2 : _AT + 2]}", place


def _actor(own: str, counts: Counts, sources: tuple[Source, ...]) -> RecordActor:
    seen = Seen(**{field: counts.get(field, {}) for field in Seen.__dataclass_fields__})
    known = next(iter(counts.get("known", ())), None)
    name = seen.name(known)
    reasons = sorted(counts.get("reason", ()))
    if counts["circles"][""] > 1 and not reasons:
        reasons = [f"One actor of the table of known actors: {name}." if known else f"One name and country: {name}."]
    return RecordActor(
        id=own, name=name, kind=seen.chosen_kind, aliases=aliases_of(sources), known=known,
        sector=most(seen.sector), country=most(seen.country), offices=seen.offices, sources=sources,
        why=why_one(reasons, min(counts[FIRST])[_AT + 1 :]),
    )  # fmt: skip


def _place_item(own: str, counts: Counts, sources: tuple[Source, ...]) -> RecordPlace:
    head = min(counts[FIRST])[2 + _AT + 1 :]
    item = msgspec.json.decode(head, type=RecordPlace)
    reasons = sorted(counts.get("reason", ()))
    if counts["circles"][""] > 1 and not reasons:
        reasons = ["one entry of the gazetteer"]
    why = why_merged(item.why, counts["members"][""], counts["reports"][""], reasons)
    return msgspec.structs.replace(item, id=own, sources=sources, why=why)


def _relation(own: str, counts: Counts, sources: tuple[Source, ...]) -> RecordRelation:
    kind, source, target, status = msgspec.json.decode(next(iter(counts["is"])))
    why = why_stated(min(counts[FIRST])[_AT + 1 :], counts["members"][""], counts["reports"][""])
    return RecordRelation(
        id=own, kind=kind, source=source, target=target, office=most(counts.get("office", {})), status=status,
        sources=sources, why=why,
    )  # fmt: skip
