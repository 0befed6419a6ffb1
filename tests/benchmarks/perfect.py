"""The record that a perfect program would make of a story: its gold, written as a record."""

from __future__ import annotations

from typing import Any

from benchmarks.story.attributions import Attributions
from benchmarks.story.gold import Story
from benchmarks.story.text import Run
from benchmarks.story.units import has_number, unit_of
from benchmarks.story.view import View
from benchmarks.story.who import Who
from dateline.model.record import (
    Alias,
    Disagreement,
    Interval,
    Origin,
    Record,
    RecordActor,
    RecordClaim,
    RecordEvent,
    RecordFigure,
    RecordPlace,
    RecordRelation,
    RecordReport,
    Side,
    Source,
)
from dateline.model.spans import Span


class Perfect:
    """Makes the record part by part; ids are the gold's names with a prefix."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.gold = story.gold

    def record(self) -> Record:
        """All parts."""
        return Record(
            versions={},
            reports=tuple(self.report(file) for file in self.story.texts),
            origins=(Origin(id="o", name="o", kind="report", reports=(), why=()),),
            stories=(),
            actors=tuple(self.actor(actor) for actor in [*self.gold["actors"], *self.nobodies()]),
            places=tuple(self.place(place) for place in self.gold["places"]),
            events=tuple(self.event(event) for event in self.gold["events"]),
            claims=tuple(self.claim(number) for number in range(len(self.gold["attributions"]))),
            figures=tuple(self.figure(figure) for figure in self.gold["figures"] if has_number(figure)),
            relations=tuple(
                self.relation(relation, source, target)
                for relation in self.gold["relations"]
                for source in relation["from"]
                for target in relation["to"]
            ),
            disagreements=tuple(self.disagreement(number) for number in range(len(self.gold["disagreements"]))),
        )

    def nobodies(self) -> list[dict[str, Any]]:
        """Those whom the gold's events call unidentified."""
        names = {name for event in self.gold["events"] for name in (*event["actor"], *event["recipient"])}
        return [{"name": name, "kind": "unidentified"} for name in sorted(names) if name.startswith("unidentified")]

    def source(self, file: str, run: Run) -> Source:
        """A source in a file; its sentence is the line it stands in."""
        text = self.story.texts[file]
        start = text.rfind("\n", 0, run[0]) + 1
        end = text.find("\n", run[1])
        line = Span.of(text, start, len(text) if end < 0 else end)
        return Source(file, 0, Span.of(text, *run), line)

    def report(self, file: str) -> RecordReport:
        return RecordReport(
            id=file, source=f"/somewhere/{file}", outlet=None, title=None, credit=None, url=None, language="en",
            published=None, origin=file, read=True,
        )  # fmt: skip

    def actor(self, actor: dict[str, Any]) -> RecordActor:
        sources = [
            self.source(occurrence.file, occurrence.run)
            for occurrence in self.story.occurrences
            if occurrence.actor == actor["name"]
        ]
        forms = sorted({source.span.text for source in sources})
        return RecordActor(
            id=f"act_{actor['name']}", name=actor["name"], kind=actor.get("kind", "organisation"),
            aliases=tuple(Alias(form, 1, ()) for form in forms), sources=tuple(sources),
        )  # fmt: skip

    def place(self, place: dict[str, Any]) -> RecordPlace:
        return RecordPlace(
            id=f"plc_{place['name']}", name=place["name"], kind="other", gazetteer=None, lat=place["lat"],
            lon=place["lon"], country=place["country"], admin1=place["admin1"], precision=None, radius_km=None,
            sources=(), why="",
        )  # fmt: skip

    def event(self, event: dict[str, Any]) -> RecordEvent:
        count = self.gold["independent_sources"].get(event["id"], 1)
        return RecordEvent(
            id=f"evt_{event['id']}", story="", type=(event["plover"] or ["CONSULT"])[0], mode=None, contexts=(),
            actors=tuple(f"act_{name}" for name in event["actor"]),
            recipients=tuple(f"act_{name}" for name in event["recipient"]),
            place=f"plc_{event['place']}" if event["place"] else None,
            when=Interval(event["date"][0], event["date"][1], ""), status=event["status"],
            background=event["background"],
            sources=tuple(
                self.source(mention.file, mention.trigger)
                for mention in self.story.mentions
                if mention.event == event["id"] and mention.trigger
            ),
            origins=tuple(f"o{number}" for number in range(count)), why=(),
        )  # fmt: skip

    def claim(self, number: int) -> RecordClaim:
        gold = self.gold["attributions"][number]
        view = View(Record(versions={}, reports=(), origins=(), stories=(), actors=(), places=(), events=(), claims=(),
            figures=(), relations=(), disagreements=()), self.story.texts)  # fmt: skip
        content = Attributions(self.story, view, Who(self.story, view)).content(gold)
        anchor = self.story.anchor(gold["file"], gold["anchor"])
        assert content is not None
        assert anchor is not None
        return RecordClaim(
            id=f"clm_{number}", source=self.source(gold["file"], anchor),
            content=(Span.of(self.story.texts[gold["file"]], *content),), speaker=f"act_{gold['speaker']}",
            chain=tuple(f"act_{name}" for name in gold["chain"]), direct=gold["direct"], certainty="stated", events=(),
            figures=(), origin="o", why="",
        )  # fmt: skip

    def figure(self, figure: dict[str, Any]) -> RecordFigure:
        anchor = self.story.anchor(figure["file"], figure["anchor"])
        assert anchor is not None
        return RecordFigure(
            id=f"fig_{figure['id']}", source=self.source(figure["file"], anchor), value=figure["value"],
            low=figure["low"], high=figure["high"], unit=unit_of(figure["unit"]),  # type: ignore[arg-type]
            bound=figure["bound"], what=figure["what"], event=None,
            claimants=tuple(f"act_{name}" for name in figure["claimant"]), outlet=None, as_of=None, origin="o", why="",
        )  # fmt: skip

    def relation(self, relation: dict[str, Any], source: str, target: str) -> RecordRelation:
        names = {actor["name"] for actor in self.gold["actors"]}
        return RecordRelation(
            id=f"rel_{relation['id']}_{source}_{target}", kind=relation["kind"], source=f"act_{source}",
            target=f"act_{target}" if target in names else f"plc_{target}", office=relation["office"],
            status=relation["status"], sources=(), why="",
        )  # fmt: skip

    def disagreement(self, number: int) -> Disagreement:
        gold = self.gold["disagreements"][number]
        return Disagreement(
            id=f"dis_{number}", kind=gold["kind"], about=gold["about"], update=gold["update"],
            sides=tuple(
                Side(says="", items=tuple(self.item(item) for item in side), sources=self.sources(side))
                for side in gold["sides"]
            ),
            why="",
        )  # fmt: skip

    def item(self, item: str) -> str:
        identity = item.partition("@")[0]
        figures = {figure["id"] for figure in self.gold["figures"]}
        return f"fig_{identity}" if identity in figures else f"evt_{identity}"

    def sources(self, side: list[str]) -> tuple[Source, ...]:
        """Sources of the items of one file only (`e1@file.txt`): the event itself has tellings in others, too."""
        return tuple(
            self.source(mention.file, mention.anchor)
            for item in side
            if "@" in item
            for mention in self.story.mentions
            if mention.anchor and mention.event == item.partition("@")[0] and mention.file == item.partition("@")[2]
        )
