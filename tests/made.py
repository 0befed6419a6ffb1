"""A record made by hand: one story in three reports, with a copy, a denial, a plan, two tolls and open dates."""

from __future__ import annotations

import hashlib
from pathlib import Path

from dateline.model.account import Account
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
    Story,
)
from dateline.model.report import Published, Report, Stated
from dateline.model.spans import Span
from dateline.record import Store
from dateline.record.version import VERSION

COURIER = "Fighters of the River Front shelled Old Bridge on Sunday, killing 12 people."
TELEGRAPH = "The River Front shelled Old Bridge, its mayor said, and at least 20 people died."
COPY = COURIER
DENIAL = "The River Front denied that it had seized the\nmill."
PLAN = "Its commander will meet the governor next week, if the governor agrees."
PAST = "The front attacked the town of Aster in an earlier war."

TEXTS = {"a1c0ffee": COURIER + "\n" + DENIAL, "b2c0ffee": TELEGRAPH + "\n" + PLAN, "c3c0ffee": COPY + "\n" + PAST}


def source(report: str, sentence: str, words: str, index: int = 0) -> Source:
    text = TEXTS[report]
    start = text.index(sentence)
    at = start + sentence.index(words)
    return Source(report, index, Span.of(text, at, at + len(words)), Span.of(text, start, start + len(sentence)))


def event(
    letters: str, kind: str, day: tuple[str | None, str | None], sources: tuple[Source, ...], **more: object
) -> RecordEvent:
    values: dict[str, object] = {
        "mode": None, "contexts": (), "actors": ("act_riverfront",), "recipients": (), "place": None, "status": "happened",
        "background": False, "origins": ("org_first",), "why": (f"“{sources[0].span.text}” signals {kind}",),
    }  # fmt: skip
    values |= more
    when = Interval(*day, why="counted from the day of publication", words="Sunday")
    return RecordEvent(id=f"evt_{letters}", story="sto_bridge", type=kind, when=when, sources=sources, **values)  # type: ignore[arg-type]


def report(letters: str, file: str, outlet: str | None, origin: str, day: str | None) -> RecordReport:
    return RecordReport(
        id=letters,
        source=file,
        outlet=Stated(outlet, "it heads the text") if outlet else None,
        title=None,
        credit=None,
        url=None,
        language="en",
        published=Published(day, day, "given on the command line") if day else None,
        origin=origin,
        read=True,
    )


