"""The record's disagreements against the gold's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, permutations

from benchmarks.story.events import Events
from benchmarks.story.figures import Figures
from benchmarks.story.gold import Gold, Story
from benchmarks.story.text import Run, overlap
from benchmarks.story.view import View
from dateline.model.record import Disagreement, Side


@dataclass(frozen=True)
class Disagreements:
    """Gold and record disagreements of one story."""

    story: Story
    view: View
    events: Events
    figures: Figures

    @cached_property
    def pairs(self) -> list[tuple[Gold, Disagreement | None]]:
        """Each gold disagreement with one of the record's of the same kind whose sides match; one to one.

        Sides match where each side of the gold has a side of its own in the record, with an item of the gold's side: a
        source in the words of that figure or of a mention of that event (in that file, for `e1@file.txt`), or, for a
        side without sources, the figure or event itself. More than two sides may be shown two by two: then all that
        tie them are found.
        """
        return [(gold, found[0] if found else None) for gold, found in self._found]

    @cached_property
    def matched(self) -> set[str]:
        """Ids of the record's disagreements that are some of the gold's."""
        return {one.id for _, found in self._found for one in found}

    @cached_property
    def _found(self) -> list[tuple[Gold, list[Disagreement]]]:
        used: set[str] = set()
        found: list[tuple[Gold, list[Disagreement]]] = []
        for gold in self.story.gold.get("disagreements", []):
            # an update is looked for among updates first, so that one with the same sides is left for the conflict
            ours = sorted(self.view.record.disagreements, key=lambda one: one.update != bool(gold["update"]))
            free = [one for one in ours if one.id not in used and one.kind == gold["kind"]]
            match = next(([one] for one in free if self._sides(gold["sides"], one)), None)
            if match is None and len(gold["sides"]) > 2:
                match = self._two_by_two(gold["sides"], free)
            used.update(one.id for one in match or ())
            found.append((gold, match or []))
        return found

    def _two_by_two(self, sides: list[list[str]], free: list[Disagreement]) -> list[Disagreement] | None:
        """The disagreements of two sides each that tie all these sides to each other; None where some are left over."""
        tied: dict[int, set[int]] = {number: {number} for number in range(len(sides))}
        chosen: list[Disagreement] = []
        for one, other in combinations(range(len(sides)), 2):
            match = next(
                (each for each in free if each not in chosen and self._sides([sides[one], sides[other]], each)), None
            )
            if match is not None:
                chosen.append(match)
                together = tied[one] | tied[other]
                tied.update(dict.fromkeys(together, together))
        return chosen if len(tied[0]) == len(sides) else None

    def _sides(self, wanted: list[list[str]], candidate: Disagreement) -> bool:
        if len(candidate.sides) < len(wanted):
            return False
        fits = [[self._side(items, side) for side in candidate.sides] for items in wanted]
        return any(
            all(fits[number][side] for number, side in enumerate(order))
            for order in permutations(range(len(candidate.sides)), len(wanted))
        )

    def _side(self, items: list[str], side: Side) -> bool:
        return any(self._item(item, side) for item in items)

    def _item(self, item: str, side: Side) -> bool:
        if side.sources:
            runs = self._runs(item)
            return any(
                place.file == file and overlap(place.run, run)
                for source in side.sources
                for place in self.view.places(source)
                for file, run in runs
            )
        return self._of_record(item.partition("@")[0]) & set(side.items) != set()

    def _runs(self, item: str) -> list[tuple[str, Run]]:
        """File and run of the words of a gold figure, or of the mentions of a gold event."""
        identity, _, only = item.partition("@")
        for figure in self.story.gold.get("figures", []):
            if figure["id"] == identity:
                run = self.story.anchor(figure["file"], figure["anchor"])
                return [(figure["file"], run)] if run else []
        return [
            (mention.file, mention.anchor)
            for mention in self.story.mentions
            if mention.event == identity and mention.anchor and (not only or mention.file == only)
        ]

    def _of_record(self, identity: str) -> set[str]:
        figures = {found.id for gold, found in self.figures.pairs if found is not None and gold["id"] == identity}
        event = self.events.counterpart.get(identity)
        return figures | ({event} if event else set())
