"""Made-up reports with their accounts: many small stories of one year that share states and organisations."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from dateline.model.account import Account, Actor, Claim, Event, Figure, Place, Relation, When
from dateline.model.report import Published, Report, Stated
from dateline.model.spans import Span

Told = tuple[Report, Account]
LEAST, MOST = 5, 30
"""Reports of a story."""
_START, _DAYS = date(2031, 1, 1), 365
_SYLLABLES = (
    "ba be bo da de du fa go ha ka ki la lo lu ma mi mo na ne ni po ra ri ro sa se ta ti to va vo za zi".split()
)
_STATES = ("US", "RU", "FR", "TR", "IN", "BR", "NG", "EG")
_BODIES = ("United Nations", "Red Crescent", "World Bank", "African Union")
_VERBS = (("attacked", "ASSAULT"), ("shelled", "ASSAULT"), ("accused", "ACCUSE"), ("met", "CONSULT"))
_FILLERS = (
    "Shops stayed closed in the centre and the road to the north was blocked until the evening.",
    "Residents spoke of a long night, and of neighbours who had left with what they could carry.",
    "The hospital asked for blood, and schools will stay closed for the rest of the week.",
    "It was the first such incident since the talks began in the capital a month ago.",
)


@dataclass
class _Writer:
    """Text in the making that knows where each piece stands."""

    text: str = ""
    actors: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def put(self, words: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += words
        return start, len(self.text)

    def name(self, words: str) -> int:
        """Write somebody's name; their number among those named."""
        self.actors.setdefault(words, []).append(self.put(words))
        return list(self.actors).index(words)


class MadeStory:
    """One story: its own town, two people and a group, and as many reports as its number says."""

    def __init__(self, number: int) -> None:
        dice = random.Random(f"story {number}")
        self.number = number
        self.size = LEAST + number * 7 % (MOST - LEAST + 1)
        self.day = _START + timedelta(dice.randrange(_DAYS))
        self.town = _word(dice, 4)
        self.people = [f"{_word(dice, 2)} {_word(dice, 3)}" for _ in range(2)]
        self.group = f"{_word(dice, 3)} Front"
        self.state, self.body = dice.choice(_STATES), dice.choice(_BODIES)
        self.toll = dice.randrange(3, 60)

    def report(self, turn: int) -> Told:
        """One report of the story with its account."""
        dice = random.Random(f"report {self.number} {turn}")
        write = _Writer()
        day = self.day + timedelta(dice.randrange(3))
        published = day + timedelta(dice.randrange(4))
        verb, kind = dice.choice(_VERBS)
        group = write.name(self.group)
        write.put(" ")
        trigger = write.put(verb)
        write.put(" troops of ")
        state = write.name(self.state)
        write.put(" in ")
        town = write.put(self.town)
        write.put(" on ")
        when = write.put(day.isoformat())
        write.put(", killing ")
        count = write.put(str(self.toll + dice.choice((0, 0, 0, 2))))
        write.put(" people.")
        first = (0, len(write.text))
        write.put(f" {dice.choice(_FILLERS)}\n“")
        content = write.put(f"Nobody will leave {self.town} before the {dice.choice(('winter', 'harvest'))}")
        write.put(",” ")
        speaker = write.name(dice.choice(self.people))
        write.put(" ")
        cue = write.put("said")
        write.put(". ")
        body = write.name(self.body)
        write.put(f" offered to help. {dice.choice(_FILLERS)}\n")
        text = write.text

        def span(place: tuple[int, int]) -> Span:
            return Span.of(text, *place)

        own = hashlib.sha256(f"{self.number}/{turn}/{text}".encode()).hexdigest()
        stated = Published(published.isoformat(), published.isoformat(), "made up")
        report = Report(
            id=own, source=f"{self.number}-{turn}.txt", media_type="text/plain", text=text,
            text_sha256=hashlib.sha256(text.encode()).hexdigest(), extractor="made up", language="en",
            outlet=Stated(f"Outlet {dice.randrange(200)}", "made up"), published=stated,
            title=Stated(f"{self.group} {verb} troops in {self.town}", "made up"),
        )  # fmt: skip
        names = list(write.actors)
        kinds = {self.group: "armed group", self.state: "state", self.body: "organisation"}
        actors = tuple(
            Actor(
                name=name, kind=kinds.get(name, "person"), mentions=tuple(map(span, write.actors[name])),  # type: ignore[arg-type]
                known=name if name in (self.state, self.body) else None,
                country=name if name == self.state else None, why="It is named.",
            )
            for name in names
        )  # fmt: skip
        account = Account(
            report=own, versions={"reader": "made up"}, actors=actors,
            places=(Place(name=self.town, kind="city", mentions=(span(town),), why="Nobody knows it."),),
            times=(When(span=span(when), earliest=day.isoformat(), latest=day.isoformat(), granularity="day",
                        anchor="none", rule="date", why="It is a full date."),),
            events=(Event(trigger=span(trigger), sentence=span(first), type=kind, actors=(group,), recipients=(state,),
                          place=0, when=0, why=("It is told.",)),),
            claims=(Claim(content=(span(content),), cue=span(cue), speaker=speaker, chain=(speaker,), direct=True,
                          why="It is quoted."),),
            figures=(Figure(span=span(count), value=float(text[slice(*count)]), unit="killed", what="people", event=0,
                            sentence=span(first), why="It is a number."),),
            relations=(Relation(kind="backs", source=state, target=body, span=span(write.actors[self.body][0]),
                                why="It is stated."),),
        )  # fmt: skip
        return report, account


def _word(dice: random.Random, syllables: int) -> str:
    return "".join(dice.choice(_SYLLABLES) for _ in range(syllables)).capitalize()


def stories(reports: int) -> Iterator[MadeStory]:
    """Stories that have so many reports together without the last of each, or a few more."""
    number = 0
    while reports > 0:
        story = MadeStory(number)
        yield story
        reports -= story.size - 1
        number += 1
