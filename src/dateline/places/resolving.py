"""Which place each mention means: all mentions of a report are resolved together, and one name means one place.

1. Every mention gets its options (`options`), and mentions of one name and kind form a group (`groups`); what the text
   says of where a place lies (`containment`) parts a group only where it says different things of the same name.
2. Where the text puts a place inside another, only options inside it are left. Where none is left, the place is not in
   the gazetteer: it gets the country and division that the text gives and no coordinates, never a namesake elsewhere.
3. The others are ranked by people, and by how much the report speaks of their country, division and surroundings
   (`evidence`, `ranking`), twice: the second time with what was certain the first time.
4. A place outside the countries that the report speaks of is taken only when it is well known (`ranking.judge`).
"""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.fuzz import ratio

from dateline.places.evidence import Evidence
from dateline.places.folding import fold, skeleton
from dateline.places.gazetteer import Candidate, Gazetteer
from dateline.places.geometry import distance
from dateline.places.groups import Group, grouped
from dateline.places.mention import Mention
from dateline.places.options import Option, keys_of, means_country, prior
from dateline.places.ranking import choose, judge, same_spot, squares_of

_CERTAIN_MARGIN, _CERTAIN_PRIOR = 1.2, 4.7
_BONES, _AGREEMENT = 4, 75.0
"""Consonants that a name must have to be looked for by them, and how much of two spellings must agree (of 100)."""
_NOT_ALIKE = frozenset(("island", "river", "water", "mountain", "road", "facility", "county"))
_CONTAINERS = frozenset(("country", "division", "county", "region", "province", "district"))
_SIDE_BY_SIDE = ("comma", "list")
_BIG_NAMESAKE = 100_000


def resolve(
    mentions: list[Mention], gazetteer: Gazetteer, demonyms: Iterable[str], dateline: str | None
) -> tuple[list[Group], list[int], Evidence]:
    """The groups with their choices, the group of each mention, and the evidence; `demonyms` are countries' codes."""
    keys = {key for mention in mentions for key in keys_of(mention)}
    dateline_keys = _dateline_keys(dateline)
    found = gazetteer.find(keys | set(dateline_keys))
    groups, group_of = grouped(mentions, found, gazetteer)
    evidence = _first_evidence(groups, demonyms)
    _take_dateline(evidence, dateline_keys, found, gazetteer)
    _add_alike(groups, mentions, evidence, gazetteer)
    for group in groups:
        _contain(group, groups)
    squares = squares_of(groups)
    for number in range(len(groups)):
        choose(number, groups, evidence, squares, gazetteer)
    for group in groups:
        _take_certain(group, evidence)
    for number in range(len(groups)):
        choose(number, groups, evidence, squares, gazetteer)
    for group in groups:
        judge(group, evidence, gazetteer)
    return groups, group_of, evidence


def _dateline_keys(dateline: str | None) -> list[str]:
    """Keys of a dateline, which may name two places ("GENEVA/NEW YORK"), or one and its state ("BEIRUT, Lebanon")."""
    parts = dateline.replace("/", ",").replace("—", ",").split(",") if dateline else []
    return [key for part in parts if (key := fold(part))]


def _first_evidence(groups: list[Group], demonyms: Iterable[str]) -> Evidence:
    """What is certain from the names alone: countries and divisions without rivals, demonyms."""
    evidence = Evidence()
    for group in groups:
        if not group.options:
            continue
        best = max(group.options, key=lambda option: option.prior)
        if best.stands_for:
            continue
        if best.place.kind not in ("country", "division") or _has_rival(best, group.options):
            likely = {option.place.country for option in group.options if option.prior > best.prior - 2.5}
            if len(likely) == 1 and best.place.country is not None and best.prior > 3.5:
                evidence.weigh(best.place.country, 0.3, best.place.number)
        elif best.place.kind == "country":
            evidence.add(best.place, 1.0 + 0.3 * (len(group.mentions) - 1))
        else:
            evidence.add(best.place, 0.8)
    for country in demonyms:
        evidence.weigh(country, 0.3)
        evidence.named.add(country)
    return evidence


def _has_rival(best: Option, options: list[Option]) -> bool:
    """Whether a name might as well mean something else: as likely, or a country and a division ("Georgia")."""
    return any(
        option is not best
        and (option.prior > best.prior - 1.5 or {best.place.kind, option.place.kind} == {"country", "division"})
        for option in options
    )


def _take_dateline(
    evidence: Evidence, keys: list[str], found: dict[str, tuple[Candidate, ...]], gazetteer: Gazetteer
) -> None:
    """The place that a report is written from says a little of where its places lie."""
    chosen = []
    for key in keys:
        bearers = [place for place in found[key] if place.kind in ("town", "country", "division") and place.main]
        if bearers:
            chosen.append(max(bearers, key=lambda place: prior(place, gazetteer.capitals) + evidence.bonus(place)))
    for place in chosen:
        evidence.add(place, 0.4)


