"""Descriptions that refer to somebody named: "the militant group", "the ministry", "Boko Haram, the insurgents".

Conservative: a description is given to a name only where one name fits; in doubt it stays a description.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from dateline.actors.cast import Cast, Part
from dateline.actors.described import Described
from dateline.actors.phrases import DEFINITE, Phrase
from dateline.actors.tables import sorts, words
from dateline.actors.traits import link
from dateline.model.reading import Reading

_ANYBODY = frozenset({"group", "organization", "organisation"})
_SORTS = frozenset({"party", "company", "firm", "union", "federation", "charity", "airline", "bank", "club"})
"""What sort of body a name is; the name itself often doesn't say."""
_WITH_ARMS = frozenset({"armed", "rebel", "militant", "insurgent", "guerrilla", "paramilitary", "jihadist"})
_CLOSERS = frozenset({",", ".", ")", ";", ":", "—", "–", "(", "that", "which", "who", "”", '"', "whose"})
_OPENERS = frozenset({"of", "for", "against"})
"""Words inside a name that follow its noun ("Front for …")."""
_NEAR = 2
"""Sentences back in which a description finds its name."""
_STILL_KNOWN = 8
"""Sentences back in which "the president" finds its holder."""
_MOST = 300
"""Actors named last among which the only fitting one is looked for; keeps long texts from costing their square."""


class _Found(NamedTuple):
    """Whom a phrase refers to, the words of the mention, and the reason."""

    part: Part
    first: int
    last: int
    reason: str


