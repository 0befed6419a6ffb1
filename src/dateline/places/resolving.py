"""Which place each mention means: all mentions of a report are resolved together, and one name means one place.

1. Every mention gets its options (`options`), and mentions of one name and kind form a group; what the text says of
   where a place lies (`containment`) parts a group only where it says different things of the same name.
2. Where the text puts a place inside another, only options inside it are left. Where none is left, the place is not in
   the gazetteer: it gets the country and division that the text gives and no coordinates, never a namesake elsewhere.
3. The others are ranked by people, and by how much the report speaks of their country, division and surroundings
   (`evidence`), twice: the second time with what was certain the first time.
4. A place outside the countries that the report speaks of is taken only when it is well known.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.places.evidence import Evidence, distance
from dateline.places.folding import fold, skeleton
from dateline.places.gazetteer import Candidate, Gazetteer
from dateline.places.mentions import Mention
from dateline.places.options import Option, keys_of, mention_is_country, options_of, prior

KNOWN_ABROAD = 5.0
"""Logarithm of the people from which a place is taken though the report doesn't speak of its country."""
KNOWN_NEXT_DOOR = 4.3
"""The same for a country that borders on one that the report speaks of."""
FAR_KM, SMALL = 300.0, 10_000
"""A place of fewer people that is this far from every other place of the report is not taken."""
_CERTAIN_MARGIN, _CERTAIN_PRIOR = 1.2, 4.7
_MOST_OPTIONS = 40
_CONTAINERS = frozenset(("country", "division", "county", "region", "province", "district"))


@dataclass
class Group:
    """Mentions that share a name, a kind and what the text says of where they lie."""

    mentions: list[int]
    options: list[Option]
    listed: set[int] = field(default_factory=set)
    """Groups that stand in one list with it."""
    containers: list[tuple[int, str]] = field(default_factory=list)
    """Groups that the text puts it in."""
    countries: set[str] = field(default_factory=set)
    kind: str | None = None
    choice: Option | None = None
    score: float = 0.0
    margin: float = 0.0
    contained: str | None = None
    """How the text says where it lies, in words, once that has decided."""
    contradicted: bool = False
    """The text puts it where the gazetteer has no such place."""
    refused: str | None = None
    """Why the best option was not taken."""
    spelled_alike: bool = False


def resolve(
    mentions: list[Mention], gazetteer: Gazetteer, demonyms: Iterable[str], dateline: str | None
) -> tuple[list[Group], list[int], Evidence]:
    """The groups with their choices, the group of each mention, and the evidence; `demonyms` are countries' codes."""
    keys = {key for mention in mentions for key in keys_of(mention)}
    dateline_keys = _dateline_keys(dateline)
    found = gazetteer.find(keys | set(dateline_keys))
    groups, group_of = _grouped(mentions, found, gazetteer)
    evidence = _first_evidence(groups, demonyms)
    _take_dateline(evidence, dateline_keys, found, gazetteer)
    _add_alike(groups, mentions, evidence, gazetteer)
    for group in groups:
        _contain(group, groups)
    squares = _company(groups)
    for last_time in (False, True):
        for number in range(len(groups)):
            _choose(number, groups, evidence, squares)
        if not last_time:
            for group in groups:
                if group.choice is not None and _is_certain(group):
                    evidence.add(group.choice.place, 0.5 if group.choice.place.kind == "town" else 0.8)
    for group in groups:
        _judge(group, evidence, gazetteer)
    return groups, group_of, evidence


def _dateline_keys(dateline: str | None) -> list[str]:
    """A dateline may name several places, or one and its state ("BEIRUT, Lebanon", "GENEVA/NEW YORK")."""
    if not dateline:
        return []
    return [key for part in dateline.replace("/", ",").replace("—", ",").split(",") if (key := fold(part))]


