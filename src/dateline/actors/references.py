"""Descriptions that refer to somebody named: "the militant group", "the ministry", "Boko Haram, the insurgents".

Conservative: a description is given to a name only where one name fits; in doubt it stays a description.
"""

from __future__ import annotations

from bisect import bisect_left

from dateline.actors.cast import Cast, Part
from dateline.actors.described import BEHIND, Described, link
from dateline.actors.hits import HYPHENS, Hit
from dateline.actors.phrases import DEFINITE, Phrase
from dateline.actors.tables import sorts, words
from dateline.model.reading import Reading

GROUPS = frozenset(
    "group organization organisation movement militia network cartel gang outfit faction insurgency sect".split()
)
"""Nouns that stand for any armed group."""
FIGHTERS = frozenset(
    "militant rebel insurgent jihadist jihadi fighter guerrilla extremist separatist terrorist".split()
)
OUTLETS = frozenset("magazine newspaper broadcaster channel website tabloid journal agency station paper".split())
_BODIES = frozenset(
    {
        "party",
        "company",
        "firm",
        "charity",
        "coalition",
        "alliance",
        "ngo",
        "watchdog",
        "federation",
        "union",
        "airline",
        "bank",
        "club",
    }
)
_ANYBODY = frozenset({"group", "organization", "organisation"})
_CLOSERS = frozenset({",", ".", ")", ";", ":", "—", "–", "(", "that", "which", "who", "”", '"', "whose"})
_NEAR = 2
"""Sentences back in which a description finds its name."""


