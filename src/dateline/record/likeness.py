"""What ties two tellings beyond doubt, what parts them, and why they are one event, in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.record.actors import ActorsFound
from dateline.record.corpus import day_text
from dateline.record.places import PlacesFound
from dateline.record.tellings import Telling, days, interval_text
from dateline.record.words import stem

_COPIED_WORDS = 8
"""Words that a sentence must have for its standing in two reports to be no chance."""
_HARMED = frozenset(
    stem(word) for word in "killed kills killing wounded wounding injured injuring died dead hurt".split()
)
"""What an attack does to people: told in one sentence with the attack, it is that attack."""

_FIRST = re.compile(r"\b(?:after|following|in response to|in retaliation for|before|then)\s+(?!\w+ing\b)")
"""What parts two acts of one sentence ("the clash began after troops opened fire"), but for harm and what did it."""


class Likeness:
    """Compares pairs of tellings in words."""

    def __init__(self, actors: ActorsFound, places: PlacesFound, text: Sequence[int]) -> None:
        """`text` gives for each report a number that it has in common with those that share text with it."""
        self._actors = actors
        self._places = places
        self._text = text

    def copied(self, one: Telling, other: Telling) -> bool:
        """Whether two reports that share text tell it in the same sentence, word for word but for a dateline."""
        if self._text[one.report] != self._text[other.report] or one.report == other.report:
            return False
        if one.sentence[one.offset :] != other.sentence[other.offset :]:
            return False
        before, longer = sorted((one.sentence[: one.offset], other.sentence[: other.offset]), key=len)
        dateline = longer.removesuffix(before).rstrip() if longer.endswith(before) else None
        same = dateline == "" or (dateline is not None and dateline[-1] in "-–—)")
        return same and f"{before}{one.sentence[one.offset :]}".count(" ") >= _COPIED_WORDS - 1

    def two_acts(self, one: Telling, other: Telling) -> bool:
        """Whether their one sentence tells two acts: of two modes, or one coming after the other in its own words."""
        if one.mode and other.mode and one.mode != other.mode:
            return True
        if one.event.type != other.event.type or one.stems & other.stems or _HARMED & (one.stems | other.stems):
            return False
        first, second = sorted((one, other), key=lambda telling: telling.offset)
        between = first.sentence[first.offset + len(first.event.trigger.text) : second.offset]
        return _FIRST.search(between) is not None

    def why(self, one: Telling, other: Telling, chance: float) -> str:
        """Why the two are one event, as a sentence; `chance` is how sure that is."""
        parts = []
        if self.copied(one, other):
            parts.append("the same sentence word for word")
        when = days(one, other)
        if when == "same":
            parts.append(f"same day ({day_text(one.low)})")
        elif when == "overlap":
            parts.append(f"times that fit ({interval_text(max(one.low, other.low), min(one.high, other.high))})")
        elif one.report == other.report:
            parts.append("same report")
        else:
            parts.append("no days that differ")
        lie = self._places.lie(one.place, other.place)
        names = [self._places.everywhere[number].place.name for number in sorted({one.place, other.place} - {-1})]
        if lie in ("same", "within") and len(names) == 1:
            parts.append(f"same place ({names[0]})")
        elif lie == "near":
            parts.append(f"places near each other ({', '.join(names)})")
        elif lie == "within":
            parts.append(f"one place within the other ({', '.join(names)})")
        for role, mine, theirs in (
            ("actors", one.actors, other.actors),
            ("recipients", one.recipients, other.recipients),
        ):
            agrees = mine.agrees(theirs)
            if agrees > 0:
                shared = [self._actors.everyone[number].name for number in sorted(mine.named & theirs.named)]
                called = f" ({', '.join(shared)})" if shared else ""
                parts.append(f"same {role}{called}" if agrees == 2 else f"{role} in common{called}")
        if one.stems & other.stems:
            parts.append(f"trigger “{min(one.event.trigger.text, other.event.trigger.text)}”")
        elif one.mode and one.mode == other.mode:
            parts.append(f"same mode ({one.mode})")
        else:
            parts.append(f"same type ({one.event.type})")
        return f"merged: {', '.join(parts)}; {round(100 * chance)} % sure"
