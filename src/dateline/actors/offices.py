"""Which office the report gives a person, and for whom they speak or act."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dateline.actors.cast import Cast, Part, Sighting
from dateline.actors.described import Described
from dateline.actors.hits import HYPHENS, Hit
from dateline.actors.known import CAPITAL, NAME
from dateline.actors.persons import Person, name_tokens, surname_key
from dateline.actors.phrases import OWNING, Phrase
from dateline.actors.tables import nouns, organs, rows, words
from dateline.actors.traits import NO_NAME
from dateline.model.reading import Reading

_SPEAKERS = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_LONGEST = 12
"""Words of a role before a name at most."""


@cache
def _bare_offices() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("offices.tsv")}


class _Role(NamedTuple):
    """An office in the report's words, how telling it is, and for whom."""

    office: str
    weight: int
    owner: Hit | None
    sector: str
    noun: str
    serves: tuple[int, int] | None = None
    """First and last word of the body without a name whose office it is ("border service", "the army")."""


def give_offices(cast: Cast, people: list[Person], hits: list[Hit], phrases: list[Phrase]) -> set[int]:
    """Gives persons their offices and widens their mentions to the role before the name; heads of the phrases used."""
    reading = cast.reading
    ending = {hit.last: hit for hit in hits if hit.whole_words}
    begin: dict[int, Phrase] = {}
    for phrase in phrases:
        begin[_with_article(reading, phrase)] = phrase
    by_end = {phrase.end: phrase for phrase in phrases}
    used: set[int] = set()
    home = _home_state(reading, hits)
    persons = {id(person.part): person for person in people}
    for part in [part for part in cast.parts if part.kind == "person"]:
        best: _Role | None = None
        for sighting in list(part.sightings):
            for role in (
                _before(cast, sighting, ending, used),
                _after(cast, sighting, begin, used),
                _announced(cast, sighting, by_end, begin, used),
            ):
                if role is not None and (best is None or role.weight > best.weight):
                    best = role
        if best is not None:
            _apply(cast, part, best, persons.get(id(part)), home)
    return used


_OF_STATES = frozenset({"president", "minister", "premier", "vice-president", "king", "queen", "prime minister",
                        "foreign minister", "defence minister", "defense minister", "chancellor"})  # fmt: skip
"""Offices that are a state's where nothing else is said."""
_DATELINE = 6
"""Words within which a dateline names its state."""


def _home_state(reading: Reading, hits: list[Hit]) -> str | None:
    """The state of the report's dateline ("OSH, Kyrgyzstan"), where the report speaks of it, or of no other."""
    states = [hit for hit in hits if hit.is_state and hit.whole_words and hit.entry is not None]
    home: Hit | None = None
    for start in reading.sentences[:_DATELINE]:
        if not (reading.words[start].isupper() and len(reading.words[start]) > _SHORTEST):
            continue
        near = [hit for hit in states if start <= hit.first <= start + _DATELINE]
        home = next(
            (hit for hit in near if (NAME in hit.parts and hit.first > start and reading.words[hit.first - 1] == ",")
             or (CAPITAL in hit.parts and hit.first == start)), None,
        )  # fmt: skip
        if home is not None:
            break
    if home is None:
        return None
    others = [hit.entry for hit in states if hit is not home]
    return home.entry if not others or home.entry in others else None


_SHORTEST = 2


def _with_article(reading: Reading, phrase: Phrase) -> int:
    before = phrase.first - 1
    if phrase.det == "'s" and phrase.possessor is None and before > 1:
        before -= 1  # "the party's leader"
        while before > 0 and reading.upos[before - 1] in ("ADJ", "NOUN"):
            before -= 1
        return before - (reading.words[before - 1].lower() in ("the", "a", "an", "its", "their"))
    if before >= 0 and reading.words[before].lower() in ("the", "a", "an"):
        return before
    return phrase.first