class References:
    """Finds whom descriptions refer to, in the order of the text."""

    def __init__(self, cast: Cast, described: Described) -> None:
        self._cast = cast
        self._reading: Reading = cast.reading
        self._described = described
        self._by_sentence: dict[int, list[tuple[int, Part]]] = {}
        self._heads: dict[str, list[tuple[int, Part]]] = {}
        """Actors by the last word of each of their mentions, with where it stands."""
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

    def seen(self, part: Part, first: int, last: int, how: str) -> None:
        """Remembers a mention as one that later descriptions may refer to."""
        reading = self._reading
        if how == "adjective":
            return
        self._by_sentence.setdefault(reading.sentence_of[first], []).append((first, part))
        if how in ("name", "organ", "described") and part.kind != "person":
            self._heads.setdefault(reading.lemmas[last].lower(), []).append((first, part))
            word = reading.words[last].lower()
            if word != reading.lemmas[last].lower():
                self._heads.setdefault(word, []).append((first, part))

    def refer(self, phrase: Phrase) -> Part | None:
        """The actor that a phrase refers to, with the mention given to it; None where it refers to nobody named."""
        found = self._apposition(phrase) or self._same_as(phrase) or self._police(phrase) or self._definite(phrase)
        if found is None:
            return None
        part, first, last, reason = found
        if not self._allowed(part, phrase):
            return None
        part.because(reason)
        part.see(self._reading, first, last, "definite")
        self._links(part, phrase)
        self.seen(part, first, last, "definite")
        return part

    def _allowed(self, part: Part, phrase: Phrase) -> bool:
        text = " ".join(self._reading.text[self._reading.starts[phrase.first] : self._reading.ends[phrase.end]].split())
        return text not in part.never and not any(self._cast.of_hit.get(hit) is part for hit, _ in phrase.links)

    def _links(self, part: Part, phrase: Phrase) -> None:
        for hit, word in phrase.links:
            behind = self._cast.of_hit.get(hit)
            if behind is not None and behind is not part:
                part.links.add(link(behind, word))

    def _text(self, phrase: Phrase) -> str:
        return " ".join(self._reading.text[self._reading.starts[phrase.first] : self._reading.ends[phrase.end]].split())

    def _apposition(self, phrase: Phrase) -> tuple[Part, int, int, str] | None:
        """ "its predecessor, al Qaeda in Iraq," and "Boko Haram, a militant group" and "the rebel group M23"."""
        reading, noun = self._reading, phrase.noun
        if noun.plural and noun.sort != "member":
            return None
        end = phrase.end
        following = self._beginning.get(end + 1)
        if (
            following is not None
            and not phrase.complements
            and phrase.head == end
            and noun.lemma in GROUPS | OUTLETS | _BODIES
        ):
            last, part = following
            if part.kind in ("armed group", "organisation") and self._fits(part, phrase) and part.noun is None:
                return part, phrase.first, last, f"“{self._text(phrase)}” says what {part.name} is."
        if noun.sort not in ("body", "force", "relative") and not (noun.sort == "member" and noun.plural):
            return None
        if self._at(end + 1) == "," and (following := self._beginning.get(self._past_article(end + 2))) is not None:
            last, part = following
            if (
                part.is_body
                and self._at(last + 1) in _CLOSERS
                and (phrase.det in DEFINITE or phrase.det in ("its", "their", "'s", "a", "an"))
                and (noun.sort == "relative" or self._fits(part, phrase))
                and part.noun is None
                and not self._list_goes_on(last)
            ):
                return (
                    part,
                    phrase.first,
                    phrase.end,
                    f"“{self._text(phrase)}” is another name for {part.name}: the report says so in apposition.",
                )
        before = phrase.first - 1
        if self._at(before) in ("a", "an", "the"):
            before -= 1
        if self._at(before) in (",", "–", "—") and phrase.det in ("a", "an", "the"):
            named = self._ending.get(before - 1)
            if named is None and self._at(before - 1) == ")":
                named = self._ending.get(before - 2)
            if (
                named is not None
                and named.is_body
                and named.noun is None
                and named.kind != "state"
                and (self._at(end + 1) in _CLOSERS or reading.upos[min(end + 1, len(reading) - 1)] == "ADP")
                and not self._list_goes_on(end)
                and (self._fits(named, phrase))
            ):
                return (
                    named,
                    phrase.first,
                    phrase.end,
                    f"“{self._text(phrase)}” is what the report says {named.name} is.",
                )
        return None

    def _past_article(self, index: int) -> int:
        return index + 1 if self._at(index) in ("the", "a", "an") else index

    def _list_goes_on(self, last: int) -> bool:
        """Whether the comma after a word goes on with "and …": then it is a list and no apposition."""
        return self._at(last + 1) in ("and", "or") or (
            self._at(last + 1) == "," and self._at(last + 2) in ("and", "or")
        )

    def _at(self, index: int) -> str:
        return self._reading.words[index].lower() if 0 <= index < len(self._reading) else ""

    def _same_as(self, phrase: Phrase) -> tuple[Part, int, int, str] | None:
        """ "The Syrian Democratic Forces is a coalition of …"."""
        if phrase.noun.sort not in ("body", "force") or phrase.noun.plural or phrase.det not in ("a", "an", "the"):
            return None
        before = phrase.first - 2
        if self._at(before) not in ("is", "are", "was", "were"):
            return None
        named = self._ending.get(before - 1)
        if named is None and self._at(before - 1) == ")":
            named = self._ending.get(before - 2)
        if (
            named is None
            or named.kind not in ("armed group", "organisation")
            or named.noun is not None
            or not self._fits(named, phrase)
        ):
            return None
        return named, phrase.first, phrase.end, f"“{self._text(phrase)}” is what the report says {named.name} is."

    def _police(self, phrase: Phrase) -> tuple[Part, int, int, str] | None:
        """ "police", "Houston police": the one police that the report names, wherever it does."""
        if (
            phrase.noun.lemma != "police"
            or phrase.mods
            or phrase.complements
            or any(hit.is_state for hit in phrase.owners)
        ):
            return None
        named = [
            part
            for part in self._cast.parts
            if part.sector == "COP" and part.noun is None and "police" in part.name.lower()
        ]
        if len(named) != 1:
            return None
        name = named[0].name.lower()
        if any(self._reading.text[hit.start : hit.end].lower() not in name for hit in phrase.owners):
            return None
        return (
            named[0],
            phrase.first,
            phrase.head,
            f"“{self._text(phrase)}” are {named[0].name}: the report names no other police.",
        )

    def _holder(self, phrase: Phrase) -> Part | None:
        """ "the president", "the Iraqi minister": the one person with this office whom the report has named before."""
        noun = phrase.noun
        if noun.sort != "office" or noun.plural or phrase.mods or phrase.complements:
            return None
        states = {hit.entry for hit in phrase.owners if hit.is_state}
        found = []
        for part in self._cast.parts:
            if part.kind != "person" or part.office is None or not part.sightings:
                continue
            if noun.lemma.split()[-1] not in part.office.lower().split() or part.sightings[0].first > phrase.first:
                continue
            if states and (part.represents is None or part.represents.country not in states):
                continue
            found.append(part)
        return found[0] if len(found) == 1 else None

    def _definite(self, phrase: Phrase) -> tuple[Part, int, int, str] | None:
        """ "the coalition", "the militant group", "the magazine"."""
        if not phrase.definite or phrase.links or phrase.complements or phrase.possessor is not None or phrase.count:
            return None
        holder = self._holder(phrase)
        if holder is not None:
            return (
                holder,
                phrase.first,
                phrase.end,
                f"“the {self._text(phrase)}” is {holder.name}, the only one of that office.",
            )
        if phrase.owners and any(hit.is_state for hit in phrase.owners):
            return None
        if self._described.has_earlier(phrase):
            return None
        part = self._by_noun(phrase) or self._by_kind(phrase)
        if part is None:
            return None
        return part, phrase.first, phrase.end, f"“the {self._text(phrase)}” refers back to {part.name}."

    def _by_noun(self, phrase: Phrase) -> Part | None:
        """The actor whose name ends in the noun of the description ("the ministry" after "Foreign Ministry")."""
        noun = phrase.noun
        if noun.sort not in ("body", "force") or phrase.owners:
            return None
        place = self._reading.starts[phrase.first]
        del place
        found = self._heads.get(self._at(phrase.head), []) or self._heads.get(noun.lemma, [])
        earlier = [(first, part) for first, part in found if first < phrase.first and part.noun is None]
        if noun.lemma in _ANYBODY:
            earlier = [(first, part) for first, part in earlier if part.kind in ("organisation", "armed group")]
        mods = {mod for mod in phrase.mods if mod not in words("light")}
        earlier = [
            (first, part) for first, part in earlier
            if not mods or mods <= {word.lower() for word in part.name.split()} | part.words
        ]  # fmt: skip
        if len({id(part) for _, part in earlier}) != 1:
            return None
        return earlier[0][1]

    def _by_kind(self, phrase: Phrase) -> Part | None:
        """The one armed group (or outlet) that was named in the last sentences and that the words fit."""
        lemma = phrase.noun.lemma
        if lemma in OUTLETS:
            return self._only(
                phrase, lambda part: part.sector == "JRN" and (lemma in part.words or lemma in part.name.lower())
            )
        if lemma in GROUPS or (lemma in FIGHTERS and phrase.noun.plural):
            strict = bool(self._wanted(phrase)) or lemma in FIGHTERS
            return self._recent(phrase, lambda part: self._is_group(part, lemma, strict) and self._fits(part, phrase))
        if lemma == "government":
            return self._only(phrase, lambda part: part.kind == "state")
        return None

    def _is_group(self, part: Part, lemma: str, strict: bool) -> bool:
        if part.kind == "armed group" and part.noun is None:
            return True
        if strict or lemma not in _ANYBODY:
            return False
        return (
            part.kind == "organisation"
            and part.noun is None
            and part.sector in ("NGO", None, "SOC", "PTY", "IGO")
            and (not part.words or part.known is None or bool(part.words & {"group", "organisation", "organization"}))
        )

    def _wanted(self, phrase: Phrase) -> list[frozenset[str]]:
        table = sorts()
        return [table[mod] for mod in [*phrase.mods, phrase.noun.lemma] if mod in table]

    def _fits(self, part: Part, phrase: Phrase) -> bool:
        """Whether what the phrase says of it may be said of the actor; an actor of which nothing is known fits all."""
        for wanted in self._wanted(phrase):
            if part.known is not None and part.words and not wanted & part.words:
                return False
            if part.known is not None and not part.words:
                return False
        if phrase.noun.lemma in ("coalition", "alliance") and part.known is not None and part.words:
            return bool(part.words & {"coalition", "alliance", "bloc", "umbrella"})
        if phrase.noun.sector in ("REB", "CRM") and phrase.noun.lemma not in _ANYBODY:
            return part.sector in ("REB", "PRM", "CRM", None, "PTY")
        if (
            phrase.noun.sort == "body"
            and phrase.noun.sector in ("JRN", "EDU", "REL", "MED", "JUD", "LEG")
            and part.known is not None
        ):
            return part.sector == phrase.noun.sector or phrase.noun.lemma in part.words
        if phrase.noun.sort == "body" and part.kind == "armed group" and phrase.noun.sector in ("GOV", "BUS", "IGO"):
            return False
        return True

    def _recent(self, phrase: Phrase, fits: object) -> Part | None:
        """The one fitting actor of the nearest sentence that has one; where a sentence has two, none."""
        check = fits if callable(fits) else bool
        sentence = self._reading.sentence_of[phrase.head]
        for number in range(sentence, max(-1, sentence - _NEAR - 1), -1):
            found = {
                id(part): part for first, part in self._by_sentence.get(number, [])
                if first < phrase.first and check(part)
            }  # fmt: skip
            if len(found) == 1:
                return next(iter(found.values()))
            if found:
                return None
        if not self._wanted(phrase):
            return None
        return self._only(phrase, check)

    def _only(self, phrase: Phrase, fits: object) -> Part | None:
        """The one fitting actor that the report has named so far."""
        check = fits if callable(fits) else bool
        found = {
            id(part): part
            for part in self._cast.parts
            if check(part)
            and part.sightings
            and min(sighting.first for sighting in part.sightings if sighting.how != "adjective" or True) < phrase.first
        }
        return next(iter(found.values())) if len(found) == 1 else None


