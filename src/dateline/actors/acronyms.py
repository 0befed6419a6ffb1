"""Short forms that the report itself gives: "Syrian Democratic Forces (SDF)", "Daesh [IS]", "ISW (Institute for …)"."""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.actors.hits import Hit
from dateline.model.reading import Reading

_SHORT = re.compile(r"^(?:[A-Z][A-Za-z]{0,3}[A-Z0-9][A-Za-z0-9]{0,5}|(?:[A-Z]\.){2,6})$")
_OPEN, _CLOSE = frozenset("(["), frozenset(")]")
_SKIPPED = frozenset(
    {"of", "the", "for", "and", "in", "on", "de", "to", "a", "&", "-", "–", "la", "al", "du", "des", "y", "against"}
)


class Equation(NamedTuple):
    """The long form (a hit, or words that are no hit yet), its short form, and the reason that they are one."""

    long: Hit
    short: Hit
    reason: str


def is_short(text: str) -> bool:
    """Whether a word is written like a short form: at least two capitals, few letters."""
    return bool(_SHORT.match(text)) and sum(character.isupper() for character in text) >= 2


def with_initials(reading: Reading, hits: list[Hit]) -> list[Hit]:
    """The hits, and words that nobody saw as a name although they are the initials of a body that the report names."""
    spelled = {
        "".join(word[0] for word in reading.words[hit.first : hit.last + 1] if word[0].isupper())
        for hit in hits
        if hit.type == "ORG" and hit.last > hit.first
    }
    taken = {word for hit in hits for word in range(hit.first, hit.last + 1)}
    found = [
        Hit(index, index, reading.starts[index], reading.ends[index], None, frozenset(), "ORG")
        for index, word in enumerate(reading.words)
        if index not in taken and len(word) > 2 and word in spelled and is_short(word)
    ]
    return sorted([*hits, *found], key=lambda hit: (hit.start, hit.end)) if found else hits


def find_equations(reading: Reading, hits: list[Hit]) -> list[Equation]:
    """Every short form that the report explains in brackets or by "known as"."""
    ending = {hit.last: hit for hit in hits if hit.whole_words}
    beginning: dict[int, Hit] = {}
    for hit in hits:
        if hit.whole_words:
            beginning.setdefault(hit.first, hit)
    for hit in hits:
        if hit.whole_words and hit.last - hit.first > ending[hit.last].last - ending[hit.last].first:
            ending[hit.last] = hit
    found = []
    for index, word in enumerate(reading.words):
        if word in _OPEN and 0 < index < len(reading) - 2:
            found.extend(_in_brackets(reading, index, ending, beginning))
        elif word == "as" and 2 < index < len(reading) - 1 and reading.words[index - 1].lower() in ("known", "called"):
            found.extend(_known_as(reading, index, ending, beginning))
    return found


def _in_brackets(reading: Reading, index: int, ending: dict[int, Hit], beginning: dict[int, Hit]) -> list[Equation]:
    inner = index + 1
    while inner < len(reading) - 1 and reading.words[inner] in ("“", '"', "‘", "'", "or"):
        inner += 1
    before = index - 1
    while before > 0 and reading.words[before] in ("”", '"', "’", "'s", "’s"):
        before -= 1
    long = ending.get(before)
    short = beginning.get(inner)
    if short is None and is_short(reading.words[inner]):
        short = Hit(inner, inner, reading.starts[inner], reading.ends[inner], None, frozenset(), "ORG")
    if (
        short is None
        or reading.words[short.last + 1 : short.last + 2] == []
        or (short.type == "PER" and short.entry is None)
    ):
        return []
    closing = reading.words[short.last + 1]
    if closing not in _CLOSE and closing not in ("”", '"', "’", ",", "or", ";"):
        return []
    text = reading.text[short.start : short.end]
    if not is_short(text):
        if (
            long is not None
            and is_short(reading.text[long.start : long.end])
            and _spells(reading, short.first, short.last, reading.text[long.start : long.end])
        ):
            return [_equation(reading, short, long)]
        if long is not None and long.entry is not None and long.entry == short.entry:
            return [_equation(reading, long, short)]
        return []
    spelt = _spelt_before(reading, before, text)
    if (
        long is not None
        and long.type not in ("PER", "LOC")
        and (spelt is None or long.last - long.first >= before - spelt)
        and (spelt is not None or _may_abbreviate(long, text))
    ):
        return [_equation(reading, long, short)]
    if spelt is not None:
        whole = Hit(spelt, before, reading.starts[spelt], reading.ends[before], None, frozenset(), "ORG")
        return [_equation(reading, whole, short)]
    return []


_CALL_SIGN = re.compile(r"^[KW][A-Z]{2,3}(?:-?TV)?$")


def _may_abbreviate(long: Hit, short: str) -> bool:
    """Whether a short form that no initials spell may still be one: of a known name, or of a name of several words."""
    if long.entry is not None:
        return not long.is_state
    return long.type == "ORG" and long.last > long.first and not _CALL_SIGN.match(short)


def _known_as(reading: Reading, index: int, ending: dict[int, Hit], beginning: dict[int, Hit]) -> list[Equation]:
    """Explanations by words: "the Islamic State, also known as ISIS"."""
    before = index - 2
    while before > 0 and reading.words[before].lower() in (
        ",",
        "also",
        "better",
        "formerly",
        "commonly",
        "otherwise",
        "(",
        "widely",
    ):
        before -= 1
    after = index + 1
    while after < len(reading) - 1 and reading.words[after].lower() in ("the", "“", '"', "‘"):
        after += 1
    long, short = ending.get(before), beginning.get(after)
    if long is None or "formerly" in (reading.words[index - 2].lower(), reading.words[index - 3].lower()):
        return []
    if short is None and is_short(reading.words[after]):
        short = Hit(after, after, reading.starts[after], reading.ends[after], None, frozenset(), "ORG")
    if short is None or "PER" in (long.type, short.type) or "LOC" in (long.type, short.type):
        return []
    return [
        Equation(
            long, short, f"The report says that “{_text(reading, long)}” is also known as “{_text(reading, short)}”."
        )
    ]


def _equation(reading: Reading, long: Hit, short: Hit) -> Equation:
    return Equation(
        long, short, f"“{_text(reading, short)}” is the short form that the report gives for “{_text(reading, long)}”."
    )


def _text(reading: Reading, hit: Hit) -> str:
    return " ".join(reading.text[hit.start : hit.end].split())


def _spelt_before(reading: Reading, last: int, short: str) -> int | None:
    """First word of the run ending at `last` whose initials spell the short form, or None."""
    letters = [letter.lower() for letter in short if letter.isalpha()]
    index, sentence = last, reading.sentence_of[last]
    position = len(letters) - 1
    while index >= 0 and position >= 0 and reading.sentence_of[index] == sentence and last - index < 12:
        word = reading.words[index]
        if word[0].lower() == letters[position] and (word[0].isupper() or word.lower() not in _SKIPPED):
            if position == 0:
                return index if word[0].isupper() and last > index else None
            position -= 1
        elif word.lower() not in _SKIPPED:
            return None
        index -= 1
    return None


def _spells(reading: Reading, first: int, last: int, short: str) -> bool:
    return _spelt_before(reading, last, short) == first
