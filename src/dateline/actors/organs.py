"""Organs of states by pattern: a word for the state and a form of `organs.tsv` ("Iraqi army", "parliament of Iraq")."""

from __future__ import annotations

from functools import cache

from dateline.actors.hits import HYPHENS, Hit
from dateline.actors.known import ADJECTIVE, CAPITAL, NAME, SEAT
from dateline.actors.tables import organs, words
from dateline.actors.tokens import Tokens
from dateline.model.reading import Reading


def organ_hits(reading: Reading, tokens: Tokens, hits: list[Hit]) -> list[Hit]:
    """Organs of states: "Iraqi army", "Iraq's foreign ministry", "the parliament of Iraq"."""
    forms = organs()
    starts = _organ_lengths()
    state_ending: dict[int, Hit] = {}
    state_beginning: dict[int, Hit] = {}
    for hit in hits:
        if hit.is_state and hit.whole_words:
            state_ending[hit.last] = hit
            state_beginning[hit.first] = hit
    found = []
    lowers, numbers, count = tokens.lowers, tokens.words, len(tokens.words)
    position = 0
    while position < count:
        step = 1
        for length in starts.get(lowers[position], ()):
            end = position + length
            if end > count:
                continue
            organ = forms.get(" ".join(lowers[position:end]))
            if organ is None:
                continue
            first, last = numbers[position], numbers[end - 1]
            whole = _organ(reading, first, last, organ.key, state_ending, state_beginning)
            if whole is not None:
                found.append(whole)
                found.extend(_shared(reading, whole, organ.key, state_ending))
                step = length
                break
        position += step
    return found


def _shared(reading: Reading, whole: Hit, key: str, ending: dict[int, Hit]) -> list[Hit]:
    """The same organ of states whose adjectives stand before "and" or a comma: "Kenyan, Ugandan and Rwandan forces"."""
    found: list[Hit] = []
    first = whole.first
    while first >= 2 and reading.words[first - 1].lower() in ("and", "or", ",") and key != "government":
        other = ending.get(first - 2)
        if other is None or other.entry is None or ADJECTIVE not in other.parts:
            break
        if reading.words[first - 1] == "," and not found:
            break
        if NAME in other.parts and other.first and reading.words[other.first - 1].lower() == "the":
            break
        found.append(other._replace(entry=f"{other.entry.lower()}.{key}", parts=frozenset({SEAT}), type="ORG"))
        first = other.first
    return found


@cache
def _organ_lengths() -> dict[str, list[int]]:
    lengths: dict[str, set[int]] = {}
    for form in organs():
        parts = form.split(" ")
        lengths.setdefault(parts[0], set()).add(len(parts))
    return {first: sorted(found, reverse=True) for first, found in lengths.items()}


def _organ(
    reading: Reading, first: int, last: int, key: str, ending: dict[int, Hit], beginning: dict[int, Hit]
) -> Hit | None:
    lower = reading.words[first : last + 1]
    plain = " ".join(word.lower() for word in lower)
    if plain in _COMMON_AS_MODIFIER and _goes_on(reading, last):
        return None
    sentence = reading.sentence_of[first]
    before = first - 1
    between = words("between")
    steps = 0
    while before >= 0 and steps < 2 and reading.words[before].lower() in between:
        before -= 1
        steps += 1
    owner = ending.get(before)
    if owner is None and before > 0 and reading.words[before].lower() in ("'s", "’s", "'", "’"):
        owner = ending.get(before - 1)
        if owner is not None and not owner.parts & {NAME, CAPITAL}:
            owner = None
    elif owner is not None and not owner.parts & {ADJECTIVE}:
        owner = None
    if owner is not None and _led_by_others(reading, owner.first) and not _OFFICIAL & {word.lower() for word in lower}:
        owner = None
    if owner is not None and owner.entry is not None and reading.sentence_of[owner.first] == sentence:
        entry = owner.entry if key == "government" else f"{owner.entry.lower()}.{key}"
        return Hit(owner.first, last, owner.start, reading.ends[last], entry, frozenset({SEAT}), "ORG")
    after = last + 1
    if after < len(reading) and reading.words[after].lower() == "of":
        after += 1
        if after < len(reading) and reading.words[after].lower() == "the":
            after += 1
        owner = beginning.get(after)
        if owner is not None and owner.entry is not None and NAME in owner.parts:
            entry = owner.entry if key == "government" else f"{owner.entry.lower()}.{key}"
            return Hit(first, owner.last, reading.starts[first], owner.end, entry, frozenset({SEAT}), "ORG")
    return None


_OFFICIAL = frozenset({"government", "army", "military", "police", "regime", "ministry", "parliament"})
"""Words that make a force the state's, whoever backs it."""
_COMMON_AS_MODIFIER = frozenset(
    {"people", "state", "special", "public", "intelligence", "security", "aircraft", "artillery"}
)
"""Forms that are as often part of a longer noun ("state visit")."""


def _led_by_others(reading: Reading, first: int) -> bool:
    """Whether "Kurdish-led", "US-backed" or the like stands before: whose forces these are is then not so plain."""
    return first >= 3 and reading.words[first - 1].lower() in words("linked") and reading.words[first - 2] in HYPHENS


def _goes_on(reading: Reading, last: int) -> bool:
    """Whether the noun is a modifier of the next one ("state visit")."""
    after = last + 1
    return after < len(reading) and reading.upos[after] in ("NOUN", "PROPN")
