"""Reports and accounts written by hand for a test: `Paper` finds the words in its text, so no offset is ever counted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from dateline.model.account import (
    Account,
    Actor,
    ActorKind,
    Bound,
    Claim,
    Event,
    Figure,
    Place,
    PlaceKind,
    Relation,
    RelationKind,
    Status,
    Unit,
    When,
)
from dateline.model.report import Published, Report, Stated
from dateline.model.spans import Span
from dateline.record.actors import Matching
from tests.record.synthetic import keys_of, same_name

MATCHING = Matching(keys_of, same_name)


class Paper:
    """One report in the making. Words are found at their first place, or at the `nth`; sentences end at line ends."""

    def __init__(
        self,
        text: str,
        outlet: str | None = None,
        published: str | tuple[str | None, str | None] | None = None,
        title: str | None = None,
        credit: str | None = None,
    ) -> None:
        self.text = text
        self.id = hashlib.sha256(f"{outlet}{published}{text}".encode()).hexdigest()
        days = (published, published) if isinstance(published, str) else published
        self.report = Report(
            id=self.id,
            source=f"{(outlet or 'paper').lower().replace(' ', '-')}.txt",
            media_type="text/plain",
            text=text,
            text_sha256=hashlib.sha256(text.encode()).hexdigest(),
            extractor="made 1",
            language="en",
            outlet=Stated(outlet, "made up") if outlet else None,
            title=Stated(title, "made up") if title else None,
            credit=Stated(credit, "made up") if credit else None,
            published=Published(days[0], days[1], "made up") if days else None,
        )
        self._actors: list[Actor] = []
        self._places: list[Place] = []
        self._times: list[When] = []
        self._events: list[Event] = []
        self._claims: list[Claim] = []
        self._figures: list[Figure] = []
        self._relations: list[Relation] = []

    def span(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span.of(self.text, start, start + len(words))

    def sentence(self, span: Span) -> Span:
        start = self.text.rfind("\n", 0, span.start) + 1
        end = self.text.find("\n", span.end)
        return Span.of(self.text, start, end if end >= 0 else len(self.text))

    def actor(
        self,
        name: str,
        *forms: str,
        kind: ActorKind = "armed group",
        known: str | None = None,
        sector: str | None = None,
        country: str | None = None,
        office: str | None = None,
        represents: int | None = None,
    ) -> int:
        mentions = tuple(self.span(form) for form in (forms or (name,)))
        self._actors.append(
            Actor(
                name=name,
                kind=kind,
                mentions=mentions,
                known=known,
                sector=sector,
                country=country,
                office=office,
                represents=represents,
                why="named",
            )
        )
        return len(self._actors) - 1

    def place(
        self,
        name: str,
        gazetteer: str | None = None,
        lat: float | None = None,
        lon: float | None = None,
        country: str | None = "XA",
        admin1: str | None = None,
        kind: PlaceKind = "city",
    ) -> int:
        place = Place(
            name=name,
            kind=kind,
            mentions=(self.span(name),),
            gazetteer=gazetteer,
            lat=lat,
            lon=lon,
            country=country,
            admin1=admin1,
            why="the only one of that name",
        )
        self._places.append(place)
        return len(self._places) - 1

    def when(self, words: str, earliest: str | None, latest: str | None = "same", weekday: int | None = None) -> int:
        self._times.append(
            When(
                span=self.span(words),
                earliest=earliest,
                latest=earliest if latest == "same" else latest,
                granularity="day",
                anchor="publication" if weekday is not None else "none",
                rule="weekday" if weekday is not None else "date",
                arguments=(weekday, -1) if weekday is not None else (),
                why=f"“{words}”",
            )
        )
        return len(self._times) - 1

    def event(
        self,
        trigger: str,
        type: str = "ASSAULT",  # noqa: A002
        actors: Sequence[int] = (),
        recipients: Sequence[int] = (),
        place: int | None = None,
        when: int | None = None,
        status: Status = "happened",
        mode: str | None = None,
        claim: int | None = None,
        background: bool = False,
        nth: int = 0,
    ) -> int:
        span = self.span(trigger, nth)
        self._events.append(
            Event(
                trigger=span,
                sentence=self.sentence(span),
                type=type,
                mode=mode,
                actors=tuple(actors),
                recipients=tuple(recipients),
                place=place,
                when=when,
                status=status,
                background=background,
                claim=claim,
                why=("made up",),
            )
        )
        return len(self._events) - 1

    def claim(self, cue: str, content: str | Iterable[str], speaker: int | None, direct: bool = False, chain: Sequence[int] = (),
              nth: int = 0, certainty: str = "stated") -> int:  # fmt: skip
        parts = (content,) if isinstance(content, str) else tuple(content)
        self._claims.append(
            Claim(
                content=tuple(self.span(part) for part in parts),
                cue=self.span(cue, nth),
                speaker=speaker,
                direct=direct,
                chain=tuple(chain) or ((speaker,) if speaker is not None else ()),
                certainty=certainty,  # type: ignore[arg-type]
                why="made up",
            )
        )
        return len(self._claims) - 1

    def figure(
        self,
        words: str,
        value: float | None,
        unit: Unit = "killed",
        bound: Bound = "exact",
        what: str = "people",
        event: int | None = None,
        claim: int | None = None,
        as_of: int | None = None,
        part_of: int | None = None,
        low: float | None = None,
        high: float | None = None,
    ) -> int:
        self._figures.append(
            Figure(
                span=self.span(words),
                value=value,
                low=low,
                high=high,
                unit=unit,
                bound=bound,
                what=what,
                event=event,
                claim=claim,
                as_of=as_of,
                part_of=part_of,
                sentence=self.sentence(self.span(words)),
                why="a number",
            )
        )
        return len(self._figures) - 1

    def relation(self, kind: RelationKind, source: int, target: int, words: str, office: str | None = None) -> int:
        self._relations.append(
            Relation(kind=kind, source=source, target=target, span=self.span(words), office=office, why="stated")
        )
        return len(self._relations) - 1

    @property
    def account(self) -> Account:
        return Account(
            report=self.id,
            versions={"reader": "made 1"},
            actors=tuple(self._actors),
            places=tuple(self._places),
            times=tuple(self._times),
            events=tuple(self._events),
            claims=tuple(self._claims),
            figures=tuple(self._figures),
            relations=tuple(self._relations),
        )
