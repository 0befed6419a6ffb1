"""Actors without a name: "Iraqi forces", "Pentagon officials", "residents", "a suicide bomber"."""

from __future__ import annotations

from dateline.actors.cast import Cast, Part
from dateline.actors.hits import Hit
from dateline.actors.phrases import Phrase
from dateline.actors.tables import organs, peoples, words
from dateline.model.account import ActorKind
from dateline.model.reading import Reading

BEHIND = frozenset(
    "backed supported allied sponsored trained funded financed armed aligned equipped assisted affiliated".split()
)
"""Ways to stand behind a group that count as one: "US-backed", "U.S.-allied"."""

_NEEDS_OWNER = frozenset(
    "head chair general major principal private chief deputy secretary representative member fellow head general leader partner director manager".split()
)
"""Nouns that are somebody only with a name beside them ("head of the army"), or as a subject."""

_REBEL = frozenset(
    "rebel insurgent militant opposition separatist jihadist extremist guerrilla anti-government islamist anti-regime mutinous".split()
)
_STATE_FORCE = frozenset("government army military regime pro-government loyalist".split())


class Described:
    """The described actors of one report, by what they are called."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._reading: Reading = cast.reading
        self.found: list[tuple[Phrase, Part]] = []
        self._by_key: dict[tuple[object, ...], Part] = {}

    def read(self, phrase: Phrase) -> Part | None:
        """The actor of a phrase that refers to nobody named; None for a phrase that is no actor."""
        part = self._state_organ(phrase) or self._voice(phrase) or self._own(phrase)
        if part is None:
            return None
        if phrase.joint is not None:
            self._joint(phrase, phrase.joint)
        if part.known is None:
            self.found.append((phrase, part))
        return part

    def owner(self, phrase: Phrase) -> tuple[Hit, Part] | None:
        """Whom the described serve or belong to, by the words."""
        hits = [*phrase.owners]
        if phrase.possessor is not None:
            hits.append(phrase.possessor)
        if phrase.preposition in ("of", "for", "from", "with", "at", "in", "within", "inside"):
            hits.extend(phrase.complements[:1])
        for hit in hits:
            part = self._part(hit, phrase)
            if part is not None and not hit.is_state:
                return hit, part
        for hit in hits:
            part = self._part(hit, phrase)
            if part is not None:
                return hit, part
        return None

    def _part(self, hit: Hit, phrase: Phrase) -> Part | None:
        found = self._cast.of_hit.get(hit)
        if found is not None:
            return found
        if hit.is_state and hit.entry is not None and phrase.preposition != "in":
            return self._cast.entry(hit.entry)
        return None

    def country(self, phrase: Phrase) -> str | None:
        """Country of the described, by an adjective or name right before the noun or after "of", "from" or "in"."""
        states = {
            hit.entry: None
            for hit in (
                *phrase.owners,
                *([phrase.possessor] if phrase.possessor is not None else []),
                *phrase.complements,
            )
            if hit.is_state and hit.entry is not None
        }
        if states:
            return self._cast.known.entries[next(iter(states))].country if len(states) == 1 else None
        for hit in phrase.owners:
            part = self._cast.of_hit.get(hit)
            if part is not None and part.country is not None:
                return part.country
        return None

    def _state_organ(self, phrase: Phrase) -> Part | None:
        """ "forces loyal to the Syrian President", "US-backed Iraqi forces": the state's own forces."""
        if phrase.noun.sort not in ("force", "member"):
            return None
        cast = self._cast
        for hit, word in phrase.links:
            part = cast.of_hit.get(hit)
            if word == "loyal" and part is not None:
                state = part.represents if part.kind == "person" else part
                if state is not None and state.kind == "state" and state.known is not None and not phrase.owners:
                    found = cast.entry(f"{state.known.lower()}.military")
                    self._see(found, phrase)
                    found.because(
                        f"“{self._text(phrase)}” are the forces of {state.name}: they are loyal to {part.name}."
                    )
                    return found
        states = [hit for hit in phrase.owners if hit.is_state]
        if not states and not phrase.links and not phrase.possessor:
            return self._forces_of_sentence(phrase)
        rest = " ".join(
            [*reversed([mod for mod in phrase.mods if not mod.endswith(("-led", "-backed"))]), self._word(phrase)]
        )
        organ = organs().get(rest)
        if organ is None or not states or states[0].entry is None or self._led_by_people(phrase):
            return None
        part = cast.seen_entry(f"{states[0].entry.lower()}.{organ.key}")
        if part is not None:
            self._see(part, phrase)
        return part

    def _forces_of_sentence(self, phrase: Phrase) -> Part | None:
        """ "government forces": of the one state that acts before them in the sentence."""
        mods = {mod for mod in phrase.mods if mod not in words("light")}
        if not mods or not mods <= {"government", "regime", "army", "security", "state"} or phrase.complements:
            return None
        if mods == {"security"}:
            return None
        reading, cast = self._reading, self._cast
        start = reading.sentences[reading.sentence_of[phrase.head]]
        states = set()
        for part in cast.parts:
            for sighting in part.sightings:
                if start <= sighting.first < phrase.first and sighting.how != "place":
                    state = part if part.kind == "state" else part.represents
                    if state is not None and state.kind == "state" and part.kind in ("state", "person"):
                        states.add(state.known)
        if len(states) != 1:
            return None
        code = next(iter(states))
        if code is None:
            return None
        found = cast.entry(f"{code.lower()}.military")
        found.because(
            f"“{self._text(phrase)}” are those of {cast.known.entries[code].name}, the one state that acts in the sentence."
        )
        self._see(found, phrase)
        return found

    def _led_by_people(self, phrase: Phrase) -> bool:
        return any("-" in mod and mod.partition("-")[0] in peoples() for mod in phrase.mods) or any(
            not hit.is_state for hit, _ in phrase.links
        )

    def _word(self, phrase: Phrase) -> str:
        return self._reading.words[phrase.head].lower()

    def _text(self, phrase: Phrase) -> str:
        return " ".join(self._reading.text[self._reading.starts[phrase.first] : self._reading.ends[phrase.end]].split())

    def _see(self, part: Part, phrase: Phrase) -> None:
        part.see(self._reading, phrase.first, phrase.end, "described")

    def _voice(self, phrase: Phrase) -> Part | None:
        """ "Pentagon officials": unnamed people who speak for an organisation are counted with it."""
        if not phrase.noun.plural or phrase.count is not None or self._word(phrase) not in words("voices"):
            return None
        owner = self.owner(phrase)
        if owner is None:
            return None
        hit, part = owner
        if hit.is_state or part.kind not in ("organisation", "armed group") or phrase.links:
            return None
        if any(mod not in _PLAIN for mod in phrase.mods) or part.noun is not None:
            return None
        part.because(f"“{self._text(phrase)}” speak for {part.name} and are counted with it.")
        self._see(part, phrase)
        return part

    def _joint(self, phrase: Phrase, joint: Hit) -> None:
        """The first of two states before one noun: "Iraqi and Syrian forces"."""
        organ = organs().get(self._word(phrase))
        if organ is None or joint.entry is None:
            return
        part = self._cast.entry(joint.entry if organ.key == "government" else f"{joint.entry.lower()}.{organ.key}")
        text = self._reading.text[joint.start : self._reading.ends[phrase.head]]
        part.because(f"“{' '.join(text.split())}” are two: the first is {part.name}.")
        part.see_run(joint.first, joint.last, joint.start, joint.end, "organ")

    def _own(self, phrase: Phrase) -> Part | None:
        """An actor of its own, known only by description."""
        if not self._is_actor(phrase) or phrase.det in ("our", "my", "your"):
            return None
        owner = self.owner(phrase)
        key = self._key(phrase, owner)
        part = self._by_key.get(key) or self._earlier(phrase, owner)
        if part is None:
            part = self._cast.add(self._new(phrase, owner))
            self._by_key[key] = part
        self._see(part, phrase)
        self._link(part, phrase)
        return part

    def _link(self, part: Part, phrase: Phrase) -> None:
        for hit, word in phrase.links:
            behind = self._cast.of_hit.get(hit)
            if behind is None and hit.is_state and hit.entry is not None:
                behind = self._cast.entry(hit.entry)
            if behind is not None:
                part.links.add(link(behind, word))

    def _is_actor(self, phrase: Phrase) -> bool:
        """Whether the phrase is worth an actor: bodies and bare offices only where they do something."""
        noun, reading = phrase.noun, self._reading
        if reading.child(phrase.head, "cop") is not None:
            return False
        if noun.sort in ("people", "member", "relative"):
            return noun.lemma not in _NEEDS_OWNER or bool(phrase.owners or phrase.complements) or self._subject(phrase)
        if noun.sort == "office":
            return (
                noun.lemma not in _NEEDS_OWNER
                or bool(phrase.owners or phrase.complements or phrase.possessor)
                or (self._subject(phrase) and reading.words[phrase.head].islower())
            )
        if phrase.links or (noun.sort == "force" and (phrase.owners or phrase.mods) and noun.plural):
            return True
        return self._subject(phrase)

    def _subject(self, phrase: Phrase) -> bool:
        """Whether the phrase is the subject of a verb of somebody who acts, or its agent."""
        reading = self._reading
        label, head = reading.labels[phrase.head], reading.heads[phrase.head]
        if label == "obl:agent":
            return True
        return (
            label == "nsubj"
            and head >= 0
            and reading.upos[head] == "VERB"
            and reading.lemmas[head].lower() in words("agentive")
        )

    def _mods(self, phrase: Phrase) -> frozenset[str]:
        places = [
            self._reading.text[hit.start : hit.end].lower() for hit in phrase.owners
            if hit not in self._cast.of_hit and not hit.is_state
        ]  # fmt: skip
        return frozenset([*(mod for mod in phrase.mods if mod not in words("light")), *places])

    def _key(self, phrase: Phrase, owner: tuple[Hit, Part] | None) -> tuple[object, ...]:
        noun = phrase.noun
        single = not noun.plural and noun.sort not in ("body", "force")
        unique: object = None
        if single and phrase.det not in ("the", "this", "that", "'s"):
            unique = phrase.head
        return (
            noun.lemma, noun.plural, self._mods(phrase), id(owner[1]) if owner is not None else None,
            tuple(hit.entry or self._reading.text[hit.start : hit.end] for hit in phrase.complements),
            phrase.count.lower() if phrase.count is not None else None, phrase.preposition, unique,
            phrase.det if phrase.det in _OWNED else None,
        )  # fmt: skip

    def _earlier(self, phrase: Phrase, owner: tuple[Hit, Part] | None) -> Part | None:
        """For "the Kurdish fighters": the one described actor before it with this noun and at least these words."""
        if not phrase.definite or phrase.complements:
            return None
        mods = self._mods(phrase)
        candidates = {
            id(part): part for other, part in self.found
            if other.noun.lemma == phrase.noun.lemma and other.noun.plural == phrase.noun.plural
            and mods <= self._mods(other) and (owner is None or self.owner(other) == owner)
            and (phrase.count is None or (other.count or "").lower() == phrase.count.lower())
        }  # fmt: skip
        if len(candidates) != 1:
            return None
        part = next(iter(candidates.values()))
        part.because(f"“the {self._text(phrase)}” can only be “{part.name}”.")
        return part

    def has_earlier(self, phrase: Phrase) -> bool:
        """Whether the report has described somebody before by these words ("the Kurdish fighters")."""
        return bool(self._mods(phrase)) and self._earlier(phrase, self.owner(phrase)) is not None

    def _new(self, phrase: Phrase, owner: tuple[Hit, Part] | None) -> Part:
        noun = phrase.noun
        part = Part(self._name(phrase), self._kind(phrase), noun=noun.lemma, country=self.country(phrase))
        part.sector = self._sector(phrase)
        part.count = phrase.count
        part.words = frozenset({noun.lemma, *phrase.mods})
        part.because(f"The report gives no name: “{self._text(phrase)}”.")
        if owner is not None and noun.sort in ("office", "member") and owner[1] is not part:
            part.represents = owner[1]
        return part

    def _name(self, phrase: Phrase) -> str:
        reading, first = self._reading, phrase.first
        if phrase.count is not None:
            numbers = words("numbers") | words("measures")
            while first < phrase.head and (
                reading.words[first].lower() in numbers
                or reading.upos[first] == "NUM"
                or reading.words[first].lower() == "of"
            ):
                first += 1
        return " ".join(reading.text[reading.starts[first] : reading.ends[phrase.end]].split())

    def _kind(self, phrase: Phrase) -> ActorKind:
        noun = phrase.noun
        sector = self._sector(phrase)
        if noun.sort == "force" and (
            sector in ("REB", "PRM") or set(phrase.mods) & set(peoples()) or self._led_by_people(phrase)
        ):
            return "armed group"
        if noun.sort in ("force", "body"):
            if sector == "REB":
                return "armed group"
            return "group" if noun.plural and noun.lemma not in _COLLECTIVE else "organisation"
        if sector == "UAF" or not noun.plural:
            return "unidentified"
        return "group"

    def _sector(self, phrase: Phrase) -> str | None:
        mods = set(phrase.mods)
        if mods & _REBEL:
            return "REB"
        if phrase.noun.sort in ("force", "member"):
            if mods & _STATE_FORCE:
                return "MIL"
            if "police" in mods:
                return "COP"
            if phrase.noun.lemma == "force" and (mods & set(peoples()) or self._led_by_people(phrase) or phrase.links):
                return None
        if phrase.noun.lemma in _GENERIC:
            return None
        owner = self.owner(phrase)
        if owner is not None and phrase.noun.sort in ("office", "member") and not owner[0].is_state and owner[1].sector:
            return owner[1].sector
        return phrase.noun.sector or None


_PLAIN = frozenset(
    "senior top military government other several some local former unnamed anonymous high-ranking law enforcement administration defence defense public health police state federal city county".split()
)
_COLLECTIVE = frozenset({"police", "military", "media", "press", "clergy", "troops"})
_GENERIC = frozenset(
    {"group", "organization", "organisation", "movement", "network", "cell", "outfit", "wing", "faction", "front"}
)
"""Nouns that say nothing of the sector by themselves."""
_OWNED = frozenset({"its", "their", "his", "her", "our", "my", "your"})


def link(behind: Part, word: str) -> tuple[str, str]:
    """Who stands behind a group, by country where it is a state or its organ, and how."""
    who = (
        behind.country
        if behind.country is not None and behind.sector in ("GOV", "MIL")
        else behind.known or behind.name
    )
    return who or behind.name, "backed" if word in BEHIND else word