def settle_police(cast: Cast, described: Described) -> None:
    """Bare "police" are the police of the one town that the report names with them."""
    placed: dict[int, Part] = {}
    bare: dict[int, Part] = {}
    for phrase, part in described.found:
        if phrase.noun.lemma == "police" and part in cast.parts and not phrase.mods and not phrase.complements:
            (placed if phrase.owners else bare)[id(part)] = part
    if len(placed) != 1:
        return
    kept = next(iter(placed.values()))
    for part in bare.values():
        if part is not kept and part in cast.parts:
            cast.merge(kept, part, f"Bare “police” are the “{kept.name}”: the report names no others.")


def name_links(cast: Cast, hits: list[Hit]) -> None:
    """Keeps who stands behind named groups: "US-backed X", "X, backed by the U.S. military and its coalition"."""
    reading, linked = cast.reading, words("linked")
    ending = {hit.last: part for hit, part in cast.of_hit.items() if hit.whole_words}
    starts = (
        sorted((hit.first, hit.last, part) for hit, part in cast.of_hit.items() if hit.whole_words) if False else None
    )
    del starts
    beginning = {hit.first: (hit.last, part) for hit, part in cast.of_hit.items() if hit.whole_words}
    for hit in hits:
        part = cast.of_hit.get(hit)
        if (
            part is None
            or part.kind not in ("armed group", "organisation")
            or part.noun is not None
            or not hit.whole_words
        ):
            continue
        before = hit.first - 1
        if before >= 2 and reading.words[before].lower() in linked and reading.words[before - 1] in HYPHENS:
            behind = ending.get(before - 2)
            if behind is not None and behind is not part:
                part.links.add(link(behind, reading.words[before].lower()))
        after = hit.last + 1
        if after < len(reading) and reading.words[after] == ")":
            after += 1
        if after < len(reading) and reading.words[after] == ",":
            after += 1
        if (
            after + 2 < len(reading)
            and reading.words[after].lower() in linked
            and reading.words[after + 1].lower() == "by"
        ):
            word, index = reading.words[after].lower(), after + 2
            while index < len(reading):
                while (
                    reading.words[index].lower() in ("the", "its", "both", "and", "international")
                    and index < len(reading) - 1
                ):
                    index += 1
                found = beginning.get(index)
                if found is None:
                    break
                last, behind = found
                if behind is not part:
                    part.links.add(link(behind, word))
                index = last + 1
                if index >= len(reading) or reading.words[index].lower() not in ("and", ","):
                    break


