"""Events of one reading: triggers from the codebook, their roles and status, each with its reasons."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.events.codebook import PARTICLES, Codebook, Pattern
from dateline.events.roles import Cast, roles_of
from dateline.events.status import status_of
from dateline.model.account import Actor, Claim, Event
from dateline.model.reading import Reading

_TRIGGER_TAGS = frozenset(("VERB", "NOUN", "PROPN", "ADJ", "AUX"))
_MONTHS = frozenset(("March", "May"))  # months that are spelled like events
_MODIFIED = frozenset(("compound", "amod", "nmod:desc", "nmod:unmarked", "nmod"))
_GOVERNED = frozenset(("obl", "obj", "xcomp", "advcl", "nmod", "obl:agent", "advmod"))
_OFTEN = 2  # sentences that speak of something before the report is taken to be about it
_STEM = 4  # letters by which an event noun is known again ("meet-ing", "offen-sive")
_TRIGGER_REACH = 5  # words between a light verb and its noun that one trigger span may bridge


@dataclass(frozen=True, slots=True)
class _Trigger:
    word: int
    pattern: Pattern
    verb: int | None = None  # the light verb that carries a nominal trigger


def find_events(
    reading: Reading, codebook: Codebook, actors: tuple[Actor, ...], claims: tuple[Claim, ...]
) -> tuple[Event, ...]:
    """The events that the text tells, in order; places and times are added by the caller."""
    cast = Cast(reading, actors)
    found: list[Event] = []
    for trigger in _triggers(reading, codebook, cast):
        kind = codebook.types[trigger.pattern.type]
        undergone = trigger.pattern.undergone or (
            trigger.verb is not None and reading.lemmas[trigger.verb].lower() in codebook.light_undergone
        )
        roles = roles_of(reading, cast, trigger.word, kind, trigger.verb, undergone=undergone)
        claim = _innermost(claims, reading.starts[trigger.word], reading.ends[trigger.word])
        if not roles.actors and claim is not None:
            roles.actors = _first_person(reading, trigger, claims[claim], actors)
        if not (roles.actors or roles.recipients) and trigger.verb is None and reading.upos[trigger.word] != "VERB":
            earlier = _refers_back(reading, trigger, found)
            if earlier is not None:
                roles.actors, roles.recipients = list(earlier.actors), list(earlier.recipients)
                roles.why.append(f"“{reading.words[trigger.word]}” refers back to “{earlier.trigger.text}”")
            elif str(trigger.pattern) in codebook.weak and not _has_parties(reading, trigger.word):
                continue
        told = status_of(reading, codebook, trigger.word, trigger.verb)
        first, last = _extent(reading, trigger)
        span = reading.span(first, last)
        signal = f"{kind.name}: “{span.text}” is in the codebook as “{trigger.pattern}”"
        if trigger.pattern.mode:
            signal += f" ({trigger.pattern.mode})"
        found.append(
            Event(
                trigger=span,
                sentence=reading.sentence_span(reading.sentence_of[trigger.word]),
                type=kind.name,
                mode=trigger.pattern.mode,
                actors=tuple(roles.actors),
                recipients=tuple(roles.recipients),
                status=told.status,
                background=told.background,
                claim=claim,
                why=(signal, told.why, *roles.why),
            )
        )
    return tuple(found)


def _has_parties(reading: Reading, noun: int) -> bool:
    """Whether the noun says between or against whom, though nobody known stands there ("talks of both sides")."""
    return any(
        (marker := reading.child(child, "case")) is not None
        and reading.lemmas[marker].lower() in ("between", "with", "against", "by", "among")
        for child in reading.children[noun]
    )


def _first_person(reading: Reading, trigger: _Trigger, claim: Claim, actors: tuple[Actor, ...]) -> list[int]:
    """Who "I" and "we" are inside what somebody says: the speaker; those they speak for."""
    if claim.speaker is None:
        return []
    for verb in dict.fromkeys((trigger.word, trigger.verb if trigger.verb is not None else trigger.word)):
        subject = reading.child(verb, "nsubj")
        person = reading.lemmas[subject].lower() if subject is not None else ""
        if person == "i":
            return [claim.speaker]
        if person == "we":
            represented = actors[claim.speaker].represents
            return [represented if represented is not None else claim.speaker]
    return []


def _refers_back(reading: Reading, trigger: _Trigger, found: list[Event]) -> Event | None:
    """The event told before that a definite noun takes up ("the meeting", "Sunday's offensive"), or None."""
    definite = any(
        reading.labels[child] in ("det", "nmod:poss", "det:predet")
        and (reading.labels[child] == "nmod:poss" or reading.lemmas[child].lower() in ("the", "this", "that", "these"))
        for child in reading.children[trigger.word]
    )
    if not definite:
        return None
    stem = reading.lemmas[trigger.word].lower()[:_STEM]
    return next(
        (
            event
            for event in reversed(found)
            if event.type == trigger.pattern.type
            and event.actors
            and any(word.startswith(stem) for word in event.trigger.text.lower().split())
        ),
        None,
    ) or (_met(found) if trigger.pattern.type == "CONSULT" and stem == "meet" else None)


def _met(found: list[Event]) -> Event | None:
    """The last meeting told with a verb ("met")."""
    told = (event for event in reversed(found) if event.type == "CONSULT" and event.actors)
    return next((event for event in told if event.trigger.text.lower() in ("met", "meet", "meets")), None)


def _innermost(claims: tuple[Claim, ...], start: int, end: int) -> int | None:
    """The claim whose content holds this run, the shortest where they nest."""
    best: tuple[int, int] | None = None
    for index, claim in enumerate(claims):
        for content in claim.content:
            if content.start <= start and end <= content.end:
                size = content.end - content.start
                if best is None or size < best[0]:
                    best = (size, index)
    return best[1] if best else None


def _triggers(reading: Reading, codebook: Codebook, cast: Cast) -> list[_Trigger]:
    found: dict[int, _Trigger] = {}
    carried: set[int] = set()
    for word, tag in enumerate(reading.upos):
        if tag not in _TRIGGER_TAGS or (tag != "VERB" and _part_of_name(reading, word)):
            continue
        if tag == "PROPN" and reading.words[word] in _MONTHS:
            continue
        pattern = _match(reading, codebook, cast, word)
        if pattern is not None:
            found[word] = _Trigger(word, pattern)
    for word, trigger in list(found.items()):
        if reading.upos[word] == "VERB":
            continue
        verb = _carrier(reading, codebook, word)
        if verb is not None and not (verb in found and found[verb].pattern.words and verb not in carried):
            found[word] = _Trigger(word, trigger.pattern, verb)
            carried.add(verb)
    return [
        trigger
        for word, trigger in sorted(found.items())
        if word not in carried and not _shadowed(reading, codebook, found, word) and _is_event(reading, trigger)
    ]


def _part_of_name(reading: Reading, word: int) -> bool:
    name = reading.name_at.get(word)
    return name is not None and (name.type in ("PER", "ORG", "LOC") and name.first != name.last)


def _match(reading: Reading, codebook: Codebook, cast: Cast, word: int) -> Pattern | None:
    """The most particular pattern that fits this word, or None."""
    tag, lemma = reading.upos[word], reading.lemmas[word].lower()
    if tag in ("VERB", "AUX") or (tag == "ADJ" and lemma.endswith("ed")):
        for pattern in codebook.verbs.get(lemma, ()):
            if _verb_fits(reading, codebook, cast, word, pattern):
                return pattern
    if tag in ("NOUN", "PROPN") or (tag == "VERB" and reading.labels[word] in ("compound", "nmod")):
        joined = lemma.replace("-", "")
        for pattern in codebook.nouns.get(lemma, ()) or codebook.nouns.get(joined, ()):
            if not pattern.words or _noun_fits(reading, codebook, cast, word, pattern):
                return pattern
    return None


def _verb_fits(reading: Reading, codebook: Codebook, cast: Cast, word: int, pattern: Pattern) -> bool:
    for companion in pattern.words:
        if companion.startswith("~"):
            if not _speaks_of(reading, codebook, cast, word, companion[1:]):
                return False
        elif companion.startswith("{"):
            if not any(
                _in_class(reading, codebook, cast, target, companion[1:-1]) for target in _objects(reading, word)
            ):
                return False
        elif not _accompanied(reading, word, companion):
            return False
    return True


def _objects(reading: Reading, verb: int) -> list[int]:
    """What the verb is done to: objects, passive subjects, the noun that a participle describes, obliques at last."""
    found = [child for child in reading.children[verb] if reading.labels[child] in ("obj", "nsubj:pass", "iobj")]
    if (
        reading.labels[verb] in ("acl", "amod")
        and reading.feature(verb, "VerbForm") == "Part"
        and reading.heads[verb] >= 0
    ):
        found.append(reading.heads[verb])
    if not found:
        found = [child for child in reading.children[verb] if reading.labels[child] in ("obl", "xcomp")]
    if not found and reading.labels[verb] == "conj":
        shared = reading.heads[verb]
        found = [child for child in reading.children[shared] if reading.labels[child] in ("obj", "nsubj:pass")]
    return [*found, *(other for child in found for other in reading.children[child] if reading.labels[other] == "conj")]


def _in_class(reading: Reading, codebook: Codebook, cast: Cast, word: int, name: str) -> bool:
    if name == "place":
        known = reading.name_at.get(word)
        return known is not None and known.type == "LOC"
    if name == "actor":
        return cast.at(word) is not None
    words = codebook.classes[name]
    if reading.lemmas[word].lower() in words:
        return True
    if reading.upos[word] == "NUM" and name in ("people", "territory"):
        return name == "people"
    # "dozens of villages", "control of the city", "the last stretch of borderland"
    return any(
        reading.labels[child] == "nmod" and reading.lemmas[child].lower() in words for child in reading.children[word]
    )


def _accompanied(reading: Reading, verb: int, companion: str) -> bool:
    """Whether a particle, preposition or noun stands with the verb: as its dependent, or heading what depends on it."""
    if companion == "that":
        return any(reading.labels[child] == "ccomp" for child in reading.children[verb])
    for child in reading.children[verb]:
        if reading.lemmas[child].lower() == companion and reading.labels[child] not in ("nsubj", "conj", "punct"):
            return True
        if companion in PARTICLES and reading.labels[child] in _GOVERNED:
            marker = reading.child(child, "case", "mark")
            if marker is not None and reading.lemmas[marker].lower() == companion:
                return True
        if reading.labels[child] in ("obj", "obl", "nsubj:pass") and any(
            reading.lemmas[inner].lower() == companion and reading.labels[inner] in ("compound", "amod")
            for inner in reading.children[child]
        ):
            return True
    return False


def _speaks_of(reading: Reading, codebook: Codebook, cast: Cast, word: int, name: str) -> bool:
    """Whether the sentence has a word of this class, or the report has several."""
    sentences = cast.sentences_with(name, codebook.classes[name])
    return reading.sentence_of[word] in sentences or len(sentences) >= _OFTEN


def _noun_fits(reading: Reading, codebook: Codebook, cast: Cast, word: int, pattern: Pattern) -> bool:
    for companion in pattern.words:
        if companion.startswith("~"):
            if not _speaks_of(reading, codebook, cast, word, companion[1:]):
                return False
        elif companion in PARTICLES or companion == "of":
            if not any(
                (marker := reading.child(child, "case")) is not None and reading.lemmas[marker].lower() == companion
                for child in reading.children[word]
            ):
                return False
        elif not _stands_before(reading, word, companion):
            return False
    return True


def _stands_before(reading: Reading, word: int, companion: str) -> bool:
    """Whether a modifier of the noun has this lemma, or the two words before it spell it ("cease|-|fire")."""
    for child in reading.children[word]:
        if reading.labels[child] in _MODIFIED and child < word:
            if reading.lemmas[child].lower() == companion or reading.words[child].lower() == companion:
                return True
            if any(reading.lemmas[inner].lower() == companion for inner in reading.children[child]):
                return True
    before = [reading.words[index].lower() for index in range(max(0, word - 3), word)]
    return companion in before and word - 3 + before.index(companion) >= word - 2


def _carrier(reading: Reading, codebook: Codebook, noun: int) -> int | None:
    """The light verb that this event noun completes ("launched an offensive", "came under attack"), or None."""
    label, head = reading.labels[noun], reading.heads[noun]
    if head < 0:
        return None
    if label == "conj":
        label, head = reading.labels[head], reading.heads[head]
        if head < 0:
            return None
    if label == "nmod":  # "the launch of operations"
        marker = reading.child(noun, "case")
        if marker is not None and reading.lemmas[marker] == "of" and reading.lemmas[head].lower() in _STARTS:
            return head
        return None
    if reading.upos[head] != "VERB" or reading.lemmas[head].lower() not in codebook.light | codebook.light_undergone:
        return None
    if label in ("obj", "nsubj:pass", "xcomp"):
        # "made the defeat of X a part of his plan" is no defeat that was made
        return None if label == "obj" and reading.child(head, "xcomp") is not None else head
    if label == "obl":
        marker = reading.child(noun, "case")
        fits = marker is not None and reading.lemmas[marker].lower() in ("in", "under", "into", "on")
        return (
            head
            if fits and reading.lemmas[head].lower() in ("engage", "participate", "come", "go", "enter", "take")
            else None
        )
    if label == "nsubj" and reading.lemmas[head].lower() in ("begin", "start", "continue", "resume", "end", "stop"):
        return head
    return None


_STARTS = frozenset(
    "launch start beginning outbreak resumption end continuation series wave spate round string".split()
)


def _shadowed(reading: Reading, codebook: Codebook, found: dict[int, _Trigger], word: int) -> bool:
    """Whether this trigger only completes another one: a companion of a longer pattern, or a compound's first half."""
    head = reading.heads[word]
    if head < 0 or head not in found:
        return False
    other = found[head].pattern
    lemma = reading.lemmas[word].lower()
    if lemma in other.words:
        return True
    if reading.upos[word] == "NOUN" and any(
        companion.startswith("{") and lemma in codebook.classes.get(companion[1:-1], ()) for companion in other.words
    ):
        return True
    return reading.labels[word] == "compound" and reading.upos[word] != "VERB" and abs(head - word) == 1