def _grouped(
    mentions: list[Mention], found: dict[str, tuple[Candidate, ...]], gazetteer: Gazetteer
) -> tuple[list[Group], list[int]]:
    by_name: dict[tuple[object, ...], list[int]] = {}
    cached: dict[tuple[object, ...], list[Option]] = {}
    for number, mention in enumerate(mentions):
        name = (mention.keys, None if mention.kind == "settlement" else mention.kind)
        by_name.setdefault(name, []).append(number)
        if name not in cached:
            people = gazetteer.demonyms.get(mention.keys[0][0], ())
            countries = tuple(gazetteer.place(gazetteer.countries[code].place) for code in people)
            cached[name] = options_of(mention, found, gazetteer.capitals, countries)
    groups: list[Group] = []
    group_of = [-1] * len(mentions)
    raw: list[list[tuple[int, str]]] = []
    for name, numbers in by_name.items():
        by_place: dict[object, Group] = {}
        for number in numbers:
            mention = mentions[number]
            inside = tuple(sorted((mentions[place].keys[0][0], mentions[place].kind or "") for place, _ in mention.containers))
            signature: object = (inside, tuple(sorted(mention.countries))) if inside or mention.countries else None
            if signature is None:
                continue
            group = by_place.setdefault(signature, Group([], cached[name], kind=mention.kind))
            group.mentions.append(number)
            group.countries |= mention.countries
        rest = [number for number in numbers if not (mentions[number].containers or mentions[number].countries)]
        if rest:
            group = next(iter(by_place.values()), None) or by_place.setdefault(None, Group([], cached[name], kind=mentions[rest[0]].kind))
            group.mentions.extend(rest)
            group.kind = group.kind or next((mentions[number].kind for number in rest if mentions[number].kind), None)
        for group in by_place.values():
            group.mentions.sort()
            raw.append([container for number in group.mentions for container in mentions[number].containers])
            for number in group.mentions:
                group_of[number] = len(groups)
            groups.append(group)
    for number, mention in enumerate(mentions):
        groups[group_of[number]].listed.update(group_of[other] for other in mention.listed if group_of[other] != group_of[number])
    for group, containers in zip(groups, raw, strict=True):
        group.containers = list(dict.fromkeys((group_of[place], how) for place, how in containers))
    return groups, group_of


def _first_evidence(groups: list[Group], demonyms: Iterable[str]) -> Evidence:
    evidence = Evidence()
    for group in groups:
        if not group.options:
            continue
        best = max(group.options, key=lambda option: option.prior)
        rivals = [
            option for option in group.options
            if option is not best and (option.prior > best.prior - 1.5 or {best.place.kind, option.place.kind} == {"country", "division"})
        ]  # fmt: skip
        if best.stands_for:
            continue
        if rivals or best.place.kind not in ("country", "division"):
            likely = {option.place.country for option in group.options if option.prior > best.prior - 2.5}
            if len(likely) == 1 and best.place.country is not None and best.prior > 3.5:
                evidence.countries[best.place.country] += 0.3
            continue
        if best.place.kind == "country":
            evidence.add(best.place, 1.0 + 0.3 * (len(group.mentions) - 1))
        elif best.place.kind == "division":
            evidence.add(best.place, 0.8)
    for country in demonyms:
        evidence.countries[country] += 0.3
        evidence.named.add(country)
    return evidence


def _take_dateline(
    evidence: Evidence, keys: list[str], found: dict[str, tuple[Candidate, ...]], gazetteer: Gazetteer
) -> None:
    places: list[Candidate] = []
    for key in keys:
        bearers = [place for place in found.get(key, ()) if place.kind in ("town", "country", "division") and place.main]
        if bearers:
            places.append(max(bearers, key=lambda place: prior(place, gazetteer.capitals) + evidence.bonus(place)))
    for place in places:
        evidence.add(place, 0.4)


def _add_alike(groups: list[Group], mentions: list[Mention], evidence: Evidence, gazetteer: Gazetteer) -> None:
    """For names that the gazetteer doesn't have in a country of the report: places there whose consonants agree."""
    wanting: dict[str, list[Group]] = {}
    for group in groups:
        fitting = any(country in evidence.named for option in group.options for country in option.place.countries)
        if fitting or mention_is_country(group.options) or not evidence.named:
            continue
        mention = mentions[group.mentions[0]]
        key = mention.keys[-1][0] if mention.keys[-1][2] is None else mention.keys[0][0]
        bones = skeleton(key)
        if len(bones) >= 4:
            wanting.setdefault(bones, []).append(group)
    if not wanting:
        return
    found = gazetteer.alike(wanting)
    for bones, needy in wanting.items():
        for group in needy:
            key = mentions[group.mentions[0]].keys[-1][0]
            near = [
                place for place in found[bones] if place.country in evidence.named and _agree(key, fold(place.name))
                and (place.kind == "town" or group.kind in ("province", "region", "district"))
            ]  # fmt: skip
            if near:
                group.options = [*group.options, *(Option(place, prior(place, gazetteer.capitals) - 0.3) for place in near)]
                group.spelled_alike = True