def record() -> Record:
    shelled = source("a1c0ffee", COURIER, "shelled")
    again = source("b2c0ffee", TELEGRAPH, "shelled")
    copied = source("c3c0ffee", COPY, "shelled")
    twelve = source("a1c0ffee", COURIER, "12")
    twenty = source("b2c0ffee", TELEGRAPH, "at least 20")
    said = source("b2c0ffee", TELEGRAPH, "said")
    return Record(
        versions={"record": VERSION},
        reports=(
            report("a1c0ffee", "reports/courier.txt", "Aster Courier", "org_first", "2031-04-07"),
            report("b2c0ffee", "reports/telegraph.txt", "The Ford Telegraph", "org_other", "2031-04-08"),
            report("c3c0ffee", "reports/copy.txt", None, "org_first", None),
        ),
        origins=(
            Origin(id="org_first", name="Aster Courier", kind="copy", reports=("a1c0ffee", "c3c0ffee"), why=("the same first sentence",)),
            Origin(id="org_other", name="The Ford Telegraph", kind="report", reports=("b2c0ffee",), why=()),
        ),
        stories=(Story(id="sto_bridge", title="Shelling of Old Bridge", reports=("a1c0ffee", "b2c0ffee", "c3c0ffee"), why="one place in one week"),),
        actors=(
            RecordActor(
                id="act_riverfront",
                name="River Front",
                kind="armed group",
                aliases=(Alias("River Front", 4, ("a1c0ffee", "b2c0ffee")), Alias("the front", 1, ("c3c0ffee",))),
                sources=(source("a1c0ffee", COURIER, "River Front"),),
                why=("one name in three reports",),
            ),
            RecordActor(id="act_mayor", name="mayor of Old Bridge", kind="person", aliases=(), sources=(said,)),
            RecordActor(id="act_governor", name="governor", kind="person", aliases=(), sources=(source("b2c0ffee", PLAN, "governor"),)),
        ),
        places=(
            RecordPlace(
                id="plc_bridge",
                name="Old Bridge",
                kind="city",
                gazetteer=None,
                lat=None,
                lon=None,
                country=None,
                admin1=None,
                precision=None,
                radius_km=None,
                sources=(source("a1c0ffee", COURIER, "Old Bridge"),),
                why="the gazetteer has several of this name and nothing tells them apart",
            ),
        ),
        events=(
            event("shelling22", "ASSAULT", ("2031-04-06", "2031-04-06"), (shelled, again, copied), mode="heavy-weapons", place="plc_bridge",
                  recipients=("act_mayor",), origins=("org_first", "org_other")),
            event("sheltering", "CONSULT", ("2031-04-13", "2031-04-19"), (source("b2c0ffee", PLAN, "meet"),), status="planned", recipients=("act_governor",)),
            event("mill000000", "COERCE", (None, "2031-03-31"), (source("a1c0ffee", DENIAL, "seized"),), status="denied"),
            event("old0000000", "ASSAULT", (None, None), (source("c3c0ffee", PAST, "attacked"),), background=True),
            event("agrees0000", "AGREE", ("2031-04-13", None), (source("b2c0ffee", PLAN, "agrees"),), status="hypothetical", actors=("act_governor",)),
        ),
        claims=(
            RecordClaim(
                id="clm_toll", source=said, content=(Span.of(TEXTS["b2c0ffee"], 0, 34),), speaker="act_mayor", chain=("act_mayor",), direct=False,
                certainty="stated", events=("evt_shelling22",), figures=("fig_twenty",), origin="org_other", why="“said” is a verb of speech",
            ),
        ),
        figures=(
            RecordFigure(
                id="fig_twelve", source=twelve, value=12, low=None, high=None, unit="killed", bound="exact", what="people", event="evt_shelling22",
                claimants=(), outlet="Aster Courier", as_of=None, origin="org_first", why="a number before “people”",
            ),
            RecordFigure(
                id="fig_twenty", source=twenty, value=20, low=20, high=None, unit="killed", bound="at least", what="people", event="evt_shelling22",
                claimants=("act_mayor",), outlet=None, as_of=None, origin="org_other", why="a number before “people died”",
            ),
        ),
        relations=(
            RecordRelation(
                id="rel_fights", kind="fights", source="act_riverfront", target="act_mayor", office=None, status="stated", sources=(shelled,), why="stated by “shelled”",
            ),
        ),
        disagreements=(
            Disagreement(
                id="dis_toll", kind="figure", about="evt_shelling22", update=False, why="12 and at least 20 can't both hold",
                sides=(
                    Side(says="12 killed", items=("fig_twelve",), sources=(twelve,)),
                    Side(says="at least 20 killed", items=("fig_twenty",), sources=(twenty,)),
                ),
            ),
        ),
    )  # fmt: skip


def write(path: Path) -> Path:
    """The record in a file, with its three reports (which say nothing by themselves: their accounts are empty)."""
    made = record()
    with Store.open(path, write=True) as store:
        for listed in made.reports:
            text = TEXTS[listed.id]
            store.add(
                Report(
                    id=listed.id,
                    source=listed.source,
                    media_type="text/plain",
                    text=text,
                    text_sha256=hashlib.sha256(text.encode()).hexdigest(),
                    extractor="by hand",
                ),
                None,
                Account(report=listed.id, versions={}),
            )
        store.save_record(made)
    return path