class References:
    """Finds whom descriptions refer to, in the order of the text."""

    def __init__(self, cast: Cast, described: Described, states: list[tuple[int, str]]) -> None:
        """`states`: first word and code of every state that the report names, also as a place."""
        self._cast = cast
        self._reading: Reading = cast.reading
        self._described = described
        self._by_sentence: dict[int, list[tuple[int, Part]]] = {}
        self._heads: dict[str, dict[int, tuple[int, Part]]] = {}
        """Named actors by the last word of their mentions, with the first place of each."""
        self._offices: dict[str, list[Part]] = {}
        self._named: list[tuple[int, Part]] = []
        """Actors with a name by the first place where they are named."""
        self._ending: dict[int, Part] = {}
        self._beginning: dict[int, tuple[int, Part]] = {}
        for hit, part in cast.of_hit.items():
            if hit.whole_words:
                self._ending[hit.last] = part
                begin = self._beginning.get(hit.first)
                if begin is None or hit.last > begin[0]:
                    self._beginning[hit.first] = (hit.last, part)
        for part in cast.parts:
            for sighting in part.sightings:
                self.seen(part, sighting.first, sighting.last, sighting.how)
            if part.office is not None:
                for word in set(part.office.lower().split()):
                    self._offices.setdefault(word, []).append(part)
            if part.begins >= 0 and part.noun is None:
                self._named.append((part.begins, part))
        self._named.sort(key=lambda pair: pair[0])
        self._states = states
        self._police_named = [
            part for part in cast.parts
            if part.sector == "COP" and part.is_named_body and "police" in part.name.lower()
        ]  # fmt: skip

    def seen(self, part: Part, first: int, last: int, how: str) -> None:
        """Remembers a mention as one that later descriptions may refer to."""
        reading = self._reading
        if how == "adjective":
            return
        self._by_sentence.setdefault(reading.sentence_of[first], []).append((first, part))
        if how in ("name", "organ") and part.kind != "person" and part.noun is None:
            last = next((word - 1 for word in range(first + 1, last) if reading.words[word].lower() in _OPENERS), last)
            for word in {reading.lemmas[last].lower(), reading.words[last].lower()}:
                place = self._heads.setdefault(word, {})
                if id(part) not in place or first < place[id(part)][0]:
                    place[id(part)] = (first, part)

    def refer(self, phrase: Phrase) -> Part | None:
        """The actor that a phrase refers to, with the mention given to it; None where it refers to nobody named."""
        found = (
            self._apposition(phrase)
            or self._same_as(phrase)
            or self._police(phrase)
            or self._definite(phrase)
            or self._headline(phrase)
        )
        if found is None or not self._allowed(found.part, phrase):
            return None
        part = found.part
        part.because(found.reason)
        part.see(self._reading, found.first, found.last, "definite")
        for hit, word in phrase.links:
            behind = self._cast.of_hit.get(hit)
            if behind is not None and behind is not part:
                part.links.add(link(behind, word))
        self.seen(part, found.first, found.last, "definite")
        return part

    def _allowed(self, part: Part, phrase: Phrase) -> bool:
        return self._text(phrase) not in part.never and not any(
            self._cast.of_hit.get(hit) is part for hit, _ in phrase.links
        )

    def _text(self, phrase: Phrase) -> str:
        return " ".join(self._reading.text[self._reading.starts[phrase.first] : self._reading.ends[phrase.end]].split())

    def _at(self, index: int) -> str:
        return self._reading.words[index].lower() if 0 <= index < len(self._reading) else ""

    def _apposition(self, phrase: Phrase) -> _Found | None:
        """By standing beside a name: "its predecessor, X,", "X, a militant group", "the rebel group X"."""
        noun = phrase.noun
        if noun.plural and noun.sort != "member":
            return None
        before_name = words("any_group") | words("outlets") | words("before_name")
        following = self._beginning.get(phrase.end + 1)
        if following is not None and phrase.head == phrase.end and noun.lemma in before_name:
            last, part = following
            if part.is_named_body and self._fits(part, phrase):
                self._is_called(part, phrase)
                return _Found(part, phrase.first, last, f"“{self._text(phrase)}” says what {part.name} is.")
        if noun.sort not in ("body", "force", "relative") and not (noun.sort == "member" and noun.plural):
            return None
        return self._before_its_name(phrase) or self._after_its_name(phrase)

    def _before_its_name(self, phrase: Phrase) -> _Found | None:
        """Before its name: "its predecessor, al Qaeda in Iraq, …"."""
        if self._at(phrase.end + 1) != "," or not (
            phrase.det in DEFINITE or phrase.det in ("its", "their", "'s", "a", "an")
        ):
            return None
        inner = phrase.end + 2
        if self._at(inner) in ("the", "a", "an"):
            inner += 1
        following = self._beginning.get(inner)
        if following is None:
            return None
        last, part = following
        if not part.is_body or part.noun is not None or self._at(last + 1) not in _CLOSERS or self._list_goes_on(last):
            return None
        if phrase.noun.sort != "relative" and not self._fits(part, phrase):
            return None
        if phrase.noun.sort != "relative":
            self._is_called(part, phrase)
        reason = f"“{self._text(phrase)}” is {part.name}: the name stands beside it in apposition."
        return _Found(part, phrase.first, phrase.end, reason)

    def _after_its_name(self, phrase: Phrase) -> _Found | None:
        """After its name: "Boko Haram, a militant group, …"."""
        reading, end = self._reading, phrase.end
        before = phrase.first - 1
        if self._at(before) in ("a", "an", "the"):
            before -= 1
        if self._at(before) not in (",", "–", "—") or phrase.det not in ("a", "an", "the"):
            return None
        named = self._ending.get(before - 1)
        if named is None and self._at(before - 1) == ")":
            named = self._ending.get(before - 2)
        if named is None or not named.is_named_body or self._list_goes_on(end) or not self._fits(named, phrase):
            return None
        if self._at(end + 1) not in _CLOSERS and reading.upos[min(end + 1, len(reading) - 1)] not in ("ADP", "VERB"):
            return None
        self._is_called(named, phrase)
        return _Found(named, phrase.first, end, f"“{self._text(phrase)}” is what the report says {named.name} is.")

    def _is_called(self, part: Part, phrase: Phrase) -> None:
        """Keeps what a report says that a body of its own is: its noun, its sector, whether it is an armed group."""
        noun = phrase.noun
        if part.known is not None or noun.plural:
            return
        part.words = part.words | {noun.lemma, *phrase.mods}
        sector = self._described.traits.sector(phrase)
        if part.sector is None and sector:
            part.sector = sector
        if part.kind == "organisation" and (sector in ("REB", "PRM", "CRM") or set(phrase.mods) & _WITH_ARMS):
            part.kind = "armed group"

    def _list_goes_on(self, last: int) -> bool:
        """Whether the comma after a word goes on with "and …": then it is a list and no apposition."""
        return self._at(last + 1) in ("and", "or") or (
            self._at(last + 1) == "," and self._at(last + 2) in ("and", "or")
        )

    def _same_as(self, phrase: Phrase) -> _Found | None:
        """By "is": "The Syrian Democratic Forces is a coalition of …"."""
        if phrase.noun.sort not in ("body", "force") or phrase.noun.plural or phrase.det not in ("a", "an", "the"):
            return None
        before = phrase.first - 2
        if self._at(before) not in ("is", "are", "was", "were"):
            return None
        named = self._ending.get(before - 1)
        if named is None and self._at(before - 1) == ")":
            named = self._ending.get(before - 2)
        if named is None or not named.is_named_body or not self._fits(named, phrase):
            return None
        return _Found(
            named, phrase.first, phrase.end, f"“{self._text(phrase)}” is what the report says {named.name} is."
        )

    def _police(self, phrase: Phrase) -> _Found | None:
        """For "police", "Houston police": the one police that the report names, wherever it does."""
        if phrase.noun.lemma != "police" or len(self._police_named) != 1 or phrase.mods or phrase.complements:
            return None
        part = self._police_named[0]
        for hit in phrase.owners:
            if hit.is_state or self._reading.text[hit.start : hit.end].lower() not in part.name.lower():
                return None
        reason = f"“{self._text(phrase)}” are {part.name}: the report names no other police."
        return _Found(part, phrase.first, phrase.head, reason)

    def _holder(self, phrase: Phrase) -> Part | None:
        """For "the president", "the Iraqi minister": the one person of this office whom the report has named before."""
        noun = phrase.noun
        if noun.sort != "office" or noun.plural or phrase.mods or phrase.complements:
            return None
        states = {hit.entry for hit in phrase.owners if hit.is_state}
        if len(states) != len(phrase.owners):
            return None
        found = [
            part for part in self._offices.get(noun.lemma.split()[-1], [])
            if self._near(part, phrase)
            and (not states or (part.represents is not None and part.represents.country in states))
        ]  # fmt: skip
        return found[0] if len(found) == 1 else None

    def _near(self, part: Part, phrase: Phrase) -> bool:
        """Whether the actor was named in one of the last sentences before the phrase."""
        last = self._reading.sentence_of[phrase.head]
        sentence_of = self._reading.sentence_of
        return any(
            sighting.first < phrase.first and last - sentence_of[sighting.first] <= _STILL_KNOWN
            for sighting in part.sightings
        )

    def _definite(self, phrase: Phrase) -> _Found | None:
        """By "the": "the coalition", "the militant group", "the magazine", "the president"."""
        if not phrase.definite or phrase.links or phrase.complements or phrase.possessor is not None or phrase.count:
            return None
        text = f"“the {self._text(phrase)}”"
        holder = self._holder(phrase)
        if holder is not None:
            return _Found(holder, phrase.first, phrase.end, f"{text} is {holder.name}, the only one of that office.")
        if any(hit.is_state for hit in phrase.owners) or self._described.has_earlier(phrase):
            return None
        if {"other", "first", "second", "third", "new"} & set(phrase.mods):
            return None
        group = phrase.noun.lemma in words("any_group")
        part = (self._by_kind(phrase) if group else None) or self._by_noun(phrase) or self._by_kind(phrase)
        if part is None:
            return None
        return _Found(part, phrase.first, phrase.end, f"{text} refers back to {part.name}.")

    def _headline(self, phrase: Phrase) -> _Found | None:
        """A bare noun of a headline for the one body of the report whose name ends in it ("Rebel front frees six")."""
        reading, noun = self._reading, phrase.noun
        end = reading.sentence_bounds(0)[1]
        if phrase.head >= end or reading.words[end - 1] == "." or phrase.det or noun.plural:
            return None
        if noun.sort not in ("body", "force") or phrase.owners or phrase.links or phrase.complements or phrase.count:
            return None
        if not all(self._only_describes(mod) for mod in phrase.mods):
            return None
        named = [
            part
            for word in {self._at(phrase.head), noun.lemma}
            for first, part in self._heads.get(word, {}).values()
            if first >= end and part.known is None and part.is_named_body
        ]
        if len({id(part) for part in named}) != 1:
            return None
        reason = f"“{self._text(phrase)}” of the headline can only be {named[0].name}."
        return _Found(named[0], phrase.first, phrase.end, reason)

    def _by_noun(self, phrase: Phrase) -> Part | None:
        """The actor whose name ends in the noun of the description ("the ministry" after "Foreign Ministry")."""
        noun = phrase.noun
        if noun.sort not in ("body", "force") or phrase.owners:
            return None
        mods = {mod for mod in phrase.mods if mod not in words("light")} | set(noun.lemma.split()[:-1])
        found: list[Part] = []
        places = self._heads.get(self._at(phrase.head)) or ({} if noun.plural else self._heads.get(noun.lemma, {}))
        for first, part in places.values():
            if first >= phrase.first or (noun.lemma in _ANYBODY and not part.is_named_body):
                continue
            if mods and not mods <= {word.lower() for word in part.name.split()} | part.words:
                continue
            if noun.lemma in words("any_group") and not self._fits(part, phrase):
                continue
            found.append(part)
            if len(found) > 1:
                return None
        return found[0] if found else None

    def _by_kind(self, phrase: Phrase) -> Part | None:
        """The one armed group (or outlet) that was named in the last sentences and that the words fit."""
        lemma = phrase.noun.lemma
        if lemma in words("outlets"):
            return self._only(
                phrase, lambda part: part.sector == "JRN" and (lemma in part.words or lemma in part.name.lower())
            )
        if not all(self._only_describes(mod) for mod in phrase.mods) or phrase.owners:
            return None
        if lemma in words("any_group") or (lemma in words("any_fighter") and phrase.noun.plural):
            strict = bool(self._wanted(phrase)) or lemma in words("any_fighter")
            return self._recent(phrase, lambda part: self._is_group(part, lemma, strict) and self._fits(part, phrase))
        if lemma in ("government", "junta", "regime", "administration"):
            return self._one_state(phrase)
        if lemma in _SORTS and phrase.noun.sort == "body" and not phrase.mods:
            return self._recent(phrase, lambda part: self._is_sort(part, phrase))
        return None

    @staticmethod
    def _is_sort(part: Part, phrase: Phrase) -> bool:
        """Whether a body with a name may be "the party", "the company": no public one, none of another sector."""
        return part.is_named_body and part.known is None and part.sector in (None, phrase.noun.sector)

    @staticmethod
    def _only_describes(mod: str) -> bool:
        """Whether a word says of what sort somebody is, and is no part of a name."""
        return mod in sorts() or any(mod in words(name) for name in ("hedges", "light", "telling", "rebellious"))

    def _one_state(self, phrase: Phrase) -> Part | None:
        """The state that acts, where the report has named no other so far, not even as a place."""
        named = {code for first, code in self._states if first < phrase.first}
        return self._cast.seen_entry(min(named)) if len(named) == 1 else None

    def _is_group(self, part: Part, lemma: str, strict: bool) -> bool:
        if part.kind == "armed group" and part.noun is None:
            return True
        if strict or lemma not in _ANYBODY or not part.is_named_body:
            return False
        if part.known is not None and part.words and not part.words & _ANYBODY:
            return False
        return part.sector in ("NGO", None, "SOC", "PTY", "IGO")

    def _wanted(self, phrase: Phrase) -> list[frozenset[str]]:
        table = sorts()
        return [table[mod] for mod in [*phrase.mods, phrase.noun.lemma] if mod in table]

    def _fits(self, part: Part, phrase: Phrase) -> bool:
        """Whether what the phrase says may be said of the actor; of one outside the table, everything may."""
        noun = phrase.noun
        if part.known is None and part.kind != "armed group" and self._wanted(phrase):
            return False
        if part.known is not None and any(not wanted & part.words for wanted in self._wanted(phrase)):
            return False
        if noun.lemma in ("coalition", "alliance") and part.known is not None and part.words:
            return bool(part.words & {"coalition", "alliance", "bloc", "umbrella"})
        if noun.sector in ("REB", "CRM") and noun.lemma not in _ANYBODY:
            return part.sector in ("REB", "PRM", "CRM", None, "PTY")
        if noun.sort != "body":
            return True
        if noun.sector in ("JRN", "EDU", "REL", "MED", "JUD", "LEG") and part.known is not None:
            return part.sector == noun.sector or noun.lemma in part.words
        return not (part.kind == "armed group" and noun.sector in ("GOV", "BUS", "IGO"))

    def _recent(self, phrase: Phrase, fits: Callable[[Part], bool]) -> Part | None:
        """The one fitting actor of the nearest sentence that has one; where a sentence has two, none."""
        sentence = self._reading.sentence_of[phrase.head]
        for number in range(sentence, max(-1, sentence - _NEAR - 1), -1):
            here = self._by_sentence.get(number, [])
            found = {id(part): part for first, part in here if first < phrase.first and fits(part)}
            if len(found) == 1:
                return next(iter(found.values()))
            if found:
                return None
        return self._only(phrase, fits) if self._wanted(phrase) else None

    def _only(self, phrase: Phrase, fits: Callable[[Part], bool]) -> Part | None:
        """The one fitting actor that the report has named so far."""
        found: Part | None = None
        for first, part in self._named[:_MOST]:
            if first >= phrase.first:
                break
            if fits(part):
                if found is not None:
                    return None
                found = part
        return found