def _before(cast: Cast, sighting: Sighting, ending: dict[int, Hit], used: set[int]) -> _Role | None:
    """The role right before a name: "Iraqi Prime Minister", "Secretary of State", "SDF spokesman"."""
    reading, table, titles = cast.reading, nouns(), words("titles")
    start = reading.sentences[reading.sentence_of[sighting.first]]
    name_first = sighting.first
    index, leftmost, role_word, owners = name_first - 1, -1, -1, []
    while index >= start and name_first - index <= _LONGEST:
        lower = reading.words[index].lower()
        hit = ending.get(index)
        if hit is not None and hit.type == "PER" and hit.entry is None:
            break
        if hit is not None and hit.last < name_first:
            if role_word < 0 and reading.words[hit.last + 1 : name_first] == []:
                break
            owners.append(hit)
            leftmost, index = hit.first, hit.first - 1
            continue
        if lower in titles or lower in table:
            if lower in table and table[lower].plural and table[lower].lemma != lower:
                break
            acts_as_one = lower in table and table[lower].sort in ("body", "force", "relative")
            if role_word < 0 and acts_as_one and not _of_office(reading, index, start):
                break
            if role_word < 0:
                role_word = index
            if reading.upos[index] == "VERB":
                break
            leftmost = index
        elif (
            lower == "of" and index > start and index + 1 < name_first and _is_office(reading.words[index - 1].lower())
        ):
            pass
        elif role_word < 0 and index + 1 == name_first and not _of_office(reading, index, start):
            break
        elif lower in HYPHENS or (lower in words("linked") and index > start and reading.words[index - 1] in HYPHENS):
            pass
        elif reading.upos[index] in ("ADJ", "NOUN", "PROPN") and lower not in words("temporal") and role_word != -2:
            if reading.words[index][:1].islower() and reading.upos[index] == "NOUN" and role_word < 0:
                break
            leftmost = index
        else:
            break
        index -= 1
    if leftmost < 0:
        return None
    while leftmost < name_first and (
        reading.words[leftmost] in HYPHENS or reading.words[leftmost].lower() in ("of", "and")
    ):
        leftmost += 1
    words_of_role = [reading.words[word].lower() for word in range(leftmost, name_first)]
    if not any(word in titles or word in table for word in words_of_role):
        return None
    used.update(range(leftmost, name_first))
    sighting.first, sighting.start = leftmost, reading.starts[leftmost]
    return _role(cast, leftmost, name_first - 1, owners, words_of_role)


def _is_office(word: str) -> bool:
    noun = nouns().get(word)
    return (noun is not None and noun.sort == "office") or word in ("minister", "secretary", "head")


def _of_office(reading: Reading, index: int, start: int) -> bool:
    """Whether the word before a name ends "Secretary of State" or the like."""
    steps = 0
    while index > start and steps < 5:
        if reading.words[index].lower() == "of":
            return _is_office(reading.words[index - 1].lower())
        if reading.upos[index] not in ("NOUN", "PROPN", "ADJ", "CCONJ", "DET"):
            return False
        index -= 1
        steps += 1
    return False


def _role(cast: Cast, first: int, last: int, owners: list[Hit], role: list[str]) -> _Role | None:
    table, reading = nouns(), cast.reading
    found = [word for word in role if (word in table and table[word].sort == "office") or word in words("titles")]
    found = [word for word in found if word not in words("courtesy")]
    if not found:
        return None
    while first < last and any(hit.first <= first <= hit.last and hit.is_state and hit.last < last for hit in owners):
        first += 1
    while first < last and reading.words[first] in HYPHENS:
        first += 1
    office = " ".join(reading.text[reading.starts[first] : reading.ends[last]].split())
    noun = found[-1]
    civil = _SECRETARY_GENERAL.search(office) is not None
    sector = "" if civil else next((sector for word in reversed(found) if (sector := _sector(word))), "")
    owner = _owner(owners)
    return _Role(office, _weight(noun, owner), owner, sector, noun, _body_in(cast, first, last, owners))


