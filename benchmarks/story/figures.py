"""The record's figures against the gold's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from benchmarks.story.gold import Gold, Story
from benchmarks.story.text import Run, overlap, plain
from benchmarks.story.units import has_number, number_of, unit_of
from benchmarks.story.view import View
from benchmarks.story.who import Who
from dateline.model.record import RecordFigure

ITSELF = "the report itself"
"""The claimant in the gold of what a report says on its own word."""


@dataclass(frozen=True)
class Figures:
    """Gold and record figures of one story."""

    story: Story
    view: View
    who: Who

    @cached_property
    def gold(self) -> list[Gold]:
        """The gold's figures that have a number."""
        return [figure for figure in self.story.gold.get("figures", []) if has_number(figure)]

    @cached_property
    def pairs(self) -> list[tuple[Gold, RecordFigure | None]]:
        """Each gold figure with the record's figure in its anchor that has its value and unit; one to one."""
        used: set[tuple[str, str]] = set()
        found: list[tuple[Gold, RecordFigure | None]] = []
        for figure in self.gold:
            run = self.story.anchor(figure["file"], figure["anchor"])
            match = None
            for candidate in self.view.record.figures:
                key = (candidate.id, figure["file"])
                if key not in used and self._stands(candidate, figure["file"], run) and _equal(figure, candidate):
                    match = candidate
                    used.add(key)
                    break
            found.append((figure, match))
        return found

    def claimed_by(self, gold: Gold, found: RecordFigure) -> bool:
        """Whether the claimants are the gold's; where it names only the file's own outlet, there may be none.

        "the report itself" is that outlet, too.
        """
        if self.who.same(gold["claimant"], found.claimants):
            return True
        outlet = self.story.outlets.get(gold["file"])
        own = {plain(name) for name in (outlet, found.outlet, ITSELF) if name}
        return not found.claimants and bool(own) and {plain(name) for name in gold["claimant"]} <= own

    @cached_property
    def judged(self) -> list[RecordFigure]:
        """The record's figures that count for precision: those in the words of a figure without a number do not."""
        left_out = [
            (figure["file"], self.story.anchor(figure["file"], figure["anchor"]))
            for figure in self.story.gold.get("figures", [])
            if not has_number(figure)
        ]
        return [
            figure
            for figure in self.view.record.figures
            if not any(self._stands(figure, file, run) for file, run in left_out)
        ]

    def _stands(self, figure: RecordFigure, file: str, run: Run | None) -> bool:
        places = self.view.places(figure.source)
        return run is not None and any(place.file == file and overlap(place.run, run) for place in places)


def _equal(gold: Gold, found: RecordFigure) -> bool:
    """Whether unit and number are the same."""
    wanted = number_of(gold["value"], gold.get("low"), gold.get("high"))
    given = number_of(found.value, found.low, found.high)
    if gold["value"] is None:
        given = number_of(None, found.low, found.high)
    return unit_of(gold["unit"]) == found.unit and wanted == given
