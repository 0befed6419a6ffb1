"""Whose is what is acted on: "territory held by X", "X's stronghold"; and whom a verb's complements name."""

from __future__ import annotations

from dateline.events.cast import Cast
from dateline.events.codebook import Type
from dateline.events.subjects import agents
from dateline.model.reading import Reading

_RULE = frozenset("control rule occupation command authority".split())
_DEEP = 3
_CONTESTED = frozenset("control possession".split())


def holders(reading: Reading, cast: Cast, word: int, depth: int = 0) -> list[int]:
    """Actors that hold what is acted on: "territory held by X", "X's stronghold", "the X-held town"."""
    found: list[int] = []
    for child in reading.children[word]:
        label = reading.labels[child]
        marker = reading.child(child, "case")
        preposition = reading.lemmas[marker].lower() if marker is not None else ""
        if preposition == "under" and reading.lemmas[child].lower() in _RULE:
            found.extend(holders(reading, cast, child, _DEEP))
        elif label in ("nmod:poss", "compound", "amod") and (
            reading.upos[child] != "PRON" or cast.at(child) is not None
        ):
            found.extend(one for one in cast.group(child) if cast.actors[one].kind != "place-as-actor")
            force = cast.owner_of(reading.lemmas[child].lower()) if not found and label == "compound" else None
            found.extend([force] if force is not None else [])
            if reading.upos[child] in ("VERB", "ADJ") and not found:
                found.extend(actor for inner in reading.children[child] for actor in cast.group(inner))
        elif label in ("acl", "acl:relcl"):
            found.extend(agents(reading, cast, child))
        elif label == "nmod" and preposition in ("of", "from", "against"):
            found.extend(cast.group(child))
            if not found and preposition == "of" and depth < _DEEP:  # "most of the land held by X"
                found.extend(holders(reading, cast, child, depth + 1))
        if found:
            break
    return found


def contested(reading: Reading, cast: Cast, verb: int) -> list[int]:
    """From whom ground is fought over: "battling for control of a town held by X", "took land under X's control"."""
    for child in reading.children[verb]:
        marker = reading.child(child, "case")
        told = marker is not None and reading.lemmas[marker] in ("for", "over", "under")
        if told and reading.lemmas[child].lower() in _CONTESTED:
            return holders(reading, cast, child)
    return []


def obliques(reading: Reading, cast: Cast, verb: int, kind: Type) -> list[int]:
    """Actors behind a preposition that brings this type's recipient, also where it hangs on the object."""
    found: list[int] = []
    objects = [child for child in reading.children[verb] if reading.labels[child] in ("obj", "nsubj:pass")]
    for child in [*reading.children[verb], *(inner for target in objects for inner in reading.children[target])]:
        if reading.labels[child] in ("obl", "nmod", "advmod", "iobj", "xcomp"):
            marker = reading.child(child, "case")
            if marker is not None and reading.lemmas[marker] in kind.recipients and reading.lemmas[marker] != "by":
                named = cast.group(child)
                if reading.lemmas[marker] in ("in", "at"):
                    named = [one for one in named if cast.actors[one].kind not in ("state", "place-as-actor")]
                found.extend(named or holders(reading, cast, child))
    return found