_SECRETARY_GENERAL = re.compile(r"(?i)\b(?:secretary|director|attorney|inspector|consul|auditor)[- ]+general\b")
"""Offices whose "general" is no soldier."""


def _body_in(cast: Cast, first: int, last: int, owners: list[Hit]) -> tuple[int, int] | None:
    """The body without a name in the words of a role ("border service" in "border service spokesman")."""
    named = {word for hit in owners for word in range(hit.first, hit.last + 1)}
    table, reading = nouns(), cast.reading
    for word in range(last - 1, first - 1, -1):
        noun = table.get(reading.words[word].lower())
        if noun is None or noun.sort not in ("body", "force") or word in named:
            continue
        start = word
        while start > first and start - 1 not in named and reading.upos[start - 1] in ("ADJ", "NOUN", "PROPN"):
            start -= 1
        return start, word
    return None


def _sector(word: str) -> str:
    """PLOVER's sector of an office noun or title, "" where it tells none."""
    for sector in ("MIL", "LEG", "GOV", "JUD", "COP", "REL", "EDU"):
        if word in words(sector):
            return sector
    noun = nouns().get(word)
    return noun.sector if noun is not None else ""


def _owner(owners: list[Hit]) -> Hit | None:
    """Of the names in a role, the one that is spoken for: a body before its state ("Iraqi army", "US Treasury")."""
    for hit in owners:
        if not hit.is_state and hit.type != "LOC":
            return hit
    return next((hit for hit in owners if hit.is_state), None)


def _weight(noun: str, owner: Hit | None) -> int:
    weight = 6 if noun in _SPEAKERS else 1 if noun in words("ranks") else 4
    return weight + (1 if owner is not None else 0)


def _after(cast: Cast, sighting: Sighting, begin: dict[int, Phrase], used: set[int]) -> _Role | None:
    """The role after a name: ", an analyst with the institute", " is the president of the club"."""
    reading = cast.reading
    index = sighting.last + 1
    if index < len(reading) - 1 and reading.words[index] == "," and reading.words[index + 1].isdigit():
        index += 2
    if index >= len(reading) - 1:
        return None
    copula = reading.lemmas[index].lower() == "be"
    if reading.words[index] not in (",", "(", "–", "—", "-") and not copula:
        return None
    phrase = begin.get(index + 1)
    if phrase is None or phrase.noun.sort not in ("office", "member", "people") or phrase.noun.plural:
        return None
    following = reading.words[phrase.end + 1 : phrase.end + 2]
    if (
        not copula
        and following
        and reading.upos[phrase.end + 1] in ("VERB", "AUX")
        and reading.words[phrase.end + 1].lower() in ("said", "says", "told")
    ):
        return None
    used.update(range(phrase.first, phrase.head + 1))
    if phrase.noun.sort != "office":
        return None
    return _of_phrase(cast, phrase, begin)


def _of_phrase(cast: Cast, phrase: Phrase, begin: dict[int, Phrase]) -> _Role:
    first = phrase.first + (cast.reading.words[phrase.first].lower() in OWNING and phrase.first < phrase.head)
    text = cast.reading.text[cast.reading.starts[first] : cast.reading.ends[phrase.end]]
    owners = [*phrase.owners]
    if phrase.possessor is not None:
        owners.append(phrase.possessor)
    if phrase.preposition in ("of", "for", "with", "at", "in", "from"):
        owners.extend(phrase.complements)
    owner = _owner(phrase.owners) or _owner(owners)
    sector = "" if _SECRETARY_GENERAL.search(text) else phrase.noun.sector
    serves = None
    if owner is None or owner.is_state:
        serves = _body_in(cast, first, phrase.head, phrase.owners) or _body_after(cast, phrase, begin)
    if owner is None and serves is None:
        serves = _body_before(cast, phrase)
    return _Role(
        " ".join(text.split()), _weight(phrase.noun.lemma, owner) + 1, owner, sector, phrase.noun.lemma, serves
    )