def _agree(one: str, other: str) -> bool:
    """Whether two spellings with the same consonants are close enough: a third of their letters may differ."""
    from rapidfuzz.fuzz import ratio  # only where a name is not found at all

    return ratio(one.replace(" ", ""), other.replace(" ", "")) >= 66


def _contain(group: Group, groups: list[Group]) -> None:
    """Leaves only the options that lie where the text puts the place; marks it where there are none."""
    for number, how in group.containers:
        container = groups[number]
        holders = [option for option in container.options if option.place.kind in _CONTAINERS or how not in ("comma", "list")]
        if not holders or container is group or _is_list(group, container, how):
            continue
        inside = [option for option in group.options if any(within(option.place, holder.place) for holder in holders)]
        if inside:
            group.options = inside
            group.contained = how
            good = [holder for holder in holders if any(within(option.place, holder.place) for option in inside)]
            container.options = [
                option._replace(prior=option.prior + 2.0) if option in good else option for option in container.options
            ]
        elif _is_firm(group, container, how):
            group.contradicted = True
    if group.countries and not group.contradicted and not mention_is_country(group.options):
        inside = [option for option in group.options if set(option.place.countries) & group.countries]
        if inside:
            group.options, group.contained = inside, "demonym"
        else:
            group.contradicted = True


def _is_list(group: Group, container: Group, how: str) -> bool:
    """ "Georgia, Oklahoma, Pennsylvania": divisions side by side, where a town of that name may lie in the next one."""
    if how not in ("comma", "list") or not group.options or not container.options:
        return False
    own = max(group.options, key=lambda option: option.prior).place
    other = max(container.options, key=lambda option: option.prior).place
    if own.kind not in ("division", "country") or other.kind == "country" and own.kind != "country":
        return False
    return not any(option.place.population > 100_000 and within(option.place, other) for option in group.options)


def _is_firm(group: Group, container: Group, how: str) -> bool:
    """Whether the text's word that a place lies in another outweighs that the gazetteer has it only elsewhere."""
    best = max(container.options, key=lambda option: option.prior)
    if best.place.kind not in _CONTAINERS or mention_is_country(group.options):
        return False
    own = max((option.prior for option in group.options), default=0.0)
    if how == "list":
        return False
    if how == "comma":
        return best.place.kind in ("country", "division") and own < 5.5
    return own < 7.0


def within(place: Candidate, holder: Candidate) -> bool:
    """Whether the gazetteer has one place inside another."""
    if place.number == holder.number or place.kind in ("country", "continent"):
        return False
    if holder.kind == "country":
        return holder.country is not None and holder.country in place.countries
    if holder.kind == "continent":
        return False
    if place.countries and holder.countries and not set(place.countries) & set(holder.countries):
        return False
    if holder.kind == "division":
        if place.admin1:
            return place.kind != "division" and place.admin1 == holder.admin1
        return distance(place.lat, place.lon, holder.lat, holder.lon) <= holder.radius * 1.3
    away = distance(place.lat, place.lon, holder.lat, holder.lon)
    if holder.kind == "town":
        return place.kind in ("town", "facility", "district") and away <= 40 and place.population <= holder.population
    return away <= holder.radius * 1.25 + 5


def _company(groups: list[Group]) -> dict[tuple[int, int], dict[int, float]]:
    """For each square of half a degree the groups that may lie in it, and with what weight: less, the more options they have."""
    squares: dict[tuple[int, int], dict[int, float]] = {}
    for number, group in enumerate(groups):
        if group.contradicted or mention_is_country(group.options):
            continue
        weight = min(1.0, 3 / max(1, len(group.options)))
        for option in group.options[:_MOST_OPTIONS]:
            if option.place.radius < 100:
                squares.setdefault(_square(option.place), {})[number] = weight
    return squares