def equate_by_links(cast: Cast, described: Described) -> None:
    """ "US-backed forces" are the one group that the report names as backed by the US."""
    named = [
        part for part in cast.parts if part.noun is None and part.kind in ("armed group", "organisation") and part.links
    ]
    for phrase, part in list(described.found):
        if part not in cast.parts or not part.links or phrase.noun.sort not in ("force", "member", "body"):
            continue
        behind = {pair for pair in part.links if pair[1] == "backed"}
        fitting = [
            other
            for other in named
            if behind & other.links and other.kind == "armed group" and _same_place(cast, described, phrase, other)
        ]
        if len(fitting) != 1 or other_state(cast, described, phrase):
            continue
        who = next(iter(behind & fitting[0].links))[0]
        entry = cast.known.entries.get(who)
        name = entry.name if entry is not None else who
        cast.merge(
            fitting[0], part,
            f"“{part.name}” are {fitting[0].name}: it is the only group that the report describes as {'/'.join(sorted(BEHIND & {'backed'}))} by {name}.",
        )  # fmt: skip


def _same_place(cast: Cast, described: Described, phrase: Phrase, other: Part) -> bool:
    """Whether nothing in the description speaks against the group: its country, the people that lead it."""
    country = described.country(phrase)
    if country is not None and other.country is not None and country != other.country:
        return False
    for mod in phrase.mods:
        people = mod.partition("-")[0]
        if "-" in mod and other.known is not None and people not in other.words:
            return False
    return True


def other_state(cast: Cast, described: Described, phrase: Phrase) -> bool:
    """Whether the description is of a state's own forces ("US-backed government forces")."""
    del cast, described
    return bool({"government", "army", "military", "regime"} & set(phrase.mods))


def earlier(places: list[int], before: int) -> int:
    """How many of the sorted `places` lie before `before`."""
    return bisect_left(places, before)
