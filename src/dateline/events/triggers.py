"""Triggers: the words of a reading that tell of an event, each with its pattern and the light verb that carries it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.events.cast import Cast
from dateline.events.codebook import Codebook, Pattern
from dateline.events.lines import TIMES
from dateline.events.matching import MODIFIED, match
from dateline.model.reading import Reading
from dateline.model.spans import Span

_TRIGGER_TAGS = frozenset(("VERB", "NOUN", "PROPN", "ADJ", "AUX"))
_MONTHS = frozenset(("March", "May"))  # months that are spelled like events
_TRIGGER_REACH = 5  # words between a light verb and its noun that one trigger span may bridge
_COMPLEMENT_REACH = 6  # words between a verb and the noun that completes it
_COMPLETING = frozenset(("obj", "obl"))
_BEGINNING = frozenset(
    "begin start open continue resume hold end stop collapse fail conclude erupt break flare occur happen take".split()
)
"""Verbs by which an event comes about, goes on or ends ("talks collapsed", "the truce held")."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of an event, and the pattern that it fits."""

    word: int
    pattern: Pattern
    verb: int | None = None
    """The light verb that carries a nominal trigger."""
    notes: tuple[str, ...] = ()
    """Why its type or mode is not the pattern's own."""
    flat: bool = False
    """Whether it was found in a title-case line without the tree; see headlines.py."""


def find_triggers(reading: Reading, codebook: Codebook, cast: Cast) -> list[Trigger]:
    """The triggers of a reading, in order; what only completes another trigger is left out."""
    found: dict[int, Trigger] = {}
    carried: set[int] = set()
    for word, tag in enumerate(reading.upos):
        if tag not in _TRIGGER_TAGS or _part_of_name(reading, word):
            continue
        if tag == "PROPN" and reading.words[word] in _MONTHS:
            continue
        pattern = match(reading, codebook, cast, word)
        if pattern is not None:
            found[word] = Trigger(word, pattern)
    for word, trigger in list(found.items()):
        if reading.upos[word] == "VERB":
            continue
        verb = _carrier(reading, codebook, word)
        if verb is not None and not (verb in found and found[verb].pattern.words and verb not in carried):
            found[word] = Trigger(word, trigger.pattern, verb)
            carried.add(verb)
    return [
        trigger
        for word, trigger in sorted(found.items())
        if word not in carried and not _shadowed(reading, codebook, found, word) and _is_event(reading, trigger)
    ]


def _part_of_name(reading: Reading, word: int) -> bool:
    """Whether the word belongs to a longer name; a verb only where it is written as names are ("Andina Press")."""
    name = reading.name_at.get(word)
    if name is None or name.type not in ("PER", "ORG", "LOC") or name.first == name.last:
        return False
    return reading.upos[word] != "VERB" or (word == name.last and reading.words[word][:1].isupper())


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
        if marker is None or reading.lemmas[marker] != "of":
            return None
        if reading.lemmas[head].lower() in TIMES and reading.labels[head] == "nmod":
            head = reading.heads[head]  # "the launch on Sunday of operations"
        return head if reading.lemmas[head].lower() in _STARTS else None
    lemma = reading.lemmas[head].lower()
    if reading.upos[head] != "VERB":
        return None
    if label == "nsubj" and lemma in _BEGINNING:
        if lemma == "take":
            target = reading.child(head, "obj")
            return head if target is not None and reading.lemmas[target].lower() == "place" else None
        return head
    if lemma not in codebook.light | codebook.light_undergone:
        return None
    if label in ("obj", "nsubj:pass", "xcomp"):
        # "made the defeat of X a part of his plan" is no defeat that was made
        return None if label == "obj" and reading.child(head, "xcomp") is not None else head
    if label == "obl":
        marker = reading.child(noun, "case")
        fits = marker is not None and reading.lemmas[marker].lower() in ("in", "under", "into", "on")
        return head if fits and lemma in ("engage", "participate", "come", "go", "enter", "take") else None
    return None


_STARTS = frozenset(
    "launch start beginning outbreak resumption end continuation series wave spate round string".split()
)


def _shadowed(reading: Reading, codebook: Codebook, found: dict[int, Trigger], word: int) -> bool:
    """Whether this trigger only completes another one: a companion of a longer pattern, or a compound's first half."""
    head = reading.heads[word]
    if head < 0 or head not in found:
        return False
    other = found[head].pattern
    lemma = reading.lemmas[word].lower()
    near = abs(head - word) <= _TRIGGER_REACH
    if lemma in other.words and near and reading.labels[word] not in ("xcomp", "ccomp"):
        return True  # what is vowed or demanded with a verb is an event of its own
    if lemma == "death" and reading.labels[word] == "obl" and found[word].pattern.type == other.type:
        return True  # "stabbed to death"
    # "investigating a shooting" tells of a shooting, too
    if (
        reading.upos[word] == "NOUN"
        and found[word].pattern.type != "ASSAULT"
        and any(
            companion.startswith("{") and lemma in codebook.classes.get(companion[1:-1], ())
            for companion in other.words
        )
    ):
        return True
    return reading.labels[word] == "compound" and reading.upos[word] != "VERB" and abs(head - word) == 1


def _is_event(reading: Reading, trigger: Trigger) -> bool:
    """Whether the trigger tells of an event.

    Not an attribute ("the captured villages", "US-backed"), a label in a compound ("attack helicopters"), a title.
    """
    word = trigger.word
    if reading.upos[word] in ("VERB", "ADJ", "AUX"):
        if reading.labels[word] not in ("amod", "compound"):
            return True
        # "striking dockers", "fleeing families" are at it; "threatening letters", "supporting evidence" are only such
        return reading.words[word].lower().endswith("ing") and trigger.pattern.type in ("PROTEST", "RETREAT", "ASSAULT")
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


def trigger_span(reading: Reading, codebook: Codebook, trigger: Trigger) -> Span:
    """The words of the trigger: a noun with its light verb, a verb with its particle and what completes it.

    What stands farther away than a few words is left out ("called", of "called, on Monday in the capital, a strike").
    """
    word = trigger.word
    first = last = word
    if trigger.verb is not None and abs(trigger.verb - word) <= _TRIGGER_REACH:
        first, last = min(trigger.verb, word), max(trigger.verb, word)
    for child in reading.children[word]:
        label, companion = reading.labels[child], reading.lemmas[child].lower() in trigger.pattern.words
        if label == "compound:prt" and child - word <= 3:
            last = max(last, child)
        elif companion and label in MODIFIED and child < word:
            first = min(first, child)
        elif (
            label in _COMPLETING
            and 0 < child - word <= _COMPLEMENT_REACH
            and (companion or _is_kind_of(reading, codebook, trigger.pattern, child))
        ):
            last = max(last, child)  # "came under fire", "called a strike"
    return reading.span(first, last)


def _is_kind_of(reading: Reading, codebook: Codebook, pattern: Pattern, noun: int) -> bool:
    """Whether a noun that tells of events is of a class that the pattern asks for ("signed {deal}")."""
    lemma = reading.lemmas[noun].lower()
    return lemma in codebook.nouns and any(
        companion.startswith("{") and lemma in codebook.classes.get(companion[1:-1], ()) for companion in pattern.words
    )
