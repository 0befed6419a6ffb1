"""Actors without a name: "Iraqi forces", "Pentagon officials", "residents", "a suicide bomber"."""

from __future__ import annotations

from dateline.actors.cast import Cast, Part
from dateline.actors.hits import Hit
from dateline.actors.phrases import DEFINITE, INDEFINITE, Phrase
from dateline.actors.tables import alike, organs, words
from dateline.actors.traits import NO_NAME, Traits, link
from dateline.model.reading import Reading

_OWNING = frozenset({"its", "their", "his", "her"})
_OURS = frozenset({"our", "my", "your"})
"""Who these belong to changes with every quotation."""
_OPPOSITE = frozenset({"against", "with", "between", "versus", "by"})
"""Prepositions after which any body is the other side ("talks with the company")."""
_BARE_FORCES = frozenset({"government", "regime", "army", "state"})
"""Words that make "forces" those of a state that is not named beside them."""
_MOST = 40
"""Earlier descriptions of one noun among which "the …" looks for its own."""


class Described:
    """The described actors of one report, by what they are called."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._reading: Reading = cast.reading
        self.traits = Traits(cast)
        self.found: list[tuple[Phrase, Part]] = []
        self._by_key: dict[tuple[object, ...], Part] = {}
        self._by_noun: dict[tuple[str, bool], list[tuple[Phrase, Part]]] = {}
        self._acting: dict[int, list[tuple[int, str]]] = {}
        """For each sentence, the states that act in it by themselves or by a person in office."""
        self._bodies: dict[int, list[tuple[int, Part]]] = {}
        """For each sentence, the bodies named in it."""
        for part in cast.parts:
            if part.is_body:
                for sighting in part.sightings:
                    if sighting.how != "adjective":
                        sentence = self._reading.sentence_of[sighting.first]
                        self._bodies.setdefault(sentence, []).append((sighting.first, part))
            state = part if part.kind == "state" else part.represents if part.kind == "person" else None
            if state is None or state.kind != "state" or state.known is None:
                continue
            for sighting in part.sightings:
                here = self._acting.setdefault(self._reading.sentence_of[sighting.first], [])
                here.append((sighting.first, state.known))

    def read(self, phrase: Phrase) -> Part | None:
        """The actor of a phrase that refers to nobody named; None for a phrase that is no actor."""
        part = self._state_organ(phrase) or self._members(phrase) or self._voice(phrase) or self._own(phrase)
        if part is None:
            return None
        if phrase.joint is not None:
            self._joint(phrase, phrase.joint)
        if part.known is None:
            self.found.append((phrase, part))
            self._by_noun.setdefault((phrase.noun.lemma, phrase.noun.plural), []).append((phrase, part))
        return part

    def country(self, phrase: Phrase) -> str | None:
        """Country of the described, where the phrase names one and only one."""
        return self.traits.country(phrase)

    def has_earlier(self, phrase: Phrase) -> bool:
        """Whether the report has described somebody before by these words ("the Kurdish fighters")."""
        return bool(self.traits.mods(phrase)) and self._earlier(phrase, self.traits.owner(phrase)) is not None

    def _state_organ(self, phrase: Phrase) -> Part | None:
        """The state's own forces: "forces loyal to the Syrian President", "US-backed Iraqi forces"."""
        if phrase.noun.sort not in ("force", "member"):
            return None
        loyal = self._loyal(phrase)
        if loyal is not None:
            return loyal
        states = [hit for hit in phrase.owners if hit.is_state and hit.entry is not None]
        if not states:
            bare = not phrase.links and phrase.possessor is None and not phrase.owners
            return self._forces_of_sentence(phrase) if bare else None
        inner = [mod for mod in phrase.mods if not mod.endswith(("-led", "-backed"))]
        organ = organs().get(" ".join([*reversed(inner), self._reading.words[phrase.head].lower()]))
        if organ is None or self.traits.led_by_others(phrase):
            return None
        part = self._cast.seen_entry(f"{(states[0].entry or '').lower()}.{organ.key}")
        if part is not None:
            self._see(part, phrase)
        return part

    def _loyal(self, phrase: Phrase) -> Part | None:
        cast = self._cast
        for hit, word in phrase.links:
            part = cast.of_hit.get(hit)
            if word != "loyal" or part is None or phrase.owners:
                continue
            state = part.represents if part.kind == "person" else part
            if state is not None and state.kind == "state" and state.known is not None:
                found = cast.entry(f"{state.known.lower()}.military")
                self._see(found, phrase)
                text = self.traits.text(phrase)
                found.because(f"“{text}” are the forces of {state.name}: they are loyal to {part.name}.")
                return found
        return None

    def _forces_of_sentence(self, phrase: Phrase) -> Part | None:
        """Bare "government forces": of the one state that acts before them in the sentence."""
        mods = self.traits.mods(phrase)
        if not mods & _BARE_FORCES or not mods <= _BARE_FORCES | {"security"} or phrase.complements:
            return None
        here = self._acting.get(self._reading.sentence_of[phrase.head], [])
        states = {state for first, state in here if first < phrase.first}
        if len(states) != 1:
            return None
        state = min(states)
        found = self._cast.entry(f"{state.lower()}.military")
        name = self._cast.known.entries[state].name
        found.because(f"“{self.traits.text(phrase)}” are those of {name}, the one state that acts in the sentence.")
        self._see(found, phrase)
        return found

    def _members(self, phrase: Phrase) -> Part | None:
        """An armed group by its people: "fighters of Boko Haram"; "its fighters" after the one body of the sentence."""
        noun, traits = phrase.noun, self.traits
        if not noun.plural or noun.sort not in ("member", "force") or traits.mods(phrase) or phrase.links:
            return None
        part: Part | None = None
        if phrase.preposition == "of" and len(phrase.complements) == 1:
            owner = traits.owner(phrase)
            part = owner[1] if owner is not None and self._has_fighters(phrase, owner[1]) else None
        elif phrase.det in ("its", "their") and not phrase.owners and not phrase.complements:
            part = self._only_body_before(phrase)
        if part is None:
            return None
        if part.kind == "state":
            if noun.sector != "MIL" or part.known is None:
                return None
            part = self._cast.entry(f"{part.known.lower()}.military")
        self._see(part, phrase)
        part.because(f"“{traits.text(phrase)}” are counted with {part.name}.")
        return part

    @staticmethod
    def _has_fighters(phrase: Phrase, part: Part) -> bool:
        """Whether a body is an armed group; one outside the table becomes one by its rebels ("rebels of the ORF")."""
        unknown = part.kind == "organisation" and part.is_named_body and part.known is None
        if unknown and phrase.noun.sector == "REB" and part.sector in (None, "REB"):
            part.kind = "armed group"
        return part.kind == "armed group"

    def _only_body_before(self, phrase: Phrase) -> Part | None:
        """The one armed group or state named before a phrase in its sentence, where no other body is."""
        here = self._bodies.get(self._reading.sentence_of[phrase.head], [])
        found = {id(part): part for first, part in here if first < phrase.first}
        part = next(iter(found.values())) if len(found) == 1 else None
        return part if part is not None and part.kind in ("armed group", "state") else None

    def _voice(self, phrase: Phrase) -> Part | None:
        """Unnamed people who speak for an organisation are counted with it: "Pentagon officials"."""
        if not phrase.noun.plural or phrase.count is not None or phrase.links:
            return None
        if self._reading.words[phrase.head].lower() not in words("voices"):
            return None
        owner = self.traits.owner(phrase)
        if owner is None or owner[0].is_state or not owner[1].is_named_body:
            return None
        part = owner[1]
        if any(mod not in words("plain") for mod in phrase.mods):
            return None
        part.because(f"“{self.traits.text(phrase)}” speak for {part.name} and are counted with it.")
        self._see(part, phrase)
        return part

    def _joint(self, phrase: Phrase, joint: Hit) -> None:
        """The first of two states before one noun: "Iraqi and Syrian forces"."""
        organ = organs().get(self._reading.words[phrase.head].lower())
        if organ is None or joint.entry is None:
            return
        part = self._cast.entry(joint.entry if organ.key == "government" else f"{joint.entry.lower()}.{organ.key}")
        text = self._reading.text[joint.start : self._reading.ends[phrase.head]]
        part.because(f"“{' '.join(text.split())}” are two: the first is {part.name}.")
        part.see_run(joint.first, joint.last, joint.start, joint.end, "organ")

    def _own(self, phrase: Phrase) -> Part | None:
        """An actor of its own, known only by description."""
        if not self._is_actor(phrase) or phrase.det in _OURS:
            return None
        owner = self.traits.owner(phrase)
        key = self._key(phrase, owner)
        part = self._by_key.get(key) or self._earlier(phrase, owner)
        if part is None:
            part = self._by_key[key] = self._cast.add(self._new(phrase, owner))
        self._see(part, phrase)
        for hit, word in phrase.links:
            behind = self._cast.of_hit.get(hit)
            if behind is None and hit.is_state and hit.entry is not None:
                behind = self._cast.entry(hit.entry)
            if behind is not None:
                part.links.add(link(behind, word))
        return part

    def _see(self, part: Part, phrase: Phrase) -> None:
        part.see(self._reading, phrase.first, phrase.end, "described")

    def _is_actor(self, phrase: Phrase) -> bool:
        """Whether the phrase is worth an actor: bodies and bare offices only where they do something."""
        noun, reading = phrase.noun, self._reading
        if reading.child(phrase.head, "cop") is not None:
            return False
        placed = bool(phrase.owners or phrase.complements)
        if noun.sort in ("people", "member", "relative"):
            return noun.lemma not in words("needs_owner") or placed or self._does(phrase)
        if noun.sort == "office":
            if noun.lemma not in words("needs_owner") or placed or phrase.possessor is not None:
                return True
            return self._does(phrase) and reading.words[phrase.head].islower()
        if phrase.links or (noun.sort == "force" and noun.plural and (phrase.owners or phrase.mods)):
            return True
        return self._does(phrase)

    def _does(self, phrase: Phrase) -> bool:
        """Whether the phrase is the subject of a verb of somebody who acts, or its agent.

        Forces and bodies that act as one are somebody too where something is done to or with them: "clashed with
        police", "sanctions on the junta", "toppled the government", "the army's takeover".
        """
        reading = self._reading
        top = phrase.head
        for _ in range(3):
            if reading.labels[top] != "conj" or reading.heads[top] < 0 or reading.upos[reading.heads[top]] == "VERB":
                break
            top = reading.heads[top]
        label, head = reading.labels[top], reading.heads[top]
        if label == "obl:agent":
            return True
        verb = reading.lemmas[head].lower() if head >= 0 and reading.upos[head] == "VERB" else ""
        if label == "nsubj" and verb in words("agentive"):
            return True
        if phrase.noun.sort == "body" and phrase.det not in INDEFINITE and phrase.count is None:
            if label in ("obj", "nsubj:pass") and verb in words("answering"):
                return True
            if label in ("obl", "nmod") and self._preposition(phrase, top) in _OPPOSITE:
                return True
        if phrase.noun.lemma not in words("powers") or phrase.det in INDEFINITE or phrase.count is not None:
            return False
        if label in ("obj", "iobj", "nsubj:pass", "nsubj"):
            return verb in words("agentive") and phrase.det not in _OWNING
        if label == "nmod:poss":
            return True
        return label in ("obl", "nmod") and self._preposition(phrase, top) in words("acted_on")

    def _preposition(self, phrase: Phrase, top: int) -> str:
        """The preposition before a phrase, or before the first of those that it is joined with."""
        reading = self._reading
        case = reading.child(top, "case")
        if case is not None and case < phrase.head:
            return reading.words[case].lower()
        before = phrase.first - 1 - (reading.words[phrase.first - 1].lower() in DEFINITE)
        return reading.words[before].lower() if before >= 0 else ""

    def _key(self, phrase: Phrase, owner: tuple[Hit, Part] | None) -> tuple[object, ...]:
        """What phrases of one actor have in common; "a man" is somebody else each time."""
        noun, text = phrase.noun, self._reading.text
        single = not noun.plural and noun.sort not in ("body", "force")
        apart = single and phrase.det not in ("the", "this", "that", "'s")
        return (
            noun.lemma, noun.plural, self.traits.mods(phrase), id(owner[1]) if owner is not None else None,
            tuple(hit.entry or text[hit.start : hit.end] for hit in phrase.complements), phrase.preposition,
            phrase.count.lower() if phrase.count is not None else None, phrase.head if apart else None,
            phrase.det if phrase.det in _OWNING else None,
            tuple(sorted((text[hit.start : hit.end], word) for hit, word in phrase.links)),
        )  # fmt: skip

    def _earlier(self, phrase: Phrase, owner: tuple[Hit, Part] | None) -> Part | None:
        """For "the Kurdish fighters": the one described actor before it with this noun and at least these words."""
        if not phrase.definite or phrase.complements:
            return None
        mods, count = self.traits.mods(phrase), (phrase.count or "").lower()
        found: dict[int, Part] = {}
        for other, part in self._by_noun.get((phrase.noun.lemma, phrase.noun.plural), [])[-_MOST:]:
            if not mods <= self.traits.mods(other) or (count and (other.count or "").lower() != count):
                continue
            if owner is None or self.traits.owner(other) == owner:
                found[id(part)] = part
        if not found and owner is None and not mods and not count:
            found = {id(part): part for lemma in alike().get(phrase.noun.lemma, frozenset())
                     for _, part in self._by_noun.get((lemma, phrase.noun.plural), [])[-_MOST:]}  # fmt: skip
        if len(found) != 1:
            return None
        part = next(iter(found.values()))
        part.because(f"“the {self.traits.text(phrase)}” can only be “{part.name}”.")
        return part

    def _new(self, phrase: Phrase, owner: tuple[Hit, Part] | None) -> Part:
        noun, traits = phrase.noun, self.traits
        part = Part(traits.name(phrase), traits.kind(phrase), noun=noun.lemma, country=traits.country(phrase))
        part.sector, part.count = traits.sector(phrase), phrase.count
        part.words = frozenset({noun.lemma, *phrase.mods})
        part.because(f"{NO_NAME}: “{traits.text(phrase)}”.")
        if owner is not None and noun.sort in ("office", "member"):
            part.represents = owner[1]
        return part
