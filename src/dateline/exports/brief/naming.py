"""How a brief calls an event, a day and those who give a number."""

from __future__ import annotations

from collections import Counter

from dateline.exports.parts import Parts, one_line, outlet, span_of_days
from dateline.model.record import RecordActor, RecordEvent, RecordFigure
from dateline.wording.prose import days, listed

_MOST = 3
_LONGEST = 31
_DETERMINED = frozenset(
    "the a an its his her their our my this that these those some any no all both each every many several few one two "
    "three four five six seven eight nine ten dozens hundreds thousands".split()
)


def event_name(parts: Parts, event: RecordEvent) -> str:
    """An event by the word most used for it, who, to whom, where and when: "“attack”: rebels on soldiers, Adre, …"."""
    words = Counter(one_line(source.span.text).lower() for source in event.sources)
    most = max(words, key=lambda word: (words[word], -len(word), word)) if words else event.type.lower()
    who = " and ".join(_few(parts, event.actors))
    whom = " and ".join(_few(parts, event.recipients))
    place = parts.place(event)
    parties = " → ".join(part for part in (who, whom) if part)
    length = span_of_days(event)
    known = length <= _LONGEST if length else event.when.earliest is None and event.when.latest is not None
    told = [place.name if place else "", days(event.when.earliest, event.when.latest) if known else ""]
    return ", ".join(part for part in (f"“{most}”" + (f" ({parties})" if parties else ""), *told) if part)


def short_name(parts: Parts, event: RecordEvent) -> str:
    """An event by its word, place and day alone."""
    words = Counter(one_line(source.span.text).lower() for source in event.sources)
    most = max(words, key=lambda word: (words[word], -len(word), word)) if words else event.type.lower()
    place = parts.place(event)
    exact = event.when.earliest is not None and event.when.earliest == event.when.latest
    told = (f"“{most}”", place.name if place else "", days(event.when.earliest, event.when.latest) if exact else "")
    return ", ".join(part for part in told if part)


def _few(parts: Parts, items: tuple[str, ...]) -> list[str]:
    names = list(dict.fromkeys(actor.name for actor in parts.cast(items)))
    return names[:_MOST] if len(names) <= _MOST else [*names[: _MOST - 1], "others"]


def the(name: str) -> str:
    """A name as a sentence has it: "the army", "River Front", "its mayor"."""
    first = name.split(" ", 1)[0]
    bare = first[:1].islower() and first.lower() not in _DETERMINED and not first[:1].isdigit()
    return f"the {name}" if bare else name


def claimant(parts: Parts, figure: RecordFigure) -> str:
    """Who gives a number: those it is ascribed to, else the outlet itself."""
    names = list(dict.fromkeys(the(actor.name) for actor in parts.cast(figure.claimants)))
    return listed(names) if names else f"{outlet(parts.reports[figure.source.report])} itself"


def person(actor: RecordActor) -> str:
    """A speaker with the office that the reports give them."""
    office = actor.offices[0] if actor.offices else ""
    return f"{actor.name} ({office})" if office and office.lower() not in actor.name.lower() else actor.name
