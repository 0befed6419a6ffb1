"""What the report states of the world between events: who backs, belongs to, fights whom; who holds which office.

Attributes say much of it in passing ("the US-backed forces", "troops loyal to the president", "the armed wing of …"),
clauses and events the rest. Each relation stands on the words that state it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from dateline.events.cast import Cast
from dateline.model.account import Actor, Event, Relation, RelationKind
from dateline.model.reading import Reading

_BACKING = frozenset("back support fund finance arm train equip sponsor bankroll supply".split())
_ATTRIBUTES: dict[str, RelationKind] = {
    **dict.fromkeys(_BACKING, "backs"),
    "align": "allied_with",
    "ally": "allied_with",
    "allied": "allied_with",
    "lead": "part_of",
    "dominate": "part_of",
}
_PARTS = frozenset("part member wing faction branch affiliate offshoot arm element unit section chapter".split())
_LOYAL = frozenset(("loyal", "allegiant", "affiliated", "aligned", "allied", "sympathetic"))
_FORMER = frozenset(("former", "ex", "then", "late", "outgoing", "ousted", "deposed", "onetime"))


def find_relations(reading: Reading, actors: tuple[Actor, ...], events: tuple[Event, ...]) -> tuple[Relation, ...]:
    """The relations that the text states, each once for every place that states it, in the order of the text."""
    cast = Cast(reading, actors)
    found = [
        *_offices(actors, events),
        *_attributes(reading, cast),
        *_memberships(reading, cast),
        *_from_events(events),
    ]
    unique = {(one.kind, one.source, one.target, one.span): one for one in found if one.source != one.target}
    return tuple(sorted(unique.values(), key=lambda one: (one.span, one.kind, one.source, one.target)))


def _offices(actors: tuple[Actor, ...], events: tuple[Event, ...]) -> Iterator[Relation]:
    """Offices that stand with a person's name; over where the report tells of the resignation, or says "former"."""
    resigned = {
        index for event in events if event.mode == "resign" and event.status == "happened" for index in event.actors
    }
    resigned |= {index for event in events if event.mode == "resign" for index in event.recipients}
    for index, actor in enumerate(actors):
        if actor.represents is not None and actor.kind == "organisation":
            yield Relation(kind="part_of", source=index, target=actor.represents, span=actor.mentions[0],
                           why="the name of whom it belongs to stands with its own")  # fmt: skip
        if actor.represents is None or not actor.office:
            continue
        words = actor.office.lower().split()
        speaks = any(word.startswith("spokes") for word in words)
        former = index in resigned or any(word.strip("-") in _FORMER for word in words)
        status: Literal["stated", "former"] = "former" if former else "stated"
        yield Relation(
            kind="speaks_for" if speaks else "holds_office",
            source=index,
            target=actor.represents,
            span=actor.mentions[0],
            office=actor.office,
            status=status,
            why=f"“{actor.office}” stands with the name" + (", as something past" if former else ""),
        )


def _attributes(reading: Reading, cast: Cast) -> Iterator[Relation]:
    """Attributes: "US-backed forces", "a militia armed by Iran", "troops loyal to the president"."""
    for word, label in enumerate(reading.labels):
        head, lemma = reading.heads[word], reading.lemmas[word].lower()
        if head < 0 or label not in ("amod", "acl", "acl:relcl", "compound", "nmod:desc"):
            continue
        holder = cast.at(head)
        if holder is None:
            continue
        if lemma in _LOYAL and label in ("amod", "acl", "acl:relcl"):
            for child in reading.children[word]:
                marker = reading.child(child, "case")
                if marker is not None and reading.lemmas[marker] in ("to", "with"):
                    kind: RelationKind = "allied_with" if reading.lemmas[marker] == "with" else "part_of"
                    for other in cast.group(child):
                        yield _stated(reading, kind, holder, other, word)
            continue
        stated = _ATTRIBUTES.get(lemma)
        if stated is None or not reading.words[word].lower().endswith(("ed", "led")):
            continue
        for child in reading.children[word]:
            if reading.labels[child] in (
                "compound",
                "obl",
                "obl:agent",
                "obl:unmarked",
                "nmod",
                "amod",
                "advmod",
                "nsubj",
            ):
                marker = reading.child(child, "case")
                if marker is not None and reading.lemmas[marker] not in ("by", "with"):
                    continue
                others = cast.group(child) or [inner for inner in (cast.inside(child),) if inner is not None]
                for other in others:
                    if other != holder:
                        yield _stated(reading, stated, other, holder, word)


def _memberships(reading: Reading, cast: Cast) -> Iterator[Relation]:
    """Memberships: "X, the armed wing of Y", "X is part of Y", "fighters in the X"."""
    for word, lemma in enumerate(reading.lemmas):
        if lemma.lower() not in _PARTS or reading.upos[word] not in ("NOUN", "PROPN"):
            continue
        wholes = [
            other
            for child in reading.children[word]
            if (marker := reading.child(child, "case")) is not None and reading.lemmas[marker] in ("of", "in")
            for other in cast.group(child)
        ]
        subject = reading.child(word, "nsubj")
        if reading.labels[word] == "appos" and reading.heads[word] >= 0:
            subject = reading.heads[word]
        part = cast.at(subject) if subject is not None else None
        if part is not None:
            for whole in wholes:
                yield _stated(reading, "part_of", part, whole, word)


def _from_events(events: tuple[Event, ...]) -> Iterator[Relation]:
    """Backing and fighting that the report tells as a fact."""
    for event in events:
        if event.status not in ("happened", "ongoing"):
            continue
        backing = event.type == "AID" or event.trigger.text.lower().startswith(("back", "support"))
        if not backing and event.type != "ASSAULT":
            continue
        for source in event.actors:
            for target in event.recipients:
                yield Relation(
                    kind="backs" if backing else "fights",
                    source=source,
                    target=target,
                    span=event.trigger,
                    status="claimed" if event.claim is not None else "stated",
                    claim=event.claim,
                    why=f"stated by “{event.trigger.text}”",
                )


def _stated(reading: Reading, kind: RelationKind, source: int, target: int, word: int) -> Relation:
    return Relation(
        kind=kind, source=source, target=target, span=reading.span(word, word), why=f"stated by “{reading.words[word]}”"
    )
