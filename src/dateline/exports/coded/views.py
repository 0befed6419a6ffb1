"""An event as it is held against others: days, place, folded names of everybody in it, type, toll."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from rapidfuzz import fuzz

from dateline.exports.acled_csv_format import sub_event_type
from dateline.exports.mappings import country_name
from dateline.exports.parties import Class, acled_name, crowd, sides
from dateline.exports.parts import Parts
from dateline.exports.tolls import acled_fatalities, deaths
from dateline.model.record import RecordEvent, RecordPlace

_ALIKE = 82
_LONG = 62
_VAGUE = re.compile(r"\(.*?\)|\b(?:the|of|forces?|fighters?|group|unidentified|armed)\b|[\d-]")


@dataclass(frozen=True, slots=True)
class View:
    """One event. `days` are the first and last as ordinals, None where an end is open or they lie far apart."""

    id: str
    type: str
    sub_type: str | None
    earliest: str | None
    latest: str | None
    days: tuple[int, int] | None
    place: RecordPlace | None
    place_name: str
    names: tuple[frozenset[str], ...]
    everybody: tuple[str, ...]
    classes: frozenset[Class]
    toll: int | None
    status: str
    told: frozenset[tuple[str, int]]
    """Where it is told: the report, and the first code point of the word that tells it."""


def days_between(earliest: str | None, latest: str | None) -> tuple[int, int] | None:
    """The days of a closed interval of up to two months, as ordinals."""
    if earliest is None or latest is None:
        return None
    first, last = (date.fromisoformat(day).toordinal() for day in (earliest, latest))
    return (first, last) if last - first <= _LONG else None


def view_of(parts: Parts, event: RecordEvent) -> View:
    """The view of an event."""
    place = parts.place(event)
    country = place.country if place else None
    kinds = sides(event, parts.cast(event.actors), parts.cast(event.recipients), country)
    figures = deaths(parts, [event])
    names = []
    for items, kind in zip((event.actors, event.recipients), kinds, strict=True):
        for actor in parts.cast(items):
            forms = {actor.name, *(alias.form for alias in actor.aliases), acled_name(actor, kind, country)}
            if kind in ("protesters", "rioters", "civilians"):
                forms.add(crowd(kind, country))
            if kind == "state":
                forms.add(f"Government of {country_name(actor.country or country, 'ucdp')}")
            names.append(frozenset(name for form in forms if len(name := folded(form)) > 2))
    return View(
        id=event.id,
        type=event.type,
        sub_type=sub_event_type(event, *kinds),
        earliest=event.when.earliest,
        latest=event.when.latest,
        days=days_between(event.when.earliest, event.when.latest),
        place=place,
        place_name=folded(place.name) if place else "",
        names=tuple(forms for forms in names if forms),
        everybody=(parts.names(event.actors), parts.names(event.recipients)),
        classes=frozenset(kinds) - {"unknown"},
        toll=acled_fatalities(figures, "lowest", 3)[0] if figures else None,
        status=event.status,
        told=frozenset((source.report, source.span.start) for source in event.sources),
    )


@lru_cache(maxsize=100_000)
def folded(name: str) -> str:
    """A name without case, accents, brackets and words that say little ("forces", "group")."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return " ".join(_VAGUE.sub(" ", plain.casefold()).split())


def alike(forms: frozenset[str], others: Sequence[frozenset[str]]) -> bool:
    """Whether one of the others has a name like one of these."""
    return any(fuzz.token_set_ratio(form, name) >= _ALIKE for other in others for form in forms for name in other)


def gap(one: View, other: View) -> int | None:
    """Days between two intervals, 0 where they touch; None where an end of either is open."""
    if one.days is None or other.days is None:
        return None
    return max(0, one.days[0] - other.days[1], other.days[0] - one.days[1])


def apart(one: RecordPlace | None, other: RecordPlace | None) -> float | None:
    """Kilometres between two places, less what each is uncertain by; 0 for one name; None where one is unknown."""
    if one is None or other is None:
        return None
    if folded(one.name) == folded(other.name):
        return 0.0
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    a, b = radians(one.lat), radians(other.lat)
    part = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other.lon - one.lon) / 2) ** 2
    return max(0.0, 12742 * asin(sqrt(min(1.0, part))) - (one.radius_km or 0) - (other.radius_km or 0))
