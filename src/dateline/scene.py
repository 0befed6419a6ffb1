"""The scene: the day that a telling goes on in until it says otherwise.

A report gives the day once ("On Tuesday gunmen stormed a barracks") and goes on ("They set up roadblocks. The airport
was closed"). What is told as having happened, by a verb in the plain past, without a time of its own and without one
of anything else in its sentence, is of the day that the telling before it set, a few sentences back at the most.

What the scene does not reach, reactions above all ("the union condemned the raid"), is at least not older than the
main happening of the report beside which it is told as news. A step back ("had been arrested", "earlier", "in recent
weeks") is of neither, nor is background. Places are not carried on so: what happens next often happens elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from dateline.happening import DAYS, Happening
from dateline.happening.sentences import Sentences
from dateline.model.account import Event, When
from dateline.model.reading import Reading
from dateline.model.report import Published

SAID = frozenset(("ACCUSE", "REJECT", "REQUEST", "THREATEN", "CONSULT", "SUPPORT", "AGREE", "CONCEDE"))
"""Types of what is said, or met about: of a day of its own, which the scene does not tell."""
_REACH = 4
"""Sentences after which a scene is over, unless something was told of it meanwhile."""
_NEWS = timedelta(days=45)
"""A happening that lies farther back than this is not what the report is news of."""
_STEP_BACK = re.compile(
    r"(?i)\b(?:had|earlier|previous(?:ly)?|before|ago|since|recent(?:ly)?|last (?:week|month|year|summer|winter|spring|"
    r"autumn)|in the past|over the (?:past|last)|so far|already|once|later|next|following|again|the day after|"
    r"has been|have been|for (?:years|months|weeks|decades))\b"
)


def steps_back(event: Event) -> bool:
    """Whether the sentence of an event says that it is older, or newer, than what is told before it."""
    return _STEP_BACK.search(event.sentence.text) is not None


class _Tree:
    """Where events stand in the sentences and paragraphs of a reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.sentence = Sentences(reading).of

    def word(self, position: int) -> int:
        """The word that holds a position of the text."""
        return bisect_right(self.reading.starts, position) - 1

    def is_clause(self, event: Event) -> bool:
        """Whether an event is told by a verb that tells on, not by one that only says which ("which killed six")."""
        word = self.word(event.trigger.start)
        while self.reading.labels[word] in ("conj", "xcomp") and self.reading.heads[word] >= 0:
            word = self.reading.heads[word]
        return self.reading.upos[word] == "VERB" and not self.reading.labels[word].startswith("acl")

    def is_plain_past(self, event: Event) -> bool:
        """Whether an event is told in the plain past: by a past verb without "had" or "has", or by a noun under one."""
        reading = self.reading
        if not self.is_clause(event):
            return False
        word = self.word(event.trigger.start)
        for _ in range(8):
            helpers = [child for child in reading.children[word] if reading.labels[child] in ("aux", "aux:pass", "cop")]
            if any(reading.lemmas[helper].lower() == "have" for helper in helpers):
                return False
            if reading.upos[word] in ("VERB", "AUX"):
                if any(reading.feature(helper, "Tense") == "Past" for helper in helpers):
                    return True
                if reading.feature(word, "VerbForm") == "Fin":
                    return reading.feature(word, "Tense") == "Past" or not reading.feature(word, "Tense")
            elif helpers:
                return any(reading.feature(helper, "Tense") == "Past" for helper in helpers)
            if reading.heads[word] < 0:
                return False
            word = reading.heads[word]
        return False


def in_scene(
    reading: Reading,
    events: tuple[Event, ...],
    times: Sequence[When],
    happening: Happening | None,
    published: Published | None,
) -> tuple[Event, ...]:
    """The events, those without a time of their own on the day of the scene that they are told in, else after it."""
    return _after(reading, _on_days(reading, events, times), times, happening, published)


def _after(
    reading: Reading,
    events: tuple[Event, ...],
    times: Sequence[When],
    happening: Happening | None,
    published: Published | None,
) -> tuple[Event, ...]:
    """The events, those without a time that are no step back not before the day of the main happening."""
    main = frozenset(happening.tellings) if happening is not None else frozenset[int]()
    dated = [
        (index not in main, event.trigger.start, event.when)
        for index, event in enumerate(events)
        if event.when is not None and _sets_scene(event, times[event.when])
    ]
    if not dated:
        return events
    day = min(dated)[2]
    if times[day].earliest is None or _is_old(times[day], published):
        return events
    how = f"told as news beside what happened on the day of “{times[day].span.text}”, and so not before it"
    tree = _Tree(reading)
    return tuple(
        replace(event, after=day, why=(*event.why, how))
        if event.when is None
        and event.status == "happened"
        and not event.background
        and tree.is_clause(event)
        and not steps_back(event)
        else event
        for event in events
    )


def _is_old(when: When, published: Published | None) -> bool:
    """Whether a time lies too far before the report to be that of its news."""
    if published is None or published.earliest is None or when.earliest is None:
        return False
    return date.fromisoformat(published.earliest) - date.fromisoformat(when.earliest) > _NEWS


def _sets_scene(event: Event, when: When) -> bool:
    """Whether a dated event says on what day the telling is."""
    told = event.status == "happened" and not event.background and event.type not in SAID
    return told and when.granularity in DAYS and when.rule != "since"


def _on_days(reading: Reading, events: tuple[Event, ...], times: Sequence[When]) -> tuple[Event, ...]:
    """The events, those without a time of their own on the day that the telling before them set."""
    tree = _Tree(reading)
    timed = {tree.sentence(when.span.start) for when in times}
    scene: tuple[int, int] | None = None
    found = list(events)
    for index in sorted(range(len(events)), key=lambda index: events[index].trigger.start):
        event = events[index]
        here = tree.sentence(event.trigger.start)
        if event.when is not None:
            if _sets_scene(event, times[event.when]):
                scene = event.when, here
            continue
        if scene is None or here - scene[1] > _REACH or here in timed:
            continue
        if event.status != "happened" or event.background or event.type in SAID:
            continue
        if steps_back(event) or not tree.is_plain_past(event):
            continue
        scene = scene[0], here
        how = f"dated with “{times[scene[0]].span.text}”, the day of what is told before it"
        found[index] = replace(event, when=scene[0], why=(*event.why, how))
    return tuple(found)
