"""Whether actors of two accounts are one: a reason, or nothing; and the keys by which such pairs are found.

Two actors can be one only if they share a key (`merge_keys`), so that a record never has to compare all pairs.
Invariant: `same_actor(a, b) is not None` implies `set(merge_keys(a)) & set(merge_keys(b))`; both are symmetric.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.actors.bare import bare_organ
from dateline.actors.cast import name_key
from dateline.actors.persons import compatible, name_tokens, surname_key
from dateline.actors.pronouns import PRONOUNS
from dateline.actors.spelling import sound
from dateline.actors.tables import nouns, words
from dateline.actors.traits import NO_NAME
from dateline.model.account import Actor


def merge_keys(actor: Actor) -> tuple[str, ...]:
    """Keys of an actor, sorted: one for the known id; else for a person the surname, for others each name in use."""
    if actor.known is not None:
        return (f"known:{actor.known}",)
    if bare_organ(actor) is not None:
        return ()
    if actor.kind == "person":
        tokens = _person_tokens(actor)
        surnames = tokens[1:] if len(tokens) == 3 else tokens[-1:]  # of two surnames the second may be left out
        return tuple(sorted({f"surname:{sound(surname_key(token))}" for token in surnames}))
    if is_described(actor):
        return (_description_key(actor),) if _tellable(actor) else ()
    return tuple(sorted({f"name:{key}" for key in _names(actor)}))


def same_actor(one: Actor, other: Actor) -> str | None:
    """The reason why two actors of different reports are one, as a sentence; None where nothing says so."""
    if one.known is not None or other.known is not None:
        if one.known != other.known:
            return None
        return f"Both are “{one.name}” in the table of known actors."
    if bare_organ(one) is not None or bare_organ(other) is not None:
        return None
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
    own = {*_variants(one.name), *_variants(other.name)}
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
    found = set(_variants(actor.name))
    for span in actor.mentions:
        if (
            span.text[:1].isupper()
            and span.text.lower() not in PRONOUNS
            and " " not in span.text
            and len(span.text) > 2
        ):
            found.add(name_key(span.text))
    return {name for name in found if name and name not in nouns()}


_LEGAL = frozenset(
    {"company", "co", "corporation", "corp", "inc", "incorporated", "ltd", "limited", "plc", "llc", "group"}
)
"""Last words of a company's name that a report may leave out."""
_TURNED = frozenset({"ministry", "department", "university"})
"""First words of names that may also stand last: "Ministry of Mines", "Mines Ministry"."""


def _variants(name: str) -> Iterator[str]:
    """A body's name as it is compared: whole, without its legal form, turned round, and by four initials or more."""
    key = name_key(name)
    yield key
    told = key.split()
    if len(told) > 2 and told[-1] in _LEGAL:
        yield " ".join(told[:-1])
    if len(told) > 2 and told[0] in _TURNED and told[1] == "of":
        yield " ".join([*(word for word in told[2:] if word != "the"), told[0]])
    letters = "".join(word[0] for word in name.split() if word[:1].isupper())
    if len(letters) > _INITIALS and len(told) > _INITIALS:
        yield letters.lower()


_INITIALS = 3
"""Initials from more of which on they are taken for a name; three are too often another's."""


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
    first, second = [sound(token) for token in first], [sound(token) for token in second]
    if len(first) < 2 or len(second) < 2:
        return _same_surname(one, other, first, second)
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


def _same_surname(one: Actor, other: Actor, first: list[str], second: list[str]) -> str | None:
    """A bare surname and a full name, where office and country don't speak against it; two bare ones need both.

    Whether nobody else of that name is about, only the record can tell: it joins a bare surname to one name at most.
    """
    if surname_key(first[-1]) != surname_key(second[-1]):
        return None
    surname = (first if len(first) < 2 else second)[-1].title()
    if _placed(one) and _placed(other) and _same_office(one, other):
        return f"Both are “{one.office} {surname}” of one country." if one.country == other.country else None
    if len(first) < 2 and len(second) < 2:
        return None
    short, full = (one, other) if len(first) < 2 else (other, one)
    if None not in (one.country, other.country) and one.country != other.country:
        return None
    if one.office is not None and other.office is not None and _rank(one.office) != _rank(other.office):
        return None
    return f"“{short.name}” is the surname of “{full.name}”."


def _rank(office: str) -> str:
    """The last word of what an office is called before "of": "minister" of "foreign minister of Chad"."""
    return name_key(office).partition(" of ")[0].rpartition(" ")[2]


def _placed(actor: Actor) -> bool:
    """Whether a bare surname is told apart by office and country ("President Trump" of the United States)."""
    return actor.office is not None and actor.country is not None


def _same_office(one: Actor, other: Actor) -> bool:
    return one.office is not None and other.office is not None and name_key(one.office) == name_key(other.office)