def _body_after(cast: Cast, phrase: Phrase, begin: dict[int, Phrase]) -> tuple[int, int] | None:
    """The body without a name after an office ("a spokesman for the army")."""
    index = phrase.head + 1
    if phrase.complements or index + 1 >= len(cast.reading) or cast.reading.words[index].lower() not in _SERVING:
        return None
    other = begin.get(index + 1)
    if other is None or other.noun.sort not in ("body", "force"):
        return None
    return other.first, other.head


def _body_before(cast: Cast, phrase: Phrase) -> tuple[int, int] | None:
    """The body without a name whose office it is ("the party's leader"), or the pronoun for one ("its leader")."""
    reading, index = cast.reading, phrase.first
    if reading.words[index].lower() == "its":
        return index, index
    noun = nouns().get(reading.words[index - 2].lower()) if index > 1 else None
    if phrase.det != "'s" or noun is None or noun.sort not in ("body", "force"):
        return None
    start = index - 2
    while start > 0 and reading.upos[start - 1] in ("ADJ", "NOUN") and start - 1 not in reading.name_at:
        start -= 1
    return start, index - 2


_SERVING = frozenset({"of", "for", "from", "with", "at", "in"})


def _before_place(reading: Reading, last: int, by_end: dict[int, Phrase]) -> Phrase | None:
    """The phrase before "of Marsa" or the like, whose name the reader missed."""
    index = last
    while index > 1 and last - index < _PLACE and reading.words[index][:1].isupper():
        index -= 1
    if index == last or reading.words[index].lower() not in ("of", "for", "in"):
        return None
    return by_end.get(index - 1)


_PLACE = 4
"""Words of a place's name at most."""


def _announced(
    cast: Cast, sighting: Sighting, by_end: dict[int, Phrase], begin: dict[int, Phrase], used: set[int]
) -> _Role | None:
    """The role before a name and a comma: "the group's leader, …", "a spokesman for the army, Col. …"."""
    reading = cast.reading
    if sighting.first < 2 or reading.words[sighting.first - 1] != ",":
        return None
    phrase = by_end.get(sighting.first - 2) or _before_place(reading, sighting.first - 2, by_end)
    if phrase is None or phrase.noun.sort != "office" or phrase.noun.plural or phrase.head in used:
        return None
    after = sighting.last + 1
    if after < len(reading) and reading.words[after] not in (",", ".", ")", "—", "–", "-"):
        return None
    if not phrase.det and not phrase.owners and not phrase.complements:
        return None
    used.update(range(phrase.first, phrase.head + 1))
    return _of_phrase(cast, phrase, begin)


def _apply(cast: Cast, part: Part, role: _Role, person: Person | None, home: str | None) -> None:
    """Keeps the office, and whom it speaks for where the report (or the bare office) tells."""
    part.office = role.office
    part.because(f"The report calls {part.name} “{role.office}”.")
    part.sector = role.sector or None
    part.serves = role.serves
    owner = _part_of(cast, role.owner) if role.owner is not None else None
    if owner is None or owner is part:
        owner = _by_bare_office(cast, role) or _by_government(cast, part, person, role)
        if owner is None and role.serves is None and role.noun in _OF_STATES:
            owner = cast.entry(home) if home is not None else None
        if owner is not None:
            part.because(f"The office of “{role.office}” is one of {owner.name}.")
    if owner is None or owner is part:
        return
    part.represents = owner
    part.country = owner.country
    if role.noun in _SPEAKERS and owner.sector:
        part.sector = owner.sector


def _part_of(cast: Cast, hit: Hit) -> Part | None:
    found = cast.of_hit.get(hit)
    if found is None and hit.is_state and hit.entry is not None:
        return cast.seen_entry(hit.entry) or cast.entry(hit.entry)
    return found


def _by_bare_office(cast: Cast, role: _Role) -> Part | None:
    ident = _bare_offices().get(role.office.lower())
    return cast.seen_entry(ident) if ident is not None else None


