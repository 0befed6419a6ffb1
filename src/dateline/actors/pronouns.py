"""Pronouns that can mean only one actor: "he" after one man, "it" under the clause of one body.

Mentions of pronouns help to see who did what; a wrong one is worse than none, so few are taken. Where these rules find
nobody, the reader's coreference is asked: it counts where its chain holds one actor alone.
"""

from __future__ import annotations

from dateline.actors.cast import Cast, Part
from dateline.actors.tables import words
from dateline.model.reading import Reading

PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "his", "hers", "its", "their", "them", "theirs"})
"""Forms that stand for a name and are none themselves."""


def find_pronouns(cast: Cast) -> None:
    """Adds the pronouns that can mean one actor only to its mentions."""
    reading = cast.reading
    people: dict[int, list[tuple[int, Part]]] = {}
    bodies: dict[int, list[tuple[int, int, Part]]] = {}
    gender: dict[int, str] = {}
    for part in cast.parts:
        for sighting in part.sightings:
            sentence = reading.sentence_of[sighting.first]
            if part.kind == "person" or (part.kind == "unidentified" and part.noun is not None and part.count is None):
                if not _is_told(reading, sighting.first):
                    people.setdefault(sentence, []).append((sighting.first, part))
                told = {reading.words[word].lower() for word in range(sighting.first, sighting.last + 1)}
                if told & words("female"):
                    gender[id(part)] = "she"
                elif told & words("male"):
                    gender[id(part)] = "he"
            elif part.is_body and sighting.how != "adjective":
                bodies.setdefault(sentence, []).append((sighting.first, sighting.last, part))
    for index, word in enumerate(reading.words):
        lower = word.lower()
        if lower in ("he", "she"):
            person = _person(reading, index, lower, people, gender)
            if person is not None:
                gender.setdefault(id(person), lower)
                people.setdefault(reading.sentence_of[index], []).append((index, person))
                person.see(reading, index, index, "pronoun")
        elif lower == "it" and reading.labels[index] == "nsubj":
            body = _body(reading, index, bodies) or _subject_before(reading, index, bodies)
            if body is not None:
                body.see(reading, index, index, "pronoun")
                bodies.setdefault(reading.sentence_of[index], []).append((index, index, body))
        elif word == "Its" and reading.labels[index] == "nmod:poss":
            body = _subject_before(reading, index, bodies)
            if body is not None:
                body.see(reading, index, index, "pronoun")
    _chained(cast)


def _chained(cast: Cast) -> None:
    """Adds the pronouns that a chain of the reader gives to the one actor among its phrases."""
    reading = cast.reading
    at: dict[int, Part | None] = {}
    for part in cast.parts:
        for sighting in part.sightings:
            for word in range(sighting.first, sighting.last + 1):
                at[word] = part if at.get(word, part) is part else None
    for chain in reading.chains:
        named = {id(known): known for mention in chain if (known := at.get(mention.head)) is not None}
        if len(named) != 1:
            continue
        actor = next(iter(named.values()))
        beside: dict[int, int] = {}
        for mention in chain:
            beside[reading.heads[mention.head]] = beside.get(reading.heads[mention.head], 0) + 1
        for mention in chain:
            lower = reading.words[mention.head].lower()
            # "Vale replaced him": two arguments of one verb are two people
            alone = lower in ("his", "its", "their") or beside[reading.heads[mention.head]] == 1
            if mention.head not in at and lower in PRONOUNS and alone and _agrees(lower, actor):
                actor.see(reading, mention.head, mention.head, "pronoun")


def _agrees(pronoun: str, part: Part) -> bool:
    """Whether a pronoun can stand for an actor of this kind."""
    if pronoun in ("he", "she", "him", "her", "his", "hers"):
        return part.kind == "person" or (part.kind == "unidentified" and part.count in (None, "one"))
    if pronoun in ("it", "its"):
        return part.is_body
    return part.kind != "person"


def _person(
    reading: Reading, index: int, pronoun: str, people: dict[int, list[tuple[int, Part]]], gender: dict[int, str]
) -> Part | None:
    """The one person named before the pronoun in its sentence, or else in the sentence before, or two before."""
    sentence = reading.sentence_of[index]
    for number in range(sentence, max(-1, sentence - 3), -1):
        here = {
            id(part): part for first, part in people.get(number, [])
            if first < index and gender.get(id(part), pronoun) == pronoun
        }  # fmt: skip
        if len(here) == 1:
            part = next(iter(here.values()))
            return None if part.name.partition(" ")[0].lower() in PRONOUNS else part
        if here:
            subjects = {
                id(part): part for first, part in people.get(number, [])
                if first < index and id(part) in here and _subject(reading, first) and part.kind == "person"
            }  # fmt: skip
            return next(iter(subjects.values())) if len(subjects) == 1 and number < sentence else None
    return None


def _is_told(reading: Reading, first: int) -> bool:
    """Whether the name is of one who is told something ("told Marta Vale"): no "he" of the next sentence."""
    return first > 0 and reading.lemmas[first - 1].lower() == "tell" and reading.upos[first - 1] == "VERB"


def _subject(reading: Reading, first: int) -> bool:
    for word in range(first, min(first + 6, len(reading))):
        if reading.labels[word] in ("nsubj", "nsubj:pass"):
            return True
        if reading.upos[word] in ("VERB", "AUX"):
            return False
    return False


def _body(reading: Reading, index: int, bodies: dict[int, list[tuple[int, int, Part]]]) -> Part | None:
    """The subject of the clause that the pronoun's clause hangs on, or that hangs on it: "X said that it will …"."""
    verb = reading.heads[index]
    if verb < 0:
        return None
    over = reading.heads[verb]
    clauses = [over] if over >= 0 and reading.labels[verb] in ("ccomp", "advcl", "xcomp", "conj") else []
    clauses.extend(child for child in reading.children[verb] if child < index and reading.labels[child] == "advcl")
    for clause in clauses:
        subject = reading.child(clause, "nsubj")
        if subject is None or subject >= index:
            continue
        named = [part for first, last, part in bodies.get(reading.sentence_of[index], []) if first <= subject <= last]
        if len({id(part) for part in named}) == 1:
            return named[0]
    return None


def _subject_before(reading: Reading, index: int, bodies: dict[int, list[tuple[int, int, Part]]]) -> Part | None:
    """For a pronoun that opens its sentence: the body that is the subject of the sentence before, in one paragraph."""
    sentence = reading.sentence_of[index]
    first = reading.sentences[sentence]
    if index != first or sentence == 0 or reading.paragraph_of[sentence - 1] != reading.paragraph_of[sentence]:
        return None
    verb = reading.heads[index]
    if reading.words[index] == "It" and (verb < 0 or reading.lemmas[verb].lower() not in words("agentive")):
        return None
    start, end = reading.sentence_bounds(sentence - 1)
    root = next((word for word in range(start, end) if reading.labels[word] == "root"), None)
    subject = reading.child(root, "nsubj", "nsubj:pass") if root is not None else None
    if subject is None:
        return None
    named = {id(part): part for one, last, part in bodies.get(sentence - 1, []) if one <= subject <= last}
    return next(iter(named.values())) if len(named) == 1 else None