def _is_event(reading: Reading, trigger: _Trigger) -> bool:
    """Whether the trigger tells of an event.

    Not an attribute ("the captured villages", "US-backed"), a label in a compound ("attack helicopters"), a title.
    """
    word = trigger.word
    if reading.upos[word] in ("VERB", "ADJ", "AUX"):
        return reading.labels[word] not in ("amod", "compound") or not reading.words[word].lower().endswith(("ed", "n"))
    if reading.labels[word] == "compound":
        head = reading.heads[word]
        return head >= 0 and reading.lemmas[head].lower() in (
            "talk",
            "round",
            "attempt",
            "effort",
            "campaign",
            "operation",
        )
    return reading.labels[word] not in ("flat", "nmod:desc")


def _extent(reading: Reading, trigger: _Trigger) -> tuple[int, int]:
    """First and last word of the trigger: a noun with its light verb where they stand close, a verb with a particle."""
    word = trigger.word
    first = last = word
    if trigger.verb is not None and abs(trigger.verb - word) <= _TRIGGER_REACH:
        first, last = min(trigger.verb, word), max(trigger.verb, word)
    for child in reading.children[word]:
        if reading.labels[child] == "compound:prt" and child - word <= 3:
            last = max(last, child)
        elif (
            reading.lemmas[child].lower() in trigger.pattern.words
            and reading.labels[child] in _MODIFIED
            and child < word
        ):
            first = min(first, child)
    return first, last
