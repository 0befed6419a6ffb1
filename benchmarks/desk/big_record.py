"""Writes a big made-up record: 500 reports and 50,000 events, in under a minute, for the desk's tests and measures.

Reports, accounts, ledger and judgements go in as they always do; the record beside them is made here and not merged
from the accounts, because which telling is of which event is known (merging takes minutes and is measured elsewhere).
So a `rebuild`, or a judgement that is followed by one, gives another record: measure first.

    python -m benchmarks.desk.big_record FILE [--reports 500] [--events 50000]
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from dateline.model.account import Account, Actor, Event, Figure, Place, Status, When
from dateline.model.record import (
    Alias,
    Disagreement,
    Interval,
    Origin,
    Record,
    RecordActor,
    RecordEvent,
    RecordFigure,
    RecordPlace,
    RecordRelation,
    RecordReport,
    Side,
    Source,
    Story,
)
from dateline.model.report import Published, Report, Stated
from dateline.model.spans import Span
from dateline.record import VERSION, Judgement, LedgerEntry, Store
from dateline.record.corpus import account_keys
from dateline.record.ledger import Key, mint

START = date(2031, 1, 6)
DAYS = 700
VERBS = (
    ("attacked", "ASSAULT"), ("shelled", "ASSAULT"), ("arrested", "COERCE"), ("met", "CONSULT"), ("accused", "ACCUSE"),
    ("threatened", "THREATEN"), ("supplied", "AID"), ("praised", "SUPPORT"), ("left", "RETREAT"), ("fined", "SANCTION"),
    ("marched against", "PROTEST"), ("joined", "AGREE"),
)  # fmt: skip
STATUSES: tuple[Status, ...] = ("ongoing", "planned", "denied", "threatened")
FIRST = "North South East West Upper Lower Old New Amber Cedar Salt Iron River Hill Dune Stone Grey Long".split()
SECOND = "Guard Front League Brigade Council Union Movement Assembly Watch Party Company Circle".split()
TOWNS = "arl brov cald dovr est fenm grall host ivr jalk korsk lum mard nev orl prav".split()
ENDS = "en a er in ap oor ia ek ona ino ova ash".split()
ARABIC = ("كتائب النهر", "مجلس التلال", "حركة الأرز")
OUTLETS = (
    "Daily Lantern",
    "Coast Wire",
    "The Meridian",
    "Valley Post",
    "Harbour Times",
    "Plains Radio",
    "Amber Agency",
)


@dataclass
class Happening:
    """One true event, and where it is told: (report, index of the event in its account)."""

    verb: str
    type: str
    actor: int
    recipient: int
    place: int
    day: date | None
    status: Status
    background: bool
    toll: int
    story: int
    told: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class Written:
    """A report in the making: its text, and what its account will hold."""

    text: str = ""
    happenings: list[int] = field(default_factory=list)
    spots: list[dict[str, tuple[int, int]]] = field(default_factory=list)

    def put(self, words: str) -> tuple[int, int]:
        """Add words; where they stand comes back."""
        start = len(self.text)
        self.text += words
        return start, len(self.text)


def write_big_record(path: Path, *, reports: int = 500, events: int = 50_000, seed: int = 1) -> None:
    """A new record at `path` with that many reports and events; the same for the same numbers."""
    dice = random.Random(seed)
    actors = [f"{one} {two}" for one in FIRST for two in SECOND][: max(6, events // 50)]
    actors[2:5] = ARABIC
    places = [f"{one}{two}".capitalize() for one in TOWNS for two in ENDS][: max(5, events // 60)]
    happenings = [_happening(dice, len(actors), len(places)) for _ in range(events)]
    written = _write(dice, happenings, reports, actors, places)
    made = [_report(number, one, happenings, actors, places, dice) for number, one in enumerate(written)]
    with Store.open(path, write=True) as store:
        for report, account in made:
            store.add(report, None, account)
        record, ledger = _record(happenings, made, actors, places, dice)
        store.save_record(record, ledger)
        judged = dice.sample(range(events), min(events // 25, 2000))
        for turn, (event, happening) in enumerate((record.events[each], happenings[each]) for each in judged):
            teller, index = happening.told[0]
            keys = tuple(account_keys("event", made[teller][1])[index])
            store.add_judgement(
                Judgement(
                    who=("Anna", "Bassam", "Chidi")[turn % 3],
                    when=f"2033-02-{1 + turn % 28:02}T10:{turn % 60:02}:00+00:00",
                    on=event.id,
                    evidence=keys,
                    action="accept",
                    why="" if turn % 4 else "read beside the first report",
                )
            )
        store.save_record(record)


def _happening(dice: random.Random, actors: int, places: int) -> Happening:
    verb, kind = dice.choice(VERBS)
    actor, recipient = dice.sample(range(actors), 2)
    day = START + timedelta(days=int(DAYS * dice.random())) if dice.random() > 0.15 else None
    return Happening(
        verb,
        kind,
        actor,
        recipient,
        dice.randrange(places),
        day,
        dice.choice(STATUSES) if dice.random() < 0.2 else "happened",
        dice.random() < 0.08,
        dice.randrange(2, 60),
        0 if dice.random() < 0.6 else dice.randrange(1, 5),
    )


def _write(
    dice: random.Random, happenings: list[Happening], reports: int, actors: list[str], places: list[str]
) -> list[Written]:
    """Who tells what: few events are told by many, most by one."""
    written = [Written() for _ in range(reports)]
    for number, happening in enumerate(happenings):
        if number % 1000 == 0:
            tellers = dice.sample(range(reports), min(40, reports))
        elif number % 40 == 0:
            tellers = dice.sample(range(reports), min(6, reports))
        else:
            tellers = [number % reports]
        if len(tellers) > 2:
            happening.status, happening.background = "happened", False
        for teller in tellers:
            one = written[teller]
            happening.told.append((teller, len(one.happenings)))
            one.happenings.append(number)
            start = len(one.text)
            spots = {"actor": one.put(actors[happening.actor])}
            one.put(" ")
            spots["trigger"] = one.put(happening.verb)
            one.put(" ")
            spots["recipient"] = one.put(actors[happening.recipient])
            one.put(" near ")
            spots["place"] = one.put(places[happening.place])
            if happening.day:
                one.put(" on ")
                spots["when"] = one.put(f"{happening.day.day} {happening.day:%B %Y}")
            one.put(", and ")
            spots["figure"] = one.put(str(happening.toll + teller % 3 * (len(tellers) > 2)))
            one.put(" people were counted there.")
            spots["sentence"] = (start, len(one.text))
            one.put("\n\n" if len(one.happenings) % 4 == 0 else " ")
            one.spots.append(spots)
    return written


def _report(
    number: int, one: Written, happenings: list[Happening], actors: list[str], places: list[str], dice: random.Random
) -> tuple[Report, Account]:
    own = hashlib.sha256(f"{number}\n{one.text}".encode()).hexdigest()
    day = (START + timedelta(days=number * DAYS // 500 + 7)).isoformat()
    told = [happenings[each] for each in one.happenings]

    def span(spot: tuple[int, int]) -> Span:
        return Span(*spot, one.text[slice(*spot)])

    mentions: dict[str, dict[int, list[Span]]] = {"actor": defaultdict(list), "place": defaultdict(list)}
    for happening, spots in zip(told, one.spots, strict=True):
        mentions["actor"][happening.actor].append(span(spots["actor"]))
        mentions["actor"][happening.recipient].append(span(spots["recipient"]))
        mentions["place"][happening.place].append(span(spots["place"]))
    actor_at = {actor: index for index, actor in enumerate(mentions["actor"])}
    place_at = {place: index for index, place in enumerate(mentions["place"])}
    times = [
        When(
            span=span(spots["when"]),
            earliest=str(happening.day),
            latest=str(happening.day),
            granularity="day",
            anchor="none",
            rule="date",
            why="a full date",
        )
        for happening, spots in zip(told, one.spots, strict=True)
        if happening.day
    ]
    dated = iter(range(len(times)))
    account = Account(
        report=own,
        versions={"reader": "made up"},
        actors=tuple(
            Actor(name=actors[each], kind="armed group", mentions=tuple(spans), why="named")
            for each, spans in mentions["actor"].items()
        ),
        places=tuple(
            Place(name=places[each], kind="city", mentions=tuple(spans), why="named")
            for each, spans in mentions["place"].items()
        ),
        times=tuple(times),
        events=tuple(
            Event(
                trigger=span(spots["trigger"]),
                sentence=span(spots["sentence"]),
                type=happening.type,
                actors=(actor_at[happening.actor],),
                recipients=(actor_at[happening.recipient],),
                place=place_at[happening.place],
                when=next(dated) if happening.day else None,
                status=happening.status,
                background=happening.background,
                why=(
                    f"{happening.type}: “{happening.verb}” is in the codebook",
                    f"actor: subject of “{happening.verb}”",
                ),
            )
            for happening, spots in zip(told, one.spots, strict=True)
        ),
        figures=tuple(
            Figure(
                span=span(spots["figure"]),
                value=float(spots_text),
                unit="people",
                what="people",
                event=index,
                sentence=span(spots["sentence"]),
                why="“counted” stands after it",
            )
            for index, spots in enumerate(one.spots)
            if (spots_text := one.text[slice(*spots["figure"])])
        ),
    )
    report = Report(
        id=own,
        source=f"made/{number:04}.txt",
        media_type="text/plain",
        text=one.text,
        extractor="made up",
        language="en",
        text_sha256=hashlib.sha256(one.text.encode()).hexdigest(),
        published=Published(day, day, "made up"),
        outlet=Stated(f"{dice.choice(OUTLETS)} {1 + number % 40}", "made up"),
        title=Stated(one.text.partition(",")[0][:120], "made up"),
    )
    return report, account


def _record(
    happenings: list[Happening],
    made: list[tuple[Report, Account]],
    actors: list[str],
    places: list[str],
    dice: random.Random,
) -> tuple[Record, list[LedgerEntry]]:
    """The record of it, with the ledger entries of its events."""
    reports = [report for report, _ in made]

    ledger: list[LedgerEntry] = []

    def minted(kind: str, key: Key) -> str:
        own = mint(kind, key)
        ledger.append(LedgerEntry(own, *key))
        return own

    def ids(kind: str, count: int) -> list[str]:
        return [minted(kind, (reports[0].id, turn, turn + 1, kind)) for turn in range(count)]

    actor_ids, place_ids, story_ids = ids("actor", len(actors)), ids("place", len(places)), ids("story", 5)
    origin_of = [number if number % 5 else max(0, number - 1) for number in range(len(reports))]
    origin_ids = ids("origin", len(reports))
    events: list[RecordEvent] = []
    figures: list[RecordFigure] = []
    disagreements: list[Disagreement] = []
    named: dict[int, list[Source]] = defaultdict(list)
    placed: dict[int, list[Source]] = defaultdict(list)
    stories: dict[int, set[str]] = defaultdict(set)
    keys = [account_keys("event", account) for _, account in made]
    for number, happening in enumerate(happenings):
        sources = []
        for teller, index in happening.told:
            told = made[teller][1].events[index]
            sources.append(Source(reports[teller].id, index, told.trigger, told.sentence))
            named[happening.actor].append(
                Source(reports[teller].id, told.actors[0], made[teller][1].actors[told.actors[0]].mentions[0])
            )
            placed[happening.place].append(
                Source(reports[teller].id, told.place or 0, made[teller][1].places[told.place or 0].mentions[0])
            )
            stories[happening.story].add(reports[teller].id)
        first, index = happening.told[0]
        own = minted("event", keys[first][index][0])
        day = happening.day.isoformat() if happening.day else None
        origins = tuple(dict.fromkeys(origin_ids[origin_of[teller]] for teller, _ in happening.told))
        events.append(
            RecordEvent(
                id=own,
                story=story_ids[happening.story],
                type=happening.type,
                mode=None,
                contexts=(),
                actors=(actor_ids[happening.actor],),
                recipients=(actor_ids[happening.recipient],),
                place=place_ids[happening.place],
                when=Interval(day, day, "a full date", day),
                status=happening.status,
                background=happening.background,
                sources=tuple(sources),
                origins=origins,
                why=(
                    f"{happening.type}: “{happening.verb}” is in the codebook",
                    f"{len(origins)} origins",
                ),
            )
        )
        if len(happening.told) > 2 or number % 10 == 0:
            some = []
            for teller, index in happening.told:
                figure = made[teller][1].figures[index]
                fig = minted("figure", (reports[teller].id, figure.span.start, figure.span.end, ""))
                some.append(
                    RecordFigure(
                        id=fig,
                        source=Source(reports[teller].id, index, figure.span, figure.sentence),
                        value=figure.value,
                        low=None,
                        high=None,
                        unit="people",
                        bound="exact",
                        what="people",
                        event=own,
                        claimants=(actor_ids[happening.actor],) if teller % 2 else (),
                        outlet=None,
                        as_of=None,
                        origin=origin_ids[origin_of[teller]],
                        why=figure.why,
                    )
                )
            figures.extend(some)
            by_value: dict[float, list[RecordFigure]] = defaultdict(list)
            for one in some:
                by_value[one.value or 0].append(one)
            if len(by_value) > 1:
                sides = tuple(
                    Side(
                        says=f"{value:.0f} people",
                        items=tuple(one.id for one in each),
                        sources=tuple(one.source for one in each),
                    )
                    for value, each in sorted(by_value.items())
                )
                disagreements.append(
                    Disagreement(
                        id=minted("disagreement", (own, 0, 0, "")),
                        kind="figure",
                        about=f"how many people ({happening.type})",
                        update=number % 3 == 0,
                        sides=sides,
                        why="they can't all hold",
                    )
                )
    record = Record(
        versions={"record": VERSION, "reader": "made up"},
        reports=tuple(
            RecordReport(
                id=one.id,
                source=one.source,
                outlet=one.outlet,
                title=one.title,
                credit=None,
                url=None,
                language="en",
                published=one.published,
                origin=origin_ids[origin_of[number]],
                read=True,
            )
            for number, one in enumerate(reports)
        ),
        origins=tuple(
            Origin(
                id=origin_ids[number],
                name=f"{one.outlet.value if one.outlet else ''}",
                kind="report",
                reports=tuple(reports[each].id for each in range(len(reports)) if origin_of[each] == number),
                why=("made up",),
            )
            for number, one in enumerate(reports)
            if number in origin_of
        ),
        stories=tuple(
            Story(
                id=story_ids[number],
                title=f"The {FIRST[number]} valley after the {SECOND[number].lower()}’s winter",
                reports=tuple(sorted(told)),
                why="made up",
            )
            for number, told in sorted(stories.items())
        ),
        actors=tuple(
            RecordActor(
                id=actor_ids[number],
                name=name,
                kind="armed group",
                sources=tuple(named[number][:200]),
                aliases=(Alias(name, len(named[number]), ()),),
                why=("named",),
            )
            for number, name in enumerate(actors)
        ),
        places=tuple(_place(number, own, places[number], placed[number]) for number, own in enumerate(place_ids)),
        events=tuple(events),
        claims=(),
        figures=tuple(figures),
        relations=tuple(
            RecordRelation(
                id=minted("relation", (reports[0].id, turn, turn, "")),
                kind=dice.choice(("backs", "fights", "allied_with", "part_of")),
                source=actor_ids[one],
                target=actor_ids[two],
                office=None,
                status="stated",
                sources=tuple(named[one][:3]),
                why="made up",
            )
            for turn in range(len(actors) * 3)
            for one, two in [dice.sample(range(len(actors)), 2)]
        ),
        disagreements=tuple(disagreements),
    )
    return record, ledger


def _place(number: int, own: str, name: str, sources: list[Source]) -> RecordPlace:
    """A place on a grid; every ninth could not be resolved, every seventh is known to its province only."""
    known = number % 9 > 0
    return RecordPlace(
        id=own, name=name, kind="city", gazetteer=f"made:{number}" if known else None,
        lat=-5 + number % 40 * 0.7 if known else None, lon=10 + number // 40 * 1.3 if known else None,
        country="XA" if known else None, admin1=None, radius_km=None, sources=tuple(sources[:200]), why="made up",
        precision=("province" if number % 7 == 0 else "exact") if known else None,
    )  # fmt: skip


def main() -> int:
    """Write one."""
    parser = argparse.ArgumentParser(description="Write a big made-up record.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--events", type=int, default=50_000)
    given = parser.parse_args()
    if given.file.exists():
        parser.error(f"{given.file} is there already")
    write_big_record(given.file, reports=given.reports, events=given.events)
    return 0


if __name__ == "__main__":
    sys.exit(main())
