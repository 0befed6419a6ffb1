"""One naming of a place, with what the words around it say of its kind and of where it lies."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.model.reading import Reading


@dataclass
class Mention:
    """Words `start` to `end` (inclusive) name a place; within them `first` to `last` are its name."""

    first: int
    last: int
    start: int
    end: int
    keys: tuple[tuple[str, str | None, str | None], ...] = ()
    """What to look up, the best first: folded name, class of the noun taken off it, direction taken off it.

    The direction is "" where the one that stands before the name belongs to it.
    """
    kind: str | None = None
    """Class of place by a noun beside the name or in it ("settlement", "province" …)."""
    inside: bool = False
    """Whether that noun is a word of the name itself ("Rock Hill", "Orontes River")."""
    lower: bool = False
    """Whether that noun is in lower case, so that it can't be a part of the name."""
    direction: str | None = None
    acting: bool = False
    """Whether it stands for a government: it says which countries the text speaks of, and is no place."""
    named: int = 0
    """Last word of the name with the noun of its kind behind it."""
    bare: int = 0
    """First word without what `relation` took in."""
    relation: str | None = None
    """How it lies to what is named: "near", "around" (its countryside, its outskirts), "offset" (to one side of it)."""
    kilometres: float | None = None
    likely: bool = True
    """Whether it is a place though the gazetteer may not have it: the reader is sure, or a preposition leads to it."""
    listed: list[int] = field(default_factory=list)
    """Numbers of the mentions that stand in one list with it ("Ohio, Indiana and Kentucky")."""
    containers: list[tuple[int, str]] = field(default_factory=list)
    """Numbers of the mentions that the text says this place lies in, and how it says so ("comma", "in", "owner")."""
    countries: set[str] = field(default_factory=set)
    """Countries that the text says this place lies in, by a demonym ("the Syrian town of")."""


class Surroundings:
    """The words around a name within its sentence; outside of it there is the empty word."""

    def __init__(self, reading: Reading, lower: list[str], word: int) -> None:
        self.reading = reading
        self.low, self.high = reading.sentence_bounds(reading.sentence_of[word])
        self._lower = lower

    def at(self, word: int) -> str:
        """The word in lower case; "" outside the sentence."""
        return self._lower[word] if self.low <= word < self.high else ""

    def capital(self, word: int) -> bool:
        """Whether the word begins with a capital letter."""
        return self.low <= word < self.high and self.reading.words[word][0].isupper()

    def part_of_speech(self, word: int) -> str:
        """Universal part of speech; "" outside the sentence."""
        return self.reading.upos[word] if self.low <= word < self.high else ""

    def text(self, first: int, last: int) -> str:
        """The text of words `first` to `last`."""
        return self.reading.text[self.reading.starts[first] : self.reading.ends[last]]
