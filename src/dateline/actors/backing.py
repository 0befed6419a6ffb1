"""Who stands behind whom, and which descriptions that settles: "US-backed forces", bare "police"."""

from __future__ import annotations

from dateline.actors.cast import Cast, Part
from dateline.actors.described import Described
from dateline.actors.hits import HYPHENS, Hit
from dateline.actors.phrases import Phrase
from dateline.actors.tables import words
from dateline.actors.traits import link


def name_links(cast: Cast, hits: list[Hit]) -> None:
    """Keeps who stands behind named groups: "US-backed X", "X, backed by the U.S. military and its coalition"."""
    whole = [(hit, part) for hit, part in cast.of_hit.items() if hit.whole_words]
    ending = {hit.last: part for hit, part in whole}
    beginning = {hit.first: (hit.last, part) for hit, part in whole}
    linked, told = words("linked"), cast.reading.words
    for hit in hits:
        part = cast.of_hit.get(hit)
        if part is None or not part.is_named_body or not hit.whole_words:
            continue
        before = hit.first - 1
        if before >= 2 and told[before].lower() in linked and told[before - 1] in HYPHENS:
            behind = ending.get(before - 2)
            if behind is not None and behind is not part:
                part.links.add(link(behind, told[before].lower()))
        after = hit.last + 1
        while after < len(told) and told[after] in (")", ","):
            after += 1
        if after + 2 < len(told) and told[after].lower() in linked and told[after + 1].lower() == "by":
            for behind in _listed(cast, after + 2, beginning):
                if behind is not part:
                    part.links.add(link(behind, told[after].lower()))


def _listed(cast: Cast, index: int, beginning: dict[int, tuple[int, Part]]) -> list[Part]:
    """The actors named from a word on, joined by "and" or commas."""
    told, found = cast.reading.words, []
    while index < len(told):
        while index < len(told) - 1 and told[index].lower() in ("the", "its", "both", "and", "international"):
            index += 1
        name = beginning.get(index)
        if name is None:
            break
        found.append(name[1])
        index = name[0] + 1
        if index >= len(told) or told[index].lower() not in ("and", ","):
            break
    return found


def equate_by_links(cast: Cast, described: Described) -> None:
    """Gives "US-backed forces" to the one group that the report names as backed by the US."""
    named = [part for part in cast.parts if part.is_named_body and part.kind == "armed group" and part.links]
    if not named:
        return
    for phrase, part in described.found:
        if part.into is not None or not part.links or phrase.noun.sort not in ("force", "member", "body"):
            continue
        if words("of_state") & set(phrase.mods):
            continue
        behind = {pair for pair in part.links if pair[1] == "backed"}
        fitting = [other for other in named if behind & other.links and _fits(described, phrase, other)]
        if len(fitting) != 1:
            continue
        who = min(behind & fitting[0].links)[0]
        entry = cast.known.entries.get(who)
        name = entry.name if entry is not None else who
        reason = f"“{part.name}” are {fitting[0].name}: the only group that the report calls backed by {name}."
        cast.merge(fitting[0], part, reason)


def _fits(described: Described, phrase: Phrase, other: Part) -> bool:
    """Whether nothing in the description speaks against the group: its country, the people that lead it."""
    country = described.country(phrase)
    if country is not None and other.country is not None and country != other.country:
        return False
    if other.known is None:
        return True
    return all("-" not in mod or mod.partition("-")[0] in other.words for mod in phrase.mods)


def settle_police(cast: Cast, described: Described) -> None:
    """Makes bare "police" the police of the one town that the report names with them."""
    placed: dict[int, Part] = {}
    bare: dict[int, Part] = {}
    for phrase, part in described.found:
        if phrase.noun.lemma == "police" and part.into is None and not phrase.mods and not phrase.complements:
            (placed if phrase.owners else bare)[id(part)] = part
    if len(placed) != 1:
        return
    kept = next(iter(placed.values()))
    for part in bare.values():
        if part is not kept:
            cast.merge(kept, part, f"Bare “police” are the “{kept.name}”: the report names no others.")
