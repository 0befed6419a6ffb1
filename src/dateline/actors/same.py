"""Whether actors of two accounts are one: a reason, or nothing; and the keys by which such pairs are found.

Two actors can be one only if they share a key (`merge_keys`), so that a record never has to compare all pairs.
Invariant: `same_actor(a, b) is not None` implies `set(merge_keys(a)) & set(merge_keys(b))`; both are symmetric.
"""

from __future__ import annotations

from dateline.actors.cast import name_key
from dateline.actors.persons import compatible, name_tokens, surname_key
from dateline.actors.pronouns import PRONOUNS
from dateline.actors.tables import nouns, words
from dateline.actors.traits import NO_NAME
from dateline.model.account import Actor


def merge_keys(actor: Actor) -> tuple[str, ...]:
    """Keys of an actor, sorted: one for the known id; else for a person the surname, for others each name in use."""
    if actor.known is not None:
        return (f"known:{actor.known}",)
    if actor.kind == "person":
        tokens = _person_tokens(actor)
        return (f"surname:{surname_key(tokens[-1])}",) if len(tokens) > 1 or _placed(actor) else ()
    if is_described(actor):
        return (_description_key(actor),) if _tellable(actor) else ()
    return tuple(sorted({f"name:{key}" for key in _names(actor)}))


def same_actor(one: Actor, other: Actor) -> str | None:
    """The reason why two actors of different reports are one, as a sentence; None where nothing says so."""
    if one.known is not None or other.known is not None:
        if one.known != other.known:
            return None
        return f"Both are “{one.name}” in the table of known actors."
    if (one.kind == "person") != (other.kind == "person"):
        return None
    if one.kind == "person":
        return _same_person(one, other)
    if is_described(one) or is_described(other):
        if not (is_described(one) and is_described(other) and _tellable(one) and _tellable(other)):
            return None
        if _description_key(one) != _description_key(other):
            return None
        return f"Both reports describe them alike: “{one.name}”."
    if one.country is not None and other.country is not None and one.country != other.country:
        return None
    shared = sorted(_names(one) & _names(other))
    own = {name_key(one.name), name_key(other.name)}
    told = [name for name in shared if name in own]
    if not told:
        return None
    return f"Both go by the name “{_spelling(one, told[0])}”."


def is_described(actor: Actor) -> bool:
    """Whether the actor has no name, only a description."""
    return actor.known is None and actor.kind != "person" and actor.why.startswith(NO_NAME)


def _tellable(actor: Actor) -> bool:
    """Whether a description is narrow enough to mean the same in two reports: it names a country or a body."""
    if actor.kind == "unidentified" or actor.count is not None:
        return False
    return actor.country is not None and actor.name.split()[0].lower() not in _OWNING


_OWNING = frozenset({"its", "their", "his", "her", "our", "my", "your"})


def _description_key(actor: Actor) -> str:
    table, light = nouns(), words("light")
    parts = [word for word in name_key(actor.name).split() if word not in light]
    parts = [table[word].lemma if word in table else word for word in parts]
    return f"described:{' '.join(parts)}:{actor.country}"


def _names(actor: Actor) -> set[str]:
    """Every name in use that could be told by itself: the actor's name and short forms, no descriptions."""
    found = {name_key(actor.name)}
    for span in actor.mentions:
        if (
            span.text[:1].isupper()
            and span.text.lower() not in PRONOUNS
            and " " not in span.text
            and len(span.text) > 2
        ):
            found.add(name_key(span.text))
    return {name for name in found if name and name not in nouns()}


def _spelling(actor: Actor, key: str) -> str:
    for span in actor.mentions:
        if name_key(span.text) == key:
            return " ".join(span.text.split())
    return actor.name


def _person_tokens(actor: Actor) -> list[str]:
    return name_tokens(actor.name)


def _same_person(one: Actor, other: Actor) -> str | None:
    first, second = _person_tokens(one), _person_tokens(other)
    if not first or not second:
        return None
    if len(first) < 2 or len(second) < 2:
        if surname_key(first[-1]) != surname_key(second[-1]) or not (_placed(one) and _placed(other)):
            return None
        if not _same_office(one, other) or one.country != other.country:
            return None
        return f"Both are “{one.office} {first[-1].title()}” of one country."
    if not compatible(first, second):
        return None
    if first[0] != second[0] and not _same_office(one, other):
        return None
    if (
        one.country is not None
        and other.country is not None
        and one.country != other.country
        and not _same_office(one, other)
    ):
        return None
    return f"“{one.name}” and “{other.name}” are one name."


def _placed(actor: Actor) -> bool:
    """Whether a bare surname is told apart by office and country ("President Trump" of the United States)."""
    return actor.office is not None and actor.country is not None


def _same_office(one: Actor, other: Actor) -> bool:
    return one.office is not None and other.office is not None and name_key(one.office) == name_key(other.office)
