"""A resolved mention as a Place: its point or area, how precise that is, and the reason in words.

The id of a place that is made from another one is that one's with what was done to it: "iso:SY/northeast",
"geonames:94787/near", "geonames:94787/10 km south".
"""

from __future__ import annotations

from typing import NamedTuple

from dateline.model.account import PlaceKind, Precision
from dateline.places.evidence import Evidence
from dateline.places.gazetteer import Area, Candidate, Gazetteer
from dateline.places.geometry import BEARINGS, moved
from dateline.places.groups import Group
from dateline.places.mention import Mention
from dateline.places.options import Option

ADJECTIVES = {
    "north": "northern", "northeast": "northeastern", "east": "eastern", "southeast": "southeastern",
    "centre": "central", "south": "southern", "southwest": "southwestern", "west": "western",
    "northwest": "northwestern",
}  # fmt: skip
_KINDS: dict[str, PlaceKind] = {
    "country": "country", "continent": "region", "division": "province", "county": "district", "region": "region",
    "river": "river", "facility": "facility", "province": "province", "district": "district", "other": "other",
}  # fmt: skip
_PRECISION: dict[str, Precision] = {
    "town": "exact", "country": "country", "continent": "region", "division": "province", "county": "district",
    "region": "region", "river": "region", "facility": "exact", "province": "province", "district": "district",
    "other": "region",
}  # fmt: skip
_SAID: dict[str, PlaceKind] = {
    "settlement": "village", "province": "province", "district": "district", "county": "district", "region": "region",
    "quarter": "district",
    "river": "river", "facility": "facility",
}  # fmt: skip
_VILLAGE = 3_000
_NEAR_KM, _AROUND_KM, _SIDE_KM, _PART_KM, _DISTRICT_KM, _FACILITY_KM = 20.0, 30.0, 15.0, 10.0, 25.0, 15.0


class Shape(NamedTuple):
    """What a Place holds beside its mentions; `group` tells which mentions are of one place."""

    group: str
    name: str
    kind: PlaceKind
    gazetteer: str | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    precision: Precision | None
    radius_km: float | None
    why: str


def shape(
    mention: Mention,
    surface: str,
    name: str,
    group: Group,
    groups: list[Group],
    gazetteer: Gazetteer,
    evidence: Evidence,
) -> Shape:
    """The place that a mention names; without coordinates where nothing was chosen.

    `surface` is what the mention covers, `name` the same without "near", "10 km south of" and the like.
    """
    if group.choice is None:
        return _unresolved(mention, surface, name, group, groups, gazetteer)
    option = group.choice
    made = _plain(name, option, gazetteer)
    made = _side(made, mention, option, gazetteer)
    made = _relation(made, mention, option)
    return made._replace(why=f"“{surface}” → {made.why}: {_reason(group, option, evidence, gazetteer)}")


def label(place: Candidate, gazetteer: Gazetteer) -> str:
    """A place as a person would write it: "Afrin, Aleppo (SY)"."""
    division = gazetteer.division(place.country, place.admin1) if place.admin1 and place.kind != "division" else None
    named = f"{place.name}, {division}" if division and division != place.name else place.name
    return f"{named} ({place.country})" if place.country and place.kind != "country" else named


def _plain(name: str, option: Option, gazetteer: Gazetteer) -> Shape:
    place = option.place
    admin1 = place.name if place.kind == "division" else gazetteer.division(place.country, place.admin1)
    kind: PlaceKind = _KINDS.get(place.kind, "city")
    if place.kind == "town":
        kind = "village" if place.population < _VILLAGE else "city"
    made = Shape(
        place.ref, place.name, kind, place.ref, place.lat, place.lon, place.country, admin1,
        _PRECISION[place.kind], place.radius or None, label(place, gazetteer),
    )  # fmt: skip
    if option.stands_for is None:
        return made
    said = option.stands_for
    if said == "facility":
        return made._replace(
            group=f"facility {name}", name=name, kind="facility", gazetteer=None,
            precision="near" if place.kind == "town" else made.precision,
            radius_km=max(_FACILITY_KM, made.radius_km or 0.0),
            why=f"not in the gazetteer itself; placed at {made.why}, whose name it bears",
        )  # fmt: skip
    precision: Precision = "district" if said == "district" else "province" if said == "province" else "near"
    return made._replace(
        group=f"{place.ref}/{said}", name=name, kind=_SAID[said], gazetteer=f"{place.ref}/{said}", precision=precision,
        radius_km=60.0 if said == "province" else _DISTRICT_KM, why=f"the {said} around {made.why}",
    )  # fmt: skip


def _side(made: Shape, mention: Mention, option: Option, gazetteer: Gazetteer) -> Shape:
    """The part of a place: "northeast Syria", "western Mosul"."""
    direction = mention.direction if option.direction is None else option.direction
    if not direction or mention.relation == "offset" or made.lat is None or made.lon is None:
        return made
    if direction == "around":
        return made
    place = option.place
    name = f"{ADJECTIVES[direction]} {made.name}"
    found = made._replace(
        group=f"{made.group}/{direction}", name=name, gazetteer=f"{made.gazetteer or made.group}/{direction}"
    )
    if place.kind == "town":
        return found._replace(
            kind="district",
            precision="near",
            radius_km=max(_PART_KM, made.radius_km or 0.0),
            why=f"a part of {made.why}",
        )
    area = gazetteer.part(place.number, direction)
    if area is None and made.radius_km:
        lat, lon = moved((made.lat, made.lon), direction, made.radius_km * 0.5)
        area = Area(lat, lon, made.radius_km * 0.6)
    if area is not None:
        found = found._replace(lat=round(area.lat, 3), lon=round(area.lon, 3), radius_km=area.radius)
    return found._replace(kind="region", precision="region", why=f"the {ADJECTIVES[direction]} part of {made.why}")


