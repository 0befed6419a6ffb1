"""An Account: what one report says, each item on its span. Immutable; items refer to one another by their index.

`why` is always a sentence that a person understands.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dateline.model.spans import Span

Status = Literal["happened", "ongoing", "planned", "promised", "threatened", "possible", "denied", "hypothetical"]
ActorKind = Literal["person", "armed group", "state", "organisation", "place-as-actor", "group", "unidentified"]
PlaceKind = Literal["village", "city", "district", "province", "country", "region", "river", "facility", "other"]
Precision = Literal["exact", "near", "district", "province", "country", "region"]
Granularity = Literal[
    "hour", "part of day", "day", "week", "weekend", "month", "season", "quarter", "year", "decade", "century",
    "duration", "set", "unknown",
]  # fmt: skip
Bound = Literal["exact", "about", "at least", "at most", "range"]
Unit = Literal[
    "killed", "injured", "missing", "displaced", "detained", "fighters", "troops", "people", "%", "km", "km2", "money",
    "years", "months", "weeks", "days", "hours", "count",
]  # fmt: skip
RelationKind = Literal[
    "backs", "part_of", "speaks_for", "holds_office", "fights", "allied_with", "controls", "located_in",
    "same_as_claimed",
]  # fmt: skip


class When(Struct, frozen=True, kw_only=True):
    """A time expression and the days it stands for.

    `earliest` and `latest` are ISO dates, either may be open (None); exact means that they are equal. `rule` and
    `arguments` are the expression before it met an anchor, so that it can be resolved again when the anchor gets
    narrower: `("weekday", (6, -1))`.
    """

    span: Span
    earliest: str | None
    latest: str | None
    granularity: Granularity
    anchor: Literal["none", "publication", "event", "speech"]
    """What the expression is counted from; "none" for an absolute one."""
    rule: str
    arguments: tuple[int | str, ...] = ()
    timex: str = ""
    """Value in TIMEX3 ("2018-06-05", "P3Y", "XXXX-WXX-7")."""
    why: str = ""


class Actor(Struct, frozen=True, kw_only=True):
    """Somebody who acts, is acted on, or speaks, with every place of this report where they are named."""

    name: str
    kind: ActorKind
    mentions: tuple[Span, ...]
    known: str | None = None
    """Id in the table of known actors."""
    sector: str | None = None
    """PLOVER sector code (GOV, MIL, REB …)."""
    country: str | None = None
    """ISO 3166 alpha-2."""
    office: str | None = None
    """For a person: the office that the report gives them ("Secretary of State")."""
    represents: int | None = None
    """Index of the actor for whom they speak or act."""
    count: str | None = None
    """For unnamed actors, how many, as the report says ("two", "dozens")."""
    why: str = ""


class Place(Struct, frozen=True, kw_only=True):
    """A place, with every span of this report that names it. Without a candidate it has no coordinates, and says so."""

    name: str
    kind: PlaceKind
    mentions: tuple[Span, ...]
    gazetteer: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    precision: Precision | None = None
    radius_km: float | None = None
    why: str = ""


class Event(Struct, frozen=True, kw_only=True):
    """One telling of an event: who did what to whom, where, when, told how."""

    trigger: Span
    sentence: Span
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    place: int | None = None
    when: int | None = None
    after: int | None = None
    """Where it has no time of its own: index of the time of the happening that it followed, and so does not precede."""
    status: Status = "happened"
    background: bool = False
    claim: int | None = None
    """Index of the claim in whose content it is told."""
    vector: bytes = b""
    """What the reader makes of its trigger (`Reading.vectors`); empty where it makes nothing of it."""
    chain: int | None = None
    """Number of the chain of mentions that its trigger is in: other triggers in it tell of the same."""
    why: tuple[str, ...] = ()


class Claim(Struct, frozen=True, kw_only=True):
    """What somebody is reported to have said: content, speaker, cue, and the chain it came through."""

    content: tuple[Span, ...]
    cue: Span
    speaker: int | None
    """Index of the actor who speaks; None where the report names nobody."""
    speaker_span: Span | None = None
    direct: bool = False
    """True only where the whole content is quoted."""
    chain: tuple[int, ...] = ()
    """Actors from the outside in, ending with the speaker; the report's own outlet is left out."""
    certainty: Literal["stated", "claimed", "confirmed", "alleged", "denied", "unverified"] = "stated"
    sentence: Span | None = None
    """The sentence of its cue."""
    why: str = ""


class Figure(Struct, frozen=True, kw_only=True):
    """A number that is claimed: its value or bounds, its unit, what it counts and who says so."""

    span: Span
    """The words of the number with its bound ("at least 12")."""
    value: float | None
    low: float | None = None
    high: float | None = None
    unit: Unit = "count"
    bound: Bound = "exact"
    what: str = ""
    """What is counted, in the report's words."""
    event: int | None = None
    claim: int | None = None
    """Index of the claim in whose content it stands; None where the outlet itself says it."""
    as_of: int | None = None
    part_of: int | None = None
    """Index of the figure that this one is a part of ("132, seven of them children")."""
    sentence: Span | None = None
    """The sentence in which it stands."""
    why: str = ""


class Relation(Struct, frozen=True, kw_only=True):
    """What the report states of the world between events; `source` and `target` are actors."""

    kind: RelationKind
    source: int
    target: int
    span: Span
    office: str | None = None
    status: Literal["stated", "claimed", "denied", "former"] = "stated"
    claim: int | None = None
    when: int | None = None
    why: str = ""


class Account(Struct, frozen=True, kw_only=True):
    """Everything one report says, and the versions of what made it."""

    report: str
    versions: dict[str, str]
    """Version of the reader, the rooms, the codebook, the gazetteer, the table of known actors."""
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[When, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    relations: tuple[Relation, ...] = ()
    issues: tuple[str, ...] = ()
    """What was not understood, in sentences."""
