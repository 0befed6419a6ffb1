"""Forces told by their owner: "its troops" are the state's, "his men" those of the group that he leads.

The owner is whoever the pronoun stands for; where nobody has found that, the subject of the nearest verb above it. A
description whose mentions have different owners stays a description.
"""

from __future__ import annotations

from dateline.actors.cast import Cast, Part
from dateline.actors.described import Described
from dateline.actors.phrases import Phrase
from dateline.actors.tables import organs
from dateline.model.reading import Reading

_OWNING = frozenset({"its", "their", "his", "her"})
_MEN = frozenset(("border guard", *(
    "man fighter troop troops force soldier guard comrade gunman member militant rebel insurgent officer".split()
)))  # fmt: skip
"""Nouns of those who fight for their owner."""
_STEPS = 6


def settle_owned(cast: Cast, described: Described) -> None:
    """Gives "its forces" and the like to their owners."""
    found: dict[int, tuple[Part, list[tuple[Phrase, Part | None]]]] = {}
    at = _named_at(cast)
    for phrase, part in described.found:
        if part.into is None and phrase.det in _OWNING and _are_men(phrase):
            owner = _owner(cast.reading, at, phrase)
            target = _forces_of(cast, owner, phrase) if owner is not None else None
            found.setdefault(id(part), (part, []))[1].append((phrase, target))
    for part, owned in found.values():
        targets = {id(target): target for _, target in owned}
        target = next(iter(targets.values()))
        if len(targets) == 1 and target is not None and target is not part:
            cast.merge(target, part, f"“{part.name}” are {target.name}: “{owned[0][0].det}” stands for their owner.")


def _are_men(phrase: Phrase) -> bool:
    plain = not phrase.owners and not phrase.complements and not phrase.links
    return plain and phrase.noun.plural and phrase.noun.lemma in _MEN and not set(phrase.mods) - {"border", "own"}


def _named_at(cast: Cast) -> dict[int, Part]:
    """The actor whose shortest mention each word is part of."""
    found: dict[int, tuple[int, Part]] = {}
    for part in cast.parts:
        owned = part.name.partition(" ")[0].lower() in _OWNING
        if owned or part.kind not in ("person", "armed group", "state", "organisation", "group"):
            continue
        for sighting in part.sightings:
            size = sighting.last - sighting.first
            for word in range(sighting.first, sighting.last + 1):
                if word not in found or size < found[word][0]:
                    found[word] = size, part
    return {word: part for word, (_, part) in found.items()}


def _owner(reading: Reading, at: dict[int, Part], phrase: Phrase) -> Part | None:
    """Whom the pronoun before the noun stands for."""
    pronoun = next(
        (word for word in reading.children[phrase.head] if reading.labels[word] == "nmod:poss"), phrase.first
    )
    if pronoun in at:
        return at[pronoun]
    word, path = phrase.head, {phrase.head}
    for _ in range(_STEPS):
        word = reading.heads[word]
        if word < 0:
            return _subject_before(reading, at, phrase)
        subject = reading.child(word, "nsubj", "nsubj:pass")
        if subject is not None and subject < pronoun and subject not in path:
            return at.get(subject)
        path.add(word)
    return None


def _subject_before(reading: Reading, at: dict[int, Part], phrase: Phrase) -> Part | None:
    """The body that the sentence before is about: "The Union walked out. Last week its members had blocked a road"."""
    sentence = reading.sentence_of[phrase.head]
    if not sentence or reading.paragraph_of[sentence - 1] != reading.paragraph_of[sentence] or phrase.det == "his":
        return None
    start, end = reading.sentence_bounds(sentence - 1)
    root = next((word for word in range(start, end) if reading.labels[word] == "root"), None)
    subject = reading.child(root, "nsubj", "nsubj:pass") if root is not None else None
    part = at.get(subject) if subject is not None else None
    return part if part is not None and part.is_body else None


def _forces_of(cast: Cast, owner: Part, phrase: Phrase) -> Part | None:
    """Those who fight for somebody."""
    if owner.kind in ("armed group", "group"):
        return owner
    if owner.kind == "person":
        behind = owner.represents.settled if owner.represents is not None else None
        return _forces_of(cast, behind, phrase) if behind is not None and behind.kind != "person" else None
    state = owner.represents.settled if owner.represents is not None else owner
    if owner.kind == "organisation" and owner.sector in ("MIL", "COP"):
        return owner
    if owner.kind == "organisation" and state.kind != "state":
        return owner if owner.noun is None else None
    if state.country is None or state.kind != "state":
        return None
    form = " ".join([*reversed(phrase.mods), cast.reading.words[phrase.head].lower()])
    double = f"{cast.reading.words[phrase.head - 1].lower()} {cast.reading.words[phrase.head].lower()}"
    organ = organs().get(double) or organs().get(form)
    key = organ.key if organ is not None else "military"
    return cast.entry(f"{state.country.lower()}.{key}") if key != "government" else None