def _relation(made: Shape, mention: Mention, option: Option) -> Shape:
    """What lies near a place, around it, or to one side of it."""
    around = option.direction == "around" or mention.relation == "around"
    if (
        (mention.relation is None and not around)
        or made.lat is None
        or made.lon is None
        or option.place.kind in ("country", "continent")
    ):
        return made
    town = option.place.kind == "town"
    base = made.gazetteer or made.group
    if mention.relation == "offset" and mention.direction in BEARINGS:
        kilometres = (
            mention.kilometres if mention.kilometres is not None else max(_SIDE_KM, (made.radius_km or 0.0) * 0.7)
        )
        lat, lon = moved((made.lat, made.lon), mention.direction, kilometres)
        exact = mention.kilometres is not None
        said = f"{kilometres:.3g} km {mention.direction}" if exact else mention.direction
        return made._replace(
            group=f"{made.group}/{said} of", name=f"{said} of {made.name}", kind="other", gazetteer=f"{base}/{said} of",
            lat=round(lat, 4), lon=round(lon, 4), precision="near" if town else "region",
            radius_km=round(max(3.0, kilometres * (0.3 if exact else 1.2)), 1), why=f"{said} of {made.why}",
        )  # fmt: skip
    if mention.relation == "near" and (town or option.place.radius <= _AROUND_KM):
        radius = max(_NEAR_KM if mention.kilometres is None else mention.kilometres, made.radius_km or 0.0)
        return made._replace(
            group=f"{made.group}/near", name=f"near {made.name}", gazetteer=f"{base}/near", precision="near",
            radius_km=radius, kind="other", why=f"near {made.why}",
        )  # fmt: skip
    if around:
        return made._replace(
            group=f"{made.group}/around", gazetteer=f"{base}/around",
            name=f"{made.name} countryside" if town else made.name,
            kind="region", precision="near" if town else "region", radius_km=max(_AROUND_KM, made.radius_km or 0.0),
            why=f"the country around {made.why}" if town else f"the countryside of {made.why}",
        )  # fmt: skip
    return made


def _unresolved(
    mention: Mention, surface: str, name: str, group: Group, groups: list[Group], gazetteer: Gazetteer
) -> Shape:
    """A place without coordinates; with the country and division that the text gives, where it gives them."""
    kind: PlaceKind = _SAID.get(mention.kind or "", "other")
    holder = _holder(group, groups)
    country = admin1 = None
    precision: Precision | None = None
    said = ""
    if holder is not None:
        country = holder.country
        admin1 = holder.name if holder.kind == "division" else gazetteer.division(holder.country, holder.admin1)
        precision = "country" if holder.kind == "country" else "province" if admin1 and holder.kind == "division" else (
            "district" if holder.kind in ("town", "county", "district") else "region"
        )  # fmt: skip
        said = f"the text puts it in {label(holder, gazetteer)}"
    elif len(group.countries) == 1:
        country = next(iter(group.countries))
        precision, said = "country", f"the text puts it in {gazetteer.countries[country].name}"
    if group.contradicted:
        elsewhere = len(group.options)
        why = f"“{surface}”: {said or 'the text says where it lies'}, and the gazetteer has no such place there"
        why += f" ({elsewhere} of that name elsewhere)" if elsewhere else ""
    elif group.refused == "abroad":
        why = f"“{surface}”: the gazetteer has it only in countries that the report doesn't speak of; not taken"
    elif group.refused == "far":
        why = f"“{surface}”: the gazetteer's place of that name is far from every other place of the report; not taken"
    else:
        why = f"“{surface}” is not in the gazetteer" + (f"; {said}" if said else "")
    return Shape(
        f"unresolved {mention.keys[0][0]} {country} {admin1}",
        name,
        kind,
        None,
        None,
        None,
        country,
        admin1,
        precision,
        None,
        why,
    )


def _holder(group: Group, groups: list[Group]) -> Candidate | None:
    """The smallest place that the text puts this one in."""
    held = [groups[number].choice for number, _ in group.containers]
    places = [choice.place for choice in held if choice is not None and choice.place.kind != "continent"]
    order = {"town": 0, "district": 1, "county": 1, "province": 2, "division": 2, "region": 3, "country": 4}
    return min(places, key=lambda place: order.get(place.kind, 3)) if places else None


def _reason(group: Group, option: Option, evidence: Evidence, gazetteer: Gazetteer) -> str:
    """Why this one of the candidates."""
    place, many = option.place, len(group.options)
    if place.kind == "country":
        return "a country"
    reasons = ["the only candidate" if many == 1 else f"1 of {many} candidates"]
    if option.alike:
        reasons.append("by its consonants: the gazetteer spells it otherwise")
    if group.contained:
        reasons.append("the text itself says where it lies")
    country = gazetteer.countries[place.country].name if place.country is not None else ""
    if place.country in evidence.named:
        reasons.append(f"{country} is named in the report")
    elif many > 1 and place.country is not None and evidence.speaks_of(place.country, place.number):
        reasons.append(f"other places of the report lie in {country}")
    elif many > 1 and not group.contained:
        reasons.append("the best known")
    return "; ".join(reasons)
