"""The parties of an event of the record: what its tellings say together of who did it and to whom.

At least half of the tellings that name somebody must name a party. Tellings that only describe ("six policemen") speak
for what they describe; those that say no more than that it was people ("nine people", "others") say nothing against a
name or a description that another telling has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dateline.record.actors import ActorsFound
from dateline.record.corpus import Corpus
from dateline.record.tellings import Telling
from dateline.record.words import stem

_FORCES = frozenset(("MIL", "COP", "SPY", "JUD", "LEG", "UAF"))
"""Sectors of what acts for a government and is named rather than it."""
_ANYBODY = frozenset(
    stem(word)
    for word in "people persons others individuals victims men man woman women casualties bodies dead fatalities "
    "civilians residents locals citizens".split()
)


def role_of(corpus: Corpus, actors: ActorsFound, tellings: Sequence[Telling], role: str) -> tuple[list[int], str]:
    """Numbers of the actors of a role (`actors` or `recipients`), and who was left out."""
    named: Counter[int] = Counter()
    heads: dict[str, int] = {}
    called: Counter[str] = Counter()
    vague: Counter[str] = Counter()
    acts_for: dict[int, str] = {}
    naming = anybody = 0
    for telling in tellings:
        party = telling.actors if role == "actors" else telling.recipients
        particular = party.heads - _ANYBODY
        naming += bool(party.named)
        anybody += bool(party.named or particular)
        named.update(party.named)
        called.update(particular)
        vague.update(party.heads & _ANYBODY)
        for index in telling.event.actors if role == "actors" else telling.event.recipients:
            item = corpus.actors.number(telling.report, index)
            number = actors.of[item]
            acts_for[number] = actors.party[item]
            if number >= 0 and not actors.everyone[number].named:
                heads.setdefault(actors.head(number), number)
    described = anybody - naming
    few = described > naming and max(called.values(), default=0) > max(named.values(), default=0)
    kept = [number for number in named if 2 * named[number] >= naming and not few]
    kept += [
        heads[head]
        for head in called
        if 2 * called[head] >= anybody and (not named or naming < anybody or called[head] == anybody)
    ]
    if not kept:
        kept = [heads[head] for head in called if called[head] == max(called.values())]
        kept = kept or [heads[head] for head in vague if vague[head] == max(vague.values())]
    kept = _most_particular(actors, kept, acts_for)
    left = sorted(actors.everyone[number].name for number in named if number not in kept)
    why = f"{role} named by fewer than half of the tellings and left out: {', '.join(left)}" if left else ""
    return sorted(set(kept)), why


def _most_particular(actors: ActorsFound, kept: list[int], acts_for: dict[int, str]) -> list[int]:
    """Without a government or its people where one of its forces is named beside them ("Kyrgyz troops")."""
    everyone = actors.everyone
    forces = {acts_for.get(number, "") for number in kept if everyone[number].sector in _FORCES} - {""}
    homes = {
        everyone[number].country for number in kept if everyone[number].named and everyone[number].sector in _FORCES
    }
    return [
        number
        for number in kept
        if (everyone[number].sector in _FORCES and everyone[number].named)
        or (
            (acts_for.get(number, "") not in forces or not acts_for[number].startswith("gov:"))
            and not (everyone[number].kind == "group" and everyone[number].country in homes - {None})
        )
    ]
