"""How a brief calls an event, a day and those who give a number."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files

from dateline.exports.parts import Parts, one_line, outlet, span_of_days
from dateline.model.record import RecordActor, RecordEvent, RecordFigure
from dateline.wording.prose import days, listed

_MOST = 3
_LONGEST = 31
_BEFORE_PLACES = frozenset({"near", "outside", "around", "off", "between", "along", "inside", "behind", "beyond"})
_DETERMINED = frozenset(
    "the a an its his her their our my this that these those some any no all both each every many several few one two "
    "three four five six seven eight nine ten dozens hundreds thousands".split()
)


def event_name(parts: Parts, event: RecordEvent) -> str:
    """An event by its kind, who, to whom, where and when: "attack by rebels on soldiers in Adre, 12 March 2024"."""
    kind, joined = _kind(event)
    who = listed(_few(parts, event.actors))
    whom = listed(_few(parts, event.recipients))
    parties = f"{f' by {who}' if who else ''}{f' {joined} {whom}' if whom else ''}"
    length = span_of_days(event)
    known = length <= _LONGEST if length else event.when.earliest is None and event.when.latest is not None
    when = f", {days(event.when.earliest, event.when.latest)}" if known else ""
    return f"{kind}{parties}{_where(parts, event)}{when}"


def short_name(parts: Parts, event: RecordEvent) -> str:
    """An event by its kind, place and day alone."""
    exact = event.when.earliest is not None and event.when.earliest == event.when.latest
    when = f", {days(event.when.earliest, event.when.latest)}" if exact else ""
    return f"{_kind(event)[0]}{_where(parts, event)}{when}"


def _where(parts: Parts, event: RecordEvent) -> str:
    """Its place as it goes on in a sentence: " in Adre", " near Adre"; "" where it has none."""
    place = parts.place(event)
    if place is None:
        return ""
    if place.name.split(" ", 1)[0] in _BEFORE_PLACES:
        return f" {place.name}"
    return f" {'at' if place.kind in ('facility', 'village') else 'in'} {place.name}"


def _kind(event: RecordEvent) -> tuple[str, str]:
    """The noun for its type and mode, and what joins those to whom it is done; else the word most used for it."""
    nouns = _nouns()
    found = nouns.get(f"{event.type}.{event.mode}") or nouns.get(event.type)
    if found:
        return found
    words = Counter(one_line(source.span.text).lower() for source in event.sources)
    most = max(words, key=lambda word: (words[word], -len(word), word)) if words else event.type.lower()
    return f"“{most}”", "→"


@cache
def _nouns() -> dict[str, tuple[str, str]]:
    table = tomllib.loads((files("dateline.exports.brief") / "data" / "nouns.toml").read_text("utf-8"))
    return {code: (noun, joined) for code, (noun, joined) in table.items()}


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
