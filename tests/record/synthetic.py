"""Made-up reports with their accounts: a small world of events, and outlets that tell them in turns.

Everything is made from a seed. Spans are true by construction: text is written piece by piece and each piece handed
back with its place.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from dateline.model.account import Account, Actor, Claim, Event, Figure, Place, Relation, Status, When
from dateline.model.report import Published, Report, Stated
from dateline.model.spans import Span

START = date(2031, 3, 3)
GROUPS = [
    "Northern Guard",
    "Amber Front",
    "Hill Brigade",
    "River League",
    "Salt Army",
    "Cedar Movement",
    "Dune Legion",
    "Iron Council",
]
GIVEN = ["Ana", "Boro", "Cilla", "Dario", "Edda", "Faro", "Gita", "Hanno", "Ilka", "Joren"]
FAMILY = [
    "Arvell",
    "Brandt",
    "Corvin",
    "Dastan",
    "Elmar",
    "Farrow",
    "Galen",
    "Hestor",
    "Ibsom",
    "Jarne",
    "Kolt",
    "Larrow",
]
TOWNS = [
    "Arlen",
    "Brova",
    "Calder",
    "Dovrin",
    "Estap",
    "Fenmoor",
    "Gralla",
    "Hostin",
    "Ivrea Bay",
    "Jalka",
    "Korsk",
    "Lumen",
]
VERBS = [
    ("attacked", "ASSAULT"),
    ("shelled", "ASSAULT"),
    ("ambushed", "ASSAULT"),
    ("met", "CONSULT"),
    ("accused", "ACCUSE"),
    ("besieged", "ASSAULT"),
]
OUTLETS = ["Daily Lantern", "Coast Wire", "The Meridian", "Valley Post", "Harbour Times", "Plains Radio"]
WORDS = ("road market river winter school bus well village grain bridge clinic radio tower valley field harvest tent queue permit "
         "engineer teacher driver farmer nurse baker quiet slow late dry open closed new old near far crossed waited sold "
         "bought mended painted counted walked slept sang carried lost found").split()  # fmt: skip


def filler(dice: random.Random) -> str:
    """A sentence that says nothing and that no other report has."""
    return " ".join(dice.choices(WORDS, k=dice.randrange(10, 18))).capitalize() + "."


class Writer:
    """A text in the making: `put` adds words and gives back their span's place."""

    def __init__(self) -> None:
        self.text = ""

    def put(self, words: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += words
        return start, len(self.text)

    def span(self, place: tuple[int, int]) -> Span:
        return Span.of(self.text, *place)


@dataclass
class Happening:
    """One true event of the world."""

    verb: str
    type: str
    actor: str
    recipient: str
    town: str
    day: date
    toll: int


@dataclass
class World:
    """A world made from a seed: its events and the people who speak for its groups."""

    seed: int
    events: int = 12
    groups: int = 8
    days: int = 6
    happenings: list[Happening] = field(default_factory=list)
    spokesmen: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        dice = random.Random(self.seed)
        groups = GROUPS[: self.groups]
        if self.groups > len(GROUPS):
            groups = [f"{name} {number}" for number in range(1 + self.groups // len(GROUPS)) for name in GROUPS][
                : self.groups
            ]
        self.spokesmen = {group: f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}" for group in groups}
        for _ in range(self.events):
            actor, recipient = dice.sample(groups, 2)
            verb, kind = dice.choice(VERBS)
            day = START + timedelta(days=dice.randrange(self.days))
            self.happenings.append(
                Happening(verb, kind, actor, recipient, dice.choice(TOWNS), day, dice.randrange(3, 60))
            )


def make_report(world: World, number: int, told: int = 4, *, dated: bool = True, events: list[int] | None = None, outlet: str | None = None,
                toll_change: int = 0, status: Status = "happened") -> tuple[Report, Account]:  # fmt: skip
    """Report `number` of a world and its account: `told` events in sentences of its own."""
    dice = random.Random(world.seed * 100_003 + number)
    chosen = [
        world.happenings[index]
        for index in (
            events
            if events is not None
            else dice.sample(range(len(world.happenings)), min(told, len(world.happenings)))
        )
    ]
    write = Writer()
    outlet = outlet or OUTLETS[number % len(OUTLETS)]
    actors: dict[str, dict[str, object]] = {}
    order: list[str] = []
    place_mentions: dict[str, list[tuple[int, int]]] = {}
    times: list[tuple[tuple[int, int], date | None]] = []
    events_made: list[dict[str, object]] = []
    claims: list[dict[str, object]] = []
    figures: list[dict[str, object]] = []

    def actor(name: str, place: tuple[int, int], kind: str, represents: str | None = None) -> int:
        if name not in actors:
            actors[name] = {"mentions": [], "kind": kind, "represents": represents}
            order.append(name)
        actors[name]["mentions"].append(place)  # type: ignore[attr-defined]
        return order.index(name)

    published = max(happening.day for happening in chosen) + timedelta(days=1)
    for happening in chosen:
        start = len(write.text)
        who = actor(happening.actor, write.put(happening.actor), "armed group")
        write.put(" ")
        trigger = write.put(happening.verb)
        write.put(" ")
        whom = actor(happening.recipient, write.put(happening.recipient), "armed group")
        write.put(f" {' '.join(dice.choices(WORDS, k=3))} at ")
        place_mentions.setdefault(happening.town, []).append(write.put(happening.town))
        write.put(" on ")
        day = happening.day
        times.append((write.put(day.strftime("%A") if not dated else f"{day.day} {day:%B}"), day if dated else None))
        write.put(f", {' '.join(dice.choices(WORDS, k=4))}, leaving ")
        count = write.put(str(happening.toll + toll_change))
        write.put(" people dead.")
        sentence = (start, len(write.text))
        places = list(place_mentions)
        events_made.append({"trigger": trigger, "sentence": sentence, "type": happening.type, "actors": (who,), "recipients": (whom,),
                            "place": places.index(happening.town), "when": len(times) - 1, "status": status})  # fmt: skip
        figures.append(
            {
                "span": count,
                "value": float(happening.toll + toll_change),
                "unit": "killed",
                "what": "people",
                "event": len(events_made) - 1,
            }
        )
        write.put(f" {filler(dice)} {filler(dice)}\n")
        if dice.random() < 0.5:
            speaker_name = world.spokesmen[happening.actor]
            write.put("“")
            content = write.put(f"We will hold every post we have around {happening.town} through the winter")
            write.put(",” ")
            speaker = actor(speaker_name, write.put(speaker_name), "person", happening.actor)
            write.put(" ")
            cue = write.put("said")
            write.put(".\n")
            claims.append({"content": (content,), "cue": cue, "speaker": speaker})
    text = write.text
    report_id = hashlib.sha256(f"{world.seed}/{number}/{text}".encode()).hexdigest()

    def span(place: tuple[int, int]) -> Span:
        return Span.of(text, *place)

    report = Report(
        id=report_id, source=f"report{number}.txt", media_type="text/plain", text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(), extractor="synthetic 1", language="en",
        outlet=Stated(outlet, "made up"), title=Stated(f"{chosen[0].actor} {chosen[0].verb} {chosen[0].recipient} in {chosen[0].town}", "made up"),
        published=Published(published.isoformat(), published.isoformat(), "made up") if dated else None,
    )  # fmt: skip
    account = Account(
        report=report_id,
        versions={"reader": "synthetic 1"},
        actors=tuple(
            Actor(name=name, kind=actors[name]["kind"], mentions=tuple(span(place) for place in actors[name]["mentions"]),  # type: ignore[arg-type, attr-defined]
                  represents=order.index(actors[name]["represents"]) if actors[name]["represents"] else None, why="named")  # type: ignore[arg-type]
            for name in order
        ),
        places=tuple(
            Place(name=town, kind="city", mentions=tuple(span(place) for place in mentions), gazetteer=f"g{TOWNS.index(town)}",
                  lat=10.0 + 3 * TOWNS.index(town), lon=40.0, country="XA", admin1="01", precision="exact", radius_km=5.0, why="the only one of that name")
            for town, mentions in place_mentions.items()
        ),
        times=tuple(
            When(span=span(place), earliest=day.isoformat() if day else None, latest=day.isoformat() if day else None, granularity="day",
                 anchor="none" if day else "publication", rule="date" if day else "weekday", arguments=() if day else (0, -1),
                 why="a full date" if day else "a weekday; the report has no date")
            for place, day in times
        ),
        events=tuple(
            Event(trigger=span(event["trigger"]), sentence=span(event["sentence"]), type=event["type"], actors=event["actors"],  # type: ignore[arg-type]
                  recipients=event["recipients"], place=event["place"], when=event["when"], status=event["status"], why=("told in the main clause",))  # type: ignore[arg-type]
            for event in events_made
        ),
        claims=tuple(
            Claim(content=tuple(span(place) for place in claim["content"]), cue=span(claim["cue"]), speaker=claim["speaker"],  # type: ignore[arg-type, attr-defined]
                  chain=(claim["speaker"],), direct=True, why="quoted")  # type: ignore[arg-type]
            for claim in claims
        ),
        figures=tuple(
            Figure(span=span(figure["span"]), value=figure["value"], unit=figure["unit"], what=figure["what"], event=figure["event"], why="a number")  # type: ignore[arg-type]
            for figure in figures
        ),
        relations=tuple(
            Relation(kind="speaks_for", source=order.index(name), target=order.index(actors[name]["represents"]),  # type: ignore[arg-type]
                     span=span(actors[name]["mentions"][0]), why="a spokesman")  # type: ignore[index]
            for name in order if actors[name]["represents"]
        ),
    )  # fmt: skip
    return report, account


def copy_of(report: Report, account: Account, outlet: str) -> tuple[Report, Account]:
    """The same text under another outlet's name, as other bytes."""
    other = hashlib.sha256(f"{outlet}{report.id}".encode()).hexdigest()
    changed = Report(
        id=other, source=f"copy-{report.source}", media_type=report.media_type, text=report.text, text_sha256=report.text_sha256,
        extractor=report.extractor, language=report.language, outlet=Stated(outlet, "made up"), title=report.title,
        published=report.published, credit=report.credit,
    )  # fmt: skip
    return changed, Account(
        report=other, versions=account.versions, actors=account.actors, places=account.places, times=account.times, events=account.events,
        claims=account.claims, figures=account.figures, relations=account.relations,
    )  # fmt: skip


def make_many(world: World, count: int, told: int = 4, dated: bool = True) -> tuple[list[Report], list[Account]]:
    """`count` reports of a world with their accounts, some of them copies of another."""
    dice = random.Random(world.seed + 7)
    reports: list[Report] = []
    accounts: list[Account] = []
    for number in range(count):
        if reports and dice.random() < 0.15:
            at = dice.randrange(len(reports))
            report, account = copy_of(reports[at], accounts[at], f"Copyist {number}")
        else:
            report, account = make_report(world, number, told, dated=dated and dice.random() < 0.8)
        reports.append(report)
        accounts.append(account)
    return reports, accounts


def keys_of(actor: Actor) -> list[str]:
    """A stand-in for the actors room: the last word of the name, without regard to case."""
    return [actor.known] if actor.known else [actor.name.casefold().split()[-1]]


def same_name(one: Actor, other: Actor) -> str | None:
    """A stand-in for the actors room: the same known id, or the same name and kind."""
    if one.known or other.known:
        return f"both are known as {one.known}" if one.known == other.known else None
    if one.kind in ("unidentified", "group") or one.kind != other.kind:
        return None
    if one.name.casefold() == other.name.casefold():
        return f"both are called {one.name}"
    short, long = sorted((one.name, other.name), key=len)
    return (
        f"{short} is short for {long}"
        if one.kind == "person" and " " not in short and long.endswith(f" {short}")
        else None
    )
