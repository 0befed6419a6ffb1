"""What a describing phrase tells of its actor: whom it belongs to, country, name, kind and sector."""

from __future__ import annotations

from dateline.actors.cast import Cast, Part
from dateline.actors.hits import Hit
from dateline.actors.phrases import Phrase
from dateline.actors.tables import peoples, words
from dateline.model.account import ActorKind
from dateline.model.reading import Reading

NO_NAME = "The report gives no name"
"""How the reasons of every actor begin who is known by a description only."""
_SERVED = frozenset({"of", "for", "from", "with", "at", "in", "within", "inside"})
"""Prepositions after which the described belong to the body that is named."""
_COLLECTIVE = frozenset({"police", "military", "media", "press", "clergy", "troops"})
_GENERIC = frozenset(
    {"group", "organization", "organisation", "movement", "network", "cell", "outfit", "wing", "faction", "front"}
)
"""Nouns that say nothing of the sector by themselves."""


class Traits:
    """Reads the traits of phrases of one report."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._reading: Reading = cast.reading

    def text(self, phrase: Phrase) -> str:
        """The phrase as it stands, on one line."""
        return " ".join(self._reading.text[self._reading.starts[phrase.first] : self._reading.ends[phrase.end]].split())

    def owner(self, phrase: Phrase) -> tuple[Hit, Part] | None:
        """Whom the described serve or belong to: a body before a state, the nearest first."""
        hits = [*phrase.owners]
        if phrase.possessor is not None:
            hits.append(phrase.possessor)
        if phrase.preposition in _SERVED:
            hits.extend(phrase.complements[:1])
        found = [(hit, part) for hit in hits if (part := self._part(hit, phrase)) is not None]
        return next((pair for pair in found if not pair[0].is_state), found[0] if found else None)

    def _part(self, hit: Hit, phrase: Phrase) -> Part | None:
        found = self._cast.of_hit.get(hit)
        if found is None and hit.is_state and hit.entry is not None and phrase.preposition != "in":
            return self._cast.entry(hit.entry)
        return found.settled if found is not None else None

    def country(self, phrase: Phrase) -> str | None:
        """Country of the described, where the phrase names one and only one."""
        hits = [*phrase.owners, *phrase.complements]
        if phrase.possessor is not None:
            hits.append(phrase.possessor)
        states = {hit.entry for hit in hits if hit.is_state and hit.entry is not None}
        if states:
            return self._cast.known.entries[min(states)].country if len(states) == 1 else None
        parts = [self._cast.of_hit[hit] for hit in phrase.owners if hit in self._cast.of_hit]
        return next((part.country for part in parts if part.country is not None), None)

    def mods(self, phrase: Phrase) -> frozenset[str]:
        """The words that tell the described from others of their noun, places among them."""
        light = words("light")
        places = [
            self._reading.text[hit.start : hit.end].lower()
            for hit in phrase.owners
            if hit not in self._cast.of_hit and not hit.is_state
        ]
        return frozenset([*(mod for mod in phrase.mods if mod not in light), *places])

    def led_by_others(self, phrase: Phrase) -> bool:
        """Whether a people or a body that is no state leads or backs them ("Kurdish-led")."""
        return any("-" in mod and mod.partition("-")[0] in peoples() for mod in phrase.mods) or any(
            not hit.is_state for hit, _ in phrase.links
        )

    def name(self, phrase: Phrase) -> str:
        """The phrase without its number."""
        reading, first = self._reading, phrase.first
        if phrase.count is not None:
            numbers = words("numbers") | words("measures") | {"of"}
            while first < phrase.head and (
                reading.words[first].lower() in numbers
                or reading.upos[first] == "NUM"
                or (reading.words[first] == "-" and first > phrase.first)
            ):
                first += 1
        return " ".join(reading.text[reading.starts[first] : reading.ends[phrase.end]].split())

    def kind(self, phrase: Phrase) -> ActorKind:
        """Armed group, organisation, group of people, or unidentified, as people of whom only the number is told."""
        noun, sector = phrase.noun, self.sector(phrase)
        if noun.sort in ("force", "body"):
            if sector == "REB":
                return "armed group"
            by_people = bool(set(phrase.mods) & peoples().keys()) or self.led_by_others(phrase)
            if noun.sort == "force" and (sector == "PRM" or by_people):
                return "armed group"
            return "group" if noun.plural and noun.lemma not in _COLLECTIVE else "organisation"
        counted = phrase.count is not None and not phrase.definite and noun.lemma.lower() not in peoples()
        return "unidentified" if sector == "UAF" or not noun.plural or counted else "group"

    def sector(self, phrase: Phrase) -> str | None:
        """PLOVER's sector, None where the phrase doesn't tell."""
        mods, noun = set(phrase.mods), phrase.noun
        if mods & words("rebellious"):
            return "REB"
        if noun.sort in ("force", "member"):
            if mods & words("of_state"):
                return "MIL"
            if "police" in mods:
                return "COP"
            if noun.lemma == "force" and (mods & peoples().keys() or phrase.links or self.led_by_others(phrase)):
                return None
        if noun.lemma in _GENERIC:
            return None
        owner = self.owner(phrase)
        if owner is not None and noun.sort in ("office", "member") and not owner[0].is_state and owner[1].sector:
            return owner[1].sector
        return noun.sector or None


def link(behind: Part, word: str) -> tuple[str, str]:
    """Who stands behind a group, by country where it is a state or its organ, and how."""
    official = behind.country is not None and behind.sector in ("GOV", "MIL")
    who = behind.country if official else behind.known
    return who or behind.name, "backed" if word in words("behind") else word
