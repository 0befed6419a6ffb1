"""The record's relations against the gold's."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.story.gold import Story
from benchmarks.story.text import plain
from benchmarks.story.view import View
from benchmarks.story.where import same_name
from benchmarks.story.who import Who

BOTH_WAYS = frozenset({"fights", "allied_with", "same_as_claimed"})
"""Kinds that hold from either side."""

Wanted = tuple[str, str, str, bool, bool]
"""Kind, from, to, denied, former."""


@dataclass(frozen=True)
class Relations:
    """Gold and record relations of one story."""

    story: Story
    view: View
    who: Who

    def wanted(self) -> list[Wanted]:
        """The gold's relations, lists split into pairs."""
        return [
            (relation["kind"], source, target, relation["status"] == "denied", relation["status"] == "former")
            for relation in self.story.gold.get("relations", [])
            for source in relation["from"]
            for target in relation["to"]
        ]

    def found(self) -> set[Wanted]:
        """The record's relations in the gold's names; a relation that holds both ways stands twice."""
        given: set[Wanted] = set()
        for relation in self.view.record.relations:
            denied, former = relation.status == "denied", relation.status == "former"
            for source in self._names(relation.source):
                for target in self._names(relation.target):
                    given.add((relation.kind, source, target, denied, former))
                    if relation.kind in BOTH_WAYS:
                        given.add((relation.kind, target, source, denied, former))
        return given

    def _names(self, part: str) -> set[str]:
        """Gold names of an actor or a place of the record: what is controlled may be either."""
        names: set[str] = set()
        actor, place = self.view.actors.get(part), self.view.gazetteer.get(part)
        if actor is not None:
            name = self.who.gold_of.get(part)
            names |= {name} if name else set()
            forms = {plain(actor.name), *(plain(alias.form) for alias in actor.aliases)}
            names |= {
                gold["name"]
                for gold in self.story.places.values()
                if forms & {plain(surface) for surface in (gold["name"], *gold["surface"])}
            }
        if place is not None:
            names |= {gold["name"] for gold in self.story.places.values() if same_name(gold, place)}
        return names
