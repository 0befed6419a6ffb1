"""A Record: what all accounts say together. A pure function of the accounts, the judgements and the id ledger.

Every part has an id from the ledger (`evt_…`, `act_…`, `plc_…`, `clm_…`, `fig_…`, `dis_…`, `sto_…`) and points back
at the accounts by (report id, index in the account).
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dateline.model.account import ActorKind, Bound, PlaceKind, Precision, RelationKind, Status, Unit
from dateline.model.report import Published, Stated
from dateline.model.spans import Span


class Source(Struct, frozen=True, order=True):
    """Where something is said: the report, the index of the item in its account, the words and their sentence."""

    report: str
    index: int
    span: Span
    sentence: Span | None = None


class Interval(Struct, frozen=True):
    """Days from `earliest` to `latest` (ISO dates, either end may be open), and the reason."""

    earliest: str | None
    latest: str | None
    why: str
    words: str | None = None


class Alias(Struct, frozen=True, order=True):
    """A form of a name in use: how often, and in which reports."""

    form: str
    count: int
    reports: tuple[str, ...]


class RecordReport(Struct, frozen=True, kw_only=True):
    """A report as the record lists it: everything but its text."""

    id: str
    source: str
    outlet: Stated | None
    title: Stated | None
    credit: Stated | None
    url: Stated | None
    language: str | None
    published: Published | None
    origin: str
    """Id of the origin that this report repeats (its own where it stands alone)."""
    read: bool
    """False where no reader knows the language; the reason is in `issues`."""
    issues: tuple[str, ...] = ()


class Origin(Struct, frozen=True, kw_only=True):
    """The root of what a set of reports repeats: an agency's text, a statement, another outlet's report."""

    id: str
    name: str
    kind: Literal["report", "agency", "copy", "statement"]
    reports: tuple[str, ...]
    why: tuple[str, ...]


class RecordActor(Struct, frozen=True, kw_only=True):
    """One actor under one name with all aliases in use."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[Alias, ...]
    known: str | None = None
    sector: str | None = None
    country: str | None = None
    offices: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    why: tuple[str, ...] = ()


class RecordPlace(Struct, frozen=True, kw_only=True):
    """One place, resolved or honestly not."""

    id: str
    name: str
    kind: PlaceKind
    gazetteer: str | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    precision: Precision | None
    radius_km: float | None
    sources: tuple[Source, ...]
    why: str


class RecordEvent(Struct, frozen=True, kw_only=True):
    """One event under one id with every telling of it."""

    id: str
    story: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    when: Interval
    status: Status
    background: bool
    sources: tuple[Source, ...]
    origins: tuple[str, ...]
    """Independent origins that stand behind it."""
    why: tuple[str, ...]
    """Why the tellings were merged, the type and status chosen, the origins counted."""


class RecordClaim(Struct, frozen=True, kw_only=True):
    """A claim: who says what, through whom, about which events and figures."""

    id: str
    source: Source
    content: tuple[Span, ...]
    speaker: str | None
    chain: tuple[str, ...]
    direct: bool
    certainty: str
    events: tuple[str, ...]
    figures: tuple[str, ...]
    origin: str
    why: str


class RecordFigure(Struct, frozen=True, kw_only=True):
    """A figure with its claimants; `claimants` is empty where only the outlet says it."""

    id: str
    source: Source
    value: float | None
    low: float | None
    high: float | None
    unit: Unit
    bound: Bound
    what: str
    event: str | None
    claimants: tuple[str, ...]
    outlet: str | None
    as_of: Interval | None
    origin: str
    why: str


class RecordRelation(Struct, frozen=True, kw_only=True):
    """A relation that reports state, with every place that states it."""

    id: str
    kind: RelationKind
    source: str
    target: str
    office: str | None
    status: Literal["stated", "claimed", "denied", "former"]
    sources: tuple[Source, ...]
    why: str


class Side(Struct, frozen=True, kw_only=True):
    """One side of a disagreement: what it says, and the items (figures, events) that say so."""

    says: str
    items: tuple[str, ...]
    sources: tuple[Source, ...]


class Disagreement(Struct, frozen=True, kw_only=True):
    """Two or more readings that can't both hold, or (update) a later one that replaces an earlier one."""

    id: str
    kind: Literal["figure", "date", "place", "actor", "status", "name"]
    about: str
    update: bool
    sides: tuple[Side, ...]
    why: str


class Story(Struct, frozen=True, kw_only=True):
    """Reports that tell of the same happenings."""

    id: str
    title: str
    reports: tuple[str, ...]
    why: str


class Record(Struct, frozen=True, kw_only=True):
    """Everything that the reports say together. Each list is in a fixed order that does not depend on the ids."""

    format: Literal["dateline-record/1"] = "dateline-record/1"
    versions: dict[str, str]
    reports: tuple[RecordReport, ...]
    origins: tuple[Origin, ...]
    stories: tuple[Story, ...]
    actors: tuple[RecordActor, ...]
    places: tuple[RecordPlace, ...]
    events: tuple[RecordEvent, ...]
    claims: tuple[RecordClaim, ...]
    figures: tuple[RecordFigure, ...]
    relations: tuple[RecordRelation, ...]
    disagreements: tuple[Disagreement, ...]