def _take_certain(group: Group, evidence: Evidence) -> None:
    choice = group.choice
    if choice is None or choice.place.kind in ("country", "continent"):
        return
    known = choice.prior >= _CERTAIN_PRIOR or choice.place.kind == "county"
    if group.contained or (group.margin >= _CERTAIN_MARGIN and known):
        evidence.add(choice.place, 0.5 if choice.place.kind == "town" else 0.8)


def _add_alike(groups: list[Group], mentions: list[Mention], evidence: Evidence, gazetteer: Gazetteer) -> None:
    """For names that the gazetteer doesn't have in a country of the report: the one place there whose consonants agree.

    Where several places agree there is nothing to choose by, and none is added.
    """
    wanting: dict[str, list[tuple[Group, str]]] = {}
    for group in groups:
        fitting = any(country in evidence.named for option in group.options for country in option.place.countries)
        if fitting or not evidence.named or group.kind in _NOT_ALIKE or means_country(group.options):
            continue
        for key, _, direction in mentions[group.mentions[0]].keys:
            bones = skeleton(key)
            if not direction and len(bones) >= _BONES:
                wanting.setdefault(bones, []).append((group, key))
    found = gazetteer.alike(wanting) if wanting else {}
    for bones, needy in wanting.items():
        for group, key in needy:
            near = [
                place
                for place in found[bones]
                if place.country in evidence.named
                and (place.kind == "division") == (group.kind == "province")
                and ratio(key.replace(" ", ""), fold(place.name).replace(" ", "")) >= _AGREEMENT
            ]
            if near and all(same_spot(near[0], place) for place in near):
                option = Option(near[0], prior(near[0], gazetteer.capitals) - 0.3, alike=True)
                group.options = [*group.options, option]


def _contain(group: Group, groups: list[Group]) -> None:
    """Leaves only the options that lie where the text puts the place; marks it where there are none."""
    for number, how in group.containers:
        container = groups[number]
        beside = how in _SIDE_BY_SIDE
        holders = [option for option in container.options if option.place.kind in _CONTAINERS or not beside]
        if not holders or container is group or (how == "list" and _only_side_by_side(group, container)):
            continue
        inside = [option for option in group.options if any(within(option.place, holder.place) for holder in holders)]
        if inside:
            group.options, group.contained = inside, True
            good = {holder for holder in holders if any(within(option.place, holder.place) for option in inside)}
            container.options = [
                option._replace(prior=option.prior + 2.0) if option in good else option for option in container.options
            ]
        elif _is_firm(group, container, how):
            group.contradicted = True
    if group.countries and not group.contradicted and not means_country(group.options):
        inside = [option for option in group.options if not group.countries.isdisjoint(option.place.countries)]
        if inside:
            group.options, group.contained = inside, True
        else:
            group.contradicted = True


def _only_side_by_side(group: Group, other: Group) -> bool:
    """Whether two divisions only stand side by side ("Oklahoma, Pennsylvania"), though one has a town of that name."""
    if not group.options:
        return False
    own = max(group.options, key=lambda option: option.prior).place
    next_one = max(other.options, key=lambda option: option.prior).place
    if own.kind not in ("division", "country") or (next_one.kind == "country" and own.kind != "country"):
        return False
    towns = [option.place for option in group.options if option.place.population > _BIG_NAMESAKE]
    return not any(within(place, next_one) for place in towns)


def _is_firm(group: Group, container: Group, how: str) -> bool:
    """Whether the text's word that a place lies in another outweighs that the gazetteer has it only elsewhere."""
    best = max(container.options, key=lambda option: option.prior)
    if how == "list" or best.place.kind not in _CONTAINERS or means_country(group.options):
        return False
    own = max((option.prior for option in group.options), default=0.0)
    if how == "comma":
        return best.place.kind in ("country", "division") and own < 5.5
    return own < 7.0


def within(place: Candidate, holder: Candidate) -> bool:
    """Whether the gazetteer has one place inside another."""
    if place.number == holder.number or place.kind in ("country", "continent") or holder.kind == "continent":
        return False
    if holder.kind == "country":
        return holder.country in place.countries
    if place.countries and holder.countries and set(place.countries).isdisjoint(holder.countries):
        return False
    if holder.kind == "division" and place.admin1:
        return place.kind != "division" and place.admin1 == holder.admin1
    away = distance((place.lat, place.lon), (holder.lat, holder.lon))
    if holder.kind == "division":
        return away <= holder.radius * 1.3
    if holder.kind == "town":
        return place.kind in ("town", "facility", "district") and away <= 40 and place.population <= holder.population
    return away <= holder.radius * 1.25 + 5