def _square(place: Candidate) -> tuple[int, int]:
    return int(place.lat * 2 // 1), int(place.lon * 2 // 1)


def _in_company(place: Candidate, own: int, squares: dict[tuple[int, int], dict[int, float]]) -> float:
    """How many other names of the report may mean places near this one: 0 to 1.6."""
    if place.radius >= 100:
        return 0.0
    row, column = _square(place)
    company: dict[int, float] = {}
    for up in (-1, 0, 1):
        for across in (-1, 0, 1):
            company.update(squares.get((row + up, column + across), {}))
    company.pop(own, None)
    weight = sum(company.values())
    return 1.6 * weight / (weight + 0.8)


def _choose(
    number: int, groups: list[Group], evidence: Evidence, squares: dict[tuple[int, int], dict[int, float]]
) -> None:
    group = groups[number]
    if group.contradicted or not group.options:
        group.choice = None
        return
    options = group.options
    if len(options) > _MOST_OPTIONS:
        options = sorted(options, key=lambda option: -option.prior - evidence.bonus(option.place))[:_MOST_OPTIONS]
    single = len(options) == 1
    scored = []
    for option in options:
        score = option.prior
        if not single:
            score += evidence.bonus(option.place) + evidence.closeness(option.place)
            score += _in_company(option.place, number, squares)
        if option.place.kind == "division" and _has_seat(option.place, options):
            score -= 2.1
        if group.listed:
            score += _as_the_others(option.place, group, groups)
        scored.append((score, option.prior, -option.place.number, option))
    scored.sort(reverse=True)
    group.choice, group.score = scored[0][3], scored[0][0]
    other = next((score for score, _, _, option in scored[1:] if not _same_spot(option.place, group.choice.place)), None)
    group.margin = group.score - other if other is not None else 9.0


def _as_the_others(place: Candidate, group: Group, groups: list[Group]) -> float:
    """Places of one list are mostly of one kind and one country: 0 to 1.5."""
    choices = [choice.place for number in group.listed if (choice := groups[number].choice) is not None]
    alike = sum(choice.kind == place.kind and choice.countries == place.countries for choice in choices)
    return 1.5 * alike / len(choices) if choices else 0.0


def _has_seat(division: Candidate, options: list[Option]) -> bool:
    """Whether a town of the same name lies in the division and is big enough to be meant by the bare name."""
    return any(
        option.place.kind == "town" and option.place.countries == division.countries and option.place.admin1 == division.admin1
        and option.place.population * 12 >= division.population
        for option in options
    )  # fmt: skip


def _same_spot(one: Candidate, other: Candidate) -> bool:
    return distance(one.lat, one.lon, other.lat, other.lon) < 30 or (
        one.countries == other.countries and one.admin1 == other.admin1 and "division" in (one.kind, other.kind)
    )


def _is_certain(group: Group) -> bool:
    assert group.choice is not None
    if group.choice.place.kind in ("country", "continent"):
        return False
    return group.contained is not None or (group.margin >= _CERTAIN_MARGIN and group.choice.prior >= _CERTAIN_PRIOR)


def _judge(group: Group, evidence: Evidence, gazetteer: Gazetteer) -> None:
    """Takes back a choice that nothing in the report speaks for."""
    choice = group.choice
    if choice is None or choice.place.kind not in ("town", "county") or group.contained or not evidence.countries:
        return
    place, own = choice.place, math.log10(choice.place.population + 50)
    if place.country is not None and evidence.countries[place.country] == 0:
        next_door = any(country in gazetteer.countries[place.country].neighbours for country in evidence.named)
        if own < (KNOWN_NEXT_DOOR if next_door else KNOWN_ABROAD):
            group.choice, group.refused = None, "abroad"
            return
    if choice.place.population < SMALL and len(evidence.towns) >= 2 and place.kind == "town":
        away = evidence.nearest(place)
        if away is not None and away > FAR_KM:
            group.choice, group.refused = None, "far"
