"""Time expressions of one sentence, before they meet an anchor.

A sentence without a word of time in it is passed over after one look at its words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from dateline.model.reading import Reading
from dateline.times.expressions import Expression
from dateline.times.lexicon import NOTHING, feast_names, feast_triggers, halves, tables, values_of
from dateline.times.patterns import Grammar, Piece
from dateline.times.rules import RULES

_TRIGGERS = frozenset(
    "monthname weekdayname weekdays unit units daypart dayparts hourname today often vague vagueadjective yearnum "
    "decadenum isodate slashed clocktime halfday military feastname dayth quartername halfname seasonname meridiem "
    "oclock decadetens decadename alone ish isohour".split()
)
"""Classes of words of which a sentence must have one to hold a time expression."""
_NUMBERS = (
    "0 5 9 00 05 15 20 23 24 31 45 59 60 90 123 0900 0930 1000 1959 1960 2001 2018 2200 2360 2400 2460 2500 9999 99999 "
    "1,500 0.123 1.5 10.5 10.30 10.61 30.75 5th 40th 2018-06-05 6/5 6/5/18 5.6.2018 12.99.2018 10:30 5pm 1990s 90s 95s "
    "q3 h2 11ish 16t12"
).split()
"""A number of every form, so that the grammar knows every set of classes that a number can have."""
_SPOKEN = frozenset(
    "eighteen nineteen twenty thirty twentieth thirtieth thousand past moment present "
    "weekday weekdays workday workdays".split()
)
"""Words of spoken years and hours, and others that only the rules name."""
_NUMBERED_YEAR = re.compile(r"0\d$")
"""The year of "3-7-07"."""
_BEFORE_DATES = frozenset("on last next this every each since until by".split())
_DATE_WORDS = frozenset({"monthname", "weekdayname", "daypart", "tens", "ordinal"})
_BEFORE_MONTHS = frozenset("in of during from to between early late mid".split()) | _BEFORE_DATES
_NOUNS = frozenset({"NOUN", "PROPN", "NUM", "X"})
_NAMED = frozenset({"ORG", "PER"})
_NAMES_OF_TIME = frozenset(
    "monthname weekdayname weekdays seasonname today often daypart part feastname vague unit units".split()
)


@lru_cache(maxsize=1)
def _grammar() -> Grammar:
    words = {word for table in tables().values() for word in table}
    sets = {frozenset(values_of(word)) for word in (*words, *_NUMBERS)} | {frozenset(), frozenset({"feastname"})}
    return Grammar(RULES, sorted(sets, key=sorted), values_of)


class _Word(NamedTuple):
    """A word as the grammar sees it: its character and values, whether a time can hang on it, and its halves."""

    character: str
    values: Any
    trigger: bool
    halves: tuple[tuple[str, Any], ...]


@lru_cache(maxsize=65536)
def _word(word: str) -> _Word:
    """A word in lower case."""
    grammar, values = _grammar(), values_of(word)
    classes = frozenset(values)
    if word in grammar.literals:
        classes |= {grammar.literals[word]}
    trigger = (
        not _TRIGGERS.isdisjoint(classes)
        or word in feast_triggers()
        or word in _SPOKEN
        or bool(_NUMBERED_YEAR.match(word))
    )
    parts: tuple[tuple[str, Any], ...] = ()
    if not values:
        found = [_word(half) for half in halves(word)]
        parts = tuple((half.character, half.values) for half in found)
        trigger = trigger or any(half.trigger for half in found)
    return _Word(grammar.character(classes), values, trigger, parts)


def pieces_of_time(reading: Reading, number: int) -> list[tuple[int, int, Expression]]:
    """First word, last word and expression of every time in one sentence."""
    start, end = reading.sentence_bounds(number)
    words = [word.lower().replace("’", "'") for word in reading.words[start:end]]
    looked_up = [_word(word) for word in words]
    if not any(word.trigger for word in looked_up) and not _has_number_of_day(words):
        return []
    pieces: list[Piece] = []
    skip = 0
    for offset, (character, values, trigger, parts) in enumerate(looked_up):
        at = start + offset
        if skip:
            skip -= 1
            continue
        if (feast := _feast(words, offset)) is not None:
            length, name = feast
            pieces.append(
                Piece(at, at + length - 1, {"feastname": name}, _grammar().character(frozenset({"feastname"})))
            )
            skip = length - 1
        elif trigger and _is_something_else(reading, at, words[offset], values):
            pieces.append(Piece(at, at, NOTHING, _grammar().character(frozenset())))
        elif parts:
            pieces += [Piece(at, at, half_values, half) for half, half_values in parts]
        else:
            pieces.append(Piece(at, at, values, character))
    return [
        (piece.first, piece.last, piece.values["time"])
        for piece in _grammar().parse(reading, pieces)
        if "time" in piece.values
    ]


def _has_number_of_day(words: list[str]) -> bool:
    """Whether "the 27", or "70's", stands in a sentence that has no other word of time."""
    return any(
        (before == "the" and word.isdigit() and len(word) <= 2)
        or (word == "'s" and len(before) == 2 and before[1] == "0")
        for before, word in pairwise(words)
    )


def _feast(words: list[str], offset: int) -> tuple[int, str] | None:
    """Length and feast of a name of several words that starts here."""
    for name, feast in feast_names().get(words[offset], ()):
        if tuple(words[offset : offset + len(name)]) == name:
            return len(name), feast
    return None


def _is_something_else(reading: Reading, at: int, word: str, values: Any) -> bool:
    """Whether a word of time is here somebody's name, a verb ("may") or an ordinary word ("sun")."""
    if "capital" in values:
        lower, short = not reading.words[at][0].isupper(), values["capital"] == "short"
        if lower and (reading.upos[at] not in _NOUNS or not _stands_as_date(reading, at, 2 if short else 1)):
            return True
        if reading.upos[at] in ("AUX", "VERB", "PRON", "ADP"):
            return True
        if short and not _stands_as_date(reading, at):
            return True
    name = reading.name_at.get(at)
    if name is None or name.type not in _NAMED or _NAMES_OF_TIME.isdisjoint(values):
        return False
    return name.first != name.last or word == "may"


def _stands_as_date(reading: Reading, at: int, reach: int = 2) -> bool:
    """Whether a short form ("Sun", "Mar") has a number, another word of a date or its preposition beside it."""
    before = reading.words[at - 1].lower() if at else ""
    beside = [before, *(word.lower() for word in reading.words[at + 1 : at + 1 + reach])]
    if before == "of" and at > 1:
        beside.append(reading.words[at - 2].lower())
    values = values_of(reading.words[at].lower())
    prepositions = _BEFORE_MONTHS if "monthname" in values or "feastname" in values else _BEFORE_DATES
    if before in prepositions and reading.words[at][0].isupper():
        return True
    return any(word[:1].isdigit() or not _DATE_WORDS.isdisjoint(values_of(word)) for word in beside)
