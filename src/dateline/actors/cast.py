"""Actors while a report is being read: mutable parts that gather mentions, and the shop window they leave by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.actors.hits import Hit
from dateline.actors.known import Entry, Known, fold
from dateline.actors.tables import organs_by_key
from dateline.model.account import Actor, ActorKind
from dateline.model.reading import Reading
from dateline.model.spans import Span

MOST_REASONS = 4
"""Reasons that an actor shows; more would not be read."""


@dataclass(eq=False, slots=True)
class Sighting:
    """One place where an actor is named: words `first` to `last`, code points `start` to `end`, and how."""

    first: int
    last: int
    start: int
    end: int
    how: str
    """name, organ, adjective, person, surname, described, definite, pronoun or place."""


@dataclass(eq=False, slots=True)
class Part:
    """An actor in the making."""

    name: str
    kind: ActorKind
    known: str | None = None
    sector: str | None = None
    country: str | None = None
    words: frozenset[str] = frozenset()
    """What may be said of it."""
    never: frozenset[str] = frozenset()
    noun: str | None = None
    """Lemma of the noun that describes it, for an actor without a name."""
    office: str | None = None
    represents: Part | None = None
    count: str | None = None
    links: set[tuple[str, str]] = field(default_factory=set)
    """Who stands behind it and how: ("US", "backed")."""
    sightings: list[Sighting] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    forms: dict[str, str] = field(default_factory=dict)
    """Forms of its name in this report, and how each is known: "table", "organ", "report"."""

    def why(self) -> str:
        """The reasons as one text: how the names are known, then what was inferred."""
        told = []
        table = [form for form, how in self.forms.items() if how == "table" and form != self.name]
        organ = [form for form, how in self.forms.items() if how == "organ"]
        if table:
            told.append(
                f"{_listed(table)} {'is' if len(table) == 1 else 'are'} {self.name} in the table of known actors."
            )
        elif self.known is not None and not organ:
            told.append(f"{self.name} is in the table of known actors.")
        if organ:
            told.append(
                f"{_listed(organ)} {'is' if len(organ) == 1 else 'are'} {self.name}, by a word for the state and a word for its organ."
            )
        if not told and not self.reasons:
            told.append(f"The report names “{self.name}”.")
        return " ".join([*told, *self.reasons[:MOST_REASONS]])

    def because(self, reason: str) -> None:
        """Keeps a reason, once."""
        if reason not in self.reasons:
            self.reasons.append(reason)

    def see(self, reading: Reading, first: int, last: int, how: str) -> Sighting:
        """A mention by whole words."""
        return self.see_run(first, last, reading.starts[first], reading.ends[last], how)

    def see_run(self, first: int, last: int, start: int, end: int, how: str) -> Sighting:
        """A mention by code points; the same run is kept once."""
        for sighting in self.sightings:
            if sighting.start == start and sighting.end == end:
                return sighting
        sighting = Sighting(first, last, start, end, how)
        self.sightings.append(sighting)
        return sighting

    @property
    def is_body(self) -> bool:
        """Whether it acts as one without being a person."""
        return self.kind in ("armed group", "state", "organisation")


class Cast:
    """Every actor of one report."""

    def __init__(self, reading: Reading, known: Known) -> None:
        self.reading = reading
        self.known = known
        self.parts: list[Part] = []
        self._of_entry: dict[str, Part] = {}
        self._of_name: dict[str, Part] = {}
        self.of_hit: dict[Hit, Part] = {}

    def add(self, part: Part) -> Part:
        """Takes a new actor in."""
        self.parts.append(part)
        return part

    def entry(self, ident: str) -> Part:
        """The known actor or state's organ with this id; made when it is first asked for."""
        part = self._of_entry.get(ident)
        if part is None:
            found = self.known.entries.get(ident) or organ_entry(ident, self.known)
            part = self.add(
                Part(found.name, found.kind, known=found.id, sector=found.sector, country=found.country,
                     words=found.words, never=found.never)
            )  # fmt: skip
            self._of_entry[ident] = part
        return part

    def seen_entry(self, ident: str) -> Part | None:
        """The known actor with this id where the report has named it."""
        return self._of_entry.get(ident)

    def named(self, name: str) -> Part | None:
        """The organisation with this name (without regard to capitals and marks)."""
        return self._of_name.get(name_key(name))

    def name(self, name: str, part: Part) -> None:
        """Makes `name` a name of `part`."""
        self._of_name.setdefault(name_key(name), part)

    def merge(self, kept: Part, gone: Part, reason: str) -> Part:
        """Gives everything of `gone` to `kept`."""
        if kept is gone:
            return kept
        for sighting in gone.sightings:
            kept.see_run(sighting.first, sighting.last, sighting.start, sighting.end, sighting.how)
        for form, how in gone.forms.items():
            kept.forms.setdefault(form, how)
        kept.because(reason)
        kept.links |= gone.links
        kept.office = kept.office or gone.office
        kept.represents = kept.represents or (gone.represents if gone.represents is not kept else None)
        for part in self.parts:
            if part.represents is gone:
                part.represents = kept if part is not kept else None
        for names in (self._of_entry, self._of_name):
            for key, part in names.items():
                if part is gone:
                    names[key] = kept
        for hit, part in self.of_hit.items():
            if part is gone:
                self.of_hit[hit] = kept
        self.parts.remove(gone)
        return kept

    def actors(self) -> tuple[Actor, ...]:
        """The actors as the account holds them, in the order of their first mention."""
        text = self.reading.text
        parts = [part for part in self.parts if part.sightings]
        for part in parts:
            part.sightings.sort(key=lambda sighting: (sighting.start, sighting.end))
        parts.sort(key=lambda part: (part.sightings[0].start, -part.sightings[0].end, part.name))
        number = {id(part): index for index, part in enumerate(parts)}
        return tuple(
            Actor(
                name=part.name, kind=part.kind, known=part.known, sector=part.sector, country=part.country,
                mentions=tuple(Span.of(text, sighting.start, sighting.end) for sighting in part.sightings),
                office=part.office, count=part.count, why=part.why(),
                represents=number.get(id(part.represents)) if part.represents is not None else None,
            )
            for part in parts
        )  # fmt: skip


def _listed(forms: list[str]) -> str:
    """Forms in quotation marks, joined; of many, the first five."""
    quoted = [f"“{form}”" for form in forms[:5]]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def organ_entry(ident: str, known: Known) -> Entry:
    """The entry of a state's organ that has no line of its own in the table."""
    code, _, key = ident.partition(".")
    organ = organs_by_key()[key]
    state = known.entries[code.upper()]
    return Entry(
        ident, organ.name.format(state.name), "group" if key == "people" else "organisation", organ.sector, state.id, (),
        frozenset({key, "organ"}), (), frozenset(),
    )  # fmt: skip


def name_key(name: str) -> str:
    """A name as it is compared: lower case, no accents, marks or leading article."""
    plain = fold(name).lower().replace(".", "").replace("-", " ").replace("–", " ").replace("'", "")
    return " ".join(plain.removeprefix("the ").split())


def nearest(sightings: Iterable[tuple[int, Part]], before: int) -> Part | None:
    """The part of the last sighting that starts before `before`."""
    found = [(start, part) for start, part in sightings if start < before]
    return max(found, key=lambda pair: pair[0])[1] if found else None
