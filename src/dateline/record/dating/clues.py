"""Clues to the day of publication, and what they say together.

Invariants: what clues say does not depend on their order; a weaker clue never overrules a stronger one; clues of one
strength that contradict each other are both left out and both named: nothing is averaged.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.record.corpus import day_text

STATED, TOLD, DATED, SHARED, LIKELY, WEAK = 6, 5, 4, 3, 2, 1
"""How firm a clue is: the report states its day; it tells of a day as past; something in it carries a day (a post, a
picture); another report tells the same; it is usually so; it holds as a rule of thumb."""
_LABELS = {SHARED: "as another report tells", LIKELY: "likely", WEAK: "weak"}
_MOST_CONTRADICTIONS = 3


@dataclass(frozen=True, slots=True, order=True)
class Clue:
    """Publication lies between `low` and `high` (ordinals of days; None: open), and why, in a sentence part."""

    strength: int
    low: int | None
    high: int | None
    why: str

    def sentence(self) -> str:
        """The reason with how firm it is, where it is not certain."""
        label = _LABELS.get(self.strength)
        return f"{self.why} ({label})" if label else self.why


@dataclass(slots=True)
class Settled:
    """What all clues say: first and last day, the clues that set them, and what does not fit together."""

    low: int | None = None
    high: int | None = None
    reasons: list[Clue] = field(default_factory=list)
    contradictions: list[str] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether nothing is known."""
        return self.low is None and self.high is None

    def how(self) -> str:
        """The chain of reasons as one sentence."""
        parts: list[str] = []
        for day, side, ends in ((self.low, "not before", 0), (self.high, "not after", 1)):
            if day is None:
                continue
            setting = next(clue for clue in self.reasons if (clue.low, clue.high)[ends] == day)
            parts.append(f"{side} {day_text(day)}: {setting.sentence()}")
        if self.low is not None and self.low == self.high:
            low, high = (part.partition(": ")[2] for part in parts)
            parts = [f"{day_text(self.low)}: {low}" + (f"; {high}" if high != low else "")]
        return "solved from the reports: " + "; ".join(parts)


def settle(clues: Iterable[Clue]) -> Settled:
    """The narrowest interval that the clues allow, the firmest first."""
    settled = Settled()
    groups: dict[int, set[Clue]] = {}
    for clue in clues:
        groups.setdefault(clue.strength, set()).add(clue)
    for strength in sorted(groups, reverse=True):
        group = [clue for clue in sorted(groups[strength], key=_order) if _fits(clue, settled)]
        while True:
            lowest = _binding(group, settled.low, low=True)
            highest = _binding(group, settled.high, low=False)
            low = lowest.low if lowest else settled.low
            high = highest.high if highest else settled.high
            if low is None or high is None or low <= high:
                break
            settled.contradictions.append(f"{_said(lowest, settled)}, but {_said(highest, settled)}: neither counts")
            group = [clue for clue in group if clue not in (lowest, highest)]
        settled.reasons.extend(clue for clue in dict.fromkeys((lowest, highest)) if clue)
        settled.low, settled.high = low, high
    del settled.contradictions[_MOST_CONTRADICTIONS:]
    return settled


def _order(clue: Clue) -> tuple[int, int, str]:
    return (clue.low or 0, clue.high or 0, clue.why)


def _fits(clue: Clue, settled: Settled) -> bool:
    """Whether a clue leaves any day of what firmer ones settled; if not, that is noted."""
    late = clue.low is not None and settled.high is not None and clue.low > settled.high
    early = clue.high is not None and settled.low is not None and clue.high < settled.low
    if (late or early) and clue.strength > WEAK:
        against = next(one for one in settled.reasons if (one.high if late else one.low) is not None)
        settled.contradictions.append(f"{clue.why} does not fit: {against.why}, which is firmer")
    return not late and not early


def _binding(group: list[Clue], known: int | None, *, low: bool) -> Clue | None:
    """The clue of a group that narrows one end most; None where none narrows what is known."""
    best: Clue | None = None
    for clue in group:
        day = clue.low if low else clue.high
        if day is not None and (known is None or (day > known if low else day < known)):
            best, known = clue, day
    return best


def _said(clue: Clue | None, settled: Settled) -> str:
    return clue.why if clue else settled.reasons[-1].why
