"""Records for exports: a story in one report, its actors, places, events and figures named by short letters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dateline.model.record import (
    Interval,
    Origin,
    Record,
    RecordActor,
    RecordEvent,
    RecordFigure,
    RecordPlace,
    RecordReport,
    Source,
    Story,
)
from dateline.model.report import Published, Stated
from dateline.model.spans import Span

KINDS = {
    "army": ("organisation", "MIL", "TD"),
    "rebels": ("armed group", "REB", None),
    "gang": ("armed group", "UAF", None),
    "villagers": ("group", "CVL", None),
    "dockers": ("group", "LAB", None),
    "Union": ("organisation", "LAB", None),
    "police": ("organisation", "COP", "TD"),
    "Chad": ("state", "GOV", "TD"),
    "Sudan": ("state", "GOV", "SD"),
    "somebody": ("unidentified", None, None),
}
PLACES = {
    "Adre": ("city", 13.4665, 22.1988, "TD", "Ouaddai", "exact"),
    "near Adre": ("other", 13.4665, 22.1988, "TD", "Ouaddai", "near"),
    "Ouaddai": ("province", 13.7, 21.1, "TD", "Ouaddai", "province"),
    "Chad": ("country", 15.3, 18.7, "TD", None, "country"),
    "Nowhere": ("village", None, None, None, None, None),
}


@dataclass
class Made:
    """A record in the making."""

    events: list[RecordEvent] = field(default_factory=list)
    figures: list[RecordFigure] = field(default_factory=list)
    text: str = ""
    published: str | None = "2024-03-20"

    def words(self, sentence: str, words: str) -> Source:
        if sentence not in self.text:
            self.text += f"{sentence}\n"
        start = self.text.index(sentence)
        at = start + sentence.index(words)
        return Source("f" * 64, 0, Span(at, at + len(words), words), Span(start, start + len(sentence), sentence))

    def event(
        self, kind: str, who: str = "", whom: str = "", place: str = "Adre", days: tuple[str | None, str | None] = ("2024-03-12", "2024-03-12"), *,
        sentence: str = "", trigger: str = "", **more: Any,
    ) -> RecordEvent:  # fmt: skip
        name, _, mode = kind.partition("/")
        number = len(self.events)
        sentence = sentence or f"Sentence {number} says that there was an attack."
        values: dict[str, Any] = {
            "status": "happened",
            "background": False,
            "contexts": (),
            "origins": ("org_a",),
        } | more
        made = RecordEvent(
            id=f"evt_{number:03}", story="sto_a", type=name, mode=mode or None,
            actors=tuple(f"act_{one}" for one in who.split() if one), recipients=tuple(f"act_{one}" for one in whom.split() if one),
            place=f"plc_{place}" if place else None, when=Interval(*days, why="told", words="on Tuesday"),
            sources=(self.words(sentence, trigger or "attack"),), why=("told",), **values,
        )  # fmt: skip
        self.events.append(made)
        return made

    def killed(
        self, event: RecordEvent, value: float | None, words: str = "", by: str = "", **more: Any
    ) -> RecordFigure:
        number = len(self.figures)
        sentence = f"Figure {number} gives {words or value} as the number."
        values: dict[str, Any] = {
            "low": None,
            "high": None,
            "bound": "exact",
            "what": "",
            "unit": "killed",
            "as_of": None,
        } | more
        made = RecordFigure(
            id=f"fig_{number}", source=self.words(sentence, words or str(value)), value=value, event=event.id,
            claimants=(f"act_{by}",) if by else (), outlet=None if by else "Courier", origin="org_a", why="told", **values,
        )  # fmt: skip
        self.figures.append(made)
        return made

    def record(self, **more: Any) -> Record:
        day = self.published
        source = self.words("Everybody is named in this sentence.", "Everybody")
        values: dict[str, Any] = {
            "versions": {"record": "1"},
            "reports": (
                RecordReport(
                    id="f" * 64, source="courier.txt", outlet=Stated("Courier", "given"), title=Stated("A title", "given"), credit=None,
                    url=None, language="en", published=Published(day, day, "given") if day else None, origin="org_a", read=True,
                ),
            ),
            "origins": (Origin(id="org_a", name="Courier", kind="report", reports=("f" * 64,), why=()),),
            "stories": (Story(id="sto_a", title="A story", reports=("f" * 64,), why="told"),),
            "actors": tuple(
                RecordActor(id=f"act_{name}", name=name, kind=kind, aliases=(), sector=sector, country=country, sources=(source,))  # type: ignore[arg-type]
                for name, (kind, sector, country) in KINDS.items()
            ),
            "places": tuple(
                RecordPlace(id=f"plc_{name}", name=name, kind=kind, gazetteer=None, lat=lat, lon=lon, country=country,  # type: ignore[arg-type]
                            admin1=admin1, precision=precision, radius_km=None, sources=(source,), why="told")  # type: ignore[arg-type]
                for name, (kind, lat, lon, country, admin1, precision) in PLACES.items()
            ),
            "events": tuple(self.events), "claims": (), "figures": tuple(self.figures), "relations": (), "disagreements": (),
        }  # fmt: skip
        return Record(**(values | more))
