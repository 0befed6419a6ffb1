"""Actors while a report is being read: parts that gather mentions, and the form they leave in."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.actors.hits import Hit
from dateline.actors.known import Entry, Known, fold
from dateline.actors.tables import organs_by_key, words
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
    """name, adjective, organ, person, surname, described, definite, pronoun or place."""


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
    serves: tuple[int, int] | None = None
    """For a person: first and last word of the body without a name whose office they have."""
    count: str | None = None
    links: set[tuple[str, str]] = field(default_factory=set)
    """Who stands behind it and how: ("US", "backed")."""
    forms: dict[str, str] = field(default_factory=dict)
    """Forms of its name in this report, and how each is known: "table" or "organ"."""
    reasons: list[str] = field(default_factory=list)
    into: Part | None = None
    """The actor that it turned out to be."""
    _sightings: dict[tuple[int, int], Sighting] = field(default_factory=dict)

    @property
    def sightings(self) -> list[Sighting]:
        """Its mentions, in the order in which they were found."""
        return list(self._sightings.values())

    @property
    def begins(self) -> int:
        """First word of the mention that was found first; -1 without one."""
        return next((sighting.first for sighting in self._sightings.values()), -1)

    @property
    def settled(self) -> Part:
        """The actor that it is in the end."""
        part = self
        while part.into is not None:
            part = part.into
        return part

    @property
    def is_body(self) -> bool:
        """Whether it acts as one without being a person."""
        return self.kind in ("armed group", "state", "organisation")

    @property
    def is_named_body(self) -> bool:
        """Whether it is an organisation or armed group with a name."""
        return self.noun is None and self.kind in ("armed group", "organisation")

    def because(self, reason: str) -> None:
        """Keeps a reason, once."""
        if reason not in self.reasons:
            self.reasons.append(reason)

    def see(self, reading: Reading, first: int, last: int, how: str) -> Sighting:
        """A mention by whole words."""
        return self.see_run(first, last, reading.starts[first], reading.ends[last], how)

    def see_run(self, first: int, last: int, start: int, end: int, how: str) -> Sighting:
        """A mention by code points; the same run is kept once."""
        sighting = self._sightings.get((start, end))
        if sighting is None:
            sighting = self._sightings[start, end] = Sighting(first, last, start, end, how)
        return sighting

    def why(self) -> str:
        """The reasons as one text: how the names are known, then what was inferred."""
        told = []
        table = [form for form, how in self.forms.items() if how == "table" and form != self.name]
        organ = [form for form, how in self.forms.items() if how == "organ"]
        if table:
            told.append(f"{_listed(table)} {_verb(table)} {self.name} in the table of known actors.")
        elif self.known is not None and not organ:
            told.append(f"{self.name} is in the table of known actors.")
        if organ:
            told.append(f"{_listed(organ)} {_verb(organ)} {self.name}: a word for the state with a word for its organ.")
        if not told and not self.reasons:
            told.append(f"The report names “{self.name}”.")
        return " ".join([*told, *self.reasons[:MOST_REASONS]])


class Cast:
    """Every actor of one report."""

    def __init__(self, reading: Reading, known: Known) -> None:
        self.reading = reading
        self.known = known
        self._parts: list[Part] = []
        self._of_entry: dict[str, Part] = {}
        self._of_name: dict[str, Part] = {}
        self.of_hit: dict[Hit, Part] = {}

    @property
    def parts(self) -> list[Part]:
        """The actors as they stand, in the order in which they were found."""
        return [part for part in self._parts if part.into is None]

    def add(self, part: Part) -> Part:
        """Takes a new actor in."""
        self._parts.append(part)
        return part

    def entry(self, ident: str) -> Part:
        """The known actor or state's organ with this id; made when it is first asked for."""
        part = self._of_entry.get(ident)
        if part is None:
            found = self.known.entries.get(ident) or organ_entry(ident, self.known)
            part = self.add(
                Part(
                    found.name, found.kind, known=found.id, sector=found.sector, country=found.country,
                    words=found.words, never=found.never,
                )
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
        """Makes `name` a name of `part`, where it is nobody's yet."""
        self._of_name.setdefault(name_key(name), part)

    def merge(self, kept: Part, gone: Part, reason: str) -> None:
        """Gives the mentions of `gone` to `kept`."""
        for sighting in gone.sightings:
            kept.see_run(sighting.first, sighting.last, sighting.start, sighting.end, sighting.how)
        for form, how in gone.forms.items():
            kept.forms.setdefault(form, how)
        kept.because(reason)
        kept.links |= gone.links
        gone.into = kept

    def actors(self) -> tuple[Actor, ...]:
        """The actors as the account holds them, in the order of their first mention."""
        text = self.reading.text
        found: list[tuple[int, int, str, Part, list[Sighting]]] = []
        for part in self.parts:
            sightings = sorted(part.sightings, key=lambda sighting: (sighting.start, sighting.end))
            if sightings:
                found.append((sightings[0].start, -sightings[0].end, part.name, part, sightings))
        found.sort(key=lambda item: item[:3])
        number = {id(item[3]): index for index, item in enumerate(found)}
        actors = []
        for _, _, _, part, sightings in found:
            behind = part.represents.settled if part.represents is not None else None
            actors.append(
                Actor(
                    name=part.name, kind=part.kind, known=part.known, sector=part.sector, country=part.country,
                    mentions=tuple(Span.of(text, sighting.start, sighting.end) for sighting in sightings),
                    office=part.office, count=part.count, why=part.why(),
                    represents=number.get(id(behind)) if behind is not None and behind is not part else None,
                )
            )  # fmt: skip
        return tuple(actors)


def _verb(forms: list[str]) -> str:
    return "is" if len(forms) == 1 else "are"


def _listed(forms: list[str]) -> str:
    """Forms in quotation marks, joined; of many, the first five."""
    quoted = [f"“{form}”" for form in forms[:5]]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def organ_entry(ident: str, known: Known) -> Entry:
    """The entry of a state's organ that has no line of its own in the table."""
    code, _, key = ident.partition(".")
    organ = organs_by_key()[key]
    state = known.entries[code.upper()]
    kind: ActorKind = "group" if key == "people" else "organisation"
    name = organ.name.format(f"the {state.name}" if state.name in words("with_article") else state.name)
    return Entry(ident, name, kind, organ.sector, state.id, (), frozenset({key, "organ"}), (), frozenset())


def name_key(name: str) -> str:
    """A name as it is compared: lower case, no accents, marks or leading article."""
    plain = fold(name).lower().replace(".", "").replace("-", " ").replace("–", " ").replace("'", "")
    return " ".join(plain.split()).removeprefix("the ")