def _by_government(cast: Cast, part: Part, person: Person | None, role: _Role) -> Part | None:
    """The state of a "President X" where the table knows an "X administration"."""
    tokens = person.tokens if person is not None else name_tokens(part.name)
    if not tokens or role.noun not in words("heads_of_state"):
        return None
    surname = surname_key(tokens[-1])
    for word in ("administration", "government", "regime"):
        for form in cast.known.forms.get(f"{surname} {word}", []):
            if len(form.entry) == 2 and not form.weak:
                return cast.entry(form.entry)
    return None


def settle_bodies(cast: Cast) -> None:
    """Gives persons in office the body without a name that the office is of ("army spokesman": the army).

    The body is seen there, too; where the report speaks of it nowhere else, these words make it an actor.
    """
    reading = cast.reading
    at: dict[int, Part] = {}
    bodies: dict[str, list[Part]] = {}
    for part in cast.parts:
        if part.is_body:
            for sighting in part.sightings:
                at.setdefault(sighting.last, part)
            if part.noun is not None:
                bodies.setdefault(part.noun, []).append(part)
    table = nouns()
    for part in list(cast.parts):
        if part.kind != "person" or part.serves is None:
            continue
        first, last = part.serves
        noun = table.get(reading.words[last].lower())
        if noun is None:
            if last in at and part.represents is None:
                part.represents = at[last]
            continue
        text = " ".join(reading.text[reading.starts[first] : reading.ends[last]].split())
        body = at.get(last)
        if body is None:
            same = [other for other in bodies.get(noun.lemma, []) if _words_fit(other.name, text)]
            same = same or _organ_of_report(cast, text)
            body = same[0] if len(same) == 1 else None
        if body is None:
            body = cast.add(Part(text, "organisation", noun=noun.lemma, sector=noun.sector or None))
            body.words = frozenset({noun.lemma, *text.lower().split()})
            body.because(f"{NO_NAME}: “{text}”.")
            bodies.setdefault(noun.lemma, []).append(body)
        if last not in at:
            body.see(reading, first, last, "described")
            at[last] = body
        if part.represents is None or part.represents.kind == "state":
            state = part.represents
            part.represents = body
            body.country = body.country or (state.country if state is not None else None)
            part.country = part.country or body.country


def _organ_of_report(cast: Cast, text: str) -> list[Part]:
    """The organs of states in the report that these words alone may mean ("army": "Chadian army")."""
    organ = organs().get(text.lower())
    if organ is None:
        return []
    return [part for part in cast.parts if part.known is not None and part.known.partition(".")[2] == organ.key]


def _words_fit(name: str, text: str) -> bool:
    """Whether one of two descriptions has all the words of the other."""
    one, other = set(name.lower().split()), set(text.lower().split())
    return one <= other or other <= one


def settle_holders(cast: Cast, described: Described) -> None:
    """Makes "the governor of …" the one person of the report who has that office, named only later or elsewhere."""
    holders: dict[str, list[Part]] = {}
    for part in cast.parts:
        if part.kind == "person" and part.office is not None:
            for word in set(part.office.lower().split()):
                holders.setdefault(word, []).append(part)
    reading = cast.reading
    for phrase, part in described.found:
        noun = phrase.noun
        if part.into is not None or part.kind != "unidentified" or noun.sort != "office" or noun.plural:
            continue
        opens = reading.sentences[reading.sentence_of[phrase.first]] == phrase.first
        if phrase.count is not None or not (phrase.definite or (not phrase.det and opens)):
            continue
        found = holders.get(noun.lemma.split()[-1], [])
        if len(found) != 1 or noun.lemma in _MANY_HOLD:
            continue
        behind, his = part.represents, found[0].represents
        if behind is not None and his is not None and behind.settled is not his.settled:
            continue
        cast.merge(found[0], part, f"“{part.name}” is {found[0].name}, the only {noun.lemma} whom the report names.")


_MANY_HOLD = frozenset({*_SPEAKERS, "official", "lawyer", "candidate", "member", "adviser", "advisor", "diplomat"})
"""Offices of which there are many at once."""
