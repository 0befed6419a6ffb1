"""Bodies told without saying whose they are ("the army", "Interior Ministry"): which organ of a state they would be.

Within one story such a body is the same wherever it is told; across stories the words say nothing.
"""

from __future__ import annotations

from dateline.actors.cast import name_key
from dateline.actors.tables import nouns, organs, words
from dateline.model.account import Actor

_OFFICERS = frozenset({"officer", "police officer", "policeman"})
_ANYBODYS = frozenset(
    {"people", "population", "mission", "state", "intelligence", "aircraft", "artillery",
     "administration", "security forces"}
)  # fmt: skip
"""Forms of the table that alone are as often somebody else's: a town's administration, the police and army together."""


def bare_organ(actor: Actor) -> str | None:
    """Key of the organ that an actor of no known state is by its name ("police", "interior"); None for anybody else."""
    if actor.known is not None or actor.country is not None or actor.kind == "person" or actor.count is not None:
        return None
    name = name_key(actor.name)
    noun = nouns().get(name)
    if actor.sector == "COP" and noun is not None and noun.plural and noun.lemma in _OFFICERS:
        return "police"
    light = words("light")
    parts = name.split()
    while parts and parts[0] in light:
        parts = parts[1:]
    form = " ".join(parts)
    organ = organs().get(form)
    return organ.key if organ is not None and form not in _ANYBODYS else None
