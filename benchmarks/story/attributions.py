"""The record's claims against the gold's attributions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from benchmarks.story.gold import Gold, Story
from benchmarks.story.text import Run, overlap, runs_of
from benchmarks.story.view import View
from benchmarks.story.who import Who
from dateline.model.record import RecordClaim

ENOUGH = 0.5
"""Share of the words of both contents that they must have in common (as in task `attribution`)."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Attributions:
    """Gold attributions and record claims of one story."""

    story: Story
    view: View
    who: Who

    def content(self, gold: Gold) -> Run | None:
        """The run from `content_starts` to `content_ends`; of several, the one nearest to the anchor."""
        text = self.story.folded.get(gold["file"], "")
        anchor = self.story.anchor(gold["file"], gold["anchor"])
        if anchor is None:
            return None
        found: list[tuple[int, int, Run]] = []
        for start, _ in runs_of(text, gold["content_starts"]):
            for _, end in runs_of(text, gold["content_ends"], start)[:1]:
                gap = max(0, start - anchor[1], anchor[0] - end)
                found.append((gap, end - start, (start, end)))
        return min(found)[2] if found else None

    @cached_property
    def pairs(self) -> list[tuple[Gold, RecordClaim | None, bool]]:
        """Each gold attribution, the claim whose content is its content, and whether the speaker is right.

        Contents are the same where at least half of the words of either are in both. One to one: claims with the right
        speaker first, then those that share most.
        """
        gold = self.story.gold.get("attributions", [])
        options: list[tuple[bool, float, int, int]] = []
        for number, attribution in enumerate(gold):
            wanted = self.content(attribution)
            if wanted is None:
                continue
            words = self._words(attribution["file"], [wanted])
            for index, claim in enumerate(self.view.record.claims):
                shared = self._shared(attribution["file"], words, claim)
                if shared >= ENOUGH:
                    options.append((not self._spoken(attribution, claim), -shared, number, index))
        chosen: dict[int, tuple[int, bool]] = {}
        used: set[tuple[int, str]] = set()
        for wrong, _, number, index in sorted(options):
            key = (index, gold[number]["file"])
            if number not in chosen and key not in used:
                chosen[number] = index, not wrong
                used.add(key)
        claims = self.view.record.claims
        return [
            (attribution, claims[chosen[number][0]], chosen[number][1])
            if number in chosen
            else (attribution, None, False)
            for number, attribution in enumerate(gold)
        ]

    def chained(self, gold: Gold, claim: RecordClaim) -> bool:
        """Whether the chain is the gold's, outside in."""
        names = [self.who.gold_of.get(actor_id) or actor_id for actor_id in claim.chain]
        return names == list(gold["chain"])

    def _spoken(self, gold: Gold, claim: RecordClaim) -> bool:
        return claim.speaker is not None and self.who.gold_of.get(claim.speaker) == gold["speaker"]

    def _words(self, file: str, runs: list[Run]) -> set[int]:
        """First characters of the words in some runs."""
        text = self.story.folded[file]
        return {match.start() for run in runs for match in _WORD.finditer(text, *run)}

    def _shared(self, file: str, words: set[int], claim: RecordClaim) -> float:
        if file not in self.view.files.get(claim.source.report, ()):
            return 0.0
        given = self._words(file, [(span.start, span.end) for span in claim.content])
        return len(words & given) / len(words | given) if words | given else 0.0

    def cue_found(self, gold: Gold) -> bool:
        """Whether any claim's own words (its cue) overlap the gold's anchor."""
        anchor = self.story.anchor(gold["file"], gold["anchor"])
        return anchor is not None and any(
            place.file == gold["file"] and overlap(place.run, anchor)
            for claim in self.view.record.claims
            for place in self.view.places(claim.source)
        )
