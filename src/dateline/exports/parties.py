"""Who takes part in an event, as coders of conflict class them: state forces, rebels, protesters, civilians."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from dateline.exports.mappings import country_name
from dateline.model.record import RecordActor, RecordEvent

Class = Literal["state", "rebel", "political", "identity", "rioters", "protesters", "civilians", "external", "unknown"]

INTER: dict[Class, str] = {
    "state": "State forces",
    "rebel": "Rebel group",
    "political": "Political militia",
    "identity": "Identity militia",
    "rioters": "Rioters",
    "protesters": "Protesters",
    "civilians": "Civilians",
    "external": "External/Other forces",
}
"""ACLED's names of the classes, in the order of its codes 1 to 8."""

_CODED = "acled:"
"""How `known` begins for actors of a table that ACLED coded."""
_BY_NAME: dict[str, Class] = {name: kind for kind, name in INTER.items()}
ARMED: frozenset[Class] = frozenset({"state", "rebel", "political", "identity", "external"})
_STATE = frozenset({"MIL", "COP", "SPY", "GOV", "JUD", "LEG"})
_EXTERNAL = frozenset({"IGO", "UNO", "EUR", "IMG"})
_CIVIL = frozenset({
    "AGR", "BUS", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "PTY", "REL", "SOC", "NGO", "MNC",
})  # fmt: skip
_MARCHING = {"demo", None, "obstruct", "strike", "boycott", "hunger"}


def class_of(actor: RecordActor, country: str | None) -> Class:
    """The class of an actor in a country (of the event); "unknown" where the record does not tell."""
    if actor.known and actor.known.startswith(_CODED):
        return _BY_NAME.get(actor.known.removeprefix(_CODED), "unknown")
    foreign = actor.country is not None and country is not None and actor.country != country
    if actor.kind == "state" or actor.sector in _STATE:
        return "external" if foreign else "state"
    if actor.sector in _EXTERNAL:
        return "external"
    if actor.sector == "REB":
        return "rebel"
    if actor.sector in ("UAF", "PRM", "CRM"):
        return "political"
    if actor.sector in _CIVIL:
        return "civilians"
    return "unknown"


def sides(
    event: RecordEvent, actors: Sequence[RecordActor], recipients: Sequence[RecordActor], country: str | None
) -> tuple[Class, Class]:
    """The classes of who acts and of who is acted on; "unknown" where the record names nobody or can't class them."""
    first, second = _class(actors, country), _class(recipients, country)
    if any(actor.known and actor.known.startswith(_CODED) for actor in (*actors, *recipients)):
        return first, second
    if event.type == "PROTEST":
        first = "protesters" if event.mode in _MARCHING else "rioters"
    if event.mode == "crowd-control":
        second = "protesters"
    return first, second


def _class(actors: Sequence[RecordActor], country: str | None) -> Class:
    """The class of the first actor that can be classed: an armed one before all others."""
    found = [class_of(actor, country) for actor in actors]
    armed = [one for one in found if one in ARMED]
    known = [one for one in found if one != "unknown"]
    return next(iter([*armed, *known]), "unknown")


def acled_name(actor: RecordActor, kind: Class, country: str | None) -> str:
    """How ACLED would call an actor, without the years of a government, which no report tells."""
    if actor.known and actor.known.startswith(_CODED):
        return actor.name
    home = country_name(actor.country or (country if kind == "state" else None), "acled")
    if kind in ("state", "external") and home:
        if actor.sector == "MIL":
            return f"Military Forces of {home}"
        if actor.sector == "COP":
            return f"Police Forces of {home}"
        if actor.kind == "state":
            return f"Government of {home}"
    if kind in ("rebel", "political") and (actor.kind == "unidentified" or not actor.name[:1].isupper()):
        return unidentified(country)
    return actor.name


def unidentified(country: str | None) -> str:
    """ACLED's name for armed people whom nobody names."""
    home = country_name(country, "acled")
    return f"Unidentified Armed Group ({home})" if home else "Unidentified Armed Group"


def crowd(kind: Class, country: str | None) -> str:
    """ACLED's generic actors: "Protesters (Chile)"."""
    home = country_name(country, "acled")
    return f"{INTER[kind]} ({home})" if home else INTER[kind]
