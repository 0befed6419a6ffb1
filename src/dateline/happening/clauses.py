"""How much a day that stands in another clause than the tellings speaks for being the day of the happening."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from dateline.happening.words import words
from dateline.model.account import Event, When
from dateline.model.reading import Reading
from dateline.model.spans import Span
from dateline.times.owners import owned, speaks, views, words_of

_CARRYING = frozenset(("obl", "obj", "nmod", "xcomp", "obl:unmarked", "compound", "acl"))
"""Relations by which a word takes the time of what it stands under."""
_REACHES = 26
"""Words between a telling and the day behind it, at most."""
_ENDS = frozenset(".!?”\"’'")
"""Last characters of a sentence."""
_NEAR = 5
"""Words before the name of a crime in which a charge is told."""
_AFTER = re.compile(r"(?i)\b(?:after|following|since|from|over|for|in)\b")


def weight(reading: Reading, when: When, triggers: set[int], *, taken: bool, beside: bool) -> float:
    """How much a day in another clause speaks for being the day of the happening."""
    place = owned(reading, *words_of(reading, when.span))
    if _follows_it(reading, place.first, place.owner, triggers):
        return 1.5
    current, spoken = place.owner, 1.0
    for _ in range(3):
        if current < 0:
            break
        lemma = reading.lemmas[current].lower()
        if reading.starts[current] in triggers or (lemma in words().incident and reading.upos[current] == "NOUN"):
            return 0.7 if lemma in words().outcome else 2.0
        if _is_reported(reading, current) or lemma in words().comes_about:
            return 1.5
        if (speaks(reading, current) or views(reading, current)) and not _goes_there(reading, current):
            if _says_now(reading, current) and _is_of_what_is_said(reading, place.first, current):
                return 1.5
            if not _ends_what_is_said(reading, place.last, current):
                return 0.0
            spoken = 0.8
            break
        if lemma in words().going_on and _goes_on(reading, current, place.first, triggers):
            return 1.5
        if lemma in words().later or any(_is_later(reading, child) for child in reading.children[current]):
            return 0.0
        if any(reading.labels[child] == "aux" and reading.words[child].lower() in ("had", "'d")
               for child in reading.children[current]):  # fmt: skip
            spoken = 0.4  # told as what went before
        if reading.labels[current] not in _CARRYING:
            break
        current = reading.heads[current]
    if place.owner >= 0 and reading.lemmas[place.owner].lower() in words().outcome:
        return 0.7
    if taken:
        return 0.3
    return (1.5 if beside else 1.0) * spoken


def _follows_it(reading: Reading, first: int, owner: int, triggers: set[int]) -> bool:
    """Whether a day stands behind a telling that its own verb stands before, with nothing later told between.

    "Charged after the shooting at a bar on Sunday", "are investigating a shooting that hurt a child on Sunday": parsers
    hang the day on the first verb.
    """
    for word in range(first - 1, max(owner, first - _REACHES), -1):
        if reading.starts[word] in triggers or (
            reading.words[word].lower() in words().incident and reading.upos[word] == "NOUN"
        ):
            of_it = reading.starts[word] in triggers or not _is_charge(reading, word)
            return 0 <= owner < word and reading.sentence_of[word] == reading.sentence_of[first] and of_it
        if reading.words[word] in (",", ";", ".") or _sets_apart(reading, word):
            return False
    return False


def _is_charge(reading: Reading, word: int) -> bool:
    """Whether a crime is only what somebody is charged with ("two counts of murder", "pleaded guilty to assault")."""
    near = [form.lower() for form in reading.words[max(0, word - _NEAR) : word]]
    charged = next((place for place, form in enumerate(near) if form in words().charges), None)
    return charged is not None and not {"with", "of", "to"}.isdisjoint(near[charged:])


def _sets_apart(reading: Reading, word: int) -> bool:
    """Whether a verb between a telling and a day takes the day for itself."""
    lemma = reading.lemmas[word].lower()
    if reading.upos[word] == "AUX" or lemma in words().later or lemma in words().in_court:
        return True
    return reading.upos[word] == "VERB" and (
        reading.labels[word] not in ("acl", "acl:relcl", "advcl") or speaks(reading, word)
    )


def _is_later(reading: Reading, word: int) -> bool:
    """Whether a word beside a verb makes it one of what follows ("was found guilty", "taken into custody")."""
    lemma = reading.lemmas[word].lower()
    if reading.labels[word] in ("nsubj", "nsubj:pass", "compound"):
        return lemma in words().later
    case = reading.child(word, "case")
    source = case is not None and reading.lemmas[case].lower() in ("accord", "according", "per")
    return lemma in words().in_court and not source


def _goes_on(reading: Reading, verb: int, day: int, triggers: set[int]) -> bool:
    """Whether a day stands behind a happening that somebody is at work on, and can't be of that work.

    "Police are investigating a shooting on Main Street on Saturday".
    """
    if not any(
        reading.labels[child] == "aux" and reading.words[child].lower() in ("is", "are", "'re", "’re", "'s", "’s")
        for child in reading.children[verb]
    ):
        return False
    return any(
        reading.starts[word] in triggers or reading.words[word].lower() in words().incident
        for word in range(verb + 1, day)
    )


def _says_now(reading: Reading, verb: int) -> bool:
    """Whether somebody "says", in the present."""
    return reading.feature(verb, "Tense") == "Pres" and reading.child(verb, "aux", "aux:pass") is None


def _goes_there(reading: Reading, verb: int) -> bool:
    """Whether "responded" tells of going to a place, and not of an answer ("deputies responded to a home")."""
    return reading.lemmas[verb].lower() == "respond" and reading.child(verb, "ccomp", "parataxis") is None


def _is_reported(reading: Reading, verb: int) -> bool:
    """Whether something is reported to the police, as a happening is on its day ("the fire was reported at noon")."""
    return reading.lemmas[verb].lower() == "report" and reading.child(verb, "aux:pass") is not None


def _is_of_what_is_said(reading: Reading, first: int, verb: int) -> bool:
    """Whether a day gone by stands behind a verb of saying in the present, or opens its sentence.

    "The sheriff says Friday morning a man shot at a car", "On Sunday, the police say, …".
    """
    return first > verb or first - reading.sentence_bounds(reading.sentence_of[verb])[0] <= 1


def _begins(reading: Reading, sentence: int) -> int:
    """The sentence, or the one before where no full stop parts them ("… on Low Road | Sunday, deputies said")."""
    if sentence == 0:
        return sentence
    first = reading.sentence_bounds(sentence)[0]
    last = first - 1
    parted = reading.words[last][-1:] in _ENDS or "\n" in reading.text[reading.ends[last] : reading.starts[first]]
    return sentence if parted else sentence - 1


def _ends_what_is_said(reading: Reading, last: int, verb: int) -> bool:
    """Whether a day stands at the end of what a verb of saying behind it reports ("… on Sunday, the police said")."""
    start = reading.sentence_bounds(_begins(reading, reading.sentence_of[verb]))[0]
    return (
        last < verb
        and "," in reading.words[last + 1 : verb]
        and any(reading.upos[word] == "VERB" for word in range(start, last))
    )


def stands_before(reading: Reading, span: Span, triggers: set[int]) -> bool:
    """Whether a day modifies a telling or a noun that takes it up ("the Oct. 13 shooting", "Friday's incident")."""
    last = words_of(reading, span)[1]
    sentence = reading.sentence_of[last]
    for word in range(last + 1, min(last + 4, len(reading))):
        if reading.sentence_of[word] != sentence:
            return False
        if reading.upos[word] in ("NOUN", "VERB") and (
            reading.starts[word] in triggers or reading.words[word].lower() in words().incident
        ):
            return True
        if reading.upos[word] not in ("ADJ", "PART", "NOUN", "PUNCT", "ADV"):
            return False
    return False


def detached(reading: Reading, events: Sequence[Event], times: Sequence[When]) -> tuple[Event, ...]:
    """The events, without a time that only is of what came of them, or only names a noun ("a New Year's Eve party")."""
    return tuple(
        replace(event, when=None)
        if event.when is not None
        and (
            only_came_of_it(reading, times[event.when].span, event.trigger)
            or (times[event.when].rule == "feast" and names_noun(reading, times[event.when].span, event.trigger))
        )
        else event
        for event in events
    )


def names_noun(reading: Reading, day: Span, trigger: Span | None = None) -> bool:
    """Whether a day only names what a noun is ("a New Year's Eve party"), and that noun is not the trigger."""
    last = words_of(reading, day)[1]
    return (
        last + 1 < len(reading)
        and reading.upos[last + 1] in ("NOUN", "PROPN")
        and reading.heads[last] > last
        and (trigger is None or reading.starts[reading.heads[last]] != trigger.start)
    )


def only_came_of_it(reading: Reading, day: Span, trigger: Span) -> bool:
    """Whether a day is that of what came of a telling behind it ("died on Friday after he was shot")."""
    if day.end > trigger.start or not _AFTER.search(reading.text, day.end, trigger.start):
        return False
    owner = owned(reading, *words_of(reading, day)).owner
    if owner < 0 or reading.starts[owner] == trigger.start:
        return False
    lemma = reading.lemmas[owner].lower()
    return lemma in words().outcome or lemma in words().later
